/** The whole index made anew, for an operator who waits in front of it. */
import { network } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { allUnits } from '../reads.ts'
import { rebuild } from '../writes.ts'

/** What goes on is told every so many units. */
const TOLD_EVERY = 50

export async function rebuildAll(db: Db, tell: (line: string) => void): Promise<void> {
  for (const { id, slug } of await db.select({ id: network.id, slug: network.slug }).from(network)) {
    const units = (await allUnits(db, id)).map((one) => one.unit)
    await rebuild(db, id, units, (done, all) => {
      if (done % TOLD_EVERY === 0 || done === all) tell(`${slug}: ${done} of ${all}`)
    })
  }
  tell('The index is made anew.')
}
