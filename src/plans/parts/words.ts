/** What stands in a plan, as words in the language in force. */
import { statusLooks, statusWords } from '#actions/parts/words.ts'
import { said } from '#meeting/parts/said.ts'
import { date, dateRange } from '#platform/words/dates.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { StateName } from '#ui/state.tsx'
import { type Measuring, type PlanRow, type Read, type Rolled, type ShownState, shownStates } from '../rules.ts'
import type { PlanState } from '../tables.ts'

/** As actions say it. */
export const stateName = (state: ShownState): string => (state === 'overdue' ? m.actions_overdue() : statusWords[state]())

export const stateLook: Readonly<Record<ShownState, StateName>> = { ...statusLooks, overdue: 'overdue' }

/** "2 ferdige". */
export const countOf = (state: ShownState, count: number): string =>
  ({
    done: m.plans_count_done,
    under_way: m.plans_count_under_way,
    not_started: m.plans_count_not_started,
    blocked: m.plans_count_blocked,
    overdue: m.plans_count_overdue,
    dropped: m.plans_count_dropped,
  })[state]({ count })

/** "1 ferdig, 1 under arbeid, 1 over fristen": those there are, in their order. */
export const countsOf = ({ counts }: Pick<Rolled, 'counts'>): string[] =>
  shownStates.flatMap((state) => (counts[state] > 0 ? [countOf(state, counts[state])] : []))

export const planStateName = (state: PlanState): string =>
  ({
    draft: m.plans_plan_draft,
    consultation: m.plans_plan_consultation,
    adopted: m.plans_plan_adopted,
    ended: m.plans_plan_ended,
  })[state]()

/** Who reads what is typed about a plan's measures: said where it is typed. */
export const readersOf = ({ audience, publishedAt }: Pick<PlanRow, 'audience' | 'publishedAt'>): string => {
  if (audience !== 'public') return m.plans_readers_members()
  return publishedAt === null ? m.plans_readers_later() : m.plans_readers_public()
}

const isWholeYears = (starts: string, ends: string) => starts.endsWith('-01-01') && ends.endsWith('-12-31')

/** "2020–2023", "januar 2020 – juni 2021", "innen 1. juni 2021"; null where nothing is said. */
export function periodText({ starts, ends }: { starts: string | null; ends: string | null }): string | null {
  if (starts && ends) {
    if (!isWholeYears(starts, ends)) return dateRange(starts, ends)
    const [from, to] = [starts.slice(0, 4), ends.slice(0, 4)]
    return from === to ? from : `${from}–${to}`
  }
  if (ends) return m.plans_until({ date: date(ends) })
  return starts ? m.plans_since({ date: date(starts) }) : null
}

export const numberText = (number: number): string =>
  new Intl.NumberFormat(localeNow() === 'en' ? 'en-GB' : 'nb-NO', { maximumFractionDigits: 1 }).format(number)

export const percentText = (percent: number): string =>
  localeNow() === 'en' ? `${numberText(percent)}%` : `${numberText(percent)}\u00a0%`

/** "27 av 39 kommuner (69 %)", "12 bibliotek", "ja". */
export function readingText(of: Measuring, { value, numerator, denominator }: Read): string {
  if (of.kind === 'yes_no') return value >= 1 ? m.plans_yes() : m.plans_no()
  const unit = said(of.unit).text
  if (of.kind === 'count') return [numberText(value), unit].filter(Boolean).join(' ')
  if (numerator === null || denominator === null) return percentText(value)
  const whole = m.plans_of({ part: numberText(numerator), whole: numberText(denominator) })
  return `${[whole, unit].filter(Boolean).join(' ')} (${percentText(Math.round(value))})`
}

/** What an indicator is to reach, or where it was: "39 kommuner", "80 %", "ja". */
export const targetText = (of: Measuring, value: number): string => readingText(of, { value, numerator: null, denominator: null })
