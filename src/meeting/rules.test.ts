import { describe, expect, it } from 'vitest'
import { type Actor, jobActor, speakerActor, visitor } from '#actor.ts'
import {
  audiencesOfPart,
  isMeetingSlug,
  mayAddMaterial,
  mayEdit,
  mayPublish,
  mayRead,
  mayReadPart,
  mayUnpublish,
  mayWriteMinutes,
  narrower,
  narrowest,
  type Readable,
} from './rules.ts'
import type { Audience, MeetingRole } from './tables.ts'

const meeting = (audience: Audience, published = true): Readable => ({
  id: 'm',
  networkId: 'n',
  audience,
  publishedAt: published ? '2020-01-01T00:00:00Z' : null,
  template: false,
  deletedAt: null,
})

/** Someone signed in, as actor.ts would make them. */
const someone = (
  role: 'owner' | 'organiser' | 'member' | null,
  roles: MeetingRole[] = [],
  invited = roles.length > 0,
  networkId = 'n',
): Actor =>
  ({
    kind: 'person',
    person: { id: 'p', name: 'P', email: null, locale: null },
    operator: false,
    network: { id: networkId, role },
    meeting: { id: 'm', roles: new Set(roles), invited },
    speaker: null,
  }) as unknown as Actor

const link = speakerActor({ networkId: 'n', meetingId: 'm', itemId: 'i', speakerId: 's', name: 'S' })
const people: Record<string, Actor> = {
  visitor: visitor({ networkId: 'n', meetingId: 'm' }),
  stranger: someone(null),
  'owner elsewhere': someone('owner', [], false, 'other'),
  invited: someone(null, [], true),
  guest: someone(null, ['guest']),
  'minute taker': someone(null, ['minute_taker']),
  chair: someone('member', ['chair']),
  member: someone('member'),
  organiser: someone('organiser'),
  owner: someone('owner'),
  job: jobActor(),
  'speaker with a link': link,
}
const working = ['minute taker', 'chair', 'organiser', 'owner', 'job']

describe('who may read', () => {
  it.each<[string, Readable, string[]]>([
    ['a public meeting', meeting('public'), Object.keys(people)],
    ['one for members', meeting('members'), ['invited', 'guest', 'member', 'speaker with a link', ...working]],
    ['one for those invited', meeting('invited'), ['invited', 'guest', 'speaker with a link', ...working]],
    ['a draft', meeting('public', false), working],
    ['a template', { ...meeting('public', false), template: true }, ['organiser', 'owner', 'job']],
    ['a removed one', { ...meeting('public'), deletedAt: '2020-01-01T00:00:00Z' }, []],
  ])('%s', (_what, which, readers) => {
    const allowed = Object.entries(people).filter(([, actor]) => mayRead(actor, which) === 'yes')
    expect(allowed.map(([name]) => name).sort()).toEqual([...readers].sort())
  })

  it('shows a part to no more than may read the whole', () => {
    const outside = people.member!
    expect(mayReadPart(outside, meeting('invited'), 'public')).not.toBe('yes')
    expect(mayReadPart(outside, meeting('public'), 'members')).toBe('yes')
    expect(mayReadPart(outside, meeting('public'), 'invited')).not.toBe('yes')
    expect(mayReadPart(people.visitor!, meeting('public'), 'members')).not.toBe('yes')
  })

  it('counts a role only in its own meeting', () => {
    expect(mayRead(people.chair!, { ...meeting('invited'), id: 'another' })).not.toBe('yes')
    expect(mayWriteMinutes(people['minute taker']!, { networkId: 'n', id: 'another' })).not.toBe('yes')
  })
})

describe('who may work', () => {
  it('edits as owner or organiser of that network', () => {
    const editors = Object.entries(people).filter(([, actor]) => mayEdit(actor, { networkId: 'n' }) === 'yes')
    expect(editors.map(([name]) => name).sort()).toEqual(['job', 'organiser', 'owner'])
  })

  it('takes minutes as those, as chair and as minute taker', () => {
    const writers = Object.entries(people).filter(([, actor]) => mayWriteMinutes(actor, { networkId: 'n', id: 'm' }) === 'yes')
    expect(writers.map(([name]) => name).sort()).toEqual([...working].sort())
  })

  it('adds papers to one’s own item and no other', () => {
    const item = (id: string, speakers: { personId: string | null }[] = []) => ({ id, networkId: 'n', speakers })
    expect(mayAddMaterial(link, item('i'))).toBe('yes')
    expect(mayAddMaterial(link, item('j'))).toBe('meeting_only_speakers')
    expect(mayAddMaterial(people.member!, item('j', [{ personId: 'p' }]))).toBe('yes')
    expect(mayAddMaterial(people.member!, item('j', [{ personId: null }]))).toBe('meeting_only_speakers')
    expect(mayAddMaterial(people.visitor!, item('j', [{ personId: null }]))).toBe('meeting_only_speakers')
  })

  it('publishes once, with a title, and takes back until it is closed', () => {
    const draft = { networkId: 'n', title: { nb: 'Møte' }, publishedAt: null, template: false, closedAt: null }
    const owner = people.owner!
    expect(mayPublish(owner, draft)).toBe('yes')
    expect(mayPublish(owner, { ...draft, title: {} })).toBe('meeting_needs_title')
    expect(mayPublish(owner, { ...draft, template: true })).toBe('meeting_is_template')
    expect(mayPublish(owner, { ...draft, publishedAt: '2020-01-01T00:00:00Z' })).toBe('meeting_already_published')
    expect(mayPublish(people.member!, draft)).toBe('meeting_only_organisers')
    expect(mayUnpublish(owner, draft)).toBe('meeting_not_published')
    expect(mayUnpublish(owner, { ...draft, publishedAt: '2020-01-01T00:00:00Z' })).toBe('yes')
    expect(mayUnpublish(owner, { ...draft, publishedAt: '2020-01-01T00:00:00Z', closedAt: '2020-01-01T00:00:00Z' })).toBe(
      'meeting_closed',
    )
  })
})

it('orders audiences from wide to narrow', () => {
  expect(narrower('members', 'public')).toBe(true)
  expect(narrower('members', 'members')).toBe(false)
  expect(narrower('public', 'invited')).toBe(false)
  expect(narrowest('public', 'invited', 'members')).toBe('invited')
})

it('lets a part be for fewer than its whole, never for more, and leaves what stands', () => {
  expect(audiencesOfPart('public')).toEqual(['public', 'members', 'invited'])
  expect(audiencesOfPart('members')).toEqual(['public', 'invited'])
  expect(audiencesOfPart('invited')).toEqual(['public'])
  expect(audiencesOfPart('invited', 'members')).toEqual(['public', 'members'])
})

it.each([
  ['mote-april-2020', true],
  ['2020-mote', true],
  ['people', false],
  ['Mote', false],
  ['mote--april', false],
  ['møte', false],
  ['', false],
])('takes %o as an address: %o', (slug, fits) => {
  expect(isMeetingSlug(slug)).toBe(fits)
})
