/** What is offered beside the editor, put in where the cursor stands; and the offers kept true to the text. */
import type { Editor } from '@tiptap/core'
import type { MinutesNode } from '../document.ts'
import type { Quote } from '../quoting/rules.ts'
import { askToInsert } from './insert.ts'

export interface Offers {
  readonly quotes: readonly Pick<Quote, 'id' | 'nodes'>[]
  /** What the minutes can begin with, while nothing is written. */
  readonly begin: readonly MinutesNode[] | null
}

/**
 * Answers the buttons of the offers while the editor may be written in; else their forms go the way they go without script.
 * @returns the way to stop
 */
export function offerQuotes(editor: Editor, { quotes, begin }: Offers): () => void {
  const nodesOf = new Map(quotes.map(({ id, nodes }) => [id, nodes]))
  const put = (event: SubmitEvent) => {
    const { dataset } = event.target as HTMLFormElement
    const nodes = dataset.begin !== undefined && editor.isEmpty ? begin : nodesOf.get(dataset.quote ?? '')
    if (nodes && askToInsert(nodes)) event.preventDefault()
  }
  const show = () => {
    const standing = new Set<unknown>()
    editor.state.doc.descendants(({ attrs }) => void standing.add(attrs.id).add(attrs.from))
    for (const offer of document.querySelectorAll<HTMLElement>('[data-quote]')) offer.hidden = standing.has(offer.dataset.quote)
    for (const told of document.querySelectorAll<HTMLElement>('[data-quoted]')) told.hidden = !standing.has(told.dataset.quoted)
    for (const offer of document.querySelectorAll<HTMLElement>('[data-begin]')) offer.hidden = !editor.isEmpty
  }
  show()
  document.addEventListener('submit', put)
  editor.on('update', show)
  return () => {
    document.removeEventListener('submit', put)
    editor.off('update', show)
  }
}
