/** The meetings of a network, or of one of its series, for a calendar that is subscribed to. Three queries, however many. */
import { and, asc, desc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import { readableBy } from '../around/reads.ts'
import type { MeetingRow } from '../rules.ts'
import { statusesOf } from '../schedule/reads.ts'
import { CANCELLED_SHOWN_DAYS, type MeetingState, type StatusNow, stateOf } from '../schedule/rules.ts'
import { meeting, scheduleChange } from '../tables.ts'

/** Years of meetings, and a file that a telephone still takes. */
const MOST = 500

export interface FeedMeeting {
  readonly meeting: MeetingRow & { readonly statusNow: StatusNow; readonly state: MeetingState }
  /** `/{network}/{meeting}` */
  readonly path: string
}

/**
 * Published meetings with a date that this actor may read, newest first. Those that were held stay, so that nothing vanishes
 * from anybody's calendar; a cancelled one stays for a while after it would have ended.
 */
export async function readFeed(
  db: Db,
  actor: Actor,
  of: { readonly networkId: string; readonly networkSlug: string; readonly seriesId?: string },
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<{ meetings: FeedMeeting[]; partOf: Map<string, string> }> {
  const rows = await db
    .select()
    .from(meeting)
    .where(
      and(
        readableBy(actor, of.networkId),
        eq(meeting.template, false),
        isNotNull(meeting.publishedAt),
        isNotNull(meeting.startsAt),
        of.seriesId ? eq(meeting.seriesId, of.seriesId) : undefined,
      ),
    )
    .orderBy(desc(meeting.startsAt), desc(meeting.id))
    .limit(MOST)
  const ids = rows.map((row) => row.id)
  const statuses = await statusesOf(db, rows)
  const earliest = now.subtract({ hours: 24 * CANCELLED_SHOWN_DAYS })
  const meetings = rows
    .map((row) => {
      const statusNow = statuses.get(row.id)!
      return { meeting: { ...row, statusNow, state: stateOf(row, statusNow, now) }, path: `/${of.networkSlug}/${row.slug}` }
    })
    .filter(
      ({ meeting: { statusNow, startsAt, endsAt } }) =>
        !statusNow.cancelled || Temporal.Instant.compare(instantOf(endsAt ?? startsAt!), earliest) > 0,
    )
  return { meetings, partOf: await partsOf(db, actor, of.networkId, ids) }
}

/** For meetings that were split off from another that this actor may read: the uid of that one, by their own id. */
export async function partsOf(db: Db, actor: Actor, networkId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ part: scheduleChange.relatedMeetingId, uid: meeting.uid })
    .from(scheduleChange)
    .innerJoin(meeting, eq(meeting.id, scheduleChange.meetingId))
    .where(
      and(
        readableBy(actor, networkId),
        eq(scheduleChange.status, 'split_off'),
        inArray(scheduleChange.relatedMeetingId, ids as string[]),
      ),
    )
    .orderBy(asc(scheduleChange.at))
  return new Map(rows.flatMap(({ part, uid }) => (part === null ? [] : [[part, uid] as const])))
}
