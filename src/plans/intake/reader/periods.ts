/** When something is to be done, as plans say it: a day, a month, a quarter, a season, a year, or from one to another. */
import { dateExists, daysIn, isoDate, monthNumber } from '#programme/reader/calendar.ts'
import type { Period } from '../rules.ts'

/** What the words beside it mean: a deadline has an end alone, a beginning none. */
export type PeriodKind = 'period' | 'due' | 'start'

export interface FoundPeriod extends Period {
  /** Where it stands, words like "innen" with it. */
  readonly at: number
  readonly end: number
}

/** A stretch of a year, month and day; the year may stand elsewhere. */
interface Point {
  readonly at: number
  readonly end: number
  readonly year: number | null
  readonly from: readonly [month: number, day: number]
  readonly to: readonly [month: number, day: number | 'last']
  readonly day: boolean
  /** Where it ends in another year, as "2020–23" does. */
  readonly toYear?: number
}

const YEAR = String.raw`(?:19|20)\d{2}`
const MONTH = String.raw`(\p{L}{3,14})\.?`
const ORDINALS: Readonly<Record<string, number>> = {
  første: 1,
  fyrste: 1,
  first: 1,
  andre: 2,
  second: 2,
  tredje: 3,
  third: 3,
  fjerde: 4,
  fourth: 4,
}
const NTH = String.raw`([1-4]|${Object.keys(ORDINALS).join('|')})\.?`
const nth = (word: string): number => ORDINALS[word.toLowerCase()] ?? Number(word)
const OF_YEAR = String.raw`(?:\s*,?\s*(?:av\s|i\s|of\s|in\s)?\s*(${YEAR}))?`

/** From–to months. "Vår" is the half year before summer, "høst" the one after. */
const SEASONS: readonly [RegExp, number, number][] = [
  [/^(?:vår|spring)/i, 1, 6],
  [/^(?:sommer|sumar|summer)/i, 6, 8],
  [/^(?:høst|haust|autumn|fall)/i, 8, 12],
  [/^(?:vinter|winter)/i, 1, 3],
]

const months = (first: number, last: number) => ({ from: [first, 1], to: [last, 'last'], day: false }) as const

type Making = Omit<Point, 'at' | 'end'> | null
const year = (text: string | undefined): number | null => (text === undefined ? null : Number(text))
const full = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text))
function day(y: number | null, month: number, d: number): Making {
  return dateExists(y ?? 2000, month, d) ? { year: y, from: [month, d], to: [month, d], day: true } : null
}

const POINTS: readonly [RegExp, (m: RegExpMatchArray) => Making][] = [
  [/(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)/gu, (m) => day(Number(m[1]), Number(m[2]), Number(m[3]))],
  [/(?<![\d.])(\d{1,2})[./](\d{1,2})[./-](\d{4}|\d{2})(?!\d)/gu, (m) => day(full(m[3]!), Number(m[2]), Number(m[1]))],
  [
    new RegExp(String.raw`(?<!\d)(\d{1,2})\.?\s+${MONTH}(?!\p{L})(?:\s+(${YEAR}))?`, 'gu'),
    (m) => (monthNumber(m[2]!) ? day(year(m[3]), monthNumber(m[2]!)!, Number(m[1])) : null),
  ],
  [
    new RegExp(String.raw`(?<!\p{L})${MONTH}(?!\p{L})(?:\s+(${YEAR}))?`, 'gu'),
    (m) =>
      monthNumber(m[1]!) && m[1]!.length > 2 ? { year: year(m[2]), ...months(monthNumber(m[1]!)!, monthNumber(m[1]!)!) } : null,
  ],
  [
    new RegExp(
      String.raw`(?<!\p{L})(vår|sommer|sumar|høst|haust|vinter|spring|summer|autumn|fall|winter)(?:e?n)?(?!\p{L})${OF_YEAR}`,
      'giu',
    ),
    (m) => {
      const [, first, last] = SEASONS.find(([name]) => name.test(m[1]!))!
      return { year: year(m[2]), ...months(first, last) }
    },
  ],
  [
    new RegExp(String.raw`(?<![\p{L}\d])${NTH}\s*(?:kvartal|kv\.?|quarter)(?!\p{L})${OF_YEAR}`, 'giu'),
    (m) => ({ year: year(m[2]), ...months(nth(m[1]!) * 3 - 2, nth(m[1]!) * 3) }),
  ],
  [
    new RegExp(String.raw`(?<![\p{L}\d])[QK]([1-4])(?!\d)(?:[\s/-]*(${YEAR}))?`, 'gu'),
    (m) => ({ year: year(m[2]), ...months(Number(m[1]) * 3 - 2, Number(m[1]) * 3) }),
  ],
  [
    new RegExp(String.raw`(?<!\d)(${YEAR})[\s/-]*[QK]([1-4])(?!\d)`, 'gu'),
    (m) => ({ year: Number(m[1]), ...months(Number(m[2]) * 3 - 2, Number(m[2]) * 3) }),
  ],
  [
    new RegExp(String.raw`(?<![\p{L}\d])${NTH}\s*(?:halvår|half(?: year)?)(?!\p{L})${OF_YEAR}`, 'giu'),
    (m) => (nth(m[1]!) > 2 ? null : { year: year(m[2]), ...months(nth(m[1]!) * 6 - 5, nth(m[1]!) * 6) }),
  ],
  [
    new RegExp(String.raw`(?<![\p{L}\d])${NTH}\s*tertial(?!\p{L})${OF_YEAR}`, 'giu'),
    (m) => (nth(m[1]!) > 3 ? null : { year: year(m[2]), ...months(nth(m[1]!) * 4 - 3, nth(m[1]!) * 4) }),
  ],
  [
    new RegExp(String.raw`(?<![\d.])(${YEAR})\s*[-–—/]\s*(\d{2})(?![\d.-])`, 'gu'),
    (m) => {
      const last = Math.floor(Number(m[1]) / 100) * 100 + Number(m[2])
      return last > Number(m[1]) ? { year: Number(m[1]), toYear: last, ...months(1, 12) } : null
    },
  ],
  [new RegExp(String.raw`(?<![\d.])(${YEAR})(?![\d])`, 'gu'), (m) => ({ year: Number(m[1]), ...months(1, 12) })],
]

