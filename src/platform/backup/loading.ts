import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { Client } from 'pg'
import { readMaterializedViews } from './catalog.ts'
import { BackupFailure, damaged } from './failure.ts'
import { type Header, label, type Sequence, type Table } from './format.ts'
import { quoted } from './rows.ts'

/**
 * Builds the schema as it was when the backup was made, inside the restore's own transaction. Drizzle's migrator
 * knows only "to the newest" and commits by itself; its files and its table are used as it uses them.
 */
export async function buildSchema(client: Client, folder: string, header: Header, log: (line: string) => void): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder: folder })
  const last = migrations.find(({ folderMillis }) => folderMillis === header.migration.when)
  if (!last)
    throw new BackupFailure(
      `The backup was made by version ${header.version} of the program, whose database this version does not know. Restore it with that version or a newer one. Nothing was restored.`,
    )
  if (last.hash !== header.migration.hash) log('the last migration of the backup reads differently here; the tables decide')
  await client.query('CREATE SCHEMA IF NOT EXISTS drizzle')
  await client.query('CREATE TABLE drizzle.__drizzle_migrations (id serial PRIMARY KEY, hash text NOT NULL, created_at bigint)')
  for (const { sql, folderMillis } of migrations) {
    if (folderMillis > header.migration.when) continue
    for (const statement of sql) await client.query(statement)
  }
  // Constraints that wait for the end of the transaction would forbid ALTER TABLE below.
  await client.query('SET CONSTRAINTS ALL IMMEDIATE')
}

/**
 * Takes foreign keys and triggers out of the way and returns what puts them back. session_replication_role would be
 * shorter, but only a superuser may set it, and it leaves foreign keys unchecked; put back, they are checked all at once.
 */
export async function loosen(client: Client): Promise<() => Promise<void>> {
  // With nothing on the path the definitions come with full names.
  await client.query('SET LOCAL search_path = pg_catalog')
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 ORDER BY oid`)
  const { rows: triggers } = await client.query<{ table: string; name: string; mode: string }>(`
    SELECT tgrelid::regclass::text AS table, quote_ident(tgname) AS name,
      CASE tgenabled WHEN 'R' THEN 'REPLICA ' WHEN 'A' THEN 'ALWAYS ' ELSE '' END AS mode
    FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' ORDER BY oid`)
  await client.query('SET LOCAL search_path TO DEFAULT')
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  for (const { table, name } of triggers) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER ${name}`)
  return async () => {
    for (const { table, name, definition } of keys)
      await client
        .query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`)
        .catch((error: { code?: string; detail?: string }) => {
          // 23503: a row points at one that is not there.
          throw error.code === '23503'
            ? damaged(`a row in ${table} lacks the one it belongs to (${error.detail ?? name})`)
            : error
        })
    for (const { table, name, mode } of triggers) await client.query(`ALTER TABLE ${table} ENABLE ${mode}TRIGGER ${name}`)
  }
}

/** The migrations' own rows go: the backup has them as they were later. Also finds a table or column this schema lacks. */
export async function clear(client: Client, tables: Table[], there: Table[]): Promise<void> {
  const known = new Map(there.map((table) => [label(table), new Set(table.columns)]))
  for (const table of tables) {
    const columns = known.get(label(table))
    const lacking = columns ? table.columns.filter((column) => !columns.has(column)) : []
    if (!columns || lacking.length > 0)
      throw new BackupFailure(
        `The backup holds ${label(table)}${lacking.length > 0 ? ` (${lacking.join(', ')})` : ''}, which the migrations of this program do not make. Nothing was restored.`,
      )
  }
  await client.query(`TRUNCATE ${there.map(quoted).join(', ')}`)
}

export async function finish(client: Client, sequences: Sequence[]): Promise<void> {
  for (const { schema, name, last, called } of sequences)
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [quoted({ schema, name }), last, called])
  for (const view of await readMaterializedViews(client)) await client.query(`REFRESH MATERIALIZED VIEW ${view}`)
}
