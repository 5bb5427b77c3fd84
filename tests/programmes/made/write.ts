/** How people write times, dates and who. Each way is a small function; a layout puts some of them together. */
import type { Day, Item, Person, Programme } from './programme.ts'

export type Clock = (minutes: number) => string
export type Stretch = (item: Item, p: Programme) => string
/** Title and people of an item, as one or more lines. */
export type Who = (item: Item, p: Programme) => string[]
export type Head = (day: Day, n: number, p: Programme) => string

const pad = (n: number) => String(n).padStart(2, '0')
const hour = (minutes: number) => Math.floor(minutes / 60)
const minute = (minutes: number) => minutes % 60

export const dots: Clock = (m) => `${pad(hour(m))}.${pad(minute(m))}`
export const shortDots: Clock = (m) => `${hour(m)}.${pad(minute(m))}`
export const colons: Clock = (m) => `${pad(hour(m))}:${pad(minute(m))}`
export const four: Clock = (m) => `${pad(hour(m))}${pad(minute(m))}`
export const bare: Clock = (m) => String(hour(m))
export const spaced: Clock = (m) => `${pad(hour(m))}. ${pad(minute(m))}`
export const commas: Clock = (m) => `${pad(hour(m))},${pad(minute(m))}`
export const half: Clock = (m) => `${hour(m) % 12 || 12}:${pad(minute(m))} ${m < 720 ? 'am' : 'pm'}`
export const tightHalf: Clock = (m) => `${hour(m) % 12 || 12}.${pad(minute(m))}${m < 720 ? 'am' : 'pm'}`

/** Start and end with a sign between. */
export const between =
  (clock: Clock, sign: string): Stretch =>
  (item) =>
    `${clock(item.start)}${sign}${clock(item.end)}`
export const startOnly =
  (clock: Clock): Stretch =>
  (item) =>
    clock(item.start)
export const led =
  (word: (p: Programme) => string, stretch: Stretch): Stretch =>
  (item, p) =>
    `${word(p)} ${stretch(item, p)}`

const role = (one: Person) => [one.office, one.workplace].filter(Boolean).join(', ')
const behind = (one: Person) => [one.name, role(one)].filter(Boolean).join(', ')
const front = (one: Person) => `${one.office ? `${one.office} ` : ''}${one.name}${one.workplace ? `, ${one.workplace}` : ''}`
const joined = (item: Item, p: Programme, one: (person: Person) => string) => item.speakers.map(one).join(` ${p.words.and} `)
const plain = (item: Item) => item.speakers.length === 0

export const nobody: Who = (item) => [item.title]
/** "Tittel v/Kari Moe, rådgiver, Nes". */
export const cue =
  (words: (p: Programme) => string, way: (person: Person) => string = behind): Who =>
  (item, p) =>
    plain(item) ? [item.title] : [`${item.title} ${words(p)}${joined(item, p, way)}`]
export const dashed: Who = (item, p) => (plain(item) ? [item.title] : [`${item.title} – ${joined(item, p, behind)}`])
export const bracketed: Who = (item) =>
  plain(item) ? [item.title] : [`${item.title} (${item.speakers.map((one) => one.name).join(', ')})`]
export const beneath: Who = (item, p) => (plain(item) ? [item.title] : [item.title, joined(item, p, behind)])
export const cueBeneath: Who = (item, p) => (plain(item) ? [item.title] : [item.title, `v/ ${joined(item, p, front)}`])
export const labelled: Who = (item, p) =>
  plain(item) ? [item.title] : [item.title, `${p.words.speaker}: ${joined(item, p, behind)}`]
export const before: Who = (item, p) => (plain(item) ? [item.title] : [`${joined(item, p, behind)}: ${item.title}`])
export const quoted: Who = (item, p) => (plain(item) ? [item.title] : [`${joined(item, p, behind)} «${item.title}»`])
export const officeFirst: Who = (item, p) =>
  plain(item) ? [item.title] : [`${item.title} ${p.words.by} ${joined(item, p, front)}`]

const weekday = (day: Day, p: Programme) => p.words.weekdays[day.weekday - 1] as string
const month = (day: Day, p: Programme) => p.words.months[day.month - 1] as string
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** The date as the language writes it, with or without a year. */
export function dateOf(day: Day, p: Programme, year: boolean): string {
  const tail = year ? ` ${day.year}` : ''
  if (p.language === 'se') return `${month(day, p)} ${day.day}. b.${tail}`
  if (p.language === 'en') return `${day.day} ${month(day, p)}${tail}`
  return `${day.day}${p.language === 'sv' ? '' : '.'} ${month(day, p)}${tail}`
}
export const fullDate: Head = (day, _, p) => `${capital(weekday(day, p))} ${dateOf(day, p, true)}`
export const noYear: Head = (day, _, p) => `${capital(weekday(day, p))} ${dateOf(day, p, false)}`
export const weekdayOnly: Head = (day, _, p) => capital(weekday(day, p))
export const counted: Head = (_, n, p) => `${p.words.day} ${n}`
export const numbers: Head = (day) => `${pad(day.day)}.${pad(day.month)}.${day.year}`
export const slashed: Head = (day, _, p) => `${capital(weekday(day, p))} ${day.day}/${day.month} ${day.year}`
/** "4.–5. mai 2027". */
export function rangeOf(p: Programme): string {
  const [first, last] = [p.days[0] as Day, p.days.at(-1) as Day]
  if (first.month !== last.month || p.language === 'se') return `${dateOf(first, p, false)} – ${dateOf(last, p, true)}`
  const dot = p.language === 'sv' || p.language === 'en' ? '' : '.'
  return `${first.day}${dot}–${dateOf(last, p, true)}`
}
