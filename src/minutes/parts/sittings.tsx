/** The revisions of some minutes, gathered by who wrote and in which sitting. */
import { dateTime } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { RevisionHead } from '../reads.ts'
import { type Sitting, sittingsOf } from '../rules.ts'

export interface SittingsProps {
  readonly revisions: readonly RevisionHead[]
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly timezone: string
  readonly stands: number
  readonly published: number | null
  /** Only so many; all when absent. */
  readonly newest?: number
}

export function Sittings(props: SittingsProps) {
  const sittings = sittingsOf(props.revisions).slice(0, props.newest)
  if (sittings.length === 0) return <p class="soft">{m.minutes_revisions_none()}</p>
  return (
    <ol class="sm-revs">
      {sittings.map((sitting) => (
        <li key={sitting.revisions[0]!.id}>
          <a href={`${props.base}/revisions/${sitting.revisions[0]!.number}`}>
            <time datetime={sitting.revisions[0]!.at}>{dateTime(sitting.revisions[0]!.at, props.timezone)}</time>
            <span>{sitting.byName}</span>
            <span class="soft">{aboutOf(sitting, props)}</span>
          </a>
        </li>
      ))}
    </ol>
  )
}

/** What a sitting was, in words: under which number it is compared, how many saves, what it brought back, whether it is what readers see. */
function aboutOf(sitting: Sitting<RevisionHead>, { stands, published }: SittingsProps): string {
  const newest = sitting.revisions[0]!
  const has = (number: number | null) => sitting.revisions.some((revision) => revision.number === number)
  return [
    m.minutes_revision({ number: newest.number }),
    newest.reason === 'save' ? m.minutes_revisions_saves({ count: sitting.revisions.length }) : reasonOf(newest),
    has(stands) && m.minutes_revision_stands(),
    has(published) && m.minutes_revision_published(),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** How a revision came to be. */
export function reasonOf(revision: Pick<RevisionHead, 'reason' | 'restoredFrom'>): string {
  switch (revision.reason) {
    case 'restore':
      return m.minutes_revision_restore({ number: revision.restoredFrom ?? 0 })
    case 'conflict':
      return m.minutes_revision_conflict()
    case 'correction':
      return m.approval_revision()
    case 'import':
      return m.minutes_revision_import()
    case 'save':
      return m.minutes_revision_saved()
  }
}
