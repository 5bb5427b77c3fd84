/** The thread that reads one PDF, given to it as bytes when it is started. */
import { parentPort, workerData } from 'node:worker_threads'
import { layOut } from './layout.ts'
import { pagesOf } from './pages.ts'

const pages = await pagesOf(workerData as Uint8Array)
parentPort?.postMessage(typeof pages === 'string' ? { trouble: pages } : { lines: layOut(pages) })
