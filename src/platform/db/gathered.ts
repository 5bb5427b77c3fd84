/**
 * What very many ask in the same moment, as few queries. Whoever asks while others are being answered waits for the next round,
 * which answers all who came meanwhile: so a round never holds what was read, or written, before somebody asked, and the slower
 * the database is, the fewer rounds it has to go.
 */
import { setImmediate } from 'node:timers/promises'
import type { Db } from './db.ts'

interface Waiting<Ask, Answer> {
  readonly ask: Ask
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

interface Line<Ask, Answer> {
  readonly waiting: Waiting<Ask, Answer>[]
  going: boolean
}

/**
 * @param answer answers all that was asked in one round: as many answers, in the same order. Where it fails for many, each is
 *   tried alone, so that nobody fails for what somebody else has asked
 * @param most how many one round takes
 */
export function gathered<Ask, Answer>(
  answer: (db: Db, asked: readonly Ask[]) => Promise<readonly Answer[]>,
  most = 100,
): (db: Db, ask: Ask) => Promise<Answer> {
  const lines = new WeakMap<Db, Line<Ask, Answer>>()

  async function settle(db: Db, round: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const asked = round.map((one) => one.ask)
      const answers = await answer(db, asked)
      for (const [i, one] of round.entries()) one.resolve(answers[i]!)
    } catch (error) {
      if (round.length === 1) round[0]!.reject(error)
      else for (const one of round) await settle(db, [one])
    }
  }

  async function go(db: Db, line: Line<Ask, Answer>): Promise<void> {
    line.going = true
    // All that came in with the same turn of the loop are one round.
    await setImmediate()
    while (line.waiting.length > 0) await settle(db, line.waiting.splice(0, most))
    line.going = false
  }

  return (db, ask) => {
    const line = lines.get(db) ?? { waiting: [], going: false }
    lines.set(db, line)
    return new Promise((resolve, reject) => {
      line.waiting.push({ ask, resolve, reject })
      if (!line.going) void go(db, line)
    })
  }
}
