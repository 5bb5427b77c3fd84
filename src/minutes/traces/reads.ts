import { and, count, eq, max, or, type SQL, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import { minutesComment, minutesThread } from '../comments/tables.ts'
import { correction, minutes, minutesRevision } from '../tables.ts'

/** Minutes they wrote on: which, and how often; what they proposed to correct, and what they said of a text. */
export async function minutesTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const rows = await db
    .select({ meeting: meeting.title, item: item.title, saves: count(), at: max(minutesRevision.at) })
    .from(minutesRevision)
    .innerJoin(minutes, eq(minutes.id, minutesRevision.minutesId))
    .innerJoin(meeting, eq(meeting.id, minutes.meetingId))
    .innerJoin(item, eq(item.id, minutes.itemId))
    // What several wrote together is nobody's alone.
    .where(or(eq(minutesRevision.by, personId), sql`${personId}::uuid = any(${minutesRevision.authors})`))
    .groupBy(minutes.id, meeting.title, item.title)
  const proposed = await db
    .select({
      meeting: meeting.title,
      item: item.title,
      text: correction.after,
      remark: correction.remark,
      at: correction.createdAt,
    })
    .from(correction)
    .innerJoin(meeting, eq(meeting.id, correction.meetingId))
    .innerJoin(item, eq(item.id, correction.itemId))
    .where(eq(correction.personId, personId))
  const said = await db
    .select({
      meeting: meeting.title,
      item: item.title,
      text: sql<string | null>`coalesce(${minutesComment.text}, ${minutesThread.proposed})`,
      at: sql<string>`coalesce(${minutesComment.createdAt}, ${minutesThread.createdAt})::text`,
    })
    .from(minutesThread)
    .leftJoin(minutesComment, and(eq(minutesComment.threadId, minutesThread.id), eq(minutesComment.by, personId)))
    .innerJoin(meeting, eq(meeting.id, minutesThread.meetingId))
    .innerJoin(item, eq(item.id, minutesThread.itemId))
    .where(or(eq(minutesThread.by, personId), eq(minutesComment.by, personId)))
  return [
    { kind: 'minutes', rows },
    { kind: 'correction', rows: proposed },
    { kind: 'comment', rows: said },
  ]
}

/**
 * Approved minutes are a public record of who said and decided what, and stay word for word: the text that stands and the one
 * that is published. Drafts and earlier revisions do not.
 * Conditions on each table under its own name.
 */
export const approvedTexts: Readonly<Record<string, SQL>> = {
  minutes: sql`minutes.state = 'approved'`,
  minutes_revision: sql`exists (select 1 from public.minutes as m where m.id = minutes_revision.minutes_id
    and m.state = 'approved' and minutes_revision.number in (m.number, m.published_number))`,
  minutes_object: sql`minutes_object.removed_at is null and exists (select 1 from public.minutes as m
    where m.id = minutes_object.minutes_id and m.state = 'approved')`,
  amendment: sql`true`,
}
