/** One measure: how it is going, whom it rests with, when, what its indicators say, and what it hangs together with. */
import type { ActionView } from '#actions/reads.ts'
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import { date, dateTime, wall } from '#platform/words/dates.ts'
import { spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { Button, LinkButton, PostButton } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/errorsummary.tsx'
import { Select, TextArea, TextField } from '#ui/field.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { IndicatorList } from '../../indicators/parts/list.tsx'
import { LinkList } from '../../links/parts/list.tsx'
import type { LinkView } from '../../links/reads.ts'
import { PercentBar } from '../../parts/chart.tsx'
import { FollowedList } from '../../parts/followed.tsx'
import { Owners } from '../../parts/table.tsx'
import { percentText, periodText, readersOf, stateLook, stateName } from '../../parts/words.ts'
import type { GoalView, MeasureView, PlanView } from '../../reads.ts'
import { measureStatuses } from '../../rules.ts'
import type { UpdateView } from '../../telling/reads.ts'

/** What was typed of an update, and what was wrong with it. */
export interface Telling {
  readonly text: string
  readonly status: string
  readonly progress: string
  readonly error: (field: string) => string | undefined
  readonly errors: readonly { readonly field: string; readonly text: string }[]
}

export interface MeasurePageProps {
  readonly network: NetworkRow
  readonly view: PlanView
  readonly measure: MeasureView & { readonly goal: GoalView }
  readonly updates: readonly UpdateView[]
  readonly links: readonly LinkView[]
  readonly actions: readonly ActionView[]
  readonly mayEdit: boolean
  readonly mayTell: boolean
  readonly telling: Telling
}

export function MeasurePage(props: MeasurePageProps) {
  const { view, measure, mayEdit, mayTell, links } = props
  const [plan, goal, title, description] = [view.plan.title, measure.goal.title, measure.title, measure.description].map(said)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[
          { text: m.plans_title(), href: view.path.replace(/\/[^/]*$/, '') },
          { text: <span lang={plan!.lang}>{plan!.text}</span>, href: view.path },
          {
            text: <span lang={goal!.lang}>{`${measure.goal.number} ${goal!.text}`}</span>,
            href: `${view.path}#goal-${measure.goalId}`,
          },
        ]}
      />
      <h1 class="sm-title sm-title--m" lang={title!.lang}>
        <span class="sm-plan__no">{measure.number}</span> {title!.text}
      </h1>
      {description!.text && (
        <p class="sm-lead" lang={description!.lang}>
          {description!.text}
        </p>
      )}
      <ErrorSummary title={m.shared_errors_title()} errors={props.telling.errors} />
      <Facts measure={measure} timezone={props.network.timezone} />
      {mayEdit && (
        <div class="sm-acts">
          <LinkButton href={`${measure.path}/edit`} variant="secondary" icon={icons.pencil}>
            {m.plans_change_measure()}
          </LinkButton>
          <LinkButton href={`${measure.path}/links`} variant="tertiary" icon={icons.link}>
            {m.plans_add_link()}
          </LinkButton>
        </div>
      )}
      <Told {...props} />
      {(measure.indicators.length > 0 || mayEdit) && (
        <Section id="indicators" title={m.plans_indicators()}>
          {measure.indicators.length === 0 && <p class="soft">{m.plans_indicators_help()}</p>}
          <IndicatorList of={measure.indicators} view={view} mayEdit={mayEdit} mayRead={mayTell} />
          {mayEdit && (
            <div class="sm-acts">
              <LinkButton href={`${view.path}/indicators/new?measure=${measure.id}`} variant="tertiary" icon={icons.plus}>
                {m.plans_add_indicator()}
              </LinkButton>
            </div>
          )}
        </Section>
      )}
      {props.actions.length > 0 && (
        <Section id="followed" title={m.plans_followed()}>
          <FollowedList actions={props.actions} today={view.today} />
        </Section>
      )}
      {links.length > 0 && (
        <Section id="links" title={m.plans_links()}>
          <LinkList of={links} at={mayEdit ? measure.path : null} />
        </Section>
      )}
    </main>
  )
}

