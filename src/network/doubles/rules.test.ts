import { describe, expect, it } from 'vitest'
import { likelyDoubleOrganisations, likelyDoubles } from './rules.ts'

const one = (id: string, name: string, email: string | null = null, organisationId: string | null = null) => ({
  ...{ id, name, email, organisationId },
})
const pairs = (...members: ReturnType<typeof one>[]) =>
  likelyDoubles(members).map(({ one, other, why }) => `${one} ${other} ${why}`)

describe('people who may be one', () => {
  it('have the same name, however it is written', () => {
    expect(pairs(one('a', 'Bjørn Åge Nilsen'), one('b', 'NILSEN, Bjorn Aage'), one('c', 'Bjørn Nilsen'))).toEqual(['a b name'])
  })
  it('are colleagues where one’s name holds the other’s', () => {
    const [long, short] = ['Kari Anne Holm', 'Kari Holm']
    expect(pairs(one('a', long, null, 'x'), one('b', short, null, 'x'))).toEqual(['a b part_of_name'])
    expect(pairs(one('a', long, null, 'x'), one('b', short, null, 'y'))).toEqual([])
    expect(pairs(one('a', 'Kari Anne Holm', null, 'x'), one('b', 'Anne Holm', null, 'x'))).toEqual([])
    // Nobody is a colleague of those who belong nowhere.
    expect(pairs(one('a', long), one('b', short))).toEqual([])
  })
  it('have their own mailbox at two places, and not one that many have', () => {
    const twice = [one('a', 'Kari Holm', 'kari.holm@alta.example'), one('b', 'Kari M. Holm', 'kari.holm@bibliotek.example')]
    expect(pairs(...twice)).toEqual(['a b mailbox'])
    expect(pairs(one('a', 'Kari Holm', 'post@a.example'), one('b', 'Ola Vik', 'post@b.example'))).toEqual([])
  })
  it('are told of once', () => {
    const twin = { email: 'ola.vik@a.example', organisationId: 'x' }
    expect(pairs({ ...one('a', 'Ola Vik'), ...twin }, { ...one('b', 'Ola Vik'), ...twin })).toEqual(['a b name'])
  })
})

describe('organisations that may be one', () => {
  const library = (id: string, nb: string, number?: string, type = 'public') => ({
    ...{ id, type, name: { nb } },
    numbers: number ? [{ kind: 'library', number }] : [],
  })
  const found = (...all: ReturnType<typeof library>[]) => likelyDoubleOrganisations(all).map(({ why }) => why)
  it('have the same library number, or a name that differs only in what every library is called', () => {
    expect(found(library('a', 'Alta', '2540300'), library('b', 'Biblioteket i nord', '2540300'))).toEqual(['library_number'])
    expect(found(library('a', 'Alta bibliotek'), library('b', 'Alta folkebibliotek'))).toEqual(['organisation_name'])
  })
  it('are not a municipality and its library, nor all that are called only “bibliotek”', () => {
    expect(found(library('a', 'Alta bibliotek'), library('b', 'Alta kommune', undefined, 'municipality'))).toEqual([])
    expect(found(library('a', 'Alta bibliotek'), library('b', 'Alta bibliotek', undefined, 'school'))).toEqual([])
    expect(found(library('a', 'Biblioteket'), library('b', 'Bibliotek'))).toEqual([])
  })
})
