/**
 * Takes the sample away whole: every row that bears its network's id in any table there is, its files, its people. Written
 * over the database's own catalogue, so that a table made tomorrow is emptied too.
 */
import { sql } from 'drizzle-orm'
import { type Actor, jobActor } from '#actor.ts'
import { meeting } from '#meeting/tables.ts'
import { networkById } from '#network/reads.ts'
import { mayManage } from '#network/rules.ts'
import { series } from '#network/tables.ts'
import { forgetSignIns } from '#people/signin/writes.ts'
import { removeSamplePeople } from '#people/writes.ts'
import { inTransaction, raise, record } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { file } from '#platform/files/tables.ts'
import type { Ground } from '#platform/ground.ts'
import { installationSubject, meetingSubject, meetingsOf, networkSubject, seriesSubject } from '#platform/live/subjects.ts'

/** The act that is left when a person has taken the sample away: it does not come back at the next start. */
export const REMOVED = 'sample.removed'

/**
 * Removes the sample network for good.
 * @param actor an owner of it, or a job in it
 * @throws Refused when the network is no sample
 */
export async function removeSample(ground: Pick<Ground, 'db' | 'files'>, actor: Actor): Promise<void> {
  const networkId = actor.network?.id
  if (!networkId || !actor.network?.role) throw new NotFound()
  const may = mayManage(actor)
  if (may !== 'yes') throw new Refused(may)
  const contents = await inTransaction(ground.db, async (tx) => {
    if (!(await networkById(tx, networkId))?.sample) throw new Refused('network_sample_not')
    const stored = await tx.select({ sha256: file.sha256 }).from(file).where(sql`${file.networkId} = ${networkId}`)
    const subjects = [
      installationSubject,
      networkSubject(networkId),
      meetingsOf(networkId),
      ...(await idsOf(tx, meeting, networkId)).map(meetingSubject),
      ...(await idsOf(tx, series, networkId)).map(seriesSubject),
    ]
    for (const table of await networkTables(tx))
      await tx.execute(sql`delete from ${sql.identifier(table)} where network_id = ${networkId}`)
    await tx.execute(sql`delete from network where id = ${networkId}`)
    await forgetSignIns(tx, await removeSamplePeople(tx))
    await raise(tx, subjects)
    // Without a name: whoever took it away may be of the sample too.
    if (actor.kind === 'person')
      await record(tx, jobActor(), {
        networkId: null,
        action: REMOVED,
        about: { kind: 'network', id: networkId },
        raises: [],
      })
    return stored
  })
  // After the rows: a crash here leaves bytes that the nightly sweep finds, never a row without its bytes.
  for (const { sha256 } of contents) await ground.files.remove(networkId, sha256)
}

const idsOf = async (tx: Tx, table: typeof meeting | typeof series, networkId: string): Promise<string[]> =>
  (await tx.select({ id: table.id }).from(table).where(sql`${table.networkId} = ${networkId}`)).map((row) => row.id)

/** Every table of ours whose rows belong to a network. */
async function networkTables(tx: Tx): Promise<string[]> {
  const result = await tx.execute<{ name: string }>(sql`
    select columns.table_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where columns.table_schema = 'public' and column_name = 'network_id' and table_type = 'BASE TABLE'
    order by 1`)
  return result.rows.map((row) => row.name)
}
