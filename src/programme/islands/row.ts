/** One row opened for editing, in the page's own nodes: the server draws the fields, the browser puts them in place. */
import { m } from '#platform/words/words.ts'
import type { Copies } from '#ui/copies.ts'
import { type Kept, keep, layIn } from './kept.ts'

export type Saved = 'saving' | 'saved' | 'unsaved'

export interface RowEditor {
  readonly row: HTMLElement
  /** Something is typed that the server does not have. */
  dirty(): boolean
  focus(): void
  close(): void
}

let opened = 0

/** While nothing is typed for so long, it is kept; and how often a dead line is tried again. Milliseconds. */
const KEEP_AFTER = 300
const TRY_AGAIN = 5000

/**
 * Opens the fields of a row in the row itself.
 * @param link the row's own way to the page with its fields
 * @param tell says what is saved and what is not
 * @param copies where what is typed is kept until it is saved; what lies there already is laid into the fields
 * @param closed called when the fields are put away
 * @returns null when the fields cannot be had; the link still leads to them
 */
export async function openRow(
  link: HTMLAnchorElement,
  tell: (saved: Saved) => void,
  copies: Copies<Kept>,
  closed: (editor: RowEditor) => void,
): Promise<RowEditor | null> {
  const row = link.closest<HTMLElement>('li.sm-row')
  const page = await fetchPage(link.href)
  const drawn = page && fieldsIn(page)
  if (!row || !drawn) return null

  const box = document.createElement('details')
  box.className = 'sm-edit'
  box.open = true
  const summary = document.createElement('summary')
  summary.textContent = page.querySelector('h1')?.textContent ?? ''
  box.append(summary, ...drawn)
  row.append(box)

  let typed = false
  let keeping: ReturnType<typeof setTimeout> | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  const formNow = () => box.querySelector('form')!
  const key = new URL(formNow().action).pathname
  const drop = () => {
    clearTimeout(keeping)
    copies.drop(key)
  }
  const editor: RowEditor = {
    row,
    dirty: () => typed,
    focus() {
      box.open = true
      const first = '.ds-error-summary, [role="alert"], input:not([type="hidden"]), textarea, select'
      const place = box.querySelector<HTMLElement>(first)
      // An alert takes the focus too, so that it is read before what it is about.
      if (place?.matches('[role="alert"]')) place.tabIndex = -1
      place?.focus()
    },
    close() {
      typed = false
      clearTimeout(keeping)
      clearTimeout(again)
      removeEventListener('online', sendLater)
      box.remove()
      closed(editor)
    },
  }
  box.addEventListener('input', () => {
    typed = true
    clearTimeout(keeping)
    keeping = setTimeout(() => copies.write(key, keep(formNow())), KEEP_AFTER)
  })
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') leave()
  })
  box.addEventListener('click', (event) => {
    const cancel = (event.target as Element).closest('.sm-form__end a')
    if (!cancel) return
    event.preventDefault()
    leave()
  })
  box.addEventListener('submit', (event) => {
    const { submitter, target } = event as SubmitEvent
    // "Save and add a part" leads on to another page: the browser's own way.
    if (submitter?.getAttribute('value') !== 'done') {
      typed = false
      drop()
      return
    }
    event.preventDefault()
    void save(target as HTMLFormElement, submitter)
  })

  function leave() {
    if (typed && !confirm(m.programme_discard())) return
    drop()
    editor.close()
    link.focus()
  }

  async function save(form: HTMLFormElement, submitter: HTMLElement) {
    const sent = new URLSearchParams(new FormData(form, submitter) as unknown as Record<string, string>)
    tell('saving')
    // Nothing can be typed that is neither in what is sent nor in what comes back.
    box.inert = true
    const answer = await fetch(form.action, { method: 'POST', body: sent, headers: { accept: 'text/html' } }).catch(() => null)
    const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html')
    box.inert = false
    if (answer?.ok && answer.redirected && page) {
      drop()
      editor.close()
      redraw(page, row!)
      tell('saved')
      document.querySelector<HTMLElement>(`#${row!.id} .sm-row__edit`)?.focus()
      return
    }
    tell('unsaved')
    typed = true
    const asked = page && (answer.status === 422 || answer.status === 409) ? fieldsIn(page) : null
    if (asked) box.replaceChildren(summary, ...asked)
    else {
      form.querySelector('.sm-error[role="alert"]')?.remove()
      form.prepend(told(answer && answer.status < 500 ? m.programme_not_saved() : m.programme_no_contact()))
      clearTimeout(again)
      if (!answer || answer.status >= 500) {
        again = setTimeout(sendLater, TRY_AGAIN)
        addEventListener('online', sendLater)
      }
    }
    copies.write(key, keep(formNow()))
    editor.focus()
  }

  /** Tries again by itself, but not under the hands of somebody who is writing. */
  function sendLater() {
    clearTimeout(again)
    const form = formNow()
    const button = form.querySelector<HTMLElement>('button[value="done"]')
    if (!button || !form.querySelector('.sm-error[role="alert"]')) return
    if (form.contains(document.activeElement) && !document.activeElement?.matches('[role="alert"], button')) {
      again = setTimeout(sendLater, TRY_AGAIN)
      return
    }
    void save(form, button)
  }

  const kept = copies.read(key)
  if (kept) {
    layIn(formNow(), kept)
    formNow().prepend(
      told(
        m.programme_kept({
          at: new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' }).format(kept.at),
        }),
      ),
    )
    typed = true
  }

  editor.focus()
  return editor
}

