import { count, eq } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import { network } from '#network/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Db } from '#platform/db/db.ts'
import { follow, follower, notice, noticeReceiver, ownCalendar, visit } from '../tables.ts'

export const followerOf = ({ personId, email }: Sought) =>
  either(personId !== null && eq(follower.personId, personId), email !== null && eq(follower.email, email))
export const receiverOf = ({ personId, email }: Sought) =>
  either(personId !== null && eq(noticeReceiver.personId, personId), email !== null && eq(noticeReceiver.email, email))

export async function noticeTraces(db: Db, who: Sought): Promise<Trace[]> {
  const { personId } = who
  const following = await db
    .select({ network: network.name, subject: follow.kind, follows: count(follow.subjectId), hour: follower.hour })
    .from(follower)
    .innerJoin(network, eq(network.id, follower.networkId))
    .leftJoin(follow, eq(follow.followerId, follower.id))
    .where(followerOf(who))
    .groupBy(follower.id, network.name, follow.kind)
  const calendars = await db
    .select({ network: network.name, calendar: ownCalendar.createdAt })
    .from(ownCalendar)
    .innerJoin(network, eq(network.id, ownCalendar.networkId))
    .where(either(personId !== null && eq(ownCalendar.personId, personId)))
  const visits = await db
    .select({ meeting: meeting.title, at: visit.at })
    .from(visit)
    .innerJoin(meeting, eq(meeting.id, visit.meetingId))
    .where(either(personId !== null && eq(visit.personId, personId)))
  const letters = await db
    .select({ subject: notice.subject, at: notice.sentAt })
    .from(noticeReceiver)
    .innerJoin(notice, eq(notice.id, noticeReceiver.noticeId))
    .where(receiverOf(who))
  const written = await db
    .select({ subject: notice.subject, text: notice.body, at: notice.createdAt })
    .from(notice)
    .where(either(personId !== null && eq(notice.byPerson, personId)))
  return [
    { kind: 'following', rows: [...following, ...calendars] },
    { kind: 'visit', rows: visits },
    { kind: 'notice', rows: [...letters, ...written] },
  ]
}
