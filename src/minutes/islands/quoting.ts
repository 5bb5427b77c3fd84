/** What is offered beside the editor, put in where the cursor stands; and the offers kept true to the text. */
import type { Editor, JSONContent } from '@tiptap/core'
import type { MinutesNode } from '../document.ts'
import type { Quote } from '../quoting/rules.ts'

/** Puts whole parts after the one the cursor stands in, or in place of an empty line; the cursor goes behind them. */
export function insertParts(editor: Editor, nodes: readonly MinutesNode[]): void {
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

/**
 * Answers the buttons of the offers while the editor may be written in; else their forms go the way they go without script.
 * @returns the way to stop
 */
export function offerQuotes(editor: Editor, quotes: readonly Pick<Quote, 'id' | 'nodes'>[]): () => void {
  const put = (event: SubmitEvent) => {
    const quote = quotes.find((one) => one.id === (event.target as HTMLFormElement).dataset.quote)
    if (!quote || !editor.isEditable) return
    event.preventDefault()
    insertParts(editor, quote.nodes)
  }
  const show = () => {
    const standing = new Set<unknown>()
    editor.state.doc.descendants(({ attrs }) => void standing.add(attrs.id).add(attrs.from))
    for (const { id } of quotes) {
      const offer = document.querySelector<HTMLElement>(`[data-quote="${id}"]`)
      const told = document.querySelector<HTMLElement>(`[data-quoted="${id}"]`)
      if (offer) offer.hidden = standing.has(id)
      if (told) told.hidden = !standing.has(id)
    }
  }
  show()
  document.addEventListener('submit', put)
  editor.on('update', show)
  return () => {
    document.removeEventListener('submit', put)
    editor.off('update', show)
  }
}
