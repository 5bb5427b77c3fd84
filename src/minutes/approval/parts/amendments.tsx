/** What was added to approved minutes, under them. */
import { date, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { AmendmentRow } from '../rules.ts'

export function Amendments(props: {
  of: readonly Pick<AmendmentRow, 'number' | 'text' | 'at' | 'byName'>[]
  timezone: string
  /** The minutes' language, where it is not the page's. */
  lang?: string | undefined
}) {
  return (
    <>
      {props.of.map((one) => (
        <div key={one.number} class="sm-block" id={`amendment-${one.number}`}>
          <p class="sm-block__kind">
            {m.approval_amendment({ number: one.number, date: date(wall(one.at, props.timezone).date) })}
          </p>
          <div class="sm-block__text" lang={props.lang}>
            {one.text.split(/\n+/).map((line, i) => (
              <p key={i}>{line}</p>
            ))}
            {one.byName ? <p class="soft">{one.byName}</p> : null}
          </div>
        </div>
      ))}
    </>
  )
}
