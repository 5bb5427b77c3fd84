/** Has the form's preview made anew by the server when somebody has stopped typing, and puts it where the old one stands. */

/** following: nothing has been changed since · behind: what is shown is older than the form · fresh: it has been made anew */
export type Step = 'following' | 'behind' | 'fresh'

/** Milliseconds without a key or a click. A preview tries the whole change out in the database. */
const QUIET = 800

/** @returns how to stop */
export function follow(form: HTMLFormElement, tell: (step: Step) => void): () => void {
  let timer = 0
  let asking = new AbortController()
  const ask = async () => {
    const { signal } = asking
    const fresh = await made(form, signal)
    const old = form.querySelector<HTMLElement>('#preview')
    // Without one what is chosen does not hold together yet; the button tells why, and the old one cannot be confirmed.
    if (signal.aborted || !fresh || !old) return
    for (const open of old.querySelectorAll<HTMLDetailsElement>('details[open]'))
      for (const same of fresh.querySelectorAll('details')) if (nameOf(same) === nameOf(open)) same.open = true
    old.replaceWith(fresh)
    tell('fresh')
  }
  const changed = () => {
    const old = form.querySelector<HTMLElement>('#preview')
    if (!old) return
    old.inert = true
    tell('behind')
    asking.abort()
    asking = new AbortController()
    clearTimeout(timer)
    timer = window.setTimeout(ask, QUIET)
  }
  form.addEventListener('input', changed)
  return () => {
    clearTimeout(timer)
    asking.abort()
    form.removeEventListener('input', changed)
  }
}

/** The preview of the form as it stands; null when there is none, or no answer. */
async function made(form: HTMLFormElement, signal: AbortSignal): Promise<HTMLElement | null> {
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
  const body = new URLSearchParams([...fields, ['press', 'preview']])
  const answer = await fetch(form.action, { method: 'POST', body, signal, headers: { accept: 'text/html' } }).catch(() => null)
  const text = answer?.ok ? await answer.text().catch(() => null) : null
  const preview = text && new DOMParser().parseFromString(text, 'text/html').querySelector<HTMLElement>('#preview')
  return preview ? document.importNode(preview, true) : null
}

/** Whose letter it is, and in which language. */
const nameOf = (details: HTMLDetailsElement): string =>
  `${details.closest('tr')?.querySelector('th')?.textContent} ${details.querySelector('[lang]')?.getAttribute('lang')}`
