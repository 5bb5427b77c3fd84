import { and, eq, sql } from 'drizzle-orm'
import type { Merge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { follow, follower, news, notice, noticeReceiver, ownCalendar, visit } from '../tables.ts'

/** What somebody follows and has looked at, their calendar, and the letters they got and wrote. */
export async function mergeInNotices(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  await mergeFollowers(tx, { networkId, from, to })
  const seen = and(eq(visit.networkId, networkId), eq(visit.personId, from))
  await tx
    .delete(visit)
    .where(
      and(
        seen,
        sql`exists (select 1 from ${visit} as other where other.person_id = ${to} and other.meeting_id = ${visit.meetingId})`,
      ),
    )
  await tx.update(visit).set({ personId: to }).where(seen)
  // A calendar's secret address is made of the person: the one that goes had an address that answers no more.
  await tx.delete(ownCalendar).where(and(eq(ownCalendar.networkId, networkId), eq(ownCalendar.personId, from)))
  await tx
    .update(noticeReceiver)
    .set({ personId: to })
    .where(and(eq(noticeReceiver.networkId, networkId), eq(noticeReceiver.personId, from)))
  await tx
    .update(notice)
    .set({ byPerson: to })
    .where(and(eq(notice.networkId, networkId), eq(notice.byPerson, from)))
  await tx
    .update(news)
    .set({ byPerson: to })
    .where(and(eq(news.networkId, networkId), eq(news.byPerson, from)))
}

/** Both followed: what the one that goes followed is added to what the other does. */
async function mergeFollowers(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  const of = async (personId: string) => {
    const own = and(eq(follower.networkId, networkId), eq(follower.personId, personId))
    return (await tx.select({ id: follower.id }).from(follower).where(own))[0]?.id
  }
  const [going, staying] = [await of(from), await of(to)]
  if (!going) return
  if (!staying) {
    await tx.update(follower).set({ personId: to }).where(eq(follower.id, going))
    return
  }
  const rows = await tx.delete(follow).where(eq(follow.followerId, going)).returning()
  if (rows.length > 0)
    await tx
      .insert(follow)
      .values(rows.map((row) => ({ ...row, followerId: staying })))
      .onConflictDoNothing()
  await tx.delete(follower).where(eq(follower.id, going))
}
