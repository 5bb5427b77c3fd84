import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agrees, datesIn, foreignDates, retitled } from './reader.ts'

describe('dates in a text', () => {
  it.each<[string, string[]]>([
    ['Møtet holdes onsdag 29. april 2020 kl. 09.00–14.30.', ['29. april 2020']],
    ['Konferansen 29.–30. april er utsatt.', ['29.–30. april']],
    ['Frist 29.04.2020, svar 3/5/20 eller 2020-05-04.', ['29.04.2020', '3/5/20', '2020-05-04']],
    ['Biblioteksjef-/ledermøte april 2020', ['april 2020']],
    ['Leiarmøte 17. mai', ['17. mai']],
    ['On May 5, 2021 or 6 June', ['May 5, 2021', '6 June']],
    ['Kl. 09.00-10.00, sak 3. Vi er 40 personer. Telefon 78 95 29 21.', []],
    ['We may march 3 times; in 2020 nobody did.', []],
    ['Versjon 2.10.3 av systemet', []],
    ['', []],
  ])('%s', (text, dates) => expect(datesIn(text).map((one) => one.text)).toEqual(dates))

  it('are told apart', () => {
    expect(datesIn('29.–30. april 2020')).toEqual([{ text: '29.–30. april 2020', day: 29, until: 30, month: 4, year: 2020 }])
    expect(datesIn('3/5/20')[0]).toMatchObject({ day: 3, month: 5, year: 2020 })
  })

  it('are looked for in any text, however odd', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void datesIn(text)))
    const long = '29. april 2020 – '.repeat(5_000)
    expect(datesIn(long)).toHaveLength(5_000)
  })
})

describe('a date that is the meeting’s own', () => {
  const days = ['2027-01-19', '2027-01-20']
  it.each([
    ['19. januar 2027', true],
    ['20. januar', true],
    ['januar 2027', true],
    ['19.–20. januar', true],
    ['19. januar 2026', false],
    ['18. januar', false],
    ['februar 2027', false],
  ])('%s: %s', (text, own) => expect(agrees(datesIn(text)[0]!, days)).toBe(own))
})

describe('a title with its date', () => {
  it.each([
    ['Biblioteksjef-/ledermøte – april 2020', 'Biblioteksjef-/ledermøte – januar 2027'],
    ['Ledermøte 29. april 2020', 'Ledermøte 19. januar 2027'],
    ['April 2020: ledermøte', 'Januar 2027: ledermøte'],
    ['Etter 17. mai', 'Etter 17. mai'],
    ['Konferanse 29.–30. april', 'Konferanse 29.–30. april'],
    ['Ledermøte 29.04.2020', 'Ledermøte 29.04.2020'],
    ['Ledermøte', 'Ledermøte'],
  ])('%s', (title, now) => expect(retitled({ nb: title }, ['2020-04-29', '2020-04-30'], '2027-01-19')).toEqual({ nb: now }))
  it('is changed in each language', () => {
    expect(retitled({ nb: 'Møte mai 2020', en: 'Meeting May 2020' }, ['2020-05-06'], '2027-01-19')).toEqual({
      nb: 'Møte januar 2027',
      en: 'Meeting January 2027',
    })
  })
})

it('foreign dates are told with where they stand, once each', () => {
  const passages = [
    { of: { kind: 'meeting' } as const, title: null, text: { nb: 'Møte 29. april 2020', en: 'Meeting 29 April 2020' } },
    { of: { kind: 'text', id: 't' } as const, title: { nb: 'Frister' }, text: { nb: '29. april 2020 og igjen 29. april 2020' } },
    { of: { kind: 'item', id: 'i' } as const, title: { nb: 'Om i dag' }, text: { nb: '19. januar' } },
  ]
  expect(foreignDates(passages, ['2027-01-19']).map((one) => [one.of.kind, one.mention])).toEqual([
    ['meeting', '29. april 2020'],
    ['meeting', '29 April 2020'],
    ['text', '29. april 2020'],
  ])
})
