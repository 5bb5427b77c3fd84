import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { MinutesDocument, MinutesNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import { extensions } from '../islands/schema.ts'
import { documentOf, schema, updateOf, writeInto } from './forms.ts'
import { FIELD, freeColor, fromEditor, fromServer, LEASE_MS, RENEW_MS, readFromEditor, readFromServer, retryIn } from './rules.ts'

const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', ...(text && { content: [{ type: 'text', text }] }) })
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const words = fc.constantFrom('', 'Ordet var fritt.', 'Vi går videre', 'æøå 🙂')

const anyNode = fc.oneof(
  words.map(paragraph),
  words.map((text): MinutesNode => ({ ...paragraph(text), type: 'heading', attrs: { level: 2 } })),
  fc.array(words, { minLength: 1, maxLength: 3 }).map(
    (points): MinutesNode => ({
      type: 'bulletList',
      content: points.map((one) => ({ type: 'listItem', content: [paragraph(one)] })),
    }),
  ),
  fc
    .tuple(fc.nat(5), words)
    .map(([n, text]): MinutesNode => ({ type: 'decision', attrs: { id: id(n) }, content: [paragraph(text)] })),
  fc.tuple(fc.nat(5), words).map(
    ([n, text]): MinutesNode => ({
      type: 'action',
      attrs: { id: id(n + 10), who: 'Kari', due: null },
      content: [paragraph(text)],
    }),
  ),
  words.map(
    (text): MinutesNode => ({
      type: 'paragraph',
      content: [
        { type: 'text', text: 'Se ' },
        {
          type: 'text',
          text: `her ${text}`,
          marks: [{ type: 'link', attrs: { href: 'https://example.no/' } }, { type: 'bold' }],
        },
      ],
    }),
  ),
)
const anyDocument = fc
  .uniqueArray(anyNode, { minLength: 1, maxLength: 6, selector: (node) => String(node.attrs?.['id'] ?? Math.random()) })
  .map((content): MinutesDocument => checkDocument({ type: 'doc', content }))

describe('the shared document and the stored one', () => {
  it('say the same, there and back', () => {
    fc.assert(
      fc.property(anyDocument, anyDocument, (one, other) => {
        const doc = new Y.Doc()
        Y.applyUpdate(doc, updateOf(one))
        expect(documentOf(doc)).toEqual(one)
        writeInto(doc, other)
        expect(documentOf(doc)).toEqual(other)
        const before = Y.encodeStateVector(doc)
        writeInto(doc, other)
        expect(Y.encodeStateVector(doc), 'what is said already is not written again').toEqual(before)
      }),
    )
  })

  it('keep what somebody else writes where the other did not change anything', () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, updateOf(checkDocument({ type: 'doc', content: [paragraph('Ett.'), paragraph('To.')] })))
    const other = new Y.Doc()
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    writeInto(doc, checkDocument({ type: 'doc', content: [paragraph('Ett.'), paragraph('To og tre.')] }))
    const first = other.getXmlFragment(FIELD).get(0) as Y.XmlElement
    ;(first.get(0) as Y.XmlText).insert(4, ' Imens.')
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
    expect(documentOf(doc).content).toEqual([paragraph('Ett. Imens.'), paragraph('To og tre.')])
  })

  it('lose no text to what no editor would make', () => {
    const doc = new Y.Doc()
    const make = (type: string, ...children: (Y.XmlElement | Y.XmlText)[]) => {
      const node = new Y.XmlElement(type)
      node.insert(0, children)
      return node
    }
    doc
      .getXmlFragment(FIELD)
      .insert(0, [
        new Y.XmlText('bar tekst'),
        make('bulletList'),
        make('bulletList', make('listItem')),
        make('bulletList', make('paragraph', new Y.XmlText('uten punkt'))),
        make('mystery', make('paragraph', new Y.XmlText('ukjent'))),
        make('answer', make('paragraph', new Y.XmlText('svar uten spørsmål'))),
        make('paragraph', make('paragraph', new Y.XmlText('i hverandre'))),
        make('table', make('tableRow')),
      ])
    const stored = JSON.stringify(documentOf(doc))
    for (const text of ['bar tekst', 'uten punkt', 'ukjent', 'svar uten spørsmål', 'i hverandre']) expect(stored).toContain(text)
  })

  it('has the nodes, marks and attributes that the editor has', () => {
    const editors = getSchema(extensions)
    expect(Object.keys(schema.nodes).sort()).toEqual(Object.keys(editors.nodes).sort())
    for (const [name, type] of Object.entries(editors.nodes)) {
      const [ours, theirs] = [schema.nodes[name]!.spec.attrs ?? {}, type.spec.attrs ?? {}]
      expect(Object.keys(theirs), name).toEqual(expect.arrayContaining(Object.keys(ours)))
      // What is nothing unless it is set is not written into the shared document.
      for (const attr of Object.keys(theirs)) if (!(attr in ours)) expect(theirs[attr]!.default, `${name}.${attr}`).toBeNull()
    }
    const defaults = (of: typeof editors, name: string) =>
      Object.fromEntries(Object.entries(of.marks[name]!.spec.attrs ?? {}).map(([attr, { default: value }]) => [attr, value]))
    expect(Object.keys(schema.marks).sort()).toEqual(Object.keys(editors.marks).sort())
    for (const name of Object.keys(editors.marks)) expect(defaults(schema, name), name).toEqual(defaults(editors, name))
  })
})

describe('frames', () => {
  it('come out as they went in', () => {
    const bytes = new Uint8Array([1, 2, 3])
    for (const message of [
      { is: 'vector', vector: bytes },
      { is: 'update', count: 70_000, update: bytes },
      { is: 'cursor', cursor: { anchor: { item: 1 }, head: null } },
      { is: 'cursor', cursor: null },
    ] as const)
      expect(readFromEditor(fromEditor(message))).toEqual(message)
    for (const message of [
      { is: 'hello', life: 'a', id: 3, color: 1 },
      { is: 'update', update: bytes },
      { is: 'saved', count: 4, at: '09.41' },
      { is: 'end', why: 'approved' },
    ] as const)
      expect(readFromServer(fromServer(message))).toEqual(message)
  })

  it('that are none of ours are nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (frame) => {
        const read = readFromEditor(frame)
        expect(read === null || ['vector', 'update', 'cursor'].includes(read.is)).toBe(true)
      }),
    )
    expect(readFromEditor(new Uint8Array([2, 1]))).toBeNull()
    const large = { anchor: 'x'.repeat(2000), head: 0 }
    expect(readFromEditor(fromEditor({ is: 'cursor', cursor: large }))).toEqual({ is: 'cursor', cursor: null })
  })
})

it('gives each a colour that no other has while there are any', () => {
  expect(freeColor([])).toBe(1)
  expect(freeColor([1, 3])).toBe(2)
  expect([1, 2, 3, 4, 5, 6]).toContain(freeColor([1, 2, 3, 4, 5, 6]))
})

it('waits longer after each failure, and never long', () => {
  expect(retryIn(1, 0.5)).toBe(250)
  expect(retryIn(3, 0.5)).toBe(1000)
  expect(retryIn(50, 1)).toBeLessThanOrEqual(1250)
  // When a process dies, its writers are with another within ten seconds, with air for a slow machine.
  expect(LEASE_MS + retryIn(50, 1)).toBeLessThan(7000)
  expect(RENEW_MS * 3).toBeLessThan(LEASE_MS)
})
