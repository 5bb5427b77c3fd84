/** What happened since the meeting before in the series, as one reader may know of it; in a fixed number of queries. */
import { and, eq, inArray, isNotNull, lt, sql } from 'drizzle-orm'
import { type ActionView, isTold, listActions, listUpdates } from '#actions/reads.ts'
import type { UpdateRow } from '#actions/rules.ts'
import type { Actor } from '#actor.ts'
import { type ItemView, itemsOf, type MeetingRow, type MeetingView, readableBy } from '#meeting/reads.ts'
import { statusesOf } from '#meeting/schedule/reads.ts'
import { stateOf } from '#meeting/schedule/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { isSameMatter } from '#minutes/quoting/last/rules.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import { item } from '#programme/tables.ts'
import { followedOf, listDecisions } from '../reads.ts'
import type { DecisionView, FollowedCounts } from '../rules.ts'
import { inOrder } from './rules.ts'

/** An action as the meeting looks back on it. */
export interface SinceAction extends ActionView {
  /** What was told of it and changed since the meeting before, newest first; nothing for those who are not told. */
  readonly updates: readonly UpdateRow[]
  /** The item of this meeting under which the same matter comes up again. */
  readonly under: Pick<ItemView, 'id' | 'title' | 'path'> | null
}

export interface Since {
  readonly previous: Pick<MeetingRow, 'id' | 'slug' | 'title' | 'startsAt' | 'timezone'> & { readonly path: string }
  /** In the order in which a chair goes through them. */
  readonly actions: readonly SinceAction[]
  /** What the meeting before decided. */
  readonly decisions: readonly DecisionView[]
  readonly followed: FollowedCounts
}

/** How many meetings are looked at to find one that was held: some may have been called off one after the other. */
const LOOKED_AT = 8

/** @returns null where no meeting of the series was held before this one */
export async function readSince(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  view: Pick<MeetingView, 'meeting' | 'days'>,
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<Since | null> {
  const { seriesId, startsAt } = view.meeting
  const before = seriesId === null ? null : await heldBefore(db, actor, { networkId: network.id, seriesId, startsAt }, now)
  if (seriesId === null || !before) return null
  const from = before.endsAt ?? before.startsAt!
  const open = await listActions(db, actor, network, { seriesId, open: true }, now)
  const changed = await listActions(db, actor, network, { seriesId, changedSince: from }, now)
  const actions = [...new Map([...open, ...changed].map((one) => [one.id, one])).values()].filter(
    // What this meeting itself handed out, and what came later, is not what it looks back on.
    (one) => one.meeting !== null && one.meeting.id !== view.meeting.id && !isAfter(one.meeting.startsAt, startsAt),
  )
  const told = actions.filter((one) => one.mine || isTold(actor, network.id)).map((one) => one.id)
  const updates = Map.groupBy(await listUpdates(db, told, from), (one) => one.actionId)
  const origins = await originsOf(db, actions)
  const here = [...itemsOf(view.days)]
  const { decisions } = await listDecisions(db, actor, network, everything, { most: MOST_DECISIONS, meetingId: before.id })
  return {
    previous: { ...before, path: `/${network.slug}/${before.slug}` },
    actions: inOrder(
      actions.map((one): SinceAction => {
        const origin = one.itemId === null ? undefined : origins.get(one.itemId)
        const under = here.find(
          (item) => (one.matterId !== null && item.matterId === one.matterId) || (origin && isSameMatter(item, origin)),
        )
        return { ...one, updates: updates.get(one.id) ?? [], under: under ?? null }
      }),
    ),
    decisions,
    followed: await followedOf(db, actor, network, decisions),
  }
}

/** More than any meeting decides. */
const MOST_DECISIONS = 200
/** What is followed up of one item, and what came along to it from the meetings before. */
export interface FollowUp {
  /** What came up at the item itself. */
  readonly own: readonly ActionView[]
  /** Of the same matter at the meetings before; nothing once the meeting is over, and for those who are not signed in. */
  readonly since: readonly SinceAction[]
}

export async function followUpOf(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  view: Pick<MeetingView, 'meeting' | 'days' | 'previous'>,
  itemId: string,
): Promise<FollowUp> {
  const own = await listActions(db, actor, network, { itemIds: [itemId] })
  const { state } = view.meeting
  const looksBack = actor.person !== null && view.previous !== null && state !== 'held' && state !== 'closed'
  const since = looksBack ? await readSince(db, actor, network, view) : null
  return {
    // A page that is kept for all does not know what day it is: the date itself stands there.
    own: actor.person ? own : own.map((one) => ({ ...one, overdue: false })),
    since: since?.actions.filter((one) => one.under?.id === itemId) ?? [],
  }
}

const everything = { series: '', topic: '', year: null, q: '', sort: 'oldest', page: 1 } as const

const isAfter = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && Temporal.Instant.compare(instantOf(one), instantOf(other)) > 0

/** The last meeting of the series that was held before this one, among what this actor may read. */
async function heldBefore(
  db: Db,
  actor: Actor,
  at: { readonly networkId: string; readonly seriesId: string; readonly startsAt: string | null },
  now: Temporal.Instant,
): Promise<MeetingRow | null> {
  const rows = await db
    .select()
    .from(meeting)
    .where(
      and(
        eq(meeting.seriesId, at.seriesId),
        readableBy(actor, at.networkId),
        isNotNull(meeting.publishedAt),
        lt(meeting.startsAt, at.startsAt ?? 'infinity'),
      ),
    )
    .orderBy(sql`${meeting.startsAt} desc nulls last`)
    .limit(LOOKED_AT)
  const statuses = await statusesOf(db, rows)
  return rows.find((row) => ['held', 'closed'].includes(stateOf(row, statuses.get(row.id)!, now))) ?? null
}

/** What the items are called and which matters they treat that some actions came from. The actor has been shown the actions. */
async function originsOf(db: Db, actions: readonly ActionView[]) {
  const ids = actions.flatMap((one) => (one.item === null ? [] : [one.item.id]))
  const rows =
    ids.length === 0
      ? []
      : await db.select({ id: item.id, title: item.title, matterId: item.matterId }).from(item).where(inArray(item.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}
