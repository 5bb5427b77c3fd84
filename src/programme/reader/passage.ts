/**
 * Text that still knows where it came from: a title wrapped over two lines is one passage with two origins.
 * Offsets are into `text`; `spanOf` turns them back into places in the pasted lines.
 */
import { type Line, rawOffset } from './lines.ts'
import type { Span } from './shape.ts'

interface Origin {
  at: number
  line: Line
  from: number
}
export interface Passage {
  text: string
  origins: readonly Origin[]
}

/** A stretch of one line, trimmed. */
export function passage(line: Line, from = 0, to = line.text.length): Passage {
  const [a, b] = trimmed(line.text, from, Math.min(line.text.length, to))
  return { text: line.text.slice(a, b), origins: [{ at: 0, line, from: a }] }
}

/** Part of a passage, trimmed of white space at both ends. */
export function slice(p: Passage, from: number, to = p.text.length): Passage {
  const [a, b] = trimmed(p.text, Math.max(0, from), Math.min(p.text.length, to))
  const only = onlyOrigin(p)
  if (only && a === 0 && b === p.text.length) return p
  if (only) return { text: p.text.slice(a, b), origins: [{ at: 0, line: only.line, from: only.from + a }] }
  const first = p.origins.findLastIndex((o) => o.at <= a)
  const kept = p.origins.slice(Math.max(0, first)).filter((o) => o.at < b || o.at <= a)
  return {
    text: p.text.slice(a, b),
    origins: kept.map((o) => (o.at <= a ? { at: 0, line: o.line, from: o.from + a - o.at } : { ...o, at: o.at - a })),
  }
}

/** Most passages stand on one line. */
function onlyOrigin(p: Passage): Origin | undefined {
  return p.origins.length === 1 ? p.origins[0] : undefined
}

function trimmed(text: string, from: number, to: number): [number, number] {
  let [a, b] = [from, to]
  while (a < b && isSpace(text.charCodeAt(a))) a++
  while (b > a && isSpace(text.charCodeAt(b - 1))) b--
  return [a, b]
}

/** Two passages as one, with `between` (a space, or nothing after a hyphen) in the middle. */
export function join(a: Passage, b: Passage, between = ' '): Passage {
  const shift = a.text.length + between.length
  return { text: a.text + between + b.text, origins: [...a.origins, ...b.origins.map((o) => ({ ...o, at: o.at + shift }))] }
}

/** Where text[from..to) stands in what was pasted. A stretch over several lines is cut at the end of its first line. */
export function spanOf(p: Passage, from = 0, to = p.text.length): Span {
  const index = onlyOrigin(p)
    ? 0
    : Math.max(
        0,
        p.origins.findLastIndex((o) => o.at <= from),
      )
  const origin = p.origins[index]
  if (!origin) return { line: 1, from: 0, to: 0 }
  const next = p.origins[index + 1]
  const end = next ? Math.min(to, next.at) : to
  const start = origin.from + from - origin.at
  const stop = Math.min(origin.line.text.length, origin.from + end - origin.at)
  return { line: origin.line.n, from: rawOffset(origin.line, start), to: rawOffset(origin.line, Math.max(start, stop)) }
}

/** Where text[from..to) stands, a span for each line it is spread over. */
function spansOf(p: Passage, from: number, to: number): Span[] {
  if (onlyOrigin(p)) return from < to ? [spanOf(p, from, to)] : []
  return p.origins.flatMap((origin, i): Span[] => {
    const a = Math.max(from, origin.at)
    const b = Math.min(to, p.origins[i + 1]?.at ?? to)
    return a < b ? [spanOf(p, a, b)] : []
  })
}

/** Where these words stand in the passage, whatever lies between them; none when they are not all there in this order. */
export function spansOfWords(p: Passage, words: string): Span[] {
  if (words === '' || words.startsWith(' ')) return []
  // As a title mostly does.
  if (p.text.startsWith(words) && !words.endsWith(' ')) return spansOf(p, 0, words.length)
  const [first = '', ...rest] = words.split(' ')
  let from = p.text.indexOf(first)
  for (let tries = 0; from >= 0 && tries < 8; tries++, from = p.text.indexOf(first, from + 1)) {
    let to = from + first.length
    // A mark or two may lie between two words; anything longer is another place.
    const whole = rest.every((word) => {
      const at = p.text.indexOf(word, to)
      if (at < 0 || at - to > 12) return false
      to = at + word.length
      return true
    })
    if (whole) return spansOf(p, from, to)
  }
  return []
}

/** The numbers of the lines a passage covers, in order. */
export function linesOf(p: Passage): number[] {
  const only = onlyOrigin(p)
  return only ? [only.line.n] : [...new Set(p.origins.map((o) => o.line.n))]
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9
}
