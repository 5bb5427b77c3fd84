/** The thread that opens one large document, given to it when it is started. */
import { parentPort, workerData } from 'node:worker_threads'
import { Invalid } from '#platform/errors.ts'
import { openDocument } from './document.ts'
import type { ThreadAnswer } from './read.ts'
import type { SourceFile } from './shape.ts'

const answer = await openDocument(workerData as SourceFile).catch((error: unknown): ThreadAnswer => {
  if (error instanceof Invalid) return { refused: error.fields.file ?? 'sources_damaged' }
  throw error
})
parentPort?.postMessage(answer)
