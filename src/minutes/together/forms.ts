/** Between the Yjs document that writers share and the minutes as they are stored. */
import { Node, Schema } from '@tiptap/pm/model'
import { updateYFragment } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { MinutesDocument, MinutesMark, MinutesNode } from '../document.ts'
import { checkDocument, limits, markKinds, nodeKinds } from '../forms.ts'
import { FIELD } from './rules.ts'

const textIn = (doc: Y.Doc): Y.XmlFragment => doc.getXmlFragment(FIELD)

const inline = new Set(['text', 'hardBreak'])
const isInline = (type: string) => inline.has(type)
/** What the editor keeps with a link besides its address; equal there and here, so that neither rewrites what the other wrote. */
const linkAttrs = { target: null, rel: 'noopener nofollow', class: null, title: null }

/**
 * The nodes and marks there are, as ProseMirror knows them. Which may stand in which was checked before, so it is not said
 * here again; a test holds it against the editor's own.
 */
export const schema = new Schema({
  nodes: {
    text: {},
    ...Object.fromEntries(
      Object.entries(nodeKinds).map(([name, kind]) => [
        name,
        {
          ...(kind.holds.length > 0 && { content: `(${kind.holds.join(' | ')})*` }),
          ...(isInline(name) && { inline: true }),
          attrs: Object.fromEntries(Object.keys(kind.attrs ?? {}).map((attr) => [attr, { default: null }])),
        },
      ]),
    ),
  },
  marks: Object.fromEntries(
    Object.keys(markKinds).map((name) => [name, name === 'link' ? { attrs: withDefaults({ href: null, ...linkAttrs }) } : {}]),
  ),
  topNode: 'doc',
})

function withDefaults(attrs: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(attrs).map(([name, value]) => [name, { default: value }]))
}

/** Makes the shared document say what `document` says, by as few changes as there are differences. */
export function writeInto(doc: Y.Doc, document: MinutesDocument): void {
  const node = Node.fromJSON(schema, document)
  doc.transact(() => updateYFragment(doc, textIn(doc), node, { mapping: new Map(), isOMark: new Map() }))
}

/** A shared document that says what `document` says, as an update. */
export function updateOf(document: MinutesDocument): Uint8Array {
  const doc = new Y.Doc()
  writeInto(doc, document)
  return Y.encodeStateAsUpdate(doc)
}

/**
 * What the shared document says, as it is stored. Two who change the same place at once can leave behind what no editor would
 * make (a list without points); that is put right here, and no text is lost by it.
 * @throws Invalid({document}) when it is too long
 */
export function documentOf(doc: Y.Doc, most = limits): MinutesDocument {
  const nodes = textIn(doc).toArray().flatMap(nodesOf)
  return checkDocument({ type: 'doc', content: fitted('doc', nodes) }, most)
}

function nodesOf(item: Y.XmlElement | Y.XmlText | Y.XmlHook): MinutesNode[] {
  if (item instanceof Y.XmlText) return textsOf(item)
  if (!(item instanceof Y.XmlElement)) return []
  const content = item.toArray().flatMap((child) => nodesOf(child as Y.XmlElement | Y.XmlText))
  return [{ type: item.nodeName, attrs: item.getAttributes(), content }]
}

interface Insert {
  readonly insert: unknown
  readonly attributes?: Readonly<Record<string, unknown>>
}
const textsOf = (text: Y.XmlText): MinutesNode[] =>
  (text.toDelta() as Insert[]).flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string' || insert === '') return []
    const marks = Object.entries(attributes ?? {}).map(
      ([type, attrs]): MinutesMark => ({ type, attrs: (attrs ?? {}) as Record<string, unknown> }),
    )
    return [{ type: 'text', text: insert, ...(marks.length > 0 && { marks }) }]
  })

const empty: MinutesNode = { type: 'paragraph' }

/** The children of a node of this type as they may stand there: what may not is unwrapped or wrapped, never dropped with its text. */
function fitted(type: string, children: readonly MinutesNode[]): MinutesNode[] {
  const kind = nodeKinds[type]!
  const out: MinutesNode[] = []
  for (const child of children) {
    if (kind.holds.includes(child.type) && !(child.type === 'question' && out.length > 0)) {
      const node = inside(child)
      if (node) out.push(node)
    } else if (isInline(child.type)) out.push(...wrapped(kind.holds, child, out))
    else out.push(...fitted(type, child.content ?? []))
  }
  if (kind.first !== undefined && out[0]?.type !== kind.first) out.unshift({ type: kind.first })
  while (out.length < (kind.least ?? 0) && kind.holds.includes('paragraph')) out.push(empty)
  return out
}

/** A node with fitting children; null when there is nothing in it and it cannot be empty. */
function inside(node: MinutesNode): MinutesNode | null {
  const kind = nodeKinds[node.type]
  if (!kind) return node
  const content = fitted(node.type, node.content ?? [])
  return content.length < (kind.least ?? 0) ? null : { ...node, content }
}

/** Bare text where only paragraphs may stand: in the paragraph made for the text before it, or in one of its own. */
function wrapped(holds: readonly string[], child: MinutesNode, before: MinutesNode[]): MinutesNode[] {
  const made = before.at(-1)
  const bare = made?.type === 'paragraph' && madeHere.has(made)
  const around = { type: 'paragraph', content: [...(bare ? (made.content ?? []) : []), child] }
  if (bare) before.pop()
  madeHere.add(around)
  // A list or a row holds no paragraphs itself: its own points and cells do.
  if (holds.includes('paragraph')) return [around]
  const point = holds.find((type) => nodeKinds[type]?.holds.includes('paragraph'))
  return point === undefined ? [] : [{ type: point, content: [around] }]
}
const madeHere = new WeakSet<MinutesNode>()
