/** From pieces of text to lines, each with the stretches of text that a wide gap keeps apart. */
import type { Piece } from './pages.ts'

/** Text without a gap in it. */
export interface Stretch {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
}
export interface TextLine {
  /** Left to right. */
  readonly stretches: readonly Stretch[]
  readonly left: number
  readonly right: number
  readonly y: number
  readonly size: number
}

/** In heights of the letters: a space is wider than this, a gap between columns than that; at a stop less will do. */
const SPACE = 0.15
const GAP = 0.9
const GAP_AT_STOP = 0.4
/** So many lines go on at one place after a gap, where a column begins. */
const STOP_LEAST = 3
/** Lines of a paragraph are never this close, in heights of the letters. */
const LOWER = 0.9

/** The lines of a page or of a part of it, from the top. */
export function linesOf(pieces: readonly Piece[]): TextLine[] {
  const placed = pieces.map((piece) => ({ ...piece, left: piece.x, right: piece.x + piece.width }))
  const lines = onBaselines(placed)
  const stops = stopsIn(lines)
  return besides(lines.map((line) => stretchesOf(line, stops)))
}

/** Where in line after line text begins anew after a gap, to the point. */
function stopsIn(lines: readonly (readonly Located[])[]): Set<number> {
  const counts = new Map<number, number>()
  for (const line of lines)
    for (const [i, piece] of line.entries()) {
      const before = line[i - 1]
      if (!before || piece.left - before.right <= GAP_AT_STOP * piece.size) continue
      for (const x of near(piece.left)) counts.set(x, (counts.get(x) ?? 0) + 1)
    }
  return new Set([...counts].filter(([, count]) => count >= STOP_LEAST).map(([x]) => x))
}

const near = (x: number): number[] => [Math.floor(x), Math.floor(x) + 1]

/** Lines of stretches, as when a part of a page is looked at by itself. */
export const regrouped = (stretches: readonly Stretch[]): TextLine[] => besides(onBaselines(stretches))

/** What stands less than a line lower, and beside, is on the line: in a table's row cells may be centred in their height. */
function besides(lines: readonly (readonly Stretch[])[]): TextLine[] {
  const out: TextLine[] = []
  for (const stretches of lines) {
    // A line of nothing but dots.
    if (stretches.length === 0) continue
    const [above, line] = [out.at(-1), lineOf(stretches)]
    const isBeside =
      above &&
      line.y - above.y < LOWER * Math.min(line.size, above.size) &&
      stretches.every((one) => above.stretches.every((other) => one.right < other.left || one.left > other.right))
    if (isBeside) {
      const both = [...above.stretches, ...stretches].sort((a, b) => a.left - b.left)
      out[out.length - 1] = { ...lineOf(both), y: above.y }
    } else out.push(line)
  }
  return out
}

interface Placed {
  readonly left: number
  readonly y: number
  readonly size: number
}

/** What stands on the same line, left to right; letters raised above it belong to it. */
function onBaselines<T extends Placed>(placed: readonly T[]): T[][] {
  const lines: { y: number; size: number; all: T[] }[] = []
  for (const one of placed.toSorted((a, b) => a.y - b.y)) {
    const line = lines.at(-1)
    if (line && one.y - line.y <= 0.45 * Math.max(one.size, line.size)) {
      line.all.push(one)
      // The line stands where its largest letters stand.
      if (one.size > line.size) Object.assign(line, { y: one.y, size: one.size })
    } else lines.push({ y: one.y, size: one.size, all: [one] })
  }
  return lines.map(({ all }) => all.sort((a, b) => a.left - b.left))
}

function lineOf(stretches: readonly Stretch[]): TextLine {
  const size = Math.max(...stretches.map((one) => one.size))
  return {
    stretches,
    left: stretches[0]!.left,
    right: Math.max(...stretches.map((one) => one.right)),
    y: stretches.find((one) => one.size === size)!.y,
    size,
  }
}

type Located = Piece & { readonly left: number; readonly right: number }

function stretchesOf(pieces: readonly Located[], stops: ReadonlySet<number>): Stretch[] {
  const out: Stretch[] = []
  for (const [i, piece] of pieces.entries()) {
    const last = out.at(-1)
    const gap = last ? piece.left - last.right : Number.POSITIVE_INFINITY
    const size = Math.max(last?.size ?? 0, piece.size)
    // Letters drawn twice, a little beside themselves, are somebody's bold type.
    const isAgain = isDrawnAgain(piece, pieces[i - 1], 0.2 * size)
    if (last && isAgain && gap < 0 && piece.right - last.right < 0.2 * size) continue
    const isStop = gap > GAP_AT_STOP * size && near(piece.left).some((x) => stops.has(x))
    // The sign before a point of a list stands apart from its words, and belongs to them.
    const isPoint = last !== undefined && /^[•–▪◦-]$/.test(last.text.trim()) && gap < 3 * size
    if (!last || (!isPoint && (isStop || gap > GAP * size))) {
      out.push({ text: piece.text, left: piece.left, right: piece.right, y: piece.y, size: piece.size })
      continue
    }
    const space = (isPoint || gap > SPACE * size) && !/\s$/.test(last.text) && !/^\s/.test(piece.text) ? ' ' : ''
    const text = last.text + space + piece.text
    out[out.length - 1] = { ...last, text, right: Math.max(last.right, piece.right), size }
  }
  return out.flatMap(withoutLeaders).map((one) => ({ ...one, text: one.text.replace(/\s+/g, ' ').trim() }))
}

const isDrawnAgain = (piece: Piece, before: Piece | undefined, within: number): boolean =>
  before?.text.endsWith(piece.text) === true && Math.abs(piece.y - before.y) < within

/** Dots that lead the eye to the other end of a line are a gap. */
function withoutLeaders(one: Stretch): Stretch[] {
  const parts = one.text.split(/\s*(?:\.\s?){5,}|\s*_{5,}\s*|\s*…{2,}\s*/)
  if (parts.length < 2) return [one]
  const width = (one.right - one.left) / one.text.length
  let from = 0
  return parts.flatMap((text) => {
    const at = one.text.indexOf(text, from)
    from = at + text.length
    return text.trim() === '' ? [] : [{ ...one, text, left: one.left + at * width, right: one.left + from * width }]
  })
}
