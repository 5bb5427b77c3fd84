/** Showing what was handed in by its item's rule: on arrival, when the rule changes, and by the clock. */
import { and, eq, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import { type Actor, jobActor } from '#actor.ts'
import { mayEdit } from '#meeting/rules.ts'
import { refreshClock } from '#meeting/schedule/writes.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { instantOf } from '#platform/words/instant.ts'
import { writePublishRule } from '#programme/publishrule/writes.ts'
import { item, type PublishRule } from '#programme/tables.ts'
import type { Place } from '../reads.ts'
import { material } from '../tables.ts'
import { endsOf } from './reads.ts'
import { isShownAtOnce } from './rules.ts'

type MaterialRow = typeof material.$inferSelect

/** What waits for its item's rule: neither shown nor hidden by anybody. As `isUndecided` says it. */
const undecided = and(
  isNull(material.publishedAt),
  isNull(material.publishedBy),
  isNull(material.deletedAt),
  ne(material.kind, 'recording'),
)!

/** The columns of something that is just being added to an item. */
export async function showOnArrival(
  tx: Tx,
  actor: Actor,
  { meeting, item: on }: Pick<Place, 'meeting' | 'item'>,
): Promise<{ publishedAt: SQL | null; publishedBy: string | null; publishAt: string | null }> {
  const now = Temporal.Now.instant()
  const end = on.publishRule === 'after' ? (await endsOf(tx, meeting.id))(on.id) : null
  const ended = end === null ? null : instantOf(end)
  const shown = isShownAtOnce(on.publishRule, { organises: mayEdit(actor, on) === 'yes' }, ended, now)
  return shown
    ? { publishedAt: sql`now()`, publishedBy: actor.person?.id ?? null, publishAt: null }
    : { publishedAt: null, publishedBy: null, publishAt: end }
}

/**
 * Chooses when an item's materials are shown. What waits follows the new rule; what is shown stays shown, and what was hidden
 * by hand stays hidden.
 * @returns the rule it had
 */
export function changePublishRule(db: Db, actor: Actor, { meeting, item: on }: Place, rule: PublishRule): Promise<PublishRule> {
  return inTransaction(db, async (tx) => {
    const may = mayEdit(actor, on)
    if (may !== 'yes') throw new Refused(may)
    const before = await writePublishRule(tx, on, rule)
    if (before === rule) return before
    // Under the old rule nothing waited: what is not shown was hidden.
    if (before !== 'at_once') await followRule(tx, actor, on, rule)
    await record(tx, actor, {
      networkId: on.networkId,
      action: 'item.publish_rule',
      about: { kind: 'item', id: on.id },
      meetingId: meeting.id,
      before: { rule: before },
      after: { rule },
      raises: [meetingSubject(meeting.id)],
    })
    return before
  })
}

async function followRule(tx: Tx, actor: Actor, on: Place['item'], rule: PublishRule): Promise<void> {
  const waiting = await tx
    .select()
    .from(material)
    .where(and(eq(material.itemId, on.id), undecided))
    .for('update')
  const end = rule === 'after' && waiting.length > 0 ? (await endsOf(tx, on.meetingId))(on.id) : null
  for (const one of waiting)
    if (rule === 'at_once') await show(tx, actor, one)
    else await tx.update(material).set({ publishAt: end }).where(eq(material.id, one.id))
}

/**
 * Shows what was to be shown after its item, once that is over. Times move with the programme, so they are worked out anew
 * each time: `publishAt` is what pages tell, and never older than a minute.
 * @returns how many were shown
 */
export async function publishByClock(db: Db, now: Temporal.Instant): Promise<number> {
  const waiting = await db
    .select({ id: material.id, meetingId: material.meetingId, itemId: item.id, publishAt: material.publishAt })
    .from(material)
    .innerJoin(item, and(eq(item.id, material.itemId), eq(item.publishRule, 'after')))
    .where(undecided)
  for (const [meetingId, own] of Map.groupBy(waiting, (one) => one.meetingId)) {
    const ends = await endsOf(db, meetingId)
    for (const one of own) await retime(db, one, ends(one.itemId))
  }
  const due = await db
    .select({ id: material.id })
    .from(material)
    .where(and(lte(material.publishAt, now.toString()), undecided))
  for (const { id } of due)
    await inTransaction(db, async (tx) => {
      // Asked again under lock: somebody may have hidden it, or another process shown it.
      const [row] = await tx
        .select()
        .from(material)
        .where(and(eq(material.id, id), lte(material.publishAt, now.toString()), undecided))
        .for('update')
      if (row) await show(tx, jobActor(row.networkId), row)
    })
  return due.length
}

async function retime(db: Db, one: { id: string; publishAt: string | null }, end: string | null): Promise<void> {
  const same = one.publishAt === null || end === null ? one.publishAt === end : instantOf(one.publishAt).equals(instantOf(end))
  if (same) return
  await db
    .update(material)
    .set({ publishAt: end })
    .where(and(eq(material.id, one.id), undecided))
}

async function show(tx: Tx, actor: Actor, { id, networkId, meetingId }: MaterialRow): Promise<void> {
  await tx
    .update(material)
    .set({
      publishedAt: sql`now()`,
      publishedBy: actor.person?.id ?? null,
      publishAt: null,
      version: sql`${material.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(material.id, id))
  await record(tx, actor, {
    networkId,
    action: 'material.published',
    about: { kind: 'material', id },
    meetingId,
    raises: [meetingSubject(meetingId)],
  })
  await refreshClock(tx, meetingId)
}
