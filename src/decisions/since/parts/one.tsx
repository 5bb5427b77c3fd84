/** An action as a meeting looks back on it: what it is, how it stands, and what was told since. */
import { History } from '#actions/parts/history.tsx'
import { Standing } from '#actions/parts/standing.tsx'
import { dueOf, ownersOf } from '#actions/parts/words.ts'
import { said } from '#meeting/parts/said.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { SinceAction } from '../reads.ts'

interface OneProps {
  readonly one: SinceAction
  readonly timezone: string
}

export const langOf = (one: Pick<SinceAction, 'locale'>) => (one.locale === spokenTo(localeNow()) ? undefined : one.locale)

/** In one line: where it came from, and under what it comes up again. */
export function Origin({ one }: { one: SinceAction }) {
  const from = one.item ? said(one.item.title) : null
  const under = one.under ? said(one.under.title) : null
  return (
    <>
      {one.item && from ? (
        <>
          {m.since_from()}{' '}
          <a class="ds-link" href={one.blockId ? `${one.item.path}#${one.blockId}` : one.item.path} lang={from.lang}>
            {from.text}
          </a>
        </>
      ) : null}
      {one.under && under ? (
        <>
          {one.item ? ' · ' : null}
          <a class="ds-link" href={one.under.path}>
            {m.since_under({ item: under.text })}
          </a>
        </>
      ) : null}
    </>
  )
}

export function Duty({ one }: { one: SinceAction }) {
  const owners = ownersOf(one)
  return (
    <>
      {owners.length > 0 ? owners.join(', ') : m.actions_no_owner()} · {dueOf(one) ?? m.actions_no_due()}
    </>
  )
}

/** What was told since, or that nothing was. */
export function Told({ one, timezone }: OneProps) {
  return one.updates.length === 0 ? (
    <p class="soft">{m.since_quiet()}</p>
  ) : (
    <History one={one} updates={one.updates} timezone={timezone} fileHref={null} />
  )
}

export function Entry({ one, timezone }: OneProps) {
  return (
    <li id={`a-${one.publicId}`}>
      <a class="sm-list__t" href={one.path} lang={langOf(one)}>
        {one.text}
      </a>
      <p class="sm-list__m">
        <Standing one={one} /> · <Duty one={one} />
      </p>
      <p class="sm-list__m">
        <Origin one={one} />
      </p>
      {one.updates.length > 0 ? <Told one={one} timezone={timezone} /> : null}
    </li>
  )
}
