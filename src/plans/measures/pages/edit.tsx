/** Changing a measure: its words and goal, whom it rests with, and when. Each part is a form of its own. */
import { said } from '#meeting/parts/said.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { Select, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { Based, type FormProps, TitleFields, Troubles, WeightField } from '../../parts/fields.tsx'
import { readersOf } from '../../parts/words.ts'
import type { GoalView, MeasureView, PlanView } from '../../reads.ts'

export interface Possible {
  readonly organisations: readonly { readonly id: string; readonly name: Words }[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

export interface EditMeasureProps extends FormProps {
  readonly view: PlanView
  readonly measure: MeasureView & { readonly goal: GoalView }
  readonly possible: Possible
  readonly period: { readonly starts: string; readonly ends: string; readonly reason: string }
}

export function EditMeasurePage(props: EditMeasureProps) {
  const { view, measure, error } = props
  const plan = said(view.plan.title)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[
          { text: <span lang={plan.lang}>{plan.text}</span>, href: view.path },
          { text: m.plans_measure_n({ number: measure.number }), href: measure.path },
          { text: m.plans_change_measure() },
        ]}
      />
      <h1 class="sm-title sm-title--m">{m.plans_edit_measure({ number: measure.number })}</h1>
      <Troubles {...props} />
      <form class="sm-form" method="post" action={`${measure.path}/edit`} novalidate>
        <Based {...props} />
        <TitleFields {...props} locale={view.plan.locale} label={m.plans_measure()} about={m.plans_description()} />
        <Select
          name="goal"
          label={m.plans_goal()}
          value={props.fields.goal}
          options={view.goals.map((goal) => ({
            value: goal.id,
            label: `${goal.number} ${said(goal.title).text}`,
            lang: said(goal.title).lang,
          }))}
        />
        <WeightField {...props} />
        <div class="sm-form__end">
          <Button>{m.shared_save()}</Button>
          <a class="ds-link" href={measure.path}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
      <Section id="owners" title={m.plans_owners()}>
        <OwnersTable measure={measure} />
        <OwnerForm {...props} />
      </Section>
      <Section id="period" title={m.plans_period()}>
        <p class="soft">{measure.starts || measure.ends ? m.plans_period_move_help() : m.plans_period_help()}</p>
        <form class="sm-form" method="post" action={`${measure.path}/period`} novalidate>
          <input type="hidden" name="version" value={measure.version} />
          <div class="sm-form__row">
            <TextField
              name="starts"
              type="date"
              label={m.plans_starts_measure()}
              value={props.period.starts}
              error={error('starts')}
              optional={m.shared_optional()}
            />
            <TextField
              name="ends"
              type="date"
              label={m.plans_ends_measure()}
              value={props.period.ends}
              error={error('ends')}
              optional={m.shared_optional()}
            />
          </div>
          {(measure.starts || measure.ends) && (
            <TextField
              name="reason"
              label={m.plans_period_reason()}
              help={readersOf(view.plan)}
              value={props.period.reason}
              error={error('reason')}
            />
          )}
          <div class="sm-form__end">
            <Button variant="secondary">{m.plans_period_save()}</Button>
          </div>
        </form>
      </Section>
      <Section id="remove" title={m.plans_remove_measure()} class="sm-danger">
        <PostButton action={`${measure.path}/remove`} variant="secondary" color="danger" icon={icons.trash}>
          {m.plans_remove_measure()}
        </PostButton>
      </Section>
    </main>
  )
}

const roleName = (role: 'owner' | 'takes_part') => (role === 'owner' ? m.plans_owner() : m.plans_takes_part())

function OwnersTable({ measure }: { measure: MeasureView }) {
  if (measure.owners.length === 0) return <p class="soft">{m.plans_no_owner_yet()}</p>
  return (
    <table class="sm-table sm-table--stack">
      <caption class="sr">{m.plans_owners()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.plans_who()}</th>
          <th scope="col">{m.plans_role()}</th>
          <td class="sm-table__acts">
            <span class="sr">{m.plans_acts()}</span>
          </td>
        </tr>
      </thead>
      <tbody>
        {measure.owners.map((one) => {
          const name = one.organisation ? said(one.organisation) : { text: one.person ?? '', lang: undefined }
          return (
            <tr key={one.id}>
              <th scope="row" lang={name.lang}>
                {name.text}
              </th>
              <td data-label={m.plans_role()}>{roleName(one.role)}</td>
              <td class="sm-table__acts">
                <PostButton
                  action={`${measure.path}/owners/remove`}
                  fields={{ id: one.id }}
                  size="sm"
                  variant="tertiary"
                  label={m.plans_remove({ name: name.text })}
                >
                  {m.plans_take_out()}
                </PostButton>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function OwnerForm({ measure, possible, error }: EditMeasureProps) {
  return (
    <form class="sm-form" method="post" action={`${measure.path}/owners`} novalidate>
      <div class="sm-form__row">
        <Select
          name="owner"
          label={m.plans_add_owner()}
          error={error('owner')}
          options={[
            { value: '', label: m.plans_choose() },
            ...possible.organisations.map((one) => ({ value: `organisation:${one.id}`, label: said(one.name).text })),
            ...possible.people.map((one) => ({ value: `person:${one.id}`, label: one.name })),
          ]}
        />
        <Select
          name="role"
          label={m.plans_role()}
          value="owner"
          options={[
            { value: 'owner', label: m.plans_owner() },
            { value: 'takes_part', label: m.plans_takes_part() },
          ]}
        />
      </div>
      <div class="sm-form__end">
        <Button variant="secondary" icon={icons.plus}>
          {m.plans_add()}
        </Button>
      </div>
    </form>
  )
}
