/** Norwegian public holidays: on these nobody means to hold a meeting, and a rhythm knows nothing of them. Pure. */

export type Holiday =
  | 'new_year'
  | 'maundy_thursday'
  | 'good_friday'
  | 'easter_sunday'
  | 'easter_monday'
  | 'labour_day'
  | 'constitution_day'
  | 'ascension_day'
  | 'whit_sunday'
  | 'whit_monday'
  | 'christmas_day'
  | 'boxing_day'

const fixed: Readonly<Record<string, Holiday>> = {
  '01-01': 'new_year',
  '05-01': 'labour_day',
  '05-17': 'constitution_day',
  '12-25': 'christmas_day',
  '12-26': 'boxing_day',
}

/** By days from Easter Sunday. */
const moving: Readonly<Record<number, Holiday>> = {
  [-3]: 'maundy_thursday',
  [-2]: 'good_friday',
  0: 'easter_sunday',
  1: 'easter_monday',
  39: 'ascension_day',
  49: 'whit_sunday',
  50: 'whit_monday',
}

/** The holiday on a date "YYYY-MM-DD", if any. 17 May comes before a moving one on the same day. */
export function holidayOn(date: string): Holiday | null {
  const at = Temporal.PlainDate.from(date)
  return fixed[date.slice(5)] ?? moving[easterSunday(at.year).until(at).days] ?? null
}

/** Easter Sunday in the Gregorian calendar, by the rule of Meeus, Jones and Butcher (J. Meeus: Astronomical Algorithms, ch. 8). */
export function easterSunday(year: number): Temporal.PlainDate {
  const div = (a: number, b: number) => Math.floor(a / b)
  const a = year % 19
  const [b, c] = [div(year, 100), year % 100]
  const h = (19 * a + b - div(b, 4) - div(b - div(b + 8, 25) + 1, 3) + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * div(c, 4) - h - (c % 4)) % 7
  const n = h + l - 7 * div(a + 11 * h + 22 * l, 451) + 114
  return Temporal.PlainDate.from({ year, month: div(n, 31), day: (n % 31) + 1 })
}
