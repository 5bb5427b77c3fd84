import { describe, expect, it } from 'vitest'
import { indicatorOf, ownersIn } from './rules.ts'

const named = {
  people: [{ id: 'kari', name: 'Kari Nord' }],
  organisations: [
    { id: 'fylke', name: { nb: 'Troms og Finnmark fylkesbibliotek' } },
    { id: 'alta', name: { nb: 'Alta bibliotek' } },
    { id: 'tana', name: { nb: 'Tana bibliotek' } },
  ],
}
const owners = (words: string) => {
  const found = ownersIn(words, named)
  return [...found.owners.map((one) => one.organisationId ?? one.personId), ...found.unknown.map((one) => `?${one}`)]
}

describe('who owns a measure', () => {
  it.each([
    ['Alta bibliotek', ['alta']],
    ['Alta bibliotek, Tana bibliotek', ['alta', 'tana']],
    ['Alta bibliotek og Tana bibliotek', ['alta', 'tana']],
    ['Kari Nord; Alta bibliotek', ['kari', 'alta']],
    ['Fylkesbiblioteket', ['fylke']],
    ['Troms og Finnmark fylkesbibliotek', ['fylke']],
    // Two have it in their name: it is neither.
    ['Biblioteket', ['?Biblioteket']],
    ['Frivilligsentralen, Alta bibliotek', ['alta', '?Frivilligsentralen']],
  ])('%s', (words, expected) => expect(owners(words)).toEqual(expected))
})

it.each([
  ['Antall bibliotek i samme system', 'count', null],
  ['Antall stopp: 12', 'count', 12],
  ['Andel saker løst innen en uke: 80 %', 'share', 80],
  ['Del av samlinga yngre enn ti år', 'share', null],
  ['Er avtalen signert?', 'yes_no', 1],
] as const)('an indicator called “%s” is a %s', (words, kind, target) => {
  expect(indicatorOf(words)).toMatchObject({ kind, target })
})
