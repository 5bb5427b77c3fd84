import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MinutesDocument, type MinutesNode, textOfNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import { plainOf } from './formats.ts'
import { nodesOf, readPlain } from './reader.ts'

const empty: MinutesDocument = { type: 'doc', content: [] }
const read = (text: string) => readPlain(text, [], empty)
const short = (node: MinutesNode): unknown => [node.type, ...(node.attrs?.level ? [node.attrs.level] : []), textOfNode(node)]

const example = `# Om handlingsplan

Fylkesbiblioteket la fram **utkastet**.
Se [planen](https://plan.example/2020).

- tydeligere mål
  - på tvers av sektorer
- færre tiltak

1. først
2. så

> Rom for demokrati og dannelse

Beslutning: Utkastet sendes ut.

Oppfølging: Sende ut utkastet (Fylkesbiblioteket; 15.05.2020)

Oppmøte: Kari Nes (kom; 10.15)

Oppmøte: Marte Lie (møtte for Per Ås)

Spørsmål: Når skal planen vedtas?
Svar: Etter høstmøtet.

---

5 * 3 er ikke *kursiv*, men dette er.`

describe('an ordinary text', () => {
  test('is understood', () => {
    expect(read(example).content!.map(short)).toEqual([
      ['heading', 1, 'Om handlingsplan'],
      ['paragraph', 'Fylkesbiblioteket la fram utkastet.\nSe planen.'],
      ['bulletList', 'tydeligere mål\npå tvers av sektorer\nfærre tiltak'],
      ['orderedList', 'først\nså'],
      ['blockquote', 'Rom for demokrati og dannelse'],
      ['decision', 'Utkastet sendes ut.'],
      ['action', 'Sende ut utkastet'],
      ['attendance', ''],
      ['attendance', ''],
      ['answer', 'Når skal planen vedtas?\nEtter høstmøtet.'],
      ['horizontalRule', ''],
      ['paragraph', '5 * 3 er ikke kursiv, men dette er.'],
    ])
    expect(read(example).content![6]!.attrs).toMatchObject({ who: 'Fylkesbiblioteket', due: '2020-05-15' })
    expect(read(example).content![7]!.attrs).toMatchObject({ who: 'Kari Nes', did: 'came', instead: null, clock: '10:15' })
    expect(read(example).content![8]!.attrs).toMatchObject({ who: 'Marte Lie', did: 'stands_in', instead: 'Per Ås', clock: null })
  })
  test('comes out as it went in, with nothing kept back', () => {
    const plain = plainOf(checkDocument(read(example)), 'nb')
    expect(plain.kept).toEqual([])
    // A lone asterisk is written so that it cannot be taken for a sign.
    expect(plain.text).toBe(example.replace('5 * 3', '5 \\* 3'))
  })
  test('says of attendance what is said in the form for it, and is running text where it is not', () => {
    const attrs = (text: string) => read(text).content!.map((node) => [node.type, node.attrs?.did, node.attrs?.clock])
    expect(attrs('Attendance: Kari (left; 9:05)\n\nOppmøte: Kari (gjekk; )\n\nOppmøte: Kari (kom)')).toEqual([
      ['attendance', 'left', '09:05'],
      ['attendance', 'left', null],
      ['attendance', 'came', null],
    ])
    for (const text of ['Oppmøte: tolv av tolv', 'Oppmøte: Kari (danset; 10.15)', 'Oppmøte: Kari (kom; 25.00)'])
      expect(read(text).content!.map(short)).toEqual([['paragraph', text]])
  })
  test('is understood in the other languages too, and written in that of the minutes', () => {
    const nodes = read('Avgjerd: Ja.\n\nDecision: Yes.\n\nAction point: Send it (Kari; 2020-05-01)')
    expect(nodes.content!.map((node) => node.type)).toEqual(['decision', 'decision', 'action'])
    expect(plainOf(checkDocument(nodes), 'en').text).toBe(
      'Decision: Ja.\n\nDecision: Yes.\n\nAction point: Send it (Kari; 01.05.2020)',
    )
  })
  test('a bracket that is no owner and date stays in the text', () => {
    expect(read('Oppfølging: Ring (helst i dag; eller i morgen)').content![0]).toMatchObject({ attrs: { who: null, due: null } })
    expect(textOfNode(read('Oppfølging: Ring (helst i dag; eller i morgen)'))).toBe('Ring (helst i dag; eller i morgen)')
  })
})

describe('blocks keep their ids', () => {
  const before = checkDocument(read('Beslutning: Første\n\nBeslutning: Andre'))
  const idsOf = (text: string) => readPlain(text, [], before).content!.map((node) => node.attrs!.id)
  const [first, second] = before.content!.map((node) => node.attrs!.id)
  test('when they change places', () => expect(idsOf('Beslutning: Andre\n\nBeslutning: Første')).toEqual([second, first]))
  test('when one is rewritten', () => expect(idsOf('Beslutning: Helt ny\n\nBeslutning: Andre')).toEqual([first, second]))
  test('and a third is new', () => {
    const [one, other, third] = idsOf('Beslutning: Første\n\nBeslutning: Andre\n\nBeslutning: Tredje')
    expect([one, other]).toEqual([first, second])
    expect([first, second]).not.toContain(third)
  })
})

test('any text at all becomes a document that can be stored, and no letter is lost', () => {
  const line = fc.tuple(
    fc.constantFrom('', '  ', '- ', '    - ', '1. ', '# ', '> ', 'Beslutning: ', 'Spørsmål: ', 'Svar: ', '\\', '**', '*', '['),
    fc.stringMatching(/^[a-zæøåŋŧ ]{0,12}$/),
    fc.constantFrom('', '*', '**', '](https://x.example)', ' (a; b)', '\\'),
  )
  fc.assert(
    fc.property(
      fc.array(
        line.map((parts) => parts.join('')),
        { maxLength: 12 },
      ),
      (lines) => {
        const document = checkDocument(read(lines.join('\n')))
        const letters = (text: string) => text.replace(/https:\/\/x\.example|[^a-zæøåŋŧ]/g, '')
        const given = lines.map((one) => one.replace(/^(Beslutning|Spørsmål|Svar): /, '')).join('\n')
        expect(letters(textOfNode(document))).toBe(letters(given))
      },
    ),
  )
})

test('a long row of signs that open nothing is read as fast as other text', () => {
  const began = performance.now()
  expect(textOfNode(nodesOf('['.repeat(200_000))[0]!)).toHaveLength(200_000)
  expect(performance.now() - began).toBeLessThan(10_000)
})
