import { expect, it } from 'vitest'
import { partsOf } from './compounds/rules.ts'
import { nearest, slips, thirdsOf, trigramsOf } from './misspelt/rules.ts'
import { foldedWord, tokensOf } from './rules.ts'

const wordsOf = (text: string) => tokensOf(text).map((token) => token.word)

it('an e-book is the same with a hyphen and without, one or many', () => {
  for (const text of ['e-bok', 'ebok', 'e-bøker', 'E-bøkene', 'eBøker', 'e‑bøkenes'])
    expect(wordsOf(text), text).toEqual(['ebok'])
  expect(wordsOf('lydbøkene')).toEqual(['lydbok'])
})

it('accents fall and letters stay', () => {
  expect(foldedWord('KAFÉ på Røros, Čáhppes-Ähtäri')).toBe('kafe på røros, cahppes-æhtæri')
  expect(wordsOf('å ære Øst')).toEqual(['å', 'ære', 'øst'])
})

it('a compound is found as its parts, with the letter that joins them or without', () => {
  const known = (word: string) => ['filmvisning', 'visning', 'film', 'skjerm', 'strategien', 'meld'].includes(word)
  expect(partsOf('bibliotekstrategi', known)).toEqual(['bibliotek', 'strategi'])
  expect(partsOf('handlingsplanen', known)).toEqual(['handling', 'planen'])
  expect(partsOf('storskjermfilm', (word) => word === 'stor' || known(word))).toEqual(expect.arrayContaining(['film', 'skjerm']))
  expect(partsOf('ebokavtale', (word) => word === 'ebok')).toEqual(['ebok', 'avtale'])
  expect(partsOf('meldingen', known)).toEqual([])
  expect(partsOf('bibliotek', known)).toEqual([])
})

it('whatever one slip makes of a word, a third of it stands', () => {
  const word = 'strategi'
  const all = new Set(trigramsOf(word))
  const slipped = [...word].flatMap((_, i) => [
    word.slice(0, i) + word.slice(i + 1),
    `${word.slice(0, i)}x${word.slice(i)}`,
    `${word.slice(0, i)}x${word.slice(i + 1)}`,
    word.slice(0, i) + (word[i + 1] ?? '') + word[i] + word.slice(i + 2),
  ])
  for (const one of slipped)
    if (one !== word) {
      expect(slips(one, word, 2), one).toBeLessThanOrEqual(1)
      expect(
        thirdsOf(one).some((third) => third.every((trigram) => all.has(trigram))),
        one,
      ).toBe(true)
    }
})

it('of the words that are as near, the one that stands most often was meant', () => {
  const there = [
    { word: 'strategi', stem: 'strategi', count: 3 },
    { word: 'strategien', stem: 'strategi', count: 9 },
    { word: 'statlig', stem: 'stat', count: 90 },
  ]
  expect(nearest('stratgi', there)).toEqual(['strategien', 'strategi'])
  expect(nearest('strateji', [...there, { word: 'stratepi', stem: 'stratepi', count: 8 }])).toEqual([
    'strategien',
    'stratepi',
    'strategi',
  ])
  expect(nearest('zzzz', there)).toEqual([])
  // Not what only begins as a short word does.
  expect(nearest('stet', there)).toEqual([])
})
