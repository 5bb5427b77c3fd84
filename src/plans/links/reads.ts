/** What measures hang together with elsewhere in the network, as one reader may know of it; and what they could be tied to. */
import { and, desc, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { listActions } from '#actions/reads.ts'
import type { Actor } from '#actor.ts'
import { listDecisions } from '#decisions/reads.ts'
import { PER_PAGE } from '#decisions/rules.ts'
import { material } from '#materials/tables.ts'
import { itemPath, readableBy } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { type Audience, meeting } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { type PlanLinkKind, planLink } from '../tables.ts'

/** Something a measure is tied to, or could be. */
export interface Linked {
  readonly kind: PlanLinkKind
  readonly subjectId: string
  readonly title: Words
  readonly path: string
  /** Where it is from and on which day. */
  readonly from: { readonly title: Words; readonly on: string | null } | null
}
export interface LinkView extends Linked {
  readonly id: string
  readonly measureId: string | null
}

type At = Pick<NetworkRow, 'id' | 'slug' | 'timezone'>
/** Which of a kind: by their ids, or those in whose words a text is found. */
type Which = { readonly ids: readonly string[] } | { readonly like: string }
const MOST = 10

const parent = alias(item, 'parent')

/** In SQL, of an item joined to its meeting and to what it is part of. What is for the invited of one meeting is shown there alone. */
function readableItems(actor: Actor, networkId: string): SQL {
  const open = openTo(actor, networkId)
  return and(
    readableBy(actor, networkId),
    isNull(item.deletedAt),
    inArray(item.audience, open),
    or(
      and(isNull(item.parentId), isNotNull(item.dayId)),
      and(isNull(parent.deletedAt), isNotNull(parent.dayId), inArray(parent.audience, open)),
    ),
  )!
}
const openTo = (actor: Actor, networkId: string): Audience[] =>
  mayEdit(actor, { networkId }) === 'yes'
    ? ['public', 'members', 'invited']
    : actor.network?.id === networkId && actor.network.role
      ? ['public', 'members']
      : ['public']

const contains = (column: SQL | typeof item.title | typeof meeting.title | typeof material.title, text: string): SQL =>
  ilike(sql`${column}::text`, `%${text.replace(/[\\%_]/g, '\\$&')}%`)

const find: Readonly<Record<PlanLinkKind, (db: Db, actor: Actor, network: At, which: Which) => Promise<Linked[]>>> = {
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
    const most = 'ids' in which ? 5000 : Math.min(MOST, PER_PAGE)
    const { decisions } = await listDecisions(
      db,
      actor,
      network,
      { series: '', topic: '', year: null, q: like, sort: 'newest', page: 1 },
      { most },
    )
    return decisions
      .filter((one) => !('ids' in which) || which.ids.includes(one.id))
      .map((one) => ({
        kind: 'decision' as const,
        subjectId: one.id,
        title: { [one.locale]: one.block.text } as Words,
        path: `/${network.slug}/decisions/${one.publicId}`,
        from: { title: one.meeting.title, on: one.on },
      }))
  },
  async action(db, actor, network, which) {
    const rows = await listActions(db, actor, network, 'ids' in which ? { ids: which.ids } : {})
    return rows
      .filter((one) => 'ids' in which || one.text.toLowerCase().includes(which.like.toLowerCase()))
      .slice(0, 'ids' in which ? which.ids.length : MOST)
      .map((one) => ({
        kind: 'action' as const,
        subjectId: one.id,
        title: { [one.locale]: one.text } as Words,
        path: one.path,
        from: one.meeting && {
          title: one.meeting.title,
          on: one.meeting.startsAt && wall(one.meeting.startsAt, network.timezone).date,
        },
      }))
  },
}

const fromMeeting = (at: { title: Words; startsAt: string | null; timezone: string; locale: Locale }) => ({
  title: at.title,
  on: at.startsAt && wall(at.startsAt, at.timezone).date,
})

export const linkKinds = ['item', 'decision', 'action', 'material', 'meeting'] as const satisfies readonly PlanLinkKind[]

/** What measures of a plan are tied to, as far as the actor may read it; one query for each kind that is there. */
export async function listLinks(db: Db, actor: Actor, network: At, planId: string, measureId?: string): Promise<LinkView[]> {
  const rows = await db
    .select()
    .from(planLink)
    .where(and(eq(planLink.planId, planId), measureId ? eq(planLink.measureId, measureId) : undefined))
    .orderBy(planLink.at, planLink.id)
  const known = new Map<string, Linked>()
  for (const kind of linkKinds) {
    const ids = rows.filter((one) => one.kind === kind).map((one) => one.subjectId)
    if (ids.length > 0) for (const one of await find[kind](db, actor, network, { ids })) known.set(one.subjectId, one)
  }
  return rows.flatMap((row) => {
    const found = known.get(row.subjectId)
    return found ? [{ ...found, id: row.id, measureId: row.measureId }] : []
  })
}

/** What a text is found in: a few of each kind, the newest first. */
export async function findLinkable(db: Db, actor: Actor, network: At, text: string): Promise<Linked[]> {
  const like = text.trim()
  if (like.length < 2) return []
  const found: Linked[] = []
  for (const kind of linkKinds) found.push(...(await find[kind](db, actor, network, { like })))
  return found
}

/** Whether an actor may read what is to be tied to a measure. */
export const mayLink = async (db: Db, actor: Actor, network: At, kind: PlanLinkKind, subjectId: string): Promise<boolean> =>
  (await find[kind](db, actor, network, { ids: [subjectId] })).length > 0
