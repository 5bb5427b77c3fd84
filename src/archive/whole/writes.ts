/**
 * Takes a whole network in: everything is looked at before anything is written, files come before the rows that speak of them, and
 * the rows in one transaction. Nothing of what was there is changed.
 */
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { escapeIdentifier, escapeLiteral, type PoolClient } from 'pg'
import { type Actor, jobActor } from '#actor.ts'
import { networkSlug } from '#network/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import { BackupFailure } from '#platform/backup/failure.ts'
import type { Database, Db } from '#platform/db/db.ts'
import type { FileStore } from '#platform/files/store.ts'
import { BrokenZip, readZip, type ZipFile } from '#platform/files/zipread.ts'
import { installationSubject, meetingsOf, networkSubject } from '#platform/live/subjects.ts'
import { newestMigration, type Table, tablesOf } from './reads.ts'
import { blanked, type DumpedTable, FORMAT, MANIFEST, type Manifest, manifestShape, sumOfStored, tableIn } from './rules.ts'

export interface ImportOptions {
  readonly database: Database
  readonly files: Pick<FileStore, 'put'>
  /** The archive's path. */
  readonly from: string
  /** The network's address here; the one it had unless said. */
  readonly slug?: string
  readonly log?: (line: string) => void
}

export interface Imported {
  readonly slug: string
  readonly rows: number
  readonly files: number
  /** Persons who were here already, by their e-mail address, and are the same here. */
  readonly known: number
  /** Numbers in addresses that something else has here: they were given others. */
  readonly renumbered: number
}

/** @throws BackupFailure in words; then nothing was taken in */
export async function importNetwork(options: ImportOptions): Promise<Imported> {
  try {
    return await takeIn(options)
  } catch (error) {
    if (error instanceof BrokenZip) throw refused(`The archive is damaged or cut off: ${error.message}. Use another copy of it.`)
    throw error
  }
}

const refused = (why: string) => new BackupFailure(`${why} Nothing was taken in.`)

async function takeIn({ database, files, from, slug: asked, log = () => {} }: ImportOptions): Promise<Imported> {
  const zip = await readZip(from)
  const manifest = await manifestOf(zip)
  const slug = asked ?? manifest.network.slug
  const client = await database.pool.connect()
  let broken: Error | undefined
  try {
    const tables = await fitting(client, manifest)
    await assertFree(client, manifest, slug)
    await assertWhole(zip, manifest)
    log(`${manifest.tables.length} tables, ${manifest.files.count} files, made by ${manifest.madeBy} at ${manifest.madeAt}`)
    const stored = await takeFiles(zip, manifest, files, log)
    await client.query('begin')
    const result = await takeRows(client, zip, manifest, tables, slug)
    await client.query('commit')
    await told(database, manifest.network.id, slug)
    return { slug, files: stored, ...result }
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    // The transaction it may be in ends with the connection.
    client.release(broken)
  }
}

