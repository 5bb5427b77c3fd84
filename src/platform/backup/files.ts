import { createHash, type Hash } from 'node:crypto'
import { createWriteStream, type Dirent } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join, posix, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type FileStore, placeName } from '../files/store.ts'
import type { ArchiveWriter, Entry } from './archive.ts'
import { BackupFailure, damaged, storeFailure } from './failure.ts'

/** One sum over many files: the hash of `sha256 size name` lines, in the archive's order. */
export interface Tally {
  count: number
  bytes: number
  lines: Hash
}

export function newTally(): Tally {
  return { count: 0, bytes: 0, lines: createHash('sha256') }
}

export function summed({ count, bytes, lines }: Tally): { count: number; bytes: number; sha256: string } {
  return { count, bytes, sha256: lines.copy().digest('hex') }
}

async function* tallied(name: string, body: AsyncIterable<Buffer>, tally: Tally): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of body) {
    hash.update(chunk)
    size += chunk.length
    yield chunk
  }
  tally.count++
  tally.bytes += size
  tally.lines.update(`${hash.digest('hex')} ${size} ${name}\n`)
}

/** Where the files of a backup come from. */
export interface FileSource {
  /** In order, with forward slashes. */
  names(): Promise<readonly string[]>
  /** The file as it is at this moment, or null when it is gone by now. `end` is called in any case. */
  open(name: string): Promise<{ size: number; body: AsyncIterable<Buffer>; end: () => Promise<void> } | null>
}

/** Everything below a folder. One that does not exist holds nothing. */
export function folderSource(dir: string, skip: (name: string) => boolean = () => false): FileSource {
  return {
    names: async () => (await listFiles(dir)).filter((name) => !skip(name)),
    async open(name) {
      const file = await open(join(dir, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      if (!file) return null
      const { size } = await file.stat()
      // The size it has at this moment, even if it grows meanwhile.
      const body: AsyncIterable<Buffer> =
        size === 0 ? nothing() : file.createReadStream({ end: size - 1, autoClose: false, highWaterMark: 256 * 1024 })
      return { size, body, end: () => file.close() }
    },
  }
}

/** Everything in a store, as `<network>/<sha256>`: the same names as its folder has where it lies on a disk. */
export function storeSource(store: FileStore): FileSource {
  const sizes = new Map<string, number>()
  const fail = (error: unknown): never => {
    throw storeFailure('The backup', error)
  }
  return {
    async names() {
      const all = await Array.fromAsync(store.all()).catch(fail)
      for (const { networkId, sha256, size } of all) sizes.set(placeName(networkId, sha256), size)
      return [...sizes.keys()].sort()
    },
    async open(name) {
      const [networkId = '', sha256 = ''] = name.split('/')
      const body = await store.read(networkId, sha256).catch(async (error) => {
        if (await store.exists(networkId, sha256).catch(fail)) fail(error)
        return null
      })
      return body && { size: sizes.get(name)!, body: told(body, fail), end: async () => void body.destroy() }
    },
  }
}

async function* told(body: AsyncIterable<Buffer>, fail: (error: unknown) => never): AsyncGenerator<Buffer> {
  try {
    yield* body
  } catch (error) {
    fail(error)
  }
}

async function listFiles(dir: string): Promise<string[]> {
  let found: Dirent[]
  try {
    found = await readdir(dir, { recursive: true, withFileTypes: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .split(sep)
        .join('/'),
    )
    .sort()
}

/** False when the file is gone by now. */
export async function addFile(
  archive: ArchiveWriter,
  source: FileSource,
  name: string,
  as: string,
  tally: Tally,
): Promise<boolean> {
  const file = await source.open(name)
  if (!file) return false
  try {
    await archive.add(as, file.size, tallied(as, file.body, tally)).catch((error: Error) => {
      throw error.message === 'Size mismatch'
        ? new BackupFailure(`The backup stopped: ${name} became shorter while it was copied.`)
        : error
    })
    return true
  } finally {
    await file.end()
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}

/** Writes the entry's content, on the disk when this returns, to a place inside `dir` and nowhere else. */
export async function takeFile(entry: Entry, prefix: string, dir: string, tally: Tally): Promise<string> {
  const name = entry.name.slice(prefix.length)
  if (
    name === '' ||
    posix.isAbsolute(name) ||
    name.split('/').some((part) => part === '' || part === '.' || part === '..') ||
    name.includes('\\') ||
    name.includes('\0')
  )
    throw damaged(`it names a file outside its folder (${entry.name})`)
  const path = join(dir, name)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await pipeline(tallied(entry.name, entry.body, tally), createWriteStream(path, { mode: 0o600, flags: 'wx', flush: true }))
  return name
}
