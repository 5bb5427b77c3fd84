/** Clocks that go by the server's: an end and an offset are all that travels, nothing ticks over the line. */
import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'

/** The server's clock, as milliseconds to add to this machine's; and the moment a page was made, which is all a page without script has. */
export interface ServerClock {
  readonly offset: number
  readonly made: number
}

export const ClockContext = createContext<ServerClock>({ offset: 0, made: 0 })

/** Milliseconds since 1970 by the server's clock; every second anew in a browser, and the moment of making elsewhere. */
export function useNow(everyMs = 1000): number {
  const { offset, made } = useContext(ClockContext)
  const [now, setNow] = useState(made)
  useEffect(() => {
    const tick = () => setNow(Date.now() + offset)
    tick()
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [offset, everyMs])
  return now
}

const two = (n: number) => String(n).padStart(2, '0')

/** 125 → "2.05" (or "2:05"); over the time: "+0.12". Silent: milestones are told by the page's own status line. */
export function Clock(props: { readonly until?: number; readonly since?: number; readonly label: string }) {
  const now = useNow()
  const left = Math.round(((props.until ?? now) - (props.until === undefined ? (props.since ?? now) : now)) / 1000)
  const shown = props.until === undefined ? Math.max(0, Math.round((now - (props.since ?? now)) / 1000)) : Math.abs(left)
  const time = m.room_clock({ minutes: Math.floor(shown / 60), seconds: two(shown % 60) })
  return (
    <span class="sm-clock" role="timer" aria-label={props.label}>
      {props.until !== undefined && left < 0 ? `+${time}` : time}
    </span>
  )
}
