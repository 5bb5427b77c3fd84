/** A programme as somebody meant it, made from a seed: the same seed makes the same programme. */
import type { Kind, Language } from '#programme/reader/shape.ts'
import { WORDS, type Words } from './words.ts'

export interface Person {
  readonly name: string
  readonly office: string | null
  readonly workplace: string | null
}
export interface Item {
  /** Minutes after midnight. */
  readonly start: number
  readonly end: number
  readonly title: string
  readonly kind: Kind
  readonly speakers: readonly Person[]
  readonly points: readonly string[]
  readonly moderator: Person | null
}
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  /** 1, Monday, to 7. */
  readonly weekday: number
  readonly items: readonly Item[]
}
export interface Programme {
  readonly language: Language
  readonly words: Words
  readonly title: string
  readonly days: readonly Day[]
}

export type Chance = () => number

/** Numbers between 0 and 1 that are the same each time (mulberry32). */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface Wanted {
  readonly days?: number
  /** Whole hours only. */
  readonly hourly?: boolean
  readonly points?: boolean
  readonly panel?: boolean
}

/** Makes a programme of one or more days. */
export function makeProgramme(language: Language, seed: number, wanted: Wanted = {}): Programme {
  const chance = chanceOf(seed * 7919 + language.charCodeAt(0) * 131 + language.charCodeAt(1))
  const words = WORDS[language]
  const pick = <T>(from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T
  const drawn = (from: readonly string[]) => {
    const left = [...from]
    return () => (left.length ? (left.splice(Math.floor(chance() * left.length), 1)[0] as string) : pick(from))
  }
  const topic = drawn(words.titles.talk)
  const name = drawn(words.people)
  const person = (): Person => ({
    name: name(),
    office: chance() < 0.5 ? pick(words.offices) : null,
    workplace: chance() < 0.6 ? pick(words.workplaces) : null,
  })
  const first = Temporal.PlainDate.from({
    year: 2019 + Math.floor(chance() * 8),
    month: 1 + Math.floor(chance() * 12),
    day: 3 + Math.floor(chance() * 22),
  })
  const days = Array.from({ length: wanted.days ?? 1 }, (_, d): Day => {
    const date = first.add({ days: d })
    const last = d === (wanted.days ?? 1) - 1
    const items: Item[] = []
    let at = wanted.hourly ? 480 : 540
    const add = (kind: Kind, title: string, minutes: number, more: Partial<Item> = {}) => {
      const length = wanted.hourly ? 60 : minutes
      items.push({ start: at, end: at + length, title, kind, speakers: [], points: [], moderator: null, ...more })
      at += length
    }
    const talk = () =>
      add('talk', topic(), pick([20, 30, 40, 45]), {
        speakers: chance() < 0.2 ? [person(), person()] : [person()],
        points: wanted.points && chance() < 0.6 ? [pick(words.points.slice(0, 3)), pick(words.points.slice(3))] : [],
      })
    if (d === 0) add('registration', pick(words.titles.registration), 30)
    if (d === 0) add('welcome', pick(words.titles.welcome), 15, { speakers: chance() < 0.6 ? [person()] : [] })
    talk()
    if (!wanted.hourly) talk()
    add('break', pick(words.titles.break), 15)
    talk()
    at = wanted.hourly ? 720 : Math.max(at, 690)
    add('lunch', pick(words.titles.lunch), 60)
    if (chance() < 0.5) add('other', pick(words.titles.other), 45)
    talk()
    if (wanted.panel) add('panel', pick(words.panels), 45, { speakers: [person(), person()], moderator: person() })
    if (!wanted.hourly && chance() < 0.7) add('break', pick(words.titles.break), 15)
    if (last) add('closing', pick(words.titles.closing), 15)
    if (!last) {
      at = 1140
      add('social', pick(words.titles.social), 120)
    }
    return { year: date.year, month: date.month, day: date.day, weekday: date.dayOfWeek, items }
  })
  return { language, words, title: pick(words.events), days }
}
