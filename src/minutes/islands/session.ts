/** A window of the browser that writes minutes: the line to the server, the copy kept here, the warning before it is left. */
import * as Y from 'yjs'
import { type Saving, waiting } from '../saving/rules.ts'
import { EDITION, FIELD, type Present } from '../together/rules.ts'
import { type Carets, makeCarets } from './carets.ts'
import { type Copy, minutesCopies } from './copies.ts'
import { writeTogether } from './together.ts'

interface SessionOptions {
  /** Address of the minutes, `…/minutes`. */
  readonly base: string
  readonly personId: string
  readonly itemId: string
}

export interface Session {
  readonly doc: Y.Doc
  readonly carets: Carets
  readonly state: Saving
  /** Whether the shared text is here and can be written in; it stays so when the line breaks. */
  readonly ready: boolean
  /** Which life of the shared text it is; null before the first line. */
  readonly life: string | null
  /** This writer's own, as the others see it. */
  readonly color: number
  /** A text that was kept here and belongs to a shared text that is no more: to be copied out. */
  readonly leftOver: Copy | null
  forget(): void
  retry(): void
  kept(withinMs: number): Promise<boolean>
  end(): void
}

/** A change that was made in another life of this page, and kept. */
const FROM_COPY = Symbol('from the copy')
/** A copy follows upon a change that the server has not taken within this many milliseconds. */
const COPY_MS = 150

export function openSession(
  { base, personId, itemId }: SessionOptions,
  told: { changed(): void; present(present: readonly Present[]): void; commented(): void },
): Session {
  const doc = new Y.Doc()
  const copies = minutesCopies(personId, itemId)
  let ready = false
  let line: number | null = null
  let copying: ReturnType<typeof setTimeout> | undefined
  /** Which of the changes the copy holds; null when there is none. */
  let copied: number | null = null
  let leftOver: Copy | null = null

  const carets = makeCarets((cursor) => together.move(cursor))
  const together = writeTogether({
    doc,
    connect: () => new WebSocket(`${location.origin.replace(/^http/, 'ws')}${base}/live?edition=${EDITION}`),
    present: told.present,
    commented: told.commented,
    moved(writers) {
      carets.moved(writers, together.self?.id ?? null)
      told.changed()
    },
    changed() {
      const { state, self } = together
      if (self && self.id !== line) {
        line = self.id
        carets.clear()
        // What was said while there was no line is unknown here.
        told.commented()
      }
      if (state.line === 'open' && !ready) {
        ready = true
        void copies.read().then(takeIn)
      }
      keepCopy()
      told.changed()
    },
  })

  /** What an earlier window had not saved when it ended is written now. It is the same text's past: nothing is doubled by it. */
  const takeIn = (copy: Copy | null) => {
    if (!copy) return
    if (copy.life === together.life) {
      copied = 0
      Y.applyUpdate(doc, copy.state, FROM_COPY)
      keepCopy()
    } else {
      leftOver = copy
      told.changed()
    }
  }

  const keepCopy = () => {
    const { state, life } = together
    if (waiting(state) === 0) {
      clearTimeout(copying)
      copying = undefined
      if (copied !== null) copies.drop()
      copied = null
    } else if (copied !== state.made && life !== null)
      copying ??= setTimeout(() => {
        copying = undefined
        copied = together.state.made
        copies.write({ life, state: Y.encodeStateAsUpdate(doc), text: wordsIn(doc.getXmlFragment(FIELD)), at: Date.now() })
      }, COPY_MS)
  }

  const warn = (event: BeforeUnloadEvent) => {
    if (waiting(together.state) > 0) event.preventDefault()
  }
  const back = () => together.retry()
  addEventListener('beforeunload', warn)
  addEventListener('online', back)
  addEventListener('pageshow', back)

  return {
    doc,
    carets,
    get state() {
      return together.state
    },
    get ready() {
      return ready
    },
    get life() {
      return together.life
    },
    get color() {
      return together.self?.color ?? 1
    },
    get leftOver() {
      return leftOver
    },
    forget() {
      leftOver = null
      copies.drop()
      told.changed()
    },
    retry: back,
    kept: (withinMs) => together.kept(withinMs),
    end() {
      clearTimeout(copying)
      removeEventListener('beforeunload', warn)
      removeEventListener('online', back)
      removeEventListener('pageshow', back)
      together.end()
      doc.destroy()
    },
  }
}

/** The bare text, each line of it by itself. */
const wordsIn = (part: Y.XmlFragment): string =>
  part
    .toArray()
    .map((child) =>
      child instanceof Y.XmlText
        ? (child.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
        : wordsIn(child as Y.XmlElement),
    )
    .join('\n')
