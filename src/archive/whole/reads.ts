/**
 * Everything of a network as rows of JSON, as of one moment: they are laid on this machine's disk first, so that whoever fetches them
 * slowly holds no transaction open.
 */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Client, escapeIdentifier, escapeLiteral, type PoolClient } from 'pg'
import { blanked, blankIn, type DumpedTable, leftOut } from './rules.ts'

type Asked = Pick<Client | PoolClient, 'query'>

export interface Table {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  /** What its rows are ordered by. */
  readonly key: readonly string[]
}

/** The tables that go along, with their columns as they are in the database. */
export async function tablesOf(client: Asked): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: Table['columns']; key: string[] | null }>(`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select json_agg(a.attname order by array_position(i.indkey::int[], a.attnum::int)) from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
        where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname = 'public' order by c.relname`)
  return rows
    .filter((row) => leftOut[`public.${row.name}`] === undefined)
    .map((row) => ({ ...row, key: row.key ?? row.columns.map((column) => column.name) }))
}

/** When the newest migration was made, as its journal says. */
export async function newestMigration(client: Asked): Promise<number> {
  const { rows } = await client.query<{ when: string }>('select max(created_at) as when from drizzle.__drizzle_migrations')
  return Number(rows[0]?.when ?? 0)
}

/** In SQL: which rows of a table are of the network. */
function ofNetwork(table: Table, tables: readonly Table[], networkId: string): string {
  const id = escapeLiteral(networkId)
  if (table.name === 'network') return `id = ${id}`
  if (table.name === 'person') return `id in (${mentioned(tables, networkId)})`
  return `network_id = ${id}`
}

/** In SQL: every id that stands in any row of the network. Those of persons among them are the persons it knows. */
function mentioned(tables: readonly Table[], networkId: string): string {
  return tables
    .filter((table) => table.name !== 'person')
    .flatMap((table) => {
      const ids = table.columns.filter((one) => one.type === 'uuid' && one.name !== 'id' && one.name !== 'network_id')
      if (ids.length === 0) return []
      const all = ids.map((one) => escapeIdentifier(one.name)).join(', ')
      const from = `${escapeIdentifier(table.name)} where ${ofNetwork(table, tables, networkId)}`
      return [`select unnest(array[${all}]) from ${from}`]
    })
    .join(' union ')
}

/** Rows at a time: some hold whole documents. */
const ROWS = 200

/** Lays the rows of all tables into a folder, one file a table, within the transaction that the client is in. */
export async function dumpRows(client: Asked, networkId: string, folder: string): Promise<DumpedTable[]> {
  const tables = await tablesOf(client)
  const dumped: DumpedTable[] = []
  for (const table of tables) dumped.push(await dumpTable(client, table, ofNetwork(table, tables, networkId), folder))
  return dumped
}

async function dumpTable(client: Asked, table: Table, where: string, folder: string): Promise<DumpedTable> {
  const blank = blanked[`public.${table.name}`] ?? {}
  const columns = table.columns.map(({ name, type }) => {
    const own = blank[name]
    return own ? `${blankIn(own.value)}::${type} as ${escapeIdentifier(name)}` : escapeIdentifier(name)
  })
  const order = table.key.map(escapeIdentifier).join(', ')
  await client.query(`declare dumped no scroll cursor for select row_to_json(t)::text as line
    from (select ${columns.join(', ')} from ${escapeIdentifier(table.name)} where ${where} order by ${order}) as t`)
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  async function* pieces(): AsyncGenerator<Buffer> {
    for (;;) {
      const found = await client.query<{ line: string }>(`fetch ${ROWS} from dumped`)
      const piece = Buffer.from(found.rows.map((row) => `${row.line}\n`).join(''))
      rows += found.rows.length
      bytes += piece.length
      hash.update(piece)
      yield piece
      if (found.rows.length < ROWS) return
    }
  }
  // A disk that is full fails this one archive: a stream that nobody listens to would end the program.
  await pipeline(pieces, createWriteStream(join(folder, table.name), { mode: 0o600 }))
  await client.query('close dumped')
  return { name: table.name, columns: table.columns.map((one) => one.name), rows, bytes, sha256: hash.digest('hex') }
}
