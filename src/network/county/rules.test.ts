import { expect, it } from 'vitest'
import { countiesOf, countyName } from './rules.ts'

const municipality = (number: string, validFrom: string | null, validTo: string | null) =>
  ({ kind: 'municipality', number, validFrom, validTo }) as const
const alta = {
  id: 'alta',
  parentId: null,
  numbers: [municipality('5403', '2020-01-01', '2023-12-31'), municipality('5601', '2024-01-01', null)],
}
const library = {
  id: 'library',
  parentId: 'alta',
  numbers: [{ ...municipality('2201200', null, null), kind: 'library' as const }],
}

it('follows the municipality’s number of the day, also for what belongs to it', () => {
  expect(countiesOf([library, alta], '2020-04-29')).toEqual(
    new Map([
      ['library', '54'],
      ['alta', '54'],
    ]),
  )
  expect(countiesOf([library, alta], '2026-11-23')).toEqual(
    new Map([
      ['library', '56'],
      ['alta', '56'],
    ]),
  )
  expect([countyName('56'), countyName('99')]).toEqual(['Finnmark', '99'])
})

it('says nothing where no number holds, and does not go round in rings', () => {
  expect(countiesOf([alta], '2019-12-31').size).toBe(0)
  const ring = [
    { id: 'a', parentId: 'b', numbers: [] },
    { id: 'b', parentId: 'a', numbers: [] },
  ]
  expect(countiesOf(ring, '2026-01-01').size).toBe(0)
})

it('prefers the number of a county to that of a municipality', () => {
  const county = { kind: 'county', number: '55', validFrom: null, validTo: null } as const
  expect(countiesOf([{ ...alta, numbers: [county, ...alta.numbers] }], '2026-01-01').get('alta')).toBe('55')
})
