/** What nodes with fields of their own have in common in the editor: blocks, changes of attendance, pictures. */
import type { NodeViewRendererProps } from '@tiptap/core'
import { m } from '#platform/words/words.ts'

type Given = Pick<NodeViewRendererProps, 'editor' | 'getPos'>
type Shown = NodeViewRendererProps['node']

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (string | globalThis.Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.append(...children)
  return made
}

export function icon(path: string): SVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('viewBox', '0 0 24 24')
  svg.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path')
  line.setAttribute('d', path)
  svg.append(line)
  return svg
}

/** Writes what stands in a field to the node as it is typed, so that it is saved like any other word. */
export const settingIn =
  ({ editor, getPos }: Given) =>
  (name: string, value: string | true | null): void => {
    const position = getPos()
    if (position !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, name, value))
  }

/** Takes the node out of the text; for one that holds no text of its own. */
export function removeButton({ editor, getPos }: Given): HTMLButtonElement {
  const remove = element('button', 'ds-button', m.shared_remove())
  remove.type = 'button'
  Object.assign(remove.dataset, { variant: 'tertiary', size: 'sm' })
  remove.addEventListener('click', () => {
    const position = getPos()
    if (position === undefined) return
    editor.commands.deleteRange({ from: position, to: position + 1 })
    editor.view.focus()
  })
  return remove
}

/**
 * What the editor asks of every such view. It is shown at once.
 * @param fields what has keys and clicks of its own
 */
export function viewOf(node: Shown, dom: HTMLElement, fields: HTMLElement | null, show: (node: Shown) => void) {
  show(node)
  return {
    dom,
    update(next: Shown) {
      if (next.type !== node.type) return false
      show(next)
      return true
    },
    selectNode: () => dom.setAttribute('data-chosen', ''),
    deselectNode: () => dom.removeAttribute('data-chosen'),
    stopEvent: (event: Event) => fields?.contains(event.target as globalThis.Node) ?? false,
  }
}

/** From a field back into the text, on the line behind what stands there. */
export function writeOnAfter({ editor, getPos }: Given): void {
  const position = getPos()
  if (position === undefined) return
  const after = position + 1
  const next = editor.state.doc.nodeAt(after)
  const chain = editor.chain()
  if (!next?.isTextblock) chain.insertContentAt(after, { type: 'paragraph' }, { updateSelection: false })
  chain.setTextSelection(after + 1).run()
  // At once, where the chain's own focus waits for a frame: the next key may already be on its way.
  editor.view.focus()
}
