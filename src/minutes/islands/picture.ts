/** A picture in the editor: what it shows is asked for under it, and can be said anew at any time. */
import { Node, type NodeViewRendererProps } from '@tiptap/core'
import { m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import { PICTURE_WORDS, pictureHref } from '../pictures/rules.ts'
import { element, icon, removeButton, settingIn, viewOf, writeOnAfter } from './view.ts'

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

function pictureView(given: NodeViewRendererProps) {
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
  const remove = removeButton(given)
  const end = element('div', 'sm-picture__end', tick, remove)
  const fields = element('div', 'sm-picture__about', lacks, element('div', 'ds-field', label), end)
  fields.contentEditable = 'false'
  const dom = element('figure', 'sm-picture sm-picture--edit', image, fields)
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', m.pictures_one())

  const set = settingIn(given)
  alt.addEventListener('input', () => set('alt', alt.value.trim() || null))
  alt.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    writeOnAfter(given)
  })
  box.addEventListener('change', () => set('decorative', box.checked ? true : null))

  const show = ({ attrs }: NodeViewRendererProps['node']) => {
    const src = pictureHref(attrs.file)
    if (image.getAttribute('src') !== src) image.src = src
    image.alt = attrs.alt ?? ''
    // What is being typed is never touched.
    if (document.activeElement !== alt) alt.value = attrs.alt ?? ''
    alt.disabled = attrs.decorative === true || !given.editor.isEditable
    box.checked = attrs.decorative === true
    box.disabled = remove.disabled = !given.editor.isEditable
    lacks.hidden = attrs.alt !== null || attrs.decorative === true
  }
  return {
    ...viewOf(given.node, dom, fields, show),
    ignoreMutation: () => true,
  }
}
