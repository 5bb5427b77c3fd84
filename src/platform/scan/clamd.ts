/** Asks ClamAV's daemon about a file, over its socket, piece by piece (clamd(8), INSTREAM). The file need not lie where it sees it. */
import { once } from 'node:events'
import { createConnection, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** A large archive takes its time; so does a daemon that is just loading new signatures. */
const SILENT_WITHIN_MS = 120_000
const PING_WITHIN_MS = 10_000
const AT_ONCE = 256 * 1024

export type Scanned = { readonly clean: true } | { readonly threat: string }

/** The daemon takes no file of this size (StreamMaxLength in clamd.conf). */
export class TooLargeToScan extends Error {}

/** It hangs up as it answers that a file is too large; what comes of the pieces under way may tear the line before the answer is read. */
const LOST_ANSWERS = 3

/**
 * @param url `unix:/path/of/socket` or `tcp://host:port`
 * @param open reads the file from its beginning; called anew when the line broke before an answer was read
 * @throws TooLargeToScan, or another error when the daemon cannot be asked: then nothing is known of the file
 */
export async function scan(url: string, open: () => Promise<Readable>): Promise<Scanned> {
  for (let left = LOST_ANSWERS; ; left--)
    try {
      return await scanOnce(url, await open())
    } catch (error) {
      if (left === 1 || !hungUp(error)) throw error
    }
}

async function scanOnce(url: string, content: Readable): Promise<Scanned> {
  const answer = await ask(url, SILENT_WITHIN_MS, async (socket) => {
    await write(socket, 'zINSTREAM\0')
    for await (const piece of content as AsyncIterable<Buffer>)
      for (let at = 0; at < piece.length; at += AT_ONCE) {
        const part = piece.subarray(at, at + AT_ONCE)
        const length = Buffer.alloc(4)
        length.writeUInt32BE(part.length)
        await write(socket, Buffer.concat([length, part]))
      }
    await write(socket, Buffer.alloc(4))
  }).finally(() => content.destroy())
  if (answer === 'stream: OK') return { clean: true }
  const found = /^stream: (.+) FOUND$/.exec(answer)
  if (found) return { threat: found[1]! }
  if (/size limit exceeded/i.test(answer)) throw new TooLargeToScan(answer)
  throw new Error(`clamd answered: ${answer || 'nothing'}`)
}

/** The daemon's version and that of its signatures. @throws when it cannot be asked */
export const scannerVersion = (url: string): Promise<string> => ask(url, PING_WITHIN_MS, (socket) => write(socket, 'zVERSION\0'))

async function ask(url: string, within: number, say: (socket: Socket) => Promise<unknown>): Promise<string> {
  const socket = createConnection(placeOf(url))
  let answer = ''
  socket.setEncoding('utf8').on('data', (piece) => {
    answer += piece
  })
  socket.setTimeout(within, () => socket.destroy(new Error('clamd is silent')))
  const closed = new Promise<void>((resolve, reject) => socket.once('close', resolve).once('error', reject))
  // Told by whoever waits for it below; before that it must not end the process.
  closed.catch(() => {})
  try {
    await once(socket, 'connect')
    // It answers and hangs up in the middle when a file is too large for it: the answer counts, not the broken pipe.
    await Promise.race([say(socket), closed]).catch((error) => {
      if (!answer) throw error
    })
    await closed.catch((error) => {
      if (!answer) throw error
    })
    return answer.replace(/\0.*$/s, '').trim()
  } finally {
    socket.destroy()
  }
}

const hungUp = (error: unknown): boolean => ['EPIPE', 'ECONNRESET', 'HUNG_UP'].includes((error as { code?: string }).code ?? '')

const write = async (socket: Socket, bytes: string | Buffer): Promise<void> => {
  if (socket.destroyed) throw Object.assign(new Error('clamd hung up'), { code: 'HUNG_UP' })
  if (!socket.write(bytes)) await once(socket, 'drain')
}

const placeOf = (url: string) =>
  url.startsWith('unix:') ? { path: url.slice(5) } : { host: new URL(url).hostname, port: Number(new URL(url).port || 3310) }
