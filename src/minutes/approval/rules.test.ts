import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocksIn, type MinutesDocument, type MinutesNode, textOfNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import { partsOf } from './formats.ts'
import { corrected } from './reader.ts'
import { approvesMinutes } from './rules.ts'

const id = '00000000-0000-4000-8000-00000000000a'
const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const doc = (...content: MinutesNode[]): MinutesDocument => checkDocument({ type: 'doc', content })
const earlier = doc(
  paragraph('Ordet var fritt.'),
  { type: 'action', attrs: { id, who: 'Alta', due: '2020-05-15' }, content: [paragraph('Sende planen.')] },
  paragraph('Ordet var fritt.'),
)
const texts = (document: MinutesDocument | null) => document && (document.content ?? []).map(textOfNode)

describe('a correction', () => {
  test('puts one part right, where it stands now, and leaves the others', () => {
    const standing = doc(paragraph('Møtet ble åpnet.'), ...earlier.content!)
    expect(texts(corrected(standing, earlier, 0, 'Ordet var **helt** fritt.'))).toEqual([
      'Møtet ble åpnet.',
      'Ordet var helt fritt.',
      'Sende planen.',
      'Ordet var fritt.',
    ])
  })
  test('of two parts alike concerns the one that was read', () => {
    expect(texts(corrected(earlier, earlier, 2, 'Slutt.'))).toEqual(['Ordet var fritt.', 'Sende planen.', 'Slutt.'])
  })
  test('of a block keeps its id, and puts owner and date right', () => {
    const [part] = partsOf(earlier, 'nb').slice(1)
    expect(part!.plain).toBe('Oppfølging: Sende planen. (Alta; 15.05.2020)')
    const after = corrected(earlier, earlier, 1, part!.plain!.replace('Alta', 'Hammerfest'))!
    expect(blocksIn(after)).toMatchObject([{ id, who: 'Hammerfest', due: '2020-05-15', text: 'Sende planen.' }])
  })
  test('may take a part out, also the only one', () => {
    expect(texts(corrected(earlier, earlier, 1, ' '))).toEqual(['Ordet var fritt.', 'Ordet var fritt.'])
    const one = doc(paragraph('x'))
    expect(corrected(one, one, 0, '')).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] })
  })
  test('of what has been changed since, or never was, is not for a program to put in', () => {
    expect(corrected(doc(paragraph('Noe annet.')), earlier, 0, 'x')).toBeNull()
    expect(corrected(earlier, earlier, 9, 'x')).toBeNull()
  })
  test('to what already stands changes nothing, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zæøå#>*:-][a-zæøå .:*-]{0,20}[a-z]$/), { minLength: 1, maxLength: 5 }),
        (lines) => {
          const document = doc(...lines.map(paragraph))
          for (const part of partsOf(document, 'nb'))
            if (part.plain !== null) expect(corrected(document, document, part.index, part.plain)).toEqual(document)
        },
      ),
    )
  })
})

test('a table is no text for a field: there is room for a remark', () => {
  const table = doc({
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: {}, content: [paragraph('a')] }] }],
  })
  expect(partsOf(table, 'nb')).toMatchObject([{ index: 0, plain: null }])
})

test('lines that say nothing are no parts', () => {
  expect(
    partsOf(doc(paragraph('a'), { type: 'paragraph' }, { type: 'horizontalRule' }, paragraph('b')), 'nb').map((one) => one.index),
  ).toEqual([0, 3])
})

test.each([
  ['Godkjenning av referat fra forrige møte', true],
  ['Godkjenning av møteprotokoll', true],
  ['Referat frå førre møte til godkjenning', true],
  ['Godkjenne referatet', true],
  ['Approval of the minutes', true],
  ['Approve last minutes', true],
  ['Godkjenning av innkalling', false],
  ['Referat fra studietur', false],
  ['Forty minutes of approval ratings', false],
])('%j is where minutes are approved: %s', (title, expected) => {
  expect(approvesMinutes({ nb: title })).toBe(expected)
})
