/** How a meeting was planned before its plan changed. */
import type { MeetingRow } from '../rules.ts'

/** How a meeting was planned, for when that is to hold again. */
export interface Planned {
  readonly id: string
  readonly attendance: MeetingRow['attendance']
  readonly place: string | null
  readonly joinUrl: string | null
  readonly dates: Readonly<Record<string, string | null>>
}

export const plannedOf = (
  { id, attendance, place, joinUrl }: MeetingRow,
  days: readonly { readonly id: string; readonly date: string | null }[],
): Planned => ({ id, attendance, place, joinUrl, dates: Object.fromEntries(days.map((day) => [day.id, day.date])) })
