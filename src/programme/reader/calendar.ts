/** Names of months and weekdays in the six languages, with the short forms people type. */

const MONTHS: readonly string[] = [
  'januar januari january jan ođđajagemánnu ođđajagimánnu ođđajagemánu ođđajagimánu ođđajagimánus ođđajagemánus',
  'februar februari february feb febr guovvamánnu guovvamánu guovvamánus',
  'mars marts march mar njukčamánnu njukčamánu njukčamánus',
  'april apr cuoŋománnu cuoŋománu cuoŋománus cuoŋomanus',
  'mai maj may miessemánnu miessemánu miessemánus',
  'juni june jun geassemánnu geassemánu geassemánus',
  'juli july jul suoidnemánnu suoidnemánu suoidnemánus',
  'august augusti aug borgemánnu borgemánu borgemánus',
  'september sept sep čakčamánnu čakčamánu čakčamánus',
  'oktober october okt oct golggotmánnu golggotmánu golggotmánus',
  'november nov skábmamánnu skábmamánu skábmamánus',
  'desember december des dec juovlamánnu juovlamánu juovlamánus',
]

const WEEKDAYS: readonly string[] = [
  'mandag måndag mándag monday mon man mån vuossárga vuossárgga vuossárggan mánnodat',
  'tirsdag tysdag tisdag tuesday tue tues tir tirs tys tis maŋŋebárga maŋŋebárgga maŋŋebárggan disdat disdaga',
  'onsdag wednesday wed ons gaskavahkku gaskavahku gaskavahkkun',
  'torsdag thursday thu thur thurs tor tors duorastat duorastaga duorasdat duorasdaga duorasdahka',
  'fredag friday fri fre bearjadat bearjadaga bearjadahka bearjatdat',
  'lørdag laurdag lördag saturday sat lør lau lör lávvardat lávvardaga lávvordat lávvordaga',
  'søndag sundag söndag sunday sun søn sön sotnabeaivi sotnabeaivvi sotnabeaivve',
]

function table(rows: readonly string[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap((row, i) => row.split(' ').map((word) => [word, i + 1] as const)))
}

const MONTH = table(MONTHS)
const WEEKDAY = table(WEEKDAYS)
// "man", "sun", "ons" and their like are ordinary words too; they count as days only when a date stands beside them.
const FULL = new Set(WEEKDAYS.flatMap((row) => row.split(' ').filter((word) => word.length > 5)))

/** 1–12, or null. Case and a closing full stop do not matter. */
export function monthNumber(word: string): number | null {
  return MONTH.get(word.toLowerCase().replace(/\.$/, '')) ?? null
}

/** 1 (Monday) – 7 (Sunday), or null; takes short forms, plurals and genitives ("tirsdagens" is not one). */
export function weekdayNumber(word: string): number | null {
  const lower = word.toLowerCase().replace(/\.$/, '')
  return WEEKDAY.get(lower) ?? WEEKDAY.get(lower.replace(/en$|s$/, '')) ?? null
}

/** A weekday written out in full, so that it can stand alone as a heading. */
export function fullWeekday(word: string): number | null {
  const lower = word.toLowerCase()
  return FULL.has(lower) ? weekdayNumber(lower) : null
}

/** The weekday of a date, 1 (Monday) – 7 (Sunday); null when the date does not exist. Zeller's congruence. */
export function weekdayOf(year: number, month: number, day: number): number | null {
  if (!dateExists(year, month, day)) return null
  const m = month < 3 ? month + 12 : month
  const y = month < 3 ? year - 1 : year
  const h = (day + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400)) % 7
  return ((h + 5) % 7) + 1
}

/** Is there such a day? */
export function dateExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
}

/** Days in a month. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

/** "YYYY-MM-DD". */
export function isoDate(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
