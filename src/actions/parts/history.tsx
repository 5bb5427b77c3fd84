/** What was told of an action and what changed, newest first. */
import { date, dateTime } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { ActionView } from '../reads.ts'
import type { UpdateRow } from '../rules.ts'
import { statusWords } from './words.ts'

export interface HistoryProps {
  readonly one: Pick<ActionView, 'locale'>
  readonly updates: readonly UpdateRow[]
  readonly timezone: string
  /** The address of an update's file; null where files are not handed out. */
  readonly fileHref: ((update: UpdateRow) => string) | null
}

export function History({ one, updates, timezone, fileHref }: HistoryProps) {
  if (updates.length === 0) return <p class="soft">{m.actions_history_none()}</p>
  const lang = one.locale === spokenTo(localeNow()) ? undefined : one.locale
  return (
    <ol class="sm-list sm-told" reversed>
      {updates.map((update) => (
        <li key={update.id} id={`u-${update.id}`}>
          <p class="sm-list__m">
            <time dateTime={update.at}>{dateTime(update.at, timezone)}</time> · {whoOf(update)}
          </p>
          {update.text ? (
            <p class="sm-told__text sm-reading" lang={lang}>
              {update.text}
            </p>
          ) : null}
          {factsOf(update).map((fact) => (
            <p key={fact} class="sm-list__m">
              {fact}
            </p>
          ))}
          {update.fileName && fileHref ? (
            <p class="sm-list__m">
              <a class="ds-link" href={fileHref(update)}>
                {update.fileName}
              </a>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  )
}

const ways = { page: null, link: m.actions_by_link, bulk: m.actions_by_bulk, minutes: m.actions_by_minutes } as const

function whoOf({ name, via }: UpdateRow): string {
  const way = ways[via]?.() ?? null
  if (via === 'minutes') return way!
  return [name ?? m.actions_somebody(), way].filter(Boolean).join(', ')
}

function factsOf(update: UpdateRow): string[] {
  const { status, progress, dueMoved, dueFrom, dueTo, ownerFrom, ownerTo } = update
  const day = (at: string | null) => (at === null ? m.actions_no_due().toLocaleLowerCase() : date(at))
  return [
    ...(status ? [m.actions_became({ status: statusWords[status]() })] : []),
    ...(progress !== null ? [m.actions_became_progress({ percent: progress })] : []),
    ...(dueMoved ? [m.actions_due_moved({ from: day(dueFrom), to: day(dueTo) })] : []),
    ...(ownerFrom || ownerTo
      ? [m.actions_given({ from: ownerFrom?.name ?? m.actions_nobody_then(), to: ownerTo?.name ?? m.actions_nobody_then() })]
      : []),
  ]
}
