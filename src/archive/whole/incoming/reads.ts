/** An archive of a network that somebody wants to take in: whether it is one, whole, and fits in here. Nothing is written. */
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { PoolClient } from 'pg'
import { networkSlug } from '#network/rules.ts'
import type { ZipFile } from '#platform/files/zipread.ts'
import { newestMigration, type Table, tablesOf } from '../reads.ts'
import { FORMAT, MANIFEST, type Manifest, manifestShape, sumOfStored, tableIn } from '../rules.ts'
import { refused } from './rules.ts'

export async function manifestOf(zip: ReadonlyMap<string, ZipFile>): Promise<Manifest> {
  const file = zip.get(MANIFEST)
  if (!file && zip.has('index.html') && zip.has('checksums.txt'))
    throw refused('This is the archive of pages that everybody may read. A network is moved with what "samling export" makes.')
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
export async function fitting(client: PoolClient, manifest: Manifest): Promise<Map<string, Table>> {
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

export async function assertFree(client: PoolClient, { network }: Manifest, slug: string): Promise<void> {
  const fit = networkSlug(slug)
  if (fit !== 'yes') throw refused(`"${slug}" cannot be the address of a network.`)
  const { rows } = await client.query<{ id: string }>('select id from network where id = $1 or slug = $2', [network.id, slug])
  if (rows.some((row) => row.id === network.id)) throw refused('This network is in this installation already.')
  if (rows.length > 0) throw refused(`Another network has the address /${slug} here. Say another one: --as ADDRESS.`)
}

/** Every table with as many rows as was said, and nothing else in it than tables and files. */
export async function assertWhole(zip: ReadonlyMap<string, ZipFile>, manifest: Manifest): Promise<void> {
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

/** Bytes of rows that are sent at once. */
const AT_ONCE = 4_000_000

export async function* batches(file: ZipFile): AsyncGenerator<string[]> {
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
