/** "12:00 Lunch, 1:30 Adjourn": twelve-hour times without am and pm, moved on when the day would otherwise run backwards. */

import { hhmm } from './clock.ts'
import { doubt } from './doubts.ts'
import type { DraftDay } from './draft.ts'
import type { Doubt, Language } from './shape.ts'

/** "12.00 am" between eleven and one is noon, whatever the clock's letters say. */
function noonSaidAm(days: readonly DraftDay[], d: number, i: number, doubts: Doubt[]): void {
  const items = days[d]?.items ?? []
  const time = items[i]?.time
  const before = items[i - 1]?.time.start ?? null
  const after = items[i + 1]?.time.start ?? 1440
  if (!time || time.start === null || time.start >= 60 || time.first.half !== 'am') return
  if (before === null || before < 360 || before > 720 || after < 720) return
  const said = time.start
  time.start += 720
  if (time.end !== null && time.last?.half === 'am' && time.end < 60) time.end += 720
  doubts.push(
    doubt(
      'afternoon-assumed',
      { line: items[i]?.line.n ?? 0, from: time.from, to: time.to },
      [hhmm(time.start), hhmm(said)],
      [d, i],
    ),
  )
}

/** Moves such times twelve hours, in English texts that never use an hour past twelve. Each move is a doubt. */
export function clockSense(days: readonly DraftDay[], language: Language, doubts: Doubt[]): void {
  if (language !== 'en') return
  for (const [d, day] of days.entries()) for (const i of day.items.keys()) noonSaidAm(days, d, i, doubts)
  const times = days.flatMap((d) => d.items.map((i) => i.time))
  const twelve = times.every(
    (t) =>
      (t.first.half !== null || t.last?.half === 'pm' || (t.start ?? 0) < 780) &&
      (t.last === null || t.last.half !== null || (t.end ?? 0) < 780),
  )
  if (!twelve) return
  const evening =
    times.length > 1 && times.every((t) => t.first.half === null && t.start !== null && t.start >= 240 && t.start < 480)
  for (const [d, day] of days.entries()) {
    let latest = 0
    for (const [i, item] of day.items.entries()) {
      const t = item.time
      if (t.start === null) continue
      const early =
        t.first.half === null &&
        (t.start < latest || (latest === 0 && (evening || t.start < 360))) &&
        t.start < 720 &&
        t.start + 720 >= latest
      const before = t.start
      if (early) t.start += 720
      if (t.end !== null && t.last?.half == null && t.end < t.start && t.end + 720 > t.start) t.end += 720
      if (early || (t.start === before && t.end !== null && t.end >= 780 && t.last?.half == null))
        doubts.push(
          doubt('afternoon-assumed', { line: item.line.n, from: t.from, to: t.to }, [hhmm(t.start), hhmm(before)], [d, i]),
        )
      latest = Math.max(latest, t.start)
    }
  }
}
