/** A year as a wheel: which months something lies in, and where that is on a circle. Pure. */

export interface Span {
  /** 1–12, both within. */
  readonly from: number
  readonly to: number
  /** Whether it begins or ends in this very year. */
  readonly begins: boolean
  readonly ends: boolean
}

interface Period {
  readonly starts: string | null
  readonly ends: string | null
}

/** The months of a year in which a period lies; a period with one date alone is that day. Null where it lies in none. */
export function spanIn(year: number, { starts, ends }: Period): Span | null {
  const [from, to] = [starts ?? ends, ends ?? starts]
  if (from === null || to === null) return null
  const [first, last] = [`${year}-01-01`, `${year}-12-31`]
  if (to < first || from > last) return null
  return {
    from: from < first ? 1 : Number(from.slice(5, 7)),
    to: to > last ? 12 : Number(to.slice(5, 7)),
    begins: starts !== null && starts >= first,
    ends: ends !== null && ends <= last,
  }
}

/** The years that a plan is for, one after the other. */
export function yearsOf({ starts, ends }: { readonly starts: string; readonly ends: string }): number[] {
  const [first, last] = [Number(starts.slice(0, 4)), Number(ends.slice(0, 4))]
  return Array.from({ length: Math.min(50, last - first + 1) }, (_, n) => first + n)
}

/** The year of a plan that is nearest to a day: what is over is not looked for in this year. */
export function yearNear(of: { readonly starts: string; readonly ends: string }, today: string): number {
  const years = yearsOf(of)
  return Math.min(Math.max(Number(today.slice(0, 4)), years[0]!), years.at(-1)!)
}

/** A point on a circle around 0, at the turn of a month: 1 is straight up, and time runs clockwise. */
export function pointAt(radius: number, month: number): { readonly x: number; readonly y: number } {
  const angle = ((month - 1) / 12) * 2 * Math.PI - Math.PI / 2
  const round = (n: number) => Math.round(n * 100) / 100
  return { x: round(radius * Math.cos(angle)), y: round(radius * Math.sin(angle)) }
}

/** An arc from the beginning of a month to the end of another, as the path of an SVG. A whole year is drawn as two halves. */
export function arc(radius: number, { from, to }: Pick<Span, 'from' | 'to'>): string {
  // A little air at both ends, so that arcs that meet are seen to be two.
  const [begin, end] = [from + 0.08, to + 0.92]
  const [a, b, middle] = [pointAt(radius, begin), pointAt(radius, end), pointAt(radius, (begin + end) / 2)]
  return `M${a.x} ${a.y}A${radius} ${radius} 0 0 1 ${middle.x} ${middle.y}A${radius} ${radius} 0 0 1 ${b.x} ${b.y}`
}

export interface Label {
  readonly x: number
  readonly y: number
}
/** How near the middles of two short labels may come, in the wheel's own units. */
const WIDE = 24
const HIGH = 12

/** Where on its arc each label stands: in the middle, or where it is clear of those before it. */
export function labelled(arcs: readonly { readonly radius: number; readonly span: Pick<Span, 'from' | 'to'> }[]): Label[] {
  const placed: Label[] = []
  const isClear = ({ x, y }: Label) => placed.every((one) => Math.abs(one.x - x) >= WIDE || Math.abs(one.y - y) >= HIGH)
  for (const { radius, span } of arcs) {
    const spots = [0.5, 0.35, 0.65, 0.2, 0.8].map((part) => pointAt(radius, span.from + (span.to - span.from + 1) * part))
    placed.push(spots.find(isClear) ?? spots[0]!)
  }
  return placed
}
