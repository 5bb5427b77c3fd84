/**
 * What is done to a programme. Every write holds the meeting's row, so that writes to one meeting follow each other, works
 * out the meeting's span anew, and records what was before.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { daysOf, lockMeeting } from '#meeting/reads.ts'
import { isTooWide, type MeetingRow, mayEdit } from '#meeting/rules.ts'
import { refreshSpan } from '#meeting/schedule/writes.ts'
import type { Audience } from '#meeting/tables.ts'
import { bury, inTransaction, record, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { itemById, itemRows, speakersOf } from './reads.ts'
import { editOf, type ItemEdit, type ItemRow, mayEndAt, merge, placeByTime, standsInOrder } from './rules.ts'
import { writeSpeakers } from './speakers/writes.ts'
import { item, speaker } from './tables.ts'

/** Where a new item stands: at its time on a day unless a neighbour is named; within `parentId` it has neither day nor time of its own. */
export interface Place {
  readonly dayId: string
  readonly parentId?: string | null
  readonly after?: string
  readonly before?: string
}

/**
 * @throws Invalid({ title }) without one, ({ end }) for times that cannot be, ({ audience }) for one wider than the meeting's
 */
export async function addItem(db: Db, actor: Actor, meetingId: string, place: Place, edit: ItemEdit): Promise<ItemRow> {
  return write(db, actor, meetingId, async (tx, meeting) => {
    check(edit, meeting)
    const parent = place.parentId ? await itemById(tx, meetingId, place.parentId) : null
    // Whoever asks who may see a part looks at the item it lies in, and no further up.
    if (parent?.parentId) throw new NotFound()
    const dayId = parent?.dayId ?? place.dayId
    if (!(await daysOf(tx, meetingId)).some((day) => day.id === dayId)) throw new NotFound()
    const others = await siblings(tx, meetingId, dayId, parent?.id ?? null)
    const [made] = await tx
      .insert(item)
      .values({
        ...columns(parent ? { ...edit, start: null, end: null } : edit),
        networkId: meeting.networkId,
        meetingId,
        dayId,
        parentId: parent?.id ?? null,
        position: others.length,
      })
      .returning()
    await writeSpeakers(tx, made!, edit.speakers)
    await renumber(tx, insertedAt(others, made!, placeAmong(others, place, edit.start)))
    return { action: 'item.added', about: made!.id, after: edit, result: made! }
  })
}

/**
 * Changes an item. Where somebody else has changed it meanwhile, fields that only one of the two changed are merged.
 * @param edit.was what the change was made on
 * @throws Conflict with the item as it stands (`theirs`) and as merged so far (`mine`) when both changed a field; Invalid as `addItem`
 */
