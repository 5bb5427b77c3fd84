import type { ComponentChildren } from 'preact'
import type { Actor } from '#actor.ts'
import { Alert } from '#ui/alert.tsx'
import type { Tone } from '#ui/tone.ts'
import type { MeetingView, ScheduleChangeRow } from '../reads.ts'
import { datesSaid, standing, titleOf } from '../standing/rules.ts'
import type { ScheduleStatus } from '../tables.ts'
import { DraftNotice } from './draft.tsx'
import { said } from './said.ts'

/** Beside the head: that this is a draft, and what became of the plan. Null when there is nothing to say. `id` where it stands twice. */
export function Notices(props: { view: MeetingView; actor: Actor; id?: string }) {
  const { view, actor } = props
  const changes = standing(view.changes)
  if (view.meeting.state !== 'draft' && changes.length === 0) return null
  return (
    <div class="sm-mnotes" id={props.id ?? 'plan'}>
      {view.meeting.state === 'draft' ? <DraftNotice view={view} actor={actor} /> : null}
      {changes.map((change) => (
        <Changed key={change.id} view={view} change={change} />
      ))}
    </div>
  )
}

const tones: Record<ScheduleStatus, Tone> = {
  scheduled: 'info',
  postponed: 'warning',
  rescheduled: 'info',
  cancelled: 'danger',
  resumed: 'info',
  moved_online: 'info',
  moved_onsite: 'info',
  split_off: 'warning',
  merged_back: 'info',
}

function Changed(props: { view: MeetingView; change: ScheduleChangeRow }) {
  const { view, change } = props
  const reason = said(change.reason)
  const other = view.related.find((one) => one.id === change.relatedMeetingId)
  const parts: ComponentChildren[] = datesSaid(change, view.meeting.statusNow, view.meeting.timezone)
  if (reason.text) parts.push(<span lang={reason.lang}>{reason.text}</span>)
  if (other) parts.push(<RelatedLink href={`/${view.network.slug}/${other.slug}`} title={said(other.title)} />)
  return (
    <Alert tone={tones[change.status]} title={titleOf(change, other?.status ?? null, view.meeting.attendance)}>
      {parts.flatMap((part) => [part, ' '])}
    </Alert>
  )
}

function RelatedLink(props: { href: string; title: { text: string; lang: string | undefined } }) {
  return (
    <a class="ds-link" href={props.href} lang={props.title.lang}>
      {props.title.text}
    </a>
  )
}
