import { eq, inArray } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { follow, follower, news, notice, noticeReceiver, ownCalendar, visit } from '../tables.ts'
import { followerOf, receiverOf } from './reads.ts'

/** What they follow, where they have looked, their calendar's address, and the letters they got. Letters they wrote stay, of nobody. */
export async function forgetInNotices(tx: Tx, who: Sought): Promise<Counts> {
  const { personId } = who
  const followers = await tx.delete(follower).where(followerOf(who)).returning({ id: follower.id })
  if (followers.length > 0)
    await tx.delete(follow).where(
      inArray(
        follow.followerId,
        followers.map((row) => row.id),
      ),
    )
  const received = await tx.delete(noticeReceiver).where(receiverOf(who)).returning({ id: noticeReceiver.noticeId })
  if (!personId) return sumOf([{ follower: followers.length, notice_receiver: received.length }])
  const visits = await tx.delete(visit).where(eq(visit.personId, personId)).returning({ id: visit.meetingId })
  const calendars = await tx.delete(ownCalendar).where(eq(ownCalendar.personId, personId)).returning({ id: ownCalendar.personId })
  const written = await tx
    .update(notice)
    .set({ byPerson: null, byName: null })
    .where(eq(notice.byPerson, personId))
    .returning({ id: notice.id })
  await tx.update(news).set({ byPerson: null }).where(eq(news.byPerson, personId))
  return sumOf([
    {
      follower: followers.length,
      notice_receiver: received.length,
      visit: visits.length,
      own_calendar: calendars.length,
      notice: written.length,
    },
  ])
}
