/** Readings that would keep everybody else waiting are done in a thread of their own. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { LaidLine } from '../laid.ts'
import { type ReadOptions, readProgramme } from '../read.ts'
import type { Reading } from '../shape.ts'

/** What the thread is started with. */
export interface Job {
  readonly input: string | readonly LaidLine[]
  readonly options: ReadOptions
}

// A programme of a hundred items is about ten thousand characters, and is read faster than a thread starts.
const LARGE = 40_000
const TIME_LIMIT = 10_000
// Each thread takes a core; a third reading waits for one of the first two.
const AT_ONCE = 2
const MEMORY_MB = 512

/**
 * Reads a text or a document of any size: a small one here and now, a large one in a thread.
 * @param timeLimit milliseconds
 * @returns null when a large one took longer than the time limit
 */
export async function readAnySize(
  input: string | readonly LaidLine[],
  options: ReadOptions = {},
  timeLimit = TIME_LIMIT,
): Promise<Reading | null> {
  return sizeOf(input) < LARGE ? readProgramme(input, options) : readInWorker(input, options, timeLimit)
}

/**
 * Reads in a thread of its own, at most two at once. The time spent waiting for one does not count.
 * @param timeLimit milliseconds
 * @returns null when it took longer; the thread is then ended
 */
export async function readInWorker(
  input: string | readonly LaidLine[],
  options: ReadOptions = {},
  timeLimit = TIME_LIMIT,
): Promise<Reading | null> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    return await inThread({ input, options }, timeLimit)
  } finally {
    // The place goes to the next in line, or is given back.
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}

let running = 0
const waiting: (() => void)[] = []

function inThread(job: Job, timeLimit: number): Promise<Reading | null> {
  const thread = new Worker(entry(), { workerData: job, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } })
  return new Promise<Reading | null>((resolve, reject) => {
    const timer = setTimeout(() => resolve(null), timeLimit)
    thread.once('message', (reading: Reading) => resolve(reading))
    thread.once('error', reject)
    thread.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the reading thread ended with ${code} before it had read`))
    })
  }).finally(() => thread.terminate())
}

/** The thread's program: beside the built server, or beside this file where nothing is built. */
function entry(): string {
  const here = import.meta.dirname
  const built = [here, join(here, '..')].map((folder) => join(folder, 'reader.js')).find((file) => existsSync(file))
  return built ?? join(here, 'thread.ts')
}

function sizeOf(input: string | readonly LaidLine[]): number {
  if (typeof input === 'string') return input.length
  let size = 0
  for (const line of input) for (const cell of line.cells) size += cell.text.length
  return size
}
