/** What was published last, for a network's home. Access stands in the queries themselves. */
import { and, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { material, materialVersion } from '#materials/tables.ts'
import { countOutcomes } from '#meeting/outcomes/rules.ts'
import { itemPath } from '#meeting/reads.ts'
import { openTo } from '#meeting/rules.ts'
import { type MinutesState, minutes, minutesRevision } from '#minutes/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { parent } from '#programme/items/reads.ts'
import { item } from '#programme/tables.ts'
import type { NetworkRow } from '../../reads.ts'

export interface NewsItem {
  readonly path: string
  readonly title: Words
  readonly at: string
  readonly materials: readonly { readonly kind: (typeof material.$inferSelect)['kind']; readonly pages: number | null }[]
  readonly minutes: { readonly state: MinutesState; readonly decisions: number } | null
}

/** A meeting and what was published on it, newest first. */
export interface News<M> {
  readonly meeting: M
  readonly items: readonly NewsItem[]
}

/** What was published last on one of some meetings: the one with the newest, and its items, newest first. */
export async function newsOf<M extends { readonly id: string; readonly slug: string }>(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  meetings: readonly M[],
  locale: Locale,
): Promise<News<M> | null> {
  if (meetings.length === 0) return null
  const ids = meetings.map((one) => one.id)
  const open = openTo(actor, network.id)
  // A sub-item is as narrow as what it lies under.
  const here = and(
    inArray(item.meetingId, ids),
    isNull(item.deletedAt),
    isNotNull(item.dayId),
    inArray(item.audience, open),
    or(isNull(item.parentId), and(isNull(parent.deletedAt), inArray(parent.audience, open))),
  )
  const head = { meetingId: item.meetingId, publicId: item.publicId, title: item.title }
  const [papers, records] = await Promise.all([
    db
      .select({ ...head, at: material.publishedAt, kind: material.kind, pages: materialVersion.pages })
      .from(material)
      .innerJoin(item, eq(item.id, material.itemId))
      .leftJoin(parent, eq(parent.id, item.parentId))
      .leftJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
      .where(
        and(
          here,
          isNull(material.deletedAt),
          isNotNull(material.publishedAt),
          inArray(material.audience, open),
          or(isNotNull(material.currentVersionId), isNotNull(material.url)),
        ),
      )
      .orderBy(desc(material.publishedAt))
      .limit(100),
    db
      .select({
        ...head,
        at: minutes.publishedAt,
        // An approval is of the text that stands; the published one may be older.
        state: sql<MinutesState>`case when ${minutes.publishedNumber} = ${minutes.number} then ${minutes.state} else 'draft' end`,
        html: minutesRevision.html,
      })
      .from(minutes)
      .innerJoin(item, eq(item.id, minutes.itemId))
      .leftJoin(parent, eq(parent.id, item.parentId))
      .innerJoin(
        minutesRevision,
        and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
      )
      .where(and(here, isNotNull(minutes.publishedAt)))
      .orderBy(desc(minutes.publishedAt))
      .limit(100),
  ])
  const newest = [...papers, ...records].sort((a, b) => latestFirst(a.at!, b.at!))[0]
  const chosen = meetings.find((one) => one.id === newest?.meetingId)
  if (!chosen) return null
  const items = new Map<number, { -readonly [K in keyof NewsItem]: NewsItem[K] }>()
  const entry = (row: { publicId: number; title: Words; at: string | null }) => {
    const found = items.get(row.publicId) ?? {
      path: itemPath(`/${network.slug}/${chosen.slug}`, row, locale),
      title: row.title,
      at: row.at!,
      materials: [],
      minutes: null,
    }
    if (latestFirst(row.at!, found.at) < 0) found.at = row.at!
    items.set(row.publicId, found)
    return found
  }
  for (const row of papers)
    if (row.meetingId === chosen.id) entry(row).materials = [...entry(row).materials, { kind: row.kind, pages: row.pages }]
  for (const row of records)
    if (row.meetingId === chosen.id) entry(row).minutes = { state: row.state, decisions: countOutcomes(row.html).decisions }
  return { meeting: chosen, items: [...items.values()].sort((a, b) => latestFirst(a.at, b.at)).slice(0, 6) }
}

const latestFirst = (a: string, b: string) => Temporal.Instant.compare(instantOf(b), instantOf(a))
