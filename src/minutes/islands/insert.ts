/**
 * The seam between what lies beside the minutes and the editor. They wake apart, and the page may be without an editor: whoever has
 * something to insert asks, and hears whether anybody took it.
 */
import type { Editor, JSONContent } from '@tiptap/core'
import type { MinutesNode } from '../document.ts'

const ASKED = 'minutes:insert'

/** Asks for whole parts to be inserted where the writer is. @returns whether an editor did */
export const askToInsert = (nodes: readonly MinutesNode[]): boolean =>
  !document.dispatchEvent(new CustomEvent(ASKED, { detail: nodes, cancelable: true }))

/** Has an editor take what others ask for, while it can be written in. @returns how to stop that */
export function takeInserts(editor: Editor): () => void {
  // Whoever has not been in the text yet stands nowhere in it, and means its end.
  let entered = false
  const enter = () => {
    entered = true
  }
  const take = (event: Event) => {
    if (!editor.isEditable) return
    event.preventDefault()
    if (!entered) editor.commands.focus('end')
    insertParts(editor, (event as CustomEvent<readonly MinutesNode[]>).detail)
  }
  editor.on('focus', enter)
  document.addEventListener(ASKED, take)
  return () => {
    editor.off('focus', enter)
    document.removeEventListener(ASKED, take)
  }
}

/** Puts whole parts after the one the cursor stands in, or in place of an empty line; the cursor goes behind them. */
function insertParts(editor: Editor, nodes: readonly MinutesNode[]): void {
  editor.view.focus()
  const { $from } = editor.state.selection
  const part = $from.depth > 0 ? $from.node(1) : null
  const isEmpty = part?.type.name === 'paragraph' && part.content.size === 0
  const end = part ? $from.after(1) : editor.state.doc.content.size
  const at = isEmpty ? { from: $from.before(1), to: end } : end
  const before = editor.state.doc.content.size
  editor
    .chain()
    .insertContentAt(at, nodes as JSONContent[], { updateSelection: false })
    .run()
  const behind = end + editor.state.doc.content.size - before
  editor
    .chain()
    .setTextSelection(behind - 1)
    .scrollIntoView()
    .run()
}
