/** Keeps the big screen as the server has it. When the line is gone it keeps what it showed and says so; the clock goes on. */
import { useEffect, useState } from 'preact/hooks'
import { thisBrowser } from '../../islands/browser.ts'
import { openSource } from '../../islands/source.ts'
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
    const source = openSource(
      { stream: `${base}/stage/live`, state: `${base}/stage/state` },
      {
        news: ({ after, parts }) =>
          setState((before) => (after === undefined ? (parts as unknown as ScreenState) : { ...before, ...parts })),
        line: (is, since) => setLost(is === 'lost' ? since : null),
        clock: (now) => setOffset(now - Date.now()),
        gone: () => setLost(Date.now()),
      },
      thisBrowser(),
    )
    return () => source.close()
  }, [base])
  return (
    <ClockContext.Provider value={{ offset, made }}>
      <Drawn state={state} base={base} lost={lost} />
    </ClockContext.Provider>
  )
}
