/** Changing a goal, and by what one sees whether it is reached. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { IndicatorList } from '../../indicators/parts/list.tsx'
import { Based, type FormProps, TitleFields, Troubles, WeightField } from '../../parts/fields.tsx'
import type { GoalView, PlanView } from '../../reads.ts'

export function EditGoalPage(props: FormProps & { view: PlanView; goal: GoalView }) {
  const { view, goal } = props
  const [plan, title] = [said(view.plan.title), said(goal.title)]
  const at = `${view.path}/goals/${goal.id}`
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[
          { text: <span lang={plan.lang}>{plan.text}</span>, href: view.path },
          { text: m.plans_edit(), href: `${view.path}/edit` },
          { text: <span lang={title.lang}>{`${goal.number} ${title.text}`}</span> },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.plans_edit_goal({ number: goal.number })}</h1>
      <Troubles {...props} />
      <form class="sm-form" method="post" action={`${at}/edit`} novalidate>
        <Based {...props} />
        <TitleFields {...props} locale={view.plan.locale} label={m.plans_goal()} about={m.plans_description()} />
        <WeightField {...props} />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={`${view.path}/edit`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      <Section id="indicators" title={m.plans_indicators()}>
        <p class="soft">{m.plans_indicators_of_goal()}</p>
        <IndicatorList of={goal.indicators} view={view} mayEdit mayRead />
        <div class="sm-acts">
          <LinkButton href={`${view.path}/indicators/new?goal=${goal.id}`} variant="secondary" icon={icons.plus}>
            {m.plans_add_indicator()}
          </LinkButton>
        </div>
      </Section>
    </main>
  )
}
