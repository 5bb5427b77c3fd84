/**
 * Every change to a programme is an operation: a pure function from one state to the next, whose differences are written in
 * bulk and kept, so that it can be taken back and every earlier version can be read.
 */
import { and, eq, inArray, isNull, ne, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { writeDays } from '#meeting/days/writes.ts'
import { lockMeeting } from '#meeting/reads.ts'
import { type MeetingRow, mayEdit } from '#meeting/rules.ts'
import { respan } from '#meeting/schedule/writes.ts'
import { day } from '#meeting/tables.ts'
import { bury, inTransaction, record, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import type { Change, ItemState, Programme } from '../document.ts'
import { recogniseSpeakers, writeSpeakersOf } from '../speakers/writes.ts'
import { item, operation } from '../tables.ts'
import { type OperationRow, operationById, operationsAfter, programmeOf, removalOf, undoable } from './reads.ts'
import { type Contest, contestKey, differences, earlier, settled, siblingsOf, standing, takenBack, without } from './rules.ts'

export interface Operated {
  readonly before: Programme
  readonly after: Programme
  /** Null when the function changed nothing. */
  readonly operation: OperationRow | null
}

/** What the function of an operation may know besides the programme. */
export interface Ground {
  readonly meeting: MeetingRow
  readonly tx: Tx
}

/**
 * Does one operation. The meeting is held meanwhile, so the function sees what stands and nobody comes in between. A fixed
 * number of queries, however long the programme and however many items change.
 * @param action in the past tense: 'item.moved'
 * @param work gives the programme as it shall be; ids of new things come from `newId`. May throw Refused, Invalid, Conflict.
 */
export async function operate(
  db: Db,
  actor: Actor,
  meetingId: string,
  action: string,
  work: (programme: Programme, ground: Ground) => Programme | Promise<Programme>,
  options: {
    readonly about?: string | (() => string | undefined)
    readonly undoes?: string
    /** Whose work it is, where the program does it for somebody. */
    readonly byName?: string
  } = {},
): Promise<Operated> {
  return inTransaction(db, async (tx) => {
    const meeting = await lockMeeting(tx, actor, meetingId)
    const verdict = mayEdit(actor, meeting)
    if (verdict !== 'yes') throw new Refused(verdict)
    const before = await programmeOf(tx, meetingId)
    const wanted = await withoutThoseElsewhere(tx, meetingId, before, await work(before, { meeting, tx }))
    const after = await recogniseSpeakers(tx, meeting.networkId, before, settled(wanted))
    // What it is about comes first: that is what the list of versions names.
    const about = typeof options.about === 'function' ? options.about() : options.about
    const changes = differences(before, after).sort((a, b) => Number(b.id === about) - Number(a.id === about))
    if (changes.length === 0) return { before, after: before, operation: null }
    await writeDays(
      tx,
      meeting,
      changes.filter((one) => one.of === 'day'),
    )
    await writeItems(tx, meeting, before, after, changes)
    const [made] = await tx
      .insert(operation)
      .values({
        networkId: meeting.networkId,
        meetingId,
        number: sql`(select coalesce(max(number), 0) + 1 from operation where meeting_id = ${meetingId})`,
        byPerson: actor.person?.id ?? null,
        byName: options.byName ?? actor.person?.name ?? null,
        action,
        changes,
        undoes: options.undoes ?? null,
      })
      .returning()
    const own = after.items.filter((one) => one.parentId === null)
    await respan(tx, meeting, { days: after.days, items: own })
    await record(tx, actor, {
      networkId: meeting.networkId,
      action,
      about: { kind: 'item', id: about ?? changes[0]!.id },
      meetingId,
      after: { operation: made!.number },
      raises: [meetingSubject(meetingId)],
    })
    return { before, after, operation: made! }
  })
}

/** What came of taking back or taking up: done, or nothing done because of what is contested. */
export interface Returned {
  readonly operation: OperationRow | null
  readonly contests: readonly Contest[]
}

/** What went from one meeting to another is taken back there: more than a programme hangs on it. */
const isBetweenMeetings = (action: string) => action === 'programme.split_off' || action === 'programme.merged_back'

/**
 * Takes back an operation of one's own, the newest that stands unless one is named. Fields that have been changed again
 * since are contested: nothing happens until each is decided.
 * @param decide 'before' for the state before the operation, 'now' to leave it; by `contestKey`
 * @throws NotFound when there is nothing to take back; Refused for somebody else's operation
 */
export async function undo(
  db: Db,
  actor: Actor,
  meetingId: string,
  operationId: string | null,
  decide: Readonly<Record<string, 'before' | 'now'>> = {},
): Promise<Returned> {
  return inTransaction(db, async (tx) => {
    const target = operationId
      ? await operationById(tx, meetingId, operationId)
      : (await undoable(tx, meetingId, actor.person?.id ?? newId())).undo
    if (!target || target.undoneBy !== null) throw new NotFound()
    if (target.byPerson === null || target.byPerson !== actor.person?.id) throw new Refused('programme_not_your_operation')
    if (isBetweenMeetings(target.action)) throw new Refused('programme_undo_in_plan')
    return takeBack(tx, actor, target, 'programme.undone', decide)
  })
}

/** Takes up again what was taken back last, if nothing new was done since. @throws as `undo` */
export async function redo(
  db: Db,
  actor: Actor,
  meetingId: string,
  decide: Readonly<Record<string, 'before' | 'now'>> = {},
): Promise<Returned> {
  return inTransaction(db, async (tx) => {
    const { redo: target } = await undoable(tx, meetingId, actor.person?.id ?? newId())
    if (!target) throw new NotFound()
    const done = await takeBack(tx, actor, target, 'programme.redone', decide)
    if (done.contests.length === 0) await tx.update(operation).set({ undoneBy: null }).where(eq(operation.id, target.undoes!))
    return done
  })
}

/** What has gone to another meeting since does not come back by an earlier version: it would have to leave that one. */
async function withoutThoseElsewhere(tx: Tx, meetingId: string, before: Programme, after: Programme): Promise<Programme> {
  const fresh = (of: 'days' | 'items') => {
    const known = new Set(before[of].map((one) => one.id))
    return after[of].flatMap((one) => (known.has(one.id) ? [] : [one.id]))
  }
  const elsewhere = async (table: typeof item | typeof day, ids: readonly string[]): Promise<ReadonlySet<string>> => {
    if (ids.length === 0) return new Set()
    const where = and(inArray(table.id, [...ids]), ne(table.meetingId, meetingId))
    return new Set((await tx.select({ id: table.id }).from(table).where(where)).map((row) => row.id))
  }
  const [days, items] = [await elsewhere(day, fresh('days')), await elsewhere(item, fresh('items'))]
  if (days.size + items.size === 0) return after
  return without({ ...after, days: after.days.filter((one) => !days.has(one.id)) }, items)
}

async function takeBack(
  tx: Tx,
  actor: Actor,
  target: OperationRow,
  action: string,
  decide: Readonly<Record<string, 'before' | 'now'>>,
): Promise<Returned> {
  let open: Contest[] = []
  const wanted = new Set(Object.keys(decide).filter((key) => decide[key] === 'before'))
  const done = await operate(
    tx,
    actor,
    target.meetingId,
    action,
    (now) => {
      const { programme, contests } = takenBack(now, target.changes, wanted)
      open = contests.filter((one) => decide[contestKey(one)] !== 'now')
      return open.length > 0 ? now : programme
    },
    { undoes: target.id },
  )
  if (open.length > 0) return { operation: null, contests: open }
  await tx
    .update(operation)
    // Where everything had been changed back by hand there is nothing to do, and it counts as taken back all the same.
    .set({ undoneBy: done.operation?.id ?? target.id })
    .where(eq(operation.id, target.id))
  return { operation: done.operation, contests: [] }
}

/** Brings back an item that was taken away, by whomever, with the parts that went with it. */
export async function restoreRemoved(db: Db, actor: Actor, meetingId: string, itemId: string): Promise<Operated> {
  return operate(
    db,
    actor,
    meetingId,
    'item.restored',
    async (now, { tx }) => {
      if (now.items.some((one) => one.id === itemId)) return now
      const removal = await removalOf(tx, meetingId, itemId)
      if (!removal) throw new NotFound()
      const own = removal.changes.filter(
        (one) =>
          one.of === 'item' && one.after === null && (one.id === itemId || (one.before as ItemState | null)?.parentId === itemId),
      )
      return takenBack(now, own).programme
    },
    { about: itemId },
  )
}

/**
 * Sets the programme back to how it stood after operation `number`; 0 is as it was made. What has come to be since goes to
 * the shelf: what hangs on it is not lost.
 */
export async function restoreVersion(db: Db, actor: Actor, meetingId: string, number: number): Promise<Operated> {
  return operate(db, actor, meetingId, 'programme.restored', async (now, { tx }) => {
    const then = earlier(now, await operationsAfter(tx, meetingId, number))
    const known = new Set(then.items.map((one) => one.id))
    const since = now.items.filter((one) => !known.has(one.id))
    const all: Programme = { days: then.days, items: [...then.items, ...since] }
    return since
      .filter((one) => one.parentId === null || known.has(one.parentId))
      .reduce((programme, one) => shelved(programme, one), all)
  })
}

/** Last on the shelf, with its parts. */
function shelved(programme: Programme, one: ItemState): Programme {
  const state = { ...one, dayId: null, parentId: null }
  return standing(programme, state, siblingsOf(programme, state).length)
}

async function writeItems(
  tx: Tx,
  meeting: MeetingRow,
  before: Programme,
  after: Programme,
  changes: readonly Change[],
): Promise<void> {
  const own = changes.filter((one) => one.of === 'item')
  const states = new Map(after.items.map((one) => [one.id, one]))
  const gone = own.filter((one) => one.after === null).map((one) => one.id)
  const made = own.filter((one) => one.before === null).map((one) => states.get(one.id)!)
  const changed = own.filter((one) => one.before !== null && one.after !== null)
  if (gone.length > 0) {
    await tx
      .update(item)
      .set({ deletedAt: sql`now()`, version: sql`${item.version} + 1`, sequence: sql`${item.sequence} + 1` })
      .where(and(eq(item.meetingId, meeting.id), inArray(item.id, gone)))
    await bury(tx, { id: gone, networkId: meeting.networkId, kind: 'item', meetingId: meeting.id })
  }
  if (made.length > 0) await insertItems(tx, meeting, made)
  if (changed.length > 0)
    await updateItems(
      tx,
      changed.map((one) => ({ ...states.get(one.id)!, moved: isMove(one) })),
    )
  // A day on another date moves all that stands on it, though none of it was touched.
  const moved = changes.filter((one) => one.of === 'day' && one.before && one.after && 'date' in one.after).map((one) => one.id)
  if (moved.length > 0)
    await tx
      .update(item)
      .set({ sequence: sql`${item.sequence} + 1`, updatedAt: sql`now()` })
      .where(and(eq(item.meetingId, meeting.id), inArray(item.dayId, moved), isNull(item.parentId), isNull(item.deletedAt)))
  const speaking = own.filter((one) => one.after && 'speakers' in one.after).map((one) => states.get(one.id)!)
  await writeSpeakersOf(tx, meeting, new Map(before.items.map((one) => [one.id, one.speakers])), speaking)
}

/** What calendars must be told: another start, end, day or room. Not a typo, and not the order. A place is recorded whole, the day with it. */
const isMove = ({ before, after }: Extract<Change, { of: 'item' }>): boolean =>
  (['start', 'end', 'room', 'dayId'] as const).some((field) => after && field in after && after[field] !== before?.[field])

/** All columns that a state holds, by their names in the database. */
const columns = sql.raw(
  'day_id, parent_id, position, start, "end", end_inferred, pinned, kind, track, room, title, description, note, audience, expects_material, expects_minutes',
)
const shape = sql.raw(
  'id uuid, day_id uuid, parent_id uuid, position float8, start text, "end" text, end_inferred boolean, pinned boolean, kind text, track text, room text, title jsonb, description jsonb, note jsonb, audience text, expects_material boolean, expects_minutes boolean, moved boolean',
)
const given = sql.raw(
  'row.day_id, row.parent_id, row.position, row.start, row."end", row.end_inferred, row.pinned, row.kind, row.track, row.room, row.title, row.description, row.note, row.audience, row.expects_material, row.expects_minutes',
)
const rowsOf = (states: readonly (ItemState & { moved?: boolean })[]): string =>
  JSON.stringify(
    states.map((one) => ({
      ...one,
      day_id: one.dayId,
      parent_id: one.parentId,
      end_inferred: one.endInferred,
      expects_material: one.expectsMaterial,
      expects_minutes: one.expectsMinutes,
      speakers: undefined,
    })),
  )

/** New ones, and ones that come back: those keep their number and their calendar id. */
async function insertItems(tx: Tx, meeting: MeetingRow, states: readonly ItemState[]): Promise<void> {
  await tx.execute(sql`
    with back as (
      update item set (${columns}) = row(${given}), deleted_at = null, version = item.version + 1, sequence = item.sequence + 1, updated_at = now()
      from jsonb_to_recordset(${rowsOf(states)}::jsonb) as row (${shape})
      where item.id = row.id and item.meeting_id = ${meeting.id} returning item.id
    )
    insert into item (id, network_id, meeting_id, ${columns})
    select row.id, ${meeting.networkId}::uuid, ${meeting.id}::uuid, ${given}
    from jsonb_to_recordset(${rowsOf(states)}::jsonb) as row (${shape})
    where row.id not in (select id from back)`)
  await unbury(
    tx,
    states.map((one) => one.id),
  )
}

async function updateItems(tx: Tx, states: readonly (ItemState & { moved: boolean })[]): Promise<void> {
  await tx.execute(sql`
    update item set (${columns}) = row(${given}), version = item.version + 1,
      sequence = item.sequence + row.moved::int, updated_at = now()
    from jsonb_to_recordset(${rowsOf(states)}::jsonb) as row (${shape}) where item.id = row.id`)
}
