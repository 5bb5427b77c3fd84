import { createHash } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { link, open, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { Writable } from 'node:stream'
import { Client } from 'pg'
import { type ArchiveWriter, writeArchive } from './archive.ts'
import { readSequences, readTables, settle } from './catalog.ts'
import { BackupFailure, inWords } from './failure.ts'
import { addFile, type FileSource, folderSource, newTally, summed } from './files.ts'
import { format, type Header, headerName, headerSumName, label, type Manifest, manifestName } from './format.ts'
import { addTable, quoted } from './rows.ts'

export interface BackupOptions {
  databaseUrl: string
  files: FileSource
  /** Stored under their last name; restore() puts them back by it. */
  secretFiles?: string[]
  /** A path that does not exist yet, or a stream, which is ended. */
  out: string | Writable
  /** The program's version. */
  version: string
  log?: (line: string) => void
}

export interface BackupReport {
  tables: number
  rows: number
  files: number
  /** Of the archive. */
  bytes: number
  seconds: number
}

/**
 * Backs up while the program runs. All tables as of one moment; then the files, which are never changed in place, so
 * that every file a row of that moment speaks of is there. One that the nightly sweep takes meanwhile is passed over:
 * it was unreferenced. Throws BackupFailure in words.
 */
export async function backup(options: BackupOptions): Promise<BackupReport> {
  const begun = performance.now()
  const log = options.log ?? (() => {})
  const client = new Client({ connectionString: options.databaseUrl, application_name: 'samling backup' })
  // A connection that breaks also fails the query that runs, which is where it is reported.
  client.on('error', () => {})
  try {
    await client.connect()
    let report: Omit<BackupReport, 'bytes' | 'seconds'> | undefined
    const bytes = await toPlace(options.out, (out) =>
      writeArchive(out, async (archive) => {
        report = await write(archive, client, options, log)
      }),
    )
    return { ...report!, bytes, seconds: (performance.now() - begun) / 1000 }
  } catch (error) {
    throw inWords('The backup', error)
  } finally {
    // end() alone waits for a COPY that nobody reads any more.
    const ended = client.end().catch(() => {})
    client.connection.stream.destroy()
    await ended
  }
}

async function write(
  archive: ArchiveWriter,
  client: Client,
  options: BackupOptions,
  log: (line: string) => void,
): Promise<Omit<BackupReport, 'bytes' | 'seconds'>> {
  await settle(client)
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
  const tables = await readTables(client)
  if (tables.length === 0) throw new BackupFailure('There is nothing to back up: the database has no tables.')
  // So that no migration changes a table between its description and its rows.
  await client.query(`LOCK TABLE ${tables.map(quoted).join(', ')} IN ACCESS SHARE MODE`)
  const header: Header = {
    program: 'samling',
    format,
    version: options.version,
    postgres: (await client.query<{ server_version: string }>('SHOW server_version')).rows[0]!.server_version,
    at: new Date().toISOString(),
    migration: await lastMigration(client),
    tables,
  }
  const headerBytes = Buffer.from(JSON.stringify(header, null, 1))
  await archive.add(headerName, headerBytes.length, [headerBytes])
  const headerSum = Buffer.from(createHash('sha256').update(headerBytes).digest('hex'))
  await archive.add(headerSumName, headerSum.length, [headerSum])

  const manifest: Manifest = {
    tables: [],
    // A sequence stands outside of snapshots. Read before the rows or after, it is at or past every row of the snapshot.
    sequences: await readSequences(client),
    files: summed(newTally()),
    secrets: summed(newTally()),
  }
  for (const table of tables) {
    const added = await addTable(archive, client, table)
    if (added.rows >= 10_000) log(`${label(table)}: ${added.rows} rows`)
    manifest.tables.push(added)
  }
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  log(`${tables.length} tables, ${rows} rows`)

  const files = newTally()
  const names = await options.files.names()
  for (const name of names) {
    if (!(await addFile(archive, options.files, name, `files/${name}`, files)))
      log(`passed over, since it was removed meanwhile: ${name}`)
    if (files.count % 1000 === 0 && files.count > 0) log(`${files.count} of ${names.length} files`)
  }
  manifest.files = summed(files)
  log(`${files.count} files, ${Math.round(files.bytes / 1e6)} MB`)

  // Unlike a file of the store, a secret that cannot be read makes the backup worthless.
  const secrets = newTally()
  for (const path of options.secretFiles ?? [])
    if (!(await addFile(archive, folderSource(dirname(path)), basename(path), `secrets/${basename(path)}`, secrets)))
      throw new BackupFailure(`The backup stopped: the secret file ${path} does not exist.`)
  manifest.secrets = summed(secrets)

  const manifestBytes = Buffer.from(JSON.stringify(manifest, null, 1))
  await archive.add(manifestName, manifestBytes.length, [manifestBytes])
  return { tables: tables.length, rows, files: files.count }
}

async function lastMigration(client: Client): Promise<Header['migration']> {
  const { rows } = await client
    .query<{ when: string; hash: string }>(
      'SELECT created_at AS when, hash FROM drizzle.__drizzle_migrations ORDER BY created_at DESC LIMIT 1',
    )
    .catch((error: { code?: string }) => {
      if (error.code === '42P01') return { rows: [] } // no such table
      throw error
    })
  if (!rows[0]) throw new BackupFailure('This is not a database of the program: it does not say which migrations it has had.')
  return { when: Number(rows[0].when), hash: rows[0].hash }
}

/** To a path: under another name until it is whole and on the disk, and never over an older backup. Private: it holds all secrets. */
async function toPlace(out: string | Writable, write: (out: Writable) => Promise<number>): Promise<number> {
  if (typeof out !== 'string') return write(out)
  if (existsSync(out)) throw new BackupFailure(`${out} exists already. Give the backup another name, or remove that file first.`)
  const half = `${out}.part`
  await rm(half, { force: true })
  try {
    const bytes = await write(createWriteStream(half, { mode: 0o600, flags: 'wx', flush: true }))
    // link() refuses to replace, which rename() does silently.
    await link(half, out)
    const folder = await open(dirname(out))
    await folder.sync()
    await folder.close()
    return bytes
  } finally {
    await rm(half, { force: true })
  }
}