async function fetchPage(href: string): Promise<Document | null> {
  const answer = await fetch(href, { headers: { accept: 'text/html' } }).catch(() => null)
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
}

/** The fields of a page, with whatever is wrong with them; names of nodes are made its own, since several rows may be open. */
function fieldsIn(page: Document): Node[] | null {
  const form = page.querySelector('form[data-programme-edit]')
  if (!form) return null
  const parts = [...page.querySelectorAll('main > [role="alert"], main > .ds-error-summary'), form]
  const prefix = `row-${++opened}-`
  for (const part of parts)
    for (const node of [part, ...part.querySelectorAll('*')]) {
      for (const name of ['id', 'for', 'list'])
        if (node.getAttribute(name)) node.setAttribute(name, prefix + node.getAttribute(name))
      for (const name of ['aria-describedby', 'aria-labelledby']) {
        const ids = node.getAttribute(name)?.split(' ')
        if (ids) node.setAttribute(name, ids.map((id) => prefix + id).join(' '))
      }
      const href = node.getAttribute('href')
      if (href?.startsWith('#')) node.setAttribute('href', `#${prefix}${href.slice(1)}`)
    }
  return parts.map((part) => document.importNode(part, true))
}

/** The row and what depends on it, as the server draws them now. Other rows are left alone: somebody may be writing there. */
function redraw(page: Document, row: HTMLElement): void {
  const fresh = page.getElementById(row.id)
  if (fresh) {
    const drawn = document.importNode(fresh, true)
    row.replaceWith(drawn)
    const next = nextAmong(fresh, drawn)
    // A new time may have moved it.
    if (next === null) drawn.parentElement?.append(drawn)
    else if (next !== undefined) next.before(drawn)
  }
  for (const where of ['p.sm-when', '.sm-prog__foot']) {
    const [mine, theirs] = [document.querySelector(where), page.querySelector(where)]
    if (mine && theirs) mine.replaceWith(document.importNode(theirs, true))
  }
}

/** The row that follows in the fresh page and stands in the same list here; null at the end, undefined when the lists differ. */
function nextAmong(fresh: Element, drawn: Element): Element | null | undefined {
  const following = fresh.nextElementSibling
  if (!following) return null
  const here = following.id ? document.getElementById(following.id) : null
  return here?.parentElement === drawn.parentElement ? (here ?? undefined) : undefined
}

function told(text: string): HTMLElement {
  const box = document.createElement('p')
  box.className = 'sm-error'
  box.setAttribute('role', 'alert')
  box.tabIndex = -1
  box.textContent = text
  return box
}
