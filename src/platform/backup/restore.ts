import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Client } from 'pg'
import type { z } from 'zod'
import type { FileStore } from '../files/store.ts'
import { type ArchiveReader, openArchive } from './archive.ts'
import { readOccupants, readTables, settle } from './catalog.ts'
import { BackupFailure, damaged, inWords } from './failure.ts'
import { newTally, summed, takeFile } from './files.ts'
import { format, headerName, headerShape, headerSumName, type Manifest, manifestName, manifestShape } from './format.ts'
import { buildSchema, clear, finish, loosen } from './loading.ts'
import { compare, loadTable } from './rows.ts'
import { type Staging, stage } from './staging.ts'

export interface RestoreOptions {
  /** An empty database; its user must own it, and need be nothing more. */
  databaseUrl: string
  /** Empty, or not there yet. */
  filesDir: string
  /** Where the files belong instead, when they do not lie in `filesDir`: they only wait there. Empty too. */
  store?: FileStore
  /** Where the secrets belong, by the last part of the name. One that is there already is kept as `….before-restore`. */
  secretFiles?: string[]
  from: string | Readable
  /** The folder with meta/_journal.json. */
  migrations: string
  /** Brings the restored database to the newest schema. */
  migrate: (databaseUrl: string) => Promise<void>
  log?: (line: string) => void
}

export interface RestoreReport {
  /** When the backup was made, and by which version of the program. */
  at: string
  version: string
  tables: number
  rows: number
  files: number
}

const oldest = 150_000

/**
 * Restores all or nothing: schema, rows and checks are one transaction, and the files are moved into place just before
 * it is committed. Throws BackupFailure in words.
 */
export async function restore(options: RestoreOptions): Promise<RestoreReport> {
  const log = options.log ?? (() => {})
  const client = new Client({ connectionString: options.databaseUrl, application_name: 'samling restore' })
  client.on('error', () => {}) // see backup()
  let report: RestoreReport
  try {
    await client.connect()
    await refuseUnlessEmpty(client)
    const staging = await stage(options.filesDir, options.secretFiles ?? [], options.store)
    try {
      report = await load(client, options, staging, log)
    } catch (error) {
      await staging.undo()
      throw error
    }
    await client.query('ANALYZE')
  } catch (error) {
    throw inWords('The restore', error)
  } finally {
    const ended = client.end().catch(() => {})
    client.connection.stream.destroy()
    await ended
  }
  await options.migrate(options.databaseUrl)
  return report
}

async function refuseUnlessEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number, current_setting('server_encoding') AS encoding`,
  )
  const { version, number, encoding } = rows[0]!
  if (number < oldest) throw new BackupFailure(`This is PostgreSQL ${version}; 15 or newer is needed.`)
  if (encoding !== 'UTF8')
    throw new BackupFailure(
      `The database holds text as ${encoding}. Make one with: createdb --encoding=UTF8 --template=template0`,
    )
  const occupants = await readOccupants(client)
  if (occupants.length > 0)
    throw new BackupFailure(
      `The database is not empty: it has ${occupants.length} tables (${occupants.slice(0, 3).join(', ')}${occupants.length > 3 ? ', …' : ''}). A backup is restored into an empty database only: choose another DATA_DIR, or make a new database for DATABASE_URL.`,
    )
}

async function load(
  client: Client,
  options: RestoreOptions,
  staging: Staging,
  log: (line: string) => void,
): Promise<RestoreReport> {
  const entries = await openArchive(options.from)
  try {
    const headerBytes = await entries.whole(headerName)
    const headerSum = (await entries.whole(headerSumName)).toString()
    if (headerSum !== createHash('sha256').update(headerBytes).digest('hex')) throw damaged(`${headerName} was changed`)
    const header = parsed(headerShape, headerBytes, headerName)
    if (header.format > format)
      throw new BackupFailure(
        `The backup was made by a newer version of the program (${header.version}). Restore it with that version. Nothing was restored.`,
      )
    log(`backup of ${header.at}, version ${header.version}, PostgreSQL ${header.postgres}`)

    await settle(client)
    await client.query('BEGIN')
    await buildSchema(client, options.migrations, header, log)
    const tighten = await loosen(client)
    await clear(client, header.tables, await readTables(client))
    const loaded: Manifest['tables'] = []
    for (const table of header.tables) loaded.push(await loadTable(client, table, entries))
    const rows = loaded.reduce((sum, table) => sum + table.rows, 0)
    log(`${loaded.length} tables, ${rows} rows`)

    const files = newTally()
    for (let entry = entries.next; entry?.name.startsWith('files/'); entry = await after(entries))
      await takeFile(entry, 'files/', staging.files, files)
    log(`${files.count} files, ${Math.round(files.bytes / 1e6)} MB`)
    const secrets = newTally()
    for (let entry = entries.next; entry?.name.startsWith('secrets/'); entry = await after(entries))
      await takeFile(entry, 'secrets/', staging.secrets, secrets)

    const manifest = parsed(manifestShape, await entries.whole(manifestName), manifestName)
    compare(loaded, manifest.tables)
    if (summed(files).sha256 !== manifest.files.sha256)
      throw damaged(`its ${manifest.files.count} files are not the ones that were put in`)
    if (summed(secrets).sha256 !== manifest.secrets.sha256) throw damaged('its secrets are not the ones that were put in')
    if (entries.next) throw damaged(`it goes on with ${entries.next.name}`)

    await tighten()
    await finish(client, manifest.sequences)
    await staging.place()
    await client.query('COMMIT')
    return { at: header.at, version: header.version, tables: loaded.length, rows, files: files.count }
  } finally {
    await entries.close()
  }
}

async function after(entries: ArchiveReader): Promise<ArchiveReader['next']> {
  await entries.step()
  return entries.next
}

function parsed<T extends z.ZodType>(shape: T, bytes: Buffer, name: string): z.infer<T> {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')))
  } catch {
    throw damaged(`${name} cannot be understood`)
  }
}
