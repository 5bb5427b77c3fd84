/** A document with more at its end. Pure. */
import { type MinutesDocument, type MinutesNode, textOfNode, withoutEmptyEnd } from '../document.ts'

/** A document with more at its end; what is empty gives way. */
export function withMore(document: MinutesDocument, nodes: readonly MinutesNode[]): MinutesDocument {
  const content = withoutEmptyEnd(document).content ?? []
  const isEmpty = content.length === 1 && content[0]!.type === 'paragraph' && textOfNode(content[0]!).trim() === ''
  return { ...document, content: [...(isEmpty ? [] : content), ...nodes] }
}
