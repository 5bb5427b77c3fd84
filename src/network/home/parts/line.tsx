/** A meeting as a line of a list, and the words for when and where it is. */

import { said } from '#meeting/parts/said.ts'
import { capital } from '#meeting/parts/when.tsx'
import { clock, date, dateRange, longDate, wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import { m } from '#platform/words/words.ts'
import { State } from '#ui/state.tsx'
import type { MeetingLine } from '../reads.ts'

/** First and last day on the wall of the meeting's zone; an end at midnight belongs to the day before it. */
export function daysOf(line: MeetingLine): { from: string; to: string; start: string; end: string; timed: boolean } | null {
  if (line.startsAt === null) return null
  const from = wall(line.startsAt, line.timezone)
  const last = line.endsAt ?? line.startsAt
  const end = wall(last, line.timezone)
  const lastMoment = last === line.startsAt ? last : instantOf(last).subtract({ minutes: 1 }).toString()
  return {
    from: from.date,
    to: wall(lastMoment, line.timezone).date,
    start: from.time,
    end: end.time,
    timed: from.time !== '00:00' || end.time !== '00:00',
  }
}

/** Dates and times of the next meeting in one line. */
export function NextWhen({ line }: { line: MeetingLine }) {
  const days = daysOf(line)
  if (!days) return <p class="sm-when">{m.network_no_date()}</p>
  const off = line.status.postponed || line.status.cancelled
  const day = (
    <time datetime={days.from}>{days.from === days.to ? capital(longDate(days.from)) : dateRange(days.from, days.to)}</time>
  )
  if (off)
    return (
      <p class="sm-when">
        <s>{day}</s>
      </p>
    )
  return (
    <p class="sm-when">
      <strong>{day}</strong>
      {days.timed && days.from === days.to && (
        <>
          {` ${m.network_at_time()} `}
          <time datetime={`${days.from}T${days.start}`}>{clock(days.start)}</time>
          {days.end !== days.start && (
            <>
              –<time datetime={`${days.from}T${days.end}`}>{clock(days.end)}</time>
            </>
          )}
        </>
      )}
    </p>
  )
}

/** What is out of the ordinary with a meeting, and for whom it is. */
export function States({ line }: { line: MeetingLine }) {
  const { status } = line
  return (
    <>
      {line.state === 'draft' && <State is="draft">{m.network_draft()}</State>}
      {line.state === 'live' && <State is="live">{m.network_running()}</State>}
      {status.cancelled && <State is="cancelled">{m.network_state_cancelled()}</State>}
      {status.postponed && !status.cancelled && <State is="postponed">{m.network_state_postponed()}</State>}
      {status.movedOnline && !status.cancelled && <State is="online">{m.network_state_online()}</State>}
      {line.audience === 'members' && <State is="members">{m.network_for_members()}</State>}
      {line.audience === 'invited' && <State is="members">{m.network_for_invited()}</State>}
    </>
  )
}

/** "Digitalt", or the place. Nothing where the page of the meeting says more than a word. */
export const whereOf = (line: MeetingLine): string => {
  if (line.attendance === 'online') return m.network_mode_online()
  if (line.attendance === 'mixed') return line.place ? `${line.place}. ${m.network_mode_mixed()}` : m.network_mode_mixed()
  return line.place ?? ''
}

export function MeetingItem({ line, base, withYear }: { line: MeetingLine; base: string; withYear?: boolean }) {
  const title = said(line.title)
  const days = daysOf(line)
  const summary = said(line.summary)
  return (
    <li>
      <p class="sm-meetings__d">
        {days ? (
          <time datetime={days.from}>
            {days.from === days.to ? date(days.from, withYear === true) : dateRange(days.from, days.to, withYear === true)}
          </time>
        ) : (
          m.network_no_date()
        )}
      </p>
      <div>
        <a class="sm-feed__t" href={`${base}/${line.slug}`} lang={title.lang}>
          {title.text}
        </a>
        {summary.text ? (
          <p class="sm-feed__m" lang={summary.lang}>
            {summary.text}
          </p>
        ) : (
          whereOf(line) && <p class="sm-feed__m">{whereOf(line)}</p>
        )}
      </div>
      <div class="sm-meetings__s">
        <States line={line} />
      </div>
    </li>
  )
}
