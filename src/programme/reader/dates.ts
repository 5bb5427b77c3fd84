/** Dates in a line, in every way the six languages write them, ranges included. */
import { fullWeekday, monthNumber, weekdayNumber } from './calendar.ts'
import { everyMatch } from './matches.ts'

export interface DateMention {
  from: number
  to: number
  day: number
  month: number
  year: number | null
  weekday: number | null
  /** The last day of a range such as "22.–23. september" or "30. sept. – 1. okt."; null for one day. */
  last: { day: number; month: number } | null
}

// "10.30 Jan Erik": what stands behind a dot may be minutes.
const DAY_BEFORE =
  /(?:(?:den|the|d\.|dei|dagen|dagene|dagarna)\s+)?(?<!\d|\d[.:,])(\d{1,2})(?:\.|,(?=\s+$)|:?[ea](?!\p{L})|st|nd|rd|th)?(?:\s*(?:,|\.|-|–|—|\/|\+|og|och|and|ja|&|til|till|to)\s*(?:(?:den|the)\s+)?(?:\p{L}{3,12}\s+(?:den\s+)?)?(\d{1,2})(?:\.|:?[ea](?!\p{L})|st|nd|rd|th)?){0,4}\s*(?:b\.|of\s)?\s*$/iu
// "28. april 202119.00": a page that lost its space between the year and the clock.
const YEAR_AFTER = /^\.?\s?,?\s{0,2}(?:b\.\s*)?(?:i\s+)?((?:19|20)\d{2})(?:(?![\d.:–-]\d|\d)|(?=[012]\d[.:][0-5]\d))/
const YEAR_LOOSE = /^\.?,?\s{0,2}((?:19|20)\d{2})(?!\d)/
const DAY_AFTER =
  /^\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?(?![\d:])(?!\.\d)(?:\s*(?:-|–|—|&|and|to|ja|og)\s*(\d{1,2})(?:st|nd|rd|th|\.)?(?![\d:.]\d|\d))?(?:\s*(?:b\.|beaivi|beaivve))?/i
const ISO = /(?=\d)(?<![\d-])((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)/g
// "12-09-2017": only with the year in full, or it could be a stretch of times.
const HYPHENS = /(?<![\d.:/-])(\d{1,2})-(\d{1,2})-((?:19|20)\d{2})(?![\d-])/g
const NUMERIC =
  /(?=\d)(?<![\d.:/])(\d{1,2})\s?([./])\s?(\d{1,2})(?:\s?\2\s?((?:19|20)\d{2}|\d{2})(?!\d)|(?<=\/\s?\d{1,2})-((?:19|20)\d{2})(?!\d)|\.(?!\d)|(?![\d.:]\d|\d))/g
// "ThursdayNovember 9": a page that lost its spaces.
const WORD = /\p{Lu}\p{Ll}{2,}|\p{L}{3,}/gu
// Cheap to ask, and most lines of a programme answer no.
const MONTHISH = /jan|feb|mar|apr|ma[ijy]|ju[nl]|aug|sep|o[kc]t|nov|de[sc]|mán/i
const WEEKDAY_BEFORE = /(\p{L}{2,14})\.?,?\s*(?:(?:den|the|d\.)\s+)?$/iu

/** Every date in the text, left to right. A line of thousands of characters is prose: only its head is searched. */
export function datesIn(whole: string): DateMention[] {
  const text = whole.length > 2000 ? whole.slice(0, 2000) : whole
  if (!/\d/.test(text)) return []
  const found: DateMention[] = []
  if (MONTHISH.test(text))
    for (const word of everyMatch(WORD, text)) {
      const month = monthNumber(word[0])
      if (month) addNamed(found, text, word.index, word[0].length, month)
    }
  for (const m of everyMatch(ISO, text))
    add(found, text, m.index, m.index + m[0].length, Number(m[3]), Number(m[2]), Number(m[1]), null)
  for (const m of everyMatch(HYPHENS, text)) {
    const [day, month] = [Number(m[1]), Number(m[2])]
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12)
      add(found, text, m.index, m.index + m[0].length, day, month, Number(m[3]), null)
  }
  for (const m of everyMatch(NUMERIC, text)) addNumeric(found, text, m)
  if (found.length < 2) return found
  found.sort((a, b) => a.from - b.from)
  return linked(text, found)
}

