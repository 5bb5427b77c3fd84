/** Where the writers of one document stand. Names and colours are the server's; many small moves go out as one message. */
import { type Cursor, freeColor, type Writer } from '../rules.ts'

/** Moves within this many milliseconds are told together. */
const TOGETHER_MS = 60

export interface Cursors<Key> {
  enter(key: Key, name: string): { id: number; color: number; all: readonly Writer[] }
  move(key: Key, cursor: Cursor | null): void
  leave(key: Key): void
  stop(): void
}

export function makeCursors<Key>(tell: (writers: readonly Writer[]) => void): Cursors<Key> {
  const standing = new Map<Key, Writer>()
  const moved = new Map<number, Writer>()
  let next = 1
  let timer: NodeJS.Timeout | undefined

  const soon = (writer: Writer) => {
    moved.set(writer.id, writer)
    timer ??= setTimeout(() => {
      timer = undefined
      tell([...moved.values()])
      moved.clear()
    }, TOGETHER_MS)
  }
  return {
    enter(key, name) {
      const all = [...standing.values()]
      const writer = { id: next++, name, color: freeColor(all.map(({ color }) => color)), cursor: null }
      standing.set(key, writer)
      soon(writer)
      return { id: writer.id, color: writer.color, all }
    },
    move(key, cursor) {
      const writer = standing.get(key)
      if (!writer) return
      const now = { ...writer, cursor }
      standing.set(key, now)
      soon(now)
    },
    leave(key) {
      const writer = standing.get(key)
      standing.delete(key)
      if (writer) soon({ ...writer, cursor: null, gone: true })
    },
    stop: () => clearTimeout(timer),
  }
}
