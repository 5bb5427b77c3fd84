/** What the meetings asked for that belongs to a plan's measures: the actions that are open, and how many are done. */
import type { ActionView } from '#actions/reads.ts'
import { said } from '#meeting/parts/said.ts'
import { date } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import { stateLook, stateName } from './words.ts'

export function FollowedList({ actions, today }: { actions: readonly ActionView[]; today: string }) {
  const open = actions.filter((one) => !isOver(one))
  const done = actions.filter((one) => one.status === 'done').length
  return (
    <>
      <ul class="sm-aps">
        {open.map((one) => (
          <Row key={one.id} action={one} today={today} />
        ))}
      </ul>
      {done > 0 && (
        <p class="sm-aps__done">
          <State is="done">{m.plans_count_done({ count: done })}</State>
        </p>
      )}
    </>
  )
}

export const isOver = ({ status }: Pick<ActionView, 'status'>): boolean =>
  status === 'done' || status === 'dropped' || status === 'no_conclusion'

function Row({ action: one, today }: { action: ActionView; today: string }) {
  const lang = one.locale === spokenTo(localeNow()) ? undefined : one.locale
  const state = one.overdue ? 'overdue' : isOver(one) || one.status === 'no_conclusion' ? 'done' : one.status
  const owner = one.ownerName ?? (said(one.ownerOrganisation).text || one.project || one.who)
  const item = said(one.item?.title)
  return (
    <li class="sm-ap" data-color={one.overdue ? 'danger' : undefined}>
      <div class="sm-ap__st">
        <State is={stateLook[state]}>{stateName(state)}</State>
        <span class="soft">{one.due ? date(one.due, one.due.slice(0, 4) !== today.slice(0, 4)) : m.plans_no_due()}</span>
      </div>
      <div>
        <h3 class="sm-ap__t">
          <a class="sm-plain" href={one.path} lang={lang}>
            {one.text}
          </a>
        </h3>
        <p class="sm-ap__m">
          {one.mine ? <b>{m.plans_yours()}</b> : owner}
          {one.item && (
            <>
              {' · '}
              {m.plans_from_item()}{' '}
              <a class="ds-link" href={one.item.path} lang={item.lang}>
                {item.text}
              </a>
            </>
          )}
        </p>
        {one.last && <p class="sm-ap__last">{one.last.text}</p>}
      </div>
    </li>
  )
}
