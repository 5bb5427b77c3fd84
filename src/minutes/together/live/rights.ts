/** Whether those who write still may: their session holds, they may write these minutes, and the minutes can be written. */
import { eq } from 'drizzle-orm'
import { personActors } from '#actor.ts'
import { meetingById } from '#meeting/reads.ts'
import { sessionsThatHold } from '#people/signin/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { mayWrite } from '../../rules.ts'
import { minutes } from '../../tables.ts'
import type { Ending } from '../rules.ts'
import type { Seat } from './room.ts'

/** Of those who write some minutes, who may not any more, and why. Four queries, however many they are. */
export async function lapsed(db: Db, minutesId: string, seats: readonly Seat[]): Promise<Map<Seat, Ending>> {
  const ended = new Map<Seat, Ending>()
  const [row] = await db.select().from(minutes).where(eq(minutes.id, minutesId))
  const meeting = row && (await meetingById(db, row.meetingId))
  if (!row || !meeting) return new Map(seats.map((seat) => [seat, 'withdrawn']))
  const sessions = await sessionsThatHold(
    db,
    seats.map(({ guest }) => guest.sessionId),
  )
  const where = { networkId: row.networkId, meetingId: row.meetingId }
  const actors = await personActors(db, [...new Set(seats.map(({ guest }) => guest.personId))], where)
  for (const seat of seats) {
    const actor = actors.get(seat.guest.personId)
    const may = actor ? mayWrite(actor, meeting, row) : 'no'
    if (!sessions.has(seat.guest.sessionId)) ended.set(seat, 'signed_out')
    else if (may === 'minutes_is_approved') ended.set(seat, 'approved')
    else if (may !== 'yes') ended.set(seat, 'withdrawn')
  }
  return ended
}
