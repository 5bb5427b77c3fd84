/**
 * Which item of one programme is which of another: by the likeness of titles, speakers, time and kind. The best pairing as a
 * whole, not the best for each in turn; the same input always gives the same pairs. Pure.
 */
import { assign, type Edge } from './assignment/rules.ts'

/** What an item is known again by. */
export interface Mark {
  /** In every language it is written in. */
  readonly titles: readonly string[]
  readonly speakers: readonly string[]
  /** The day, named alike on both sides, or null where the two have none in common. */
  readonly day: string | null
  /** "HH:MM"; a part bears that of the item it lies in. */
  readonly start: string | null
  readonly kind: string
  readonly isPart: boolean
}

export interface Pair {
  readonly left: number
  readonly right: number
  /** From 0 to 1. */
  readonly likeness: number
  /** Below this it may well be another item: the organiser is asked. */
  readonly sure: boolean
}

/** Less than this is no likeness: two items of the same length in the same language share as much. */
const LEAST = 0.5
const SURE = 0.68
/** The same people at the same time may have changed their title; the same title alone is the same matter. */
const weights = { title: 0.5, speakers: 0.3, time: 0.14, kind: 0.05, level: 0.01 } as const

/** However long the lists, each word leads to no more than these, the nearest in order. */
const NEAREST = 60

/** @returns pairs by their places in the two lists, in the order of the left; nothing stands in two pairs */
export function pairUp(left: readonly Mark[], right: readonly Mark[]): Pair[] {
  const [own, others] = [left.map(known), right.map(known)]
  const scale = right.length / Math.max(1, left.length)
  const edges: Edge[] = []
  for (const [l, candidates] of candidatesOf(own, others, scale).entries())
    for (const r of candidates) {
      const likeness = likenessOf(own[l]!, others[r]!)
      // Of equals, those that stand at the same place in the order belong together.
      const apart = Math.abs(l * scale - r) / Math.max(1, right.length)
      if (likeness >= LEAST) edges.push({ left: l, right: r, worth: likeness - LEAST + 0.01 - apart * 0.005, likeness })
    }
  return assign(edges)
    .map(({ left, right, likeness }): Pair => ({ left, right, likeness, sure: likeness >= SURE }))
    .sort((a, b) => a.left - b.left)
}

interface Known {
  readonly mark: Mark
  readonly titles: readonly { readonly plain: string; readonly pieces: ReadonlyMap<string, number>; readonly size: number }[]
  readonly speakers: ReadonlySet<string>
}

function known(mark: Mark): Known {
  const titles = mark.titles.map((title) => {
    const plain = plainly(title)
    const pieces = new Map<string, number>()
    for (let i = 0; i < plain.length - 1; i++) {
      const piece = plain.slice(i, i + 2)
      pieces.set(piece, (pieces.get(piece) ?? 0) + 1)
    }
    return { plain, pieces, size: Math.max(0, plain.length - 1) }
  })
  return { mark, titles, speakers: new Set(mark.speakers.map(plainly)) }
}

/** Letters and figures in small type, one space between words: what a corrected dash or capital does not change. */
export const plainly = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** For each of the left those of the right that share a word, a speaker or a start with it. */
function candidatesOf(left: readonly Known[], right: readonly Known[], scale: number): ReadonlySet<number>[] {
  const postings = new Map<string, number[]>()
  for (const [r, one] of right.entries()) for (const key of keysOf(one)) postings.get(key)?.push(r) ?? postings.set(key, [r])
  return left.map((one, l) => {
    const found = new Set<number>()
    for (const key of keysOf(one)) for (const r of nearest(postings.get(key) ?? [], l * scale)) found.add(r)
    return found
  })
}

function* keysOf({ mark, titles, speakers }: Known): Generator<string> {
  for (const { plain } of titles) {
    yield `title ${plain}`
    for (const word of new Set(plain.split(' '))) if (word.length > 1) yield `word ${word}`
  }
  for (const name of speakers) yield `name ${name}`
  if (mark.start !== null) yield `at ${mark.day} ${mark.start}`
}

/** @param posting in rising order */
function nearest(posting: readonly number[], around: number): readonly number[] {
  if (posting.length <= NEAREST) return posting
  let from = 0
  let to = posting.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (posting[middle]! < around) from = middle + 1
    else to = middle
  }
  const first = Math.min(Math.max(0, from - NEAREST / 2), posting.length - NEAREST)
  return posting.slice(first, first + NEAREST)
}

function likenessOf(a: Known, b: Known): number {
  const title = Math.max(0, ...a.titles.flatMap((one) => b.titles.map((other) => dice(one, other))))
  // Where nobody is named, the title tells what the names would.
  const speakers = a.speakers.size > 0 && b.speakers.size > 0 ? overlap(a.speakers, b.speakers) : title
  const all =
    weights.title * title +
    weights.speakers * speakers +
    weights.time * timeLikeness(a.mark, b.mark) +
    weights.kind * Number(a.mark.kind === b.mark.kind) +
    weights.level * Number(a.mark.isPart === b.mark.isPart)
  return title === 1 ? 0.6 + 0.4 * all : all
}

/** The share of letter pairs that two titles have in common (Sørensen–Dice): forgiving of endings and misspellings. */
function dice(a: Known['titles'][number], b: Known['titles'][number]): number {
  if (a.plain === b.plain) return 1
  if (a.size === 0 || b.size === 0) return 0
  let shared = 0
  for (const [piece, count] of a.pieces) shared += Math.min(count, b.pieces.get(piece) ?? 0)
  return (2 * shared) / (a.size + b.size)
}

const overlap = (a: ReadonlySet<string>, b: ReadonlySet<string>): number =>
  [...a].filter((name) => b.has(name)).length / Math.max(a.size, b.size)

function timeLikeness(a: Mark, b: Mark): number {
  const sameDay = a.day !== null && a.day === b.day
  if (a.start === null || b.start === null) return a.start === b.start && sameDay ? 0.5 : 0
  const apart = Math.abs(minutes(a.start) - minutes(b.start))
  const near = apart === 0 ? 1 : apart <= 30 ? 0.6 : apart <= 90 ? 0.3 : 0
  return sameDay ? near : near / 2
}

const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
