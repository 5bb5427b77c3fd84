/** Whatever is written around a passage by several at once, it is the same passage for everybody. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { FIELD } from '../together/rules.ts'
import { passageBetween, replaceAt, wordsAt } from './reader.ts'

/** Letters of which each is there once, so that each is known again; what is written later is of none of them. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyzæøåABCDEFGHIJKLMNOPQRSTUVWXYZ'

const runOf = (doc: Y.Doc) => (doc.getXmlFragment(FIELD).get(0) as Y.XmlElement).get(0) as Y.XmlText
const textOf = (doc: Y.Doc) => (runOf(doc).toDelta() as { insert: string }[]).map(({ insert }) => insert).join('')

function line(words: string): Y.Doc {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(words)])
  doc.getXmlFragment(FIELD).insert(0, [paragraph])
  return doc
}
function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
function exchange(one: Y.Doc, other: Y.Doc): void {
  const [mine, theirs] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(other)]
  Y.applyUpdate(one, theirs)
  Y.applyUpdate(other, mine)
}
const passageIn = (doc: Y.Doc, from: number, to: number) =>
  passageBetween('life', { run: runOf(doc), index: from }, { run: runOf(doc), index: to })

interface Change {
  readonly by: 0 | 1
  readonly at: number
  readonly does: 'write' | 'erase' | 'meet'
}
const change: fc.Arbitrary<Change> = fc.record({
  by: fc.constantFrom(0, 1),
  at: fc.nat(60),
  does: fc.constantFrom('write', 'write', 'erase', 'meet'),
})

describe('a passage', () => {
  it('holds what is left of its letters and none of the others, for all who write at once', () => {
    fc.assert(
      fc.property(
        fc.nat(LETTERS.length - 2),
        fc.integer({ min: 1, max: 20 }),
        fc.array(change, { maxLength: 40 }),
        (start, length, changes) => {
          const doc = line(LETTERS)
          const quote = LETTERS.slice(start, start + length)
          const passage = passageIn(doc, start, start + quote.length)
          const docs = [doc, copyOf(doc)] as const
          for (const { by, at, does } of changes) {
            const run = runOf(docs[by])
            const index = Math.min(at, run.length)
            if (does === 'write') run.insert(index, '.'.repeat(1 + (at % 3)))
            if (does === 'erase' && run.length > 0) run.delete(Math.min(index, run.length - 1), 1)
            if (does === 'meet') exchange(...docs)
          }
          exchange(...docs)
          const [mine, theirs] = docs.map((one) => wordsAt(one, passage))
          expect(mine).toBe(theirs)
          const left = [...quote].filter((letter) => textOf(doc).includes(letter)).join('')
          expect((mine ?? '').replaceAll('.', '')).toBe(left)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('does not grow when somebody writes right before or behind it', () => {
    const doc = line('Vi kjøper inn bøker.')
    const passage = passageIn(doc, 3, 9)
    runOf(doc).insert(9, ' ikke')
    runOf(doc).insert(3, 'alle ')
    expect([textOf(doc), wordsAt(doc, passage)]).toEqual(['Vi alle kjøper ikke inn bøker.', 'kjøper'])
  })

  it('may be the first letters of all, and the last', () => {
    const doc = line('Alt')
    const passage = passageIn(doc, 0, 3)
    runOf(doc).insert(3, '!')
    runOf(doc).insert(0, '«')
    expect(wordsAt(doc, passage)).toBe('Alt')
  })

  it('is nowhere when its line is gone, and was never anywhere in another text', () => {
    const doc = line('Borte snart')
    const passage = passageIn(doc, 0, 5)
    expect(wordsAt(doc, passage)).toBe('Borte')
    expect(wordsAt(line('Borte snart'), passage)).toBeNull()
    doc.getXmlFragment(FIELD).delete(0, 1)
    expect(wordsAt(doc, passage)).toBeNull()
  })
})

describe('other words for it', () => {
  it('take its place in the look of its first letter, and leave the rest as it is', () => {
    const doc = line('Vi kjøper inn bøker.')
    runOf(doc).format(3, 6, { bold: {} })
    expect(replaceAt(doc, passageIn(doc, 3, 9), 'kjøper', 'låner')).toBe(true)
    expect(runOf(doc).toDelta()).toEqual([
      { insert: 'Vi ' },
      { insert: 'låner', attributes: { bold: {} } },
      { insert: ' inn bøker.' },
    ])
  })

  it('may be none', () => {
    const doc = line('Vi kjøper ikke inn.')
    expect(replaceAt(doc, passageIn(doc, 9, 14), ' ikke', '')).toBe(true)
    expect(textOf(doc)).toBe('Vi kjøper inn.')
  })

  it('are not put where something else stands by now', () => {
    const doc = line('Vi kjøper inn.')
    const passage = passageIn(doc, 3, 9)
    runOf(doc).insert(5, 'X')
    expect(replaceAt(doc, passage, 'kjøper', 'låner')).toBe(false)
    expect([textOf(doc), wordsAt(doc, passage)]).toEqual(['Vi kjXøper inn.', 'kjXøper'])
  })
})
