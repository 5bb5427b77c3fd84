/** What is being received, on this machine's disk until it is whole: its sum, and so its name, is known only then. */
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Invalid } from '../errors.ts'
import { mediaTypeOf } from './mediatype.ts'
import { pour } from './pour.ts'
import type { StoredFile } from './store.ts'

/** Inside the files' folder. Not a network's name, so never mistaken for one. */
const HALVES = '.halves'

export interface Halves {
  /**
   * Streams a file into a half: counted, hashed, its kind told by its content.
   * @param sync whether it is on the disk, not only on its way there, when this resolves
   * @throws Invalid as FileStore.put does; nothing is left then
   */
  take(content: Readable, limit: number, options: { sync: boolean }): Promise<{ path: string; stored: StoredFile }>
  /** A path for something that steps aside; the sweep takes it if it is forgotten. */
  aside(): Promise<string>
  /** Since when each half has not been written to. */
  since(): Promise<Date[]>
  /** Removes those older than the given age. Returns how many. */
  sweep(olderThanMs: number): Promise<number>
}

export function halvesIn(folder: string): Halves {
  const halves = join(folder, HALVES)
  const aside = async () => {
    await makeFolder(folder, halves)
    return join(halves, randomUUID())
  }
  const all = async () => {
    const names = await namesIn(halves)
    const times = await Promise.all(names.map((name) => writtenAt(join(halves, name))))
    return names.flatMap((name, i) => (times[i] == null ? [] : [{ path: join(halves, name), at: times[i] }]))
  }
  return {
    aside,
    async take(content, limit, { sync }) {
      // A sender who goes away before the first byte is read: told by the reading, and not to the whole process.
      content.on('error', () => {})
      const path = await aside()
      try {
        const { sha256, size } = await write(path, content, limit, sync)
        return { path, stored: { sha256, size, mediaType: await mediaTypeOf(path) } }
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
    },
    since: async () => (await all()).map(({ at }) => at),
    async sweep(olderThanMs) {
      const old = (await all()).filter(({ at }) => Date.now() - at.getTime() >= olderThanMs)
      for (const { path } of old) await rm(path, { force: true })
      return old.length
    },
  }
}

async function write(path: string, content: Readable, limit: number, sync: boolean): Promise<{ sha256: string; size: number }> {
  const sum = { hash: createHash('sha256'), size: 0 }
  const file = await open(path, 'wx', 0o600)
  try {
    await pour(file, sum, content, limit)
    if (sum.size === 0) throw new Invalid({ file: 'shared_file_empty' })
    if (sync) await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: sum.hash.digest('hex'), size: sum.size }
}

/** Makes a folder inside another; its name is on the disk when this resolves. */
export async function makeFolder(outer: string, inner: string): Promise<void> {
  const made = await mkdir(inner, { recursive: true, mode: 0o700 })
  if (made !== undefined) await syncFolder(outer)
}

/** A new name is safe only when the folder that holds it is on the disk too (fsync(2)). */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** The moment of the last write, or null when there is no such file. */
export async function writtenAt(path: string): Promise<Date | null> {
  return stat(path).then(
    ({ mtime }) => mtime,
    (error) => absent(error, null),
  )
}

export const namesIn = (path: string): Promise<string[]> => readdir(path).catch((error) => absent(error, []))

/** What stands for a file that is not there; any other error is one. */
export function absent<T>(error: NodeJS.ErrnoException, instead: T): T {
  if (error.code === 'ENOENT') return instead
  throw error
}
