/** "12:00 Lunch, 1:30 Adjourn": twelve-hour times without am and pm, moved on when the day would otherwise run backwards. */

import { hhmm } from './clock.ts'
import { doubt } from './doubts.ts'
import type { DraftDay } from './draft.ts'
import type { Doubt, Language } from './shape.ts'

/** Moves such times twelve hours, in English texts that never use an hour past twelve. Each move is a doubt. */
export function clockSense(days: readonly DraftDay[], language: Language, doubts: Doubt[]): void {
  if (language !== 'en') return
  const times = days.flatMap((d) => d.items.map((i) => i.time))
  const twelve = times.every(
    (t) => (t.first.half !== null || (t.start ?? 0) < 780) && (t.last === null || t.last.half !== null || (t.end ?? 0) < 780),
  )
  if (!twelve) return
  for (const [d, day] of days.entries()) {
    let latest = 0
    for (const [i, item] of day.items.entries()) {
      const t = item.time
      if (t.start === null) continue
      const early =
        t.first.half === null && (t.start < latest || (latest === 0 && t.start < 360)) && t.start < 720 && t.start + 720 >= latest
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
