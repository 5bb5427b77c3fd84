/** On an item's page: the measures of plans that it is tied to. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Section } from '#ui/section.tsx'
import type { MeasureName } from '../names/reads.ts'

export function MeasuresOnItem({ of }: { of: readonly MeasureName[] }) {
  if (of.length === 0) return null
  return (
    <Section id="plans" title={m.plans_on_item()}>
      <ul class="sm-list">
        {of.map((one) => {
          const [title, plan] = [said(one.title), said(one.plan)]
          return (
            <li key={one.id}>
              <a class="sm-list__t" href={one.path}>
                {m.plans_measure_n({ number: one.number })} <span lang={title.lang}>{title.text}</span>
              </a>
              <span class="sm-list__m" lang={plan.lang}>
                {plan.text}
              </span>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
