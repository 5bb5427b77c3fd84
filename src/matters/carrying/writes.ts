/** Taking along what earlier meetings left, or leaving it for now. Both are remembered, and can be taken back. */
import { and, eq, ne, sql } from 'drizzle-orm'
import { tieActions } from '#actions/matter/writes.ts'
import type { Actor } from '#actor.ts'
import { lockMeeting, type MeetingRow } from '#meeting/reads.ts'
import { narrower } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { emptyEdit } from '#programme/forms.ts'
import { tieItems } from '#programme/matter/writes.ts'
import { itemById } from '#programme/reads.ts'
import { item } from '#programme/tables.ts'
import { addItem, removeItem } from '#programme/writes.ts'
import { factsOf, matterById } from '../reads.ts'
import { type CarrySource, carryOver } from '../tables.ts'
import { followItem, untieItem } from '../writes.ts'
import { readCarrying, toldTo } from './reads.ts'
import { alongWith, type OpenAction, type Suggestion } from './rules.ts'

interface Which {
  readonly source: CarrySource
  readonly id: string
}

/**
 * Makes an item of a suggestion: called the same, of the same matter, with what was noted and what is still to be done.
 * @param dayId at whose end it stands; null for the shelf
 * @throws Refused where it is no suggestion any more
 */
export async function take(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  row: MeetingRow,
  which: Which,
  dayId: string | null,
): Promise<Suggestion> {
  return inTransaction(db, async (tx) => {
    await lockMeeting(tx, actor, row.id)
    const one = await found(tx, actor, network, row, which)
    const before = one.item
    const alone = one.source === 'action' ? one.actions[0]! : null
    const matter = before
      ? await matterOf(tx, actor, before.id, row.seriesId)
      : alone?.matterId
        ? await matterById(tx, row.networkId, alone.matterId)
        : null
    const was = before?.audience ?? (alone ? await audienceOf(tx, actor, network, alone) : 'public')
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
    return one
  })
}

/** @throws Refused where it is no suggestion any more */
export async function leave(db: Db, actor: Actor, network: NetworkRow, row: MeetingRow, which: Which): Promise<Suggestion> {
  return inTransaction(db, async (tx) => {
    await lockMeeting(tx, actor, row.id)
    const one = await found(tx, actor, network, row, which)
    await choose(tx, actor, row, which, 'left', null)
    return one
  })
}

/** Takes a choice back: what was left is offered again, what was taken goes out of the programme. @throws NotFound */
export async function takeBack(db: Db, actor: Actor, row: MeetingRow, which: Which): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockMeeting(tx, actor, row.id)
    const [gone] = await tx
      .delete(carryOver)
      .where(and(eq(carryOver.meetingId, row.id), eq(carryOver.sourceKind, which.source), eq(carryOver.sourceId, which.id)))
      .returning()
    if (!gone) throw new NotFound()
    if (gone.madeItemId) {
      const made = await itemById(tx, row.id, gone.madeItemId)
      if (which.source === 'action' && made.matterId) await partAction(tx, made, which.id)
      // It would count as a treatment still, should somebody bring it back by an earlier version.
      await untieItem(tx, actor, made)
      await removeItem(tx, actor, row.id, made.id)
    }
    await note(tx, actor, row, 'carry.taken_back', which)
  })
}

async function found(tx: Tx, actor: Actor, network: NetworkRow, row: MeetingRow, which: Which): Promise<Suggestion> {
  const { open, left } = await readCarrying(tx, actor, network, row)
  const one = [...open, ...left].find(({ source, id }) => source === which.source && id === which.id)
  if (!one) throw new Refused('matters_carry_gone')
  return one
}

/** For whom something that is to be done may stand in a programme: for no more than may know of it. */
async function audienceOf(tx: Tx, actor: Actor, network: NetworkRow, { id, audience }: OpenAction): Promise<Audience> {
  if (audience !== 'public') return audience
  return (await toldTo(tx, actor, network, 'public', [id])).length > 0 ? 'public' : 'members'
}

/** A matter that was made of an action goes with the item that was made of it, where it was on nowhere else. */
async function partAction(
  tx: Tx,
  made: Pick<typeof item.$inferSelect, 'id' | 'networkId' | 'matterId'>,
  actionId: string,
): Promise<void> {
  const others = await tx.$count(item, and(eq(item.matterId, made.matterId!), ne(item.id, made.id)))
  if (others === 0) await tieActions(tx, made.networkId, [actionId], null)
}

async function matterOf(tx: Tx, actor: Actor, itemId: string, seriesId: string | null) {
  const [before] = await tx.select().from(item).where(eq(item.id, itemId))
  return before ? followItem(tx, actor, before, seriesId) : null
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
