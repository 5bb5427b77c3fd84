import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Merge, OrganisationMerge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { action, actionBulk, actionLink, actionReminder, actionUpdate } from '../tables.ts'

/** What they own and what they told; of two links to one action the one that goes is void. */
export async function mergeInActions(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  for (const table of [action, actionUpdate, actionReminder, actionBulk])
    await tx
      .update(table)
      .set({ personId: to })
      .where(and(eq(table.networkId, networkId), eq(table.personId, from)))
  const has = tx.select({ id: actionLink.actionId }).from(actionLink).where(eq(actionLink.personId, to))
  const theirs = and(eq(actionLink.networkId, networkId), eq(actionLink.personId, from))
  await tx.delete(actionLink).where(and(theirs, inArray(actionLink.actionId, has)))
  await tx.update(actionLink).set({ personId: to }).where(theirs)
  await inJson(tx, networkId, 'personId', from, to)
}

export async function mergeOrganisationInActions(tx: Tx, { networkId, from, to }: OrganisationMerge): Promise<void> {
  await tx
    .update(action)
    .set({ organisationId: to })
    .where(and(eq(action.networkId, networkId), eq(action.organisationId, from)))
  await inJson(tx, networkId, 'organisationId', from, to)
}

/** Where an id stands in what was kept of earlier owners and of what minutes said. */
async function inJson(tx: Tx, networkId: string, key: 'personId' | 'organisationId', from: string, to: string): Promise<void> {
  const now = sql`jsonb_build_object(${key}::text, ${to}::text)`
  await tx
    .update(action)
    .set({ said: sql`${action.said} || ${now}` })
    .where(and(eq(action.networkId, networkId), sql`${action.said} ->> ${key} = ${from}`))
  for (const [name, column] of [
    ['ownerFrom', actionUpdate.ownerFrom],
    ['ownerTo', actionUpdate.ownerTo],
  ] as const)
    await tx
      .update(actionUpdate)
      .set({ [name]: sql`${column} || ${now}` })
      .where(and(eq(actionUpdate.networkId, networkId), sql`${column} ->> ${key} = ${from}`))
  await tx
    .update(actionBulk)
    .set({ before: sql`replace(${actionBulk.before}::text, ${from}, ${to})::jsonb` })
    .where(and(eq(actionBulk.networkId, networkId), sql`strpos(${actionBulk.before}::text, ${from}) > 0`))
}
