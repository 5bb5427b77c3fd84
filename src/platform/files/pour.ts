/** From a stream to the disk, summed up on the way: what every way of receiving a file comes down to. */
import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { Invalid } from '../errors.ts'
import { flowed } from './young.ts'

/** Small pieces are gathered, since each write is a journey to another thread and back. */
const GATHERED = 512 * 1024

/** What has been summed up so far. */
export interface Sum {
  readonly hash: Hash
  /** Bytes. */
  size: number
}

/**
 * Writes a stream to a file behind what is summed already. What came before the stream broke off, or before it went beyond its
 * room, is written and summed when this rejects; after a fault of the disk the sum may be ahead of what is written.
 * @param room bytes; more ends the reading
 * @throws Invalid({file: 'shared_file_too_large'}) when there was no room; the stream's and the disk's own errors
 */
export async function pour(file: FileHandle, sum: Sum, content: Readable, room: number): Promise<void> {
  const most = sum.size + room
  let [gathered, pieces] = [0, [] as Buffer[]]
  let written = Promise.resolve()
  /** While another thread writes what was gathered, this one sums it up and gathers the next. */
  const flush = async () => {
    await written
    written = writeAll(file, pieces, sum.size)
    written.catch(() => {}) // told by the next who waits for it
    for (const piece of pieces) sum.hash.update(piece)
    sum.size += gathered
    flowed(gathered)
    gathered = 0
    pieces = []
  }
  try {
    for await (const piece of content as AsyncIterable<Buffer>) {
      if (sum.size + gathered + piece.length > most) throw new Invalid({ file: 'shared_file_too_large' })
      pieces.push(piece)
      gathered += piece.length
      if (gathered >= GATHERED) await flush()
    }
  } finally {
    await flush()
    await written
  }
}

async function writeAll(file: FileHandle, pieces: readonly Buffer[], from: number): Promise<void> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const { bytesWritten } = await file.writev(pieces, from)
  if (bytesWritten === length) return
  // The disk took a part only, as it does when it is nearly full: the rest, or the error that says why not.
  const rest = Buffer.concat(pieces).subarray(bytesWritten)
  for (let done = 0; done < rest.length; )
    done += (await file.write(rest, done, rest.length - done, from + bytesWritten + done)).bytesWritten
}
