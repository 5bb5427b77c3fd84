/** Brings the schema up to date at start. Two processes at once are fine: the second waits for the first. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate as apply } from 'drizzle-orm/node-postgres/migrator'
import pg from 'pg'

/** Any fixed number: the advisory lock that every Samling process takes around its migrations. */
const MIGRATION_LOCK = 720_420_029
const OLDEST_SERVER = 150_000

/**
 * Applies what is missing from `migrations/`, under an advisory lock.
 * @throws Error in plain words when the server is older than PostgreSQL 15
 */
export async function migrate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'samling migrations' })
  await client.connect()
  try {
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num)
    if (version < OLDEST_SERVER)
      throw new Error(`Samling needs PostgreSQL 15 or newer; DATABASE_URL leads to version ${Math.floor(version / 10_000)}.`)
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await apply(drizzle(client), { migrationsFolder: migrationsFolder() })
  } finally {
    await client.end()
  }
}

/** `migrations/` lies at the root of the checkout, beside `src/` and beside `dist/`. */
export function migrationsFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'migrations', 'meta', '_journal.json'))) {
    const parent = dirname(folder)
    if (parent === folder) throw new Error('The folder "migrations" is missing from this installation.')
    folder = parent
  }
  return join(folder, 'migrations')
}
