/** The other times that a matter was on: before and later. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { Beside } from '../reads.ts'

export function Times({ of }: { of: readonly Beside[] }) {
  return (
    <>
      <Listed title={m.matters_earlier()} of={of.filter((one) => !one.later)} />
      <Listed title={m.matters_later()} of={of.filter((one) => one.later)} />
    </>
  )
}

function Listed({ title, of }: { title: string; of: readonly Beside[] }) {
  if (of.length === 0) return null
  return (
    <>
      <h3 class="sm-h3">{title}</h3>
      <ul class="sm-list">
        {of.map((one) => (
          <li key={one.path}>
            <a class="sm-list__t" href={one.path} lang={said(one.title).lang}>
              {said(one.title).text}
            </a>
            <span class="sm-list__m">
              <span lang={said(one.meeting).lang}>{said(one.meeting).text}</span>
              {one.on ? (
                <>
                  , <time datetime={one.on}>{date(one.on)}</time>
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
