import { capital } from '#meeting/parts/when.tsx'
import { longDate } from '#platform/words/dates.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'

/** What a day is called: its date, its own name, or its number. */
export function dayName(day: { readonly date: string | null; readonly label: Words | null }, number: number): string {
  const label = pick(day.label, localeNow())?.text
  const date = day.date && capital(longDate(day.date))
  return [date, label].filter(Boolean).join(': ') || m.programme_day_number({ n: number })
}
