import { describe, expect, it } from 'vitest'
import type { ItemState, Kind, Programme, SpeakerState } from '../document.ts'
import { blank } from '../rules.ts'
import { type Advice, adviceOn } from './rules.ts'

type Row = readonly [id: string, start: string, end: string | null, more?: Partial<ItemState>]

const programme = (...rows: readonly Row[]): Programme => ({
  days: [{ id: 'd', date: '2027-03-02', label: null, position: 0 }],
  items: rows.map(([id, start, end, more], position) => ({
    ...blank(id, { title: { nb: id }, kind: 'talk' }),
    dayId: 'd',
    position,
    start,
    end,
    ...more,
  })),
})
const speaker = (name: string, personId: string | null = null): SpeakerState => ({
  id: `s-${name}`,
  personId,
  name,
  office: null,
  email: null,
  role: 'speaker',
})
const kind = (kind: Kind) => ({ kind })
const about = (given: Programme, what: Advice['about']) => adviceOn(given).filter((one) => one.about === what)

describe('advice', () => {
  it('is silent about a day that is well planned', () => {
    const good = programme(
      ['a', '09:00', '10:00'],
      ['coffee', '10:00', '10:15', kind('break')],
      ['b', '10:15', '11:30'],
      ['lunch', '11:30', '12:30', kind('lunch')],
      ['c', '12:30', '14:00'],
      ['end', '14:15', '14:30', kind('closing')],
      ['dinner', '19:00', '21:30', kind('social')],
    )
    expect(adviceOn(good)).toEqual([])
  })

  it('tells of two items at once in a track, and not in two', () => {
    const rows: Row[] = [
      ['a', '09:00', '10:00', { track: 'A' }],
      ['b', '09:45', '10:15', { track: 'A' }],
      ['c', '09:00', '10:00', { track: 'B' }],
    ]
    expect(about(programme(...rows), 'overlap')).toEqual([
      { about: 'overlap', dayId: 'd', ids: ['a', 'b'], minutes: 15, track: 'A' },
    ])
  })

  it('tells of a speaker in two places, in parts too, once', () => {
    const rows: Row[] = [
      ['a', '09:00', '10:00', { track: 'A', speakers: [speaker('Kari Nordmann')] }],
      ['b', '09:30', '10:15', { track: 'B' }],
      ['p', '', null, { start: null, parentId: 'b', speakers: [speaker('kari nordmann ')] }],
      ['c', '10:15', '11:00', { track: 'B', speakers: [speaker('Kari Nordmann')] }],
    ]
    expect(about(programme(...rows), 'speaker')).toEqual([
      { about: 'speaker', dayId: 'd', ids: ['a', 'b'], name: 'Kari Nordmann', at: '09:30' },
    ])
  })

  it('knows persons by who they are, not by what they are called', () => {
    const two = (a: SpeakerState, b: SpeakerState) =>
      programme(['a', '09:00', '10:00', { track: 'A', speakers: [a] }], ['b', '09:00', '10:00', { track: 'B', speakers: [b] }])
    expect(about(two(speaker('Kari', 'p1'), speaker('Kari', 'p2')), 'speaker')).toEqual([])
    expect(about(two(speaker('Kari', 'p1'), speaker('K. Nordmann', 'p1')), 'speaker')).toHaveLength(1)
  })

  it('tells of what goes on behind the closing, but not of the evening', () => {
    const rows: Row[] = [
      ['end', '14:45', '15:00', kind('closing')],
      ['late', '15:00', '15:30'],
      ['dinner', '19:00', '22:00', kind('social')],
    ]
    expect(about(programme(...rows), 'late')).toEqual([{ about: 'late', dayId: 'd', ids: ['late'], end: '15:00' }])
  })

  it('tells of more than 90 minutes on end, in each track by itself', () => {
    const rows: Row[] = [
      ['p', '09:00', '10:00'],
      ['a', '10:00', '10:45', { track: 'A' }],
      ['b', '10:00', '10:30', { track: 'B' }],
    ]
    const found = about(programme(...rows), 'break')
    expect(found).toEqual([{ about: 'break', dayId: 'd', ids: ['p', 'a'], minutes: 105, from: '09:00', to: '10:45', track: 'A' }])
    expect(about(programme(['a', '09:00', '10:00'], ['b', '10:05', '11:00']), 'break')).toEqual([])
  })

  it('tells once of what everybody sits through', () => {
    const rows: Row[] = [
      ['p', '09:00', '11:00'],
      ['a', '12:00', '12:30', { track: 'A' }],
      ['b', '12:00', '12:30', { track: 'B' }],
    ]
    expect(about(programme(...rows), 'break')).toMatchObject([{ ids: ['p'], track: null }])
  })

  it('misses lunch in a day of more than five hours over noon', () => {
    const rows: Row[] = [
      ['a', '09:00', '11:00'],
      ['b', '11:10', '13:00'],
      ['c', '13:10', '14:30'],
    ]
    expect(about(programme(...rows), 'lunch')).toEqual([{ about: 'lunch', dayId: 'd', ids: [] }])
    expect(about(programme(...rows.slice(0, 2)), 'lunch')).toEqual([])
    expect(about(programme(['a', '09:00', '11:30'], ['b', '12:15', '15:00']), 'lunch')).toEqual([])
    expect(about(programme(['a', '13:00', '18:30']), 'lunch')).toEqual([])
    expect(
      about(programme(['a', '09:00', '11:30'], ['m', '11:30', '12:15', kind('break')], ['b', '12:15', '15:00']), 'lunch'),
    ).toEqual([])
  })

  it('tells of an item that takes no time', () => {
    expect(about(programme(['a', '09:00', '09:00']), 'nothing')).toEqual([{ about: 'nothing', dayId: 'd', ids: ['a'] }])
  })

  it('reads what comes past midnight as the same evening', () => {
    expect(adviceOn(programme(['a', '22:00', '23:00', kind('social')], ['b', '23:00', '00:30', kind('social')]))).toEqual([])
  })
})
