/** The items of a programme: title, description, who speaks. What lies on the shelf is nobody's to find. */
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { day } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { appearance, item, speaker } from '#programme/tables.ts'
import type { Passage } from '../../document.ts'
import { at, type ItemSource, inAny, levelOf, numbered, type Source, versions } from '../rules.ts'

type Row = typeof item.$inferSelect

export interface Items {
  readonly sources: ReadonlyMap<string, ItemSource>
  readonly passages: readonly Passage[]
}

export async function gatherItems(db: Db, source: Source): Promise<Items> {
  const whole = alias(item, 'whole')
  const rows = await db
    .select({ item, around: whole.audience, on: day.date })
    .from(item)
    .leftJoin(whole, eq(whole.id, item.parentId))
    .leftJoin(day, eq(day.id, item.dayId))
    .where(and(eq(item.meetingId, source.id), isNull(item.deletedAt), isNotNull(item.dayId), isNull(whole.deletedAt)))
    .orderBy(asc(item.position), asc(item.id))
  const speakers = Map.groupBy(
    await db
      .select({ itemId: speaker.itemId, name: speaker.name, office: speaker.office, bio: appearance.bio })
      .from(speaker)
      .leftJoin(appearance, eq(appearance.speakerId, speaker.id))
      .where(eq(speaker.meetingId, source.id))
      .orderBy(asc(speaker.position), asc(speaker.id)),
    (one) => one.itemId,
  )
  const sources = new Map<string, ItemSource>()
  const passages: Passage[] = []
  for (const { item: row, around, on } of rows) {
    const own = speakers.get(row.id) ?? []
    const names = own.map((one) => one.name)
    const level = levelOf(source.level, row.audience, around)
    const place = { ...source, day: on ?? source.day, level, itemId: row.id, title: row.title, speakers: names }
    sources.set(row.id, place)
    if (row.kind !== 'break') passages.push(...passagesOf(row, place, own))
  }
  return { sources, passages }
}

function passagesOf(
  row: Row,
  source: ItemSource,
  speakers: readonly { readonly name: string; readonly office: string | null; readonly bio: Row['title'] | null }[],
): Passage[] {
  return numbered(
    versions(source.locale, { title: row.title, description: row.description }).map(({ locale, texts }, i) => ({
      ...at(source, row.id),
      kind: 'item' as const,
      sourceId: row.id,
      locale,
      title: texts.title || inAny(row.title, source.locale),
      text: [
        texts.description,
        ...(i === 0 ? speakers.map((one) => [one.office, inAny(one.bio, locale)].filter(Boolean).join('. ')) : []),
      ]
        .filter(Boolean)
        .join('\n'),
      names: speakers.map((one) => one.name),
    })),
  )
}
