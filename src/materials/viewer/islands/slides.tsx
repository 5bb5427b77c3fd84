/** One page at a time, by button, key and finger, as large as the screen; or all of them, as the server sent them. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import * as icons from '#ui/icons.ts'
import { firstWords, PageList, type PagesProps } from '../parts/pages.tsx'
import { pageAnchor, pageIn } from '../rules.ts'

/** A finger that moved so many pixels sideways has turned the page. */
const SWIPE = 40

export default function Slides(props: PagesProps) {
  const { pages } = props
  // The first drawing is the server's: all pages, no buttons.
  const [current, setCurrent] = useState<number | null>(null)
  const [awake, setAwake] = useState(false)
  const [full, setFull] = useState(false)
  const [told, setTold] = useState('')
  const viewer = useRef<HTMLDivElement>(null)
  const finger = useRef<{ x: number; y: number } | null>(null)

  const show = (page: number) => {
    if (page < 1 || page > pages.length) return
    setCurrent(page)
    setTold(m.viewer_at({ page, pages: pages.length }))
    // The address follows, so that it can be copied; going back leads out of the pages, not through them.
    history.replaceState(history.state, '', `#${pageAnchor(page)}`)
  }

  useEffect(() => {
    setAwake(true)
    const named = pageIn(location.hash, pages.length)
    setCurrent(named ?? 1)
    // The browser went to where the page stood among all of them; it stands alone now.
    if (named) requestAnimationFrame(() => viewer.current?.scrollIntoView())
    const onHash = () => {
      const page = pageIn(location.hash, pages.length)
      if (page) setCurrent((before) => (before === null ? before : page))
    }
    const onFull = () => setFull(document.fullscreenElement === viewer.current)
    addEventListener('hashchange', onHash)
    document.addEventListener('fullscreenchange', onFull)
    return () => {
      removeEventListener('hashchange', onHash)
      document.removeEventListener('fullscreenchange', onFull)
    }
  }, [pages.length])

  useEffect(() => {
    if (current === null) return
    const onKey = (event: KeyboardEvent) => {
      const page = keyed(event, current, pages.length, viewer.current)
      if (page === null) return
      event.preventDefault()
      show(page)
    }
    document.addEventListener('keydown', onKey)
    // So that turning the page does not wait for the line.
    for (const near of [pages[current], pages[current - 2]]) if (near) new Image().src = near.large
    return () => document.removeEventListener('keydown', onKey)
  }, [current])

  const toggleAll = () => {
    if (current === null) return show(pageIn(location.hash, pages.length) ?? 1)
    const { page } = pages[current - 1]!
    setCurrent(null)
    // Once all are drawn: the reader stays at the page they were on.
    requestAnimationFrame(() => document.getElementById(pageAnchor(page))?.scrollIntoView())
  }

  return (
    <div
      class="sm-viewer"
      ref={viewer}
      data-full={full ? '' : undefined}
      onPointerDown={(event) => {
        finger.current = event.pointerType === 'touch' && event.isPrimary ? { x: event.clientX, y: event.clientY } : null
      }}
      onPointerCancel={() => {
        finger.current = null
      }}
      onPointerUp={(event) => {
        const from = finger.current
        finger.current = null
        if (!from || current === null) return
        const [right, down] = [event.clientX - from.x, event.clientY - from.y]
        if (Math.abs(right) >= SWIPE && Math.abs(right) > 2 * Math.abs(down)) show(current + (right < 0 ? 1 : -1))
      }}
    >
      <p class="sr" role="status">
        {told}
      </p>
      {awake ? (
        <Bar
          {...props}
          current={current}
          full={full}
          show={show}
          toggleAll={toggleAll}
          toggleFull={() => toggleFull(viewer.current)}
        />
      ) : null}
      <PageList {...props} current={current} />
    </div>
  )
}

interface BarProps extends PagesProps {
  readonly current: number | null
  readonly full: boolean
  readonly show: (page: number) => void
  readonly toggleAll: () => void
  readonly toggleFull: () => void
}

/** At the ends an arrow stays where the focus is, and rests. */
const arrow = { type: 'button', variant: 'secondary', size: 'sm', iconOnly: true } as const

function Bar({ pages, lang, current, full, show, toggleAll, toggleFull }: BarProps) {
  const turn = (by: 1 | -1) => current !== null && show(current + by)
  return (
    <nav class="sm-viewer__bar" aria-label={m.viewer_bar()}>
      {current === null || pages.length === 1 ? null : (
        <>
          <Button {...arrow} icon={icons.arrowLeft} resting={current === 1} onClick={() => turn(-1)}>
            {m.viewer_previous()}
          </Button>
          <div class="sm-viewer__at">
            <select
              class="sm-viewer__choose"
              aria-label={m.viewer_choose()}
              value={String(current)}
              onChange={(event) => show(Number(event.currentTarget.value))}
            >
              {pages.map((one) => (
                <option key={one.page} value={String(one.page)} lang={lang}>
                  {[one.page, firstWords(one.text)].filter(Boolean).join('. ')}
                </option>
              ))}
            </select>
            <span class="nowrap">{m.viewer_of({ pages: pages.length })}</span>
          </div>
          <Button {...arrow} icon={icons.arrowRight} resting={current === pages.length} onClick={() => turn(1)}>
            {m.viewer_next()}
          </Button>
        </>
      )}
      {current !== null && document.fullscreenEnabled ? (
        <Button type="button" variant="tertiary" size="sm" icon={full ? icons.shrink : icons.expand} onClick={toggleFull}>
          {full ? m.viewer_full_leave() : m.viewer_full()}
        </Button>
      ) : null}
      {full || pages.length === 1 ? null : (
        <Button type="button" variant="tertiary" size="sm" icon={icons.bulletList} onClick={toggleAll}>
          {current === null ? m.viewer_one() : m.viewer_all()}
        </Button>
      )}
    </nav>
  )
}

function toggleFull(viewer: HTMLElement | null): void {
  // Either may be refused, by a setting or a frame around us: then all stays as it is, and that is seen.
  const asked = document.fullscreenElement ? document.exitFullscreen() : viewer?.requestFullscreen()
  asked?.catch(() => {})
}

/** The page that a key leads to, or null. Keys that the page itself needs are ours only while the focus is in the viewer. */
function keyed(event: KeyboardEvent, current: number, pages: number, viewer: HTMLElement | null): number | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return null
  const at = event.target as HTMLElement
  if (at.matches('input, textarea, select, video, audio')) return null
  const inside = viewer?.contains(at) || document.fullscreenElement === viewer
  if (!inside && at !== document.body) return null
  if (event.key === 'ArrowRight') return current + 1
  if (event.key === 'ArrowLeft') return current - 1
  if (!inside) return null
  return { PageDown: current + 1, PageUp: current - 1, Home: 1, End: pages }[event.key] ?? null
}
