/**
 * Bytes that stream through lie outside V8's heap. It answers every 64 MB of them with a marking of the whole heap, which in a
 * program of this size takes up to half the time of a fast transfer, and of everybody else's. They die young, so sweeping
 * the young generation now and then (less than a millisecond) frees them before it comes to that. Node must run with --expose-gc;
 * without it all goes on as before.
 */
import type { Readable } from 'node:stream'

const EVERY = 8 * 1024 * 1024
let since = 0

/** To be told of all bytes that have gone through and are of no more use. */
export function flowed(bytes: number): void {
  since += bytes
  if (since < EVERY) return
  since = 0
  globalThis.gc?.({ type: 'minor' })
}

/** The same stream, swept behind: it tells of each piece as it comes in, which costs less than another stream after it. */
export function swept(stream: Readable): Readable {
  if (!globalThis.gc) return stream
  const push = stream.push.bind(stream)
  stream.push = (piece: Buffer | null, encoding) => {
    if (piece) flowed(piece.length)
    return push(piece, encoding)
  }
  return stream
}
