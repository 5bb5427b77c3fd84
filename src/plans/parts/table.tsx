/** Goals and measures as a table: what is said of a plan is said here first. */
import { said } from '#meeting/parts/said.ts'
import { m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import type { GoalView, IndicatorView, MeasureView, OwnerView, PlanView } from '../reads.ts'
import { PercentBar, StandText } from './chart.tsx'
import { percentText, periodText, readingText, stateLook, stateName } from './words.ts'

export function PlanTable({ view, mine }: { view: PlanView; mine: ReadonlySet<string> }) {
  return (
    <table class="sm-table sm-table--stack sm-plan">
      <caption class="sr">{m.plans_table_caption()}</caption>
      <thead>
        <tr>
          <th scope="col">{m.plans_measure()}</th>
          <th scope="col">{m.plans_owner()}</th>
          <th scope="col">{m.plans_period()}</th>
          <th scope="col">{m.plans_come_to()}</th>
          <th scope="col">{m.plans_status()}</th>
        </tr>
      </thead>
      {view.goals.map((goal) => (
        <tbody key={goal.id} id={`goal-${goal.id}`}>
          <GoalRow goal={goal} />
          {goal.measures.map((measure) => (
            <MeasureRow key={measure.id} measure={measure} mine={mine.has(measure.id)} />
          ))}
        </tbody>
      ))}
    </table>
  )
}

function GoalRow({ goal }: { goal: GoalView }) {
  const [title, description] = [said(goal.title), said(goal.description)]
  return (
    <tr class="sm-plan__goal">
      <th scope="rowgroup" colSpan={5}>
        <span class="sm-plan__no">{goal.number}</span>
        <span class="sm-plan__gt">
          <span lang={title.lang}>{title.text}</span>
          <span class="sm-plan__stand">
            <StandText rolled={goal.rolled} />
          </span>
          {description.text && (
            <span class="sm-plan__about" lang={description.lang}>
              {description.text}
            </span>
          )}
          <Latest of={goal.indicators} />
        </span>
      </th>
    </tr>
  )
}

function MeasureRow({ measure, mine }: { measure: MeasureView; mine: boolean }) {
  const title = said(measure.title)
  const last = measure.moves.at(-1)
  const was = last && periodText({ starts: last.beforeStarts, ends: last.beforeEnds })
  return (
    <tr>
      <th scope="row">
        <span class="sm-plan__measure">
          <span class="sm-plan__no">{measure.number}</span>
          <span>
            <a class="sm-plain" href={measure.path} lang={title.lang}>
              {title.text}
            </a>
            <Latest of={measure.indicators} />
          </span>
        </span>
      </th>
      <td data-label={m.plans_owner()}>
        <div>
          {mine && <b class="sm-plan__mine">{m.plans_yours()}</b>}
          <Owners of={measure.owners.filter((one) => one.role === 'owner')} />
        </div>
      </td>
      <td data-label={m.plans_period()}>
        <div>
          <span class={measure.overdue ? 'sm-over' : undefined}>{periodText(measure) ?? m.plans_no_period()}</span>
          {was && <span class="sm-plan__was">{m.plans_moved_from({ period: was })}</span>}
        </div>
      </td>
      <td data-label={m.plans_come_to()}>
        {measure.status === 'dropped' ? (
          '–'
        ) : (
          <PercentBar percent={measure.comeTo.percent} label={percentText(measure.comeTo.percent)} />
        )}
      </td>
      <td data-label={m.plans_status()}>
        <State is={stateLook[measure.shown]}>{stateName(measure.shown)}</State>
      </td>
    </tr>
  )
}

/** What the indicators said last. */
function Latest({ of }: { of: readonly IndicatorView[] }) {
  const read = of.flatMap((one) => (one.latest ? [{ one, latest: one.latest }] : []))
  if (read.length === 0) return null
  return (
    <span class="sm-plan__latest">
      {read.map(({ one, latest }) => `${said(one.name).text}: ${readingText(one, latest)}`).join(' · ')}
    </span>
  )
}

/** Whom it rests with, organisations first. */
export function Owners({ of }: { of: readonly OwnerView[] }) {
  if (of.length === 0) return <span class="soft">{m.plans_no_owner()}</span>
  return (
    <>
      {of.map((one, place) => {
        const organisation = said(one.organisation)
        return (
          <span key={one.id} lang={one.organisation ? organisation.lang : undefined}>
            {`${place > 0 ? ', ' : ''}${one.organisation ? organisation.text : one.person}`}
          </span>
        )
      })}
    </>
  )
}
