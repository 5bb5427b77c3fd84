/** The pieces of text on the pages of a PDF and where they stand, through pdf.js. */
import { getDocumentProxy } from 'unpdf'

/** Points from the page's upper left corner; `y` is that of the line the letters stand on. */
export interface Piece {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly size: number
}
export interface Page {
  readonly width: number
  readonly height: number
  readonly pieces: readonly Piece[]
}

/** `letters`: there is text, but the fonts do not tell which letters their shapes are. */
export type PdfTrouble = 'locked' | 'broken' | 'pictures' | 'letters' | 'long'

export const PAGES_MOST = 200
/** Pieces of text in a whole file; each word may be one. */
const PIECES_MOST = 60_000
/** Fewer letters than these in a whole file are the stamp of a scanner. */
const LETTERS_LEAST = 20

export async function pagesOf(bytes: Uint8Array): Promise<Page[] | PdfTrouble> {
  const document = await opened(bytes)
  if (typeof document === 'string') return document
  if (document.numPages > PAGES_MOST) return 'long'
  const pages: Page[] = []
  let pieces = 0
  for (let n = 1; n <= document.numPages; n++) {
    const page = await pageOf(document, n)
    pieces += page.pieces.length
    if (pieces > PIECES_MOST) return 'long'
    pages.push(page)
  }
  const text = pages.flatMap((page) => page.pieces.map((piece) => piece.text)).join('')
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  const shapes = text.match(/[\p{Co}\p{Cc}\ufffd]/gu)?.length ?? 0
  if (shapes > letters && shapes > LETTERS_LEAST) return 'letters'
  return letters < LETTERS_LEAST ? 'pictures' : pages
}

type Document = Awaited<ReturnType<typeof getDocumentProxy>>

async function opened(bytes: Uint8Array): Promise<Document | PdfTrouble> {
  try {
    // Fonts are only asked for their letters; nothing is drawn, evaluated or fetched.
    return await getDocumentProxy(bytes, { isEvalSupported: false, disableFontFace: true, stopAtErrors: false, verbosity: 0 })
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken'
  }
}

async function pageOf(document: Document, n: number): Promise<Page> {
  try {
    const page = await document.getPage(n)
    const { width, height, transform } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    page.cleanup()
    const pieces = items.flatMap((item): Piece[] => {
      if (!('str' in item) || item.str.trim() === '') return []
      const at = times(transform as unknown as Matrix, item.transform as unknown as Matrix)
      // Text on its side is a mark in the margin.
      const isUpright = Math.abs(at[0]) > Math.abs(at[1])
      const size = Math.hypot(at[2], at[3])
      const text = item.str.replaceAll('\u0000', '').replace(/[\uf0b7\uf0a7\uf0d8\uf076]/g, '•')
      return isUpright && size > 0 ? [{ text, x: at[4], y: at[5], width: item.width, size }] : []
    })
    return { width, height, pieces }
  } catch {
    // One page may be broken where the others are not; what they hold is still worth having.
    return { width: 0, height: 0, pieces: [] }
  }
}

type Matrix = readonly [number, number, number, number, number, number]

/** One transformation after another (ISO 32000-1, 8.3.4). */
const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
]
