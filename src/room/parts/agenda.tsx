/** The whole day as a list: planned times beside those that items had, and below a line those that are expected now. */
import { Fragment } from 'preact'
import { m } from '#platform/words/words.ts'
import type { ShowPart } from '../show/reads.ts'
import type { Expected } from '../show/rules.ts'
import { clockTime, titleOf, useShow } from './now.tsx'

export function Agenda({ show }: { readonly show: ShowPart }) {
  const { rows, rowOf } = useShow(show)
  const at = (ms: number | null) => (ms === null ? '' : clockTime(ms, show.timezone))
  // What comes is expected, and nobody's fact; before anything began, and as planned, there is nothing to set beside the plan.
  const coming = rows.findLastIndex(({ state }) => state === 'done' || state === 'now') + 1
  const apart = coming > 0 || rows.some((row) => row.from !== row.start)
  return (
    <table class="sm-runs">
      <caption class="sr">{m.room_day()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.room_planned()}</th>
          {apart && <th scope="col">{coming > 0 ? m.room_actual() : m.room_expected()}</th>}
          <th scope="col">{m.room_item()}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => {
          const item = rowOf(row.id)
          const title = titleOf(item)
          return (
            <Fragment key={row.id}>
              {i > 0 && i === coming && (
                <tr class="sm-runs__part">
                  <th colSpan={3} scope="colgroup">
                    {m.room_expected()}
                  </th>
                </tr>
              )}
              <tr
                class={`is-${row.state}${isBreak(item?.kind) ? ' is-break' : ''}`}
                aria-current={row.state === 'now' ? 'step' : undefined}
              >
                <td>
                  {at(row.start)}
                  <span class="sr"> {stateWords[row.state]()}</span>
                </td>
                {apart && <td>{row.state === 'dropped' ? '–' : at(row.from)}</td>}
                <th scope="row" lang={title.lang}>
                  {item?.path && row.state !== 'dropped' ? <a href={item.path}>{title.text}</a> : title.text}
                  <Delay row={row} />
                </th>
              </tr>
            </Fragment>
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
