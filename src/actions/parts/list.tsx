/** Actions as a table: what, who, by when, how it stands. Rows can be ticked where several may be changed at once. */
import { said } from '#meeting/parts/said.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { ActionView } from '../reads.ts'
import { Standing } from './standing.tsx'
import { dueOf, ownersOf } from './words.ts'

export interface ListProps {
  readonly caption: string
  readonly actions: readonly ActionView[]
  /** Those that are ticked; null where nothing can be. */
  readonly ticked: ReadonlySet<string> | null
  /** Whether the meeting is said of each. */
  readonly places: boolean
}

export function ActionTable({ caption, actions, ticked, places }: ListProps) {
  return (
    <table class="sm-table sm-table--stack sm-table--read sm-actions">
      <caption class="sr">{caption}</caption>
      <thead>
        <tr>
          {ticked ? (
            <td class="sm-actions__tick">
              <span class="sr">{m.actions_choose()}</span>
            </td>
          ) : null}
          <th scope="col">{m.actions_what()}</th>
          <th scope="col">{m.actions_who()}</th>
          <th scope="col">{m.actions_due()}</th>
          <th scope="col">{m.actions_status()}</th>
        </tr>
      </thead>
      <tbody>
        {actions.map((one) => (
          <Row key={one.id} one={one} ticked={ticked} places={places} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ one, ticked, places }: { one: ActionView } & Pick<ListProps, 'ticked' | 'places'>) {
  const lang = one.locale === spokenTo(localeNow()) ? undefined : one.locale
  const owners = ownersOf(one)
  return (
    <tr>
      {ticked ? (
        <td class="sm-actions__tick">
          <input
            class="ds-input"
            type="checkbox"
            name="ids"
            value={`${one.id}:${one.version}`}
            checked={ticked.has(one.id)}
            aria-label={m.actions_choose_one({ text: one.text.slice(0, 80) })}
          />
        </td>
      ) : null}
      <th scope="row">
        <a class="sm-plain" href={one.path} lang={lang}>
          {one.text}
        </a>
        {places ? <Place one={one} /> : null}
        {one.last ? (
          <p class="sm-actions__last" lang={lang}>
            {m.actions_last_told({ text: one.last.text })}
          </p>
        ) : null}
      </th>
      <td data-label={m.actions_who()}>{owners.length > 0 ? owners.join(', ') : m.actions_no_owner()}</td>
      <td class="sm-actions__due" data-label={m.actions_due()}>
        {dueOf(one) ?? m.actions_no_due()}
      </td>
      <td data-label={m.actions_status()}>
        <Standing one={one} />
      </td>
    </tr>
  )
}

function Place({ one }: { one: ActionView }) {
  const title = one.item ? said(one.item.title) : one.meeting ? said(one.meeting.title) : null
  return (
    <p class="sm-actions__from" lang={title?.lang}>
      {title ? title.text : m.actions_elsewhere()}
    </p>
  )
}
