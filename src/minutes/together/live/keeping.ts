/**
 * What was written in one document and is not in the database yet: gathered for a moment, then added to the log, as often as it
 * takes. Nothing leaves here but by being kept.
 */
import { setTimeout as wait } from 'node:timers/promises'
import * as Y from 'yjs'
import { NotFound } from '#platform/errors.ts'
import { BATCH_MS, retryIn } from '../rules.ts'
import type { Written } from '../writes.ts'

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
  let asked = false
  let running: Promise<void> | null = null
  let failures = 0

  const run = async () => {
    while (queue.length > 0 || asked) {
      await wait(BATCH_MS)
      asked = false
      const say = keeper.begin()
      const batch = byAuthor(queue.splice(0))
      let at = new Date().toISOString()
      while (batch.length > 0)
        try {
          const done = await keeper.append(batch)
          at = done.at
          keeper.kept(done.seq, batch.length)
          if (failures > 0) keeper.trouble(null)
          failures = 0
          break
        } catch (error) {
          if (error instanceof NotFound) {
            queue = []
            keeper.gone()
            return
          }
          keeper.trouble(error as Error)
          await wait(retryIn(++failures, Math.random()))
          batch.push(...queue.splice(0))
        }
      say(at)
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
