/**
 * Any file as what it holds: a programme that it states, or a document to be understood. What is in it decides, its name
 * only where the content leaves it open.
 */
import { Invalid } from '#platform/errors.ts'
import { LONGEST } from '../reader/lines.ts'
import { isZip, namesInZip } from './archive.ts'
import { looksLikeCsv, readCsv } from './csv.ts'
import { decode } from './encoding.ts'
import { looksLikeHtml, readHtml } from './html/read.ts'
import { readMarkdown } from './markdown.ts'
import { isOle, oleTrouble } from './ole.ts'
import type { DocumentFormat, DocumentSource, LaidLine, Source, SourceFile } from './shape.ts'
import { readText } from './text.ts'

/** A file of this size is full of pictures; it is not opened to be told that its text is short. Bytes. */
const LARGEST = 60_000_000

/**
 * Reads a file.
 * @throws Invalid({ file: key }) in words that name the trouble and what to do about it, and nothing else
 */
export async function readSource(file: SourceFile): Promise<Source> {
  if (file.bytes.length > LARGEST) throw new Invalid({ file: 'sources_too_big' })
  const { readStructured } = await import('./structured.ts')
  return (await readStructured(file)) ?? readDocument(file)
}

/**
 * Reads a file as a document, whatever it states.
 * @throws Invalid({ file: key }) as above
 */
export async function readDocument(file: SourceFile): Promise<DocumentSource> {
  if (file.bytes.length === 0) throw new Invalid({ file: 'sources_empty' })
  if (file.bytes.length > LARGEST) throw new Invalid({ file: 'sources_too_big' })
  const [format, lines] = await documentIn(file)
  const length = lines.reduce((sum, line) => sum + line.cells.reduce((all, cell) => all + cell.text.length + 1, 0), 0)
  if (length > LONGEST) throw new Invalid({ file: 'sources_too_long' })
  if (!lines.some((line) => line.cells.some((cell) => cell.text.trim() !== ''))) throw new Invalid({ file: 'sources_empty' })
  return { kind: 'document', format, lines }
}

/** Each library is loaded with the first file that needs it: the server starts without them. */
async function documentIn({ name, bytes }: SourceFile): Promise<[DocumentFormat, LaidLine[]]> {
  if (isOle(bytes)) throw new Invalid({ file: oleTrouble(bytes) })
  if (isZip(bytes)) return officeIn(bytes)
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (start.includes('%PDF-')) return ['pdf', await (await import('./pdf.ts')).readPdf(bytes)]
  if (start.startsWith('{\\rtf')) throw new Invalid({ file: 'sources_rtf' })
  const declared = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{3,20})/i.exec(start)?.[1]
  const text = decode(bytes, declared)
  if (isBinary(text)) throw new Invalid({ file: await otherwise(bytes) })
  return textIn(text, name)
}

/** Office's new formats, and LibreOffice's, are archives. */
async function officeIn(bytes: Uint8Array): Promise<[DocumentFormat, LaidLine[]]> {
  const names = namesInZip(bytes)
  const holds = (pattern: RegExp) => names.some((name) => pattern.test(name))
  if (holds(/^word\d*\/document\d*\.xml$/i)) return ['docx', await (await import('./docx.ts')).readDocx(bytes)]
  if (holds(/^xl\/workbook\d*\.xml$/i)) return ['xlsx', await (await import('./xlsx.ts')).readXlsx(bytes)]
  if (holds(/^ppt\//i)) throw new Invalid({ file: 'sources_slides' })
  if (holds(/^content\.xml$/i)) throw new Invalid({ file: 'sources_opendocument' })
  throw new Invalid({ file: 'sources_archive_unknown' })
}

/** Text of some kind. Saved as something else than it is, it is still read as what it is. */
export function textIn(text: string, name: string): [DocumentFormat, LaidLine[]] {
  if (text.length > LONGEST * 4) throw new Invalid({ file: 'sources_too_big' })
  if (looksLikeHtml(text)) return ['html', readHtml(text)]
  if (text.length > LONGEST) throw new Invalid({ file: 'sources_too_long' })
  const ending = /\.(\w+)$/.exec(name.toLowerCase())?.[1] ?? ''
  if (ending === 'csv' || ending === 'tsv' || looksLikeCsv(text)) {
    const rows = readCsv(text)
    if (rows) return ['csv', rows]
  }
  if (/^(?:md|markdown|mdown|mkd)$/.test(ending)) return ['markdown', readMarkdown(text)]
  return ['text', readText(text)]
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
