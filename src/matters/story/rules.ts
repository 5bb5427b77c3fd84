/** What became of something in time: its treatments as one reader may know of them, and the order they are told in. Pure. */
import type { ActionView } from '#actions/reads.ts'
import type { DecisionView } from '#decisions/rules.ts'
import type { OutcomeView } from '#meeting/reads.ts'
import type { Locale, Words } from '#platform/words/text.ts'

/** One time that something was on. */
export interface Treatment {
  readonly id: string
  readonly title: Words
  readonly path: string
  /** "2020-04-29"; null while the day is not known. */
  readonly on: string | null
  readonly meeting: { readonly title: Words; readonly path: string }
  readonly outcome: OutcomeView | null
  readonly minutes: { readonly excerpt: string; readonly locale: Locale; readonly approved: boolean } | null
  readonly decisions: readonly DecisionView[]
  readonly actions: readonly ActionView[]
  readonly papers: readonly Paper[]
  readonly questions: readonly Asked[]
}

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

export interface Story {
  /** Oldest first. */
  readonly treatments: readonly Treatment[]
  /** How many there are in all, on other pages too. */
  readonly count: number
  /** The years there is something of, newest first. */
  readonly years: readonly number[]
  /** The year that is shown; null for the newest. */
  readonly year: number | null
}

/** So many treatments are told on one page. */
export const PER_PAGE = 50

/** What of all that there is stands on the page. @param all newest first, those without a day before them */
export function chosen<T extends { readonly on: string | null }>(all: readonly T[], year: number | null): readonly T[] {
  const asked = year === null ? all : all.filter((one) => yearOf(one.on) === year)
  return asked.slice(0, PER_PAGE)
}

export const yearOf = (on: string | null): number | null => (on === null ? null : Number(on.slice(0, 4)))

/** One line of the story: what was decided, what was to be done, or that it was on. */
export type Line =
  | { readonly is: 'decision'; readonly of: Treatment; readonly decision: DecisionView }
  | { readonly is: 'action'; readonly of: Treatment; readonly action: ActionView }
  | { readonly is: 'treated'; readonly of: Treatment }

/** The story line by line: a treatment of which nothing was decided and nothing is to be done says that it was. */
export const linesOf = (treatments: readonly Treatment[]): Line[] =>
  treatments.flatMap((of): Line[] => {
    const lines: Line[] = [
      ...of.decisions.map((decision): Line => ({ is: 'decision', of, decision })),
      ...of.actions.map((action): Line => ({ is: 'action', of, action })),
    ]
    return lines.length > 0 ? lines : [{ is: 'treated', of }]
  })

/** The beginning of a text, to the end of a word. */
export function beginning(text: string, longest = 220): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  if (plain.length <= longest) return plain
  const cut = plain.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 40)).toWellFormed()} …`
}
