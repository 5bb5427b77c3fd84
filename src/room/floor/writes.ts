/**
 * Who stands on the speaker list, and in which order. Every write holds the room's row meanwhile, so that two at once take
 * turns: each says where it leads, and what has been done already is not done again.
 */
import { and, asc, count, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import { item } from '#programme/tables.ts'
import type { ParticipantRow, RoomRow } from '../entry/reads.ts'
import { mayTakePart } from '../entry/rules.ts'
import { lockRoom, once } from '../entry/writes.ts'
import { between, isWaiting, mayAskFor, placeFor, speakerOf, type TurnRow } from './rules.ts'
import { type TurnKind, turn } from './tables.ts'

export type Meeting = Pick<MeetingRow, 'id' | 'networkId'>

/** Somebody who asks again and again within this time is asked to wait. */
const SPAN = '10 minutes'
const MOST_ASKED = 20

/**
 * Puts a participant on the list. Asked twice it is one turn.
 * @param itemId the item that is on, where that is known
 * @returns the turn they wait by
 * @throws Refused while the list takes none, and for those who may not
 */
export async function askToSpeak(
  db: Db,
  actor: Actor,
  meeting: Meeting,
  who: ParticipantRow,
  asked: { readonly kind: TurnKind; readonly itemId: string | null },
): Promise<TurnRow> {
  return onFloor(db, meeting, async (tx, room, turns) => {
    refuse(mayTakePart(who, room.guestsMay, 'queue'))
    const mine = turns.find((one) => one.participantId === who.id && one.kind === asked.kind && isWaiting(one))
    if (mine) return mine
    refuse(mayAskFor(asked.kind, room, speakerOf(turns) !== null))
    const [lately] = await tx
      .select({ asked: count() })
      .from(turn)
      .where(and(eq(turn.participantId, who.id), gt(turn.askedAt, sql`now() - ${SPAN}::interval`)))
    if (lately!.asked >= MOST_ASKED) throw new Refused('floor_too_many')
    const { name, organisation, organisationId } = who
    return put(tx, actor, meeting, turns, asked, { participantId: who.id, name, organisation, organisationId }, 'turn.asked')
  })
}

/** A participant gives up a turn they wait for, or takes it again: the undo. It stands where it stood. */
export async function withdraw(
  db: Db,
  actor: Actor,
  meeting: Meeting,
  who: ParticipantRow,
  turnId: string,
  withdrawn: boolean,
): Promise<void> {
  await onFloor(db, meeting, async (tx, room, turns) => {
    const row = await turnById(tx, meeting, turnId)
    if (row.participantId !== who.id) throw new NotFound()
    if (!withdrawn) {
      refuse(mayTakePart(who, room.guestsMay, 'queue'))
      refuse(mayAskFor(row.kind, room, speakerOf(turns) !== null))
    }
    await takeOff(tx, actor, row, turns, withdrawn, withdrawn ? 'turn.withdrawn' : 'turn.asked')
  })
}

/** A chair takes somebody off the list, or puts them back: the undo. */
export async function remove(db: Db, actor: Actor, meeting: Meeting, turnId: string, removed: boolean): Promise<void> {
  await chairing(db, actor, meeting, async (tx, _, turns) => {
    const row = await turnById(tx, meeting, turnId)
    await takeOff(tx, actor, row, turns, removed, removed ? 'turn.removed' : 'turn.restored')
  })
}

/**
 * Takes those who wait off the list at once, or puts them back: the undo. Whoever got the floor meanwhile keeps it, and whoever
 * waits again by another turn does so by that one.
 * @param seen those whom the chair saw waiting; who asked after that stays
 * @returns those it was done with
 */
export async function clearList(
  db: Db,
  actor: Actor,
  meeting: Meeting,
  seen: readonly string[],
  cleared: boolean,
): Promise<readonly string[]> {
  return chairing(db, actor, meeting, async (tx, _, turns) => {
    const rows = await tx
      .select()
      .from(turn)
      .where(and(eq(turn.meetingId, meeting.id), inArray(turn.id, [...seen]), isNull(turn.startedAt)))
    const done: TurnRow[] = []
    for (const row of rows) {
      const there = [...turns, ...done.map((one) => ({ ...one, withdrawnAt: null }))]
      if ((row.withdrawnAt !== null) === cleared || (!cleared && waitsAlready(there, row))) continue
      await takeOff(tx, actor, row, turns, cleared, cleared ? 'turn.removed' : 'turn.restored')
      done.push(row)
    }
    return done.map((row) => row.id)
  })
}

/** Puts somebody on the list who has no account, or has not come in. @param key sent twice it is one turn */
export async function addName(
  db: Db,
  actor: Actor,
  meeting: Meeting,
  asked: { readonly kind: TurnKind; readonly itemId: string | null },
  who: { readonly name: string; readonly organisation: string | null },
  key: string | null,
): Promise<TurnRow | null> {
  return chairing(db, actor, meeting, async (tx, _, turns) => {
    if (key && !(await once(tx, { networkId: meeting.networkId, meetingId: meeting.id }, key))) return null
    return put(tx, actor, meeting, turns, asked, { ...who, participantId: null, organisationId: null }, 'turn.added')
  })
}

/**
 * Moves one that waits.
 * @param before the one it is to stand before; null for last. Says where, not how far: sent twice it is one move.
 */
export async function moveTurn(db: Db, actor: Actor, meeting: Meeting, turnId: string, before: string | null): Promise<void> {
  await chairing(db, actor, meeting, async (tx, _, turns) => {
    const waiting = turns.filter(isWaiting)
    const row = waiting.find((one) => one.id === turnId)
    const others = waiting.filter((one) => one !== row)
    const at = before === null ? others.length : others.findIndex((one) => one.id === before)
    if (!row || at < 0) throw new Refused('floor_gone_on')
    if (waiting[at] === row) return
    const gap = { after: others[at - 1]?.position ?? null, before: others[at]?.position ?? null }
    const position = between(gap.after, gap.before)
    if (position === null) {
      const order = [...others.slice(0, at), row, ...others.slice(at)]
      for (const [place, one] of order.entries()) await change(tx, one.id, { position: place })
    } else await change(tx, row.id, { position })
    await note(tx, actor, meeting, row.id, 'turn.moved')
  })
}

/** One write to the list, with the room held and all turns that are not over, in the order of the list. */
async function onFloor<T>(db: Db, meeting: Meeting, write: (tx: Tx, room: RoomRow, turns: TurnRow[]) => Promise<T>): Promise<T> {
  return inTransaction(db, async (tx) => {
    const room = await lockRoom(tx, meeting)
    const turns = await tx
      .select()
      .from(turn)
      .where(and(eq(turn.meetingId, meeting.id), isNull(turn.withdrawnAt), isNull(turn.endedAt)))
      .orderBy(asc(turn.position), asc(turn.askedAt), asc(turn.id))
    return write(tx, room, turns)
  })
}

/** As `onFloor`, for chairs alone. */
export async function chairing<T>(
  db: Db,
  actor: Actor,
  meeting: Meeting,
  write: (tx: Tx, room: RoomRow, turns: TurnRow[]) => Promise<T>,
): Promise<T> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  return onFloor(db, meeting, write)
}

