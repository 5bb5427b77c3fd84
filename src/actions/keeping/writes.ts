/** Actions that follow what minutes say: called by whatever makes a text stand or shows it, in its transaction and under the minutes' lock. */
import { and, desc, eq, sql } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import { blocksIn, type MinutesNode } from '#minutes/document.ts'
import { sameText } from '#minutes/standing/rules.ts'
import { minutes, minutesObject, minutesRevision } from '#minutes/tables.ts'
import { type Doer, inTransaction, raise, record } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type ActionRow, isOpen } from '../rules.ts'
import { action, actionUpdate } from '../tables.ts'
import { minutesWithoutActions } from './reads.ts'
import { following, saidOf } from './rules.ts'

type Minutes = Pick<
  typeof minutes.$inferSelect,
  'id' | 'networkId' | 'meetingId' | 'itemId' | 'locale' | 'document' | 'publishedAt' | 'publishedNumber'
>

/**
 * Makes the actions of some minutes say what their text says: what readers have where there is such a text, else what stands. A
 * draft that goes on beside what is published changes no action before it is published too.
 * @returns how many are new
 */
export async function keepActions(tx: Tx, row: Minutes): Promise<number> {
  const blocks = blocksIn(await textFor(tx, row)).filter((one) => one.kind === 'action' && one.text.trim() !== '')
  const known = await tx
    .select({ object: minutesObject, action })
    .from(minutesObject)
    .leftJoin(action, eq(action.objectId, minutesObject.id))
    .where(and(eq(minutesObject.minutesId, row.id), eq(minutesObject.kind, 'action')))
  const byBlock = new Map(known.map((one) => [one.object.blockId, one]))
  const { networkId, meetingId, itemId, locale } = row
  let made = 0
  for (const block of blocks) {
    const own = byBlock.get(block.id)
    if (!own) continue
    const said = saidOf(block, own.object)
    const place = { meetingId, itemId, locale }
    if (!own.action) {
      made += 1
      await tx.insert(action).values({
        ...{ networkId, ...place, objectId: own.object.id, said, audience: 'public', text: said.text },
        ...following(null, said),
      })
    } else await follow(tx, own.action, { ...place, ...following(own.action.said, said), said })
  }
  const stand = new Set(blocks.map((block) => block.id))
  for (const { object, action: gone } of known)
    if (gone && gone.deletedAt === null && !stand.has(object.blockId)) await takeOut(tx, row, gone)
  return made
}

/**
 * Notes that the actions of some minutes came before other readers, or say something else to them.
 * Called with the act that did it, which raises what readers see.
 */
export async function noteActions(tx: Tx, by: Doer, row: Pick<Minutes, 'id' | 'networkId' | 'meetingId'>): Promise<void> {
  const kept = await tx
    .select({ id: action.id })
    .from(action)
    .innerJoin(minutesObject, eq(minutesObject.id, action.objectId))
    .where(eq(minutesObject.minutesId, row.id))
  for (const { id } of kept)
    await record(tx, by, {
      ...{ networkId: row.networkId, meetingId: row.meetingId, action: 'action.kept', about: { kind: 'action', id } },
      raises: [],
    })
}

async function textFor(tx: Tx, row: Minutes): Promise<MinutesNode> {
  if (row.publishedAt === null || row.publishedNumber === null) return row.document
  const [revision] = await tx
    .select({ document: minutesRevision.document })
    .from(minutesRevision)
    .where(and(eq(minutesRevision.minutesId, row.id), eq(minutesRevision.number, row.publishedNumber)))
  return revision?.document ?? row.document
}

async function follow(tx: Tx, before: ActionRow, now: Partial<ActionRow>): Promise<void> {
  const back = before.deletedAt !== null || (await wasTakenOut(tx, before))
  const set = { ...now, ...(back && { deletedAt: null, ...(await stateBefore(tx, before)) }) }
  const same = (Object.keys(set) as (keyof ActionRow)[]).every((name) => sameText(set[name], before[name]))
  if (same) return
  if (back && before.status !== set.status)
    await tx.insert(actionUpdate).values({ networkId: before.networkId, actionId: before.id, status: set.status, via: 'minutes' })
  await tx
    .update(action)
    // Counted on from what it is now: its owner may have told of it since it was read.
    .set({ ...set, version: sql`${action.version} + 1`, updatedAt: sql`clock_timestamp()` })
    .where(eq(action.id, before.id))
}

/** Nobody has told of it: it goes. Else it is dropped, and says why. */
async function takeOut(tx: Tx, row: Minutes, gone: ActionRow): Promise<void> {
  const told = await tx.$count(actionUpdate, eq(actionUpdate.actionId, gone.id))
  const { id, networkId } = gone
  const next = { version: sql`${action.version} + 1`, updatedAt: sql`clock_timestamp()` }
  if (told === 0) {
    await tx
      .update(action)
      .set({ ...next, deletedAt: sql`now()` })
      .where(eq(action.id, id))
    return
  }
  if (!isOpen(gone)) return
  const reason = inLocale(row.locale, () => m.actions_taken_out())
  await tx
    .update(action)
    .set({ ...next, status: 'dropped', reason })
    .where(eq(action.id, id))
  await tx.insert(actionUpdate).values({ networkId, actionId: id, status: 'dropped', text: reason, via: 'minutes' })
}

/** Whether the last that happened to it was that it went out of its minutes. */
async function wasTakenOut(tx: Tx, { id, status }: ActionRow): Promise<boolean> {
  if (status !== 'dropped') return false
  const [last] = await tx
    .select({ via: actionUpdate.via, status: actionUpdate.status })
    .from(actionUpdate)
    .where(eq(actionUpdate.actionId, id))
    .orderBy(desc(actionUpdate.at), desc(actionUpdate.id))
    .limit(1)
  return last?.via === 'minutes' && last.status === 'dropped'
}

/** How it stood before it was taken out. */
async function stateBefore(tx: Tx, row: ActionRow): Promise<Partial<ActionRow>> {
  if (row.status !== 'dropped') return {}
  const [said] = await tx
    .select({ status: actionUpdate.status })
    .from(actionUpdate)
    .where(and(eq(actionUpdate.actionId, row.id), sql`${actionUpdate.status} is not null`, sql`${actionUpdate.via} <> 'minutes'`))
    .orderBy(desc(actionUpdate.at), desc(actionUpdate.id))
    .limit(1)
  return { status: said?.status ?? 'not_started', reason: null }
}

/**
 * Gives actions to minutes from before these lived on their own. Called at every start, and makes nothing after the first.
 * @returns to how many minutes
 */
export async function takeUpActions({ db, log }: Pick<Ground, 'db' | 'log'>): Promise<number> {
  let count = 0
  for (const id of await minutesWithoutActions(db))
    await inTransaction(db, async (tx) => {
      const [row] = await tx.select().from(minutes).where(eq(minutes.id, id)).for('update')
      if (!row) return
      // Of a draft beside published minutes they come when it is published too.
      if ((await keepActions(tx, row)) === 0) return
      count += 1
      await noteActions(tx, jobActor(row.networkId), row)
      await raise(tx, [meetingSubject(row.meetingId)])
    }).catch((error) =>
      // Minutes can be read without them: the next start tries again.
      log.error({ err: error, minutes: id }, 'minutes got no actions'),
    )
  return count
}
