/** One window that writes: it sends what is new, keeps a copy until the server has it, and knows who holds the pen. */
import type { MinutesDocument } from '../document.ts'
import { next, type Saving, type SavingEvent, type Stop, sendIn, unchanged, waiting } from '../saving/rules.ts'
import { minutesCopies } from './copies.ts'
import { randomId } from './ids.ts'

export interface SessionOptions {
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly personId: string
  readonly itemId: string
  readonly number: number
  /** Who writes in another window at the moment, and in which. */
  readonly heldBy: string | null
  readonly heldIn: string | null
  /** It is another window of this very person. */
  readonly heldByMe: boolean
  /** The text as it stands here now. */
  read(): MinutesDocument
  /** Puts a text from the server in place of the one here. */
  replace(document: MinutesDocument): void
  changed(): void
}

export interface Session {
  readonly state: Saving
  /** Another writer's name while they hold the pen. */
  readonly heldBy: string | null
  readonly heldByMe: boolean
  /** After a conflict: as which revision the text here was kept. */
  readonly kept: number | null
  /** The server's own words when it refused. */
  readonly said: string | null
  edited(): void
  /** Sends at once. @returns whether everything is saved now */
  flush(): Promise<boolean>
  takePen(): Promise<void>
  /** Leaves the text here and goes on from the one that stands. */
  reload(): Promise<void>
  /** Goes on with a text that was made from this revision. */
  goOnFrom(number: number): void
  end(): void
}

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
}

const ANSWER_WITHIN_MS = 15_000
const SIGN_OF_LIFE_MS = 15_000
/** After this long without an edit the pen is left to whoever wants it. */
const IDLE_MS = 120_000
const BURST_MS = 1000
/** Browsers let a leaving page send no more than this. */
const KEEPALIVE_BYTES = 60_000

/** Where a page that is left tells the one that comes after it in the same tab which window it was. */
const LEFT = 'samling.minutes.left'

const stops: Readonly<Record<number, Stop>> = {
  401: 'signed_out',
  403: 'approved',
  404: 'signed_out',
  409: 'conflict',
  413: 'unusable',
  422: 'unusable',
  423: 'taken',
}

