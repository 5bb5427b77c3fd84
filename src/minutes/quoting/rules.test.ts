import { getSchema } from '@tiptap/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '#platform/db/id.ts'
import type { Words } from '#platform/words/text.ts'
import { withMore } from '../appending/rules.ts'
import { blocksIn, emptyDocument, type MinutesDocument, type MinutesNode } from '../document.ts'
import { checkDocument } from '../forms.ts'
import { extensions } from '../islands/schema.ts'
import { plainOf } from '../plain/formats.ts'
import { readPlain } from '../plain/reader.ts'
import { textOf } from '../revision/rules.ts'
import { type Quote, type QuotedPoll, quoteOfGroup, quoteOfPoll, quoteOfQuestion, quoteOfTurns, standingIn } from './rules.ts'

const docOf = (...nodes: readonly MinutesNode[]): MinutesDocument => ({ type: 'doc', content: nodes })
const textOfQuote = (quote: Quote | null, locale: 'nb' | 'nn' | 'en' = 'nb') => textOf(docOf(...quote!.nodes), locale)
const poll = (more: Partial<QuotedPoll> = {}): QuotedPoll => ({
  id: newId(),
  kind: 'yes_no',
  question: { nb: 'Går vi for det?' },
  options: [],
  most: null,
  electorate: 'members',
  secrecy: 'hidden',
  electors: 25,
  result: { ballots: 20, counts: { yes: 15, no: 3, abstain: 2 } },
  ...more,
})
const options = [
  { id: '1', label: { nb: 'Felles avtale' } },
  { id: '2', label: { nb: 'Egen avtale', en: 'One of our own' } },
]

describe('a result in minutes', () => {
  it('says what was asked, the counts, how it was voted and how many did', () => {
    expect(textOfQuote(quoteOfPoll(poll(), 'nb'))).toBe(
      [
        'Går vi for det?',
        '• For: 15 (75 %)',
        '• Mot: 3 (15 %)',
        '• Avstår: 2 (10 %)',
        'Det ble stemt uten at navn vises, blant medlemmene: 20 av 25 svarte.',
      ].join('\n'),
    )
  })

  it('is a decision where all agreed, with how many were there', () => {
    const agreed = poll({ kind: 'agreed', result: { ballots: 0, counts: {} }, secrecy: 'open', electorate: 'present' })
    const quote = quoteOfPoll(agreed, 'nb')!
    expect(blocksIn(docOf(...quote.nodes))).toMatchObject([
      { kind: 'decision', id: agreed.id, text: 'Går vi for det?\nEnighet, ingen imot. 25 til stede.' },
    ])
  })

  it('tells nothing where too few voted in secret', () => {
    const secret = { kind: 'single', secrecy: 'secret', options } as const
    expect(quoteOfPoll(poll({ ...secret, result: { ballots: 4, counts: {}, withheld: true } }), 'nb')).toBeNull()
    const five = quoteOfPoll(poll({ ...secret, result: { ballots: 5, counts: { 1: 5 } } }), 'nb')
    expect(textOfQuote(five)).toContain('Felles avtale: 5 (100 %)')
    expect(textOfQuote(five)).toContain('Det ble stemt hemmelig')
  })

  it.each([
    [
      'a ranking by its points',
      { kind: 'ranking', options, result: { ballots: 3, counts: { 1: 4, 2: 5 } } },
      /• Egen avtale: 5 poeng\n• Felles avtale: 4 poeng\n.*Poeng:/,
    ],
    [
      'a scale with its mean',
      { kind: 'scale', most: 3, result: { ballots: 4, counts: { 1: 1, 3: 3 } } },
      /• 1: 1 \(25 %\)\n• 2: 0 \(0 %\)\n• 3: 3 \(75 %\)\n.*Gjennomsnitt 2,5 av 3\./,
    ],
    [
      'words as they were written',
      {
        kind: 'words',
        result: {
          ballots: 3,
          counts: {},
          texts: [
            { text: 'Bokbuss', count: 2 },
            { text: 'Kaffe', count: 1 },
          ],
        },
      },
      /• Bokbuss \(2 ganger\)\n• Kaffe\n/,
    ],
    [
      'a roll call as one',
      { kind: 'roll_call', secrecy: 'open', electorate: 'organisations' },
      /ved navneopprop, med én stemme per virksomhet/,
    ],
  ] as const)('is %s', (_what, more, expected) => {
    expect(textOfQuote(quoteOfPoll(poll(more as Partial<QuotedPoll>), 'nb'))).toMatch(expected)
  })

  it('is in the language of the minutes, and marks what is not', () => {
    const quote = quoteOfPoll(poll({ kind: 'single', options, result: { ballots: 1, counts: { 2: 1 } } }), 'en')!
    expect(textOfQuote(quote, 'en')).toMatch(/• One of our own: 1 \(100%\)/)
    expect(quote.nodes[0]!.attrs).toMatchObject({ lang: 'nb' })
    expect(quoteOfPoll(poll(), 'nb')!.nodes[0]!.attrs).not.toHaveProperty('lang')
  })
})

