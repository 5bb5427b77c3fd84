/** What the editor knows: the same nodes and marks as `forms.ts` lets through, and no others. */
import { Extension, type Extensions, Node, textblockTypeInputRule } from '@tiptap/core'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { isSafeHref } from '../document.ts'
import { Attendance } from './attendance.ts'
import { Action, Answer, Decision, Question } from './blocks.ts'
import { BlockIds } from './ids.ts'
import { Picture } from './picture.ts'

const prose = '(paragraph | bulletList | orderedList)+'
const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  parseHTML: (cell: HTMLElement) => Number(cell.getAttribute(name)) || 1,
})
const cell = { content: prose, addAttributes: () => ({ colspan: span('colspan'), rowspan: span('rowspan') }) }

/** Where another language is spoken. It is kept wherever it came from; there is no button for it yet. */
const language = {
  default: null,
  parseHTML: (element: HTMLElement) => element.getAttribute('lang'),
  renderHTML: ({ lang }: { lang?: string | null }) => (lang ? { lang } : {}),
}

/** What a part was put in from. It stays where it is put, and what is written on after it is the writer's own. */
const origin = {
  default: null,
  keepOnSplit: false,
  parseHTML: (element: HTMLElement) => element.dataset.from ?? null,
  renderHTML: ({ from }: { from?: string | null }) => (from ? { 'data-from': from } : {}),
}

/** Headings as they will be read, under the page's h1 and the item's h2: the first level is h3. */
const Heading = Node.create({
  name: 'heading',
  content: 'inline*',
  group: 'block',
  defining: true,
  addAttributes: () => ({
    level: {
      default: 1,
      parseHTML: (element: HTMLElement) => Math.min(3, Math.max(1, Number(element.tagName[1]) - 2)),
      rendered: false,
    },
  }),
  parseHTML: () => [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}` })),
  renderHTML: ({ node, HTMLAttributes }) => [`h${node.attrs.level + 2}`, HTMLAttributes, 0],
  addInputRules() {
    return [1, 2, 3].map((level) =>
      textblockTypeInputRule({ find: new RegExp(`^(#{${level}})\\s$`), type: this.type, getAttributes: { level } }),
    )
  },
  addKeyboardShortcuts() {
    return Object.fromEntries(
      [1, 2, 3].map((level) => [`Mod-Alt-${level}`, () => this.editor.commands.toggleNode(this.name, 'paragraph', { level })]),
    )
  },
})

const Document = Node.create({
  name: 'doc',
  topNode: true,
  content:
    '(paragraph | heading | bulletList | orderedList | blockquote | horizontalRule | table | picture | decision | action | answer | attendance)+',
})

export const extensions: Extensions = [
  Document,
  Heading,
  StarterKit.configure({
    document: false,
    blockquote: false,
    listItem: false,
    code: false,
    codeBlock: false,
    strike: false,
    underline: false,
    heading: false,
    dropcursor: false,
    // Undoing is the shared document's: each takes back their own.
    undoRedo: false,
    link: {
      openOnClick: false,
      defaultProtocol: 'https',
      HTMLAttributes: { target: null, rel: 'noopener nofollow', class: null },
      isAllowedUri: (address) => isSafeHref(address),
    },
  }),
  Node.create({
    name: 'blockquote',
    content: prose,
    group: 'block',
    defining: true,
    parseHTML: () => [{ tag: 'blockquote' }],
    renderHTML: () => ['blockquote', 0],
  }),
  Node.create({
    name: 'listItem',
    content: 'paragraph (paragraph | bulletList | orderedList)*',
    defining: true,
    parseHTML: () => [{ tag: 'li' }],
    renderHTML: () => ['li', 0],
    addKeyboardShortcuts() {
      return {
        Enter: () => this.editor.commands.splitListItem(this.name),
        Tab: () => this.editor.commands.sinkListItem(this.name),
        'Shift-Tab': () => this.editor.commands.liftListItem(this.name),
      }
    },
  }),
  // Widths and alignment would be style attributes, which the content security policy forbids.
  Table.extend({ renderHTML: () => ['table', ['tbody', 0]], addNodeView: () => null }).configure({ resizable: false }),
  TableRow.extend({ content: '(tableCell | tableHeader)+' }),
  TableCell.extend(cell),
  TableHeader.extend(cell),
  Picture,
  Decision,
  Action,
  Answer,
  Question,
  Attendance,
  BlockIds,
  Extension.create({
    name: 'everywhere',
    addGlobalAttributes: () => [
      {
        types: ['paragraph', 'heading', 'blockquote', 'picture', 'decision', 'action', 'answer'],
        attributes: { lang: language },
      },
      { types: ['paragraph', 'heading'], attributes: { from: origin } },
    ],
  }),
]
