/** What outcomes are called. */
import { m } from '#platform/words/words.ts'
import type { StateName } from '#ui/state.tsx'
import type { OutcomeKind } from '../../tables.ts'

export const outcomeName = (kind: OutcomeKind): string => m[`outcome_${kind}`]()

export const outcomeLooks: Readonly<Record<OutcomeKind, StateName>> = {
  decided: 'decided',
  noted: 'read',
  action: 'underway',
  postponed: 'postponed',
  referred: 'moved',
  withdrawn: 'cancelled',
  none: 'none',
}
