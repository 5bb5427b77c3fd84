import { describe, expect, test } from 'vitest'
import { blocksIn, DATE_TO_COME, type MinutesDocument, type MinutesNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import { htmlOf, leading, numbered } from '../html/rules.ts'
import { plainOf } from '../plain/formats.ts'
import { readPlain } from '../plain/reader.ts'
import { linesOf } from '../revision/rules.ts'
import { changeBlock, isPlainBlock, numberWords, suggestOwner } from './rules.ts'

const A = '00000000-0000-4000-8000-00000000000a'
const B = '00000000-0000-4000-8000-00000000000b'
const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const document: MinutesDocument = checkDocument({
  type: 'doc',
  content: [
    paragraph('Ordet var fritt.'),
    { type: 'decision', attrs: { id: A }, content: [paragraph('Planen sendes ut.')] },
    { type: 'action', attrs: { id: B, who: 'Alta', due: '2020-05-15' }, content: [paragraph('Sende den.')] },
  ],
})

describe('changing one block', () => {
  test('changes that block and nothing else', () => {
    const changed = changeBlock(document, B, { text: 'Sende den.\nTil alle.', who: 'Hammerfest', due: DATE_TO_COME })
    expect(blocksIn(changed)[1]).toMatchObject({ id: B, text: 'Sende den.\nTil alle.', who: 'Hammerfest', due: 'to_come' })
    expect(changed.content!.slice(0, 2)).toEqual(document.content!.slice(0, 2))
    expect(checkDocument(changed)).toEqual(changed)
  })
  test('of which nothing is said, or of one that is not there, leaves the document as it was', () => {
    expect(checkDocument(changeBlock(document, B, {}))).toEqual(document)
    expect(changeBlock(document, '00000000-0000-4000-8000-00000000000c', { text: 'x' })).toEqual(document)
  })
  test('how a decision was taken stands in the text as readers, comparisons and plain forms have it', () => {
    const taken = { how: 'vote', yes: 12, no: 0, abstained: 1, dissent: 'Alta ville vente.' } as const
    const changed = checkDocument(changeBlock(document, A, { taken }))
    expect(blocksIn(changed)[0]!.taken).toEqual(taken)
    const html = htmlOf(changed, 'nb')
    expect(html).toContain('<b>Avstemning: 12 for, 0 mot, 1 avsto</b>')
    expect(html).toContain('<span>Dissens: <b>Alta ville vente.</b></span>')
    expect(linesOf(changed, 'nb')).toContain('  Avstemning: 12 for, 0 mot, 1 avsto, Dissens: Alta ville vente.')
    const plain = plainOf(changed, 'nb')
    expect(blocksIn(readPlain(plain.text, plain.kept, changed))[0]!.taken).toEqual(taken)
  })
  test('a date that is to come survives being written as plain text, in every language', () => {
    const coming = checkDocument(changeBlock(document, B, { due: DATE_TO_COME }))
    for (const locale of ['nb', 'nn', 'en'] as const) {
      const plain = plainOf(coming, locale)
      expect(plain.kept).toEqual([])
      expect(blocksIn(readPlain(plain.text, [], coming))[1]!.due).toBe(DATE_TO_COME)
    }
    expect(htmlOf(coming, 'en')).toContain('<b>date to come</b>')
  })
})

test('what has lists or emphasis is not written in a plain field', () => {
  const [decision] = document.content!.slice(1)
  expect(isPlainBlock(decision!)).toBe(true)
  const strong = { ...paragraph('x'), content: [{ type: 'text', text: 'x', marks: [{ type: 'bold' }] }] }
  const list = { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('x')] }] }
  for (const part of [strong, list, { ...paragraph('x'), attrs: { lang: 'se' } }])
    expect(isPlainBlock({ ...decision!, content: [part] })).toBe(false)
})

describe('numbers', () => {
  test('are said with the year where they count through it', () => {
    expect(numberWords({ number: 7, numberYear: 2020 })).toBe('7/20')
    expect(numberWords({ number: 7, numberYear: null })).toBe('7')
    expect(numberWords({ number: null, numberYear: null })).toBeNull()
  })
  test('stand on their decision in the HTML, and on nothing else', () => {
    const html = htmlOf(document, 'nb')
    expect(numbered(html, { [A]: '1/20', [B]: '2/20' })).toBe(html.replace('Beslutning</p>', 'Beslutning 1/20</p>'))
    expect(numbered(html, {})).toBe(html)
  })
})

test('what says that a block is a decision leads to its page, and nothing else does', () => {
  const html = htmlOf(document, 'nb')
  const led = leading(numbered(html, { [A]: '1/20' }), { [A]: '/nord/decisions/1-2020-7', [B]: '/nord/x' })
  expect(led.replace(/<a href="\/nord\/decisions\/1-2020-7">Beslutning 1\/20<\/a>/, 'Beslutning')).toBe(html)
})

describe('who is meant', () => {
  const people = [
    { id: 'kari', name: 'Kari Nordmann' },
    { id: 'ola', name: 'Ola Nordmann' },
    { id: 'ola2', name: 'Ola Hansen' },
  ]
  const organisations = [
    { id: 'alta', name: { nb: 'Alta' } },
    { id: 'altabib', name: { nb: 'Alta bibliotek', en: 'Alta Library' } },
  ]
  test.each([
    ['Kari Nordmann', 'kari', null],
    ['kari', 'kari', null],
    ['Kari Nordmann (Alta bibliotek)', 'kari', 'altabib'],
    ['Alta bibliotek', null, 'altabib'],
    ['Alta library', null, 'altabib'],
    ['alle i Alta', null, 'alta'],
    ['Ola', null, null],
    ['Nordmann', null, null],
    ['Altafjord', null, null],
    ['', null, null],
  ])('%j', (who, personId, organisationId) => {
    expect(suggestOwner(who, { people, organisations })).toEqual({ personId, organisationId })
  })
})
