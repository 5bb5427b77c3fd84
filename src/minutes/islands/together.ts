/**
 * One window that writes with others: it sends what is changed here, takes in what is changed there, comes back when the line
 * breaks, and makes sure now and then that both sides have the same. Nothing here knows of the page.
 */
import * as Y from 'yjs'
import { next, type Saving, type SavingEvent, untouched, waiting } from '../saving/rules.ts'
import { type Cursor, ENDED, fromEditor, type Present, readFromServer, retryIn, type Writer } from '../together/rules.ts'

/** What of a WebSocket is needed. */
export interface Socket {
  binaryType: string
  readonly readyState: number
  send(data: Uint8Array<ArrayBuffer>): void
  close(): void
  onmessage: ((event: { data: unknown } & never) => void) | null
  onclose: ((event: { code: number } & never) => void) | null
}

export interface TogetherOptions {
  readonly doc: Y.Doc
  connect(): Socket
  /** Something of what is told below is otherwise than before. */
  changed(): void
  /** Some of the others moved, came or went. */
  moved?(writers: readonly Writer[]): void
  /** Who writes where in the meeting. */
  present?(present: readonly Present[]): void
  /** Something was said of the text beside it. */
  commented?(): void
}

export interface Together {
  readonly state: Saving
  /** Which life of the document this is; null before the first line. */
  readonly life: string | null
  /** On this line, as the others see it. */
  readonly self: { readonly id: number; readonly color: number } | null
  move(cursor: Cursor | null): void
  /** Tries to get a line at once. */
  retry(): void
  /** Until everything made so far is kept. @returns false when it is not within so many milliseconds */
  kept(withinMs: number): Promise<boolean>
  /** For a document that was kept in the browser: what it was part of. */
  belongsTo(life: string): void
  end(): void
}

/** Where changes come from that came over the line. */
export const FROM_SERVER = Symbol('from the server')

const COMPARE_EVERY_MS = 30_000
/** An answer that takes longer is no answer: said after the one, given up after the other. */
const SILENT_MS = 4000
const DEAD_MS = 8000
/** A closing code of WebSockets: a message was larger than the other side takes. */
const TOO_LARGE = 1009

export function writeTogether({ doc, connect, changed, moved, present, commented }: TogetherOptions): Together {
  let state = untouched
  let life: string | null = null
  let self: Together['self'] = null
  let socket: Socket | null = null
  let ended = false
  let retrying: ReturnType<typeof setTimeout> | undefined
  let silent: ReturnType<typeof setTimeout> | undefined
  let dead: ReturnType<typeof setTimeout> | undefined
  const waiters = new Set<() => void>()

  const tell = (event: SavingEvent) => {
    state = next(state, event)
    if (waiting(state) === 0) for (const waiter of waiters) waiter()
    changed()
  }

  /** An answer is due; when none comes, it is said, and then the line is given up. */
  const expect = () => {
    silent ??= setTimeout(() => tell({ is: 'trouble', why: 'silent' }), SILENT_MS)
    dead ??= setTimeout(() => hangUp(), DEAD_MS)
  }
  const answered = () => {
    clearTimeout(silent)
    clearTimeout(dead)
    silent = dead = undefined
  }

  const say = (message: Parameters<typeof fromEditor>[0]) => {
    if (socket?.readyState === 1) socket.send(fromEditor(message))
  }
  const compare = () => {
    if (self === null) return
    say({ is: 'vector', vector: Y.encodeStateVector(doc) })
    expect()
  }
  const comparing = setInterval(compare, COMPARE_EVERY_MS)

  const heard = (data: unknown) => {
    const message = readFromServer(new Uint8Array(data as ArrayBuffer))
    switch (message?.is) {
      case 'hello':
        if (life !== null && life !== message.life) return stop('replaced')
        life = message.life
        self = { id: message.id, color: message.color }
        // At once: who is here already is told next, and must not be forgotten for a new line later.
        changed()
        return compare()
      case 'update':
        return Y.applyUpdate(doc, message.update, FROM_SERVER)
      case 'vector':
        answered()
        if (state.line !== 'open') tell({ is: 'opened' })
        say({ is: 'update', count: state.made, update: Y.encodeStateAsUpdate(doc, message.vector) })
        return waiting(state) > 0 ? expect() : undefined
      case 'saved':
        answered()
        tell({ is: 'kept', count: message.count, at: message.at })
        return waiting(state) > 0 ? expect() : undefined
      case 'trouble':
        answered()
        return tell({ is: 'trouble', why: message.why })
      case 'writers':
        return moved?.(message.writers)
      case 'present':
        return present?.(message.present)
      case 'comments':
        return commented?.()
      case 'end':
        return stop(message.why)
    }
  }

  const stop = (why: NonNullable<Saving['stop']>) => {
    tell({ is: 'stopped', why })
    end()
  }

  const open = () => {
    clearTimeout(retrying)
    if (ended) return
    const line = connect()
    socket = line
    line.binaryType = 'arraybuffer'
    // A connection that neither comes about nor fails is no better than one that fails.
    dead ??= setTimeout(() => hangUp(), DEAD_MS)
    line.onmessage = (event) => line === socket && heard((event as { data: unknown }).data)
    line.onclose = (event) => {
      if (line !== socket) return
      lost()
      const { code } = event as { code: number }
      // Sent again it would be refused again, for ever.
      if ((code === ENDED || code === TOO_LARGE) && state.stop === null) stop('unusable')
    }
  }
  const lost = () => {
    socket = null
    self = null
    answered()
    if (ended) return
    tell({ is: 'lost' })
    clearTimeout(retrying)
    retrying = setTimeout(open, retryIn(state.failures, Math.random()))
  }
  const hangUp = () => {
    const line = socket
    if (line) line.onmessage = line.onclose = null
    lost()
    line?.close()
  }

  const update = (change: Uint8Array, origin: unknown) => {
    if (origin === FROM_SERVER) return
    tell({ is: 'changed' })
    // Before both sides have compared there is nothing that it could be added to; it goes with what the server lacks.
    if (state.line !== 'open') return
    say({ is: 'update', count: state.made, update: change })
    expect()
  }
  doc.on('update', update)

  const end = () => {
    ended = true
    clearTimeout(retrying)
    clearInterval(comparing)
    answered()
    const line = socket
    socket = null
    if (line) {
      line.onmessage = line.onclose = null
      line.close()
    }
  }
  open()

  return {
    get state() {
      return state
    },
    get life() {
      return life
    },
    get self() {
      return self
    },
    move: (cursor) => say({ is: 'cursor', cursor }),
    retry: () => {
      if (!socket) open()
    },
    async kept(withinMs) {
      if (waiting(state) === 0) return true
      return new Promise((resolve) => {
        const done = (kept: boolean) => {
          clearTimeout(over)
          waiters.delete(waiter)
          resolve(kept)
        }
        const waiter = () => done(true)
        const over = setTimeout(() => done(false), withinMs)
        waiters.add(waiter)
      })
    },
    belongsTo: (known) => {
      life ??= known
    },
    end,
  }
}
