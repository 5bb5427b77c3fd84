/** Which documents of a network have stood their time, by the rule for each kind. */
import { type SQL, sql } from 'drizzle-orm'
import { material, materialVersion } from '#materials/tables.ts'
import { meeting } from '#meeting/tables.ts'
import { minutesComment, minutesThread } from '#minutes/comments/tables.ts'
import { minutes, minutesRevision } from '#minutes/tables.ts'
import { notice } from '#notices/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import type { DeletedKind, dueDocument } from '../tables.ts'

/** A document as it would stand on the list. */
export type Out = Omit<
  typeof dueDocument.$inferInsert,
  'id' | 'networkId' | 'state' | 'keptUntil' | 'reason' | 'deleteAt' | 'deletedAt' | 'createdAt'
>

/** In SQL: when a meeting was over. One that was removed ended then; one without a date, a year after it was last touched. */
const over = sql`least(${meeting.deletedAt}, coalesce(${meeting.endsAt}, ${meeting.startsAt}, ${meeting.updatedAt} + interval '1 year'))`

/** What a source gives: the columns of a row, and from when the years run (`since`). */
type Source = (networkId: string) => SQL

const ofKind =
  (...kinds: readonly string[]): Source =>
  (networkId) =>
    sql`
  select ${material.meetingId} as meeting_id, ${material.itemId} as item_id, ${material.id} as about_id, ${material.title} as title,
    ${material.audience} as audience, case when ${material.deletedAt} is null then ${material.publishedAt} end as shown_at,
    greatest(coalesce(files.n, 0), 1)::int as parts, coalesce(files.bytes, 0)::bigint as bytes, coalesce(files.ids, '{}') as files, ${over} as since
  from ${material} join ${meeting} on ${meeting.id} = ${material.meetingId}
  left join lateral (select count(*) as n, sum(${materialVersion.size}) as bytes, array_agg(${materialVersion.id}) as ids
    from ${materialVersion} where ${materialVersion.materialId} = ${material.id}) as files on true
  where ${material.networkId} = ${networkId} and ${material.kind} in ${kinds}`

/** Minutes are what was approved or came before readers; all else is a draft. */
const stood = sql`coalesce(${minutes.approvedAt}, ${minutes.publishedAt})`
const ofMinutes = (parts: SQL, since: SQL, which: SQL): Source => {
  return (networkId) => sql`
  select ${minutes.meetingId} as meeting_id, ${minutes.itemId} as item_id, ${minutes.id} as about_id, ${item.title} as title,
    'public' as audience, ${minutes.publishedAt} as shown_at, ${parts} as parts, 0::bigint as bytes, '{}'::uuid[] as files, ${since} as since
  from ${minutes} join ${meeting} on ${meeting.id} = ${minutes.meetingId} join ${item} on ${item.id} = ${minutes.itemId}
  where ${minutes.networkId} = ${networkId} and ${which}`
}
const revisions = sql`(select count(*)::int from ${minutesRevision} where ${minutesRevision.minutesId} = ${minutes.id})`
/** Revisions that neither stand nor are before readers. */
const earlier = sql`(select count(*)::int from ${minutesRevision} where ${minutesRevision.minutesId} = ${minutes.id}
  and ${minutesRevision.number} <> ${minutes.number} and ${minutesRevision.number} is distinct from ${minutes.publishedNumber})`
const spokenOf = sql`exists (select 1 from ${minutesThread} join ${minutesComment} on ${minutesComment.threadId} = ${minutesThread.id}
  where ${minutesThread.minutesId} = ${minutes.id})`

const sources: Readonly<Record<DeletedKind, readonly Source[]>> = {
  presentation: [ofKind('presentation')],
  paper: [ofKind('paper', 'link')],
  recording: [ofKind('recording')],
  minutes: [ofMinutes(revisions, over, sql`${stood} is not null`)],
  draft: [
    ofMinutes(earlier, sql`${minutes.approvedAt}`, sql`${minutes.approvedAt} is not null and (${earlier} > 0 or ${spokenOf})`),
    ofMinutes(revisions, over, sql`${stood} is null`),
  ],
  question: [
    (networkId) => sql`
  select ${meeting.id} as meeting_id, null::uuid as item_id, ${meeting.id} as about_id, ${meeting.title} as title, 'public' as audience,
    min(${input.createdAt}) filter (where ${input.state} in ('shown', 'answered') and ${input.deletedAt} is null) as shown_at,
    count(*)::int as parts, 0::bigint as bytes, '{}'::uuid[] as files, ${over} as since
  from ${input} join ${meeting} on ${meeting.id} = ${input.meetingId}
  where ${input.networkId} = ${networkId} group by ${meeting.id}`,
  ],
  letter: [
    (networkId) => sql`
  select ${notice.meetingId} as meeting_id, null::uuid as item_id, ${notice.id} as about_id, ${notice.subject} as title, 'invited' as audience,
    null::timestamptz as shown_at, 1 as parts, 0::bigint as bytes, '{}'::uuid[] as files, ${notice.sentAt} as since
  from ${notice} where ${notice.networkId} = ${networkId} and ${notice.sentAt} is not null`,
  ],
}

/** @param terms years by kind; what is always kept is not among them */
export async function outOfTime(
  db: Db,
  networkId: string,
  terms: ReadonlyMap<DeletedKind, number>,
  now: Temporal.Instant,
): Promise<Out[]> {
  const found: Out[] = []
  for (const [kind, years] of terms)
    for (const source of sources[kind]) {
      const { rows } = (await db.execute(sql`
        select *, since + make_interval(years => ${years}) as out_at from (${source(networkId)}) as one
        where since + make_interval(years => ${years}) <= ${now.toString()}::timestamptz order by since, about_id`)) as unknown as {
        rows: Record<string, unknown>[]
      }
      found.push(...rows.map((row) => outFrom(row, kind, years)))
    }
  return found
}

const momentOf = (value: unknown): string | null =>
  value instanceof Date ? value.toISOString() : ((value as string | null) ?? null)

const outFrom = (row: Record<string, unknown>, kind: DeletedKind, years: number): Out => ({
  kind,
  years,
  meetingId: row.meeting_id as string | null,
  itemId: row.item_id as string | null,
  aboutId: row.about_id as string,
  title: row.title as Out['title'],
  audience: row.audience as Out['audience'],
  shownAt: momentOf(row.shown_at),
  parts: Number(row.parts),
  bytes: Number(row.bytes),
  files: row.files as string[],
  outAt: momentOf(row.out_at)!,
})
