/** Dates in texts that come along from an earlier meeting: most of them were about that one. Pure. */
import { monthName } from '#platform/words/dates.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { inLocale } from '#platform/words/words.ts'
import { monthNumber } from '../reader/calendar.ts'
import type { Passage } from './rules.ts'

/** A date as it stands in a text, and what it says. `day` is the first of a range, and `until` the last. */
export interface Mention {
  readonly text: string
  readonly year: number | null
  readonly month: number
  readonly day: number | null
  readonly until: number | null
}

/** A date that stands in a text and is none of the meeting's own. */
export interface DatedPassage {
  readonly of: Passage['of']
  readonly title: Passage['title']
  /** "29. april 2020". */
  readonly mention: string
}

const day = String.raw`(?<day>[12]?\d|3[01])`
const until = String.raw`(?:\s*[–-]\s*(?<until>[12]?\d|3[01])\.?)?`
const year = String.raw`(?<year>(?:19|20)\d\d)`
const edge = String.raw`(?<![\p{L}\d.:,])`
const end = String.raw`(?![\p{L}\d]|[.:]\d)`
const patterns = [
  new RegExp(String.raw`${edge}${year}-(?<month>\d\d)-(?<day>\d\d)${end}`, 'gu'),
  new RegExp(String.raw`${edge}${day}[./](?<month>1[0-2]|0?[1-9])[./](?<year>(?:19|20)?\d\d)${end}`, 'gu'),
  new RegExp(String.raw`${edge}${day}\.?${until}\s*(?<name>\p{L}{3,})(?:[.,]?\s+${year})?${end}`, 'gu'),
  new RegExp(String.raw`${edge}(?<name>\p{Lu}\p{L}{2,})\s+${day}(?:st|nd|rd|th)?(?:,?\s+${year})?${end}`, 'gu'),
  new RegExp(String.raw`${edge}(?<name>\p{L}{3,})\s+${year}${end}`, 'gu'),
]

/** Every date in a text, in the order of the text: whole ones, "29. april", and "april 2020". Times and bare years are none. */
export function datesIn(text: string): Mention[] {
  const found: (Mention & { readonly at: number })[] = []
  for (const pattern of patterns)
    for (const match of text.matchAll(pattern)) {
      const { day, until, year, month, name } = match.groups as Record<string, string | undefined>
      const number = month ? Number(month) : monthOf(name!)
      if (number === null || number < 1 || number > 12) continue
      const at = match.index
      if (found.some((one) => at < one.at + one.text.length && one.at < at + match[0].length)) continue
      found.push({
        at,
        text: match[0].trim(),
        month: number,
        day: day ? Number(day) : null,
        until: until ? Number(until) : null,
        year: year ? Number(year.length === 2 ? `20${year}` : year) : null,
      })
    }
  return found.sort((a, b) => a.at - b.at).map(({ at: _, ...mention }) => mention)
}

/** In English "may" and "march" are verbs, and months only with a capital. */
const monthOf = (name: string): number | null => (name === 'may' || name === 'march' ? null : monthNumber(name))

/** Whether a mention can mean one of some dates "YYYY-MM-DD". */
export function agrees(mention: Mention, dates: readonly string[]): boolean {
  return dates.some((date) => {
    const at = Temporal.PlainDate.from(date)
    if (mention.month !== at.month || (mention.year !== null && mention.year !== at.year)) return false
    if (mention.day === null) return true
    return at.day >= mention.day && at.day <= (mention.until ?? mention.day)
  })
}

/** The dates in texts that are none of the meeting's own, each once in each passage. @param dates those of its days */
export function foreignDates(passages: readonly Passage[], dates: readonly string[]): DatedPassage[] {
  const found = new Map<string, DatedPassage>()
  for (const { of, title, text } of passages)
    for (const version of Object.values(text))
      for (const mention of datesIn(version))
        if (!agrees(mention, dates)) found.set(JSON.stringify([of, mention.text]), { of, title, mention: mention.text })
  return [...found.values()]
}

/**
 * A title with the old dates of the meeting changed to the new first one, in the same form: "Ledermøte april 2020" becomes
 * "Ledermøte januar 2027". Dates that are not the meeting's own stay, and so do ranges.
 */
export function retitled(title: Words, before: readonly string[], first: string): Words {
  const at = Temporal.PlainDate.from(first)
  const changed = Object.entries(title).map(([locale, text]) => {
    const own = datesIn(text).filter((one) => one.until === null && agrees(one, before))
    return [locale, own.reduce((whole, one) => whole.replace(one.text, redated(one.text, at, locale as Locale)), text)]
  })
  return Object.fromEntries(changed)
}

function redated(mention: string, at: Temporal.PlainDate, locale: Locale): string {
  // Digits alone ("29.04.2020") would need their order known.
  if (!/\p{L}{3,}/u.test(mention)) return mention
  const month = inLocale(locale, () => monthName(at.month))
  return mention
    .replace(/(?:19|20)\d\d/, '\u0000')
    .replace(/\d{1,2}/, String(at.day))
    .replace(/\p{L}{3,}/u, (word) => (/^\p{Lu}/u.test(word) ? month.charAt(0).toLocaleUpperCase(locale) + month.slice(1) : month))
    .replace('\u0000', String(at.year))
}
