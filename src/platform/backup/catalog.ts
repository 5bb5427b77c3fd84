import type { Client } from 'pg'
import type { Sequence, Table, TableName } from './format.ts'

/**
 * Left out of a backup: pg-boss makes its schema itself, in the form of its own version, and every job follows from
 * our rows (the outbox, dates, revisions), so it is found again by the sweeps that start with the program.
 */
export const leftOut = ['pgboss']

// What is the program's own: not the system's, not an extension's (those come with CREATE EXTENSION), not left out.
const own = `n.nspname NOT IN ('pg_catalog', 'information_schema', '${leftOut.join("', '")}')
  AND n.nspname !~ '^pg_(toast|temp)'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`

/** Text forms that mean the same to every version from 15 on, and no time limit of the server's. */
export async function settle(client: Client): Promise<void> {
  for (const setting of [
    `client_encoding = 'UTF8'`,
    `datestyle = 'ISO, YMD'`,
    `intervalstyle = 'postgres'`,
    `timezone = 'UTC'`,
    'extra_float_digits = 1',
    `bytea_output = 'hex'`,
    'statement_timeout = 0',
    'lock_timeout = 0',
    'idle_in_transaction_session_timeout = 0',
    // Policies that hide rows shall fail the backup, not thin it out.
    'row_security = off',
  ])
    await client.query(`SET ${setting}`)
}

/** Plain tables, partitions included and partitioned parents not (those hold no rows), with their stored columns. */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    SELECT n.nspname AS schema, c.relname AS name,
      array(SELECT a.attname::text FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND ${own} ORDER BY 1, 2`)
  return rows
}

export async function readSequences(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<TableName & { id: string }>(`
    SELECT n.nspname AS schema, c.relname AS name, format('%I.%I', n.nspname, c.relname) AS id
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND ${own} ORDER BY 1, 2`)
  const sequences: Sequence[] = []
  for (const { schema, name, id } of rows) {
    const { rows: at } = await client.query<{ last: string; called: boolean }>(
      `SELECT last_value::text AS last, is_called AS called FROM ${id}`,
    )
    sequences.push({ schema, name, ...at[0]! })
  }
  return sequences
}

/** Tables and views of anyone but the system, the left-out ones included: the names of what makes a database not empty. */
export async function readOccupants(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND (${own} OR n.nspname IN ('${leftOut.join("', '")}')) ORDER BY 1`)
  return rows.map(({ name }) => name)
}

export async function readMaterializedViews(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'm' AND ${own} ORDER BY c.oid`)
  return rows.map(({ name }) => name)
}
