/** A picture in the editor: what it shows is asked for under it, and can be said anew at any time. */
import { Node, type NodeViewRendererProps } from '@tiptap/core'
import { m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import { PICTURE_WORDS, pictureHref } from '../pictures/rules.ts'
import { element, icon } from './blocks.ts'

const ADDRESS = /\/files\/pictures\/([\da-f-]{36})$/

/** Pictures of minutes only: what lies elsewhere could be taken away, and would tell its owner who reads. */
const fileIn = (dom: HTMLElement): string | null => ADDRESS.exec(imageIn(dom)?.getAttribute('src') ?? '')?.[1] ?? null
const imageIn = (dom: HTMLElement) => (dom.tagName === 'IMG' ? dom : dom.querySelector('img'))

export const Picture = Node.create({
  name: 'picture',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    file: { default: null, parseHTML: fileIn, rendered: false },
    alt: { default: null, parseHTML: (dom: HTMLElement) => imageIn(dom)?.getAttribute('alt') || null, rendered: false },
    decorative: {
      default: null,
      parseHTML: (dom: HTMLElement) => (imageIn(dom)?.hasAttribute('data-decorative') ? true : null),
      rendered: false,
    },
  }),
  parseHTML: () => ['figure.sm-picture', 'img'].map((tag) => ({ tag, getAttrs: (dom) => (fileIn(dom) ? null : false) })),
  renderHTML: ({ node: { attrs }, HTMLAttributes }) => [
    'figure',
    { ...HTMLAttributes, class: 'sm-picture' },
    ['img', { src: pictureHref(attrs.file), alt: attrs.alt ?? '', ...(attrs.decorative && { 'data-decorative': '' }) }],
  ],
  addNodeView: () => pictureView,
})

function pictureView({ node, editor, getPos }: NodeViewRendererProps) {
  const image = element('img', '')
  const alt = element('input', 'ds-input')
  alt.type = 'text'
  alt.maxLength = PICTURE_WORDS
  alt.autocomplete = 'off'
  const label = element('label', 'ds-label', m.pictures_alt(), alt)
  const box = element('input', 'ds-input')
  box.type = 'checkbox'
  const tick = element('label', 'sm-picture__tick', box, m.pictures_decorative())
  const lacks = element('p', 'sm-picture__lacks', icon(icons.exclamationmarkTriangle), m.pictures_undescribed())
  const remove = element('button', 'ds-button', m.shared_remove())
  remove.type = 'button'
  Object.assign(remove.dataset, { variant: 'tertiary', size: 'sm' })
  const end = element('div', 'sm-picture__end', tick, remove)
  const fields = element('div', 'sm-picture__about', lacks, element('div', 'ds-field', label), end)
  fields.contentEditable = 'false'
  const dom = element('figure', 'sm-picture sm-picture--edit', image, fields)
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', m.pictures_one())

  const set = (name: string, value: string | true | null) => {
    const position = getPos()
    if (position !== undefined) editor.view.dispatch(editor.state.tr.setNodeAttribute(position, name, value))
  }
  alt.addEventListener('input', () => set('alt', alt.value.trim() || null))
  alt.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    writeOnAfter(editor, getPos())
  })
  remove.addEventListener('click', () => {
    const position = getPos()
    if (position === undefined) return
    editor.commands.deleteRange({ from: position, to: position + 1 })
    editor.view.focus()
  })
  box.addEventListener('change', () => set('decorative', box.checked ? true : null))

  const show = ({ attrs }: typeof node) => {
    const src = pictureHref(attrs.file)
    if (image.getAttribute('src') !== src) image.src = src
    image.alt = attrs.alt ?? ''
    // What is being typed is never touched.
    if (document.activeElement !== alt) alt.value = attrs.alt ?? ''
    alt.disabled = attrs.decorative === true || !editor.isEditable
    box.checked = attrs.decorative === true
    box.disabled = remove.disabled = !editor.isEditable
    lacks.hidden = attrs.alt !== null || attrs.decorative === true
  }
  show(node)
  return {
    dom,
    update(next: typeof node) {
      if (next.type !== node.type) return false
      show(next)
      return true
    },
    selectNode: () => dom.setAttribute('data-chosen', ''),
    deselectNode: () => dom.removeAttribute('data-chosen'),
    stopEvent: (event: Event) => fields.contains(event.target as globalThis.Node),
    ignoreMutation: () => true,
  }
}

/** From the field back into the text, on the line behind what stands at the position. */
export function writeOnAfter(editor: NodeViewRendererProps['editor'], position: number | undefined): void {
  if (position === undefined) return
  const after = position + 1
  const next = editor.state.doc.nodeAt(after)
  const chain = editor.chain()
  if (!next?.isTextblock) chain.insertContentAt(after, { type: 'paragraph' }, { updateSelection: false })
  chain.setTextSelection(after + 1).run()
  // At once, where the chain's own focus waits for a frame: the next key may already be on its way.
  editor.view.focus()
}
