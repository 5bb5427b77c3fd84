/** Lines that a page was too narrow for, made whole again. */
import { leadsWithTime } from './columns.ts'

/** A line or the part of it that stands in one column. */
export interface Placed {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
}

const BULLET = /^(?:[•·▪◦‣●○■□►]|[-–*](?=\s))\s*/
/** Further apart than this, in heights of the letters, lines are paragraphs of their own. */
const LEADING = 1.75

export const isBullet = (text: string): boolean => BULLET.test(text)
export const withoutBullet = (text: string): string => text.replace(BULLET, '')

/**
 * Paragraphs of the lines that stand under one another in a column.
 * @param edge how far to the right the column reaches, in points
 */
export function paragraphsOf(lines: readonly Placed[], edge: number): { text: string; first: Placed }[] {
  const out: { text: string; first: Placed; last: Placed }[] = []
  const flush = flushRight(lines)
  for (const line of lines) {
    const above = out.at(-1)
    if (above && goesOn(above.last, line, edge)) {
      const text = isHyphened(above.last, line, flush) ? above.text + line.text : joined(above.text, line.text)
      Object.assign(above, { text, last: line })
    } else out.push({ text: line.text, first: line, last: line })
  }
  return out
}

/** What no line ends with on purpose. */
const UNDONE = /(?:,|\s(?:og|och|and|ja|i|på|av|om|til|till|for|för|med|with|of|the|en|et|ein|eit|ett))$/

/** Letters of room that a line may leave: the width of the next word is only known by and large. */
const SLACK = { upper: 2, lower: 5 }

/** Whether a line goes on in the next: it had no room for the word that the next begins with. */
export function goesOn(line: Placed, next: Placed, edge: number): boolean {
  if (isBullet(next.text) || leadsWithTime(next.text)) return false
  if (Math.abs(line.size - next.size) > 0.1 * line.size || next.y - line.y > LEADING * line.size) return false
  if (UNDONE.test(line.text)) return true
  const [word = ''] = next.text.split(' ', 1)
  const letter = (next.right - next.left) / Math.max(next.text.length, 1)
  const slack = /^\p{Ll}/u.test(word) && !/[.:!?]$/.test(line.text) ? SLACK.lower : SLACK.upper
  return line.right + letter * (word.length + 1 + slack) > edge
}

/**
 * How far to the right lines could have reached: as far as several did, or else as far as there was room.
 * @param room the page's or the column's own end
 */
export function edgeOf(lines: readonly Pick<Placed, 'left' | 'right' | 'size'>[], room: number): number {
  const furthest = Math.max(0, ...lines.map((line) => line.right))
  const width = furthest - Math.min(...lines.map((line) => line.left))
  const full = lines.filter((line) => line.right > furthest - Math.min(3 * line.size, 0.1 * width)).length
  return full >= 3 ? furthest : Math.max(furthest, room)
}

/** Where the lines of justified text all end; null for ragged text. */
function flushRight(lines: readonly Placed[]): number | null {
  const ends = Map.groupBy(lines, (line) => Math.round(line.right * 4))
  const [end, most] = [...ends].toSorted((a, b) => b[1].length - a[1].length)[0] ?? [0, []]
  return most.length >= 3 && most.length >= lines.length / 2 ? end / 4 : null
}

/** pdf.js leaves out soft hyphens (U+00AD). In justified text a line that ends a hyphen's width too early had one. */
function isHyphened(line: Placed, next: Placed, flush: number | null): boolean {
  if (flush === null || !/\p{L}$/u.test(line.text) || !/^\p{Ll}/u.test(next.text)) return false
  const short = flush - line.right
  return short > 0.6 && short < 0.5 * line.size
}

/** Text over a break between lines. A hyphen that only divides a word goes; one that stands for a word ("barne- og") stays. */
export function joined(above: string, below: string): string {
  if (above.endsWith('\u00ad')) return above.slice(0, -1) + below
  if (!/\p{L}[-‐]$/u.test(above)) return `${above} ${below}`
  if (/^(?:og|eller|och|and|or|samt|ja|dahje)\b/.test(below)) return `${above} ${below}`
  return /^\p{Ll}/u.test(below) ? above.slice(0, -1) + below : above + below
}
