/**
 * Takes a whole network in: everything is looked at before anything is written, files come before the rows that speak of them, and
 * the rows in one transaction. Nothing of what was there is changed.
 */
import { type Actor, jobActor } from '#actor.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Database, Db } from '#platform/db/db.ts'
import type { FileStore } from '#platform/files/store.ts'
import { BrokenZip, readZip, type ZipFile } from '#platform/files/zipread.ts'
import { installationSubject, meetingsOf, networkSubject } from '#platform/live/subjects.ts'
import { assertFree, assertWhole, fitting, manifestOf } from './incoming/reads.ts'
import { refused } from './incoming/rules.ts'
import { type TakenRows, takeRows } from './incoming/writes.ts'
import { type Manifest, sumOfStored } from './rules.ts'

export interface ImportOptions {
  readonly database: Database
  readonly files: Pick<FileStore, 'put'>
  /** The archive's path. */
  readonly from: string
  /** The network's address here; the one it had unless said. */
  readonly slug?: string
  readonly log?: (line: string) => void
}

export interface Imported extends TakenRows {
  readonly slug: string
  readonly files: number
  /** Files that rows speak of and that are not in the archive: they were lost where it was made. */
  readonly missing: number
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
    return { slug, files: stored, missing: Math.max(0, manifest.files.count - stored), ...result }
  } catch (error) {
    broken = error as Error
    throw error
  } finally {
    // The transaction it may be in ends with the connection.
    client.release(broken)
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
