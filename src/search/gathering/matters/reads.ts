/** Matters that are followed from meeting to meeting, and topics. */
import { and, eq, isNull } from 'drizzle-orm'
import { matter, topic } from '#matters/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Passage } from '../../document.ts'
import { inAny, numbered, versions } from '../rules.ts'

const nowhere = { meetingId: null, itemId: null, organisationId: null, names: [], place: {} }

/** A matter is for those who read one of its treatments, and a topic for those who find something under it: asked when they are found. */
export async function gatherMatters(db: Db, networkId: string): Promise<Passage[]> {
  const rows = await db
    .select()
    .from(matter)
    .where(and(eq(matter.networkId, networkId), isNull(matter.deletedAt), isNull(matter.mergedInto)))
  return rows.flatMap((row) =>
    numbered(
      versions('nb', { title: row.title, text: row.summary }).map(({ locale, texts }) => ({
        ...{ ...nowhere, kind: 'matter' as const, sourceId: row.id, seriesId: row.seriesId, level: 0 as const, locale },
        ...{ day: row.createdAt.slice(0, 10), title: texts.title || inAny(row.title, locale), text: texts.text ?? '' },
      })),
    ),
  )
}

export async function gatherTopics(db: Db, networkId: string): Promise<Passage[]> {
  const rows = await db
    .select()
    .from(topic)
    .where(and(eq(topic.networkId, networkId), isNull(topic.deletedAt), isNull(topic.mergedInto)))
  return rows.flatMap((row) =>
    numbered(
      versions('nb', { title: row.name, text: row.description }).map(({ locale, texts }) => ({
        ...{ ...nowhere, kind: 'topic' as const, sourceId: row.id, seriesId: null, level: 0 as const, locale },
        ...{ day: row.createdAt.slice(0, 10), title: texts.title || inAny(row.name, locale), text: texts.text ?? '' },
      })),
    ),
  )
}
