/** What became of something in time: its treatments as one reader may know of them, and the order they are told in. Pure. */
import type { DecisionView } from '#decisions/rules.ts'
import type { Locale, Words } from '#platform/words/text.ts'

export interface Paper {
  readonly id: string
  readonly title: Words
  readonly href: string
  readonly pages: number | null
}

export interface Asked {
  readonly id: string
  readonly text: string
  readonly locale: Locale
  readonly href: string
  readonly answeredOn: string | null
}

/** So many treatments are told on one page. */
export const PER_PAGE = 20

/** What of a story is asked for: of one year or of all, and which page of it, the newest being the first. */
export interface Asking {
  readonly year: number | null
  readonly page: number
}

/** As an address asks for it: "?year=2024&page=2", without what is so anyway. */
export function askingText({ year, page }: Asking): string {
  const asked = [...(year === null ? [] : [`year=${year}`]), ...(page > 1 ? [`page=${page}`] : [])]
  return asked.length > 0 ? `?${asked.join('&')}` : ''
}

/** The days a page tells of: from, and before which; null where the page is the oldest, or the newest. */
export interface Span {
  readonly from: string | null
  readonly before: string | null
}

/** What stands on a page. @param all newest first, those without a day before them @param page the last one where there are fewer */
export function chosen<T extends { readonly on: string | null }>(
  all: readonly T[],
  { year, page }: Asking,
  size = PER_PAGE,
): { readonly those: readonly T[]; readonly page: number; readonly pages: number; readonly span: Span } {
  const asked = year === null ? all : all.filter((one) => yearOf(one.on) === year)
  const pages = Math.max(1, Math.ceil(asked.length / size))
  const at = Math.min(page, pages)
  const edge = (last: T | undefined) => last?.on ?? ALWAYS
  return {
    those: asked.slice((at - 1) * size, at * size),
    page: at,
    pages,
    span: {
      from: at === pages ? null : edge(asked[at * size - 1]),
      before: at === 1 ? null : edge(asked[(at - 1) * size - 1]),
    },
  }
}
/** Of what has no day, as the order of days has it. */
const ALWAYS = '9999'

export const yearOf = (on: string | null): number | null => (on === null ? null : Number(on.slice(0, 4)))

/** A treatment as far as its lines ask of it. */
interface Told {
  readonly on: string | null
  readonly decisions: readonly DecisionView[]
  readonly actions: readonly object[]
}

/** One line of the story: what was decided, what was to be done, or that it was on. An action may have come up at no item. */
export type Line<T extends Told> =
  | { readonly is: 'decision'; readonly on: string | null; readonly of: T; readonly decision: DecisionView }
  | { readonly is: 'action'; readonly on: string | null; readonly of: T | null; readonly action: T['actions'][number] }
  | { readonly is: 'treated'; readonly on: string | null; readonly of: T }

/** An action that came up at no item, and the day it is told at. */
export interface Alone<A> {
  readonly on: string
  readonly action: A
}

/**
 * The story line by line, oldest first: a treatment of which nothing was decided and nothing is to be done says that it was.
 * @param treatments oldest first, those without a day last
 */
export function linesOf<T extends Told>(treatments: readonly T[], alone: readonly Alone<T['actions'][number]>[]): Line<T>[] {
  const lines = treatments.flatMap((of): Line<T>[] => {
    const { on } = of
    const own: Line<T>[] = [
      ...of.decisions.map((decision): Line<T> => ({ is: 'decision', on, of, decision })),
      ...of.actions.map((action): Line<T> => ({ is: 'action', on, of, action })),
    ]
    return own.length > 0 ? own : [{ is: 'treated', on, of }]
  })
  const beside = alone.map(({ on, action }): Line<T> => ({ is: 'action', on, of: null, action }))
  return [...lines, ...beside].sort((a, b) => (a.on ?? ALWAYS).localeCompare(b.on ?? ALWAYS))
}

/** What came up at no item stands on the page that tells of its day, and of its year where one is asked for. */
export const chosenAlone = <A>(all: readonly Alone<A>[], year: number | null, { from, before }: Span): readonly Alone<A>[] =>
  all.filter(
    ({ on }) => (year === null || yearOf(on) === year) && (from === null || on >= from) && (before === null || on < before),
  )

/** The beginning of a text, to the end of a word. */
export function beginning(text: string, longest = 220): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= longest) return plain
  const cut = plain.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).toWellFormed()} …`
}
