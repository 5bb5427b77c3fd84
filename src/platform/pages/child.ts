/**
 * The program that draws the pages of one PDF, in a process of its own. PDFium runs as WebAssembly: a broken file can at worst
 * end this process. It is told which page to draw next and answers in messages.
 */
import { readFileSync } from 'node:fs'
import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import sharp from 'sharp'
import type { Answer, Order } from './draw.ts'

const [smallEdge, largeEdge] = process.argv.slice(2)
const edges = { small: Number(smallEdge), large: Number(largeEdge) }
const say = (answer: Answer) => void process.send?.(answer)
process.once('disconnect', () => process.exit())

const library = await PDFiumLibrary.init()
let document: PDFiumDocument | undefined
process.on('message', (order: Order) => void ('open' in order ? open(order.open) : draw(order.page)))

async function open(path: string): Promise<void> {
  try {
    document = await library.loadDocument(readFileSync(path))
  } catch (error) {
    return say({ refused: /password|security/i.test((error as Error).message) ? 'encrypted' : 'unreadable' })
  }
  const pages = document.getPageCount()
  say(pages === 0 ? { refused: 'unreadable' } : { pages })
}

async function draw(page: number): Promise<void> {
  const from = document!.getPage(page - 1)
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
