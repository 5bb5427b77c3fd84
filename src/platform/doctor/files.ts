/** Reads every stored file and compares it with its name, and the store with the rows. Changes nothing. */
import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import type { Db } from '../db/db.ts'
import { type FileKey, fileRows, withoutRow } from '../files/reads.ts'
import { type FileStore, placeName } from '../files/store.ts'
import { amountOf, count, type Finding, note, ok, wrong } from './finding.ts'

/** Longer than an upload takes between its last byte and its row; then the nightly sweep takes what has none. */
const UNDER_WAY_MS = 60 * 60 * 1000
/** So many of one kind are told one by one. */
const TOLD = 50

export interface Looking {
  /** Null when the database cannot be asked: then only digests are verified. */
  readonly db: Db | null
  /** What people call these files ("Program.pdf"), by `<network>/<sha256>`, as far as anybody does. */
  readonly namesOf?: (files: readonly FileKey[]) => Promise<ReadonlyMap<string, readonly string[]>>
  /** Files that features speak of and that have no row: as FileStore has them no more. */
  readonly unknown?: () => Promise<readonly FileKey[]>
  /** Told now and then: files read so far, of about so many, and bytes. */
  readonly onProgress?: (done: number, all: number, bytes: number) => void
}

const keyOf = ({ networkId, sha256 }: FileKey) => placeName(networkId, sha256)

export async function examineFiles(store: FileStore, looking: Looking): Promise<Finding[]> {
  const { db } = looking
  const rows = new Map<string, FileKey & { size: number }>()
  if (db) for await (const row of fileRows(db)) rows.set(keyOf(row), row)
  const unseen = new Map(rows)
  const [damaged, strays]: [FileKey[], FileKey[]] = [[], []]
  let [read, bytes, next] = [0, 0, Date.now() + 2000]
  for await (const file of store.all()) {
    const row = unseen.get(keyOf(file))
    unseen.delete(keyOf(file))
    if (db && !row && Date.now() - file.storedAt.getTime() > UNDER_WAY_MS) strays.push(file)
    const found = await digestOf(store, file)
    // Taken away while we looked: by the sweep, or with its network.
    if (!found) continue
    if (found.sha256 !== file.sha256 || (row && found.size !== row.size)) damaged.push(file)
    read++
    bytes += found.size
    if (Date.now() < next) continue
    looking.onProgress?.(read, Math.max(read, rows.size), bytes)
    next = Date.now() + 2000
  }
  // People work meanwhile: what looked amiss is looked at once more.
  const stray = db ? await stillThere(store, await inBatches(strays, (some) => withoutRow(db, some))) : []
  const missing = db ? await stillGone(db, store, [...unseen.values()]) : []
  const unknown = db ? ((await looking.unknown?.()) ?? []) : []
  const names = (await looking.namesOf?.([...damaged, ...missing, ...unknown])) ?? new Map<string, readonly string[]>()
  const called = (file: FileKey) => {
    const known = names.get(keyOf(file)) ?? []
    return known.length > 0 ? `${keyOf(file)} (${known.map((name) => `"${name}"`).join(', ')})` : keyOf(file)
  }
  const mend = 'Hand it in again, or restore it from a backup.'
  const findings = [
    ...each(damaged, (file) =>
      wrong('files', `${called(file)} is damaged: its bytes are not the ones that were stored. ${mend}`),
    ),
    ...each(missing, (file) => wrong('files', `${called(file)} is gone: it has a row and no bytes. ${mend}`)),
    ...each(unknown, (file) => wrong('files', `${called(file)} is spoken of and has no row in the table "file". ${mend}`)),
  ]
  if (stray.length > 0)
    findings.push(
      note(
        'files',
        `${count(stray.length, 'file')} that nothing points to, as ${keyOf(stray[0]!)}; the nightly sweep takes them.`,
      ),
    )
  const sound = `${count(read - damaged.length, 'file')} (${amountOf(bytes)})`
  findings.push(
    ok('files', db ? `${sound} are what their names say.` : `${sound} are what their names say; not compared with the rows.`),
  )
  return [...findings, ...(await examineHalves(store))]
}

async function examineHalves(store: FileStore): Promise<Finding[]> {
  const all = await store.unfinished()
  const old = all.filter((since) => Date.now() - since.getTime() > UNDER_WAY_MS).length
  const found: Finding[] = []
  if (all.length > old) found.push(ok('files', `${count(all.length - old, 'upload')} under way.`))
  if (old > 0) found.push(note('files', `${count(old, 'upload')} never ended; the nightly sweep takes what is left of them.`))
  return found
}

/** Null when the file is not there any more. Bytes that cannot be read count as damage. */
async function digestOf(store: FileStore, { networkId, sha256 }: FileKey): Promise<{ sha256: string; size: number } | null> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const piece of (await store.read(networkId, sha256)) as Readable & AsyncIterable<Buffer>) {
      hash.update(piece)
      size += piece.length
    }
    return { sha256: hash.digest('hex'), size }
  } catch {
    return (await store.exists(networkId, sha256)) ? { sha256: '', size } : null
  }
}

async function stillThere<K extends FileKey>(store: FileStore, files: readonly K[]): Promise<K[]> {
  const there = await Promise.all(files.map((file) => store.exists(file.networkId, file.sha256)))
  return files.filter((_, i) => there[i])
}

async function stillGone(db: Db, store: FileStore, files: readonly FileKey[]): Promise<FileKey[]> {
  const gone: FileKey[] = []
  for (const file of files) if (!(await store.exists(file.networkId, file.sha256))) gone.push(file)
  const removed = new Set((await inBatches(gone, (some) => withoutRow(db, some))).map(keyOf))
  return gone.filter((file) => !removed.has(keyOf(file)))
}

async function inBatches<K>(all: readonly K[], ask: (some: readonly K[]) => Promise<K[]>, size = 500): Promise<K[]> {
  const answers: K[] = []
  for (let at = 0; at < all.length; at += size) answers.push(...(await ask(all.slice(at, at + size))))
  return answers
}

function each(files: readonly FileKey[], tell: (file: FileKey) => Finding): Finding[] {
  const told = files.slice(0, TOLD).map(tell)
  const more = files.length - told.length
  return more > 0 ? [...told, wrong('files', `… and ${more} more of the same.`)] : told
}
