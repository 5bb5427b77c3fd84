/**
 * Files on this machine's disk, at `<folder>/<network>/<sha256>`. Plain system calls: what counts here is what reaches the
 * disk before we answer (fsync), a rename that either happened or did not, and parts of a file. Another kind of store
 * takes the same interface.
 */
import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { isId } from '../db/id.ts'
import { Invalid } from '../errors.ts'
import { mediaTypeOf } from './mediatype.ts'
import type { FileStore, StoredFile } from './store.ts'

/** What is under way, and what was left when it ended badly. Not a network's name, so never mistaken for one. */
const HALVES = '.halves'

export function openFileStore(folder: string): FileStore {
  const halves = join(folder, HALVES)
  const placeOf = (networkId: string, sha256: string) => {
    if (!isId(networkId) || !isHash(sha256)) throw new Error(`no place for a file: ${networkId}/${sha256}`)
    return join(folder, networkId, sha256)
  }

  return {
    async put(networkId, content, limit) {
      await makeFolder(folder, halves)
      const half = join(halves, randomUUID())
      try {
        const { sha256, size } = await write(half, content, limit)
        const stored: StoredFile = { sha256, size, mediaType: await mediaTypeOf(half) }
        const place = placeOf(networkId, sha256)
        await makeFolder(folder, join(folder, networkId))
        // Also over an equal file: it becomes new again, and the sweep leaves what is new alone.
        await rename(half, place)
        await syncFolder(join(folder, networkId))
        return stored
      } catch (error) {
        await rm(half, { force: true })
        throw error
      }
    },

    async read(networkId, sha256, range) {
      const file = await open(placeOf(networkId, sha256), 'r')
      return file.createReadStream(range ? { start: range.start, end: range.end } : {})
    },

    exists: (networkId, sha256) => ageOf(placeOf(networkId, sha256)).then((age) => age !== null),

    async remove(networkId, sha256, olderThanMs = 0) {
      const place = placeOf(networkId, sha256)
      // Aside first, then a look at its age: an equal file that is stored meanwhile lands on the place, not under the axe.
      const aside = join(halves, randomUUID())
      await makeFolder(folder, halves)
      if (!(await renamed(place, aside))) return false
      if ((await ageOf(aside))! < olderThanMs) {
        await rename(aside, place)
        return false
      }
      await rm(aside, { force: true })
      await syncFolder(join(folder, networkId))
      return true
    },

    async *all() {
      for (const networkId of await namesIn(folder)) {
        if (!isId(networkId)) continue
        for (const sha256 of await namesIn(join(folder, networkId))) {
          if (!isHash(sha256)) continue
          const age = await ageOf(join(folder, networkId, sha256))
          if (age !== null) yield { networkId, sha256, storedAt: new Date(Date.now() - age) }
        }
      }
    },

    async sweepHalves(olderThanMs) {
      let swept = 0
      for (const name of await namesIn(halves)) {
        const age = await ageOf(join(halves, name))
        if (age === null || age < olderThanMs) continue
        await rm(join(halves, name), { force: true })
        swept++
      }
      return swept
    },
  }
}

const isHash = (name: string) => /^[0-9a-f]{64}$/.test(name)

/** Writes a new file, on the disk when this resolves. */
async function write(path: string, content: Readable, limit: number): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > limit) throw new Invalid({ file: 'shared_file_too_large' })
      hash.update(chunk)
      await writeAll(file, chunk)
    }
    if (size === 0) throw new Invalid({ file: 'shared_file_empty' })
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), size }
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done)).bytesWritten
}

/** Makes a folder inside another; its name is on the disk when this resolves. */
async function makeFolder(outer: string, inner: string): Promise<void> {
  const made = await mkdir(inner, { recursive: true, mode: 0o700 })
  if (made !== undefined) await syncFolder(outer)
}

/** A new name is safe only when the folder that holds it is on the disk too (fsync(2)). */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** Milliseconds since the last write, or null when there is no such file. */
async function ageOf(path: string): Promise<number | null> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    (error) => absent(error, null),
  )
}

const namesIn = (path: string): Promise<string[]> => readdir(path).catch((error) => absent(error, []))

const renamed = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    (error) => absent(error, false),
  )

function absent<T>(error: NodeJS.ErrnoException, instead: T): T {
  if (error.code === 'ENOENT') return instead
  throw error
}
