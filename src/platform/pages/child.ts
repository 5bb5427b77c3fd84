/**
 * The program that draws the pages of one PDF, in a process of its own. PDFium runs as WebAssembly: a broken file can at worst
 * end this process. It is told which page to draw next and answers in messages.
 */
import { readFileSync } from 'node:fs'
import { PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import sharp from 'sharp'
import type { Answer, Order } from './draw.ts'

const [path = '', smallEdge, largeEdge] = process.argv.slice(2)
const edges = { small: Number(smallEdge), large: Number(largeEdge) }
const say = (answer: Answer) => void process.send?.(answer)
process.once('disconnect', () => process.exit())

const bytes = readFileSync(path)
const library = await PDFiumLibrary.init()
const document = await library.loadDocument(bytes).catch((error: Error) => {
  say({ refused: /password|security/i.test(error.message) ? 'encrypted' : 'unreadable' })
  return null
})

if (document) {
  const count = document.getPageCount()
  if (count === 0) say({ refused: 'unreadable' })
  else {
    say({ pages: count })
    process.on('message', ({ page }: Order) => void draw(document.getPage(page - 1), page))
  }
}

async function draw(from: PDFiumPage, page: number): Promise<void> {
  const { originalWidth, originalHeight } = from.getOriginalSize()
  const scale = edges.large / Math.max(originalWidth, originalHeight, 1)
  const size = (points: number) => Math.min(edges.large, Math.max(1, Math.round(points * scale)))
  const [width, height] = [size(originalWidth), size(originalHeight)]
  // The text first: drawing closes the page.
  const text = from.getText()
  const { data } = await from.render({ width, height, render: 'bitmap', renderFormFields: true })
  const bitmap = sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), {
    raw: { width, height, channels: 4 },
  }).removeAlpha()
  const [small, large] = await Promise.all([
    bitmap.clone().resize({ width: edges.small, height: edges.small, fit: 'inside' }).webp({ quality: 75, effort: 2 }).toBuffer(),
    bitmap.clone().webp({ quality: 82, effort: 2 }).toBuffer(),
  ])
  say({ page, small, large, width, height, text })
}
