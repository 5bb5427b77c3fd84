/** Taking along what earlier meetings left, or leaving it for now. Both are remembered, and can be taken back. */
import { and, eq, isNull, ne, type SQL, sql } from 'drizzle-orm'
import { tieActions } from '#actions/matter/writes.ts'
import { action } from '#actions/tables.ts'
import type { Actor } from '#actor.ts'
import { lockMeeting, type MeetingRow } from '#meeting/reads.ts'
import { narrower } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { emptyEdit } from '#programme/forms.ts'
import { tieItems } from '#programme/matter/writes.ts'
import { item } from '#programme/tables.ts'
import { addItem, removeItem } from '#programme/writes.ts'
import { factsOf, matterById } from '../reads.ts'
import { type CarrySource, carryOver } from '../tables.ts'
import { followItem, untieItem } from '../writes.ts'
import { isTreated, readCarrying, toldTo } from './reads.ts'
import { alongWith, type Before, type OpenAction, type Suggestion } from './rules.ts'

interface Which {
  readonly source: CarrySource
  readonly id: string
}

/**
 * Makes an item of a suggestion: called the same, of the same matter, with what was noted and what is still to be done. Pressed
 * twice, or by two, it is one item.
 * @param dayId at whose end it stands; null for the shelf
 * @returns what it is called; null where it is no suggestion any more
 */
export async function take(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  row: MeetingRow,
  which: Which,
  dayId: string | null,
): Promise<Words | null> {
  return inTransaction(db, async (tx) => {
    await lockMeeting(tx, actor, row.id)
    const taken = await takenAs(tx, row, which)
    if (taken) return taken.title
    const one = await found(tx, actor, network, row, which)
    if (!one) return null
    const before = one.item
    const alone = one.source === 'action' ? one.actions[0]! : null
    const matter = before
      ? await matterOf(tx, actor, before, row)
      : one.matterId
        ? await matterById(tx, row.networkId, one.matterId)
        : null
    const was = alone ? await audienceOf(tx, actor, network, alone) : (before ?? one.proposed!).audience
    // As wide as it was, unless that is more than this meeting is for.
    const audience = narrower(row.audience, was) ? 'public' : was
    const readers = narrower(audience, row.audience) ? audience : row.audience
    const actions = await toldTo(
      tx,
      actor,
      network,
      readers,
      one.actions.map((action) => action.id),
    )
    const facts = matter ? await factsOf(tx, matter.id) : []
    const made = await addItem(
      tx,
      actor,
      row.id,
      { dayId },
      {
        ...emptyEdit,
        title: one.title,
        description: alongWith(facts, actions, one.proposed, row.locale),
        kind: before?.kind ?? 'other',
        audience,
        expectsMinutes: true,
      },
    )
    if (matter) await tieItems(tx, row.networkId, [made.id], matter.id)
    else if (one.proposed) await followItem(tx, actor, made, row.seriesId, one.proposed.by)
    else if (alone) await tieActions(tx, row.networkId, [alone.id], (await followItem(tx, actor, made, row.seriesId)).id)
    await choose(tx, actor, row, which, 'taken', made.id)
    return one.title
  })
}

/** @returns what it is called; null where it is no suggestion any more */
export async function leave(db: Db, actor: Actor, network: NetworkRow, row: MeetingRow, which: Which): Promise<Words | null> {
  return inTransaction(db, async (tx) => {
    await lockMeeting(tx, actor, row.id)
    const one = await found(tx, actor, network, row, which)
    if (one) await choose(tx, actor, row, which, 'left', null)
    return one?.title ?? null
  })
}

/**
 * Takes a choice back: what was left is offered again, what was taken goes out of the programme. Pressed twice it is so once.
 * @throws Refused where minutes of what was taken are begun, or it is said what came of it
 */
