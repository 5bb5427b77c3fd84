/** Documents of every format as lines. What is in a file decides, its name only where the content leaves it open. */
import { Invalid } from '#platform/errors.ts'
import { LONGEST } from '../reader/lines.ts'
import { isZip, namesInZip } from './archive.ts'
import { looksLikeCsv, readCsv } from './csv.ts'
import { decode } from './encoding.ts'
import { looksLikeHtml, readHtml } from './html/read.ts'
import { readMarkdown } from './markdown.ts'
import { isOle, oleTrouble } from './ole.ts'
import type { DocumentFormat, LaidLine, SourceFile } from './shape.ts'
import { readText } from './text.ts'

interface Opened {
  readonly format: DocumentFormat
  readonly lines: readonly LaidLine[]
}

/**
 * The format of a document, and its lines. Each library is loaded with the first file that needs it: the server starts
 * without them.
 * @throws Invalid({ file: key })
 */
export async function openDocument({ name, bytes }: SourceFile): Promise<Opened> {
  if (isOle(bytes)) throw new Invalid({ file: oleTrouble(bytes) })
  if (isZip(bytes)) return officeIn(bytes)
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (start.includes('%PDF-')) return { format: 'pdf', lines: await (await import('./pdf.ts')).readPdf(bytes) }
  if (start.startsWith('{\\rtf')) throw new Invalid({ file: 'sources_rtf' })
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{3,20})/i.exec(start)?.[1]
  const text = decode(bytes, declared)
  if (isBinary(text)) throw new Invalid({ file: await otherwise(bytes) })
  return textIn(text, name)
}

/** Office's new formats, and LibreOffice's, are archives. */
async function officeIn(bytes: Uint8Array): Promise<Opened> {
  const names = namesInZip(bytes)
  const holds = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (holds(/^word\d*\/document\d*\.xml$/i)) return { format: 'docx', lines: await (await import('./docx.ts')).readDocx(bytes) }
  if (holds(/^xl\/workbook\d*\.xml$/i)) return { format: 'xlsx', lines: await (await import('./xlsx.ts')).readXlsx(bytes) }
  if (holds(/^ppt\//i)) throw new Invalid({ file: 'sources_slides' })
  if (holds(/^content\.xml$/i)) throw new Invalid({ file: 'sources_opendocument' })
  throw new Invalid({ file: 'sources_archive_unknown' })
}

/** Text of some kind. Saved as something else than it is, it is still read as what it is. */
function textIn(text: string, name: string): Opened {
  if (text.length > LONGEST * 4) throw new Invalid({ file: 'sources_too_big' })
  if (looksLikeHtml(text)) return { format: 'html', lines: readHtml(text) }
  if (text.length > LONGEST) throw new Invalid({ file: 'sources_too_long' })
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? ''
  if (ending === 'csv' || ending === 'tsv' || looksLikeCsv(text)) {
    const rows = readCsv(text)
    if (rows) return { format: 'csv', lines: rows }
  }
  if (/^(?:md|markdown|mdown|mkd)$/.test(ending)) return { format: 'markdown', lines: readMarkdown(text) }
  return { format: 'text', lines: readText(text) }
}

/** What a file is that holds no text, as a message key. */
async function otherwise(bytes: Uint8Array): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type')
  return (await fileTypeFromBuffer(bytes))?.mime.startsWith('image/') ? 'sources_picture' : 'sources_unknown'
}

/** A file opened as text is full of control characters. */
function isBinary(text: string): boolean {
  const start = text.slice(0, 20_000)
  const odd = start.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0
  return odd > 3 && odd / start.length > 0.01
}
