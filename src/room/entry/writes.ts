/** Coming into a room: as somebody who is signed in, or as a guest with the code and a name. */
import { randomBytes } from 'node:crypto'
import { and, eq, isNull, lt } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { mayChair } from '#meeting/rules.ts'
import { membership, organisation } from '#network/tables.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import { pick } from '#platform/words/text.ts'
import { participant, room, roomKey } from '../tables.ts'
import { type InRoom, type ParticipantRow, participantOf, type RoomRow } from './reads.ts'
import { codeFrom } from './rules.ts'

/** The room's row, made when somebody first needs it to be one. Held fast until the end of the transaction. */
export async function lockRoom(tx: Tx, meeting: Pick<MeetingRow, 'id' | 'networkId'>): Promise<RoomRow> {
  const lock = () => tx.select().from(room).where(eq(room.meetingId, meeting.id)).for('update')
  const [row] = await lock()
  if (row) return row
  await tx.insert(room).values({ meetingId: meeting.id, networkId: meeting.networkId }).onConflictDoNothing()
  return (await lock())[0]!
}

/**
 * The participant that an act is done as. Whoever is signed in comes in by acting.
 * @throws Refused for a visitor who has not come in
 */
export async function takePart(db: Db, entered: InRoom): Promise<ParticipantRow> {
  if (entered.participant) return entered.participant
  if (!entered.actor.person) throw new Refused('room_enter_first')
  return comeIn(db, entered.actor, entered.meeting)
}

/** Somebody who is signed in, as a participant; the one they are already where they have been in before. */
export async function comeIn(
  db: Db,
  actor: Actor,
  meeting: Pick<MeetingRow, 'id' | 'networkId' | 'locale'>,
): Promise<ParticipantRow> {
  const person = actor.person!
  const known = await participantOf(db, meeting.id, person.id)
  if (known) return known
  const [of] = await db
    .select({ id: organisation.id, name: organisation.name })
    .from(membership)
    .innerJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(and(eq(membership.personId, person.id), eq(membership.networkId, meeting.networkId), isNull(membership.to)))
    .limit(1)
  const [made] = await db
    .insert(participant)
    .values({
      id: newId(),
      networkId: meeting.networkId,
      meetingId: meeting.id,
      personId: person.id,
      name: person.name,
      organisationId: of?.id ?? null,
      organisation: of ? (pick(of.name, meeting.locale)?.text ?? null) : null,
    })
    .onConflictDoNothing()
    .returning()
  return made ?? (await participantOf(db, meeting.id, person.id))!
}

/** A guest with a name, by the code of the room they stand before. */
export async function comeInAsGuest(
  db: Db,
  at: { readonly networkId: string; readonly meetingId: string },
  guest: { readonly name: string; readonly organisation: string | null },
): Promise<ParticipantRow> {
  const [made] = await db
    .insert(participant)
    .values({ id: newId(), networkId: at.networkId, meetingId: at.meetingId, ...guest })
    .returning()
  return made!
}

/** Makes a code that lets guests in, a new one where there was one, or takes it away. Guests who are in stay in. */
export async function changeCode(db: Db, actor: Actor, meeting: MeetingRow, way: 'new' | 'none'): Promise<string | null> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  return inTransaction(db, async (tx) => {
    const before = await lockRoom(tx, meeting)
    const code = way === 'new' ? codeFrom(randomBytes(16)) : null
    await tx.update(room).set({ code }).where(eq(room.meetingId, meeting.id))
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: code ? 'room.code_made' : 'room.code_removed',
      about: { kind: 'room', id: meeting.id },
      before: { had: before.code !== null },
      raises: [roomSubject(meeting.id)],
    })
    return code
  })
}

/**
 * Takes the key of something that was sent. A line that breaks makes browsers send twice.
 * @returns false where it was taken before: what came with it has been done
 */
export async function once(
  tx: Tx,
  at: { readonly networkId: string; readonly meetingId: string },
  key: string,
): Promise<boolean> {
  const taken = await tx
    .insert(roomKey)
    .values({ key, networkId: at.networkId, meetingId: at.meetingId })
    .onConflictDoNothing()
    .returning({ key: roomKey.key })
  return taken.length > 0
}

/** Forgets keys that nobody sends again. @returns how many there were */
export async function sweepKeys(db: Db, before: Temporal.Instant): Promise<number> {
  return (await db.delete(roomKey).where(lt(roomKey.at, before.toString())).returning({ key: roomKey.key })).length
}