export async function turnById(tx: Tx, meeting: Meeting, id: string): Promise<TurnRow> {
  const [row] = isId(id)
    ? await tx
        .select()
        .from(turn)
        .where(and(eq(turn.id, id), eq(turn.meetingId, meeting.id)))
    : []
  if (!row) throw new NotFound()
  return row
}

type Whose = Pick<TurnRow, 'participantId' | 'name' | 'organisation' | 'organisationId'>

async function put(
  tx: Tx,
  actor: Actor,
  meeting: Meeting,
  turns: readonly TurnRow[],
  asked: { readonly kind: TurnKind; readonly itemId: string | null },
  whose: Whose,
  action: string,
): Promise<TurnRow> {
  const waiting = turns.filter(isWaiting)
  const gap = placeFor(asked.kind, waiting)
  let position = between(gap.after, gap.before)
  if (position === null) {
    // No number is left between the two: all get whole numbers again, with every other one free.
    const spread = waiting.map((one, place) => ({ ...one, position: 2 * place }))
    for (const one of spread) await change(tx, one.id, { position: one.position })
    const wide = placeFor(asked.kind, spread)
    position = between(wide.after, wide.before)!
  }
  const [row] = await tx
    .insert(turn)
    .values({
      networkId: meeting.networkId,
      meetingId: meeting.id,
      itemId: await itemHere(tx, meeting, asked.itemId),
      kind: asked.kind,
      position,
      ...whose,
    })
    .returning()
  await note(tx, actor, meeting, row!.id, action)
  return row!
}

/** An item of this meeting; null for one that is gone meanwhile, which is no reason not to speak. */
async function itemHere(tx: Tx, meeting: Meeting, id: string | null): Promise<string | null> {
  if (id === null) return null
  const [found] = await tx
    .select({ id: item.id })
    .from(item)
    .where(and(eq(item.id, id), eq(item.meetingId, meeting.id), isNull(item.deletedAt)))
  return found?.id ?? null
}

async function takeOff(
  tx: Tx,
  actor: Actor,
  row: TurnRow,
  turns: readonly TurnRow[],
  off: boolean,
  action: string,
): Promise<void> {
  if (row.startedAt !== null) throw new Refused('floor_gone_on')
  if ((row.withdrawnAt !== null) === off) return
  if (!off && waitsAlready(turns, row)) throw new Refused('floor_waits_already')
  await change(tx, row.id, { withdrawnAt: off ? sql`clock_timestamp()` : null })
  await note(tx, actor, { id: row.meetingId, networkId: row.networkId }, row.id, action)
}

/** Whether whoever's turn it is waits by another of the same kind: one of them is enough. */
export const waitsAlready = (turns: readonly TurnRow[], row: TurnRow): boolean =>
  row.participantId !== null &&
  turns.some((one) => one.participantId === row.participantId && one.kind === row.kind && isWaiting(one))

export async function change(tx: Tx, id: string, changes: PgUpdateSetSource<typeof turn>): Promise<void> {
  await tx.update(turn).set(changes).where(eq(turn.id, id))
}

export const note = (tx: Tx, actor: Actor, meeting: Meeting, id: string, action: string) =>
  record(tx, actor, {
    networkId: meeting.networkId,
    meetingId: meeting.id,
    action,
    about: { kind: 'turn', id },
    raises: [roomSubject(meeting.id)],
  })

function refuse(verdict: string): void {
  if (verdict !== 'yes') throw new Refused(verdict)
}
