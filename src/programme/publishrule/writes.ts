import { eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { item, type PublishRule } from '../tables.ts'

/**
 * Writes when an item's materials are shown. Not an operation on the programme: going back to an earlier version of it must
 * show nothing that somebody has since decided to hold back.
 * @returns the rule before
 */
export async function writePublishRule(tx: Tx, of: { readonly id: string }, rule: PublishRule): Promise<PublishRule> {
  const [row] = await tx.select({ rule: item.publishRule }).from(item).where(eq(item.id, of.id)).for('update')
  if (!row) throw new NotFound()
  await tx.update(item).set({ publishRule: rule }).where(eq(item.id, of.id))
  return row.rule
}
