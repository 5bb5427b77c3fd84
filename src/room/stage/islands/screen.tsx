/** Keeps the big screen as the server has it. When the line is gone it keeps what it showed and says so; the clock goes on. */
import { useEffect, useState } from 'preact/hooks'
import { openLine } from '../../islands/line.ts'
import { ClockContext } from '../../parts/clock.tsx'
import { Screen as Drawn } from '../parts/screen.tsx'
import type { ScreenState } from '../reads.ts'

export interface ScreenIslandProps {
  /** `/{network}/{meeting}` */
  readonly base: string
  readonly state: ScreenState
  /** When the page was made, by the server's clock, in milliseconds since 1970. */
  readonly made: number
}

export default function Screen({ base, state: first, made }: ScreenIslandProps) {
  const [state, setState] = useState(first)
  const [lost, setLost] = useState<number | null>(null)
  const [offset, setOffset] = useState(0)
  useEffect(() => {
    const line = openLine(
      { base, channel: 'stage' },
      {
        onParts: (_rev, parts, whole) =>
          setState((before) => (whole ? (parts as unknown as ScreenState) : { ...before, ...parts })),
        onLine: (is, since) => setLost(is === 'lost' ? since : null),
        onClock: setOffset,
        // The key it was opened with may be void: then nothing of the meeting is to stand here.
        onGone: () => location.reload(),
      },
    )
    return () => line.close()
  }, [base])
  return (
    <ClockContext.Provider value={{ offset, made }}>
      <Drawn state={state} base={base} lost={lost} />
    </ClockContext.Provider>
  )
}
