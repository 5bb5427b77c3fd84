/**
 * Files on this machine's disk, at `<folder>/<network>/<sha256>`. Plain system calls: what counts here is what reaches the
 * disk before we answer (fsync), a rename that either happened or did not, and parts of a file.
 */
import { once } from 'node:events'
import { constants, createReadStream } from 'node:fs'
import { copyFile, link, open, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { growingIn } from './growing.ts'
import { absent, halvesIn, makeFolder, namesIn, syncFolder, writtenAt } from './halves.ts'
import { mediaTypeOf } from './mediatype.ts'
import { type FileStore, isPlace, placeName } from './store.ts'
import { swept } from './young.ts'

/** Each piece is a journey to another thread and back, and one over the line. */
const READ_AT_ONCE = 256 * 1024

export function openFileStore(folder: string): FileStore {
  const halves = halvesIn(folder)
  const growing = growingIn(folder)
  const placeOf = (networkId: string, sha256: string) => join(folder, placeName(networkId, sha256))
  const place = async (half: string, networkId: string, sha256: string) => {
    try {
      await makeFolder(folder, join(folder, networkId))
      // Also over an equal file: it becomes new again, and the sweep leaves what is new alone.
      await rename(half, placeOf(networkId, sha256))
      await syncFolder(join(folder, networkId))
    } finally {
      // Gone already, unless something failed, or both names led to the same bytes (rename(2)).
      await rm(half, { force: true })
    }
  }

  return {
    growing,

    async put(networkId, content, limit) {
      const { path: half, stored } = await halves.take(content, limit, { sync: true })
      await place(half, networkId, stored.sha256)
      return stored
    },

    async settle(networkId, growingId) {
      const { path, sha256, size } = await growing.finish(growingId)
      const mediaType = await mediaTypeOf(path)
      const half = await halves.aside()
      await secondName(path, half)
      // As new as one that came at once, however long ago its last byte came: the sweep leaves what is new alone.
      const now = new Date()
      await utimes(half, now, now)
      await place(half, networkId, sha256)
      return { sha256, size, mediaType }
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

/** Another name for the same bytes; a copy where the disk has no such thing. */
async function secondName(path: string, name: string): Promise<void> {
  try {
    await link(path, name)
  } catch {
    await copyFile(path, name, constants.COPYFILE_FICLONE)
    const copy = await open(name, 'r')
    await copy.sync().finally(() => copy.close())
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