/** "10.30 Jan Erik", "9.45–10.30 Mai Britt": times before somebody who is called like a month. */
function minutesBefore(numbers: string, after: string): boolean {
  if (/\d[.:][0-5]\d\s*[-–—]\s*\d{1,2}[.:][0-5]\d/.test(numbers)) return true
  return /^\D*\d{1,2}[.:][0-5]\d\s+$/.test(numbers) && /^\s+\p{Lu}\p{Ll}/u.test(after)
}

function addNamed(found: DateMention[], text: string, index: number, length: number, month: number): void {
  const lead = text.slice(Math.max(0, index - 60), index)
  const end = index + length
  const numbers = DAY_BEFORE.exec(lead)
  const before = numbers && !minutesBefore(numbers[0], text.slice(index + length)) ? numbers : null
  if (before) {
    // "Dag 1, 22. september": the first number counts days, it is no date.
    const counted = before[2] !== undefined && /(?:dag|day|beaivi|økt|session|del|part)\s*$/i.test(lead.slice(0, before.index))
    const from = index - lead.length + (counted ? before.index + before[0].lastIndexOf(before[2] ?? '') : before.index)
    const day = Number(counted ? before[2] : before[1])
    const second = counted || before[2] === undefined ? 0 : Number(before[2])
    const tail = YEAR_AFTER.exec(text.slice(end, end + 14)) ?? YEAR_LOOSE.exec(text.slice(end, end + 14))
    if (day >= 1 && day <= 31) {
      const last = second > day && second <= 31 ? { day: second, month } : null
      add(found, text, from, end + (tail ? tail[0].length : 0), day, month, tail ? Number(tail[1]) : null, last)
      return
    }
  }
  const after = DAY_AFTER.exec(text.slice(end, end + 24))
  if (!after || Number(after[1]) < 1 || Number(after[1]) > 31) return
  const stop = end + after[0].length
  const tail = YEAR_LOOSE.exec(text.slice(stop, stop + 12))
  const last = after[2] === undefined ? null : { day: Number(after[2]), month }
  add(found, text, index, stop + (tail ? tail[0].length : 0), Number(after[1]), month, tail ? Number(tail[1]) : null, last)
}

/** "12.10.2021", "26/9", "6.2.": without a year a dotted pair may be a time, so a weekday, "den" or a clock must stand beside it. */
function addNumeric(found: DateMention[], text: string, m: RegExpMatchArray): void {
  const [all, day, sign, month, plain, dashed] = m as unknown as [
    string,
    string,
    string,
    string,
    string | undefined,
    string | undefined,
  ]
  const year = plain ?? dashed
  const index = m.index ?? 0
  const [d, mo] = [Number(day), Number(month)]
  if (d < 1 || d > 31 || mo < 1 || mo > 12) return
  // "30.09.–01.10.2013": the end of the stretch states the year of both.
  const stretch =
    year === undefined && sign === '.' && STRETCH_BEHIND.test(text.slice(index + all.length, index + all.length + 20))
  if (year === undefined && !stretch) {
    const lead = text.slice(Math.max(0, index - 24), index)
    const word = WEEKDAY_BEFORE.exec(lead)
    const beside =
      (word !== null && weekdayNumber(word[1] ?? '') !== null) || /(?:^|\s)(?:den|dato|date|d\.|dag \d:?)\s*$/i.test(lead)
    const tail = text.slice(index + all.length)
    const slash = sign === '/' && /(?:^|[\s(,])$/.test(lead) && /^(?:$|[\s,:;)–-])/.test(tail)
    if (!beside && !slash && !/^\.?\s*(?:kl\b|kl\.)/i.test(tail) && !beforeEarlier(lead, tail, d)) return
  }
  const full = year === undefined ? null : year.length === 2 ? 2000 + Number(year) : Number(year)
  add(found, text, index, index + all.length, d, mo, full, null)
}

