import type { Actor } from '#actor.ts'
import { date, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { LinkButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { Crumbs } from '#ui/section.tsx'
import { type StateName, StateTag } from '#ui/state.tsx'
import type { MeetingView, Neighbour } from '../reads.ts'
import { mayEdit } from '../rules.ts'
import { datesOf } from '../standing/rules.ts'
import { said } from './said.ts'
import { When } from './when.tsx'

/** The head of the page: where it belongs, what it is called, when, in which state, and what one can take along. */
export function MeetingHead(props: { view: MeetingView; actor: Actor }) {
  const { view } = props
  const title = said(view.meeting.title)
  return (
    <div class="sm-mhead">
      <SeriesCrumbs view={view} />
      <h1 class="sm-title" lang={title.lang}>
        {title.text}
      </h1>
      <div class="sm-mhead__line">
        <When view={view} />
        <SetDate {...props} />
        <Tags view={view} />
        <div class="sm-mhead__acts">
          {view.meeting.startsAt === null ? null : (
            <LinkButton variant="tertiary" icon={icons.calendar} href={`${view.path}.ics`}>
              {m.meeting_calendar()}
            </LinkButton>
          )}
          {view.meeting.publishedAt === null ? null : (
            <LinkButton variant="tertiary" icon={icons.bell} href="#follow">
              {m.notices_follow()}
            </LinkButton>
          )}
          <LinkButton variant="tertiary" icon={icons.printer} href={`${view.path}?print`} rel="nofollow">
            {m.meeting_print()}
          </LinkButton>
        </div>
      </div>
    </div>
  )
}

/** A meeting can wait for its date; who can give it one is led there. */
function SetDate({ view, actor }: { view: MeetingView; actor: Actor }) {
  if (datesOf(view) || mayEdit(actor, view.meeting) !== 'yes') return null
  const [day] = view.days
  return (
    <a class="ds-link" href={`${view.path}/programme${day ? `#date-${day.id}` : ''}`}>
      {m.meeting_set_date()}
    </a>
  )
}

function SeriesCrumbs(props: { view: MeetingView }) {
  const { network, series, previous, next, meeting } = props.view
  if (!series) return null
  const name = said(series.name)
  const step = (neighbour: Neighbour, label: string, rel: string) => ({
    href: `/${network.slug}/${neighbour.slug}`,
    rel,
    text: (
      <>
        {label}
        <NeighbourName neighbour={neighbour} timezone={meeting.timezone} />
      </>
    ),
  })
  return (
    <Crumbs
      label={m.meeting_crumbs()}
      steps={[
        { href: `/${network.slug}/series/${series.slug}`, text: <span lang={name.lang}>{name.text}</span> },
        previous ? step(previous, m.meeting_previous(), 'prev') : { text: m.meeting_first_in_series() },
        ...(next ? [step(next, m.meeting_next(), 'next')] : []),
      ]}
    />
  )
}

function NeighbourName(props: { neighbour: Neighbour; timezone: string }) {
  const title = said(props.neighbour.title)
  return (
    <>
      <span lang={title.lang}>{title.text}</span>
      {props.neighbour.startsAt === null ? null : `, ${date(wall(props.neighbour.startsAt, props.timezone).date)}`}
    </>
  )
}

function Tags(props: { view: MeetingView }) {
  const { statusNow, state, attendance, audience } = props.view.meeting
  const tags: [StateName, string][] = []
  if (props.view.meeting.template) tags.push(['draft', m.meeting_state_template()])
  else if (state === 'draft') tags.push(['draft', m.meeting_state_draft()])
  if (state === 'live') tags.push(['live', m.meeting_state_live()])
  if (state === 'held') tags.push(['held', m.meeting_state_held()])
  if (state === 'closed') tags.push(['done', m.meeting_state_closed()])
  if (statusNow.cancelled) tags.push(['cancelled', m.meeting_state_cancelled()])
  else if (statusNow.postponed) tags.push(['postponed', m.meeting_state_postponed()])
  if (attendance === 'online') tags.push(['online', m.meeting_mode_online()])
  if (attendance === 'mixed') tags.push(['mixed', m.meeting_mode_mixed()])
  if (attendance === 'onsite') tags.push(['onsite', props.view.meeting.place ?? m.meeting_mode_onsite()])
  if (audience === 'members') tags.push(['members', m.meeting_audience_members()])
  if (audience === 'invited') tags.push(['members', m.meeting_audience_invited()])
  return (
    <ul class="sm-mhead__tags" aria-label={m.meeting_status()}>
      {tags.map(([is, text]) => (
        <li key={text}>
          <StateTag is={is}>{text}</StateTag>
        </li>
      ))}
    </ul>
  )
}
