/** Headers and footers: what stands at the edge of page after page is said once. */
import { timesIn } from '../../reader/times.ts'
import type { TextLine } from './lines.ts'

export interface LinedPage {
  readonly width: number
  readonly height: number
  readonly lines: readonly TextLine[]
}

const EDGE = 0.13
const PAGE_NUMBER = /^[\s–-]*(?:(?:side|sida|page|s\.|p\.)\s*)?\d{1,3}(?:\s*(?:av|of|\/|\|)\s*\d{1,3})?[\s–-]*$/i

/**
 * The pages without what they repeat, and what was taken from below. A repeated line above stays where it is first: it is
 * often the title.
 */
export function withoutMargins(given: readonly LinedPage[]): { pages: LinedPage[]; footers: string[] } {
  const pages = given.map(withoutNumber)
  const counts = new Map<string, number>()
  for (const page of pages) for (const key of new Set(atEdge(page).map((line) => keyOf(page, line)))) add(counts, key)
  const least = Math.max(2, pages.length / 2)
  const seen = new Set<string>()
  const footers = new Map<string, string>()
  const kept = pages.map((page): LinedPage => {
    const edge = new Set(atEdge(page))
    const lines = page.lines.filter((line) => {
      if (!edge.has(line)) return true
      const key = keyOf(page, line)
      const isBelow = line.y > page.height / 2
      if ((counts.get(key) ?? 0) < least || startsWithTime(line)) return true
      if (isBelow) footers.set(key, textOf(line))
      const isFirst = !seen.has(key)
      seen.add(key)
      return isFirst && !isBelow
    })
    return { ...page, lines }
  })
  return { pages: kept, footers: [...footers.values()] }
}

/** Numbers of pages go, alone on their line or at one end of it. */
function withoutNumber(page: LinedPage): LinedPage {
  const edge = new Set(atEdge(page))
  const lines = page.lines.flatMap((line): TextLine[] => {
    if (!edge.has(line)) return [line]
    const stretches = line.stretches.filter((one, i, all) => !((i === 0 || i === all.length - 1) && PAGE_NUMBER.test(one.text)))
    const isHour = line.y < page.height / 2 && /^\d/.test(textOf(line))
    return isHour || stretches.length === line.stretches.length ? [line] : stretches.length === 0 ? [] : [{ ...line, stretches }]
  })
  return { ...page, lines }
}

const atEdge = (page: LinedPage): TextLine[] =>
  page.lines.filter((line) => line.y < EDGE * page.height || line.y > (1 - EDGE) * page.height)

export const textOf = (line: TextLine, gap = ' '): string => line.stretches.map((one) => one.text).join(gap)

/** Words without their numbers, for pages are counted, at a height that may differ by a little. */
const keyOf = (page: LinedPage, line: TextLine): string =>
  `${textOf(line).replace(/\d+/g, '#')} ${line.y < page.height / 2 ? 'above' : 'below'}`

const startsWithTime = (line: TextLine): boolean => timesIn(textOf(line))[0]?.from === 0

const add = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1)
