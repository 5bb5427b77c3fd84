import type { Counts, Sought } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { forgetPassages } from '../indexing/writes.ts'

/** What names them is no longer found; it is read again from where it stood, once they are out of it. */
export async function forgetInSearch(
  tx: Tx,
  who: Sought,
  networkIds: readonly string[],
  names: readonly string[],
): Promise<Counts> {
  return {
    search_passage: await forgetPassages(tx, {
      networkIds,
      names: who.email ? [...names, who.email] : names,
      personId: who.personId,
    }),
  }
}
