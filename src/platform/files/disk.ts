/**
 * Files on this machine's disk, at `<folder>/<network>/<sha256>`. Plain system calls: what counts here is what reaches the
 * disk before we answer (fsync), a rename that either happened or did not, and parts of a file.
 */
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { absent, halvesIn, makeFolder, namesIn, syncFolder, writtenAt } from './halves.ts'
import { type FileStore, isPlace, placeName } from './store.ts'
import { swept } from './young.ts'

/** Each piece is a journey to another thread and back, and one over the line. */
const READ_AT_ONCE = 256 * 1024

export function openFileStore(folder: string): FileStore {
  const halves = halvesIn(folder)
  const placeOf = (networkId: string, sha256: string) => join(folder, placeName(networkId, sha256))

  return {
    async put(networkId, content, limit) {
      const { path: half, stored } = await halves.take(content, limit, { sync: true })
      try {
        const place = placeOf(networkId, stored.sha256)
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
      const file = createReadStream(placeOf(networkId, sha256), { ...range, highWaterMark: READ_AT_ONCE })
      // A file that is gone is told here, before anybody says anything of it.
      await once(file, 'open')
      return swept(file)
    },

    exists: (networkId, sha256) => writtenAt(placeOf(networkId, sha256)).then((at) => at !== null),

    async remove(networkId, sha256, olderThanMs = 0) {
      const place = placeOf(networkId, sha256)
      // Aside first, then a look at its age: an equal file that is stored meanwhile lands on the place, not under the axe.
      const aside = await halves.aside()
      if (!(await renamed(place, aside))) return false
      if (Date.now() - (await writtenAt(aside))!.getTime() < olderThanMs) {
        await rename(aside, place)
        return false
      }
      await rm(aside, { force: true })
      await syncFolder(join(folder, networkId))
      return true
    },

    async *all() {
      for (const networkId of await namesIn(folder)) {
        if (networkId.startsWith('.')) continue
        for (const sha256 of await namesIn(join(folder, networkId)).catch(noFolder)) {
          if (!isPlace(networkId, sha256)) continue
          const found = await stat(join(folder, networkId, sha256)).catch((error) => absent(error, null))
          if (found) yield { networkId, sha256, size: found.size, storedAt: found.mtime }
        }
      }
    },

    unfinished: halves.since,
    sweepHalves: halves.sweep,
  }
}

const renamed = (from: string, to: string): Promise<boolean> =>
  rename(from, to).then(
    () => true,
    (error) => absent(error, false),
  )

/** Not ours, whatever it is: a file beside the networks' folders. */
function noFolder(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOTDIR') return []
  throw error
}
