/** The thread that looks into one file, given to it when it is started. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { Judgement } from './judge.ts'

const { path, mediaType } = workerData as { path: string; mediaType: string }
const bytes = new Uint8Array(readFileSync(path))
// Each is loaded only where it is needed: the one that reads PDF is large.
const judgement: Judgement =
  mediaType === 'application/pdf'
    ? { findings: await (await import('./pdf.ts')).findingsOfPdf(bytes) }
    : (await import('./judge.ts')).judge(bytes, mediaType)
parentPort?.postMessage(judgement)
