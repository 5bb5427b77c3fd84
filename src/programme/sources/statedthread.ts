/** The thread that reads one large text which states its programme, given to it when it is started. */
import { parentPort, workerData } from 'node:worker_threads'
import { Invalid } from '#platform/errors.ts'
import { readProgrammeText, type StatedAnswer } from './structured.ts'

function answer(text: string): StatedAnswer {
  try {
    return { source: readProgrammeText(text) }
  } catch (error) {
    if (error instanceof Invalid) return { refused: error.fields.file ?? 'sources_damaged' }
    throw error
  }
}

parentPort?.postMessage(answer(workerData as string))
