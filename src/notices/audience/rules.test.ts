import { describe, expect, it } from 'vitest'
import { audienceOf, countsOf, type Group, type Known, type Registered, receiversIn } from './rules.ts'

const registered: Registered = {
  id: 'r',
  linkVersion: 1,
  sequence: 0,
  state: 'registered',
  attendance: 'onsite',
  days: [],
  groupId: null,
  answers: {},
  askedAgainAt: null,
  name: 'Kari',
}
function one(
  email: string,
  groups: readonly Group[],
  more: Partial<Omit<Known, 'registration'>> & { own?: Partial<Registered> } = {},
): Known {
  const { own, ...rest } = more
  return {
    email,
    name: email,
    personId: null,
    locale: 'nb',
    organisationId: null,
    reader: 'member',
    readsPage: true,
    follower: null,
    out: false,
    groups: new Set(groups),
    ...rest,
    registration: own ? { ...registered, id: email, ...own } : null,
  }
}

const all = [
  one('onsite', ['members', 'registered'], { own: { days: ['d1'], answers: { bus: 'yes', meals: ['lunch1', 'dinner1'] } } }),
  one('online', ['members', 'registered', 'unanswered'], { own: { attendance: 'online', groupId: 'leaders' } }),
  one('waiting', ['waiting'], { own: { state: 'waiting', answers: { bus: 'no' } }, organisationId: 'senja' }),
  one('member', ['members', 'unregistered'], { organisationId: 'senja' }),
  one('speaker', ['speakers', 'owing', 'members'], { out: true }),
  one('withdrew', ['members', 'followers'], { out: true }),
]
const to = (given: Parameters<typeof audienceOf>[0]) => receiversIn(all, audienceOf(given)).map((each) => each.email)

describe('an audience', () => {
  it('is nobody until somebody is chosen', () => {
    expect(to({})).toEqual([])
  })

  it('joins groups, and reaches each once, with why', () => {
    expect(to({ to: ['members', 'registered'] })).toEqual(['onsite', 'online', 'member'])
    const [first] = receiversIn(all, audienceOf({ to: ['registered', 'members', 'waiting'] }))
    expect(first!.because).toEqual(['registered', 'members'])
  })

  it('leaves out who is in a group that is left out', () => {
    expect(to({ to: ['members'], not: ['registered'] })).toEqual(['member'])
  })

  it('is narrowed by what a registration says, and then leaves out those without one', () => {
    expect(to({ to: ['members', 'waiting'], mode: ['online'] })).toEqual(['online'])
    expect(to({ to: ['registered'], day: ['d2'] })).toEqual(['online'])
    expect(to({ to: ['registered'], day: ['d1', 'd2'] })).toEqual(['onsite', 'online'])
    expect(to({ to: ['members'], group: ['leaders'] })).toEqual(['online'])
  })

  it('is narrowed by answers: any of one question, all of several', () => {
    expect(to({ to: ['registered', 'waiting'], answer: ['bus=yes', 'bus=no'] })).toEqual(['onsite', 'waiting'])
    expect(to({ to: ['registered', 'waiting'], answer: ['bus=no', 'meals=lunch1'] })).toEqual([])
    expect(to({ to: ['registered'], answer: ['meals=dinner1'] })).toEqual(['onsite'])
  })

  it('is narrowed by organisation, registered or not', () => {
    expect(to({ to: ['members', 'waiting'], organisation: ['senja'] })).toEqual(['waiting', 'member'])
  })

  it('adds registrations that were picked, whatever else narrows', () => {
    expect(to({ to: ['members'], organisation: ['senja'], registration: ['online'] })).toEqual(['online', 'member'])
  })

  it('tells those who withdrew only of what they have a part in', () => {
    expect(to({ to: ['members', 'followers'] })).not.toContain('withdrew')
    expect(to({ to: ['members'] })).not.toContain('speaker')
    expect(to({ to: ['speakers'] })).toEqual(['speaker'])
  })

  it('is counted as it reaches', () => {
    expect(countsOf(all, ['members', 'followers', 'speakers'])).toEqual({ members: 3, followers: 0, speakers: 1 })
  })
})