describe('a question in minutes', () => {
  const question = {
    id: newId(),
    text: 'Når vedtas\nplanen?',
    locale: 'nb',
    name: 'Peder Ås',
    answer: { nb: 'Etter høstmøtet.' },
  } as const
  it('is an answer with who asked', () => {
    const quote = quoteOfQuestion(question, 'nb')
    expect(blocksIn(docOf(...quote.nodes))).toMatchObject([
      { kind: 'answer', id: question.id, question: 'Når vedtas planen? (Peder Ås)', text: 'Etter høstmøtet.' },
    ])
  })
  it('asked without a name bears none, and without a written answer has a line to write it on', () => {
    const quote = quoteOfQuestion({ ...question, name: null, answer: null }, 'nb')
    expect(blocksIn(docOf(...quote.nodes))).toMatchObject([{ question: 'Når vedtas planen?', text: '' }])
  })
})

describe('what groups wrote, and who spoke', () => {
  it('stands under the name of the group, a paragraph for each line', () => {
    expect(textOfQuote(quoteOfGroup({ id: newId(), number: 3, notes: 'Vi vil ha\n\n e-bøker ' }, 'nb'))).toBe(
      'Gruppe 3\nVi vil ha\ne-bøker',
    )
  })
  it('is a list in the order they spoke; nothing where nobody did', () => {
    const turns = [
      { at: '10.04', name: 'Kari Nes', organisation: 'Alta bibliotek' },
      { at: '10.07', name: 'Ole Moe', organisation: null },
    ]
    expect(textOfQuote(quoteOfTurns(newId(), turns, 'nb'))).toBe('Ordet hadde\n• 10.04 Kari Nes, Alta bibliotek\n• 10.07 Ole Moe')
    expect(quoteOfTurns(newId(), [], 'nb')).toBeNull()
  })
})

const line = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' })
const words = fc.record({ nb: line, en: line }, { requiredKeys: [] }) as fc.Arbitrary<Words>
const anyQuote: fc.Arbitrary<Quote> = fc.oneof(
  fc
    .record({
      kind: fc.constantFrom('yes_no' as const, 'single' as const, 'agreed' as const, 'scale' as const, 'words' as const),
      question: words,
      secrecy: fc.constantFrom('open' as const, 'secret' as const),
      labels: fc.array(words, { minLength: 2, maxLength: 4 }),
      texts: fc.array(fc.record({ text: line, count: fc.nat(9) }), { maxLength: 3 }),
      votes: fc.nat(99),
    })
    .map(
      ({ labels, texts, votes, ...more }) =>
        quoteOfPoll(
          poll({
            ...more,
            options: labels.map((label, i) => ({ id: String(i + 1), label })),
            result: { ballots: votes, counts: { yes: votes, 1: votes }, texts },
          }),
          'nb',
        )!,
    ),
  fc
    .record({
      text: line,
      name: fc.option(line),
      answer: fc.option(words),
      locale: fc.constantFrom('nb' as const, 'en' as const),
    })
    .map((one) => quoteOfQuestion({ id: newId(), ...one }, 'nb')),
  fc.string({ unit: 'grapheme' }).map((notes) => quoteOfGroup({ id: newId(), number: 2, notes }, 'nb')),
  line.map((name) => quoteOfTurns(newId(), [{ at: '10.04', name, organisation: null }], 'nb')!),
)

describe('any quote', () => {
  const schema = getSchema(extensions)
  const taken = (quotes: readonly Quote[], from: MinutesDocument = emptyDocument) =>
    checkDocument(quotes.reduce((document, quote) => withMore(document, quote.nodes), from))

  it('can be stored, opened by the editor, and is known again by its id', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyQuote, { maxLength: 4, selector: ({ id }) => id }), (quotes) => {
        const document = taken(quotes)
        schema.nodeFromJSON(document).check()
        const standing = standingIn(document)
        for (const { id } of quotes) expect(standing.has(id)).toBe(true)
        expect(standing.size).toBe(quotes.length)
      }),
    )
  })

  it('is known again after somebody wrote on in plain text', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyQuote, { minLength: 1, maxLength: 4, selector: ({ id }) => id }), line, (quotes, more) => {
        const before = taken(quotes)
        const plain = plainOf(before, 'nb')
        const after = checkDocument(readPlain(`${plain.text}\r\n\r\nNytt: ${more}`, plain.kept, before))
        for (const { id } of quotes) expect(standingIn(after).has(id)).toBe(true)
      }),
    )
  })

  it('comes after what was written, which stays as it was', () => {
    const written = docOf({ type: 'paragraph', content: [{ type: 'text', text: 'Først' }] }, { type: 'paragraph' })
    fc.assert(
      fc.property(anyQuote, (quote) => {
        const document = taken([quote], written)
        expect(document.content![0]).toEqual(written.content![0])
        expect(document.content!.slice(1)).toEqual(taken([quote]).content)
      }),
    )
  })
})
