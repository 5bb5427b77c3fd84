/** What is on, what is left of it, what comes: the one filled panel of the room. Calm and paper-coloured in a pause. */
import type { ComponentChildren } from 'preact'
import { said } from '#meeting/parts/said.ts'
import { clock, date, wall } from '#platform/words/dates.ts'
import { m } from '#platform/words/words.ts'
import { Icon } from '#ui/icon.tsx'
import * as icons from '#ui/icons.ts'
import type { ShowPart, ShowRow } from '../show/reads.ts'
import { type Expected, expect, lateness, MINUTE, nextOf, paceOf, wentBy } from '../show/rules.ts'
import { useNow } from './clock.tsx'
import { DayLine } from './day.tsx'

/** A moment as the meeting's own clock shows it: "12.26". */
export const clockTime = (ms: number, timezone: string): string => clock(wall(new Date(ms).toISOString(), timezone).time)

/** How a title reads, also where this reader may not know it. */
export const titleOf = (row: ShowRow | undefined): { text: string; lang?: string | undefined } =>
  row?.title ? said(row.title) : { text: m.room_closed_part() }

/** What is on: of several beside each other, the one that began first. */
export const itemOn = (show: ShowPart): ShowRow | null => {
  const running = show.show.runs.find((run) => run.to === null)?.itemId
  return show.rows.find((row) => row.id === running) ?? null
}

const isBreak = (row: ShowRow | undefined) => row?.kind === 'break' || row?.kind === 'lunch'

/** The show as it stands at this second. */
export function useShow(part: ShowPart) {
  const now = useNow()
  const rows = expect(part.rows, part.show, now)
  const late = lateness(rows, part.show, now)
  const running = rows.filter((row) => row.state === 'now')
  const next = nextOf(rows)
  const then = next ? nextOf(rows.map((row) => (row.id === next.id ? { ...row, state: 'done' as const } : row))) : null
  return {
    now,
    rows,
    late,
    pace: paceOf(late),
    /** The day is over, and nobody ran it from here. */
    went: wentBy(rows, part.show, now),
    running,
    next,
    then,
    rowOf: (id: string) => part.rows.find((row) => row.id === id),
  }
}

/** "6 min etter planen"; of a day that is held at another time, when it was planned for. */
export function Pace({ show }: { readonly show: ShowPart }) {
  const { now, pace } = useShow(show)
  if (!pace) return null
  const planned = show.day.date
  const isToday = planned === wall(new Date(now).toISOString(), show.timezone).date
  return (
    <span class={pace.is === 'late' ? 'sm-now__late' : 'sm-now__early'}>
      <Icon of={icons.clock} />
      {pace.is === 'late'
        ? m.room_late(pace)
        : pace.is === 'early'
          ? m.room_early(pace)
          : planned === null || isToday
            ? m.room_apart()
            : m.room_apart_date({ date: date(planned) })}
    </span>
  )
}

export function NowPanel(props: {
  readonly show: ShowPart
  readonly actions?: ComponentChildren
  readonly children?: ComponentChildren
}) {
  const part = props.show
  const { now, rows, went, running, next, then, rowOf } = useShow(part)
  const at = (ms: number) => clockTime(ms, part.timezone)
  const on = running[0]
  const { pause, endedAt } = part.show
  const calm = pause !== null || endedAt !== null || !on || isBreak(rowOf(on.id))
  const follows = (row: Expected | null, label: string) =>
    row && (
      <span class="sm-now__follows">
        {label} <b lang={titleOf(rowOf(row.id)).lang}>{titleOf(rowOf(row.id)).text}</b>{' '}
        {row.from !== null && <time>{at(row.from)}</time>}
      </span>
    )
  return (
    <section class={calm ? 'sm-now sm-now--pause' : 'sm-now'} aria-labelledby="now">
      <div class="sm-now__main">
        {endedAt !== null ? (
          <Head kicker={m.room_ended_at({ time: at(endedAt) })} title={{ text: m.room_ended() }} />
        ) : pause ? (
          <Head
            kicker={m.room_pause()}
            title={{ text: pause.until === null ? m.room_pause_open() : m.room_back_at({ time: at(pause.until) }) }}
          />
        ) : on && isBreak(rowOf(on.id)) ? (
          <Head
            kicker={titleOf(rowOf(on.id)).text}
            span={`${at(on.from!)}–${at(on.to!)}`}
            pace={<Pace show={part} />}
            title={{ text: m.room_back_at({ time: at(on.to!) }) }}
          />
        ) : on ? (
          running.map((row) => (
            <Head
              key={row.id}
              kicker={m.room_now()}
              span={row.to === null ? at(row.from!) : `${at(row.from!)}–${at(row.to)}`}
              pace={<Pace show={part} />}
              title={titleOf(rowOf(row.id))}
            />
          ))
        ) : went ? (
          <Head {...wentPast(part)} />
        ) : next?.from != null && next.from > now ? (
          <Head kicker={m.room_not_begun()} title={{ text: m.room_begins({ time: at(next.start!) }) }} />
        ) : (
          <Head kicker={m.room_not_begun()} title={{ text: m.room_begins_soon() }} pace={<Pace show={part} />} />
        )}
        {props.actions && <div class="sm-now__acts">{props.actions}</div>}
      </div>
      <div class="sm-now__clock">
        {endedAt === null && !went && <Left part={part} on={on} next={next} now={now} />}
        <p class="sm-now__next">
          {follows(next, m.room_next())}
          {follows(then, m.room_then())}
        </p>
      </div>
      <DayLine plan={part.rows} rows={rows} timezone={part.timezone} />
      {props.children}
    </section>
  )
}

/** What is said of a day that went by without anything in its room, and of one that has no date. */
export const wentPast = ({ day }: ShowPart) =>
  day.date
    ? { kicker: m.room_day_over(), title: { text: m.room_was({ date: date(day.date) }) } }
    : { kicker: m.room_not_begun(), title: { text: m.room_no_date() } }

function Head(props: {
  readonly kicker: string
  readonly span?: string
  readonly pace?: ComponentChildren
  readonly title: { readonly text: string; readonly lang?: string | undefined }
}) {
  return (
    <>
      <p class="sm-now__kicker">
        <b>{props.kicker}</b> {props.span && <span>{props.span}</span>} {props.pace}
      </p>
      <h2 class="sm-now__title" id="now" lang={props.title.lang}>
        {props.title.text}
      </h2>
    </>
  )
}

/** Minutes left of what is on, of the pause, or until it begins. The clock is silent; milestones are told elsewhere. */
function Left(props: {
  readonly part: ShowPart
  readonly on: Expected | undefined
  readonly next: Expected | null
  readonly now: number
}) {
  const { part, on, next, now } = props
  const { pause } = part.show
  const [from, to] = pause ? [pause.since, pause.until] : on ? [on.from, on.to] : [null, next?.start ?? null]
  if (to === null) return null
  const left = Math.ceil((to - now) / MINUTE)
  // Before it begins: told on the day, not weeks ahead; and once it should have begun, how late it is says the same.
  if (from === null && (left > 12 * 60 || left < 0)) return null
  return (
    <>
      <p class="sm-left" role="timer" aria-label={m.room_time_left()}>
        <span class="sm-left__n">{Math.abs(left)}</span>{' '}
        <span class="sm-left__u">{left >= 0 ? m.room_min_left() : m.room_min_over()}</span>
      </p>
      {from !== null && (
        <progress class="sm-meter" max={to - from} value={Math.min(to - from, Math.max(0, now - from))} aria-hidden="true" />
      )}
    </>
  )
}
