import { randomUUID } from 'node:crypto'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { PDFDocument } from 'pdf-lib'
import { afterAll, expect, test } from 'vitest'
import { openFileStore } from './disk.ts'
import { pagesOf } from './pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'samling-pages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const store = openFileStore(folder)
const network = randomUUID()
const pages = async (content: Readable) => pagesOf(store, network, await store.put(network, content, 1e8))
const of = (...parts: (string | Uint8Array)[]) => Readable.from(parts.map((part) => Buffer.from(part)))
const sample = (name: string) => createReadStream(join(import.meta.dirname, '../../../sample/files', name))

test('counts the slides of a presentation and the pages of a paper', async () => {
  expect(await pages(sample('dagens-agenda.pptx'))).toBe(12)
  expect(await pages(sample('biblioteksystem.pptx'))).toBe(9)
  expect(await pages(sample('utkast-til-handlingsplan.pdf'))).toBeGreaterThan(2)
})

test.each([true, false])('finds the page tree, packed or not (%s)', async (useObjectStreams) => {
  const pdf = await PDFDocument.create()
  for (let i = 0; i < 23; i++) pdf.addPage()
  expect(await pages(of(await pdf.save({ useObjectStreams })))).toBe(23)
})

test('says nothing where nothing can be found', async () => {
  expect(await pages(of('%PDF-1.7\nnothing here'))).toBeNull()
  expect(await pages(of('just text'))).toBeNull()
  expect(await pages(of('%PDF-1.7\n', '/ObjStm stream\n', Buffer.alloc(50), '\nendstream'))).toBeNull()
})

test('is not held up by a file made to hold it up', async () => {
  const began = performance.now()
  await pages(of('%PDF-1.7\n', '/Type/Pages '.repeat(400_000)))
  await pages(of('%PDF-1.7\n', '/ObjStm'.repeat(600_000)))
  await pages(of('%PDF-1.7\n', '/ObjStm stream\n'.repeat(300_000), 'endstream'))
  expect(performance.now() - began).toBeLessThan(5000)
})
