/** Where what was found is read: titles, addresses, and the passage that says it. Access was asked before. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { listActions } from '#actions/reads.ts'
import { action } from '#actions/tables.ts'
import type { Actor } from '#actor.ts'
import { viewPath } from '#materials/viewer/rules.ts'
import { matter, topic } from '#matters/tables.ts'
import { itemPath } from '#meeting/reads.ts'
import { meeting } from '#meeting/tables.ts'
import { numberWords } from '#minutes/objects/rules.ts'
import { minutesObject } from '#minutes/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { membership } from '#network/tables.ts'
import { plan } from '#plans/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import { item } from '#programme/tables.ts'
import type { Kind } from '../document.ts'
import { inAny } from '../gathering/rules.ts'
import type { Doing, Hit } from '../rules.ts'
import { searchPassage } from '../tables.ts'
import { hrefOf } from './rules.ts'

interface Row {
  readonly kind: Kind
  readonly sourceId: string
  /** The best first. */
  readonly passages: readonly string[]
}

/** By kind and source. One query, and two more where something is to be done. */
export async function hitsOf(db: Db, actor: Actor, network: NetworkRow, rows: readonly Row[]): Promise<ReadonlyMap<string, Hit>> {
  const ids = rows.flatMap((row) => row.passages)
  if (ids.length === 0) return new Map()
  const found = await db
    .select({
      passage: {
        id: searchPassage.id,
        title: searchPassage.title,
        text: searchPassage.text,
        locale: searchPassage.locale,
        day: searchPassage.day,
        place: searchPassage.place,
      },
      meeting: { slug: meeting.slug, title: meeting.title, locale: meeting.locale },
      item: { publicId: item.publicId, title: item.title },
      decision: { publicId: minutesObject.publicId, number: minutesObject.number, numberYear: minutesObject.numberYear },
      action: { publicId: action.publicId },
      plan: { slug: plan.slug, title: plan.title },
      topic: { slug: topic.slug },
      matter: { publicId: matter.publicId },
      member: { id: membership.id },
    })
    .from(searchPassage)
    .leftJoin(meeting, eq(meeting.id, searchPassage.meetingId))
    .leftJoin(item, eq(item.id, searchPassage.itemId))
    .leftJoin(minutesObject, eq(minutesObject.id, searchPassage.sourceId))
    .leftJoin(action, eq(action.id, searchPassage.sourceId))
    .leftJoin(plan, eq(plan.id, searchPassage.sourceId))
    .leftJoin(topic, eq(topic.id, searchPassage.sourceId))
    .leftJoin(matter, eq(matter.id, searchPassage.sourceId))
    .leftJoin(
      membership,
      and(eq(membership.personId, searchPassage.sourceId), eq(membership.networkId, network.id), isNull(membership.to)),
    )
    .where(sql`${searchPassage.id} = any(${sql.param(ids)}::uuid[])`)
  const doing = await doingOf(
    db,
    actor,
    network,
    rows.flatMap((row) => (row.kind === 'action' ? row.sourceId : [])),
  )
  const byId = new Map(found.map((one) => [one.passage.id, one]))
  const hits = new Map<string, Hit>()
  for (const row of rows) {
    const all = row.passages.flatMap((id) => byId.get(id) ?? [])
    const best = all.find((one) => one.passage.text !== '') ?? all[0]
    if (!best) continue
    const { passage, meeting: at } = best
    const base = `/${network.slug}`
    const meetingPath = at && `${base}/${at.slug}`
    const places = {
      base,
      meeting: meetingPath,
      item: meetingPath && best.item && itemPath(meetingPath, best.item, at.locale),
      material: meetingPath && viewPath(meetingPath, row.sourceId),
      decision: best.decision?.number ? { ...best.decision, number: best.decision.number } : null,
      action: best.action?.publicId ?? null,
      plan: best.plan?.slug ?? null,
      topic: best.topic?.slug ?? null,
      matter: best.matter?.publicId ?? null,
      member: best.member?.id ?? null,
    }
    hits.set(`${row.kind} ${row.sourceId}`, {
      kind: row.kind,
      sourceId: row.sourceId,
      title: passage.title,
      lang: passage.locale,
      text: passage.text,
      href: hrefOf(row.kind, passage, places),
      day: passage.day,
      of: at ? inAny(at.title, passage.locale) : passage.place.anchor && best.plan ? inAny(best.plan.title, passage.locale) : '',
      pages: all.flatMap(({ passage: { place } }) => place.page ?? []).sort((a, b) => a - b),
      action: doing.get(row.sourceId) ?? null,
      number: best.decision?.number ? numberWords({ ...best.decision }) : null,
    })
  }
  return hits
}

/** How it goes with some actions: what came last of each is told to those whom its own page tells. */
async function doingOf(db: Db, actor: Actor, network: NetworkRow, ids: readonly string[]): Promise<ReadonlyMap<string, Doing>> {
  const actions = ids.length === 0 ? [] : await listActions(db, actor, network, { ids })
  return new Map(
    actions.map(({ id, status, due, overdue, last }) => [
      id,
      { status, due, overdue, latest: last && { on: wall(last.at, network.timezone).date, text: last.text } },
    ]),
  )
}
