/** People who write minutes together: the editor's own session over a real line, typing into the shared text without an editor around it. */
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import type { MinutesDocument } from '#minutes/document.ts'
import { type Socket, type Together, writeTogether } from '#minutes/islands/together.ts'
import { documentOf } from '#minutes/together/forms.ts'
import { EDITION, FIELD, type Present, type Writer } from '#minutes/together/rules.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import type { World } from './world.ts'

export interface Person {
  readonly doc: Y.Doc
  readonly session: Together
  /** The others as they are seen here, by their ids. */
  readonly others: Map<number, Writer>
  readonly present: readonly Present[]
  /** How often it was told that something was said of the text. */
  readonly commented: number
  /** Types at the end of the first paragraph, or begins one. */
  type(words: string): void
  document(): MinutesDocument
  /** Bare text of all of it. */
  text(): string
  /** Until something holds here; looked at whenever anything changes. */
  until(holds: () => boolean, what: string, withinMs?: number): Promise<void>
  /** Cuts the line without a word, as a broken network does. It is tried again unless told otherwise. */
  cut(): void
  /** What comes over the line is lost without a word, until the answer is called. */
  deafen(): () => void
  /** Whether a line can be had. */
  network: boolean
  leave(): void
}

export interface Where {
  /** 'http://127.0.0.1:4911' */
  readonly address: string
  /** Address of the minutes: '/nord/mote/12-apning/minutes' */
  readonly path: string
  readonly cookie: string
  readonly origin?: string
  readonly edition?: number
}

/** Sits down to write. A function may say anew at each attempt where the line goes. */
export function sitDown(where: Where | (() => Where), doc = new Y.Doc()): Person {
  const listeners = new Set<() => void>()
  const others = new Map<number, Writer>()
  let present: readonly Present[] = []
  let commented = 0
  let socket: WebSocket | null = null
  const told = () => {
    for (const listener of listeners) listener()
  }
  const person: Person = {
    ...{ doc, others, network: true },
    get session() {
      return session
    },
    get present() {
      return present
    },
    get commented() {
      return commented
    },
    type(words) {
      const text = doc.getXmlFragment(FIELD)
      doc.transact(() => {
        if (text.length === 0) text.insert(0, [new Y.XmlElement('paragraph')])
        const first = text.get(0) as Y.XmlElement
        if (first.length === 0) first.insert(0, [new Y.XmlText()])
        const line = first.get(0) as Y.XmlText
        line.insert(line.length, words)
      })
    },
    document: () => documentOf(doc),
    text: () => wordsIn(documentOf(doc)),
    until(holds, what, withinMs = 10_000) {
      return new Promise((resolve, reject) => {
        const done = (error?: Error) => {
          clearTimeout(late)
          listeners.delete(look)
          if (error) reject(error)
          else resolve()
        }
        const look = () => holds() && done()
        const late = setTimeout(
          () => done(new Error(`waited ${withinMs} ms until ${what}; ${JSON.stringify(session.state)}`)),
          withinMs,
        )
        listeners.add(look)
        look()
      })
    },
    cut: () => socket?.terminate(),
    deafen() {
      const line = socket!
      const hears = line.onmessage
      line.onmessage = null
      return () => {
        line.onmessage = hears
      }
    },
    leave() {
      session.end()
      doc.destroy()
    },
  }
  const connect = () => {
    const { address, path, cookie, origin = address, edition = EDITION } = typeof where === 'function' ? where() : where
    const to = person.network ? address : 'http://127.0.0.1:9'
    socket = new WebSocket(`${to.replace(/^http/, 'ws')}${path}/live?edition=${edition}`, { headers: { cookie, origin } })
    socket.on('error', () => {})
    return socket as unknown as Socket
  }
  const session = writeTogether({
    ...{ doc, connect, changed: told },
    moved(writers) {
      for (const writer of writers) {
        if (writer.gone) others.delete(writer.id)
        else if (writer.id !== session.self?.id) others.set(writer.id, writer)
      }
      told()
    },
    present(now) {
      present = now
      told()
    },
    commented() {
      commented++
      told()
    },
  })
  doc.on('update', told)
  return person
}

/** What somebody may write minutes of. */
export interface Writable {
  readonly meeting: MeetingRow
  readonly item: { readonly id: string }
  /** Address of the minutes. */
  readonly path: string
}

/** An item of a published meeting of its own. */
export async function somethingToWrite({ ground: { db }, networkId, networkSlug }: World): Promise<Writable> {
  const [meetingId, dayId, itemId] = [newId(), newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  const publishedAt = new Date().toISOString()
  await db.insert(meeting).values({ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const [made] = await db
    .insert(item)
    .values({ id: itemId, networkId, meetingId, dayId, position: 0, start: '10:00', kind: 'talk', title: { nb: 'Plan' } })
    .returning()
  return {
    meeting: (await meetingById(db, meetingId))!,
    item: { id: itemId },
    path: `/${networkSlug}/${slug}/${made!.publicId}-plan/minutes`,
  }
}

const wordsIn = (document: MinutesDocument): string => {
  const words = (node: { readonly text?: string; readonly content?: readonly object[] }): string =>
    node.text ?? (node.content ?? []).map(words).join('\n')
  return words(document)
}
