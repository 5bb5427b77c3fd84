/** What an organiser should look at in the times of an item. */
import { hhmm } from './clock.ts'
import { doubt } from './doubts.ts'
import type { DraftDay } from './draft.ts'
import type { Line } from './lines.ts'
import { spanOf } from './passage.ts'
import type { Doubt, DoubtWhy, Span } from './shape.ts'
import type { TimeMention } from './times.ts'

/** The doubts about one item's times. `at` is its day and its number in it. */
export function timeDoubts(time: TimeMention, day: DraftDay, index: number, at: [number, number]): Doubt[] {
  const out: Doubt[] = []
  const one = day.items[index]
  if (!one) return out
  // What a doubt says is made when there is one, which is seldom.
  const add = (why: DoubtWhy, ...offers: string[]) => out.push(doubt(why, timeSpan(one.line, time), offers, at))
  const words = () => one.line.text.slice(time.from, time.to).trim()
  const start = () => hhmm(time.start ?? 0)
  const read = () => (time.end === null ? start() : `${start()}–${hhmm(time.end)}`)
  if (time.odd) add(time.odd === 'spacing' ? 'time-spacing' : 'time-misspelt', read(), words())
  if (time.also !== undefined) add('alternative-time', read(), hhmm(time.also))
  if (time.end !== null && time.start !== null && time.end <= time.start && !(time.start >= 1020 && time.end <= 420)) {
    const next = day.items[index + 1]?.time.start ?? null
    const untilNext = next !== null && next > time.start ? [`${start()}–${hhmm(next)}`] : []
    add('end-before-start', read(), start(), ...untilNext)
  }
  // Where tracks follow each other in the text, each begins its day anew.
  const above = day.items[index - 1]
  const prior = above?.track === one.track ? above.time.start : undefined
  if (prior !== undefined && prior !== null && time.start !== null && time.start < prior && !(prior >= 1080 && time.start <= 240))
    add('times-out-of-order', read())
  if (time.first.form === 'four' && time.last === null && /^(?:19|20)\d\d/.test(words())) add('year-like-time', read(), words())
  return out
}

/** Where a stretch of time stands in what was pasted. */
export function timeSpan(line: Line, time: TimeMention): Span {
  return spanOf({ text: line.text, origins: [{ at: 0, line, from: 0 }] }, time.from, time.to)
}
