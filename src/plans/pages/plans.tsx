/** All plans of a network. */
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { ChartPatterns, StandText, StateBar } from '../parts/chart.tsx'
import { periodText, planStateName } from '../parts/words.ts'
import type { PlanView } from '../reads.ts'

export interface PlansPageProps {
  readonly network: NetworkRow
  readonly plans: readonly PlanView[]
  readonly mayEdit: boolean
}

export function PlansPage({ network, plans, mayEdit }: PlansPageProps) {
  const name = said(network.name)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[{ text: <span lang={name.lang}>{name.text}</span>, href: `/${network.slug}` }, { text: m.plans_title() }]}
      />
      <div class="sm-head">
        <h1 class="sm-title sm-title--m">{m.plans_title()}</h1>
        {mayEdit && (
          <div class="sm-acts">
            <LinkButton href={`/${network.slug}/plans/new`} icon={icons.plus}>
              {m.plans_new()}
            </LinkButton>
          </div>
        )}
      </div>
      <ChartPatterns />
      {plans.length === 0 && <p class="sm-lead">{mayEdit ? m.plans_none_yet() : m.plans_none()}</p>}
      {plans.map((view) => (
        <Card key={view.plan.id} view={view} />
      ))}
    </main>
  )
}

function Card({ view: { plan, path, rolled } }: { view: PlanView }) {
  const title = said(plan.title)
  return (
    <section class="sm-sec" aria-labelledby={`plan-${plan.id}`}>
      <h2 class="sm-plan__card" id={`plan-${plan.id}`}>
        <a class="sm-plain" href={path} lang={title.lang}>
          {title.text}
        </a>
      </h2>
      <p class="sm-plan__facts">
        {periodText(plan)} · {planStateName(plan.state)}
        {plan.publishedAt === null && (
          <>
            {' · '}
            <State is="hidden">{m.plans_not_published()}</State>
          </>
        )}
      </p>
      {rolled.measures > 0 && (
        <StateBar id={`bar-${plan.id}`} title={m.plans_chart_of({ title: title.text })} rolled={rolled} most={rolled.measures} />
      )}
      <p class="sm-plan__stand">
        <StandText rolled={rolled} />
      </p>
    </section>
  )
}
