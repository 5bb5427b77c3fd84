/**
 * Keeps the index where the network is: whatever is raised is read again within a moment, and what was raised while nobody looked
 * (the first start, a line that was down, another process that ended) is found by asking. It has connections of its own, so that
 * nobody's page waits for them.
 */
import { openDatabase } from '#platform/db/db.ts'
import type { Ground } from '#platform/ground.ts'
import { allUnits, staleUnits, standingOf } from './reads.ts'
import { unitOf } from './rules.ts'
import { indexUnit, type Lexicon, lexiconOf, noteSpan, rebuild, tryAll } from './writes.ts'

/** What changes in quick succession is read once. */
const GATHER_MS = 150
/** How often it is asked whether something was missed. */
const HEAL_MS = 60_000
/** How long what is known of a network's words may be old; new words are known at once. */
const LEXICON_MS = 10 * 60_000
/** How often it is noted anew how much there is and when: the night does not have to come first. */
const SPAN_MS = 60 * 60_000

/** @returns how it is ended */
export async function keepIndexed(ground: Pick<Ground, 'database' | 'revisions' | 'log'>): Promise<() => Promise<void>> {
  const { log } = ground
  const database = openDatabase(ground.database.url, { connections: 2, onIdleError: () => {} })
  const { db } = database
  const waiting = new Set<string>()
  const lexicons = new Map<string, { readonly lexicon: Lexicon; readonly at: number }>()
  const spans = new Map<string, number>()
  let stopped = false
  let working: Promise<void> | null = null
  let soon: NodeJS.Timeout | null = null

  const lexiconFor = async (networkId: string, fresh: boolean): Promise<Lexicon> => {
    const known = lexicons.get(networkId)
    if (known && !fresh && performance.now() - known.at < LEXICON_MS) return known.lexicon
    const lexicon = await lexiconOf(db, networkId)
    lexicons.set(networkId, { lexicon, at: performance.now() })
    return lexicon
  }

  const index = async (unit: string, networkId: string) => {
    // Its own unit holds its people: their names may be others now.
    const old = await indexUnit(db, unit, await lexiconFor(networkId, unit.startsWith('network:')))
    for (const one of old) waiting.add(one)
    if (performance.now() - (spans.get(networkId) ?? -SPAN_MS) < SPAN_MS) return
    spans.set(networkId, performance.now())
    await noteSpan(db, networkId)
  }

  /** All that stands elsewhere than it was indexed; a network nobody has indexed yet is learnt first. */
  const heal = async () => {
    const stale = Map.groupBy(await staleUnits(db), (one) => one.networkId)
    await tryAll(stale, async ([networkId, found]) => {
      const units = found.map((one) => one.unit)
      const all = await allUnits(db, networkId)
      if (units.length > 1 && units.length >= all.length) return rebuild(db, networkId, units)
      // Some are old because of a name that others have learnt.
      await lexiconFor(networkId, true)
      await tryAll(units, async (unit) => (stopped ? undefined : index(unit, networkId)))
    })
  }

  const work = async () => {
    while (waiting.size > 0 && !stopped) {
      const units = [...waiting]
      waiting.clear()
      await tryAll(units, async (unit) => {
        if (stopped) return
        const standing = await standingOf(db, unit)
        if (standing) await index(unit, standing.networkId)
        else await indexUnit(db, unit)
      })
    }
  }

  const run = (what: () => Promise<void>): void => {
    if (stopped) return
    if (working) {
      soon ??= setTimeout(next, GATHER_MS)
      return
    }
    working = what()
      .catch((error: unknown) => void (stopped || log.warn({ err: error }, 'could not index what is searched; trying again')))
      .finally(() => {
        working = null
        if (waiting.size > 0 && !stopped) soon ??= setTimeout(next, GATHER_MS)
      })
  }
  const next = () => {
    soon = null
    run(work)
  }
  const unwatch = ground.revisions.watch((subjects) => {
    for (const subject of subjects) {
      const unit = unitOf(subject)
      if (unit) waiting.add(unit)
    }
    if (waiting.size > 0 && !stopped) soon ??= setTimeout(next, GATHER_MS)
  })
  const healing = setInterval(() => run(heal), HEAL_MS)
  healing.unref()
  run(heal)

  return async () => {
    stopped = true
    unwatch()
    clearInterval(healing)
    if (soon) clearTimeout(soon)
    await working
    await database.end()
  }
}
