/** Rhythms and holidays in words. */
import { capital } from '#meeting/parts/when.tsx'
import { list, longDate, monthName, weekdayName } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { type Holiday, holidayOn } from '../holidays/rules.ts'
import type { Rhythm } from '../tables.ts'

/** "Den tredje tirsdagen i måneden", "To ganger i året, i april og oktober". */
export function rhythmWords(rhythm: Rhythm): string {
  const months = list(rhythm.months.toSorted((a, b) => a - b).map(monthName))
  const every = rhythm.months.length === 12
  if (rhythm.kind === 'weekday')
    return m.network_rhythm_weekday({
      week: weekWord(rhythm.week),
      weekday: weekdayName(rhythm.weekday),
      months: every ? m.network_rhythm_every_month() : months,
    })
  if (every) return m.network_rhythm_months_all()
  if (rhythm.months.length === 2) return m.network_rhythm_months_2({ months })
  return m.network_rhythm_months({ count: rhythm.months.length, months })
}

export const weekWord = (week: Extract<Rhythm, { kind: 'weekday' }>['week']): string =>
  ({
    1: m.network_rhythm_week_1,
    2: m.network_rhythm_week_2,
    3: m.network_rhythm_week_3,
    4: m.network_rhythm_week_4,
    [-1]: m.network_rhythm_week_last,
  })[week]()

/** "Mandag 17. mai 2027 er offentlig høytidsdag: 17. mai."; empty for an ordinary day. */
export function holidayHint(date: string): string {
  const holiday = holidayOn(date)
  return holiday === null ? '' : m.network_holiday_hint({ date: capital(longDate(date)), holiday: holidayName(holiday) })
}

const holidayName = (holiday: Holiday): string =>
  ({
    new_year: m.network_holiday_new_year,
    maundy_thursday: m.network_holiday_maundy_thursday,
    good_friday: m.network_holiday_good_friday,
    easter_sunday: m.network_holiday_easter_sunday,
    easter_monday: m.network_holiday_easter_monday,
    labour_day: m.network_holiday_labour_day,
    constitution_day: m.network_holiday_constitution_day,
    ascension_day: m.network_holiday_ascension_day,
    whit_sunday: m.network_holiday_whit_sunday,
    whit_monday: m.network_holiday_whit_monday,
    christmas_day: m.network_holiday_christmas_day,
    boxing_day: m.network_holiday_boxing_day,
  })[holiday]()
