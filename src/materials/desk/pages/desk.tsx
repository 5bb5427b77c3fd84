/** The organiser's overview of a meeting: one next step, what is missing, whom we wait for, and the reminders. */
import { said } from '#meeting/parts/said.ts'
import { MeetingTools } from '#meeting/parts/tools.tsx'
import { When } from '#meeting/parts/when.tsx'
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { Alert } from '#ui/alert.tsx'
import { Crumbs, Section } from '#ui/section.tsx'
import { Plan, type PlanProps } from '../../reminders/parts/plan.tsx'
import { type Sending, Sent } from '../../reminders/parts/sent.tsx'
import type { Duty } from '../../reminders/rules.ts'
import { NextStep } from '../parts/step.tsx'
import { DeskTable } from '../parts/table.tsx'
import { Waiting } from '../parts/waiting.tsx'
import type { Desk } from '../reads.ts'

export interface DeskPageProps {
  readonly desk: Desk
  /** The subject of the mail that the first of those to be reminded would get; null where nobody is. */
  readonly subject: string | null
  /** The whole address of the page where a speaker hands in. */
  readonly linkOf: (duty: Duty) => string
  readonly sent: readonly Sending[]
  /** The outbox, for those who may read it. */
  readonly outbox: string | null
  readonly hasServer: boolean
  readonly wrong: PlanProps['wrong']
  /** What others sent in and an organiser has not decided: how many of each. */
  readonly undecided: {
    readonly proposals: number
    readonly inputs: number
    /** What of earlier meetings could come back. */
    readonly carried: number
  }
}

export function DeskPage(props: DeskPageProps) {
  const { desk } = props
  const { meeting, path } = desk.view
  const title = said(meeting.title)
  return (
    <main class="sm-page" id="content">
      <Crumbs
        label={m.programme_crumbs()}
        steps={[{ text: <span lang={title.lang}>{title.text}</span>, href: path }, { text: m.desk_title() }]}
      />
      <h1 class="sm-title sm-title--m">{m.desk_title()}</h1>
      <When view={desk.view} />
      <MeetingTools base={path} here="desk" />
      {desk.may !== 'yes' && desk.duties.length > 0 && (
        <Alert tone="info" title={m.desk_hindered()}>
          {message(desk.may)}
        </Alert>
      )}
      {!props.hasServer && desk.duties.length > 0 && <Alert tone="warning">{m.network_outbox_no_server()}</Alert>}
      <NextStep desk={desk} subject={props.subject} />
      <div class="sm-desk">
        <Section id="items" title={m.desk_items()}>
          {desk.rows.length === 0 ? (
            <p class="sm-empty">{m.desk_items_none()}</p>
          ) : (
            <>
              <Counts counts={desk.counts} />
              <DeskTable desk={desk} />
            </>
          )}
        </Section>
        <div class="sm-desk__aside">
          <Undecided of={props.undecided} path={path} />
          <Waiting desk={desk} linkOf={props.linkOf} />
          <Plan
            meeting={meeting}
            action={`${path}/desk/plan`}
            reminders={desk.reminders}
            suggested={desk.suggested}
            begun={desk.begun}
            off={desk.may === 'desk_postponed' || desk.may === 'desk_cancelled'}
            receivers={desk.receivers.length + desk.askedToday.length}
            wrong={props.wrong}
          />
          <Sent sent={props.sent} timezone={meeting.timezone} action={`${path}/desk/mail`} outbox={props.outbox} />
        </div>
      </div>
    </main>
  )
}

function Undecided({ of, path }: { of: DeskPageProps['undecided']; path: string }) {
  const shown = (
    [
      ['proposals', of.proposals, m.desk_undecided_proposals({ count: of.proposals })],
      ['questions', of.inputs, m.desk_undecided_inputs({ count: of.inputs })],
      ['carry-over', of.carried, m.matters_carry_count({ count: of.carried })],
    ] as const
  ).filter(([, count]) => count > 0)
  if (shown.length === 0) return null
  return (
    <Section id="undecided" title={m.questions_waiting()} aside={of.proposals + of.inputs + of.carried}>
      <ul class="sm-list">
        {shown.map(([page, , text]) => (
          <li key={page}>
            <a class="sm-list__t" href={`${path}/${page}`}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** How many presentations have come how far. What there is none of is not counted out. */
function Counts({ counts }: { counts: Desk['counts'] }) {
  const shown = (
    [
      [m.desk_count_expected(), counts.expected],
      [m.desk_count_asked(), counts.asked],
      [m.desk_count_received(), counts.received],
      [m.desk_count_published(), counts.published],
      [m.desk_count_declined(), counts.declined],
    ] as const
  ).filter(([, count]) => count > 0)
  if (shown.length === 0) return null
  return (
    <dl class="sm-desk__sum" aria-label={m.desk_presentation()}>
      {shown.map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="num">{count}</dd>
        </div>
      ))}
    </dl>
  )
}
