import { describe, expect, it } from 'vitest'
import { folded } from '../folding/rules.ts'
import { matching } from './rules.ts'

const nobody = { office: null, organisationId: null, organisation: null, about: null }
const kari = {
  ...nobody,
  name: 'Kari Holm',
  office: 'biblioteksjef',
  organisationId: 'alta',
  organisation: { nb: 'Alta bibliotek' },
}
const peder = { ...nobody, name: 'Peder Ås', about: { nb: 'Jeg arbeider med e-bøker.' } }
const counties = new Map([['alta', '56']])
const find = (sought: object) =>
  matching([kari, peder], { q: '', organisation: '', county: '', ...sought }, counties).map((one) => one.name)

describe('looking somebody up', () => {
  it('finds by words of name, office, organisation and what they work with', () => {
    expect(find({})).toEqual(['Kari Holm', 'Peder Ås'])
    expect(find({ q: 'holm ALTA' })).toEqual(['Kari Holm'])
    expect(find({ q: 'boker' })).toEqual(['Peder Ås'])
    expect(find({ q: 'pal' })).toEqual([])
  })
  it('narrows by organisation and county', () => {
    expect(find({ organisation: 'alta' })).toEqual(['Kari Holm'])
    expect(find({ county: '56' })).toEqual(['Kari Holm'])
    expect(find({ county: '55' })).toEqual([])
  })
})

it('names are the same however they are written', () => {
  expect(folded('Bjørn  Åge-Nilsen')).toBe(folded('BJORN AAGE NILSEN'))
  expect(folded('Kárášjohka')).toBe('karasjohka')
  expect(folded('Đi ŋ ŧ')).toBe('di n t')
  expect(folded('Kari')).not.toBe(folded('Kåre'))
})
