/** Who was at the sample's meetings: the statistics have something to count. */
import type { Actor } from '#actor.ts'
import { type MeetingRow, readMeeting } from '#meeting/reads.ts'
import type { Ground } from '#platform/ground.ts'
import { keepAttendance } from '#registration/attendance/writes.ts'

/** Says of some people that they were there. */
export async function tellWhoCame(
  { db }: Pick<Ground, 'db'>,
  organiser: Actor,
  of: MeetingRow,
  people: readonly string[],
  mode: 'onsite' | 'online',
): Promise<void> {
  const { meeting } = await readMeeting(db, organiser, of)
  for (const personId of people)
    await keepAttendance(db, organiser, { ...meeting, itemId: null }, { who: `person:${personId}`, presence: 'present', mode })
}
