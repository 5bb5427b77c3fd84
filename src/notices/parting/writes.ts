/** News and followers where items go to another meeting, and what is told by letter instead of with the news. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { newsLock } from '../news/writes.ts'
import { follow, news } from '../tables.ts'

/** News of the items goes with them, and whoever follows the one meeting follows the other. */
export async function moveNews(
  tx: Tx,
  itemIds: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  if (itemIds.length > 0)
    await tx
      .update(news)
      .set({ meetingId: to })
      .where(inArray(news.itemId, [...itemIds]))
  const following = await tx
    .select()
    .from(follow)
    .where(and(eq(follow.kind, 'meeting'), eq(follow.subjectId, from)))
  if (following.length === 0) return
  await tx
    .insert(follow)
    .values(following.map((one) => ({ ...one, subjectId: to })))
    .onConflictDoNothing()
}

/** What followers get a letter about is no news besides: nobody is told twice. */
export async function tellByLetter(tx: Tx, networkId: string, aboutIds: readonly string[]): Promise<void> {
  if (aboutIds.length === 0) return
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${newsLock(networkId)})`)
  await tx
    .update(news)
    .set({ withdrawnAt: sql`now()` })
    .where(and(inArray(news.aboutId, [...aboutIds]), isNull(news.withdrawnAt)))
}
