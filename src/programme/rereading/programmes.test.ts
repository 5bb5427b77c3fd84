/** Real programmes, changed as people change them: how many items are known again. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Programme } from '../document.ts'
import { outlineOf } from '../intake/reader/outline.ts'
import { noChoices, type Outline, type OutlineItem } from '../intake/rules.ts'
import { offered, outcome } from './outcome/rules.ts'
import { compare, flatten } from './rules.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'tests', 'programmes')
const outlines = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => outlineOf(readFileSync(join(folder, name), 'utf8'), noChoices, 'nb').outline)

/** Mulberry32: the same changes in every run. */
function dice(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const later = (time: string | null, by: number): string | null => {
  if (time === null) return null
  const minutes = (Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) + by) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Some are put off, some called otherwise, some have another speaker, some are out, some are new, some change places. */
function changed(outline: Outline, random: () => number): Outline {
  let news = 0
  const item = (one: OutlineItem): OutlineItem[] => {
    if (random() < 0.08) return []
    const by = random() < 0.25 ? 5 * Math.ceil(random() * 12) : 0
    const words = Object.values(one.title)[0]!.split(' ')
    if (words.length > 2 && random() < 0.15) words.splice(Math.floor(random() * words.length), 1)
    if (words.length > 1 && random() < 0.1) words.push('i nord')
    const speakers = random() < 0.1 ? [{ name: 'Ny Person', office: null }] : one.speakers
    const own = { ...one, start: later(one.start, by), end: later(one.end, by), title: { nb: words.join(' ') }, speakers }
    const fresh = {
      ...own,
      key: `new${++news}`,
      title: { nb: `Orientering nummer ${news} fra styret` },
      speakers: [],
      subitems: [],
    }
    return random() < 0.08 ? [own, fresh] : [own]
  }
  const days = outline.days.map((day) => {
    const items = day.items.flatMap(item)
    if (items.length > 3 && random() < 0.3) items.splice(1, 2, items[2]!, items[1]!)
    return { ...day, items }
  })
  return { ...outline, days }
}

test('of the items of real programmes that were changed, next to all are known again, and none is taken for another unasked', () => {
  const none: Programme = { days: [], items: [] }
  const counted = { all: 0, known: 0, asked: 0, wrong: 0, quietlyWrong: 0 }
  for (const [o, outline] of outlines.entries())
    for (let round = 0; round < 4; round++) {
      const random = dice(o * 100 + round)
      const home = new Map<string, string>()
      const first = compare({ programme: none, outline, last: null, said: {}, bearing: new Set() })
      let made = 0
      const programme = outcome(none, outline, first, new Set(offered(first)), () => `i${made++}`)
      for (const [i, told] of compare({ programme, outline, last: null, said: {}, bearing: new Set() }).items.entries())
        if (told.told && told.standing) home.set(told.told.item.key, told.standing.id || String(i))
      const next = changed(outline, random)
      const { items } = compare({ programme, outline: next, last: outline, said: {}, bearing: new Set() })
      const pauses = new Set(programme.items.filter((one) => one.kind === 'break').map((one) => one.id))
      for (const told of flatten(next)) {
        const found = items.find((one) => one.told?.item === told.item)!
        const right = home.get(told.item.key) ?? null
        // One pause is as good as another.
        if (right !== null && pauses.has(right)) continue
        counted.all++
        const is = found.standing?.id ?? null
        if (is === right) counted.known++
        else if (is !== null) counted[found.sure ? 'quietlyWrong' : 'wrong']++
        if (!found.sure) counted.asked++
      }
    }
  expect(counted.known / counted.all).toBeGreaterThan(0.99)
  expect(counted.quietlyWrong / counted.all).toBeLessThan(0.002)
})
