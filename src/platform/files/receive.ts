/** Takes a form with a file in it, as a stream: what is kept goes straight to the store, never into memory. */
import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Invalid } from '../errors.ts'
import type { FileStore, StoredFile } from './store.ts'

/** What a form's fields and the lines around a file may weigh beside the file itself. */
const AROUND = 64 * 1024
/** How long we go on reading and throwing away what a refused sender still sends, so that it gets to read why. */
const LINGER_MS = 3000

/** How much may wait between the line and whoever keeps the file, so that neither waits for the other's every piece. */
const AHEAD = 1024 * 1024

export interface ReceivedForm<File> {
  readonly fields: Readonly<Record<string, string>>
  /** Null when no file was chosen. */
  readonly file: (File & { readonly fileName: string }) | null
}
export type Received = ReceivedForm<StoredFile>

/**
 * Refuses a request that says itself that it is too large, before a byte of it is read.
 * @throws Invalid({file: 'shared_file_too_large'})
 */
export function refuseTooLarge(request: FastifyRequest, limit: number, around = AROUND): void {
  if (Number(request.headers['content-length'] ?? 0) <= limit + around) return
  turnAway(request)
  throw new Invalid({ file: 'shared_file_too_large' })
}

/**
 * Reads a multipart form with at most one file, of at most `limit` bytes, whatever its length is said to be.
 * @throws Invalid({file: 'shared_file_too_large' | 'shared_file_empty'}) with `typed` on it, the fields that were read until then
 */
export const receiveUpload = (request: FastifyRequest, store: FileStore, networkId: string, limit: number): Promise<Received> =>
  receiveForm(request, { limit, around: AROUND }, (stream) => store.put(networkId, stream, limit))

/**
 * Reads a multipart form with at most one file, which `keep` takes. The stream ends one byte beyond the limit, so that
 * `keep` sees that there is more.
 * @param limits `around` is what a field may weigh, in bytes
 * @throws what `keep` throws, an Invalid with `typed` on it, the fields that were read until then
 */
export async function receiveForm<File>(
  request: FastifyRequest,
  { limit, around }: { readonly limit: number; readonly around: number },
  keep: (stream: Readable) => Promise<File>,
): Promise<ReceivedForm<File>> {
  const fields: Record<string, string> = {}
  let file: ReceivedForm<File>['file'] = null
  try {
    for await (const part of request.parts({
      limits: { fileSize: limit + 1, files: 1, fieldSize: around },
      fileHwm: AHEAD,
      highWaterMark: AHEAD,
    })) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value ?? '')
      // A file field that was left empty comes as a part without a name.
      else if (!part.filename) part.file.resume()
      else file = { ...(await keep(part.file)), fileName: fileNameOf(part.filename) }
    }
    return { fields, file }
  } catch (error) {
    // Nobody is left to answer, and nothing is wrong with us.
    if (request.raw.destroyed && !request.raw.complete)
      throw Object.assign(new Error('the sender went away'), { statusCode: 400 })
    turnAway(request)
    if (error instanceof Invalid) throw Object.assign(error, { typed: fields })
    // The parser's own errors have no status: a form that cannot be read is the sender's.
    throw error instanceof Error && /multipart/i.test(error.message) ? Object.assign(error, { statusCode: 400 }) : error
  }
}

/** The last part of what may be a path, without signs that a file's name cannot hold. */
export function fileNameOf(sent: string): string {
  const name = sent
    .normalize('NFC')
    .replace(/^.*[\\/]/s, '')
    .replace(/[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim()
  const [, stem = '', extension = ''] = /^(.*?)(\.[^.]{1,12})?$/s.exec(name) ?? []
  return `${stem.slice(0, 150)}${extension}` || 'fil'
}

/**
 * Answers while the body is still on its way: what comes is read and dropped for a while, since closing at once would throw
 * away the answer at the sender's end too (RFC 9112 §9.6). Then the line is cut.
 */
function turnAway(request: FastifyRequest): void {
  const body = request.raw
  body.unpipe()
  body.resume()
  setTimeout(() => {
    if (!body.complete) body.destroy()
  }, LINGER_MS).unref()
}
