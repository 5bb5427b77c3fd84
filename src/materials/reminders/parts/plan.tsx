/** The plan of reminders: what we suggest, what was accepted, what has gone. */
import type { MeetingRow } from '#meeting/rules.ts'
import { clock, date, longDate, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Button, PostButton } from '#ui/button.tsx'
import { TextField } from '#ui/field.tsx'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import { Section } from '#ui/section.tsx'
import { State } from '#ui/state.tsx'
import { dueAt, REMIND_AT, type ReminderRow, type Standing, SUGGESTED } from '../rules.ts'

export interface PlanProps {
  readonly meeting: Pick<MeetingRow, 'startsAt' | 'timezone'>
  /** `/{network}/{meeting}/desk/plan` */
  readonly action: string
  readonly reminders: readonly (Pick<ReminderRow, 'daysBefore' | 'sentAt' | 'sentTo'> & { readonly standing: Standing })[]
  /** Days before the meeting; only while nothing is planned. */
  readonly suggested: readonly number[]
  /** The meeting has begun: reminders go before it. */
  readonly begun: boolean
  /** The meeting waits for a date, or is cancelled: nothing is near. */
  readonly off: boolean
  /** To how many addresses the next would go as things stand. */
  readonly receivers: number
  /** What was typed and could not be taken, and why. */
  readonly wrong: { readonly days: string; readonly text: string } | null
}

export function Plan(props: PlanProps) {
  const { meeting, reminders, suggested } = props
  const planned = reminders.length > 0
  const days = planned ? reminders.map((one) => one.daysBefore) : suggested
  return (
    <Section id="plan" title={m.desk_plan()} aside={planned || suggested.length === 0 ? undefined : m.desk_plan_suggested()}>
      {props.begun ? null : <p class="soft">{m.desk_plan_lead({ time: clock(REMIND_AT) })}</p>}
      {planned || suggested.length > 0 ? (
        <ol class="sm-list">
          {planned
            ? reminders.map((one) => (
                <li key={one.daysBefore}>
                  <Day meeting={meeting} daysBefore={one.daysBefore} />
                  <Stand one={one} timezone={meeting.timezone} />
                </li>
              ))
            : suggested.map((daysBefore) => (
                <li key={daysBefore}>
                  <Day meeting={meeting} daysBefore={daysBefore} />
                </li>
              ))}
        </ol>
      ) : (
        <NoneAhead {...props} />
      )}
      {props.begun ? null : <PlanForms {...props} days={days} />}
    </Section>
  )
}

function NoneAhead({ begun, off }: Pick<PlanProps, 'begun' | 'off'>) {
  if (begun) return <p>{m.desk_plan_begun()}</p>
  return off ? null : <p>{m.desk_plan_near()}</p>
}

/** Accepting, changing, ending the plan. */
function PlanForms(props: PlanProps & { days: readonly number[] }) {
  const { reminders, suggested, wrong, days } = props
  const planned = reminders.length > 0
  return (
    <>
      {reminders.some((one) => one.standing === 'ahead') && <p>{m.desk_would_go({ count: props.receivers })}</p>}
      <div class="sm-acts">
        {!planned && suggested.length > 0 && (
          <PostButton
            action={props.action}
            fields={{ days: suggested.join(', ') }}
            variant="secondary"
            size="sm"
            icon={icons.checkmark}
          >
            {m.desk_plan_accept()}
          </PostButton>
        )}
        {planned && (
          <PostButton action={props.action} fields={{ days: '' }} variant="tertiary" size="sm" label={m.desk_plan_stop_label()}>
            {m.desk_plan_stop()}
          </PostButton>
        )}
      </div>
      <details class="sm-more" open={wrong !== null}>
        <summary>
          {m.desk_plan_change()}
          <Icon of={icons.chevronDown} class="chevron" />
        </summary>
        <form class="sm-form" method="post" action={props.action}>
          <TextField
            name="days"
            label={m.desk_plan_days()}
            help={m.desk_plan_days_help({ example: SUGGESTED.join(', ') })}
            value={wrong?.days ?? days.join(', ')}
            error={wrong?.text}
            width="half"
          />
          <Button variant="secondary" size="sm">
            {m.desk_plan_save()}
          </Button>
        </form>
      </details>
    </>
  )
}

function Day({ meeting, daysBefore }: { meeting: PlanProps['meeting']; daysBefore: number }) {
  const before = m.desk_days_before({ count: daysBefore })
  if (meeting.startsAt === null) return <span class="sm-list__t">{before}</span>
  const at = wall(dueAt(daysBefore, meeting.startsAt, meeting.timezone).toString(), meeting.timezone)
  return (
    <span class="sm-list__t">
      <time datetime={at.date}>{longDate(at.date, false)}</time> <span class="soft">{before}</span>
    </span>
  )
}

function Stand({ one, timezone }: { one: PlanProps['reminders'][number]; timezone: string }) {
  if (one.standing === 'sent')
    return (
      <State is="done">
        {m.desk_standing_sent({ date: date(wall(one.sentAt!, timezone).date, false), count: one.sentTo ?? 0 })}
      </State>
    )
  if (one.standing === 'ahead') return <State is="waiting">{m.desk_standing_ahead()}</State>
  return one.standing === 'due' ? (
    <State is="saving">{m.desk_standing_due()}</State>
  ) : (
    <State is="none">{m.desk_standing_passed()}</State>
  )
}
