import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { moveInstallationActs } from '#platform/activity/moving.ts'
import { record } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { forgetSignInLinks, forgetSignIns } from '../signin/writes.ts'
import { person } from '../tables.ts'

/** Takes away a person of whom nothing is left, since all of it has become another's. Their address is free again. */
export async function removeMerged(tx: Tx, actor: Actor, from: string, to: string): Promise<void> {
  const [gone] = await tx.delete(person).where(eq(person.id, from)).returning({ email: person.email })
  await forgetSignIns(tx, [from])
  if (gone?.email) await forgetSignInLinks(tx, gone.email)
  await moveInstallationActs(tx, from, to)
  await record(tx, actor, { networkId: null, action: 'person.merged', about: { kind: 'person', id: to }, raises: [] })
}
