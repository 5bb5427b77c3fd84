import { m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import type { Standing } from '../rules.ts'
import { reasonOf } from './standing.tsx'

/** How far a file has come, in one line beside its name; nothing where all is as it should be. */
export function StandingLine({ standing }: { standing: Standing | null }) {
  switch (standing?.is) {
    case 'checking':
      return <State is="waiting">{m.viewer_checking()}</State>
    case 'stopped':
      return <State is="overdue">{m.viewer_stopped()}</State>
    case 'waiting':
      return <State is="waiting">{m.viewer_waiting()}</State>
    case 'working':
      return (
        <State is="saving">
          {standing.pages === null ? m.viewer_working() : m.viewer_working_of({ done: standing.done, pages: standing.pages })}
        </State>
      )
    case 'failed':
      return <State is="stuck">{[`${m.viewer_failed()}.`, reasonOf(standing)].filter(Boolean).join(' ')}</State>
    default:
      return null
  }
}
