import type { ComponentChildren } from 'preact'
import type { Actor } from '#actor.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { PostButton } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import type { Tone } from '#ui/tone.ts'
import type { MeetingView, ScheduleChangeRow } from '../reads.ts'
import { mayPublish } from '../rules.ts'
import type { Audience, ScheduleStatus } from '../tables.ts'
import { said } from './said.ts'
import { plannedFor } from './when.tsx'

/** Beside the head: that this is a draft, and what became of the plan. Null when there is nothing to say. */
export function Notices(props: { view: MeetingView; actor: Actor }) {
  const { view, actor } = props
  const changes = standing(view.changes)
  if (view.meeting.state !== 'draft' && changes.length === 0) return null
  return (
    <div class="sm-mnotes">
      {view.meeting.state === 'draft' ? (
        <Alert tone="warning" icon={icons.pencil} title={m.meeting_draft_title()}>
          {m.meeting_draft_text()} {mayPublish(actor, view.meeting) === 'yes' ? willBeFor[view.meeting.audience]() : null}
          {mayPublish(actor, view.meeting) === 'yes' ? (
            <div class="sm-acts">
              <PostButton action={`${view.path}/publish`} color="accent">
                {m.meeting_publish()}
              </PostButton>
            </div>
          ) : null}
        </Alert>
      ) : null}
      {changes.map((change) => (
        <Changed key={change.id} view={view} change={change} />
      ))}
    </div>
  )
}

/** Whom publishing lets in, said beside the button that does it. */
const willBeFor: Record<Audience, () => string> = {
  public: m.meeting_draft_for_public,
  members: m.meeting_draft_for_members,
  invited: m.meeting_draft_for_invited,
}

/** Which changes still say something: the newest about the date, about the place, about being held at all, and about each part. */
function standing(changes: readonly ScheduleChangeRow[]): ScheduleChangeRow[] {
  const newest = new Map<string, ScheduleChangeRow>()
  for (const change of changes) newest.set(subject(change), change)
  const held = newest.get('held')
  // A cancelled meeting has no other news.
  return held?.status === 'cancelled' ? [held] : [...newest.values()].filter((change) => change.status !== 'scheduled')
}

function subject(change: ScheduleChangeRow): string {
  if (change.status === 'cancelled' || change.status === 'resumed') return 'held'
  if (change.status === 'moved_online' || change.status === 'moved_onsite') return 'place'
  if (change.status === 'split_off' || change.status === 'merged_back') return `part ${change.relatedMeetingId}`
  return 'date'
}

const looks: Record<ScheduleStatus, { tone: Tone; title: () => string }> = {
  scheduled: { tone: 'info', title: () => '' },
  postponed: { tone: 'warning', title: () => m.meeting_was_postponed() },
  rescheduled: { tone: 'info', title: () => m.meeting_was_rescheduled() },
  cancelled: { tone: 'danger', title: () => m.meeting_was_cancelled() },
  resumed: { tone: 'info', title: () => m.meeting_was_resumed() },
  moved_online: { tone: 'info', title: () => m.meeting_was_moved_online() },
  moved_onsite: { tone: 'info', title: () => m.meeting_was_moved_onsite() },
  split_off: { tone: 'warning', title: () => m.meeting_was_split_off() },
  merged_back: { tone: 'info', title: () => m.meeting_was_merged_back() },
}

function Changed(props: { view: MeetingView; change: ScheduleChangeRow }) {
  const { view, change } = props
  const reason = said(change.reason)
  const other = view.related.find((one) => one.id === change.relatedMeetingId)
  const dates =
    subject(change) === 'date' ? view.meeting.statusNow.previous.map((planned) => plannedFor(planned, view.meeting.timezone)) : []
  let title = looks[change.status].title()
  if (change.status === 'split_off' && other?.status.cancelled) title = m.meeting_was_split_off_cancelled()
  else if (change.status === 'split_off' && other?.status.postponed) title = m.meeting_was_split_off_postponed()
  const parts: ComponentChildren[] = []
  if (dates.length > 0) parts.push(m.meeting_planned_before({ dates: dates.join(', ') }))
  if (change.status === 'postponed') parts.push(`${m.meeting_new_date_unknown()}.`)
  if (reason.text) parts.push(<span lang={reason.lang}>{reason.text}</span>)
  if (other) parts.push(<RelatedLink href={`/${view.network.slug}/${other.slug}`} title={said(other.title)} />)
  return (
    <Alert tone={looks[change.status].tone} title={title}>
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
