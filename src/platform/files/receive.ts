/** Takes a form with a file in it, as a stream: what is kept goes straight to the store, never into memory. */
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
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
  await readParts(
    request,
    { limit, around, files: 1 },
    {
      field: (name, value) => {
        fields[name] = value
      },
      file: async (_, stream, fileName) => {
        file = { ...(await keep(stream)), fileName }
      },
    },
  ).catch((error) => {
    throw error instanceof Invalid ? Object.assign(error, { typed: fields }) : error
  })
  return { fields, file }
}

/**
 * The same with the file in memory: for small ones that are drawn or read anew.
 * @throws Invalid({file: 'shared_file_too_large'}) with `typed` on it, all fields
 */
export async function receiveBytes(
  request: FastifyRequest,
  limits: { readonly limit: number; readonly around: number },
): Promise<ReceivedForm<{ readonly bytes: Uint8Array }>> {
  const received = await receiveForm(request, limits, async (stream) => ({ bytes: await buffer(stream) }))
  // Not before: what was typed below the file is wanted too.
  if (received.file && received.file.bytes.length > limits.limit)
    throw Object.assign(new Invalid({ file: 'shared_file_too_large' }), { typed: received.fields })
  return received
}

export interface ReceivedParts<File> {
  /** All values of a field that was sent several times. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>
  /** By field; one that was left empty is not among them. */
  readonly files: Readonly<Record<string, File & { readonly fileName: string }>>
}

/**
 * The same for a form with several files and with fields that are sent several times, as ticked boxes are.
 * @param limits bytes of a file, bytes of a field, and how many of each
 * @param keep must read its stream to the end, or drain it
 */
export async function receiveParts<File>(
  request: FastifyRequest,
  limits: Limits,
  keep: (stream: Readable, field: string) => Promise<File>,
): Promise<ReceivedParts<File>> {
  const fields = new Map<string, string[]>()
  const files = new Map<string, File & { readonly fileName: string }>()
  await readParts(request, limits, {
    field: (name, value) => void fields.set(name, [...(fields.get(name) ?? []), value]),
    file: async (name, stream, fileName) => void files.set(name, { ...(await keep(stream, name)), fileName }),
  })
  return {
    fields: Object.fromEntries([...fields].map(([name, values]) => [name, values.length === 1 ? values[0]! : values])),
    files: Object.fromEntries(files),
  }
}

interface Limits {
  /** Bytes of a file. */
  readonly limit: number
  /** Bytes of a field. */
  readonly around: number
  readonly files: number
  readonly fields?: number
}

interface Taker {
  field(name: string, value: string): void
  file(name: string, stream: Readable, fileName: string): Promise<void>
}

async function readParts(request: FastifyRequest, { limit, around, files, fields }: Limits, take: Taker): Promise<void> {
  try {
    for await (const part of request.parts({
      limits: { fileSize: limit + 1, files, fieldSize: around, ...(fields && { fields }) },
      fileHwm: AHEAD,
      highWaterMark: AHEAD,
    })) {
      if (part.type === 'field') take.field(part.fieldname, String(part.value ?? ''))
      // A file field that was left empty comes as a part without a name.
      else if (!part.filename) part.file.resume()
      else await take.file(part.fieldname, part.file, fileNameOf(part.filename))
    }
  } catch (error) {
    // Nobody is left to answer, and nothing is wrong with us.
    if (request.raw.destroyed && !request.raw.complete)
      throw Object.assign(new Error('the sender went away'), { statusCode: 400 })
    turnAway(request)
    // The parser's own errors have no status: a form that cannot be read is the sender's.
    if (error instanceof Invalid || !(error instanceof Error) || !/multipart/i.test(error.message)) throw error
    throw Object.assign(error, { statusCode: 400 })
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
