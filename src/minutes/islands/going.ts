/** To the next and the previous item by the keyboard, from wherever one is on the page. */
import type { Session } from './session.ts'

const KEPT_WITHIN_MS = 2000

/** The links say by `data-key` which letter, with Alt and Shift, follows them. @returns the way to stop */
export function goByKeys(session: Pick<Session, 'kept'>): () => void {
  const go = (event: KeyboardEvent) => {
    if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return
    const way = document.querySelector<HTMLAnchorElement>(`a[data-key="${event.code}"]`)
    if (!way) return
    event.preventDefault()
    // What was typed a moment ago is on its way: once it is kept the browser need not ask whether to leave.
    void session.kept(KEPT_WITHIN_MS).then(() => way.click())
  }
  document.addEventListener('keydown', go)
  return () => document.removeEventListener('keydown', go)
}
