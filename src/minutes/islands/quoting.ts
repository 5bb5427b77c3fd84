/** What is offered beside the editor, put in where the cursor stands; and the offers kept true to the text. */
import type { Editor } from '@tiptap/core'
import type { Quote } from '../quoting/rules.ts'
import { askToInsert } from './insert.ts'

/**
 * Answers the buttons of the offers while the editor may be written in; else their forms go the way they go without script.
 * @returns the way to stop
 */
export function offerQuotes(editor: Editor, quotes: readonly Pick<Quote, 'id' | 'nodes'>[]): () => void {
  const put = (event: SubmitEvent) => {
    const quote = quotes.find((one) => one.id === (event.target as HTMLFormElement).dataset.quote)
    if (quote && askToInsert(quote.nodes)) event.preventDefault()
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
