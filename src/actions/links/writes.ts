/** Personal links to one action: made when somebody is written to; they hold while it is theirs, unless an organiser makes them void. */
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { actionLinkPath } from '../rules.ts'
import { actionLink } from '../tables.ts'

/** The link of one person to one action, `/a/{token}`: the one they have, or a new one. */
export async function linkFor(
  tx: Tx,
  secret: string,
  of: { readonly networkId: string; readonly actionId: string; readonly personId: string },
): Promise<string> {
  const [row] = await tx
    .insert(actionLink)
    .values(of)
    // Touched, so that the row comes back.
    .onConflictDoUpdate({ target: [actionLink.actionId, actionLink.personId], set: { networkId: of.networkId } })
    .returning()
  return actionLinkPath(secret, row!)
}

/** Makes all links to an action that were given out void. */
export async function voidLinks(tx: Tx, actionId: string): Promise<void> {
  await tx
    .update(actionLink)
    .set({ linkVersion: sql`${actionLink.linkVersion} + 1` })
    .where(eq(actionLink.actionId, actionId))
}
