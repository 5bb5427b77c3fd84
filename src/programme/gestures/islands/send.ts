/**
 * Sends what was done, one after another, as the page's own forms would. What does not get through waits, in the browser's
 * storage too, so that a page that is lost with the line down loses nothing.
 */
import { type Copies, copiesOf } from '#ui/copies.ts'
import { alike } from '../../operation/rules.ts'
import type { BoardProps } from '../parts/board.tsx'

export type Sending = 'saving' | 'saved' | 'lost'

export interface Answer {
  /** The board as the server has it now, when it was led back to. */
  readonly board: BoardProps | null
  /** What the page says happened, or why it did not. */
  readonly text: string
}

export interface Sender {
  post(path: string, fields: Readonly<Record<string, string>>): void
  /** Something is done that the server has not confirmed. */
  busy(): boolean
  again(): void
}

const AGAIN_AFTER = 8000

interface Waiting {
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
}

/** What was done and not confirmed, by the meeting's address. */
export const keptGestures = (personId: string): Copies<Waiting[]> => copiesOf<Waiting[]>(`arranging.${personId}`)

/**
 * @param kept where what waits is kept; what an earlier page left there is sent first. Something that had got through after
 * all is turned down by the server, which sees that another thing would happen than was shown
 * @param tell how the sending goes
 * @param done called when everything is through, with the last answer; also when one was turned down
 */
export function makeSender(
  kept: { readonly copies: Copies<Waiting[]>; readonly key: string },
  tell: (state: Sending) => void,
  done: (answer: Answer, turnedDown: string | null) => void,
): Sender {
  const waiting = kept.copies.read(kept.key) ?? []
  const keep = () => (waiting.length > 0 ? kept.copies.write(kept.key, waiting) : kept.copies.drop(kept.key))
  let running = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function run(): Promise<void> {
    if (running) return
    running = true
    clearTimeout(timer)
    let last: Answer | null = null
    let turnedDown: string | null = null
    tell('saving')
    for (let next = waiting[0]; next; next = waiting[0]) {
      const response = await fetch(next.path, {
        method: 'POST',
        body: new URLSearchParams(next.fields),
        headers: { accept: 'text/html' },
      }).catch(() => null)
      if (response === null || response.status >= 500) {
        running = false
        tell('lost')
        timer = setTimeout(run, AGAIN_AFTER)
        return
      }
      waiting.shift()
      keep()
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      last = answerIn(page)
      if (!response.ok) turnedDown = last.text
    }
    running = false
    tell('saved')
    if (last) done(last, turnedDown)
  }

  addEventListener('online', run)
  if (waiting.length > 0) void run()
  return {
    post(path, fields) {
      waiting.push({ path, fields })
      keep()
      void run()
    },
    busy: () => running || waiting.length > 0,
    again: () => void run(),
  }
}

/** The board in a page, and the page's message. */
function answerIn(page: Document): Answer {
  const island = page.querySelector<HTMLElement>('samling-island[data-name="programme/gestures/board"]')
  const says = page.querySelector('main [role="alert"], .sm-flash p, .sm-flash span, main .sm-lead, h1')
  return {
    board: island?.dataset.props ? (JSON.parse(island.dataset.props) as BoardProps) : null,
    text: says?.textContent?.trim() ?? '',
  }
}

/** What came from the server, with everything that is as it was left the very same: then it need not be drawn again. */
export function steady(old: BoardProps, fresh: BoardProps): BoardProps {
  const known = new Map<string, { readonly id: string }>(
    [...old.programme.days, ...old.programme.items].map((one) => [one.id, one]),
  )
  const same = <T extends { readonly id: string }>(one: T): T => {
    const was = known.get(one.id)
    return was && alike(was, one) ? (was as T) : one
  }
  const programme = { days: fresh.programme.days.map(same), items: fresh.programme.items.map(same) }
  return { ...fresh, programme, publicIds: alike(old.publicIds, fresh.publicIds) ? old.publicIds : fresh.publicIds }
}

/** The board as it is now, from its own page; null when it cannot be had. */
export async function fetchBoard(base: string): Promise<BoardProps | null> {
  const page = await fetchPage(`${base}/programme`)
  return page && answerIn(page).board
}

export async function fetchPage(href: string): Promise<Document | null> {
  const answer = await fetch(href, { headers: { accept: 'text/html' } }).catch(() => null)
  return answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
}

/** The newest operation's number; null off the line. */
export async function fetchNumber(base: string): Promise<number | null> {
  const answer = await fetch(`${base}/programme/number`).catch(() => null)
  return answer?.ok ? ((await answer.json()) as { number: number }).number : null
}
