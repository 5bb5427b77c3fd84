import { eq } from 'drizzle-orm'
import type { Sought, Trace } from '#people/traces/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { membership, network, organisation } from '../tables.ts'

export async function networkTraces(db: Db, { personId }: Sought): Promise<Trace[]> {
  if (!personId) return []
  const rows = await db
    .select({
      network: network.name,
      role: membership.role,
      office: membership.office,
      organisation: organisation.name,
      from: membership.from,
      to: membership.to,
    })
    .from(membership)
    .innerJoin(network, eq(network.id, membership.networkId))
    .leftJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(eq(membership.personId, personId))
  return [{ kind: 'membership', rows }]
}
