/** What lies around a meeting as one reader may know of it: the series, its neighbours there, and the parts split off from it. */
import { and, asc, eq, gt, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, holdsSince } from '#actor.ts'
import { series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'
import { type MeetingRow, mayEdit } from '../rules.ts'
import { type ScheduleChangeRow, type StatusNow, statusOf } from '../schedule/rules.ts'
import { invitation, meeting, meetingRole, scheduleChange } from '../tables.ts'

export type SeriesRow = typeof series.$inferSelect

export interface Neighbour {
  readonly slug: string
  readonly title: Words
  readonly startsAt: string | null
}

export interface RelatedMeeting {
  readonly id: string
  readonly slug: string
  readonly title: Words
  readonly status: StatusNow
}

/** The condition under which meetings of a network appear in this actor's lists; `mayRead` in SQL. Templates are in no list. */
export function readableBy(actor: Actor, networkId: string): SQL {
  const here = and(eq(meeting.networkId, networkId), isNull(meeting.deletedAt), eq(meeting.template, false))!
  if (mayEdit(actor, { networkId }) === 'yes') return here
  const personId = actor.person?.id ?? null
  // As the actor of one meeting is made: `personActor`.
  const invited = personId
    ? sql`(exists (select 1 from ${invitation} where ${invitation.meetingId} = ${meeting.id} and ${invitation.personId} = ${personId}
        and ${holdsSince(personId, networkId, invitation.at)})
        or exists (select 1 from ${meetingRole} where ${meetingRole.meetingId} = ${meeting.id} and ${meetingRole.personId} = ${personId}
        and ${holdsSince(personId, networkId, meetingRole.grantedAt)}))`
    : sql`false`
  const working = personId
    ? sql`exists (select 1 from ${meetingRole} where ${meetingRole.meetingId} = ${meeting.id} and ${meetingRole.personId} = ${personId}
        and ${meetingRole.role} in ('chair', 'minute_taker') and ${holdsSince(personId, networkId, meetingRole.grantedAt)})`
    : sql`false`
  const member = actor.network?.id === networkId && actor.network.role !== null
  const inside = or(eq(meeting.audience, 'public'), ...(member ? [eq(meeting.audience, 'members')] : []), invited)
  return and(here, or(working, and(isNotNull(meeting.publishedAt), inside)))!
}

/** The changes of plan, and the meetings they lead to with what stands of those: one query. */
export async function readChanges(
  db: Db,
  actor: Actor,
  row: MeetingRow,
): Promise<{ changes: ScheduleChangeRow[]; related: RelatedMeeting[] }> {
  const theirs = sql<Pick<ScheduleChangeRow, 'status' | 'previousStartsAt' | 'previousEndsAt'>[] | null>`(
    select json_agg(json_build_object('status', c.status, 'previousStartsAt', c.previous_starts_at, 'previousEndsAt', c.previous_ends_at) order by c.at, c.id)
    from schedule_change c where c.meeting_id = ${meeting.id})`
  const rows = await db
    .select({ change: scheduleChange, other: meeting, theirs })
    .from(scheduleChange)
    .leftJoin(meeting, and(eq(meeting.id, scheduleChange.relatedMeetingId), readableBy(actor, row.networkId)))
    .where(eq(scheduleChange.meetingId, row.id))
    .orderBy(asc(scheduleChange.at), asc(scheduleChange.id))
  const related = new Map<string, RelatedMeeting>()
  for (const { other, theirs } of rows)
    if (other)
      related.set(other.id, {
        id: other.id,
        slug: other.slug,
        title: other.title,
        status: statusOf(other.attendance, theirs ?? []),
      })
  return { changes: rows.map(({ change }) => change), related: [...related.values()] }
}

/** The series and who comes before and after in it, among what this actor may read: one query, whether there is a series or not. */
export async function readAround(
  db: Db,
  actor: Actor,
  row: MeetingRow,
): Promise<{ series: SeriesRow | null; previous: Neighbour | null; next: Neighbour | null }> {
  const neighbours = (side: SQL | undefined, order: SQL) =>
    db
      .select({ slug: meeting.slug, title: meeting.title, startsAt: meeting.startsAt })
      .from(meeting)
      .where(and(eq(meeting.seriesId, series.id), readableBy(actor, row.networkId), side))
      .orderBy(order)
      .limit(1)
  const at = row.startsAt ?? 'infinity'
  // In the index's own order, forwards and backwards: otherwise the whole series is sorted for one neighbour.
  const before = neighbours(lt(meeting.startsAt, at), sql`${meeting.startsAt} desc nulls last`).as('before')
  const after = neighbours(gt(meeting.startsAt, at), sql`${meeting.startsAt} asc nulls first`).as('after')
  const [found] = await db
    .select({
      series,
      before: { slug: before.slug, title: before.title, startsAt: before.startsAt },
      after: { slug: after.slug, title: after.title, startsAt: after.startsAt },
    })
    .from(series)
    .leftJoinLateral(before, sql`true`)
    .leftJoinLateral(after, sql`true`)
    .where(and(eq(series.id, row.seriesId ?? row.id), isNull(series.deletedAt)))
  return { series: found?.series ?? null, previous: found?.before ?? null, next: found?.after ?? null }
}