async function manifestOf(zip: ReadonlyMap<string, ZipFile>): Promise<Manifest> {
  const file = zip.get(MANIFEST)
  if (!file || file.size > 10_000_000) throw refused('This is not an archive of a network.')
  const text = (await buffer(await file.read())).toString('utf8')
  const parsed = manifestShape.safeParse(jsonIn(text))
  if (!parsed.success) throw refused('This is not an archive of a network.')
  if (parsed.data.format !== FORMAT)
    throw refused(`The archive has the form ${parsed.data.format}, and this program reads ${FORMAT}: it wants a newer program.`)
  return parsed.data
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The tables as they are here. @throws BackupFailure where the archive holds what this database has no place for */
async function fitting(client: PoolClient, manifest: Manifest): Promise<Map<string, Table>> {
  if (manifest.schema.migration > (await newestMigration(client)))
    throw refused('The archive was made by a newer version of the program. Upgrade this one first.')
  const tables = new Map((await tablesOf(client)).map((table) => [table.name, table]))
  for (const { name, columns } of manifest.tables) {
    const here = new Set(tables.get(name)?.columns.map((column) => column.name))
    const unknown = columns.find((column) => !here.has(column))
    if (unknown)
      throw refused(
        `The archive holds ${name}.${unknown}, which this version does not know. Take the archive again with a newer version of the program.`,
      )
  }
  return tables
}

async function assertFree(client: PoolClient, { network }: Manifest, slug: string): Promise<void> {
  const fit = networkSlug(slug)
  if (fit !== 'yes') throw refused(`"${slug}" cannot be the address of a network.`)
  const { rows } = await client.query<{ id: string }>('select id from network where id = $1 or slug = $2', [network.id, slug])
  if (rows.some((row) => row.id === network.id)) throw refused('This network is in this installation already.')
  if (rows.length > 0) throw refused(`Another network has the address /${slug} here. Say another one: --as ADDRESS.`)
}

/** Every table with as many rows as was said, and nothing else in it than tables and files. */
async function assertWhole(zip: ReadonlyMap<string, ZipFile>, manifest: Manifest): Promise<void> {
  const known = new Set([MANIFEST, ...manifest.tables.map((table) => tableIn(table.name))])
  const strange = [...zip.keys()].find((name) => !known.has(name) && sumOfStored(name) === null)
  if (strange !== undefined) throw refused(`The archive holds "${strange.slice(0, 200)}", which is no part of a network.`)
  for (const table of manifest.tables) {
    const file = zip.get(tableIn(table.name))
    if (!file) throw refused(`The archive is damaged: the rows of ${table.name} are missing.`)
    const hash = createHash('sha256')
    for await (const piece of (await file.read()) as AsyncIterable<Buffer>) hash.update(piece)
    if (hash.digest('hex') !== table.sha256)
      throw refused(`The archive is damaged: the rows of ${table.name} are not those that were put in.`)
  }
}

/** What is taken in and then not spoken of, since the rest failed, is swept as any file that is nobody's. */
async function takeFiles(
  zip: ReadonlyMap<string, ZipFile>,
  { network, files: { count } }: Manifest,
  files: ImportOptions['files'],
  log: (line: string) => void,
): Promise<number> {
  let taken = 0
  for (const [name, file] of zip) {
    const sum = sumOfStored(name)
    if (sum === null) continue
    const { sha256 } = await files.put(network.id, await file.read(), file.size + 1)
    if (sha256 !== sum) throw refused(`The archive is damaged: the file ${sum} is not the one that was put in.`)
    if (++taken % 500 === 0) log(`${taken} of ${count} files`)
  }
  return taken
}

async function takeRows(
  client: PoolClient,
  zip: ReadonlyMap<string, ZipFile>,
  manifest: Manifest,
  tables: ReadonlyMap<string, Table>,
  slug: string,
): Promise<Pick<Imported, 'rows' | 'known' | 'renumbered'>> {
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

/** Ids are unlike everything else that is written: replaced wherever they stand, in documents too. */
function replaced(line: string, same: ReadonlyMap<string, string>): string {
  if (same.size === 0) return line
  return line.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => same.get(id) ?? id)
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
    if (blank[column]) return `${blank[column].value}`
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

/** Bytes of rows that are sent at once. */
const AT_ONCE = 4_000_000

async function* batches(file: ZipFile): AsyncGenerator<string[]> {
  let [waiting, size]: [string[], number] = [[], 0]
  for await (const line of linesOf(await file.read())) {
    if (line === '') continue
    waiting.push(line)
    size += line.length
    if (size < AT_ONCE) continue
    yield waiting
    ;[waiting, size] = [[], 0]
  }
  if (waiting.length > 0) yield waiting
}

/** A row ends at a line feed and nowhere else: `node:readline` also parts at signs that stand in texts (U+2028, U+2029). */
async function* linesOf(source: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun: Buffer[] = []
  for await (const piece of source) {
    let from = 0
    for (let at = piece.indexOf(10); at !== -1; at = piece.indexOf(10, from)) {
      yield Buffer.concat([...begun, piece.subarray(from, at)]).toString('utf8')
      begun = []
      from = at + 1
    }
    begun.push(piece.subarray(from))
  }
  yield Buffer.concat(begun).toString('utf8')
}

/** Pages in memory learn that there is one network more. */
async function told({ db }: Database, networkId: string, slug: string): Promise<void> {
  await inTransaction(db, (tx) =>
    record(tx, jobActor(networkId), {
      networkId,
      action: 'network.imported',
      about: { kind: 'network', id: networkId },
      after: { slug },
      raises: [installationSubject, networkSubject(networkId), meetingsOf(networkId)],
    }),
  )
}

/** Records that somebody took everything a network has. */
export const tellTaken = (db: Db, actor: Actor, networkId: string): Promise<void> =>
  inTransaction(db, (tx) =>
    record(tx, actor, { networkId, action: 'network.exported', about: { kind: 'network', id: networkId }, raises: [] }),
  )
