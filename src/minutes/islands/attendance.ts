/** Who came, went or met for another, in the editor: a line of fields, for there is nothing to say of it but what they ask. */
import { Node, type NodeViewRendererProps } from '@tiptap/core'
import { m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import { PEOPLE } from '../attending/rules.ts'
import { type AttendingKind, attendingKinds } from '../document.ts'
import { id, inData } from './blocks.ts'
import { element, icon, removeButton, settingIn, viewOf, writeOnAfter } from './view.ts'

export const Attendance = Node.create({
  name: 'attendance',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    id,
    who: inData('who'),
    did: { ...inData('did'), default: 'came' },
    instead: inData('instead'),
    clock: inData('clock'),
  }),
  parseHTML: () => [{ tag: 'div[data-block="attendance"][data-did]' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-block': 'attendance' }],
  addNodeView: () => attendanceView,
})

const dids: Record<AttendingKind, () => string> = {
  came: m.attending_did_came,
  left: m.attending_did_left,
  stands_in: m.attending_did_stands_in,
}

function attendanceView(given: NodeViewRendererProps) {
  const who = textField(m.attending_who(), 'text')
  const did = element('select', 'ds-input')
  // Else what can be chosen would be part of its name.
  did.setAttribute('aria-label', m.attending_did())
  for (const kind of attendingKinds) {
    const option = element('option', '', dids[kind]())
    option.value = kind
    did.append(option)
  }
  const instead = textField(m.attending_instead(), 'text')
  const clock = textField(m.attending_clock(), 'time')
  for (const { input } of [who, instead]) input.setAttribute('list', PEOPLE)
  const remove = removeButton(given)
  const fields = element('div', 'sm-fields', who.dom, labelled(m.attending_did(), did), instead.dom, clock.dom, remove)
  const label = element('p', 'sm-block__kind', icon(icons.personGroup), m.attending_one())
  const dom = element('div', 'sm-block sm-block--edit', label, element('div', '', fields))
  Object.assign(dom.dataset, { color: 'neutral', block: 'attendance' })
  dom.contentEditable = 'false'
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', m.attending_one())

  const set = settingIn(given)
  const written = { who: who.input, instead: instead.input, clock: clock.input }
  for (const [name, input] of Object.entries(written))
    input.addEventListener('input', () => set(name, input.value.trim() || null))
  did.addEventListener('change', () => set('did', did.value))
  dom.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' && (event.key !== 'Enter' || event.target === remove)) return
    event.preventDefault()
    writeOnAfter(given)
  })
  const show = ({ attrs }: NodeViewRendererProps['node']) => {
    // What is being typed is never touched.
    for (const [name, input] of Object.entries(written))
      if (document.activeElement !== input) input.value = (attrs[name] as string | null) ?? ''
    did.value = attrs.did as string
    instead.dom.hidden = attrs.did !== 'stands_in'
  }
  return {
    ...viewOf(given.node, dom, dom, show),
    ignoreMutation: (mutation: { type: string }) => mutation.type !== 'selection',
  }
}

function labelled(words: string, field: HTMLInputElement | HTMLSelectElement): HTMLElement {
  return element('div', 'ds-field', element('label', 'ds-label', words, field))
}

function textField(words: string, type: 'text' | 'time') {
  const input = element('input', 'ds-input')
  input.type = type
  input.maxLength = 200
  input.autocomplete = 'off'
  return { input, dom: labelled(words, input) }
}
