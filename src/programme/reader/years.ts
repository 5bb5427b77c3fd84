/** Which date a day has: day and month from its heading, the year from wherever the text states it. */
import { dateExists, isoDate, weekdayOf } from './calendar.ts'
import type { DateMention } from './dates.ts'
import { datesIn } from './dates.ts'
import type { Line } from './lines.ts'
import { everyMatch } from './matches.ts'

/** A date the text states, with the line it stands on; `strong` where the line is short, as headings are. */
export interface Stated {
  date: DateMention
  line: Line
  strong: boolean
}
export interface Calendar {
  dates: readonly Stated[]
  /** The dates among them that state a year; the search for a missing year looks no further. */
  dated: readonly Stated[]
  years: readonly { year: number; strong: boolean; line: number }[]
  /** The lines that tell when the page was written, not when anybody meets. */
  written: ReadonlySet<number>
}

const MANY = 200

// "Skrevet af" over a date, and the words that stand beside one, tell when a page was written.
const WRITTEN =
  /^(?:skrevet|skrive|skriven|publisert|publiserte?t?|publicerad|publiceret|posted|published|oprettet|opprettet|lagt ut|oppdatert|updated|dato publisert)(?:\s+(?:av|af|by|on|den|i|in))?:?\s*$/i
/** What stands before the day of the meeting. */
export const LABEL =
  /^(?:tid|tidspunkt|tid og sted|tid och plats|tid og stad|når|när|hvornår|when|date|dato|datum|dag|dáhton|goas)\s*:/i
const ASIDE =
  /^(?:sendt|sent|skickat|mottatt|modtaget|received)\s*:|©|skrevet a[vf]|skriven av|copyright|publisert|oppdatert|updated|posted|published|publicerad|uppdaterad|sist endr|frist|deadline|senest|senast|anmäl dig|innen|før den|påmelding|anmälan|anmälnings|tilmelding|sista dag|siste dag|opdatere?t|offentliggj|offentlegg|udgivet|utgitt|utgivet|lagt ut|op?prettet|redigere?t|revidere?t \d|revised|tilmeld|meld (?:deg|dig|dykk|dere|jer)|inden (?:d\.|den|\d)|betales|betaling|ansøgning|søknadsfrist|rsvp|svar utbes|(?:register|sign up|apply|reply) (?:by|before)|early.?bird|abstracts? (?:due|submission)|org\.?\s?nr|tlf|telefon/i
// "Tilmelding senest" at the end of a line: the date on the next one is a deadline.
const ASIDE_GOES_ON =
  /(?:^|\s)(?:senest|senast|innen|inden|frist|fristen|før den|inden den|innen den|no later than|deadline)\s*:?$/i
// A span of years ("2019 – 2022") dates a plan or a project, not the meeting.
const YEAR =
  /(?<![\d.:–/-]|(?:19|20)\d\d\s[–-]\s)((?:19[89]|20[0-6])\d)(?![\d:%]|[.,]\d|[–-]\d|\s[–-]\s(?:19|20)\d\d|\/\d|-?tal(?:et|let)?\b|s\b)/g

/** Every date and year in the text, deadlines and dates of publication left out. */
export function calendarOf(lines: readonly Line[]): Calendar {
  const dates: Stated[] = []
  const years: { year: number; strong: boolean; line: number }[] = []
  const written = datesOfWriting(lines)
  for (const [i, line] of lines.entries()) {
    if (/^\s*\D{0,12}\d/.test(line.text) && ASIDE_GOES_ON.test(lines[i - 1]?.text ?? '')) continue
    const head = line.text.length > 400 ? line.text.slice(0, 400) : line.text
    if (!/\d/.test(head) || written.has(line.n)) continue
    const text = withoutAsides(head)
    const strong = text.length < 90
    for (const date of datesIn(text)) dates.push({ date, line, strong })
    for (const m of everyMatch(YEAR, text)) {
      // "2000 - Middag" and "1930 Festmiddag" are times: a year leads a line only in a heading without a clock.
      if (m.index === 0 && /^\d{4}\s*[:–-]/.test(text)) continue
      years.push({ year: Number(m[1]), strong, line: line.n })
    }
  }
  // Each year once for headings and once for running text is all that is ever asked for.
  const once = new Map<string, { year: number; strong: boolean; line: number }>()
  for (const y of years) if (!once.has(`${y.year}${y.strong}`)) once.set(`${y.year}${y.strong}`, y)
  return { dates, dated: dates.filter((s) => s.date.year !== null).slice(0, MANY), years: [...once.values()], written }
}

/** The text with blanks for the sentences that tell of deadlines and the like: the one before may say the day itself. */
function withoutAsides(text: string): string {
  if (!ASIDE.test(text)) return text
  return text
    .split(/(?<=\p{L}{2}[.!?]\s)(?=\p{Lu})/u)
    .map((sentence) => (ASIDE.test(sentence) ? ' '.repeat(sentence.length) : sentence))
    .join('')
}

