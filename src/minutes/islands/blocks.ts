/** The blocks that are ours: decision, action point, answer. In the editor they look as they will be read, with fields where there is something to fill in. */
import { Node, type NodeViewRendererProps } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { m } from '#platform/words/words.ts'
import * as icons from '#ui/icons.ts'
import type { BlockKind as AnyBlockKind } from '../document.ts'
import { element, icon, settingIn, viewOf } from './view.ts'

/** Those that hold text. */
type BlockKind = Exclude<AnyBlockKind, 'attendance'>

const prose = '(paragraph | bulletList | orderedList)+'

export const id = {
  default: null,
  parseHTML: (element: HTMLElement) => element.id || null,
  renderHTML: (attrs: Record<string, unknown>) => (attrs.id ? { id: attrs.id } : {}),
}
export const inData = (name: string, read: (text: string) => unknown = (text) => text) => ({
  default: null,
  parseHTML: (element: HTMLElement) => (element.dataset[name] === undefined ? null : read(element.dataset[name])),
  renderHTML: (attrs: Record<string, unknown>) => ((attrs[name] ?? null) === null ? {} : { [`data-${name}`]: attrs[name] }),
})

const looks: Record<BlockKind, { color: string; icon: string; label: () => string }> = {
  decision: { color: 'lyng', icon: icons.gavel, label: () => m.minutes_decision() },
  action: { color: 'accent', icon: icons.tasklist, label: () => m.minutes_action() },
  answer: { color: 'neutral', icon: icons.chatCheckmark, label: () => m.minutes_answer() },
}

function block(name: BlockKind, content: string, attributes: Record<string, object>) {
  return Node.create({
    name,
    content,
    group: 'block',
    defining: true,
    addAttributes: () => ({ id, ...attributes }),
    parseHTML: () => [{ tag: `div[data-block="${name}"]`, contentElement: '.sm-block__text' }],
    renderHTML: ({ HTMLAttributes }) => [
      'div',
      { ...HTMLAttributes, 'data-block': name },
      ['div', { class: 'sm-block__text' }, 0],
    ],
    addNodeView: () => (view) => blockView(name, view),
    addKeyboardShortcuts() {
      return {
        // Out of the block, onto a new line after it.
        'Mod-Enter': ({ editor }) => {
          const { $from } = editor.state.selection
          if ($from.node(1)?.type.name !== name) return false
          const after = $from.after(1)
          return editor
            .chain()
            .insertContentAt(after, { type: 'paragraph' })
            .setTextSelection(after + 1)
            .run()
        },
      }
    },
  })
}

export const Decision = block('decision', prose, {
  how: inData('how'),
  yes: inData('yes', Number),
  no: inData('no', Number),
  abstained: inData('abstained', Number),
  dissent: inData('dissent'),
})
export const Action = block('action', prose, { who: inData('who'), due: inData('due') })
export const Answer = block('answer', `question ${prose}`, { input: inData('input') })

export const Question = Node.create({
  name: 'question',
  content: 'inline*',
  defining: true,
  parseHTML: () => [{ tag: 'p.soft', priority: 60 }],
  renderHTML: () => ['p', { class: 'soft', 'data-question': '' }, 0],
  addKeyboardShortcuts() {
    return {
      // From the question to its answer; a question is one paragraph.
      Enter: ({ editor }) => {
        const { $from } = editor.state.selection
        if ($from.parent.type.name !== this.name) return false
        const answer = TextSelection.near(editor.state.doc.resolve($from.after() + 1))
        editor.view.dispatch(editor.state.tr.setSelection(answer).scrollIntoView())
        return true
      },
    }
  },
})

/** A block as it stands in the editor. Its text is the editor's; the label and the fields are ours. */
function blockView(kind: BlockKind, given: NodeViewRendererProps) {
  const look = looks[kind]
  const label = element('p', 'sm-block__kind', icon(look.icon), look.label())
  label.contentEditable = 'false'
  const contentDOM = element('div', 'sm-block__text')
  const body = element('div', '', contentDOM)
  const dom = element('div', 'sm-block sm-block--edit', label, body)
  dom.dataset.color = look.color
  dom.dataset.block = kind
  // No landmark: there may be many of a kind.
  dom.setAttribute('role', 'group')
  dom.setAttribute('aria-label', look.label())

  const fields = kind === 'action' ? actionFields(settingIn(given)) : null
  if (fields) body.append(fields.dom)
  return {
    ...viewOf(given.node, dom, fields?.dom ?? null, ({ attrs }) => fields?.show(attrs)),
    contentDOM,
    ignoreMutation: (mutation: { target: globalThis.Node; type: string }) =>
      mutation.type !== 'selection' && !contentDOM.contains(mutation.target),
  }
}

/** Who and by when. */
function actionFields(set: (name: string, value: string | null) => void) {
  const field = (name: 'who' | 'due', label: string, type: string) => {
    const input = element('input', 'ds-input')
    input.type = type
    input.maxLength = 200
    input.autocomplete = 'off'
    input.addEventListener('input', () => set(name, input.value.trim() || null))
    const around = element('label', 'ds-label', label)
    around.append(input)
    return { input, dom: element('div', 'ds-field', around) }
  }
  const who = field('who', m.minutes_who(), 'text')
  const due = field('due', m.minutes_due(), 'date')
  const dom = element('div', 'sm-fields', who.dom, due.dom)
  dom.contentEditable = 'false'
  return {
    dom,
    show(attrs: Record<string, unknown>) {
      // What is being typed is never touched.
      for (const [input, value] of [
        [who.input, attrs.who],
        [due.input, attrs.due],
      ] as const)
        if (document.activeElement !== input) input.value = (value as string | null) ?? ''
    },
  }
}
