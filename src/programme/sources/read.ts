/** Any file as what it holds: a programme that it states, or a document to be understood. */
import { join } from 'node:path'
import { Invalid } from '#platform/errors.ts'
import { inThread } from '#platform/thread.ts'
import { LONGEST } from '../reader/lines.ts'
import { isZip, sizeUnpacked } from './archive.ts'
import { openDocument } from './document.ts'
import type { DocumentFormat, DocumentSource, LaidLine, Source, SourceFile } from './shape.ts'

/** A file of this size is full of pictures; it is not opened to be told that its text is short. Bytes. */
const LARGEST = 60_000_000
/** What takes more than some tenths of a second is done where nobody else waits, and stopped when it takes too long. Bytes. */
const LIGHT = 1_000_000
const LIMITS = { time: 20_000, memory: 1024 }

/** What the thread answers; `refused` is the key of an Invalid. */
export type ThreadAnswer = { readonly format: DocumentFormat; readonly lines: readonly LaidLine[] } | { readonly refused: string }

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
  const { format, lines } = isHeavy(file.bytes) ? await openInThread(file) : await openDocument(file)
  const length = lines.reduce((sum, line) => sum + line.cells.reduce((all, cell) => all + cell.text.length + 1, 0), 0)
  if (length > LONGEST) throw new Invalid({ file: 'sources_too_long' })
  if (!lines.some((line) => line.cells.some((cell) => cell.text.trim() !== ''))) throw new Invalid({ file: 'sources_empty' })
  return { kind: 'document', format, lines }
}

/** An archive is as heavy as what is in it. A PDF has a thread of its own in any case. */
function isHeavy(bytes: Uint8Array): boolean {
  if (isZip(bytes)) return sizeUnpacked(bytes, (name) => name.endsWith('.xml')) > LIGHT
  return bytes.length > LIGHT && !Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}

async function openInThread(file: SourceFile): Promise<{ format: DocumentFormat; lines: readonly LaidLine[] }> {
  const answer = await inThread<ThreadAnswer>(
    { built: 'documents', source: join(import.meta.dirname, 'thread.ts') },
    { name: file.name, bytes: Uint8Array.from(file.bytes) } satisfies SourceFile,
    LIMITS,
  )
  if ('stopped' in answer) throw new Invalid({ file: answer.stopped === 'time' ? 'sources_slow' : 'sources_too_big' })
  if ('refused' in answer.done) throw new Invalid({ file: answer.done.refused })
  return answer.done
}
