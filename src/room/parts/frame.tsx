/** What every live page of a room stands in: how its forms are sent, the server's clock, its one voice, and what the last act said. */
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { PeoplePart } from '../reads.ts'
import type { ShowPart } from '../show/reads.ts'
import { Announcing } from './announce.ts'
import { Bar, type BarProps } from './bar.tsx'
import { ClockContext, type ServerClock } from './clock.tsx'
import { RoomFlash } from './flash.tsx'
import { type Answer, type LineState, type Send, Sending } from './sending.ts'
import { Spoken } from './spoken.tsx'
import { type Unsent, UnsentContext, UnsentNotice } from './unsent.tsx'

/** The line of a page to its room. */
export interface Line {
  readonly line: { readonly is: LineState; readonly since: number }
  readonly clock: ServerClock
  readonly send: Send
  /** What the last act said, with the way back where there is one. */
  readonly flash: Answer | null
  readonly dismiss: () => void
}

export interface LiveFrameProps {
  /** The page's name, for those who listen: what is on is the title that is seen. */
  readonly title: string
  readonly of: Line
  /** A form that came back, to a page without script. */
  readonly unsent: Unsent | null
  readonly show: ShowPart
  readonly people: PeoplePart
  readonly links: BarProps['links']
  readonly class: string
  readonly children: ComponentChildren
}

/** Time between silence and speech: a text that is said twice must change in between. */
const BREATH_MS = 50

export function LiveFrame({ title, of, unsent, show, people, links, ...props }: LiveFrameProps) {
  const [awake, setAwake] = useState(false)
  const voice = useRef<HTMLParagraphElement>(null)
  useEffect(() => setAwake(true), [])
  // Written into the page by hand, so that nothing else is drawn for it.
  const announce = useCallback((text: string) => {
    const at = voice.current
    if (!at) return
    at.textContent = ''
    setTimeout(() => {
      at.textContent = text
    }, BREATH_MS)
  }, [])
  return (
    <Sending.Provider value={awake ? of.send : null}>
      <ClockContext.Provider value={of.clock}>
        <Announcing.Provider value={announce}>
          <div class={props.class}>
            <h1 class="sr">{title}</h1>
            <Bar line={awake ? of.line : null} present={people.present} timezone={show.timezone} links={links} />
            {unsent && <UnsentNotice of={unsent} />}
            <RoomFlash answer={of.flash} onClose={of.dismiss} />
            <p class="sr" role="status" aria-live="polite" ref={voice} />
            <Spoken show={show} />
            <UnsentContext.Provider value={unsent}>{props.children}</UnsentContext.Provider>
          </div>
        </Announcing.Provider>
      </ClockContext.Provider>
    </Sending.Provider>
  )
}
