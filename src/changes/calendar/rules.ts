/** What a calendar is told of a meeting, and when. Pure. */
import type { MeetingRow } from '#meeting/rules.ts'
import { LONGEST_HOURS } from '#notices/gathering/rules.ts'

/** Removed, or taken back to draft: nobody may read it any more, and what calendars hold of it is called back. */
export const isGone = ({ deletedAt, publishedAt }: Pick<MeetingRow, 'deletedAt' | 'publishedAt'>): boolean =>
  deletedAt !== null || publishedAt === null

/**
 * Whether somebody has been at a meeting's plan for so long without a pause that calendars are told all the same.
 * @param acts when it was changed, in any order
 * @param quietMinutes what counts as a pause
 */
export function neverQuiet(acts: readonly Temporal.Instant[], quietMinutes: number, now: Temporal.Instant): boolean {
  const begun = now.subtract({ hours: LONGEST_HOURS })
  const since = acts.filter((at) => Temporal.Instant.compare(at, now) <= 0).sort(Temporal.Instant.compare)
  const last = since.findLastIndex((at) => Temporal.Instant.compare(at, begun) <= 0)
  const moments = last === -1 ? [] : [...since.slice(last), now]
  return moments.length > 1 && moments.every((at, i) => i === 0 || moments[i - 1]!.until(at).total('minutes') < quietMinutes)
}
