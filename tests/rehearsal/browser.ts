/** What a page's line needs of a browser, on Node: the line that runs on it is the page's own. */
import type { Browser } from '#room/islands/browser.ts'
import { lineOf, parse } from '../listening.ts'

/** @param to what addresses begin with: the program's, or that of what stands before it */
export const browserAt = (to: string, headers: Readonly<Record<string, string>>): Browser => ({
  listen: (address) => openEvents(to + address, headers),
  fetch: (address, init) => fetch(to + address, { ...init, headers: { ...headers, ...(init.headers as object) } }),
  locks: null,
  channel: () => {
    throw new Error('a browser without locks shares nothing among its tabs')
  },
  hidden: () => false,
  on: () => () => {},
  now: () => Date.now(),
  random: () => Math.random(),
})

/** As a browser's EventSource; it needs not try again by itself, since a page's line does not let it. */
function openEvents(address: string, headers: Readonly<Record<string, string>>): ReturnType<Browser['listen']> {
  const target = new EventTarget()
  const abort = new AbortController()
  const listen = async () => {
    const answer = await fetch(address, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: abort.signal,
      redirect: 'manual',
    })
    if (answer.status !== 200) return
    const decoder = new TextDecoder()
    let text = ''
    let lastEventId = ''
    for await (const bytes of lineOf(answer)) {
      text += decoder.decode(bytes, { stream: true })
      const whole = text.split('\n\n')
      text = whole.pop()!
      for (const one of whole) {
        const { id, name, data } = parse(one)
        lastEventId = id ?? lastEventId
        if (!abort.signal.aborted) target.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data), lastEventId }))
      }
    }
  }
  const over = () => abort.signal.aborted || target.dispatchEvent(new Event('error'))
  // Nobody is there, or the line broke: both are errors to whoever listens.
  listen().then(over, over)
  return {
    addEventListener: target.addEventListener.bind(target) as EventSource['addEventListener'],
    close: () => abort.abort(),
    readyState: 1,
  }
}
