/** What has happened on a meeting's page, row by row, and from when on it is new to one reader. */
import { and, eq, gt, max, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type ItemView, itemsOf, type MaterialView, type MeetingView, type ScheduleChangeRow } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Words } from '#platform/words/text.ts'
import { isToldOfPlan } from '../news/rules.ts'
import { visit } from '../tables.ts'
import { type Change, type Changed, newerThan, sinceOf, type Visit } from './rules.ts'

export interface ChangedRow extends Changed<ChangeOf> {
  /** Of a row: which one, and its title. */
  readonly item: { readonly id: string; readonly title: Words } | null
  /** Of the plan: the last change. Neither of both: the papers of the meeting as a whole. */
  readonly plan: ScheduleChangeRow | null
}

interface ChangeOf extends Change {
  /** What became so: a material, minutes, an item, a change of plan. */
  readonly about: string
}

/** Everything that has happened on a page since it was published, the plan first, then papers of the whole and the programme in its order. */
export function changesOn(view: MeetingView): ChangedRow[] {
  const { publishedAt } = view.meeting
  if (publishedAt === null) return []
  const began = at(publishedAt)
  const plan = view.changes.filter((change) => isToldOfPlan(change.status))
  const rows = view.days
    .flatMap((day) => day.items)
    .map((item) => ({
      anchor: `sak-${item.publicId}`,
      item,
      plan: null,
      changes: [...itemsOf([{ items: [item] }])].flatMap((one) => [
        ...onItem(one, began),
        ...onMaterials(one.materials),
        ...onMinutes(one),
      ]),
    }))
  return [
    {
      anchor: 'plan',
      item: null,
      plan: plan.at(-1) ?? null,
      changes: plan.map((change) => ({ kind: 'plan', at: at(change.at), about: change.id }) as const),
    },
    {
      anchor: 'papers',
      item: null,
      plan: null,
      changes: onMaterials(view.papers),
    },
    ...rows,
  ].filter((one) => one.changes.length > 0)
}

const at = (stamp: string): number => instantOf(stamp).epochMilliseconds

/** An item that came after the programme was out, or was changed after it came. */
function onItem(item: ItemView, began: number): ChangeOf[] {
  const [made, changed] = [at(item.createdAt), at(item.updatedAt)]
  if (made > began) return [{ kind: 'item', at: made, about: item.id }]
  return changed > Math.max(made, began) ? [{ kind: 'changed', at: changed, about: item.id }] : []
}

const onMaterials = (materials: readonly MaterialView[]): ChangeOf[] =>
  materials.flatMap(({ id, kind, published, publishedAt, current }) => {
    if (!published || publishedAt === null) return []
    const version = current && current.number > 1 && at(current.uploadedAt) > at(publishedAt)
    return [
      { kind, at: at(publishedAt), about: id },
      ...(version ? [{ kind: 'version', at: at(current.uploadedAt), about: id } as const] : []),
    ]
  })

function onMinutes({ minutes }: ItemView): ChangeOf[] {
  if (!minutes?.published || minutes.publishedAt === null) return []
  const shown = { at: at(minutes.publishedAt), about: minutes.id }
  return [
    { kind: 'minutes', ...shown },
    ...(minutes.blocks.decisions > 0 ? [{ kind: 'decision', ...shown } as const] : []),
    ...(minutes.state === 'approved' && minutes.approvedAt
      ? [{ kind: 'approved', at: at(minutes.approvedAt), about: minutes.id } as const]
      : []),
  ]
}

/**
 * What is new on a page to somebody who is signed in, and not of their own doing; null on a first visit and to those who are
 * not signed in. Who plans the programme is told of no change to its rows: they would be their own.
 * @param all what `changesOn` tells
 */
export async function newTo(
  db: Db,
  actor: Actor,
  meeting: MeetingView['meeting'],
  all: readonly ChangedRow[],
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<ChangedRow[] | null> {
  if (!actor.person) return null
  const since = sinceOf(await visitOf(db, actor.person.id, meeting.id), now.epochMilliseconds)
  if (since === null) return null
  const rows = await db
    .select({ about: activity.aboutId, last: max(activity.at) })
    .from(activity)
    .where(
      and(
        eq(activity.meetingId, meeting.id),
        eq(activity.byPerson, actor.person.id),
        gt(activity.at, sql`to_timestamp(${since / 1000})`),
      ),
    )
    .groupBy(activity.aboutId)
  const own = new Map(rows.map((row) => [row.about, at(row.last!)]))
  const plans = mayEdit(actor, meeting) === 'yes'
  const others = all.map((row) => ({
    ...row,
    changes: row.changes.filter(
      (change) => change.at > (own.get(change.about) ?? 0) && !(plans && (change.kind === 'item' || change.kind === 'changed')),
    ),
  }))
  return newerThan(others, since)
}

/** What is kept of a person's visits to a meeting. */
export async function visitOf(db: Db, personId: string, meetingId: string): Promise<Visit | null> {
  const [row] = await db
    .select()
    .from(visit)
    .where(and(eq(visit.personId, personId), eq(visit.meetingId, meetingId)))
  return row ? asVisit(row) : null
}

/** One clock keeps both. */
export const asVisit = (row: typeof visit.$inferSelect): Visit => ({
  looked: at(row.at),
  seen: at(row.at),
  before: row.before === null ? null : at(row.before),
})
