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
export const PER_PAGE = 50

/** What of all that there is stands on the page. @param all newest first, those without a day before them */
export function chosen<T extends { readonly on: string | null }>(all: readonly T[], year: number | null): readonly T[] {
  const asked = year === null ? all : all.filter((one) => yearOf(one.on) === year)
  return asked.slice(0, PER_PAGE)
}

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
  return [...lines, ...beside].sort((a, b) => (a.on ?? '9999').localeCompare(b.on ?? '9999'))
}

/**
 * What came up at no item stands on the page of its year; on the newest page where it is not older than what is told there.
 * @param from the day of the oldest treatment there, null where all that there is is told
 */
export function chosenAlone<A>(all: readonly Alone<A>[], year: number | null, from: string | null): readonly Alone<A>[] {
  const asked = all.filter((one) => (year === null ? from === null || one.on >= from : yearOf(one.on) === year))
  return asked.toSorted((a, b) => b.on.localeCompare(a.on)).slice(0, PER_PAGE)
}

/** The beginning of a text, to the end of a word. */
export function beginning(text: string, longest = 220): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= longest) return plain
  const cut = plain.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).toWellFormed()} …`
}
