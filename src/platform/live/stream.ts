/**
 * One reader of server-sent events (HTML Living Standard §9.2): an answer that stays open. Everybody is written the same
 * buffers; who does not take them off the line is let go, and comes back for the whole.
 */
import type { ServerResponse } from 'node:http'

export type Stream = ServerResponse

/** Kept by nobody and put together by nobody on the way: neither a cache, nor a proxy's buffer, nor its compression. */
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'private, no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** What waits unread for one reader at most; a state that is larger than this may wait four times over. */
const UNREAD_BYTES = 128 * 1024

/** @param headers what every answer bears, beside what makes it a stream */
export function openStream(answer: ServerResponse, headers: Readonly<Record<string, string>>): Stream {
  answer.writeHead(200, { ...headers, ...HEADERS })
  return answer
}

/** What is told to many: as it is, and as a chunk of an answer whose length nobody knows (RFC 9112 §7.1), framed once for all. */
export interface Told {
  readonly bytes: Buffer
  readonly chunk: Buffer
}

export function toldOf(bytes: Buffer): Told {
  const chunk = Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
  return { bytes, chunk }
}

/**
 * Writes to a reader, or lets go of one who is too slow.
 * @param whole how many bytes the whole state is
 * @returns false when this reader is gone
 */
export function deliver(stream: Stream, { bytes, chunk }: Told, whole: number): boolean {
  if (stream.destroyed || stream.writableEnded) return false
  if (stream.writableLength > Math.max(UNREAD_BYTES, 4 * whole)) {
    stream.destroy()
    return false
  }
  // Node would frame the same bytes anew for each of thousands. An older proxy asks in HTTP/1.0, which knows no chunks.
  if (stream.chunkedEncoding && stream.socket) stream.socket.write(chunk)
  else stream.write(bytes)
  return true
}

/** An event as it goes over the line. `data` is on one line, as JSON always is. */
export const eventOf = (event: { readonly id?: string; readonly name?: string; readonly data: string }): Buffer =>
  Buffer.from(
    `${event.id === undefined ? '' : `id: ${event.id}\n`}${event.name === undefined ? '' : `event: ${event.name}\n`}data: ${event.data}\n\n`,
  )

/** That the line lives, and what the server's clock shows. */
export const beat = (now: number): Buffer => eventOf({ name: 'beat', data: `{"now":${now}}` })

/** The reader may not listen any longer, and need not try again. */
export const GONE = eventOf({ name: 'gone', data: '{}' })
/** The process stops; there will be another. */
export const BYE = Buffer.concat([Buffer.from('retry: 1000\n'), eventOf({ name: 'bye', data: '{}' })])
