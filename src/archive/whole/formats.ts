/** A whole network as a zip archive: manifest.json, tables/{table}.ndjson, files/{sum}. */
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { link, mkdtemp, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BackupFailure } from '#platform/backup/failure.ts'
import type { Database } from '#platform/db/db.ts'
import type { FileStore } from '#platform/files/store.ts'
import { type ZipEntry, zipOf } from '#platform/files/zipstream.ts'
import { programVersion } from '#platform/version.ts'
import { workFolder } from '#platform/workfolder.ts'
import { dumpRows, newestMigration } from './reads.ts'
import { FORMAT, leftOut, MANIFEST, type Manifest, storedIn, tableIn } from './rules.ts'

export interface Whole {
  readonly manifest: Manifest
  readonly zip: Readable
}

interface Stands {
  readonly database: Pick<Database, 'pool'>
  readonly files: Pick<FileStore, 'read'>
}

/** All rows are on the disk when this resolves; the archive is made as it is read, and the rows are gone when it ends. */
export async function wholeOf(
  stands: Stands,
  network: { readonly id: string; readonly slug: string },
  onProgress: (done: number, all: number) => void = () => {},
): Promise<Whole> {
  const folder = await mkdtemp(join(workFolder(), 'network-'))
  const gone = () => rm(folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    const { manifest, files } = await dump(stands.database, network, folder)
    const zip = zipOf(andThen(gone, entries(stands, network.id, folder, manifest, files, onProgress)))
    // Also when nobody begins to read it.
    zip.once('close', () => void gone())
    return { manifest, zip }
  } catch (error) {
    await gone()
    throw error
  }
}

interface Stored {
  readonly sha256: string
  readonly size: number
}

async function dump(
  database: Stands['database'],
  network: { readonly id: string; readonly slug: string },
  folder: string,
): Promise<{ manifest: Manifest; files: Stored[] }> {
  const client = await database.pool.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    const tables = await dumpRows(client, network.id, folder)
    const found = await client.query<{ sha256: string; size: string }>(
      'select sha256, size from file where network_id = $1 order by sha256',
      [network.id],
    )
    const files = found.rows.map(({ sha256, size }) => ({ sha256, size: Number(size) }))
    const migration = await newestMigration(client)
    await client.query('commit')
    client.release()
    const manifest: Manifest = {
      format: FORMAT,
      madeAt: Temporal.Now.instant().toString(),
      madeBy: `Samling ${programVersion()}`,
      schema: { migration },
      network: { id: network.id, slug: network.slug },
      tables,
      files: { count: files.length, bytes: files.reduce((sum, one) => sum + one.size, 0) },
      leftOut,
    }
    return { manifest, files }
  } catch (error) {
    // The transaction it may be in ends with the connection.
    client.release(error as Error)
    throw error
  }
}

async function* entries(
  { files: store }: Stands,
  networkId: string,
  folder: string,
  manifest: Manifest,
  files: readonly Stored[],
  onProgress: (done: number, all: number) => void,
): AsyncGenerator<ZipEntry> {
  yield { name: MANIFEST, content: [Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)] }
  for (const { name } of manifest.tables)
    yield { name: tableIn(name), content: createReadStream(join(folder, name)) as AsyncIterable<Buffer> }
  for (const [i, { sha256, size }] of files.entries()) {
    // One that the sweep took meanwhile was nobody's any more; one that is lost is told by the doctor.
    const content = await store.read(networkId, sha256).catch(() => null)
    if (content) yield { name: storedIn(sha256), content: content as AsyncIterable<Buffer>, stored: { size } }
    onProgress(i + 1, files.length)
  }
}

/** Into a file that does not exist yet: under another name until it is whole, and never over another. Private: it holds all there is. */
export async function takeOut(
  stands: Stands,
  network: { readonly id: string; readonly slug: string },
  out: string,
  onProgress?: (done: number, all: number) => void,
): Promise<{ readonly rows: number; readonly files: number }> {
  if (existsSync(out)) throw new BackupFailure(`${out} exists already. Give the archive another name, or remove that file first.`)
  if (!existsSync(dirname(out))) throw new BackupFailure(`There is no folder ${dirname(out)}.`)
  const half = `${out}.part`
  await rm(half, { force: true })
  try {
    const { manifest, zip } = await wholeOf(stands, network, onProgress)
    await pipeline(zip, createWriteStream(half, { mode: 0o600, flags: 'wx', flush: true }))
    // link() refuses to replace, which rename() does silently.
    await link(half, out)
    return { rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0), files: manifest.files.count }
  } finally {
    await rm(half, { force: true })
  }
}

async function* andThen(end: () => Promise<void>, all: AsyncIterable<ZipEntry>): AsyncGenerator<ZipEntry> {
  try {
    yield* all
  } finally {
    await end()
  }
}
