/** A database that is away: alive, and not to be reached by anybody. */
import { basename } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'

/**
 * What is connected to this database of the test's server is cut, and what comes is turned away.
 * @param url the database's, as `Database.url`
 * @returns what lets everybody in again
 */
export async function sendAway(url: string): Promise<() => Promise<void>> {
  const name = basename(url.replace(/\?.*/, ''))
  const admin = new pg.Client({ connectionString: inject('server') })
  await admin.connect()
  await admin.query(`alter database ${name} with allow_connections false`)
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  return async () => {
    await admin.query(`alter database ${name} with allow_connections true`)
    await admin.end()
  }
}
