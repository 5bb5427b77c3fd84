/** An action's facts in words. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { StateName } from '#ui/state.tsx'
import type { ActionView } from '../reads.ts'
import type { ActionStatus } from '../tables.ts'

export { statusWords } from '../status/rules.ts'

export const statusLooks: Readonly<Record<ActionStatus, StateName>> = {
  not_started: 'none',
  under_way: 'underway',
  blocked: 'stuck',
  done: 'done',
  dropped: 'unplaced',
  no_conclusion: 'unsure',
}

/** Who owns it: persons where this reader is told of them, organisation, project; else who the text names. */
export function ownersOf(one: Pick<ActionView, 'ownerName' | 'ownerOrganisation' | 'project' | 'who'>): string[] {
  const known = [one.ownerName, one.ownerOrganisation && said(one.ownerOrganisation).text, one.project].filter(
    (name): name is string => Boolean(name),
  )
  return known.length > 0 ? [...new Set(known)] : one.who ? [one.who] : []
}

/** "29. mai 2020", that a date is to come, or null where none is said. */
export const dueOf = (one: Pick<ActionView, 'due' | 'dueToCome'>): string | null =>
  one.due ? date(one.due) : one.dueToCome ? m.actions_due_to_come() : null
