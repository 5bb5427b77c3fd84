/** A plan: how it stands, as a table or as bars, what the meetings asked for, and what happened since the last one. */
import type { ActionView } from '#actions/reads.ts'
import { said } from '#meeting/parts/said.ts'
import type { NetworkRow } from '#network/reads.ts'
import { date, longDate, wall } from '#platform/words/dates.ts'
import type { Words } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { LinkButton, PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs, Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { PlanMore } from '../outline/parts/more.tsx'
import { ChartPatterns, Legend, StandText, StateBar } from '../parts/chart.tsx'
import { FollowedList, isOver } from '../parts/followed.tsx'
import { HappenedList } from '../parts/happened.tsx'
import { PlanTable } from '../parts/table.tsx'
import { periodText, planStateName } from '../parts/words.ts'
import type { PlanView } from '../reads.ts'
import type { Happened } from '../telling/rules.ts'
import { yearNear } from '../wheel/rules.ts'

export interface PlanPageProps {
  readonly network: NetworkRow
  readonly view: PlanView
  readonly show: 'table' | 'chart'
  /** Measures that rest with this reader or with the organisation they belong to. */
  readonly mine: ReadonlySet<string>
  readonly actions: readonly ActionView[]
  readonly since: { readonly title: Words; readonly startsAt: string; readonly timezone: string } | null
  /** What happened since then, newest first; of all of it, where there was no meeting. */
  readonly happened: readonly Happened[]
  readonly mayEdit: boolean
}

/** How many of what happened stand beside the plan. */
const BESIDE = 8

export function PlanPage(props: PlanPageProps) {
  const { network, view, mayEdit } = props
  const { plan, path } = view
  const [title, description, name] = [said(plan.title), said(plan.description), said(network.name)]
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[
          { text: <span lang={name.lang}>{name.text}</span>, href: `/${network.slug}` },
          { text: m.plans_title(), href: `/${network.slug}/plans` },
          { text: <span lang={title.lang}>{title.text}</span> },
        ]}
      />
      <div class="sm-head">
        <div>
          <h1 class="sm-title sm-title--m" lang={title.lang}>
            {title.text}
          </h1>
          <p class="sm-plan__facts">
            {periodText(plan)} · {planStateName(plan.state)}
            {plan.adoptedAt && ` ${date(plan.adoptedAt)}`} · {m.plans_as_of({ date: longDate(view.today) })}
          </p>
        </div>
        <div class="sm-acts">
          <LinkButton href={`${path}/show`} variant="secondary" icon={icons.presentation}>
            {m.plans_show_in_meeting()}
          </LinkButton>
          <LinkButton href={`${path}/year/${yearNear(view.plan, view.today)}`} variant="tertiary" icon={icons.calendar}>
            {m.plans_year_wheel()}
          </LinkButton>
          {mayEdit && (
            <LinkButton href={`${path}/edit`} variant="tertiary" icon={icons.pencil}>
              {m.plans_edit()}
            </LinkButton>
          )}
        </div>
      </div>
      {plan.publishedAt === null && mayEdit && <Unpublished path={path} />}
      {description.text && (
        <p class="sm-lead" lang={description.lang}>
          {description.text}
        </p>
      )}
      <PlanMore view={view} mayEdit={mayEdit} />
      <Goals {...props} />
      <div class="sm-cols sm-plan__cols">
        <div>
          <Followed {...props} />
        </div>
        <aside aria-labelledby="since-h">
          <Since {...props} />
        </aside>
      </div>
    </main>
  )
}

const Unpublished = ({ path }: { path: string }) => (
  <Alert tone="warning" icon={icons.eyeSlash} title={`${m.plans_not_published()}.`}>
    {m.plans_not_published_help()}
    <div class="sm-acts">
      <PostButton action={`${path}/publish`} size="sm" fields={{ published: 'yes' }}>
        {m.plans_publish()}
      </PostButton>
    </div>
  </Alert>
)

