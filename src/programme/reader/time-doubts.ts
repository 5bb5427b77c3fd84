/** What an organiser should look at in the times of an item. */
import { hhmm } from './clock.ts'
import { doubt } from './doubts.ts'
import type { DraftDay } from './draft.ts'
import type { Line } from './lines.ts'
import { spanOf } from './passage.ts'
import type { Doubt, Span } from './shape.ts'
import type { TimeMention } from './times.ts'

/** The doubts about one item's times. `at` is its day and its number in it. */
export function timeDoubts(time: TimeMention, day: DraftDay, index: number, at: [number, number]): Doubt[] {
  const out: Doubt[] = []
  const one = day.items[index]
  if (!one) return out
  const where = timeSpan(one.line, time)
  const words = one.line.text.slice(time.from, time.to).trim()
  const start = hhmm(time.start ?? 0)
  const read = time.end === null ? start : `${start}–${hhmm(time.end)}`
  if (time.odd) out.push(doubt(time.odd === 'spacing' ? 'time-spacing' : 'time-misspelt', where, [read, words], at))
  if (time.also !== undefined) out.push(doubt('alternative-time', where, [read, hhmm(time.also)], at))
  if (time.end !== null && time.start !== null && time.end <= time.start && !(time.start >= 1020 && time.end <= 420)) {
    const next = day.items[index + 1]?.time.start ?? null
    const untilNext = next !== null && next > time.start ? [`${start}–${hhmm(next)}`] : []
    out.push(doubt('end-before-start', where, [read, start, ...untilNext], at))
  }
  // Where tracks follow each other in the text, each begins its day anew.
  const above = day.items[index - 1]
  const prior = above?.track === one.track ? above.time.start : undefined
  if (prior !== undefined && prior !== null && time.start !== null && time.start < prior && !(prior >= 1080 && time.start <= 240))
    out.push(doubt('times-out-of-order', where, [read], at))
  if (time.first.form === 'four' && time.last === null && /^(?:19|20)\d\d/.test(words))
    out.push(doubt('year-like-time', where, [read, words], at))
  return out
}

/** Where a stretch of time stands in what was pasted. */
export function timeSpan(line: Line, time: TimeMention): Span {
  return spanOf({ text: line.text, origins: [{ at: 0, line, from: 0 }] }, time.from, time.to)
}