function Facts({ measure, timezone }: { measure: MeasureView; timezone: string }) {
  const takesPart = measure.owners.filter((one) => one.role === 'takes_part')
  const { comeTo } = measure
  const from = { said: m.plans_come_to_said, indicators: m.plans_come_to_indicators, status: null }[comeTo.from]
  return (
    <dl class="sm-facts">
      <div>
        <dt>{m.plans_status()}</dt>
        <dd>
          <State is={stateLook[measure.shown]}>{stateName(measure.shown)}</State>
          {measure.reason && <span class="soft">{` ${measure.reason}`}</span>}
        </dd>
      </div>
      {measure.status !== 'dropped' && (
        <div>
          <dt>{m.plans_come_to()}</dt>
          <dd>
            <PercentBar percent={comeTo.percent} label={[percentText(comeTo.percent), from?.()].filter(Boolean).join(' · ')} />
          </dd>
        </div>
      )}
      <div>
        <dt>{m.plans_owner()}</dt>
        <dd>
          <Owners of={measure.owners.filter((one) => one.role === 'owner')} />
        </dd>
      </div>
      {takesPart.length > 0 && (
        <div>
          <dt>{m.plans_takes_part()}</dt>
          <dd>
            <Owners of={takesPart} />
          </dd>
        </div>
      )}
      <div>
        <dt>{m.plans_period()}</dt>
        <dd>
          <span class={measure.overdue ? 'sm-over' : undefined}>{periodText(measure) ?? m.plans_no_period()}</span>
          {measure.moves.length > 0 && (
            <ul class="sm-moves">
              {[...measure.moves].reverse().map((one) => (
                <li key={one.id}>
                  {m.plans_moved_on({
                    from: periodText({ starts: one.beforeStarts, ends: one.beforeEnds }) ?? m.plans_no_period(),
                    date: date(wall(one.at, timezone).date),
                  })}
                  {one.reason && ` ${one.reason}`}
                  {one.byName && ` · ${one.byName}`}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
    </dl>
  )
}

/** What was told of it, newest first, with the form for those who may. */
function Told(props: MeasurePageProps) {
  const { measure, updates, mayTell, mayEdit, network } = props
  return (
    <Section id="told" title={m.plans_told()}>
      {mayTell && <TellForm {...props} />}
      {updates.length === 0 && <p class="soft">{m.plans_told_none()}</p>}
      <ol class="sm-said">
        {updates.map((one) => {
          const organisation = said(one.organisation)
          const state = [one.status && stateName(one.status), one.progress !== null && percentText(one.progress)].filter(Boolean)
          return (
            <li key={one.id}>
              {state.length > 0 && <p class="sm-said__state">{state.join(' · ')}</p>}
              {one.text && (
                <p class="sm-said__text" lang={one.locale === spokenTo(localeNow()) ? undefined : one.locale}>
                  {one.text}
                </p>
              )}
              <p class="sm-said__by">
                {[one.byName, organisation.text].filter(Boolean).join(', ')}
                {(one.byName || organisation.text) && ' · '}
                <time datetime={wall(one.at, network.timezone).date}>{dateTime(one.at, network.timezone)}</time>
              </p>
              {(one.own || mayEdit) && (
                <PostButton
                  action={`${measure.path}/updates/remove`}
                  fields={{ id: one.id }}
                  size="sm"
                  variant="tertiary"
                  label={m.plans_take_back_of({ date: dateTime(one.at, network.timezone) })}
                >
                  {m.plans_take_back()}
                </PostButton>
              )}
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

function TellForm({ measure, telling, view }: MeasurePageProps) {
  const { error } = telling
  return (
    <form class="sm-form sm-tell" method="post" action={`${measure.path}/updates`} novalidate>
      <input type="hidden" name="version" value={measure.version} />
      <TextArea
        name="text"
        label={m.plans_tell()}
        help={readersOf(view.plan)}
        value={telling.text}
        error={error('text')}
        rows={3}
        lang={spokenTo(localeNow())}
        reading
      />
      <div class="sm-form__row sm-planrow">
        <Select
          name="status"
          label={m.plans_status()}
          value={telling.status}
          error={error('status')}
          options={measureStatuses.map((status) => ({ value: status, label: stateName(status) }))}
        />
        <TextField
          name="progress"
          label={m.plans_progress()}
          help={m.plans_progress_help()}
          value={telling.progress}
          error={error('progress')}
          inputmode="numeric"
          optional={m.shared_optional()}
        />
      </div>
      <div class="sm-form__end">
        <Button>{m.plans_tell_save()}</Button>
      </div>
    </form>
  )
}
