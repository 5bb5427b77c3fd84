import { createHash, type Hash } from 'node:crypto'
import { createWriteStream, type Dirent } from 'node:fs'
import { mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join, posix, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ArchiveWriter, Entry } from './archive.ts'
import { BackupFailure, damaged } from './failure.ts'

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

/** Paths below `dir`, with forward slashes, in order. A folder that does not exist holds nothing. */
export async function listFiles(dir: string): Promise<string[]> {
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

/** False when the file is gone by now. Copies the size it has at this moment, even if it grows meanwhile. */
export async function addFile(archive: ArchiveWriter, path: string, name: string, tally: Tally): Promise<boolean> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!file) return false
  try {
    const { size } = await file.stat()
    const body: AsyncIterable<Buffer> =
      size === 0 ? nothing() : file.createReadStream({ end: size - 1, autoClose: false, highWaterMark: 256 * 1024 })
    await archive.add(name, size, tallied(name, body, tally)).catch((error: Error) => {
      throw error.message === 'Size mismatch'
        ? new BackupFailure(`The backup stopped: ${path} became shorter while it was copied.`)
        : error
    })
    return true
  } finally {
    await file.close()
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