const NEAR_THE_TOP = 12

/**
 * A bare date beneath "Skrevet af", or near the top of a page that says its own day behind "Tid:" or with weekday and
 * hour, is the date of writing.
 */
function datesOfWriting(lines: readonly Line[]): Set<number> {
  const written = new Set<number>()
  const top = lines.filter((line) => line.text.trim() !== '').slice(0, 40)
  const labelled = top.find((line) => LABEL.test(line.text.trim()) && datesIn(line.text).length > 0)
  for (const [i, line] of top.slice(0, NEAR_THE_TOP).entries()) {
    const [date, ...more] = datesIn(line.text)
    if (!date || date.year === null || more.length > 0) continue
    if (/[\p{L}\d]/u.test(line.text.slice(0, date.from) + line.text.slice(date.to).replace(/kl\.?\s*|\d{1,2}[.:]\d{2}/g, '')))
      continue
    const stamp = /^\s*[-–,]?\s*(?:kl\.?\s*)?\d{1,2}[.:]\d{2}\s*$/.test(line.text.slice(date.to))
    const elsewhere =
      (stamp || tellsNoProgramme(date, top[i + 1])) &&
      top.some(
        (other) =>
          other !== line &&
          datesIn(other.text).some(
            (d) =>
              d.year !== null &&
              !(d.day === date.day && d.month === date.month) &&
              (stamp || (d.weekday !== null && earlier(date, d) && CLOCK_BEHIND.test(other.text.slice(d.to)))),
          ),
      )
    const own = labelled && labelled.n > line.n ? datesIn(labelled.text)[0] : undefined
    if (elsewhere || WRITTEN.test(top[i - 1]?.text.trim() ?? '') || (own && (own.day !== date.day || own.month !== date.month)))
      written.add(line.n)
  }
  return written
}

// "tirsdag den 21. april 2009 kl. 14"
const CLOCK_BEHIND = /^\s?,?\s?(?:kl|klokka|klokken|fra kl|at)(?![\p{L}])/iu

/** "16.02.2009" over sentences: no weekday, and no time beneath. */
function tellsNoProgramme(date: DateMention, below: Line | undefined): boolean {
  return date.weekday === null && below !== undefined && !/^\D{0,6}\d/.test(below.text)
}

function earlier(a: DateMention, b: DateMention): boolean {
  return isoDate(a.year ?? 0, a.month, a.day) < isoDate(b.year ?? 0, b.month, b.day)
}

/** ISO date of a day and month; null when no year is stated that could be meant. `candidates` are years its weekday allows. */
export function resolve(
  date: { day: number; month: number; year: number | null; weekday: number | null },
  calendar: Calendar,
  near: number,
): { iso: string | null; why: 'year-missing' | 'weekday-differs' | 'impossible-date' | null; candidates: string[] } {
  const fits = (year: number) =>
    dateExists(year, date.month, date.day) && (date.weekday === null || weekdayOf(year, date.month, date.day) === date.weekday)
  if (!dateExists(date.year ?? 2024, date.month, date.day)) return { iso: null, why: 'impossible-date', candidates: [] }
  if (date.year !== null) {
    const iso = isoDate(date.year, date.month, date.day)
    if (fits(date.year)) return { iso, why: null, candidates: [] }
    const other = [1, -1, 2, -2, 3, -3].map((k) => (date.year ?? 0) + k).find(fits)
    return { iso, why: 'weekday-differs', candidates: [iso, ...(other ? [isoDate(other, date.month, date.day)] : [])] }
  }
  const twin = calendar.dated.find((s) => s.date.year !== null && covers(s.date, date.day, date.month) && fits(s.date.year))
  if (twin?.date.year) return { iso: isoDate(twin.date.year, date.month, date.day), why: null, candidates: [] }
  const ranked = [...calendar.years]
    .filter((y) => fits(y.year))
    .sort((a, b) => Number(b.strong) - Number(a.strong) || Math.abs(a.line - near) - Math.abs(b.line - near))
  // Without a weekday to check it by, a year deep in running text proves nothing.
  const best = ranked.find((y) => y.strong || date.weekday !== null || y.line < near)
  if (best) return { iso: isoDate(best.year, date.month, date.day), why: null, candidates: [] }
  const guesses = date.weekday === null ? [] : [...calendar.years.map((y) => y.year)].flatMap((y) => [y - 1, y + 1]).filter(fits)
  return {
    iso: null,
    why: 'year-missing',
    candidates: [...new Set(guesses)].slice(0, 3).map((y) => isoDate(y, date.month, date.day)),
  }
}

function covers(range: DateMention, day: number, month: number): boolean {
  if (range.month === month && range.day === day) return true
  if (!range.last) return false
  const at = month * 32 + day
  return at >= range.month * 32 + range.day && at <= range.last.month * 32 + range.last.day
}
