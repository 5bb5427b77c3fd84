/** What happened to the measures of a plan, newest first. */
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import type { Happened } from '../telling/rules.ts'
import { percentText, periodText, readingText, stateName } from './words.ts'

export function HappenedList({ of, today }: { of: readonly Happened[]; today: string }) {
  return (
    <ol class="sm-happened">
      {of.map((one) => {
        const title = said(one.about.title)
        return (
          <li key={`${one.kind} ${one.at} ${one.about.number}`}>
            <time datetime={one.on}>{date(one.on, one.on.slice(0, 4) !== today.slice(0, 4))}</time>
            <p>
              <a class="sm-plain" href={one.about.path} lang={title.lang}>
                {title.text}
              </a>
              {': '}
              <What of={one} />
            </p>
          </li>
        )
      })}
    </ol>
  )
}

function What({ of }: { of: Happened }) {
  if (of.kind === 'moved') {
    const [from, to] = [periodText(of.before) ?? m.plans_no_period(), periodText(of.after) ?? m.plans_no_period()]
    return (
      <>
        {m.plans_was_moved({ from, to })}
        {of.reason && ` ${of.reason}`}
      </>
    )
  }
  if (of.kind === 'read') {
    const name = said(of.indicator.name)
    return (
      <>
        <span lang={name.lang}>{name.text.toLowerCase()}</span>
        {`: ${readingText(of.indicator, of.reading)}`}
      </>
    )
  }
  const state = [of.status && stateName(of.status).toLowerCase(), of.progress !== null && percentText(of.progress)]
    .filter(Boolean)
    .join(', ')
  const lang = of.locale === spokenTo(localeNow()) ? undefined : of.locale
  return (
    <>
      {state && `${state}${of.text ? '. ' : ''}`}
      {of.text && <span lang={lang}>{of.text}</span>}
    </>
  )
}
