import { eq, or, sql } from 'drizzle-orm'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { action, actionBulk, actionLink, actionReminder, actionUpdate } from '../tables.ts'

/** What they owned is nobody's, what they told stays without a name; their links and reminders go. */
export async function forgetInActions(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const owned = await tx
    .update(action)
    .set({
      personId: sql`nullif(${action.personId}, ${personId}::uuid)`,
      said: sql`case when ${action.said} ->> 'personId' = ${personId} then jsonb_set(${action.said}, '{personId}', 'null') else ${action.said} end`,
    })
    .where(or(eq(action.personId, personId), sql`${action.said} ->> 'personId' = ${personId}`))
    .returning({ id: action.id })
  const told = await tx
    .update(actionUpdate)
    .set({ personId: null, name: erasedName.nb })
    .where(eq(actionUpdate.personId, personId))
    .returning({ id: actionUpdate.id })
  const nobody = sql`${JSON.stringify({ personId: null, name: erasedName.nb })}::jsonb`
  for (const [name, column] of [
    ['ownerFrom', actionUpdate.ownerFrom],
    ['ownerTo', actionUpdate.ownerTo],
  ] as const)
    await tx
      .update(actionUpdate)
      .set({ [name]: sql`${column} || ${nobody}` })
      .where(sql`${column} ->> 'personId' = ${personId}`)
  await tx.delete(actionLink).where(eq(actionLink.personId, personId))
  await tx.delete(actionReminder).where(eq(actionReminder.personId, personId))
  // What could be undone is not worth keeping an id for.
  await tx
    .delete(actionBulk)
    .where(or(eq(actionBulk.personId, personId), sql`strpos(${actionBulk.before}::text, ${personId}) > 0`))
  return sumOf([{ action: owned.length, action_update: told.length }])
}
