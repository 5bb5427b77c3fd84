/**
 * Minutes as plain text, for the page without script: a small part of Markdown, and blocks as a line that begins with their
 * word. Both directions use what is here.
 *
 *     # Heading          - point             Beslutning: text                     Spørsmål: text
 *     ## Smaller         1. point            Oppfølging: text (who; 15.05.2020)   Svar: text
 *     > quote            **bold** *italic* [text](https://…)                      [[1: table]]  kept as it is
 *     Oppmøte: Kari Nes (kom; 10.15)      Oppmøte: Kari Nes (møtte for Per Ås; )
 */
import { isDate } from '#platform/words/dates.ts'
import { type Locale, locales } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type AttendingKind, attendingKinds, DATE_TO_COME, type MinutesNode } from '../document.ts'

export type Keyword = 'decision' | 'action' | 'question' | 'answer' | 'attendance'

/** The words that begin a block, in one language. */
export const keywordsIn = (locale: Locale): Record<Keyword, string> =>
  inLocale(locale, () => ({
    decision: m.minutes_decision(),
    action: m.minutes_action(),
    question: m.minutes_question(),
    answer: m.minutes_answer(),
    attendance: m.attending_one(),
  }))

const known = new Map<string, Keyword>(
  locales.flatMap((locale) =>
    Object.entries(keywordsIn(locale)).map(([keyword, word]) => [word.toLowerCase(), keyword as Keyword] as const),
  ),
)

/** "Beslutning: Vi går videre" → the keyword and the rest, in whatever language the word is. */
export function keywordOf(line: string): { keyword: Keyword; rest: string } | null {
  const found = /^([\p{L} ]{3,20}):[ \t]?(.*)$/su.exec(line)
  const keyword = found && known.get(found[1]!.toLowerCase())
  return keyword ? { keyword, rest: found[2]! } : null
}

export const patterns = {
  heading: /^(#{1,3}) (.*)$/,
  item: /^( *)(?:[-•]|(\d{1,4})\.) (.*)$/,
  quote: /^> ?(.*)$/,
  rule: /^---$/,
  kept: /^\[\[(\d+)(?::[^\]]*)?\]\]$/,
  facts: /^(.*?) ?\(([^();]*);([^();]*)\)$/s,
  /** `… (what)` at the end of a line. */
  fact: /^(.*?) ?\(([^();]*)\)$/s,
} as const

/** Whether a line means something by how it begins, so that as bare text it must be escaped. */
export const isSpecial = (line: string): boolean =>
  patterns.heading.test(line) ||
  patterns.item.test(line) ||
  patterns.quote.test(line) ||
  patterns.rule.test(line) ||
  line.startsWith('[[') ||
  keywordOf(line) !== null

/** How a due date is written, in one language: "15.05.2020", or the words for one that is to come. */
export const dateTo = (due: string, locale: Locale): string =>
  due === DATE_TO_COME ? inLocale(locale, () => m.decisions_date_to_come()) : due.split('-').reverse().join('.')

const toCome: ReadonlySet<string> = new Set(locales.map((locale) => dateTo(DATE_TO_COME, locale).toLowerCase()))

/** "15.5.2020" or "2020-05-15" → "2020-05-15"; an empty text → null; undefined when it is no date. */
export function dateFrom(text: string): string | null | undefined {
  const given = text.trim()
  if (given === '') return null
  if (toCome.has(given.toLowerCase())) return DATE_TO_COME
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(given) ?? []
  const iso = year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : given
  return isDate(iso) ? iso : undefined
}

/** What somebody did, as it begins between the brackets: "kom", "møtte for". */
export const didIn = (locale: Locale): Record<AttendingKind, string> =>
  inLocale(locale, () => ({
    came: m.attending_did_came().toLowerCase(),
    left: m.attending_did_left().toLowerCase(),
    stands_in: m.attending_did_stands_in().toLowerCase(),
  }))

const dids = locales.map(didIn)

/** "møtte for Per Ås" → that somebody stands in, and for whom; null when it says neither that nor that they came or went. */
export function didFrom(text: string): { did: AttendingKind; instead: string | null } | null {
  for (const words of dids)
    for (const did of attendingKinds) {
      const rest = text.toLowerCase().startsWith(words[did]) ? text.slice(words[did].length) : null
      if (did === 'stands_in' ? rest !== null && /^($| )/.test(rest) : rest === '') return { did, instead: rest!.trim() || null }
    }
  return null
}

/** "10.15" or "9:05" → "10:15", "09:05"; an empty text → null; undefined when it is no time of day. */
export function clockFrom(text: string): string | null | undefined {
  const given = text.trim()
  if (given === '') return null
  const [, hours, minutes] = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(given) ?? []
  return hours === undefined ? undefined : `${hours.padStart(2, '0')}:${minutes}`
}

/** What a text does not show: the ids of blocks, and what a part was put in from. */
const unseen: ReadonlySet<string> = new Set(['id', 'from'])

/** Equal apart from what a text does not show. */
export const sameButIds = (a: unknown, b: unknown): boolean => withoutIds(a) === withoutIds(b)

const withoutIds = (value: unknown): string =>
  JSON.stringify(value, (key, part) => {
    if (unseen.has(key) || (key === 'attrs' && Object.keys(part as object).every((name) => unseen.has(name)))) return undefined
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
    return Object.fromEntries(Object.entries(part as MinutesNode).sort(([x], [y]) => (x < y ? -1 : 1)))
  })
