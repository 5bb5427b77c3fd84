/** Who may say who was there. Attendance is said, never worked out from registrations. Pure. */
import type { Actor } from '#actor.ts'
import { mayChair } from '#meeting/rules.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Presence } from '../tables.ts'

export const presences = ['present', 'substitute', 'excused', 'absent'] as const satisfies readonly Presence[]

/** So early before a meeting begins people come in at the door. */
const OPENS_MINUTES = 60

/** Keeping the list: organisers, and whoever chairs. */
export const mayKeepAttendance = mayChair

interface Runs {
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly statusNow: { readonly cancelled: boolean; readonly postponed: boolean }
}

/** Checking in oneself: while the meeting lasts, and a little before. */
export function mayCheckIn(
  actor: Actor,
  meeting: Runs,
  now: Temporal.Instant,
): 'yes' | 'registration_attendance_when' | 'registration_others_members' {
  if (!actor.person) return 'registration_others_members'
  const { startsAt, endsAt, statusNow } = meeting
  if (startsAt === null || statusNow.cancelled || statusNow.postponed) return 'registration_attendance_when'
  const opens = instantOf(startsAt).subtract({ minutes: OPENS_MINUTES })
  const closes = instantOf(endsAt ?? startsAt)
  const within = Temporal.Instant.compare(now, opens) >= 0 && Temporal.Instant.compare(now, closes) <= 0
  return within ? 'yes' : 'registration_attendance_when'
}
