import type { ComponentChildren } from 'preact'
import { clock, dateRange, longDate, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { MeetingView } from '../reads.ts'
import type { StatusNow } from '../schedule/rules.ts'
import { datesOf } from '../standing/rules.ts'

/** "onsdag" opens a line as "Onsdag". */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('nb') + text.slice(1)

type Times = Pick<MeetingView, 'days'> & {
  meeting: Pick<MeetingView['meeting'], 'startsAt' | 'endsAt' | 'timezone' | 'statusNow'>
}

/** Dates and clock times of a meeting in one line. What no longer holds is struck out, and the line says so in words. */
export function When(props: { view: Times }) {
  const { view } = props
  const { statusNow, startsAt, endsAt, timezone } = view.meeting
  const dates = datesOf(view)
  if (!dates) return <p class="sm-when">{m.meeting_no_date()}</p>
  const timed = view.days.some((day) => day.items.some((item) => item.start !== null))
  const from = startsAt === null ? null : wall(startsAt, timezone)
  const to = endsAt === null ? null : wall(endsAt, timezone)
  const days =
    dates.from === dates.to ? (
      <time datetime={dates.from}>{capital(longDate(dates.from))}</time>
    ) : (
      <time datetime={dates.from}>{dateRange(dates.from, dates.to)}</time>
    )
  if (statusNow.postponed || statusNow.cancelled)
    return (
      <p class="sm-when">
        <s>{days}</s> {statusNow.postponed && !statusNow.cancelled ? <strong>{m.meeting_new_date_unknown()}</strong> : null}
      </p>
    )
  return (
    <p class="sm-when">
      <strong>{days}</strong>
      {timed && from && to && dates.from === dates.to ? (
        <>
          {' '}
          {m.meeting_at_time()} <Clock at={from} />
          {from.time === to.time ? null : (
            <>
              –<Clock at={to} />
            </>
          )}
        </>
      ) : null}
    </p>
  )
}

/** Around when something is planned: what no longer holds is struck out, and the line says so in words. */
export function Planned(props: { status: Pick<StatusNow, 'postponed' | 'cancelled'>; children: ComponentChildren }) {
  const { postponed, cancelled } = props.status
  if (!postponed && !cancelled) return <>{props.children}</>
  return (
    <>
      <s>{props.children}</s> <strong>{cancelled ? m.meeting_state_cancelled() : m.meeting_new_date_unknown()}</strong>
    </>
  )
}

const Clock = (props: { at: { date: string; time: string } }) => (
  <time datetime={`${props.at.date}T${props.at.time}`}>{clock(props.at.time)}</time>
)
