/**
 * What is done to the items of a programme. Each is an operation (`./operation/writes.ts`): it can be taken back, and the
 * programme as it stood before can be read.
 */
import type { Actor } from '#actor.ts'
import { isTooWide, type MeetingRow } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { ItemState, Programme } from './document.ts'
import { siblingsOf, standing, without } from './operation/rules.ts'
import { type Operated, operate, restoreRemoved } from './operation/writes.ts'
import { itemById } from './reads.ts'
import { blank, edited, editOf, type ItemEdit, type ItemRow, mayEndAt, merge, placeByTime, standsInOrder } from './rules.ts'
import { item, speaker } from './tables.ts'

/** Where a new item stands: at its time on a day (null: the shelf) unless a neighbour is named; within `parentId` it has neither day nor time of its own. */
export interface Place {
  readonly dayId: string | null
  readonly parentId?: string | null
  readonly after?: string
  readonly before?: string
}

/**
 * @throws Invalid({ title }) without one, ({ end }) for times that cannot be, ({ audience }) for one wider than the meeting's
 */
export async function addItem(db: Db, actor: Actor, meetingId: string, place: Place, edit: ItemEdit): Promise<ItemRow> {
  const id = newId()
  await operate(
    db,
    actor,
    meetingId,
    'item.added',
    (programme, { meeting }) => {
      check(edit, meeting)
      const parent = place.parentId ? stateOf(programme, place.parentId) : null
      // Whoever asks who may see a part looks at the item it lies in, and no further up.
      if (parent?.parentId) throw new NotFound()
      const dayId = parent ? parent.dayId : place.dayId
      if (dayId !== null && !programme.days.some((day) => day.id === dayId)) throw new NotFound()
      const made = edited(
        { ...blank(id, edit), dayId, parentId: parent?.id ?? null },
        parent ? { ...edit, start: null, end: null } : edit,
        newId,
      )
      return standing(programme, made, placeAmong(siblingsOf(programme, made), place, made.start))
    },
    { about: id },
  )
  return itemById(db, meetingId, id)
}

/**
 * Changes an item. Where somebody else has changed it meanwhile, fields that only one of the two changed are merged.
 * @param edit.was what the change was made on
 * @param edit.dayId another day, or null for the shelf; absent where it stays
 * @throws Conflict with the item as it stands (`theirs`) and as merged so far (`mine`) when both changed a field; Invalid as `addItem`
 */
export async function changeItem(
  db: Db,
  actor: Actor,
  meetingId: string,
  itemId: string,
  edit: { readonly version: number; readonly was: ItemEdit; readonly mine: ItemEdit; readonly dayId?: string | null | undefined },
): Promise<ItemRow> {
  await operate(
    db,
    actor,
    meetingId,
    'item.changed',
    async (programme, { meeting, tx }) => {
      const state = stateOf(programme, itemId)
      const { version } = await itemById(tx, meetingId, itemId)
      const theirs = editOf(state)
      const { merged, conflicts } =
        version === edit.version ? { merged: edit.mine, conflicts: [] } : merge(edit.was, edit.mine, theirs)
      if (conflicts.length > 0) throw new Conflict<ItemEdit>(theirs, merged)
      check(merged, meeting, state.audience)
      const dayId = edit.dayId === undefined || state.parentId !== null ? state.dayId : edit.dayId
      if (dayId !== null && !programme.days.some((day) => day.id === dayId)) throw new NotFound()
      const after = { ...edited(state, merged, newId), dayId }
      const stays = dayId === state.dayId && (after.start === state.start || state.parentId !== null)
      return stays ? replaced(programme, after) : inOrderOfTime(programme, after)
    },
    { about: itemId },
  )
  return itemById(db, meetingId, itemId)
}

/** Takes an item and its parts away; `restoreItem` brings them back as they were, with all that hangs on them. */
export async function removeItem(db: Db, actor: Actor, meetingId: string, itemId: string): Promise<ItemState> {
  const { before } = await operate(
    db,
    actor,
    meetingId,
    'item.removed',
    (programme) => {
      stateOf(programme, itemId)
      return without(programme, new Set([itemId]))
    },
    { about: itemId },
  )
  return stateOf(before, itemId)
}

/** Undoes `removeItem`, whoever did it. On a day that is gone meanwhile, it comes back on the last one. */
export async function restoreItem(db: Db, actor: Actor, meetingId: string, itemId: string): Promise<ItemState> {
  const { after } = await restoreRemoved(db, actor, meetingId, itemId)
  return stateOf(after, itemId)
}

/** One step up or down among its neighbours, or to another day (null: the shelf), where it takes the place of its time. */
export async function moveItem(
  db: Db,
  actor: Actor,
  meetingId: string,
  itemId: string,
  to: 'up' | 'down' | { readonly dayId: string | null },
): Promise<Operated> {
  return operate(
    db,
    actor,
    meetingId,
    'item.moved',
    (programme) => {
      const state = stateOf(programme, itemId)
      if (typeof to === 'object') {
        const { dayId } = to
        if (state.parentId !== null) throw new Refused('programme_part_has_no_day')
        if (dayId !== null && !programme.days.some((day) => day.id === dayId)) throw new NotFound()
        return dayId === state.dayId ? programme : inOrderOfTime(programme, { ...state, dayId })
      }
      const order = siblingsOf(programme, state)
      const from = order.findIndex((one) => one.id === itemId)
      const at = Math.min(order.length - 1, Math.max(0, from + (to === 'up' ? -1 : 1)))
      return at === from ? programme : standing(programme, state, at)
    },
    { about: itemId },
  )
}

/** @throws NotFound when it is not there (any more) */
function stateOf(programme: Programme, id: string): ItemState {
  const found = programme.items.find((one) => one.id === id)
  if (!found) throw new NotFound()
  return found
}

const replaced = (programme: Programme, state: ItemState): Programme => ({
  ...programme,
  items: programme.items.map((one) => (one.id === state.id ? state : one)),
})

/** An item given a new time or day stands where it then belongs, unless it still stands right. */
function inOrderOfTime(programme: Programme, state: ItemState): Programme {
  const order = siblingsOf(replaced(programme, state), state)
  const others = order.filter((one) => one.id !== state.id)
  const old = stateOf(programme, state.id)
  const at = order.findIndex((one) => one.id === state.id)
  if (old.dayId === state.dayId && standsInOrder(others, at, state.start)) return replaced(programme, state)
  return standing(programme, state, placeByTime(others, state.start))
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
  const { speakers: _, ...fields } = edit
  return fields
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

function placeAmong(others: readonly ItemState[], place: Place, start: string | null): number {
  const after = others.findIndex((one) => one.id === place.after)
  if (after >= 0) return after + 1
  const before = others.findIndex((one) => one.id === place.before)
  return before >= 0 ? before : placeByTime(others, start)
}
