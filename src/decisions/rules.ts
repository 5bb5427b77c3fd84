/** Decisions as the register has them: where each is found, and what is asked of the list. Pure. */
import type { Block } from '#minutes/document.ts'
import type { Locale, Words } from '#platform/words/text.ts'

/** What an address is made of. */
export interface Addressed {
  /** Never given twice in an installation, and the decision's own whatever becomes of the rest. */
  readonly publicId: number
  readonly number: number
  readonly numberYear: number | null
}

/**
 * "3-2020-10417": its number and year for people, and last what it is found by. So the address holds when a decision is written into
 * another item's minutes, its item moves to another meeting, or a network counts in another way.
 */
export const decisionAddress = ({ publicId, number, numberYear }: Addressed): string =>
  [number, ...(numberYear === null ? [] : [numberYear]), publicId].join('-')

/** @param base `/{network}` */
export const decisionPath = (base: string, of: Addressed): string => `${base}/decisions/${decisionAddress(of)}`

/** What a decision is found by; null for what is no address of one. */
export function publicIdIn(address: string): number | null {
  const found = /^(?:\d{1,6}-){0,2}(\d{1,15})$/.exec(address)?.[1]
  return found === undefined ? null : Number(found)
}

/** A decision as its readers have it: as it stands in the minutes that were published last. */
export interface DecisionView extends Addressed {
  readonly id: string
  /** "3/20" */
  readonly words: string
  readonly block: Block
  readonly locale: Locale
  /** The day of its item; null while that has no date. */
  readonly on: string | null
  readonly item: { readonly id: string; readonly title: Words; readonly path: string; readonly matterId: string | null }
  readonly meeting: { readonly id: string; readonly title: Words; readonly path: string }
  readonly series: Words | null
  /** What was published is what was approved. */
  readonly approved: boolean
  /** How many times something was added to the minutes afterwards. */
  readonly amendments: number
}

/** Of an item, by its id: how many actions it has that this reader may see, and how many of them are done. */
export type FollowedCounts = ReadonlyMap<string, { readonly all: number; readonly done: number }>

export const sorts = ['newest', 'oldest'] as const
export type Sort = (typeof sorts)[number]

/** What is asked of the register. */
export interface DecisionQuery {
  /** The address of a series. */
  readonly series: string
  /** The address of a topic. */
  readonly topic: string
  readonly year: number | null
  readonly q: string
  readonly sort: Sort
  /** From 1. */
  readonly page: number
}

export const PER_PAGE = 50

export const isNarrowed = ({ series, topic, year, q }: DecisionQuery): boolean =>
  series !== '' || topic !== '' || year !== null || q !== ''

/** The same list otherwise: "?year=2020&page=2", without what is as it is anyway. */
export function queryText(query: DecisionQuery, change: Partial<DecisionQuery> = {}): string {
  const { series, topic, year, q, sort, page } = { ...query, ...change }
  const asked = new URLSearchParams()
  if (q) asked.set('q', q)
  if (series) asked.set('series', series)
  if (topic) asked.set('topic', topic)
  if (year !== null) asked.set('year', `${year}`)
  if (sort !== 'newest') asked.set('sort', sort)
  if (page > 1) asked.set('page', `${page}`)
  const text = asked.toString()
  return text && `?${text}`
}
