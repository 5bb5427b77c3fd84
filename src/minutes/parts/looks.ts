/** How far minutes have come, as a state and its word. */
import { m } from '#platform/words/words.ts'
import type { StateName } from '#ui/state.tsx'
import type { MinutesState } from '../tables.ts'

export const minutesLooks: Readonly<Record<'none' | MinutesState, { state: StateName; word: () => string }>> = {
  none: { state: 'none', word: () => m.minutes_state_none() },
  draft: { state: 'draft', word: () => m.minutes_state_draft() },
  proposed: { state: 'proposed', word: () => m.minutes_state_proposed() },
  approved: { state: 'approved', word: () => m.minutes_state_approved() },
}
