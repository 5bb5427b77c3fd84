/** Now and next on the big screen; in a break, when it goes on. */
import { m } from '#platform/words/words.ts'
import { clockTime, Pace, titleOf, useShow, wentPast } from '../../parts/now.tsx'
import type { ShowPart } from '../../show/reads.ts'
import { MINUTE } from '../../show/rules.ts'
import { Body } from './body.tsx'

/** A long title must still stand whole on the screen. */
const LONG_TITLE = 60

export function NowView({ show }: { readonly show: ShowPart }) {
  const { now, went, running, next, rowOf } = useShow(show)
  const at = (ms: number) => clockTime(ms, show.timezone)
  const { pause, endedAt } = show.show
  const on = running[0]
  const row = on && rowOf(on.id)
  const isBreak = row?.kind === 'break' || row?.kind === 'lunch'
  if (endedAt !== null) return <Body kicker={m.room_ended_at({ time: at(endedAt) })} size="title" title={m.room_ended()} />
  if (pause || (on && isBreak)) {
    const [from, until] = pause ? [pause.since, pause.until] : [on!.from, on!.to]
    return (
      <Body
        kicker={pause ? m.room_pause() : titleOf(row).text}
        size="huge"
        title={until === null ? m.room_pause_open() : m.room_back_at({ time: at(until) })}
      >
        {until !== null && <Count from={from} to={until} now={now} />}
        <Next label={m.room_next()} row={pause && row ? row : next && rowOf(next.id)} />
      </Body>
    )
  }
  if (on && row) {
    const title = titleOf(row)
    const others = running.slice(1).map((one) => titleOf(rowOf(one.id)).text)
    return (
      <Body
        kicker={m.room_now()}
        beside={
          <>
            {on.to === null ? at(on.from!) : `${at(on.from!)}–${at(on.to)}`} <Pace show={show} />
          </>
        }
        size={title.text.length > LONG_TITLE ? 'q' : 'title'}
        title={title.text}
        lang={title.lang}
      >
        {row.speakers.length > 0 && <p class="sm-stage__who">{row.speakers.join(', ')}</p>}
        {others.length > 0 && <p class="sm-stage__who">{m.stage_beside({ titles: others.join(', ') })}</p>}
        <Next label={m.stage_after()} row={next && rowOf(next.id)} />
      </Body>
    )
  }
  const past = went ? wentPast(show) : null
  const begins = next?.start != null && next.start > now
  return (
    <Body
      kicker={past?.kicker ?? m.room_not_begun()}
      size="huge"
      title={past ? past.title.text : begins ? m.room_begins({ time: at(next.start!) }) : m.room_begins_soon()}
    >
      <Next label={m.stage_first()} row={next && rowOf(next.id)} />
    </Body>
  )
}

function Next({ label, row }: { readonly label: string; readonly row: ShowPart['rows'][number] | null | undefined }) {
  if (!row) return null
  const title = titleOf(row)
  return (
    <p class="sm-stage__next">
      <span>{label}</span> <b lang={title.lang}>{title.text}</b>
    </p>
  )
}

/** Minutes left, and how much of the time is over. It goes on by the clock when the line is gone. */
export function Count(props: { readonly from: number | null; readonly to: number; readonly now: number }) {
  const { from, to, now } = props
  const left = Math.ceil((to - now) / MINUTE)
  return (
    <div class="sm-stage__count">
      <p role="timer" aria-label={m.room_time_left()}>
        <b>{Math.abs(left)}</b> {left >= 0 ? m.room_min_left() : m.room_min_over()}
      </p>
      {from !== null && (
        <progress class="sm-meter" max={to - from} value={Math.min(to - from, Math.max(0, now - from))} aria-hidden="true" />
      )}
    </div>
  )
}
