/** What may be asked of the search, and how what is found is laid out. Pure. */
import type { ActionStatus } from '#actions/tables.ts'
import type { Locale } from '#platform/words/text.ts'
import type { Kind } from './document.ts'

/** What is asked. */
export interface SearchQuery {
  readonly q: string
  readonly kind: Kind | null
  /** The address of a series, and of a topic. */
  readonly series: string
  readonly topic: string
  readonly year: number | null
  readonly organisation: string | null
  /** From 1; only where one kind is asked for. */
  readonly page: number
}

/** A longer text is no question: its beginning is looked for. */
export const LONGEST_QUERY = 200
/** How many words are looked for. */
export const MOST_WORDS = 8
/** How many hits of a kind are shown among those of all kinds, and on a page of its own. */
export const FEW = 5
export const PER_PAGE = 20

/** Whether anything but words is asked for. */
export const isNarrowed = (query: SearchQuery): boolean =>
  query.kind !== null || query.series !== '' || query.topic !== '' || query.year !== null || query.organisation !== null

/** The same question otherwise, without what is as it is anyway: "?q=e-bok&kind=minutes". */
export function queryText(query: SearchQuery, change: Partial<SearchQuery> = {}): string {
  const { q, kind, series, topic, year, organisation, page } = { ...query, ...change }
  const asked = new URLSearchParams()
  if (q) asked.set('q', q)
  if (kind) asked.set('kind', kind)
  if (series) asked.set('series', series)
  if (topic) asked.set('topic', topic)
  if (year !== null) asked.set('year', `${year}`)
  if (organisation) asked.set('organisation', organisation)
  if (page > 1) asked.set('page', `${page}`)
  const text = asked.toString()
  return text && `?${text}`
}

/** How it goes with something that is to be done, as this reader is told. */
export interface Doing {
  readonly status: ActionStatus
  readonly due: string | null
  readonly overdue: boolean
  /** The newest words of it, and their day: for those who read them. */
  readonly latest: { readonly on: string; readonly text: string } | null
}

/** Something that was found: one source, with the passages of it that say so. */
export interface Hit {
  readonly kind: Kind
  readonly sourceId: string
  readonly title: string
  readonly lang: Locale
  /** The passage that says it best; empty where the title does. */
  readonly text: string
  readonly href: string
  /** "2020-04-29" */
  readonly day: string
  /** The meeting, plan or organisation that it belongs to, by name. */
  readonly of: string
  /** The pages of a file on which it stands. */
  readonly pages: readonly number[]
  readonly action: Doing | null
  /** Of a decision: "3/20". */
  readonly number: string | null
}

export interface Group {
  readonly kind: Kind
  /** How many sources there are of the kind, as far as was looked. */
  readonly count: number
  readonly hits: readonly Hit[]
}

export interface Found {
  readonly groups: readonly Group[]
  readonly count: number
  /** There are more than were looked at. */
  readonly more: boolean
  /** It took too long, and nothing is known. */
  readonly tooWide: boolean
  /** The words that were looked for instead of those that stand nowhere: by what was typed. */
  readonly meant: readonly { readonly typed: string; readonly instead: readonly string[] }[]
  /** What is marked in what is shown. */
  readonly marks: readonly string[]
  /** Nothing holds all the words: what holds each of them, one by one. */
  readonly singly: readonly string[]
}
