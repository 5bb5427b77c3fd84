/** What was added, taken out, moved or written anew between two states of a plan. */
import { pick, type Words } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { periodText } from '../../parts/words.ts'
import type { Change, Difference } from '../rules.ts'

export function Differences({ of }: { of: readonly Difference[] }) {
  if (of.length === 0) return <p class="soft">{m.planio_no_differences()}</p>
  return (
    <ul class="sm-plandiff">
      {of.map((one, i) => (
        <li key={i} data-is={one.is}>
          <p>
            <b>{isName(one)}</b> {one.number && `${one.number} `}
            <Said of={one.title} />
          </p>
          {one.changes.length > 0 && (
            <dl class="sm-facts">
              {one.changes.map((change) => (
                <div key={change.field}>
                  <dt>{fieldName(change)}</dt>
                  <dd>
                    <span class="sr">{m.planio_before()}: </span>
                    <del>
                      <Value of={change.before} />
                    </del>{' '}
                    <span class="sr">{m.planio_after()}: </span>
                    <ins>
                      <Value of={change.after} />
                    </ins>
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </li>
      ))}
    </ul>
  )
}

const Said = ({ of }: { of: Words }) => {
  const said = pick(of, localeNow())
  return <span lang={said?.lang}>{said?.text ?? ''}</span>
}

function Value({ of }: { of: Change['before'] }) {
  if (of === null) return <>{m.planio_nothing()}</>
  if (typeof of === 'number') return <>{of}</>
  if (!Array.isArray(of)) return <Said of={of as Words} />
  // A period of two days, or names of owners.
  const [first, second] = of as readonly (string | null)[]
  if (of.length === 2 && isDay(first) && isDay(second))
    return <>{periodText({ starts: first ?? null, ends: second ?? null }) ?? m.planio_nothing()}</>
  return <>{(of as readonly string[]).join(', ') || m.planio_nothing()}</>
}
const isDay = (text: string | null | undefined) => text === null || /^\d{4}-\d{2}-\d{2}$/.test(text ?? '')

function isName({ is, of }: Difference): string {
  const names = {
    added: { goal: m.planio_goal_added, measure: m.planio_measure_added, indicator: m.planio_indicator_added },
    removed: { goal: m.planio_goal_removed, measure: m.planio_measure_removed, indicator: m.planio_indicator_removed },
    changed: { goal: m.planio_goal_changed, measure: m.planio_measure_changed, indicator: m.planio_indicator_changed },
  }
  return of === 'plan' ? m.planio_plan_changed() : names[is][of]()
}

const fieldName = ({ field }: Change): string =>
  ({
    title: m.planio_title,
    description: m.planio_description,
    period: m.planio_period,
    owners: m.planio_owner,
    goal: m.planio_role_goal,
    weight: m.planio_weight,
    target: m.planio_target,
  })[field]()
