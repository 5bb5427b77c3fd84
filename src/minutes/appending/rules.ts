/** A document with more at its end. Pure. */
import { type MinutesDocument, type MinutesNode, textOfNode } from '../document.ts'

/** A document with more at its end; the empty line to write on gives way. */
export function withMore(document: MinutesDocument, nodes: readonly MinutesNode[]): MinutesDocument {
  const content = [...(document.content ?? [])]
  while (content.length > 0 && isEmptyLine(content.at(-1)!)) content.pop()
  return { ...document, content: [...content, ...nodes] }
}

const isEmptyLine = (node: MinutesNode) => node.type === 'paragraph' && textOfNode(node).trim() === ''
