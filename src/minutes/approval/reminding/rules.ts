/** Reminding of the last day on which corrections are taken. Pure. */
import type { Words } from '#platform/words/text.ts'

/**
 * Whether the moment has come: the day before or the day itself, from eight in the morning by the meeting's clock.
 * @param until the last day, "2020-05-15"
 */
export function isTimeToRemind(until: string, timezone: string, now: Temporal.Instant): boolean {
  const here = now.toZonedDateTimeISO(timezone)
  const left = here.toPlainDate().until(Temporal.PlainDate.from(until)).days
  return here.hour >= 8 && (left === 0 || left === 1)
}

/** What a reminder says. */
export interface Reminding {
  readonly network: { readonly name: Words }
  readonly meeting: { readonly title: Words }
  readonly until: string
  /** The minutes that can be read through. */
  readonly of: readonly { readonly title: Words; readonly href: string }[]
}
