/** Making a plan, and changing what it is called, for which time and for whom; below that its goals and measures. */
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { RadioGroup, Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { Based, type FormProps, TitleFields, Troubles } from '../../parts/fields.tsx'
import { planStateName } from '../../parts/words.ts'
import type { GoalView, MeasureView, PlanView } from '../../reads.ts'

interface Shared extends FormProps {
  readonly network: NetworkRow
  readonly series: readonly { readonly id: string; readonly name: Words }[]
}

export function NewPlanPage(props: Shared) {
  const { network } = props
  const home = said(network.name)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[
          { text: <span lang={home.lang}>{home.text}</span>, href: `/${network.slug}` },
          { text: m.plans_title(), href: `/${network.slug}/plans` },
          { text: m.plans_new() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.plans_new()}</h1>
      <p class="sm-lead">
        {m.plans_new_help()}{' '}
        <a class="ds-link" href={`/${network.slug}/plans/import`}>
          {m.plans_new_import()}
        </a>
      </p>
      <Troubles {...props} />
      <form class="sm-form" method="post" action={`/${network.slug}/plans/new`} novalidate>
        <input type="hidden" name="was" value={props.was} />
        <PlanFields {...props} />
        <div class="sm-form__end">
          <Button>{m.plans_make()}</Button>
          <a class="ds-link" href={`/${network.slug}/plans`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}

/** A line that could not be added: which field, what was typed. */
type Adding = { readonly field: string; readonly text: string } | null

export function EditPlanPage(props: Shared & { view: PlanView; adding: Adding }) {
  const { view } = props
  const { plan, path } = view
  const title = said(plan.title)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[{ text: <span lang={title.lang}>{title.text}</span>, href: path }, { text: m.plans_edit() }]}
      />
      <h1 class="sm-title sm-title--m">{m.plans_edit_plan()}</h1>
      <Troubles {...props} />
      <Section id="goals" title={m.plans_goals_and_measures()}>
        <Structure view={view} adding={props.adding} error={props.error} />
      </Section>
      <Section id="about" title={m.plans_about()}>
        <form class="sm-form" method="post" action={`${path}/edit`} novalidate>
          <Based {...props} />
          <PlanFields {...props} />
          <TextField
            name="slug"
            label={m.plans_slug()}
            help={m.plans_slug_help()}
            value={props.fields.slug}
            error={props.error('slug')}
            width="half"
          />
          <Select
            name="state"
            label={m.plans_plan_state()}
            value={props.fields.state}
            width="half"
            options={(['draft', 'consultation', 'adopted', 'ended'] as const).map((state) => ({
              value: state,
              label: planStateName(state),
            }))}
          />
          <div class="sm-form__end">
            <Button>{m.shared_save()}</Button>
            <a class="ds-link" href={path}>
              {m.shared_cancel()}
            </a>
          </div>
        </form>
      </Section>
      <Section id="publish" title={m.plans_publishing()}>
        <p>{plan.publishedAt === null ? m.plans_not_published_help() : m.plans_published_help()}</p>
        <div class="sm-acts">
          <PostButton
            action={`${path}/publish`}
            fields={{ published: plan.publishedAt === null ? 'yes' : 'no' }}
            variant={plan.publishedAt === null ? 'primary' : 'secondary'}
          >
            {plan.publishedAt === null ? m.plans_publish() : m.plans_withdraw()}
          </PostButton>
        </div>
      </Section>
      <Section id="remove" title={m.plans_remove_plan()} class="sm-danger">
        <p>{m.plans_remove_plan_help()}</p>
        <PostButton action={`${path}/remove`} variant="secondary" color="danger" icon={icons.trash}>
          {m.plans_remove_plan()}
        </PostButton>
      </Section>
    </main>
  )
}

function PlanFields(props: Shared) {
  const { fields, error, network, series } = props
  return (
    <>
      <TitleFields {...props} locale={network.locale} label={m.plans_plan_title()} about={m.plans_description()} />
      <div class="sm-form__row">
        <TextField
          name="starts"
          type="date"
          label={m.plans_starts()}
          value={fields.starts}
          error={error('starts')}
          width="half"
        />
        <TextField name="ends" type="date" label={m.plans_ends()} value={fields.ends} error={error('ends')} width="half" />
      </div>
      {series.length > 0 && (
        <Select
          name="series"
          label={m.plans_series()}
          help={m.plans_series_help()}
          value={fields.series}
          width="half"
          options={[
            { value: '', label: m.plans_series_none() },
            ...series.map((one) => ({ value: one.id, label: said(one.name).text, lang: said(one.name).lang })),
          ]}
        />
      )}
      <RadioGroup
        name="audience"
        legend={m.plans_audience()}
        value={fields.audience}
        options={[
          { value: 'public', label: m.plans_audience_public(), help: m.plans_audience_public_help() },
          { value: 'members', label: m.plans_audience_members() },
        ]}
      />
    </>
  )
}

/** Goals with their measures, to be put in order, changed and added. Each step is a form of its own. */
function Structure({ view, adding, error }: { view: PlanView; adding: Adding; error: FormProps['error'] }) {
  const { path, goals } = view
  const line = (field: string) => ({ id: field, value: adding?.field === field ? adding.text : '', error: error(field) })
  return (
    <>
      <ol class="sm-struct">
        {goals.map((goal, place) => (
          <li key={goal.id} id={`at-${goal.id}`}>
            <Line of={goal} at={`${path}/goals/${goal.id}`} edit={`${path}/goals/${goal.id}/edit`} {...ends(place, goals)} goal />
            <ol class="sm-struct__in">
              {goal.measures.map((measure, at) => (
                <li key={measure.id} id={`at-${measure.id}`}>
                  <Line of={measure} at={measure.path} edit={`${measure.path}/edit`} {...ends(at, goal.measures)} />
                </li>
              ))}
              <li>
                <form class="sm-inline" method="post" action={`${path}/measures`}>
                  <input type="hidden" name="goal" value={goal.id} />
                  <TextField
                    name="title"
                    {...line(`add-${goal.id}`)}
                    label={m.plans_add_measure_to({ number: goal.number })}
                    lang={view.plan.locale}
                  />
                  <Button variant="secondary" icon={icons.plus}>
                    {m.plans_add()}
                  </Button>
                </form>
              </li>
            </ol>
          </li>
        ))}
      </ol>
      <form class="sm-inline" method="post" action={`${path}/goals`}>
        <TextField name="title" {...line('add-goal')} label={m.plans_add_goal()} lang={view.plan.locale} />
        <Button variant="secondary" icon={icons.plus}>
          {m.plans_add()}
        </Button>
      </form>
    </>
  )
}

const ends = (place: number, of: readonly unknown[]) => ({ first: place === 0, last: place === of.length - 1 })

function Line(props: { of: GoalView | MeasureView; at: string; edit: string; first: boolean; last: boolean; goal?: boolean }) {
  const { of, at, edit, first, last } = props
  const title = said(of.title)
  const name = `${of.number} ${title.text}`
  const button = { size: 'sm', variant: 'tertiary', iconOnly: true } as const
  return (
    <div class={props.goal ? 'sm-struct__line sm-struct__line--goal' : 'sm-struct__line'}>
      <span class="sm-plan__no">{of.number}</span>
      <span class="sm-struct__t" lang={title.lang}>
        {title.text}
      </span>
      <div class="sm-acts">
        <PostButton
          {...button}
          action={`${at}/move`}
          fields={{ to: 'up' }}
          icon={icons.arrowUp}
          disabled={first}
          label={m.plans_up({ name })}
        >
          {m.plans_up({ name })}
        </PostButton>
        <PostButton
          {...button}
          action={`${at}/move`}
          fields={{ to: 'down' }}
          icon={icons.arrowDown}
          disabled={last}
          label={m.plans_down({ name })}
        >
          {m.plans_down({ name })}
        </PostButton>
        <LinkButton {...button} href={edit} icon={icons.pencil} label={m.plans_change({ name })}>
          {m.plans_change({ name })}
        </LinkButton>
        <PostButton {...button} action={`${at}/remove`} color="danger" icon={icons.trash} label={m.plans_remove({ name })}>
          {m.plans_remove({ name })}
        </PostButton>
      </div>
    </div>
  )
}
