/** Work on what strangers send is done in a thread of its own: a thread is the only thing that can be stopped in mid-sentence. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

export interface ThreadLimits {
  /** Milliseconds. */
  readonly time: number
  /** Megabytes. JavaScript's own memory may grow to it, and the whole process by twice as much while the thread runs. */
  readonly memory: number
}

export type Threaded<T> = { readonly done: T } | { readonly stopped: 'time' | 'memory' }

/** Milliseconds. */
const WATCH_EVERY = 50

/**
 * Runs a program in a thread and gives what it posts first.
 * @param program its name in the built server ("reader" for `reader.js`), and its source where nothing is built
 * @param input given to it as `workerData`
 * @throws what the program throws
 */
export function inThread<T>(
  program: { readonly built: string; readonly source: string },
  input: unknown,
  limits: ThreadLimits,
): Promise<Threaded<T>> {
  const thread = new Worker(entry(program), {
    workerData: input,
    resourceLimits: { maxOldGenerationSizeMb: limits.memory },
    // What a library has to say about a broken file is nothing to our log.
    stdout: true,
    stderr: true,
  })
  return new Promise<Threaded<T>>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ stopped: 'time' }), limits.time)
    // Buffers are outside of what resourceLimits bounds, and a packed stream can unfold into many of them.
    const before = process.memoryUsage.rss()
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > 2 * limits.memory * 1_000_000) resolve({ stopped: 'memory' })
    }, WATCH_EVERY)
    thread.once('message', (done: T) => resolve({ done }))
    thread.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve({ stopped: 'memory' }) : reject(error),
    )
    thread.once('exit', (code) => {
      clearTimeout(timer)
      clearInterval(watch)
      reject(new Error(`the thread ended with ${code} before it was done`))
    })
  }).finally(() => thread.terminate())
}

/** Beside the built server, from the server itself or from one of its chunks. */
function entry({ built, source }: { readonly built: string; readonly source: string }): string {
  const here = import.meta.dirname
  return [here, join(here, '..')].map((folder) => join(folder, `${built}.js`)).find((file) => existsSync(file)) ?? source
}