const STRETCH_BEHIND = /^\.?\s?[–—-]\s?\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d{2}(?!\d)/

/** "16.04 6.00-6.30 Arrival": at the head of a line, with a time behind it that a stretch could not end in. */
function beforeEarlier(lead: string, tail: string, day: number): boolean {
  const clock = /^\s+(\d{1,2})[.:]\d{2}(?!\d)/.exec(tail)
  return clock !== null && !/\S/.test(lead) && Number(clock[1]) < day
}

function add(
  found: DateMention[],
  text: string,
  from: number,
  to: number,
  day: number,
  month: number,
  year: number | null,
  last: DateMention['last'],
): void {
  if (found.some((f) => f.from < to && f.to > from)) return
  const word = WEEKDAY_BEFORE.exec(text.slice(Math.max(0, from - 24), from))
  const weekday = word ? weekdayNumber(word[1] ?? '') : null
  const start = word && weekday !== null ? from - word[0].length : from
  // A weekday inside the range ("tirsdag 22. og onsdag 23.") was taken with the days; the first word is enough.
  const inside = weekday ?? fullWeekday(/\p{L}+/u.exec(text.slice(from, to))?.[0] ?? '')
  found.push({ from: start, to, day, month, year, weekday: inside, last })
}

/** "30. september – 1. oktober 2021" is one stretch: the first takes the year and the end of the second. */
function linked(text: string, found: DateMention[]): DateMention[] {
  const out: DateMention[] = []
  for (const next of found) {
    const prior = out.at(-1)
    const between = prior ? text.slice(prior.to, next.from) : ''
    if (prior && !prior.last && /^\s*(?:[-–—]|til|till|to|og|och|and|ja|t\.o\.m\.)\s*$/i.test(between)) {
      prior.last = next.last ?? { day: next.day, month: next.month }
      prior.year ??= next.year
      prior.to = next.to
    } else out.push({ ...next })
  }
  return out
}

/** "Dag 2", "Day two", "Første dag", "2. beaivi" at the head of a line: which day, and how far the words reach. */
export function dayNumber(text: string): { n: number; to: number } | null {
  const m =
    /^(?:program(?:met)? (?:for |for )?)?(?:konferanse|møte|fag|seminar|konference|kurs)?(?:dag|day|beaivi|session day)\s*(\d|én|ein|en|ett|one|to|two|två|tre|three|fire|four|fyra|okta|guokte)(?![\p{L}\d]|[.:,]\d)/iu.exec(
      text,
    )
  const o = m
    ? null
    : /^(?:(\d)\.?|(første|fyrste|første|andre|anden|andra|første|tredje|første|first|second|third|vuosttaš|nubbi|goalmmát))\s+(?:konferanse|møte|seminar)?(?:dag(?:en)?|day|beaivi)(?!\p{L})/iu.exec(
        text,
      )
  const word = (m?.[1] ?? o?.[1] ?? o?.[2] ?? '').toLowerCase()
  const n = /^\d$/.test(word) ? Number(word) : ORDINAL[word]
  const all = m ?? o
  return all && n ? { n, to: all[0].length } : null
}

const ORDINAL: Readonly<Record<string, number>> = {
  én: 1,
  ein: 1,
  en: 1,
  ett: 1,
  one: 1,
  okta: 1,
  første: 1,
  fyrste: 1,
  first: 1,
  vuosttaš: 1,
  to: 2,
  two: 2,
  två: 2,
  guokte: 2,
  andre: 2,
  anden: 2,
  andra: 2,
  second: 2,
  nubbi: 2,
  tre: 3,
  three: 3,
  tredje: 3,
  third: 3,
  goalmmát: 3,
  fire: 4,
  four: 4,
  fyra: 4,
}
