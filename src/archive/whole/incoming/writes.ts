/** The rows of an archive, written in the transaction that the client is in. Nothing of what was there is changed. */
import { escapeIdentifier, escapeLiteral, type PoolClient } from 'pg'
import type { ZipFile } from '#platform/files/zipread.ts'
import type { Table } from '../reads.ts'
import { blanked, blankIn, type DumpedTable, type Manifest, tableIn } from '../rules.ts'
import { batches } from './reads.ts'
import { refused, replaced } from './rules.ts'

/** What came of it beside the rows. */
export interface TakenRows {
  readonly rows: number
  /** Persons who were here already, by their e-mail address, and are the same here. */
  readonly known: number
  /** Numbers in addresses that something else has here: they were given others. */
  readonly renumbered: number
}

export async function takeRows(
  client: PoolClient,
  zip: ReadonlyMap<string, ZipFile>,
  manifest: Manifest,
  tables: ReadonlyMap<string, Table>,
  slug: string,
): Promise<TakenRows> {
  // Numbers and addresses are given out while this runs by nobody else.
  await client.query('lock table network, person in share row exclusive mode')
  const numbered = manifest.tables.filter((table) => table.columns.includes('public_id'))
  const renumbered = await giveNumbers(client, zip, numbered, tables)
  const same = await knownPersons(client, zip)
  let rows = 0
  for (const table of manifest.tables) {
    let seen = 0
    for await (const lines of batches(zip.get(tableIn(table.name))!)) {
      seen += lines.length
      await insertRows(
        client,
        table,
        lines.map((line) => replaced(line, same)),
        slug,
      )
    }
    if (seen !== table.rows)
      throw refused(`The archive is damaged: ${table.name} has ${seen} rows and should have ${table.rows}.`)
    rows += seen
  }
  await assertOwn(client, manifest)
  // The address that an item had leads on to it.
  await client.query(
    `insert into address (network_id, kind, slug, subject_id) select $1, 'item', i.number::text, t.id
      from incoming as i join item as t on t.public_id = i.instead and t.network_id = $1
      on conflict do nothing`,
    [manifest.network.id],
  )
  return { rows, known: same.size, renumbered }
}

/** Rows that say they are of another network are of none that was asked for. */
async function assertOwn(client: PoolClient, { network, tables }: Manifest): Promise<void> {
  for (const { name, columns } of tables)
    if (columns.includes('network_id')) {
      const { rows } = await client.query(
        `select 1 from ${escapeIdentifier(name)} where xmin = pg_current_xact_id()::xid and network_id is distinct from $1 limit 1`,
        [network.id],
      )
      if (rows.length > 0) throw refused(`The archive is damaged: ${name} holds rows of another network.`)
    }
}

/**
 * Which numbers of the archive something has here, and which they get instead. All numbered tables draw from one sequence, which
 * goes on after the highest.
 */
async function giveNumbers(
  client: PoolClient,
  zip: ReadonlyMap<string, ZipFile>,
  numbered: readonly DumpedTable[],
  tables: ReadonlyMap<string, Table>,
): Promise<number> {
  await client.query('create temp table incoming (number bigint primary key, instead bigint) on commit drop')
  for (const table of numbered)
    for await (const lines of batches(zip.get(tableIn(table.name))!))
      await client.query(
        `insert into incoming (number) select (line::jsonb ->> 'public_id')::bigint from unnest($1::text[]) as line
          where line::jsonb ->> 'public_id' is not null on conflict do nothing`,
        [lines],
      )
  const taken = [...tables.values()]
    .filter((table) => table.columns.some((column) => column.name === 'public_id'))
    .map((table) => `select public_id from ${escapeIdentifier(table.name)}`)
    .join(' union all ')
  await client.query(
    `select setval('public_id', greatest((select last_value from public_id), (select coalesce(max(number), 1) from incoming)))`,
  )
  const { rowCount } = await client.query(`update incoming set instead = nextval('public_id') where number in (${taken})`)
  return rowCount ?? 0
}

/** Persons of the archive who are here already under another id: the same address is the same person. */
async function knownPersons(client: PoolClient, zip: ReadonlyMap<string, ZipFile>): Promise<Map<string, string>> {
  const same = new Map<string, string>()
  const file = zip.get(tableIn('person'))
  if (!file) return same
  for await (const lines of batches(file)) {
    const { rows } = await client.query<{ theirs: string; ours: string }>(
      `select line::jsonb ->> 'id' as theirs, p.id as ours from unnest($1::text[]) as line
        join person as p on lower(p.email) = lower(line::jsonb ->> 'email') and p.id::text <> line::jsonb ->> 'id'`,
      [lines],
    )
    for (const { theirs, ours } of rows) same.set(theirs, ours)
  }
  return same
}

async function insertRows(
  client: PoolClient,
  { name, columns }: DumpedTable,
  lines: readonly string[],
  slug: string,
): Promise<void> {
  const blank = blanked[`public.${name}`] ?? {}
  const values = columns.map((column) => {
    const own = escapeIdentifier(column)
    if (name === 'network' && column === 'slug') return escapeLiteral(slug)
    // Also from an archive that somebody has written in.
    if (blank[column]) return blankIn(blank[column].value)
    return column === 'public_id'
      ? `coalesce((select instead from incoming where number = r.public_id), r.public_id)`
      : `r.${own}`
  })
  const into = `${escapeIdentifier(name)} (${columns.map(escapeIdentifier).join(', ')})`
  const known = name === 'person' ? 'on conflict (id) do nothing' : ''
  await client
    .query(
      `insert into ${into} select ${values.join(', ')}
        from jsonb_populate_recordset(null::${escapeIdentifier(name)}, $1::jsonb) as r ${known}`,
      [`[${lines.join(',')}]`],
    )
    .catch((error: { code?: string; message: string; detail?: string }) => {
      // 22: the text is not of the column's type. 23: the table itself refuses the row.
      if (error.code === '23505') throw refused(`Something of ${name} is in this installation already (${error.detail}).`)
      throw /^2[23]/.test(error.code ?? '')
        ? refused(`The archive is damaged: a row of ${name} does not fit (${error.message}).`)
        : error
    })
}
