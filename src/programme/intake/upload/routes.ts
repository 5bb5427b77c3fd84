/**
 * What was given to read, however it came: typed, pasted with its formatting, or a file. All of it becomes fields of one form:
 * a text that a person can see and correct, and beside it the layout it came in. Nothing is stored.
 */
import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Invalid } from '#platform/errors.ts'
import { receiveForm, refuseTooLarge } from '#platform/files/receive.ts'
import type { App } from '#platform/http/app.ts'
import type { Locale } from '#platform/words/text.ts'
import { readSource } from '../../sources/read.ts'
import type { SourceFile } from '../../sources/shape.ts'
import { unlaid } from '../reader/layout.ts'
import { FILE_LARGEST, mayRead, noChoices, tooManyItems } from '../rules.ts'
import { checkedOf, type Given, type Opened, openGiven } from '../sources.ts'

/** Percent-encoding triples what is not plain letters; a text of the greatest length, with its layout, must still arrive to be answered. */
const FORM_LARGEST = 40 * 1024 * 1024

export type Fields = Readonly<Record<string, string | string[]>>

/** A form that cannot be read on: the fields as they were sent, and what is wrong with which. */
export interface Unusable {
  readonly fields: Fields
  readonly wrong: Readonly<Record<string, string>>
}

/** For routes that such a form is sent to, round after round. */
export function acceptLargeForms(scope: App): void {
  scope.removeContentTypeParser('application/x-www-form-urlencoded')
  scope.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_LARGEST },
    (_request, body, done) => done(null, fieldsOf(body as string)),
  )
}

/**
 * The form's fields with whatever was given as `text`, `layout` and `fileName`.
 * @returns `wrong` with message keys by field where a file or a paste cannot be read
 */
export async function takeGiven(request: FastifyRequest): Promise<{ readonly fields: Fields } | Unusable> {
  if (!request.isMultipart()) return withPaste((request.body ?? {}) as Fields)
  let fields: Fields = {}
  try {
    refuseTooLarge(request, FILE_LARGEST, FORM_LARGEST)
    const received = await receiveForm(request, { limit: FILE_LARGEST, around: FORM_LARGEST }, inMemory)
    fields = received.fields
    if (!received.file) return await withPaste(fields)
    if (String(fields.text ?? '').trim() !== '') return { fields, wrong: { file: 'programme_text_and_file' } }
    return { fields: { ...fields, ...(await opened({ name: received.file.fileName, bytes: received.file.bytes })) } }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const { file = 'shared_invalid' } = error.fields
    return {
      fields: (error as { typed?: Fields }).typed ?? fields,
      wrong: { file: file === 'shared_file_too_large' ? 'programme_file_too_large' : file },
    }
  }
}

/** A script that sends a file asks for what it holds, to be put in the form. */
export const wantsData = (request: FastifyRequest): boolean => {
  const accepts = request.headers.accept ?? ''
  return accepts.includes('application/json') && !accepts.includes('text/html')
}

/** @throws Invalid({ file }) for what could not be read */
export function sendData(reply: FastifyReply, given: { readonly fields: Fields } | Unusable): FastifyReply {
  if ('wrong' in given) throw new Invalid(given.wrong)
  const { text = '', layout = '', fileName = '' } = given.fields
  return reply.send({ text, layout, fileName })
}

/** What stands in the form, opened; or what is wrong with it, as message keys by field. */
export async function openForm(
  form: Given & { readonly fileName: string },
  fallback: Locale,
): Promise<Opened | { wrong: Record<string, string> }> {
  const readable = mayRead(form.text)
  if (readable !== 'yes') return { wrong: { text: readable } }
  try {
    const opened = await openGiven(form)
    return tooManyItems(checkedOf(opened, noChoices, fallback).outline) ? { wrong: { text: 'programme_too_many' } } : opened
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return { wrong: { text: Object.values(error.fields)[0] ?? 'shared_invalid' } }
  }
}

/** The clipboard's HTML says more than its text: tables keep their cells. */
async function withPaste(fields: Fields): Promise<{ readonly fields: Fields } | Unusable> {
  const html = String(fields.html ?? '')
  if (html.trim() === '') return { fields }
  const { html: _, ...rest } = fields
  try {
    const { text, layout } = await opened({ name: 'paste.html', bytes: Buffer.from(html) })
    return { fields: text.trim() === '' ? rest : { ...rest, text, layout } }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return { fields: rest, wrong: { text: 'programme_paste_unreadable' } }
  }
}

async function opened(file: SourceFile): Promise<{ text: string; layout: string; fileName: string }> {
  const source = await readSource(file)
  if (source.kind === 'programme') return { text: source.text, layout: '', fileName: file.name }
  return { ...unlaid(source.lines), fileName: file.name }
}

/** @throws Invalid({ file }) for more than may be sent, or nothing at all */
async function inMemory(stream: Readable): Promise<{ bytes: Uint8Array }> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > FILE_LARGEST) throw new Invalid({ file: 'shared_file_too_large' })
    pieces.push(piece)
  }
  if (size === 0) throw new Invalid({ file: 'shared_file_empty' })
  return { bytes: Buffer.concat(pieces) }
}

function fieldsOf(body: string): Fields {
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  return fields
}