function Goals({ view, show, mine, mayEdit }: PlanPageProps) {
  const { path, goals, rolled } = view
  const most = Math.max(1, ...goals.map((one) => one.measures.length))
  return (
    <Section
      id="goals"
      title={`${m.plans_n_goals({ count: goals.length })}, ${m.plans_n_measures({ count: rolled.measures })}`}
      aside={
        rolled.measures > 0 && (
          <nav class="sm-view" aria-label={m.plans_view()}>
            <LinkButton href={`${path}#goals`} size="sm" variant="tertiary" icon={icons.table} current={show === 'table'}>
              {m.plans_as_table()}
            </LinkButton>
            <LinkButton
              href={`${path}?show=chart#goals`}
              size="sm"
              variant="tertiary"
              icon={icons.barChart}
              current={show === 'chart'}
            >
              {m.plans_as_chart()}
            </LinkButton>
          </nav>
        )
      }
    >
      {goals.length === 0 ? (
        <p>
          {m.plans_empty()}{' '}
          {mayEdit && (
            <a class="ds-link" href={`${path}/edit#goals`}>
              {m.plans_add_goals()}
            </a>
          )}
        </p>
      ) : (
        <p class="sm-plan__stand sm-plan__stand--all">
          <StandText rolled={rolled} />
        </p>
      )}
      {goals.length > 0 && show === 'chart' && (
        <div class="sm-planchart">
          <ChartPatterns />
          <Legend rolled={rolled} />
          {goals.map((goal) => {
            const title = said(goal.title)
            return (
              <div key={goal.id} class="sm-planchart__row">
                <h3 class="sm-planchart__t">
                  <span class="sm-plan__no">{goal.number}</span>
                  <span lang={title.lang}>{title.text}</span>
                </h3>
                <div>
                  <StateBar
                    id={`bar-${goal.id}`}
                    title={m.plans_chart_of({ title: title.text })}
                    rolled={goal.rolled}
                    most={most}
                  />
                  <p class="sm-plan__stand">
                    <StandText rolled={goal.rolled} />
                  </p>
                </div>
              </div>
            )
          })}
        </div>
      )}
      {goals.length > 0 && show === 'table' && <PlanTable view={view} mine={mine} />}
    </Section>
  )
}

function Followed({ actions, view }: PlanPageProps) {
  const late = actions.filter((one) => one.overdue && !isOver(one)).length
  return (
    <Section id="followed" title={m.plans_followed()} aside={late > 0 ? m.plans_count_overdue({ count: late }) : undefined}>
      {actions.length === 0 ? (
        <p class="soft">{m.plans_followed_none()}</p>
      ) : (
        <FollowedList actions={actions} today={view.today} />
      )}
    </Section>
  )
}

function Since({ since, happened, view }: PlanPageProps) {
  const on = since && wall(since.startsAt, since.timezone).date
  return (
    <Section
      id="since"
      title={on ? m.plans_since_meeting({ date: date(on, on.slice(0, 4) !== view.today.slice(0, 4)) }) : m.plans_happened()}
    >
      {happened.length === 0 ? (
        <p class="soft">{m.plans_happened_none()}</p>
      ) : (
        <HappenedList of={happened.slice(0, BESIDE)} today={view.today} />
      )}
      <a class="ds-link" href={`${view.path}/updates`}>
        {m.plans_all_updates()}
      </a>
    </Section>
  )
}

/** All that happened to a plan's measures, on a page of its own. */
export function UpdatesPage({ view, happened }: { view: PlanView; happened: readonly Happened[] }) {
  const title = said(view.plan.title)
  return (
    <main class="sm-page sm-page--text" id="content">
      <Crumbs
        label={m.plans_crumbs()}
        steps={[{ text: <span lang={title.lang}>{title.text}</span>, href: view.path }, { text: m.plans_all_updates() }]}
      />
      <h1 class="sm-title sm-title--m">{m.plans_all_updates()}</h1>
      {happened.length === 0 ? <p>{m.plans_happened_none()}</p> : <HappenedList of={happened} today={view.today} />}
    </main>
  )
}

/** What is seen from the back of a room: how each goal stands, and what is late or at a halt. */
export function ShowPage({ view }: { view: PlanView }) {
  const title = said(view.plan.title)
  const most = Math.max(1, ...view.goals.map((one) => one.measures.length))
  const wanting = view.goals.flatMap((one) => one.measures).filter((one) => one.shown === 'overdue' || one.shown === 'blocked')
  return (
    <main class="sm-page sm-show" id="content">
      <h1 class="sm-title" lang={title.lang}>
        {title.text}
      </h1>
      <p class="sm-show__stand">
        <StandText rolled={view.rolled} />
      </p>
      <ChartPatterns />
      {view.goals.map((goal) => {
        const words = said(goal.title)
        return (
          <section key={goal.id} class="sm-show__goal">
            <h2 lang={words.lang}>
              <span class="sm-plan__no">{goal.number}</span> {words.text}
            </h2>
            <StateBar id={`bar-${goal.id}`} title={m.plans_chart_of({ title: words.text })} rolled={goal.rolled} most={most} />
          </section>
        )
      })}
      {wanting.length > 0 && (
        <section class="sm-show__goal">
          <h2>{m.plans_show_wanting()}</h2>
          <ul class="sm-show__list">
            {wanting.map((one) => {
              const words = said(one.title)
              return (
                <li key={one.id}>
                  <span class="sm-plan__no">{one.number}</span>
                  <span lang={words.lang}>{words.text}</span>
                  <State is={one.shown === 'overdue' ? 'overdue' : 'stuck'}>{periodText(one) ?? m.plans_no_period()}</State>
                </li>
              )
            })}
          </ul>
        </section>
      )}
      <p class="sm-show__back">
        <a class="ds-link" href={view.path}>
          {m.plans_back()}
        </a>
      </p>
    </main>
  )
}
