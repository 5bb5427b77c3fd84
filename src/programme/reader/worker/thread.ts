/** The thread that reads: one reading, told what to read when it is started. */
import { parentPort, workerData } from 'node:worker_threads'
import { readProgramme } from '../read.ts'
import type { Job } from './run.ts'

const { input, options } = workerData as Job
parentPort?.postMessage(readProgramme(input, options))