export async function changeItem(
  db: Db,
  actor: Actor,
  meetingId: string,
  itemId: string,
  edit: { readonly version: number; readonly was: ItemEdit; readonly mine: ItemEdit },
): Promise<ItemRow> {
  return write(db, actor, meetingId, async (tx, meeting) => {
    const row = await itemById(tx, meetingId, itemId)
    const theirs = editOf(row, await speakersOf(tx, itemId))
    const { merged, conflicts } =
      row.version === edit.version ? { merged: edit.mine, conflicts: [] } : merge(edit.was, edit.mine, theirs)
    if (conflicts.length > 0) throw new Conflict<ItemEdit>(theirs, merged)
    check(merged, meeting, row.audience)
    const moved = merged.start !== row.start || merged.end !== row.end
    const [after] = await tx
      .update(item)
      .set({
        ...columns(merged),
        ...(moved && { endInferred: false }),
        sequence: row.sequence + (moved ? 1 : 0),
        version: row.version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(item.id, itemId))
      .returning()
    await writeSpeakers(tx, row, merged.speakers)
    if (merged.start !== row.start && row.parentId === null) await keepOrder(tx, after!)
    return { action: 'item.changed', about: itemId, before: theirs, after: merged, result: after! }
  })
}

/** Takes an item and its parts away; `restoreItem` brings them back as they were, with all that hangs on them. */
export async function removeItem(db: Db, actor: Actor, meetingId: string, itemId: string): Promise<ItemRow> {
  return write(db, actor, meetingId, async (tx, meeting) => {
    const row = await itemById(tx, meetingId, itemId)
    // One moment for all that goes together, so that parts removed earlier stay removed.
    const gone = await tx
      .update(item)
      .set({ deletedAt: sql`now()`, version: sql`${item.version} + 1` })
      .where(
        and(eq(item.meetingId, meetingId), isNull(item.deletedAt), sql`(${item.id} = ${itemId} or ${item.parentId} = ${itemId})`),
      )
      .returning({ id: item.id })
    for (const { id } of gone) await bury(tx, { id, networkId: meeting.networkId, kind: 'item', meetingId })
    return { action: 'item.removed', about: itemId, before: { title: row.title }, result: row }
  })
}

/** Undoes `removeItem`. On a day that is gone meanwhile, it comes back on the last one. */
export async function restoreItem(db: Db, actor: Actor, meetingId: string, itemId: string): Promise<ItemRow> {
  return write(db, actor, meetingId, async (tx) => {
    const [row] = await tx
      .select()
      .from(item)
      .where(and(eq(item.id, itemId), eq(item.meetingId, meetingId)))
    if (!row) throw new NotFound()
    if (row.deletedAt === null) return { action: 'item.restored', about: itemId, result: row }
    const days = await daysOf(tx, meetingId)
    const dayId = days.some((day) => day.id === row.dayId) ? row.dayId : days.at(-1)!.id
    const back = await tx
      .update(item)
      .set({ deletedAt: null, dayId, version: sql`${item.version} + 1`, sequence: sql`${item.sequence} + 1` })
      .where(
        and(
          eq(item.meetingId, meetingId),
          eq(item.deletedAt, row.deletedAt),
          sql`(${item.id} = ${itemId} or ${item.parentId} = ${itemId})`,
        ),
      )
      .returning({ id: item.id })
    for (const { id } of back) await unbury(tx, id)
    const others = (await siblings(tx, meetingId, dayId, row.parentId)).filter((one) => one.id !== itemId)
    const at = others.findIndex((one) => one.position >= row.position)
    await renumber(tx, insertedAt(others, row, at === -1 ? others.length : at))
    return { action: 'item.restored', about: itemId, result: row }
  })
}

/** One step up or down among its neighbours, or to another day, where it takes the place of its time. */
export async function moveItem(
  db: Db,
  actor: Actor,
  meetingId: string,
  itemId: string,
  to: 'up' | 'down' | { readonly dayId: string },
): Promise<void> {
  await write(db, actor, meetingId, async (tx) => {
    const row = await itemById(tx, meetingId, itemId)
    if (typeof to === 'object') await moveToDay(tx, row, to.dayId)
    else {
      const order = await siblings(tx, meetingId, row.dayId, row.parentId)
      const from = order.findIndex((one) => one.id === itemId)
      const at = Math.min(order.length - 1, Math.max(0, from + (to === 'up' ? -1 : 1)))
      await renumber(
        tx,
        insertedAt(
          order.filter((one) => one.id !== itemId),
          row,
          at,
        ),
      )
    }
    return {
      action: 'item.moved',
      about: itemId,
      before: { dayId: row.dayId, position: row.position },
      after: { to },
      result: undefined,
    }
  })
}

async function moveToDay(tx: Tx, row: ItemRow, dayId: string): Promise<void> {
  if (row.parentId !== null) throw new Refused('programme_part_has_no_day')
  if (!(await daysOf(tx, row.meetingId)).some((day) => day.id === dayId)) throw new NotFound()
  if (dayId === row.dayId) return
  const others = await siblings(tx, row.meetingId, dayId, null)
  await tx.update(item).set({ dayId }).where(eq(item.parentId, row.id))
  await tx
    .update(item)
    .set({ dayId, sequence: row.sequence + 1, version: row.version + 1, updatedAt: sql`now()` })
    .where(eq(item.id, row.id))
  await renumber(tx, insertedAt(others, row, placeByTime(others, row.start)))
}

/** An item to be made together with its whole programme. */
export interface NewItem extends ItemEdit {
  readonly endInferred: boolean
  readonly subitems: readonly NewItem[]
}

/**
 * Writes the programme of a meeting that was just made, in two queries however long it is. The caller holds the
 * transaction, has checked what the actor may, records the act and works out the span.
 */
export async function fillProgramme(
  tx: Tx,
  meeting: MeetingRow,
  days: readonly { readonly id: string; readonly items: readonly NewItem[] }[],
): Promise<void> {
  const items: (typeof item.$inferInsert)[] = []
  const speakers: (typeof speaker.$inferInsert)[] = []
  const take = (one: NewItem, dayId: string, parentId: string | null, position: number) => {
    const id = newId()
    const home = { networkId: meeting.networkId, meetingId: meeting.id }
    items.push({
      ...columns(one),
      ...home,
      id,
      dayId,
      parentId,
      position,
      endInferred: one.endInferred,
    })
    for (const [i, { id: _, ...who }] of one.speakers.entries()) speakers.push({ ...who, ...home, itemId: id, position: i })
    for (const [i, sub] of one.subitems.entries()) take(sub, dayId, id, i)
  }
  for (const day of days) for (const [i, one] of day.items.entries()) take(one, day.id, null, i)
  // PostgreSQL takes 65,535 parameters in one statement.
  for (let i = 0; i < items.length; i += 2000) await tx.insert(item).values(items.slice(i, i + 2000))
  for (let i = 0; i < speakers.length; i += 4000) await tx.insert(speaker).values(speakers.slice(i, i + 4000))
}

function columns(edit: ItemEdit) {
  const { title, description, note, start, end, kind, track, audience, expectsMaterial, expectsMinutes } = edit
  return { title, description, note, start, end, kind, track, audience, expectsMaterial, expectsMinutes }
}

function check(edit: ItemEdit, meeting: MeetingRow, before: Audience = 'public'): void {
  const wrong: Record<string, string> = {}
  if (!Object.values(edit.title).some(Boolean)) wrong.title = 'programme_needs_title'
  const times = mayEndAt(edit.start, edit.end)
  if (times !== 'yes') wrong.end = times
  if (isTooWide(edit.audience, meeting.audience, before)) wrong.audience = 'programme_audience_too_wide'
  if (edit.speakers.some((one) => !one.name.trim())) wrong.speakers = 'programme_speaker_needs_name'
  if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
}

const siblings = async (tx: Tx, meetingId: string, dayId: string, parentId: string | null): Promise<ItemRow[]> =>
  (await itemRows(tx, meetingId)).filter((one) =>
    parentId === null ? one.dayId === dayId && one.parentId === null : one.parentId === parentId,
  )

function placeAmong(others: readonly ItemRow[], place: Place, start: string | null): number {
  const after = others.findIndex((one) => one.id === place.after)
  if (after >= 0) return after + 1
  const before = others.findIndex((one) => one.id === place.before)
  return before >= 0 ? before : placeByTime(others, start)
}

const insertedAt = (others: readonly ItemRow[], row: ItemRow, at: number): readonly string[] =>
  others.map((one) => one.id).toSpliced(at, 0, row.id)

/** An item given a new time moves to where it then belongs, unless it still stands right. */
async function keepOrder(tx: Tx, row: ItemRow): Promise<void> {
  const order = await siblings(tx, row.meetingId, row.dayId, null)
  const others = order.filter((one) => one.id !== row.id)
  const at = order.findIndex((one) => one.id === row.id)
  if (!standsInOrder(others, at, row.start)) await renumber(tx, insertedAt(others, row, placeByTime(others, row.start)))
}

/** The whole order in one statement; equal positions never arise. */
async function renumber(tx: Tx, ids: readonly string[]): Promise<void> {
  const order = sql.join(
    ids.map((id, position) => sql`(${id}::uuid, ${position}::int)`),
    sql`, `,
  )
  await tx.execute(
    sql`update item set position = ranked.place from (values ${order}) as ranked (id, place) where item.id = ranked.id and item.position <> ranked.place`,
  )
}

async function write<T>(
  db: Db,
  actor: Actor,
  meetingId: string,
  act: (tx: Tx, meeting: MeetingRow) => Promise<{ action: string; about: string; before?: unknown; after?: unknown; result: T }>,
): Promise<T> {
  return inTransaction(db, async (tx) => {
    const meeting = await lockMeeting(tx, actor, meetingId)
    const verdict = mayEdit(actor, meeting)
    if (verdict !== 'yes') throw new Refused(verdict)
    const { action, about, before, after, result } = await act(tx, meeting)
    await refreshSpan(tx, meetingId)
    await record(tx, actor, {
      networkId: meeting.networkId,
      action,
      about: { kind: 'item', id: about },
      meetingId,
      before,
      after,
      raises: [meetingSubject(meetingId)],
    })
    return result
  })
}
