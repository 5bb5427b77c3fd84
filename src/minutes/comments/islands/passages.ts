/** The passages that something is said of, marked in the editor and nowhere else: the text knows nothing of them. */
import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { positionIn, spotAt } from '../../islands/anchors.ts'
import { passageBetween, spotOf } from '../reader.ts'
import { type Passage, QUOTE_LENGTH, type ThreadView } from '../rules.ts'
import { hear, tell } from './seam.ts'

interface Marked {
  readonly threads: readonly ThreadView[]
  readonly set: DecorationSet
}
const key = new PluginKey<Marked>('comments')

interface Range {
  readonly from: number
  readonly to: number
}

/** What the column beside the text needs to be wide enough to stand there. */
const BESIDE = '(width >= 72rem)'

/** @param life of the shared text, once there is one */
export function markPassages(life: () => string | null): Extension {
  let stop = () => {}
  const draw = (threads: readonly ThreadView[], state: EditorState): Marked => {
    const open = threads.filter((thread) => thread.state === 'open')
    const marks = open.flatMap((thread) => {
      const range = rangeOf(state, thread, life())
      return range ? [Decoration.inline(range.from, range.to, { class: 'sm-remarked' }, { thread: thread.id })] : []
    })
    return { threads, set: DecorationSet.create(state.doc, marks) }
  }
  return Extension.create({
    name: 'comments',
    onCreate() {
      const { editor } = this
      stop = hear((told) => {
        if (told.is === 'shown') editor.view.dispatch(editor.state.tr.setMeta(key, told.threads))
        if (told.is === 'back') goOn(editor)
        if (told.is === 'sought') seek(editor, told.id)
      })
      tell({ is: 'asked' })
    },
    onDestroy: () => stop(),
    addKeyboardShortcuts() {
      return {
        'Mod-Alt-m': () => {
          remark(this.editor, life())
          return true
        },
      }
    },
    addProseMirrorPlugins: () => [
      new Plugin<Marked>({
        key,
        state: {
          init: () => ({ threads: [], set: DecorationSet.empty }),
          apply(change, before, _, state) {
            const given = change.getMeta(key) as readonly ThreadView[] | undefined
            // What comes from others takes the place of all of the text here: only the anchors know.
            if (given || ySyncPluginKey.getState(state)?.isChangeOrigin) return draw(given ?? before.threads, state)
            return change.docChanged ? { ...before, set: before.set.map(change.mapping, change.doc) } : before
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.set,
          handleClick(view, position) {
            const ids = idsAt(view.state, position)
            if (ids.length > 0 && matchMedia(BESIDE).matches) tell({ is: 'opened', ids, enter: false })
            return false
          },
        },
      }),
    ],
  })
}

/** Goes to what is said where the writer stands; else begins to say something of what is chosen, of the line, or of all of it. */
export function remark(editor: Editor, life: string | null): void {
  const chosen = chosenIn(editor)
  const ids = chosen.from === chosen.to ? idsAt(editor.state, chosen.from) : []
  tell(ids.length > 0 ? { is: 'opened', ids, enter: true } : { is: 'begun', place: life ? placeIn(editor, chosen, life) : null })
}

/** What is chosen as it is seen: the editor hears of a key's choice a moment later, and the next key may be ours. */
function chosenIn({ view, state }: Editor): Range {
  const seen = view.hasFocus() ? getSelection() : null
  if (!seen?.anchorNode || !seen.focusNode || !view.dom.contains(seen.anchorNode) || !view.dom.contains(seen.focusNode))
    return state.selection
  const ends = [view.posAtDOM(seen.anchorNode, seen.anchorOffset), view.posAtDOM(seen.focusNode, seen.focusOffset)]
  return { from: Math.min(...ends), to: Math.max(...ends) }
}

function placeIn(editor: Editor, chosen: Range, life: string): { passage: Passage; quote: string } | null {
  const { doc } = editor.state
  const $from = doc.resolve(chosen.from)
  const range = lettersIn(doc, chosen.from === chosen.to ? { from: $from.start(), to: $from.end() } : chosen)
  const from = range && spotAt(editor, range.from)
  const last = range && spotAt(editor, range.to - 1)
  if (!range || !from || !last) return null
  const passage = passageBetween(life, from, { ...last, index: last.index + 1 })
  return { passage, quote: wordsIn(doc, range).slice(0, QUOTE_LENGTH) }
}

/** From the first letter to the last of what is chosen: the ends may stand before or behind a line. */
function lettersIn(doc: Node, { from, to }: Range): Range | null {
  let found: Range | null = null
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isText) return
    const [start, end] = [Math.max(from, position), Math.min(to, position + node.nodeSize)]
    if (start < end) found = { from: found?.from ?? start, to: end }
  })
  return found
}

/** Behind what was chosen: the next letter must not take its place. */
function goOn({ view, state }: Editor): void {
  view.dispatch(state.tr.setSelection(TextSelection.near(state.selection.$to, -1)))
  view.focus()
}

const wordsIn = (doc: Node, { from, to }: Range): string => doc.textBetween(from, to, '\n', '\n')

const idsAt = (state: EditorState, position: number): string[] =>
  (key.getState(state)?.set.find(position, position) ?? []).map(({ spec }) => spec.thread as string)

function seek(editor: Editor, id: string): void {
  const marks = key.getState(editor.state)?.set.find(undefined, undefined, ({ thread }) => thread === id) ?? []
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first || !last) return
  editor.view.focus()
  const chosen = TextSelection.create(editor.state.doc, first.from, last.to)
  editor.view.dispatch(editor.state.tr.setSelection(chosen).scrollIntoView())
}

/** Where a thread's passage stands: by its anchors, or, where a line was broken or joined around it, by its words if they stand but once. */
function rangeOf(state: EditorState, { passage, quote }: ThreadView, life: string | null): Range | null {
  if (!passage || !quote) return null
  const { doc } = ySyncPluginKey.getState(state)
  const spots = passage.life === life ? [spotOf(doc, passage.from), spotOf(doc, passage.to)] : []
  const [from, to] = spots.map((spot) => spot && positionIn(state, spot))
  return from != null && to != null && from < to ? { from, to } : onlyPlaceOf(state.doc, quote)
}

function onlyPlaceOf(doc: Node, quote: string): Range | null {
  const found: Range[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return
    const words = wordsIn(node, { from: 0, to: node.content.size })
    for (let at = words.indexOf(quote); at >= 0; at = words.indexOf(quote, at + 1))
      found.push({ from: position + 1 + at, to: position + 1 + at + quote.length })
  })
  return found.length === 1 ? found[0]! : null
}