export async function takeBack(db: Db, actor: Actor, row: MeetingRow, which: Which): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockMeeting(tx, actor, row.id)
    const made = await takenAs(tx, row, which)
    if (made?.treated) throw new Refused('matters_carry_treated')
    const [gone] = await tx.delete(carryOver).where(chosenAs(row, which)).returning()
    if (!gone) return
    if (made) {
      if (which.source === 'action' && made.item.matterId) await partAction(tx, made.item, which.id)
      // It would count as a treatment still, should somebody bring it back by an earlier version.
      await untieItem(tx, actor, made.item)
      await removeItem(tx, actor, row.id, made.item.id)
    }
    await note(tx, actor, row, 'carry.taken_back', which)
  })
}

const chosenAs = (row: MeetingRow, { source, id }: Which): SQL =>
  and(eq(carryOver.meetingId, row.id), eq(carryOver.sourceKind, source), eq(carryOver.sourceId, id))!

/** The item that a suggestion became, as long as it stands. */
async function takenAs(tx: Tx, row: MeetingRow, which: Which) {
  const [taken] = await tx
    .select({ item, title: item.title, treated: isTreated })
    .from(carryOver)
    .innerJoin(item, and(eq(item.id, carryOver.madeItemId), isNull(item.deletedAt)))
    .where(and(chosenAs(row, which), eq(carryOver.choice, 'taken')))
  return taken ?? null
}

async function found(tx: Tx, actor: Actor, network: NetworkRow, row: MeetingRow, which: Which): Promise<Suggestion | null> {
  const { open, left } = await readCarrying(tx, actor, network, row)
  return [...open, ...left].find(({ source, id }) => source === which.source && id === which.id) ?? null
}

/** For whom something that is to be done may stand in a programme: for no more than may know of it. */
async function audienceOf(tx: Tx, actor: Actor, network: NetworkRow, { id, audience }: OpenAction): Promise<Audience> {
  if (audience !== 'public') return audience
  return (await toldTo(tx, actor, network, 'public', [id])).length > 0 ? 'public' : 'members'
}

/** A matter that was made of an action goes with the item that was made of it, where nothing else is of it. */
async function partAction(
  tx: Tx,
  made: Pick<typeof item.$inferSelect, 'id' | 'networkId' | 'matterId'>,
  actionId: string,
): Promise<void> {
  const items = await tx.$count(item, and(eq(item.matterId, made.matterId!), ne(item.id, made.id)))
  const actions = await tx.$count(action, and(eq(action.matterId, made.matterId!), ne(action.id, actionId)))
  if (items + actions === 0) await tieActions(tx, made.networkId, [actionId], null)
}

/** The matter of something that was on before: that of any of its treatments, else a new one. */
async function matterOf(tx: Tx, actor: Actor, of: Before, row: MeetingRow) {
  const own = of.matterId === null ? null : await matterById(tx, row.networkId, of.matterId)
  const [before] = await tx.select().from(item).where(eq(item.id, of.id))
  if (!before) return own
  if (!own) return followItem(tx, actor, before, row.seriesId)
  if (before.matterId === null) await tieItems(tx, before.networkId, [before.id], own.id)
  return own
}

async function choose(
  tx: Tx,
  actor: Actor,
  row: MeetingRow,
  { source, id }: Which,
  choice: 'taken' | 'left',
  madeItemId: string | null,
): Promise<void> {
  const set = { choice, madeItemId, by: actor.person?.id ?? null, byName: actor.person?.name ?? null, at: sql`now()` }
  await tx
    .insert(carryOver)
    .values({ ...set, networkId: row.networkId, meetingId: row.id, sourceKind: source, sourceId: id })
    .onConflictDoUpdate({ target: [carryOver.meetingId, carryOver.sourceKind, carryOver.sourceId], set })
  await note(tx, actor, row, `carry.${choice}`, { source, id })
}

const note = (tx: Tx, actor: Actor, row: MeetingRow, action: string, after: Which) =>
  record(tx, actor, {
    networkId: row.networkId,
    meetingId: row.id,
    action,
    about: { kind: 'meeting', id: row.id },
    after,
    raises: [],
  })
