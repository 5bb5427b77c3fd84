/** Pages in two columns: each is read to its end before the next, and headings over both come in between. */
import { timesIn } from '../../reader/times.ts'
import { regrouped, type Stretch, type TextLine } from './lines.ts'

/** In parts of the text's width: where the space between two columns of text can be. */
const MIDDLE = { from: 0.3, to: 0.7, steps: 41 }
const LINES_LEAST = 3

/** A part of a page to be looked at by itself. `room` is where its column ends, null for the page's own end. */
export interface Column {
  readonly lines: readonly TextLine[]
  readonly room: number | null
}

/** The parts of a page in reading order. */
export function inReadingOrder(lines: readonly TextLine[]): Column[] {
  const gutter = gutterOf(lines)
  if (gutter === null) return [{ lines, room: null }]
  const parts: Column[] = []
  let over: TextLine[] = []
  const close = () => {
    if (over.length > 0) parts.push({ lines: over, room: null })
    over = []
  }
  for (const band of bandsAt(lines, gutter)) {
    if (!band.isSplit || !areColumns(band.left, band.right)) {
      over.push(...band.lines)
      continue
    }
    close()
    const end = Math.max(...band.right.map((one) => one.right))
    parts.push({ lines: regrouped(band.left), room: gutter }, { lines: regrouped(band.right), room: end })
  }
  close()
  return parts
}

interface Band {
  readonly lines: readonly TextLine[]
  readonly left: readonly Stretch[]
  readonly right: readonly Stretch[]
  /** There are lines enough on both sides and none across. */
  readonly isSplit: boolean
}

/** Lines one after another that nothing crosses the gutter in, and those between them. */
function bandsAt(lines: readonly TextLine[], gutter: number): Band[] {
  const bands: Band[] = []
  let from = 0
  const crosses = (line: TextLine) => line.stretches.some((one) => one.left < gutter && one.right > gutter)
  while (from < lines.length) {
    const isCrossed = crosses(lines[from]!)
    let to = from + 1
    while (to < lines.length && crosses(lines[to]!) === isCrossed) to++
    const own = lines.slice(from, to)
    const all = own.flatMap((line) => line.stretches)
    const [left, right] = [all.filter((one) => one.right <= gutter), all.filter((one) => one.right > gutter)]
    const isSplit = !isCrossed && left.length >= LINES_LEAST && right.length >= LINES_LEAST
    bands.push({ lines: own, left, right, isSplit })
    from = to
  }
  return bands
}

/** The place near the middle of the text that the most lines leave free. */
function gutterOf(lines: readonly TextLine[]): number | null {
  if (lines.length < LINES_LEAST) return null
  const from = Math.min(...lines.map((line) => line.left))
  const width = Math.max(...lines.map((line) => line.right)) - from
  const scored = Array.from({ length: MIDDLE.steps }, (_, i) => {
    const x = from + width * (MIDDLE.from + ((MIDDLE.to - MIDDLE.from) * i) / (MIDDLE.steps - 1))
    const split = bandsAt(lines, x).filter((band) => band.isSplit)
    return { x, score: split.reduce((sum, band) => sum + band.lines.length, 0) }
  })
  const best = Math.max(...scored.map((one) => one.score))
  if (best === 0) return null
  const free = scored.filter((one) => one.score === best)
  return free[Math.floor(free.length / 2)]!.x
}

/** Two columns of text, or a table's? Columns tell on their own; in a table what stands side by side belongs together. */
function areColumns(left: readonly Stretch[], right: readonly Stretch[]): boolean {
  const [l, r] = [timed(left), timed(right)]
  if (l.count >= 2 && l.bare / l.count >= 0.5) return false
  if (l.count >= 2 && r.count >= 2) return true
  if (l.count === 0 && r.count === 0) return isProse(left) && isProse(right)
  return l.count >= 2 ? isProse(right) && !goesWithRows(right, left) : !goesWithRows(left, right)
}

/** Whether what stands beside rows belongs to them: its blocks begin, or have their middle, where a row does. */
function goesWithRows(beside: readonly Stretch[], rows: readonly Stretch[]): boolean {
  const blocks: TextLine[][] = []
  for (const line of regrouped(beside)) {
    const above = blocks.at(-1)?.at(-1)
    if (above && line.y - above.y < 1.6 * line.size) blocks.at(-1)!.push(line)
    else blocks.push([line])
  }
  const lines = regrouped(rows).filter((line) => leadsWithTime(line.stretches[0]!.text))
  const fits = blocks.filter((block) => {
    const [top, bottom, size] = [block[0]!.y, block.at(-1)!.y, block[0]!.size]
    return lines.some(({ y }) => Math.abs(y - top) < 0.3 * size || Math.abs(y - (top + bottom) / 2) < 0.8 * size)
  })
  return fits.length >= blocks.length / 2
}

/** How many stretches lead with a time, and how many of them are nothing else. */
function timed(stretches: readonly Stretch[]): { count: number; bare: number } {
  const lines = regrouped(stretches)
  const leading = lines.filter((line) => leadsWithTime(line.stretches[0]!.text))
  const bare = leading.filter((line) => line.stretches.length === 1 && isBareTime(line.stretches[0]!.text))
  return { count: leading.length, bare: bare.length }
}

/** Four figures in front of words are a year as often as an hour. */
export const leadsWithTime = (text: string): boolean =>
  (timesIn(text)[0]?.from ?? 9) <= 3 && !/^(?:19|20)\d\d\s+\p{L}/u.test(text)

const isBareTime = (text: string): boolean => {
  const [time] = timesIn(text)
  return time !== undefined && text.length - (time.to - time.from) <= 4
}

/** Lines that run to the edge of their column, as only running text does. */
function isProse(stretches: readonly Stretch[]): boolean {
  if (stretches.length < 4) return false
  const from = Math.min(...stretches.map((one) => one.left))
  const width = Math.max(...stretches.map((one) => one.right)) - from
  return stretches.filter((one) => one.right - from > 0.75 * width).length / stretches.length >= 0.5
}
