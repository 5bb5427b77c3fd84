/** Looks now and then how many pages are made, and shows them once they are. */
import { useEffect, useState } from 'preact/hooks'
import { m } from '#platform/words/words.ts'
import type { ProgressProps } from '../parts/standing.tsx'
import type { Standing } from '../rules.ts'

/** The first pages are worth a new look at once; after that the reader decides. */
const EVERY_MS = 3000

export default function Progress(props: ProgressProps) {
  const [{ done, pages, ready }, setState] = useState({ done: props.done, pages: props.pages, ready: false })

  useEffect(() => {
    if (ready) return
    const timer = setInterval(async () => {
      if (document.hidden) return
      // A line that is down is no news: the next look comes by itself.
      const answer = await fetch(`${props.path}/progress`).catch(() => null)
      if (!answer?.ok) return
      const now = (await answer.json()) as Pick<Standing, 'is' | 'done' | 'pages'>
      const over = now.is !== 'waiting' && now.is !== 'working' && now.is !== 'checking'
      // Nobody has begun to read: then nothing is lost by showing what there is.
      if (over && props.done === 0) location.reload()
      setState({ done: now.done, pages: now.pages, ready: over })
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [ready])

  return (
    <>
      <p role="status">{ready ? m.viewer_ready() : pages === null ? '' : m.viewer_working_of({ done, pages })}</p>
      {pages === null ? null : (
        <progress max={pages} value={done} aria-label={m.viewer_working()}>
          {m.viewer_working_of({ done, pages })}
        </progress>
      )}
      <p>
        <a class="ds-link" href={props.path}>
          {m.viewer_again()}
        </a>
      </p>
    </>
  )
}
