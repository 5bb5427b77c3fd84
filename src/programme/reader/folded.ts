/** Lists that a page ran together on one line. */
import { everyMatch } from './matches.ts'
import { type Passage, slice } from './passage.ts'

// "Turstier v/ Kari Moe   - Mål for prosjektet  - Veilederen": the breaks are lost, the space before each is kept.
const POINT = /\s{2,}[-–•]\s+(?=\p{Lu})/gu

/** The title, and the points behind it where there are two or more; most titles stand alone. */
export function unfolded(head: Passage): readonly Passage[] {
  if (!head.text.includes('  ')) return [head]
  const marks = everyMatch(POINT, head.text)
  if (marks.length < 2) return [head]
  const points = marks.map((m, i) => slice(head, m.index + m[0].length, marks[i + 1]?.index))
  return [slice(head, 0, marks[0]?.index), ...points]
}
