import { eq, sql } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { membership, network } from '../tables.ts'

/** Their memberships, past ones too. Whoever stood in for them stands in for nobody. */
export async function forgetMemberships(tx: Tx, { personId, email }: Sought): Promise<Counts> {
  // A footer that leads to nobody is no footer.
  if (email)
    await tx
      .update(network)
      .set({ contact: null })
      .where(eq(sql`lower(${network.contact})`, email))
  if (!personId) return {}
  await tx.update(membership).set({ substituteOf: null }).where(eq(membership.substituteOf, personId))
  const gone = await tx.delete(membership).where(eq(membership.personId, personId)).returning({ id: membership.id })
  return sumOf([{ membership: gone.length }])
}
