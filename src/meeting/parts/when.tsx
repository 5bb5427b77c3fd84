import { clock, date, dateRange, instantOf, longDate, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import type { MeetingView } from '../reads.ts'

/** "onsdag" opens a line as "Onsdag". */
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('nb') + text.slice(1)

type Times = Pick<MeetingView, 'days'> & {
  meeting: Pick<MeetingView['meeting'], 'startsAt' | 'endsAt' | 'timezone' | 'statusNow'>
}

/** The dates a meeting stands on now, first and last; null while none is known. */
export function datesOf(view: Times): { from: string; to: string } | null {
  const dates = view.days.flatMap((day) => (day.date === null ? [] : [day.date])).sort()
  return dates.length === 0 ? null : { from: dates[0]!, to: dates.at(-1)! }
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

const Clock = (props: { at: { date: string; time: string } }) => (
  <time datetime={`${props.at.date}T${props.at.time}`}>{clock(props.at.time)}</time>
)

/** The dates something was planned for before: "29. april 2020". */
export function plannedFor(previous: { startsAt: string | null; endsAt: string | null }, timezone: string): string {
  if (previous.startsAt === null) return ''
  const from = wall(previous.startsAt, timezone).date
  // An end at midnight belongs to the day before it.
  const last =
    previous.endsAt === null ? from : wall(instantOf(previous.endsAt).subtract({ minutes: 1 }).toString(), timezone).date
  return last > from ? dateRange(from, last) : date(from)
}
