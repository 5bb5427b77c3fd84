/** What measures hang together with elsewhere in the network, as one reader may know of it; and what they could be tied to. */
import { and, desc, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { type ActionView, listActions } from '#actions/reads.ts'
import type { Actor } from '#actor.ts'
import { listDecisions } from '#decisions/reads.ts'
import { material } from '#materials/tables.ts'
import { itemPath, readableBy } from '#meeting/reads.ts'
import { openTo } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { parent, readableItems } from '#programme/items/reads.ts'
import { item } from '#programme/tables.ts'
import { listMeasureNames, type MeasureName } from '../names/reads.ts'
import type { PlanView } from '../reads.ts'
import { type PlanLinkKind, planLink } from '../tables.ts'

/** Actions are tied as all else is, and are found where actions are: each says itself which measure it is a step of. */
export type TiedKind = PlanLinkKind | 'action'

/** Something a measure is tied to, or could be. */
export interface Linked {
  readonly kind: TiedKind
  readonly subjectId: string
  readonly title: Words
  readonly path: string
  /** Where it is from and on which day. */
  readonly from: { readonly title: Words; readonly on: string | null } | null
  /** The measure that it belongs to already, where it can belong to one only. */
  readonly of?: MeasureName
}
export interface LinkView extends Linked {
  readonly measureId: string | null
}

type At = Pick<NetworkRow, 'id' | 'slug' | 'timezone'>
/** Which of a kind: by their ids, or those in whose words a text is found. */
type Which = { readonly ids: readonly string[] } | { readonly like: string }
const MOST = 10

const contains = (column: SQL | typeof item.title | typeof meeting.title | typeof material.title, text: string): SQL =>
  ilike(sql`${column}::text`, `%${text.replace(/[\\%_]/g, '\\$&')}%`)

const find: Readonly<Record<TiedKind, (db: Db, actor: Actor, network: At, which: Which) => Promise<Linked[]>>> = {
  async item(db, actor, network, which) {
    const rows = await db
      .select({ item, meeting })
      .from(item)
      .innerJoin(meeting, eq(meeting.id, item.meetingId))
      .leftJoin(parent, eq(parent.id, item.parentId))
      .where(
        and(
          readableItems(actor, network.id),
          'ids' in which ? inArray(item.id, [...which.ids]) : contains(item.title, which.like),
        ),
      )
      .orderBy(sql`${meeting.startsAt} desc nulls last`, desc(item.publicId))
      .limit('ids' in which ? which.ids.length : MOST)
    return rows.map(({ item: row, meeting: at }) => ({
      kind: 'item' as const,
      subjectId: row.id,
      title: row.title,
      path: itemPath(`/${network.slug}/${at.slug}`, row, at.locale),
      from: fromMeeting(at),
    }))
  },
  async meeting(db, actor, network, which) {
    const rows = await db
      .select()
      .from(meeting)
      .where(
        and(
          readableBy(actor, network.id),
          'ids' in which ? inArray(meeting.id, [...which.ids]) : contains(meeting.title, which.like),
        ),
      )
      .orderBy(sql`${meeting.startsAt} desc nulls last`)
      .limit('ids' in which ? which.ids.length : MOST)
    return rows.map((at) => ({
      kind: 'meeting' as const,
      subjectId: at.id,
      title: at.title,
      path: `/${network.slug}/${at.slug}`,
      from: { title: {}, on: fromMeeting(at).on },
    }))
  },
  async material(db, actor, network, which) {
    const open = openTo(actor, network.id)
    const rows = await db
      .select({ material, item, meeting })
      .from(material)
      .innerJoin(meeting, eq(meeting.id, material.meetingId))
      .leftJoin(item, eq(item.id, material.itemId))
      .leftJoin(parent, eq(parent.id, item.parentId))
      .where(
        and(
          readableBy(actor, network.id),
          or(isNull(material.itemId), readableItems(actor, network.id)),
          isNull(material.deletedAt),
          isNotNull(material.publishedAt),
          inArray(material.audience, open),
          'ids' in which ? inArray(material.id, [...which.ids]) : contains(material.title, which.like),
        ),
      )
      .orderBy(sql`${meeting.startsAt} desc nulls last`, desc(material.createdAt))
      .limit('ids' in which ? which.ids.length : MOST)
    return rows.map(({ material: row, item: on, meeting: at }) => ({
      kind: 'material' as const,
      subjectId: row.id,
      title: row.title,
      path: on ? itemPath(`/${network.slug}/${at.slug}`, on, at.locale) : `/${network.slug}/${at.slug}`,
      from: fromMeeting(at),
    }))
  },
  async decision(db, actor, network, which) {
    // The register is asked as its own page asks it: what is in it is what may be read.
    const like = 'ids' in which ? '' : which.like
    const { decisions } = await listDecisions(
      db,
      actor,
      network,
      { series: '', topic: '', year: null, q: like, sort: 'newest', page: 1 },
      'ids' in which ? { ids: which.ids, most: which.ids.length } : { most: MOST },
    )
    return decisions.map((one) => ({
      kind: 'decision' as const,
      subjectId: one.id,
      title: { [one.locale]: one.block.text } as Words,
      path: `/${network.slug}/decisions/${one.publicId}`,
      from: { title: one.meeting.title, on: one.on },
    }))
  },
  async action(db, actor, network, which) {
    const all = await listActions(db, actor, network, 'ids' in which ? { ids: which.ids } : {})
    const rows = all
      .filter((one) => 'ids' in which || one.text.toLowerCase().includes(which.like.toLowerCase()))
      .slice(0, 'ids' in which ? which.ids.length : MOST)
    const measures = [...new Set(rows.flatMap((one) => one.measureId ?? []))]
    const names = await listMeasureNames(db, actor, network, measures)
    return rows.map((one) => {
      const of = names.find((each) => each.id === one.measureId)
      return { ...ofAction(one, network), ...(of && { of }) }
    })
  },
}

const ofAction = (one: ActionView, network: At): Linked => ({
  kind: 'action',
  subjectId: one.id,
  title: { [one.locale]: one.text } as Words,
  path: one.path,
  from: one.meeting && {
    title: one.meeting.title,
    on: one.meeting.startsAt && wall(one.meeting.startsAt, network.timezone).date,
  },
})

const fromMeeting = (at: { title: Words; startsAt: string | null; timezone: string; locale: Locale }) => ({
  title: at.title,
  on: at.startsAt && wall(at.startsAt, at.timezone).date,
})

export const tiedKinds = ['item', 'decision', 'action', 'material', 'meeting'] as const satisfies readonly TiedKind[]

/** What measures of a plan are tied to, as far as the actor may read it; one query for each kind that is there. */
export async function listLinks(db: Db, actor: Actor, network: At, planId: string, measureId?: string): Promise<LinkView[]> {
  const rows = await db
    .select()
    .from(planLink)
    .where(and(eq(planLink.planId, planId), measureId ? eq(planLink.measureId, measureId) : undefined))
    .orderBy(planLink.at, planLink.id)
  const known = new Map<string, Linked>()
  for (const [kind, of] of Map.groupBy(rows, (one) => one.kind)) {
    const ids = of.map((one) => one.subjectId)
    for (const one of await find[kind](db, actor, network, { ids })) known.set(one.subjectId, one)
  }
  return rows.flatMap((row) => {
    const found = known.get(row.subjectId)
    return found ? [{ ...found, measureId: row.measureId }] : []
  })
}

/** The actions that are steps of a plan's measures, by due date. */
export async function listFollowed(db: Db, actor: Actor, network: At, view: Pick<PlanView, 'goals'>): Promise<ActionView[]> {
  const measures = new Set(view.goals.flatMap((goal) => goal.measures.map((one) => one.id)))
  const all = await listActions(db, actor, network, { ofAnyMeasure: true })
  return all.filter((one) => one.measureId !== null && measures.has(one.measureId))
}

/** All that can be untied from a measure: its links, and the actions that are steps of it. */
export async function listTied(db: Db, actor: Actor, network: At, planId: string, measureId: string): Promise<LinkView[]> {
  const links = await listLinks(db, actor, network, planId, measureId)
  const actions = await listActions(db, actor, network, { measureId })
  return [...links, ...actions.map((one) => ({ ...ofAction(one, network), measureId }))]
}

/** What a text is found in: a few of each kind, the newest first. */
export async function findLinkable(db: Db, actor: Actor, network: At, text: string): Promise<Linked[]> {
  const like = text.trim()
  if (like.length < 2) return []
  const found: Linked[] = []
  for (const kind of tiedKinds) found.push(...(await find[kind](db, actor, network, { like })))
  return found
}

/** Whether an actor may read what is to be tied to a measure. */
export const mayLink = async (db: Db, actor: Actor, network: At, kind: TiedKind, subjectId: string): Promise<boolean> =>
  (await find[kind](db, actor, network, { ids: [subjectId] })).length > 0
