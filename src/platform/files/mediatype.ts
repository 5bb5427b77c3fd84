/** What a file is, told by its content. Names and what browsers say of them lie, by mistake or on purpose. */
import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'

/** How much of a text is looked at. */
const HEAD = 64 * 1024
const UNKNOWN = 'application/octet-stream'

/** The media type of a file on the disk. Never fails for what is in it: what cannot be told is `application/octet-stream`. */
export async function mediaTypeOf(path: string): Promise<string> {
  const found = await fileTypeFromFile(path).catch(() => undefined)
  if (found?.mime === 'application/x-cfb') return oldOfficeType(path).catch(() => found.mime)
  // What begins like XML may be a picture or a page with script: looked at below.
  if (found && found.mime !== 'application/xml') return found.mime.split(';')[0]!
  return textType(await headOf(path))
}

/** HTML and SVG are told apart from harmless text, since browsers would run what is in them. */
function textType(head: Buffer): string {
  let text: string
  try {
    // `stream`: the head may end in the middle of a letter.
    text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
  } catch {
    // Older files are in Latin-1: text if it holds no control signs but line breaks and tabs.
    text = head.toString('latin1')
    if (/[\x80-\x9f]/.test(text)) return UNKNOWN
  }
  if (/[\x00-\x08\x0e-\x1f\x7f]/.test(text)) return UNKNOWN
  const start = text.replace(/^(?:\s|<\?xml[^>]*\?>|<!--[\s\S]*?-->)+/, '').toLowerCase()
  if (/^(?:<!doctype svg|<svg[\s>:/])/.test(start)) return 'image/svg+xml'
  if (/^<(?:!doctype html|html|head|body|script|iframe|title|table|style|div|h1|p|a|b|br|img|meta|link)\b/.test(start))
    return 'text/html'
  if (/^\s*<\?xml/.test(text)) return 'application/xml'
  return looksLikeTable(text) ? 'text/csv' : 'text/plain'
}

/** Two or more lines with the same number of semicolons, tabs or commas. */
function looksLikeTable(text: string): boolean {
  const lines = text.split(/\r?\n/).slice(0, -1).filter(Boolean).slice(0, 20)
  const cells = (separator: string) => lines.map((line) => line.replace(/"(?:[^"]|"")*"/g, '').split(separator).length)
  return (
    lines.length >= 2 &&
    [';', '\t', ','].some((separator) => cells(separator).every((count, _, all) => count > 1 && count === all[0]))
  )
}

/** Word, Excel and PowerPoint before 2007 share a container; the names of its streams tell them apart ([MS-CFB] 2.6). */
async function oldOfficeType(path: string): Promise<string> {
  const head = await headOf(path, 512)
  const sectorSize = 2 ** head.readUInt16LE(30)
  const directory = await headOf(path, 16 * 1024, (head.readUInt32LE(48) + 1) * sectorSize)
  const holds = (stream: string) => directory.includes(Buffer.from(`${stream}\0`, 'utf16le'))
  if (holds('PowerPoint Document')) return 'application/vnd.ms-powerpoint'
  if (holds('WordDocument')) return 'application/msword'
  return holds('Workbook') ? 'application/vnd.ms-excel' : 'application/x-cfb'
}

async function headOf(path: string, length = HEAD, from = 0): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, from)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
