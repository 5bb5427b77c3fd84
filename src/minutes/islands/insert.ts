/**
 * The seam between what lies beside the minutes and the editor. They wake apart, and the page may be without an editor: whoever has
 * something to insert asks, and hears whether anybody took it.
 */
import type { Editor, JSONContent } from '@tiptap/core'
import type { MinutesNode } from '../document.ts'

const ASKED = 'minutes:insert'

/** Asks for nodes to be inserted where the writer is. @returns whether an editor did */
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
    const nodes = (event as CustomEvent<readonly MinutesNode[]>).detail as readonly JSONContent[] as JSONContent[]
    if (
      editor
        .chain()
        .focus(entered ? null : 'end')
        .insertContent(nodes)
        .run()
    )
      event.preventDefault()
  }
  editor.on('focus', enter)
  document.addEventListener(ASKED, take)
  return () => {
    editor.off('focus', enter)
    document.removeEventListener(ASKED, take)
  }
}
