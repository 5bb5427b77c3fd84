/** Which of the meetings ahead is the next one, and how lists are cut into years and pages. Pure. */
import { z } from 'zod'

/** Earlier meetings on the home page itself, and on a page of one year. */
export const NEWEST = 12
export const PER_PAGE = 50

/** The first that will take place; if none will, the first that was meant to. */
export function nextOf<M extends { readonly status: { readonly postponed: boolean; readonly cancelled: boolean } }>(
  ahead: readonly M[],
): M | null {
  return ahead.find((one) => !one.status.postponed && !one.status.cancelled) ?? ahead[0] ?? null
}

/** Where a page of a list begins: after this meeting. In addresses "2020-04-29T07:00:00Z_<id>". */
export interface Cursor {
  readonly startsAt: string
  readonly id: string
}

export const cursorText = (cursor: Cursor): string => `${Temporal.Instant.from(cursor.startsAt)}_${cursor.id}`

const cursorField = z
  .string()
  .transform((text): Cursor | undefined => {
    const [, startsAt, id] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z)_([0-9a-f-]{36})$/.exec(text) ?? []
    return startsAt && id && z.uuid().safeParse(id).success && !Number.isNaN(Date.parse(startsAt)) ? { startsAt, id } : undefined
  })
  .optional()
  .catch(undefined)

/** What a list's address asks for. Nonsense asks for nothing. */
export const listQuery = z.object({
  year: z.coerce.number().int().min(1900).max(2200).optional().catch(undefined),
  before: cursorField,
})
export type ListQuery = z.output<typeof listQuery>

/** The first instant of a year in a zone, and that of the next year. */
export function yearSpan(year: number, timezone: string): { from: string; to: string } {
  const first = (y: number) =>
    Temporal.PlainDate.from({ year: y, month: 1, day: 1 }).toZonedDateTime(timezone).toInstant().toString()
  return { from: first(year), to: first(year + 1) }
}
