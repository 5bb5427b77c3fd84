/** Where the others stand in the text. Their names and colours come from the server; what they look like is in the style sheet. */
import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Cursor, Writer } from '../together/rules.ts'

/** The others on this line, as the editor's plug-in asks for them. */
export interface Carets {
  /** Those who moved, came or went; `self` is who is not shown. */
  moved(writers: readonly Writer[], self: number | null): void
  readonly others: readonly Writer[]
  /** A new line numbers everybody anew. */
  clear(): void
  readonly plugin: Extension
}

/** The plug-in wants colours that it can mix; ours are names of classes. */
const ANY_COLOR = '#000000'

interface Standing {
  readonly user: { readonly name: string; readonly color: string; readonly writer: number }
  readonly cursor: Cursor | null
}

/** @param move tells the others where this writer stands */
export function makeCarets(move: (cursor: Cursor | null) => void): Carets {
  const others = new Map<number, Writer>()
  const listeners = new Set<() => void>()
  let own: Cursor | null = null
  const told = () => {
    for (const listener of listeners) listener()
  }
  const awareness = {
    getStates: (): Map<number, Standing> =>
      new Map(
        [...others].map(([id, { name, color, cursor }]) => [id, { user: { name, color: ANY_COLOR, writer: color }, cursor }]),
      ),
    getLocalState: () => ({ cursor: own }),
    setLocalStateField(_: string, cursor: Cursor | null) {
      own = cursor
      move(cursor)
    },
    on: (_: string, listener: () => void) => void listeners.add(listener),
    off: (_: string, listener: () => void) => void listeners.delete(listener),
  }
  return {
    moved(writers, self) {
      for (const writer of writers) {
        if (writer.gone) others.delete(writer.id)
        else if (writer.id !== self) others.set(writer.id, writer)
      }
      told()
    },
    get others() {
      return [...others.values()]
    },
    clear() {
      others.clear()
      told()
      // Whoever meets us on the new line is told where we are.
      if (own) move(own)
    },
    plugin: Extension.create({
      name: 'carets',
      addProseMirrorPlugins: () => [
        yCursorPlugin(awareness as never, {
          awarenessStateFilter: () => true,
          cursorBuilder: caretOf,
          selectionBuilder: ({ writer }: Standing['user']) => ({ class: 'sm-mark', 'data-writer': String(writer) }),
        }),
      ],
    }),
  }
}

function caretOf({ name, writer }: Standing['user']): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'sm-caret'
  caret.dataset['writer'] = String(writer)
  // Who writes where is said beside the text; a voice that reads the text must not stumble over names.
  caret.setAttribute('aria-hidden', 'true')
  const label = document.createElement('b')
  label.textContent = name
  caret.append(label)
  return caret
}
