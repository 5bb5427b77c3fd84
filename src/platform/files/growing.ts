/**
 * Files that come in parts, over hours and broken lines, on this machine's disk until they are whole. The bytes that lie there
 * are the only truth about how far one has come: nothing else has to be right after a crash.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { isId } from '../db/id.ts'
import { absent, makeFolder, namesIn } from './halves.ts'
import { mediaTypeOf } from './mediatype.ts'
import { pour, type Sum } from './pour.ts'

/** Inside the files' folder. Not a network's name, so never mistaken for one. */
const GROWING = '.growing'
/** So many sums are remembered; whoever comes back after that waits while theirs is worked out from the disk. */
const REMEMBERED = 1000

export interface Growing {
  /** Begins a file of no bytes. */
  begin(id: string): Promise<void>
  /** How far it has come, in bytes, and since when it stands there; null when there is none. */
  look(id: string): Promise<{ readonly size: number; readonly at: Date } | null>
  /**
   * Goes on from where it stands. What came before the content broke off stays.
   * @param room bytes it may still grow by
   * @returns how far it has come now
   * @throws Error when it does not stand at `from`; what `pour` throws
   */
  append(id: string, content: Readable, from: number, room: number): Promise<number>
  /** The whole file: on the disk, not only on its way there, and its sum. Rejects when there is none. */
  finish(id: string): Promise<{ readonly path: string; readonly sha256: string; readonly size: number }>
  /** What it is by its content, as far as it has come. */
  mediaType(id: string): Promise<string>
  /** Takes it away, if it is there. */
  drop(id: string): Promise<void>
  /** The ids of all there are. */
  all(): Promise<string[]>
}

export function growingIn(folder: string): Growing {
  const growing = join(folder, GROWING)
  /** The sum of what lies there, so that it is not read again for each part. Lost at a restart, and of no other use. */
  const sums = new Map<string, Sum>()
  const pathOf = (id: string) => {
    if (!isId(id)) throw new Error(`no name for what is being received: ${id}`)
    return join(growing, id)
  }
  const look = (id: string) =>
    stat(pathOf(id)).then(
      ({ size, mtime: at }) => ({ size, at }),
      (error) => absent(error, null),
    )
  const sumTo = async (id: string, size: number): Promise<Sum> => {
    const known = sums.get(id)
    sums.delete(id)
    if (known?.size === size) return known
    const hash = createHash('sha256')
    if (size > 0) for await (const piece of createReadStream(pathOf(id), { end: size - 1 })) hash.update(piece as Buffer)
    return { hash, size }
  }
  const remember = (id: string, sum: Sum) => {
    sums.set(id, sum)
    if (sums.size > REMEMBERED) sums.delete(sums.keys().next().value!)
  }
  return {
    look,
    async begin(id) {
      await makeFolder(folder, growing)
      await (await open(pathOf(id), 'wx', 0o600)).close()
    },
    async append(id, content, from, room) {
      // A sender who goes away before the first byte is read: told by the reading, and not to the whole process.
      content.on('error', () => {})
      const file = await open(pathOf(id), 'r+')
      try {
        if ((await file.stat()).size !== from) throw new Error(`${id} does not stand at ${from}`)
        const sum = await sumTo(id, from)
        await pour(file, sum, content, room)
          // After a fault of the disk it is ahead of what lies there: then it does not fit, and is worked out anew.
          .finally(() => remember(id, sum))
        return sum.size
      } finally {
        await file.close()
      }
    },
    async finish(id) {
      const path = pathOf(id)
      const file = await open(path, 'r')
      try {
        const { size } = await file.stat()
        const sum = await sumTo(id, size)
        remember(id, sum)
        await file.sync()
        // It can be asked for once only, and whoever stores the file may have to try again.
        return { path, sha256: sum.hash.copy().digest('hex'), size }
      } finally {
        await file.close()
      }
    },
    mediaType: (id) => mediaTypeOf(pathOf(id)),
    async drop(id) {
      sums.delete(id)
      await rm(pathOf(id), { force: true })
    },
    all: async () => (await namesIn(growing)).filter(isId),
  }
}
