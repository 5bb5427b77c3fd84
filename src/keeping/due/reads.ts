/** The list of what is due for deletion, for owners. */
import { and, asc, desc, eq, gte, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { meeting } from '#meeting/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { mayKeep } from '../rules.ts'
import { type DueState, dueDocument } from '../tables.ts'

export type DueRow = typeof dueDocument.$inferSelect

export interface Listed extends DueRow {
  readonly meeting: { readonly slug: string; readonly title: Words; readonly removed: boolean } | null
  /** The number of its item, where that is still there. */
  readonly item: number | null
}

export interface DueList {
  /** When the list was last made; null: never. */
  readonly listedAt: string | null
  readonly counts: Readonly<Record<DueState, number>>
  readonly rows: readonly Listed[]
}

export const LISTED = 'keeping.listed'
/** So many of each state on one page: what is answered makes room for the next. */
export const SHOWN = 300

/** @throws NotFound to all but owners */
export async function readDue(db: Db, actor: Actor, networkId: string): Promise<DueList> {
  if (mayKeep(actor) !== 'yes' || actor.network?.id !== networkId) throw new NotFound()
  const [last] = await db
    .select({ at: activity.at })
    .from(activity)
    .where(and(eq(activity.networkId, networkId), eq(activity.action, LISTED)))
    .orderBy(desc(activity.at))
    .limit(1)
  const counted = await db
    .select({ state: dueDocument.state, n: sql<number>`count(*)::int` })
    .from(dueDocument)
    .where(eq(dueDocument.networkId, networkId))
    .groupBy(dueDocument.state)
  const rows = [
    ...(await inState(db, networkId, 'waiting', asc(dueDocument.outAt))),
    ...(await inState(db, networkId, 'approved', asc(dueDocument.deleteAt))),
    ...(await inState(db, networkId, 'kept', asc(dueDocument.keptUntil))),
    ...(await inState(db, networkId, 'deleted', desc(dueDocument.deletedAt))),
  ]
  const none = { waiting: 0, approved: 0, kept: 0, deleted: 0 }
  return {
    listedAt: last?.at ?? null,
    counts: { ...none, ...Object.fromEntries(counted.map((one) => [one.state, one.n])) },
    rows,
  }
}

/** Whether the clock has had a network's list made since then: what owners ask for themselves is none of that. */
export async function wasListed(db: Db, networkId: string, since: Temporal.Instant): Promise<boolean> {
  const byClock = and(eq(activity.action, LISTED), isNull(activity.byPerson), gte(activity.at, since.toString()))
  return (await db.$count(activity, and(eq(activity.networkId, networkId), byClock))) > 0
}

function inState(db: Db, networkId: string, state: DueState, order: SQL): Promise<Listed[]> {
  return db
    .select({
      row: dueDocument,
      meeting: { slug: meeting.slug, title: meeting.title, removed: sql<boolean>`${meeting.deletedAt} is not null` },
      item: item.publicId,
    })
    .from(dueDocument)
    .leftJoin(meeting, eq(meeting.id, dueDocument.meetingId))
    .leftJoin(item, and(eq(item.id, dueDocument.itemId), sql`${item.deletedAt} is null`))
    .where(and(eq(dueDocument.networkId, networkId), eq(dueDocument.state, state)))
    .orderBy(order, asc(dueDocument.id))
    .limit(SHOWN)
    .then((rows) => rows.map(({ row, ...more }) => ({ ...row, ...more })))
}

/** Ids of what waits: those that were chosen, or all of some kinds. */
export const waitingOf = (
  networkId: string,
  which: { readonly ids: readonly string[] } | { readonly kinds: readonly string[] },
): SQL =>
  and(
    eq(dueDocument.networkId, networkId),
    eq(dueDocument.state, 'waiting'),
    'ids' in which ? inArray(dueDocument.id, [...which.ids]) : sql`${dueDocument.kind} in ${which.kinds}`,
  )!
