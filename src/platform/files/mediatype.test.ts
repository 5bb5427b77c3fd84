import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mediaTypeOf } from './mediatype.ts'

const folder = mkdtempSync(join(tmpdir(), 'samling-types-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const typeOf = (content: string | Buffer) => {
  const path = join(folder, 'lying.pdf')
  writeFileSync(path, content)
  return mediaTypeOf(path)
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** An old Office file: its header, then a directory that names one stream. */
const oldOffice = (stream: string) => {
  const bytes = Buffer.alloc(1536)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes)
  bytes.writeUInt16LE(9, 30)
  bytes.writeUInt32LE(1, 48)
  Buffer.from(stream, 'utf16le').copy(bytes, 1024 + 128)
  return bytes
}

test.each<[string, string | Buffer, string]>([
  ['a PDF', '%PDF-1.7\n%âãÏÓ\n', 'application/pdf'],
  ['a picture', png, 'image/png'],
  ['a Windows program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'application/x-msdownload'],
  ['a Linux program', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)]), 'application/x-elf'],
  ['text', 'Referat fra møtet.\nAlle var til stede.\n', 'text/plain'],
  ['text in Latin-1', Buffer.from('Blåbærsyltetøy på brød', 'latin1'), 'text/plain'],
  ['a text cut in the middle of a letter', Buffer.from('ø'.repeat(40_000)).subarray(1 - 1, 65_537), 'text/plain'],
  ['a table', 'kommune;bibliotek\nAlta;Alta bibliotek\nTana;"Deanu; Tana"\n', 'text/csv'],
  ['a page', '\n<!-- hei -->\n<!DOCTYPE html><script>alert(1)</script>', 'text/html'],
  ['a page without its head', '<script>alert(1)</script>', 'text/html'],
  ['a drawing', '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
  ['other XML', '<?xml version="1.0"?><møte/>', 'application/xml'],
  ['PowerPoint 97', oldOffice('PowerPoint Document'), 'application/vnd.ms-powerpoint'],
  ['Word 97', oldOffice('WordDocument'), 'application/msword'],
  ['a broken old Office file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'application/x-cfb'],
  ['a zip cut short', Buffer.from('504b0304140000000800', 'hex'), 'application/zip'],
  ['noise', Buffer.from([0, 1, 2, 3, 255, 254]), 'application/octet-stream'],
])('tells %s by its content', async (_, content, type) => {
  expect(await typeOf(content)).toBe(type)
})