export function startSession(options: SessionOptions): Session {
  const window_ = randomId()
  let state = unchanged(options.number)
  let heldBy = options.heldBy
  let heldByMe = options.heldByMe
  let kept: number | null = null
  let said: string | null = null
  let lastEdit = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let copying: ReturnType<typeof setTimeout> | undefined
  let underWay: AbortController | null = null

  const tell = (event: SavingEvent) => {
    state = next(state, event)
    if (waiting(state) === 0 || state.stop === 'conflict') {
      clearTimeout(copying)
      copying = undefined
      minutesCopies(options.personId).drop(options.itemId)
    }
    plan()
    options.changed()
  }

  const plan = () => {
    clearTimeout(timer)
    const delay = sendIn(state)
    // A little at random, so that many windows do not come back at the same moment.
    if (delay !== null) timer = setTimeout(() => void send(), state.failures > 0 ? delay * (0.8 + Math.random() * 0.4) : delay)
  }

  const ask = async (path: string, body?: unknown, { leaving = false, cancel = new AbortController() } = {}): Promise<Answer> => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const response = await fetch(`${options.base}${path}`, {
      method: text === undefined ? 'GET' : 'POST',
      headers: { accept: 'application/json', ...(text !== undefined && { 'content-type': 'application/json' }) },
      ...(text !== undefined && { body: text }),
      keepalive: leaving && (text?.length ?? 0) < KEEPALIVE_BYTES,
      signal: AbortSignal.any([cancel.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    })
    return { status: response.status, body: (await response.json().catch(() => ({}))) as Record<string, unknown> }
  }

  const send = async (leaving = false): Promise<void> => {
    if (waiting(state) === 0 || state.stop !== null) return
    if (state.sent === state.edits && !leaving) return
    // A newer text overtakes the one under way: the server knows the two apart by their count.
    underWay?.abort()
    const cancel = new AbortController()
    underWay = cancel
    const edits = state.edits
    tell({ is: 'sent' })
    try {
      const answer = await ask(
        '/document',
        { basedOn: state.number, window: window_, edit: edits, document: options.read() },
        { leaving, cancel },
      )
      if (underWay === cancel) take(edits, answer)
    } catch {
      if (underWay === cancel) tell({ is: 'failed', trouble: 'line' })
    }
  }

  const take = (edits: number, { status, body }: Answer) => {
    said = typeof body.message === 'string' ? body.message : null
    if (status === 200) {
      heldBy = null
      tell({ is: 'answered', edits, number: Number(body.number), at: String(body.at) })
      for (const field of document.querySelectorAll<HTMLInputElement>('input[data-minutes-number]'))
        field.value = String(state.number)
      return
    }
    const why = stops[status]
    if (!why) return tell({ is: 'failed', trouble: 'server' })
    if (why === 'conflict') kept = Number(body.kept)
    if (why === 'taken') heldBy = String(body.writer)
    heldByMe = body.own === true
    tell({ is: 'stopped', why })
  }

  const reload = async () => {
    const { status, body } = await ask('/document')
    if (status !== 200) return
    options.replace(body.document as MinutesDocument)
    state = { ...unchanged(Number(body.number)), edits: state.edits, tried: state.edits, stored: state.edits }
    kept = null
    tell({ is: 'resumed', number: state.number })
  }

  /** Whether someone else writes, and what stands. A window that writes says so at the same time. */
  const signOfLife = async () => {
    if (document.visibilityState === 'hidden' || state.sent !== null) return
    const writing = waiting(state) > 0 || Date.now() - lastEdit < IDLE_MS
    const { status, body } = await ask('/pen', writing && state.stop === null ? { window: window_, do: 'hold' } : undefined)
    if (status !== 200 && status !== 423) return
    const other = body.window === window_ ? null : ((body.writer as string | null) ?? null)
    if (other !== heldBy) {
      heldBy = other
      heldByMe = other !== null && body.own === true
      options.changed()
    }
    if (waiting(state) === 0 && state.stop !== 'conflict' && Number(body.number) > state.number) await reload()
  }
  const pulse = setInterval(() => void signOfLife().catch(() => {}), SIGN_OF_LIFE_MS)

  const hidden = () => {
    if (document.visibilityState === 'hidden') void send(true)
    else if (state.trouble !== null) void send()
  }
  const gone = () => {
    void send(true)
    if (lastEdit === 0 || heldBy !== null) return
    sessionStorage.setItem(LEFT, window_)
    const body = new Blob([JSON.stringify({ window: window_, do: 'lay_down' })], { type: 'application/json' })
    navigator.sendBeacon(`${options.base}/pen`, body)
  }
  const back = () => void send()
  const warn = (event: BeforeUnloadEvent) => {
    if (waiting(state) > 0 && state.stop !== 'conflict') event.preventDefault()
  }
  document.addEventListener('visibilitychange', hidden)
  addEventListener('pagehide', gone)
  addEventListener('blur', back)
  addEventListener('online', back)
  addEventListener('beforeunload', warn)

  const takePen = async () => {
    const { status, body } = await ask('/pen', { window: window_, do: 'take' })
    if (status !== 200) return
    heldBy = null
    lastEdit = Date.now()
    if (waiting(state) === 0 && Number(body.number) !== state.number) await reload()
    else tell({ is: 'resumed', number: state.number })
  }
  // The page was loaded anew before the old one had laid down its pen.
  if (options.heldIn !== null && sessionStorage.getItem(LEFT) === options.heldIn) void takePen().catch(() => {})
  sessionStorage.removeItem(LEFT)

  return {
    get state() {
      return state
    },
    get heldBy() {
      return heldBy
    },
    get heldByMe() {
      return heldBy !== null && heldByMe
    },
    get kept() {
      return kept
    },
    get said() {
      return said
    },
    edited() {
      const now = Date.now()
      tell({ is: 'edited', burst: now - lastEdit > BURST_MS })
      lastEdit = now
      copying ??= setTimeout(() => {
        copying = undefined
        if (waiting(state) > 0)
          minutesCopies(options.personId).write(options.itemId, {
            number: state.number,
            document: options.read(),
            at: Date.now(),
          })
      }, 150)
    },
    async flush() {
      await send(true)
      return waiting(state) === 0
    },
    takePen,
    reload,
    goOnFrom(number) {
      lastEdit = Date.now()
      state = { ...state, number }
      tell({ is: 'edited', burst: true })
    },
    end() {
      clearTimeout(timer)
      clearTimeout(copying)
      clearInterval(pulse)
      document.removeEventListener('visibilitychange', hidden)
      removeEventListener('pagehide', gone)
      removeEventListener('blur', back)
      removeEventListener('online', back)
      removeEventListener('beforeunload', warn)
    },
  }
}
