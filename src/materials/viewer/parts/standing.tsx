/** How far a file is on its way to being read in the page, in words. */
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Island } from '#ui/island.tsx'
import type { Standing } from '../rules.ts'

/** Nothing where all is there and nothing needs to be said. */
export function StandingNotice(props: { standing: Standing | null; path: string }) {
  const { standing } = props
  switch (standing?.is) {
    case 'none':
      return <p class="soft">{m.viewer_none_text()}</p>
    case 'checking':
      return (
        <Alert tone="info" title={m.viewer_checking()}>
          <p>{m.viewer_checking_text()}</p>
          <Again {...props} standing={standing} />
        </Alert>
      )
    case 'stopped':
      return (
        <Alert tone="danger" title={m.viewer_stopped()}>
          <p>{m.viewer_stopped_text()}</p>
        </Alert>
      )
    case 'waiting':
    case 'working':
      return (
        <Alert tone="info" title={standing.is === 'working' ? m.viewer_working() : m.viewer_waiting()}>
          <p>{m.viewer_soon_text()}</p>
          <Again {...props} standing={standing} />
        </Alert>
      )
    case 'failed':
      return (
        <Alert tone="warning" title={m.viewer_failed()}>
          {[reasonOf(standing), m.viewer_failed_text()].filter(Boolean).join(' ')}
        </Alert>
      )
    case 'done':
      return standing.reason ? <Alert tone="info">{reasonOf(standing)}</Alert> : null
    default:
      return null
  }
}

/** Why there are no pages, or not all, in the language in force; empty where nothing is said. */
export const reasonOf = ({ reason }: Pick<Standing, 'reason'>): string => (reason ? wordsOf(reason) : '')

/** The words behind a key that was stored, as a reason or a finding is; empty for one that nobody knows any more. */
export function wordsOf(key: string): string {
  const words = (m as unknown as Record<string, (() => string) | undefined>)[key]
  return words ? words() : ''
}

/** What the island that looks again needs to know. */
export interface ProgressProps {
  /** The page's own address. */
  readonly path: string
  readonly done: number
  readonly pages: number | null
}

/** "3 av 12 sider er klare", and a way to look again; with script it looks by itself. */
function Again(props: { standing: Standing; path: string }) {
  const { done, pages } = props.standing
  const island: ProgressProps = { path: props.path, done, pages }
  return (
    <Island name="materials/viewer/progress" props={island} when="now">
      {pages === null ? null : <p>{m.viewer_working_of({ done, pages })}</p>}
      <a class="ds-link" href={props.path}>
        {m.viewer_again()}
      </a>
    </Island>
  )
}
