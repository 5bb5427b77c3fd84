/** The whole day as a list: planned times, and those expected or had where they differ. */
import { m } from '#platform/words/words.ts'
import type { ShowPart } from '../show/reads.ts'
import type { Expected } from '../show/rules.ts'
import { clockTime, titleOf, useShow } from './now.tsx'

export function Agenda({ show }: { readonly show: ShowPart }) {
  const { rows, rowOf } = useShow(show)
  const at = (ms: number | null) => (ms === null ? '' : clockTime(ms, show.timezone))
  return (
    <table class="sm-runs">
      <caption class="sr">{m.room_day()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.room_planned()}</th>
          <th scope="col">{m.room_actual()}</th>
          <th scope="col">{m.room_item()}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const item = rowOf(row.id)
          const title = titleOf(item)
          return (
            <tr
              key={row.id}
              class={`is-${row.state}${isBreak(item?.kind) ? ' is-break' : ''}`}
              aria-current={row.state === 'now' ? 'step' : undefined}
            >
              <td>{at(row.start)}</td>
              <td>
                {row.state === 'dropped' ? '–' : at(row.from)}
                <span class="sr"> {stateWords[row.state]()}</span>
              </td>
              <th scope="row" lang={title.lang}>
                {item?.path && row.state !== 'dropped' ? <a href={item.path}>{title.text}</a> : title.text}
                <Delay row={row} />
              </th>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const isBreak = (kind: string | undefined) => kind === 'break' || kind === 'lunch'

const stateWords: Readonly<Record<Expected['state'], () => string>> = {
  done: m.room_state_done,
  now: m.room_now,
  coming: m.room_state_coming,
  dropped: m.room_state_dropped,
}

/** How much longer an item took than it was given. */
function Delay({ row }: { readonly row: Expected }) {
  if (row.state === 'dropped') return <em> {m.room_state_dropped()}</em>
  if (row.state !== 'done' || row.start === null || row.end === null) return null
  const over = Math.round((row.to! - row.from! - (row.end - row.start)) / 60_000)
  return over > 0 ? <em> {m.room_over({ minutes: over })}</em> : null
}
