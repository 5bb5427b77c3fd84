import { z } from 'zod'
import { isDate } from '#platform/words/dates.ts'
import { type Period, yearOf } from './rules.ts'

const dateField = z.string().trim().catch('')

/** What a reader asks for; a period of their own counts before a year. */
export const askedForm = z
  .object({
    year: z.coerce.number().int().min(1900).max(2200).nullable().catch(null),
    series: z.string().trim().catch(''),
    from: dateField,
    to: dateField,
  })
  .transform(({ from, to, ...more }, context) => {
    if (from === '' && to === '') return { ...more, period: null, from, to }
    if (!isDate(from) || !isDate(to) || from > to) {
      context.addIssue({ code: 'custom', path: ['from'], message: 'statistics_period_wrong' })
      return z.NEVER
    }
    return { ...more, period: { from, to } as Period, from, to }
  })

/** @param latest the last year in which a meeting was held */
export const periodOf = (asked: { readonly period: Period | null; readonly year: number | null }, latest: number): Period =>
  asked.period ?? yearOf(asked.year ?? latest)
