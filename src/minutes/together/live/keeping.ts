/**
 * What was written in one document and is not in the database yet: gathered for a moment, then added to the log, as often as it
 * takes. Nothing leaves here but by being kept; what the database is slow to take is put aside meanwhile.
 */
import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { NotFound } from '#platform/errors.ts'
import { ASIDE_MS, BATCH_MS, retryIn } from '../rules.ts'
import type { Written } from '../writes.ts'
import type { Aside } from './aside.ts'

export interface Keeping {
  /** An update that was applied to the document in memory. */
  add(update: Uint8Array, author: string | null): void
  /** Somebody waits to hear that all until now is kept, though nothing new came. */
  ask(): void
  /** Until nothing is left to keep; while the database is away that lasts. */
  all(): Promise<void>
  /** Whether something is not kept yet. */
  readonly waiting: boolean
}

interface Keeper {
  readonly aside: Aside
  append(written: readonly Written[]): Promise<{ seq: number; at: string }>
  /** Called when a batch begins: what must be said when it is kept. It holds for all that was added before. */
  begin(): (at: string) => void
  /** `count` updates were kept, the last of them under this number. */
  kept(seq: number, count: number): void
  /** The database does not take it (an error), or takes it again (null). */
  trouble(error: Error | null): void
  /** There is nothing to keep it in any more. */
  gone(): void
}

export function makeKeeping(keeper: Keeper): Keeping {
  let queue: Written[] = []
  /** What is on its way to the database. */
  let batch: Written[] = []
  let asked = false
  let running: Promise<void> | null = null
  let failures = 0
  let began = -BATCH_MS
  let added = 0

  const run = async () => {
    while (queue.length > 0 || asked) {
      // Counted from the start of the one before: a slow database does not make what waits behind it wait twice.
      await wait(Math.max(0, began + BATCH_MS - performance.now()))
      began = performance.now()
      asked = false
      const say = keeper.begin()
      batch = byAuthor(queue.splice(0))
      const aside = putAsideWhileItLasts()
      let at = new Date().toISOString()
      while (batch.length > 0)
        try {
          const done = await keeper.append(batch)
          at = done.at
          keeper.kept(done.seq, batch.length)
          batch = []
          if (failures > 0) keeper.trouble(null)
          failures = 0
        } catch (error) {
          if (error instanceof NotFound) {
            queue = batch = []
            aside.over()
            keeper.gone()
            return
          }
          keeper.trouble(error as Error)
          await wait(retryIn(++failures, Math.random()))
          batch = byAuthor([...batch, ...queue.splice(0)])
        }
      aside.over()
      say(at)
    }
  }

  const putAsideWhileItLasts = () => {
    let put: number | null = null
    let putting = false
    const timer = setInterval(async () => {
      if (putting || put === added) return
      putting = true
      put = added
      await keeper.aside.put(byAuthor([...batch, ...queue]))
      putting = false
    }, ASIDE_MS)
    return {
      over() {
        clearInterval(timer)
        if (put !== null) void keeper.aside.drop()
      },
    }
  }

  const start = () => {
    running ??= run().finally(() => {
      running = null
      if (queue.length > 0 || asked) start()
    })
  }
  return {
    add(update, author) {
      queue.push({ bytes: update, author })
      added++
      start()
    },
    ask() {
      asked = true
      start()
    },
    async all() {
      while (running) await running
    },
    get waiting() {
      return running !== null
    },
  }
}

/** One update for each who wrote, in the order in which they began. */
function byAuthor(queue: readonly Written[]): Written[] {
  const authors = [...new Set(queue.map(({ author }) => author))]
  return authors.map((author) => {
    const own = queue.filter((one) => one.author === author).map(({ bytes }) => bytes)
    return { author, bytes: own.length === 1 ? own[0]! : Y.mergeUpdates(own) }
  })
}
