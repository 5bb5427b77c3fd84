/** PDF with text in it, as lines and tables. What the pages say, not how they look: where things stand tells what belongs together. */
import { join } from 'node:path'
import { Invalid } from '#platform/errors.ts'
import { inThread, type ThreadLimits } from '#platform/thread.ts'
import type { LaidLine } from '../reader/laid.ts'
import { PAGES_MOST, type PdfTrouble } from './pdf/pages.ts'

/**
 * A page of programme takes some milliseconds. A file made to be slow is stopped, and one made to be large too; meanwhile
 * it has a core of its own and nobody else waits.
 */
const LIMITS = { time: 15_000, memory: 300 }

/** What the thread answers. */
export type PdfAnswer = { readonly lines: readonly LaidLine[] } | { readonly trouble: PdfTrouble }

/**
 * Reads a PDF in a thread of its own.
 * @throws Invalid({ file }) when it is locked, broken, without text, or too much
 */
export async function readPdf(bytes: Uint8Array, limits: ThreadLimits = LIMITS): Promise<LaidLine[]> {
  const answer = await inThread<PdfAnswer>(
    { built: 'pdftext', source: join(import.meta.dirname, 'pdf', 'thread.ts') },
    // A copy: the thread may take the bytes over.
    Uint8Array.from(bytes),
    limits,
  )
  if ('stopped' in answer) throw new Invalid({ file: 'sources_pdf_slow' })
  if ('lines' in answer.done) return [...answer.done.lines]
  throw new Invalid({ file: wordsFor(answer.done.trouble) })
}

function wordsFor(trouble: PdfTrouble): string {
  switch (trouble) {
    case 'locked':
      return 'sources_pdf_encrypted'
    case 'pictures':
      return 'sources_pdf_scanned'
    case 'letters':
      return 'sources_pdf_letters'
    case 'long':
      return `sources_pdf_long?pages=${PAGES_MOST}`
    case 'broken':
      return 'sources_pdf_broken'
  }
}
