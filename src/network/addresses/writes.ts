/** An address that something leaves goes on leading to it. */
import { and, eq } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { type AddressKind, address } from './tables.ts'

/**
 * In the transaction that gives something a new address. What it has called itself before it may be called again.
 * @param was the address it leaves @param becomes the one it takes, which is free: `isAnothers`
 */
export async function leaveAddress(
  tx: Tx,
  of: { readonly networkId: string; readonly kind: AddressKind; readonly subjectId: string },
  was: string,
  becomes: string,
): Promise<void> {
  if (was === becomes) return
  await tx.delete(address).where(and(eq(address.networkId, of.networkId), eq(address.kind, of.kind), eq(address.slug, becomes)))
  await tx.insert(address).values({ ...of, slug: was })
}
