import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkDocument } from '../forms.ts'
import { sittingsOf } from '../rules.ts'
import { compareLines, compareWords, type Line, linesOf, type Part } from './rules.ts'

const side = (parts: readonly Part[], without: Part['is']) =>
  parts
    .filter((part) => part.is !== without)
    .map((part) => part.text)
    .join('')
const sides = (lines: readonly Line[]) => ({
  before: lines.filter((line) => line.is !== 'added').map((line) => side(line.parts, 'added')),
  after: lines.filter((line) => line.is !== 'removed').map((line) => side(line.parts, 'removed')),
})

describe('a comparison', () => {
  test('shows the words that changed', () => {
    expect(compareWords('Planen sendes ut i mai.', 'Planen sendes bibliotekene i mai.')).toEqual([
      { is: 'same', text: 'Planen sendes ' },
      { is: 'removed', text: 'ut' },
      { is: 'added', text: 'bibliotekene' },
      { is: 'same', text: ' i mai.' },
    ])
  })
  test('shows lines that came and went', () => {
    expect(compareLines(['a', 'b', 'c'], ['a', 'c', 'd']).map(({ is }) => is)).toEqual(['same', 'removed', 'same', 'added'])
  })
  test('holds both texts, whatever they are', () => {
    const lines = fc.array(fc.oneof(fc.string(), fc.constantFrom('Planen sendes ut.', 'Planen sendes inn.', 'Ny linje', '')), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(lines, lines, (before, after) => void expect(sides(compareLines(before, after))).toEqual({ before, after })),
    )
  })
  test('of two long texts that share nothing is quick, and still holds both', () => {
    const before = Array.from({ length: 6000 }, (_, i) => `a${i}`)
    const after = Array.from({ length: 6000 }, (_, i) => `b${i}`)
    expect(sides(compareLines(before, after))).toEqual({ before, after })
  })
})

test('a document as lines says what its blocks are', () => {
  const text = (one: string) => ({ type: 'paragraph', content: [{ type: 'text', text: one }] })
  const document = checkDocument({
    type: 'doc',
    content: [
      text('Åpning'),
      {
        type: 'orderedList',
        attrs: { start: 2 },
        content: [
          { type: 'listItem', content: [text('to')] },
          { type: 'listItem', content: [text('tre')] },
        ],
      },
      { type: 'decision', content: [text('Ja.')] },
      { type: 'action', attrs: { who: 'Kari', due: '2020-05-15' }, content: [text('Sende ut')] },
      { type: 'answer', content: [{ type: 'question' }, text('Snart.')] },
      {
        type: 'table',
        content: [
          {
            type: 'tableRow',
            content: [
              { type: 'tableCell', content: [text('a')] },
              { type: 'tableCell', content: [text('b')] },
            ],
          },
        ],
      },
    ],
  })
  expect(linesOf(document, 'nb')).toEqual([
    'Åpning',
    '2. to',
    '3. tre',
    'Beslutning: Ja.',
    'Oppfølging: Sende ut',
    '  Ansvarlig Kari, Frist 15. mai 2020',
    'Spørsmål: ',
    'Svar: Snart.',
    'a | b',
  ])
})

test('revisions are gathered by writer and sitting', () => {
  const at = (minute: number) => `2020-04-29 10:${String(minute).padStart(2, '0')}:00+00`
  const revision = (number: number, by: string, minute: number, reason: 'save' | 'restore' = 'save') => ({
    number,
    by,
    byName: by,
    at: at(minute),
    reason,
  })
  const newestFirst = [
    revision(6, 'Kari', 58),
    revision(5, 'Kari', 30, 'restore'),
    revision(4, 'Kari', 29),
    revision(3, 'Kari', 15),
    revision(2, 'Ola', 12),
    revision(1, 'Kari', 11),
  ]
  expect(sittingsOf(newestFirst).map(({ byName, revisions }) => [byName, revisions.map(({ number }) => number)])).toEqual([
    ['Kari', [6]],
    ['Kari', [5]],
    ['Kari', [4, 3]],
    ['Ola', [2]],
    ['Kari', [1]],
  ])
})
