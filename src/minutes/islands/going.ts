/** To the next and the previous item by the keyboard: whoever leads there asks first, and an editor lets them wait until all is kept. */
import type { Session } from './session.ts'

const GOING = 'minutes:going'
const KEPT_WITHIN_MS = 2000

/** The links say by `data-key` which letter, with Alt and Shift, follows them. @returns the way to stop */
export function goByKeys(): () => void {
  const go = (event: KeyboardEvent) => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return
    const way = document.querySelector<HTMLAnchorElement>(`a[data-key="${event.code}"]`)
    if (!way) return
    event.preventDefault()
    void untilKept().then(() => way.click())
  }
  document.addEventListener('keydown', go)
  return () => document.removeEventListener('keydown', go)
}

/** Until what was typed in an editor of this page is on the server; not for ever, and at once where there is none. */
export async function untilKept(): Promise<void> {
  const waits: Promise<unknown>[] = []
  document.dispatchEvent(new CustomEvent(GOING, { detail: waits }))
  await Promise.all(waits)
}

/** What was typed a moment ago is on its way: once it is kept the browser need not ask whether to leave. @returns the way to stop */
export function keepBeforeGoing(session: Pick<Session, 'kept'>): () => void {
  const hold = (event: Event) => (event as CustomEvent<Promise<unknown>[]>).detail.push(session.kept(KEPT_WITHIN_MS))
  document.addEventListener(GOING, hold)
  return () => document.removeEventListener(GOING, hold)
}
