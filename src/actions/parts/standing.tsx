/** How an action stands: an icon and a word, how far, and whether its day is over. */
import { m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import type { ActionView } from '../reads.ts'
import { statusLooks, statusWords } from './words.ts'

export function Standing({ one }: { one: Pick<ActionView, 'status' | 'progress' | 'overdue'> }) {
  const far = one.progress === null || one.status === 'done' ? null : m.actions_progress_is({ percent: one.progress })
  return (
    <span class="sm-standing">
      <State is={statusLooks[one.status]}>{[statusWords[one.status](), far].filter(Boolean).join(', ')}</State>
      {one.overdue ? <State is="overdue">{m.actions_overdue()}</State> : null}
    </span>
  )
}
