/** Asking and wondering in the room. What the chairs make of it stands in `chairing`. */
import { and, eq, gt, inArray, or, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { narrowest } from '#meeting/rules.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale } from '#platform/words/text.ts'
import { itemById } from '#programme/reads.ts'
import { type ParticipantRow, roomOf } from '#room/entry/reads.ts'
import { type Channel, mayTakePart, seesIn } from '#room/entry/rules.ts'
import { once } from '#room/entry/writes.ts'
import { participant } from '#room/tables.ts'
import { inputById } from '../reads.ts'
import type { InputRow } from '../rules.ts'
import { input, inputVote } from '../tables.ts'
import { note, putAway } from '../writes.ts'
import { mayAskNow, mayTakeBack, mayWonder, SPAN_MINUTES } from './rules.ts'

/** Somebody in a room, and what they may see of it. */
export interface Asker {
  readonly actor: Actor
  readonly participant: ParticipantRow
  readonly channel: Channel
}

export interface Asked {
  readonly text: string
  readonly itemId: string | null
  readonly nameless: boolean
  readonly locale: Locale
  /** Sent twice it is one question. */
  readonly key: string | null
}

/**
 * Asks in the room: shown at once, or waiting for a chair where the room is moderated.
 * @returns null where it was asked already
 * @throws Refused for those who may not, and who ask too much; NotFound for an item that is not for them
 */
export async function askInRoom(db: Db, meeting: MeetingRow, asker: Asker, asked: Asked): Promise<InputRow | null> {
  return inTransaction(db, async (tx) => {
    if (asked.key && !(await once(tx, { networkId: meeting.networkId, meetingId: meeting.id }, asked.key))) return null
    // Held, so that many at once are counted one after the other.
    const [who] = await tx.select().from(participant).where(eq(participant.id, asker.participant.id)).for('update')
    if (!who) throw new NotFound()
    const { guestsMay, moderated, slowSeconds } = await roomOf(tx, meeting)
    refuse(mayTakePart(who, guestsMay, 'ask'))
    refuse(mayAskNow(await askedLately(tx, who.id, slowSeconds), slowSeconds, Temporal.Now.instant().epochMilliseconds))
    if (asked.itemId !== null) await checkItem(tx, meeting, asked.itemId, asker.channel)
    const [made] = await tx
      .insert(input)
      .values({
        networkId: meeting.networkId,
        meetingId: meeting.id,
        itemId: asked.itemId,
        kind: 'question',
        state: moderated ? 'waiting' : 'shown',
        text: asked.text,
        locale: asked.locale,
        personId: who.personId,
        participantId: who.id,
        name: who.name,
        organisationId: who.organisationId,
        nameless: asked.nameless,
      })
      .returning()
    // The meeting's own page shows it once a chair has let it in.
    await note(tx, asker.actor, made!, 'input.sent', moderated ? [roomSubject(meeting.id)] : undefined)
    return made!
  })
}

/** When a participant asked within the time that limits look back on. What was withdrawn counts. */
async function askedLately(tx: Tx, participantId: string, slowSeconds: number): Promise<number[]> {
  const seconds = Math.max(SPAN_MINUTES * 60, slowSeconds)
  const rows = await tx
    .select({ at: input.createdAt })
    .from(input)
    .where(and(eq(input.participantId, participantId), gt(input.createdAt, sql`now() - make_interval(secs => ${seconds})`)))
  return rows.map((row) => instantOf(row.at).epochMilliseconds)
}

/** @throws NotFound for an item that this channel does not see */
async function checkItem(tx: Tx, meeting: MeetingRow, id: string, channel: Channel): Promise<void> {
  const found = await itemById(tx, meeting.id, id)
  const around = found.parentId === null ? null : await itemById(tx, meeting.id, found.parentId)
  if ((around ?? found).dayId === null || !seesIn(channel, narrowest(found.audience, around?.audience ?? 'public')))
    throw new NotFound()
}

/** Takes back a question of one's own, or brings it back: the undo. Muted participants may, too. */
export async function withdraw(
  db: Db,
  meeting: MeetingRow,
  { actor, participant: who }: Asker,
  id: string,
  withdrawn: boolean,
): Promise<void> {
  if (!isId(id)) throw new NotFound()
  await inTransaction(db, async (tx) => {
    const [row] = await tx
      .select()
      .from(input)
      .where(and(eq(input.id, id), eq(input.meetingId, meeting.id)))
      .for('update')
    const own = row && (row.participantId === who.id || (row.personId !== null && row.personId === who.personId))
    if (!own || row.kind !== 'question') throw new NotFound()
    refuse(mayTakeBack(row))
    if ((row.deletedAt !== null) === withdrawn) return
    await putAway(tx, row, withdrawn)
    await note(tx, actor, row, withdrawn ? 'input.removed' : 'input.restored')
  })
}

/**
 * Says that one wonders too, or no longer. Once for each participant, by the table's key.
 * @returns whether anything changed: then the room is to be told that sums have
 */
export async function wonder(db: Db, meeting: MeetingRow, asker: Asker, id: string, wonders: boolean): Promise<boolean> {
  const { participant: who, channel } = asker
  return inTransaction(db, async (tx) => {
    const row = await inputById(tx, meeting.id, id)
    const asked = row.mergedInto === null ? row : await inputById(tx, meeting.id, row.mergedInto)
    if (asked.kind !== 'question') throw new NotFound()
    if (!wonders) {
      const same = tx
        .select({ id: input.id })
        .from(input)
        .where(or(eq(input.id, asked.id), eq(input.mergedInto, asked.id)))
      const gone = await tx
        .delete(inputVote)
        .where(and(eq(inputVote.participantId, who.id), inArray(inputVote.inputId, same)))
        .returning({ id: inputVote.inputId })
      return gone.length > 0
    }
    if (asked.state !== 'shown') throw new NotFound()
    if (asked.itemId !== null) await checkItem(tx, meeting, asked.itemId, channel)
    const { guestsMay } = await roomOf(tx, meeting)
    refuse(mayWonder(who, guestsMay))
    const made = await tx
      .insert(inputVote)
      .values({ inputId: asked.id, participantId: who.id, networkId: meeting.networkId, meetingId: meeting.id })
      .onConflictDoNothing()
      .returning({ id: inputVote.inputId })
    return made.length > 0
  })
}

function refuse(verdict: string): void {
  if (verdict !== 'yes') throw new Refused(verdict)
}
