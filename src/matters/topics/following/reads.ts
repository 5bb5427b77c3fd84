/** Topics as those who follow them need them: this stands apart so that following knows of topics, and their pages of following. */
import { and, eq, isNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { topic, topicLink } from '../../tables.ts'
import type { TopicRow } from '../rules.ts'

/** In SQL, over `item`: that it, what it is part of, or its matter is about a topic; who follows one it went into follows that. */
export const isAboutTopic = (topicId: SQLWrapper): SQL =>
  sql`exists (select 1 from ${topicLink} as l join ${topic} as t on t.id = ${topicId} and t.deleted_at is null
    where l.topic_id = coalesce(t.merged_into, t.id)
    and ((l.kind = 'item' and l.subject_id in (${item.id}, ${item.parentId})) or (l.kind = 'matter' and l.subject_id = ${item.matterId})))`

/** A topic, or the one it was put together with; null where it is gone. */
export async function topicById(db: Db, networkId: string, id: string): Promise<TopicRow | null> {
  const [row] = isId(id)
    ? await db
        .select()
        .from(topic)
        .where(and(eq(topic.id, id), eq(topic.networkId, networkId), isNull(topic.deletedAt)))
    : []
  return row?.mergedInto ? topicById(db, networkId, row.mergedInto) : (row ?? null)
}