const BETWEEN = /^\s*(?:[-–—]|til(?:l)?|to|t\.?o\.?m\.?|til og med|through|until)\s*$/iu
const UNTIL =
  /(?:(?:innen|innan|senest|seinast|seinest|før|by|before|no later than|within)\s+)?(?:(?:den|the)\s+)?(?:(?:utgangen|slutten|utløpet|end)\s+(?:av|of)\s+)?(?:(?:the|året|year)\s+)?$/iu
const SINCE = /(?:fra(?: og med)?|frå(?: og med)?|from|f\.?o\.?m\.?|start(?:er|ar|s)?|oppstart|since)\s*:?\s*$/iu
const DURING = /(?:i løpet av|løpet av|i|during|in)\s+$/iu

/**
 * The first period in a text.
 * @param around the plan's own, which gives the year where the text names none and the plan has but one
 */
export function findPeriod(text: string, around: Period | null, kind: PeriodKind = 'period'): FoundPeriod | null {
  const points = pointsIn(text)
  const [first, second] = points
  if (!first) return null
  const only =
    around?.from && around.to && around.from.slice(0, 4) === around.to.slice(0, 4) ? Number(around.to.slice(0, 4)) : null
  if (second && BETWEEN.test(text.slice(first.end, second.at))) {
    const last = second.year ?? only
    const begins = first.year ?? last
    if (last === null || begins === null) return null
    const lead = SINCE.exec(text.slice(0, first.at))?.[0].length ?? 0
    return { at: first.at - lead, end: second.end, from: startOf(first, begins), to: endOf(second, last) }
  }
  const at = first.year ?? only
  if (at === null) return null
  const before = text.slice(0, first.at)
  const since = SINCE.exec(before)
  const found = (lead: number, from: string | null, to: string | null) => ({ at: first.at - lead, end: first.end, from, to })
  if (since) return found(since[0].length, startOf(first, at), null)
  if (kind === 'start') return found(0, startOf(first, at), null)
  const until = UNTIL.exec(before)?.[0] ?? ''
  if (until.trim() !== '' || first.day || kind === 'due') return found(until.length, null, endOf(first, at))
  return found(DURING.exec(before)?.[0].length ?? 0, startOf(first, at), endOf(first, at))
}

function pointsIn(text: string): Point[] {
  const all = POINTS.flatMap(([pattern, make]) =>
    [...text.matchAll(pattern)].flatMap((m): Point[] => {
      const made = make(m)
      return made ? [{ ...made, at: m.index, end: m.index + m[0].trimEnd().length }] : []
    }),
  )
  const taken: Point[] = []
  // The longest reading of a place is the one that was meant: "1. juni 2021" before "juni 2021" before "2021".
  for (const one of all.sort((a, b) => b.end - b.at - (a.end - a.at)))
    if (!taken.some((other) => other.at < one.end && one.at < other.end)) taken.push(one)
  return taken.sort((a, b) => a.at - b.at)
}

const startOf = ({ from: [month, d] }: Point, y: number): string => isoDate(y, month, d)
const endOf = ({ to: [month, d], toYear }: Point, y: number): string =>
  isoDate(toYear ?? y, month, d === 'last' ? daysIn(toYear ?? y, month) : d)
