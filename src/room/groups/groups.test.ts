/** Groups: who comes where, what only they see, and that no one's notes are written over unseen. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { grantMeetingRole } from '#meeting/writes.ts'
import { organisation, organisationNumber } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { conference } from '../../../tests/conference.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { participant } from '../tables.ts'
import { divide, type Placeable, questionsIn } from './dividing/rules.ts'
import { readGroups, readOwnGroups } from './reads.ts'
import { breakout, breakoutGroup, breakoutMember } from './tables.ts'

let world: World
let meeting: MeetingRow
let base: string
const db = () => world.ground.db
const json = { accept: 'application/json' }

beforeAll(async () => {
  world = await makeWorld()
  meeting = await conference(world)
  base = `/nord/${meeting.slug}`
  await grantMeetingRole(db(), await world.actor('organiser', meeting.id), meeting.id, world.people.operator.id, 'chair')
})
afterAll(() => world.end())

/** Participants who are in the room. */
let members: Record<'owner' | 'member', string>
beforeEach(async () => {
  members = { owner: newId(), member: newId() }
  const at = { networkId: world.networkId, meetingId: meeting.id }
  for (const who of ['owner', 'member'] as const)
    await db()
      .insert(participant)
      .values({ ...at, id: members[who], personId: world.people[who].id, name: `Test ${who}` })
})
afterEach(async () => {
  for (const table of [breakout, breakoutGroup, breakoutMember, participant, organisationNumber, organisation])
    await db().delete(table)
})

const chair = (url: string, form: Record<string, string | string[]>) =>
  world.as('operator', { url: `${base}/chair/groups${url}`, form })
const begin = async (form: Record<string, string> = {}) => {
  const all = { dividing: 'random', count: '2', minutes: '20', item: '', questions: 'Hva nå?\nHva så?', ...form }
  const answer = await chair('', { ...all, [`in.${members.owner}`]: '1', [`in.${members.member}`]: '2', ...form })
  if (answer.statusCode >= 400) throw new Error(answer.body.slice(0, 200))
  const [of] = await db().select().from(breakout)
  const groups = (await db().select().from(breakoutGroup)).sort((a, b) => a.number - b.number)
  return { id: of!.id, groups }
}
const own = async (who: 'owner' | 'member') => (await readOwnGroups(db(), members[who])).groups[0]!
const write = (who: Who, group: string, version: number, text: string, headers: Record<string, string> = json) =>
  world.as(who, { url: `${base}/room/groups/notes`, form: { group, version: String(version), text }, headers })

describe('dividing', () => {
  const people = (...from: [organisation: string | null, region: string | null][]): Placeable[] =>
    from.map(([organisationId, region], i) => ({ id: String(i), organisationId, region }))
  let seed = 7
  const chance = () => {
    seed = (seed * 16807) % 2147483647
    return seed / 2147483647
  }
  const crowd = people(...Array.from({ length: 23 }, (_, i): [string, string] => [`o${i % 5}`, `r${i % 3}`]))

  it.each(['random', 'mixed', 'region'] as const)('%s places everybody once, in groups that are even', (by) => {
    const groups = divide(crowd, 4, by, chance)
    expect(groups.flat().sort()).toEqual(crowd.map((one) => one.id).sort())
    const sizes = groups.map((group) => group.length)
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1)
  })

  it('mixed spreads those of one place over all groups', () => {
    const three = divide(people(['a', null], ['a', null], ['a', null], ['b', null], ['b', null], ['b', null]), 3, 'mixed', chance)
    for (const group of three) expect(group.map((id) => (Number(id) < 3 ? 'a' : 'b')).sort()).toEqual(['a', 'b'])
  })

  it('by region keeps those of one county together', () => {
    const two = divide(people([null, '55'], [null, '56'], [null, '55'], [null, '56']), 2, 'region', chance)
    for (const group of two) expect(new Set(group.map((id) => Number(id) % 2)).size).toBe(1)
  })

  it('by choice places nobody, and at random not always the same', () => {
    expect(divide(crowd, 3, 'choice', chance)).toEqual([[], [], []])
    expect(divide(crowd, 4, 'random', chance)).not.toEqual(divide(crowd, 4, 'random', chance))
  })

  it('finds what an item asks', () => {
    expect(questionsIn('Velkommen.\n• Hva lykkes dere med?\n2. Hva er vanskelig?\nTakk!')).toEqual([
      'Hva lykkes dere med?',
      'Hva er vanskelig?',
    ])
  })
})

describe('the proposal', () => {
  const ask = (query: string, who: Who = 'operator') => world.as(who, { url: `${base}/chair/groups${query}` })

  it('is shown to a chair before anything is done', async () => {
    const page = await ask('?propose=yes&dividing=random&count=2&minutes=15&questions=Hva+nå%3F')
    expect(page.statusCode).toBe(200)
    for (const id of Object.values(members)) expect(page.body).toContain(`name="in.${id}"`)
    expect(await db().select().from(breakout)).toEqual([])
    expect((await ask('?propose=yes', 'member')).statusCode).toBe(404)
  })

  it('goes by the county of the organisation', async () => {
    const [organisationId] = [newId()]
    await db()
      .insert(organisation)
      .values({ id: organisationId, networkId: world.networkId, name: { nb: 'Alta bibliotek' }, type: 'municipality' })
    await db()
      .insert(organisationNumber)
      .values({ networkId: world.networkId, organisationId, kind: 'municipality', number: '5601' })
    const alta = Array.from({ length: 2 }, () => newId())
    for (const id of alta)
      await db()
        .insert(participant)
        .values({ id, networkId: world.networkId, meetingId: meeting.id, name: `Alta ${id}`, organisationId })
    const page = (await ask('?propose=yes&dividing=region&count=2')).body
    const numberOf = (id: string) =>
      new RegExp(`<select[^>]*name="in.${id}".*?<option value="(\\d)" selected`, 's').exec(page)?.[1]
    expect(numberOf(alta[0]!)).toBe(numberOf(alta[1]!))
  })

  it('comes back with what was typed when something is wrong', async () => {
    expect((await ask('?propose=yes&count=1')).statusCode).toBe(422)
    const answer = await chair('', {
      dividing: 'random',
      count: '2',
      minutes: '20',
      questions: 'Hva?',
      'link.1': 'ikke en lenke',
      [`in.${members.member}`]: '2',
    })
    expect(answer.statusCode).toBe(422)
    const proposal = answer.body.slice(answer.body.indexOf('id="proposal"'))
    expect(formIn(proposal, `${base}/chair/groups`)).toMatchObject({
      'link.1': 'ikke en lenke',
      [`in.${members.member}`]: '2',
      questions: 'Hva?',
    })
  })
})

describe('being in a group', () => {
  it('is as the chair placed one, and who is in which is for its members', async () => {
    await begin()
    expect([(await own('owner')).number, (await own('member')).number]).toEqual([1, 2])
    expect((await own('member')).members.map((one) => one.name)).toEqual(['Test member'])
    const all = JSON.stringify(await readGroups(db(), meeting, 'invited'))
    expect(all).not.toContain('Test ')
    expect(JSON.stringify(await readGroups(db(), meeting, 'chair'))).toContain('Test member')
  })

  it('is begun once however often it is sent', async () => {
    const form = { dividing: 'choice', count: '3', minutes: '20', key: crypto.randomUUID() }
    await Promise.all([chair('', form), chair('', form), chair('', form)])
    expect(await db().select().from(breakoutGroup)).toHaveLength(3)
  })

  it('is chosen oneself where that is the way, and by whoever came late; nobody else moves', async () => {
    const choose = (who: Who, group: string) =>
      world.as(who, { url: `${base}/room/groups/choose`, form: { group }, headers: json })
    const { groups } = await begin()
    expect((await choose('member', groups[0]!.id)).statusCode).toBe(403)
    expect((await choose('organiser', groups[0]!.id)).statusCode).toBe(200)
    await db().delete(breakout)
    await db().delete(breakoutGroup)
    await db().delete(breakoutMember)
    const free = await begin({ dividing: 'choice', [`in.${members.owner}`]: '', [`in.${members.member}`]: '' })
    for (const group of [free.groups[0]!, free.groups[1]!]) expect((await choose('member', group.id)).statusCode).toBe(200)
    expect((await own('member')).number).toBe(2)
    expect(await db().select().from(breakoutMember)).toHaveLength(1)
  })

  it('is changed by a chair, for people of this meeting alone', async () => {
    const { id } = await begin()
    const stranger = newId()
    await db()
      .insert(participant)
      .values({ id: stranger, networkId: world.networkId, meetingId: newId(), name: 'Fra et annet møte' })
    await chair('/move', { breakout: id, [`in.${members.owner}`]: '2', [`in.${stranger}`]: '1' })
    expect((await own('owner')).number).toBe(2)
    expect((await db().select().from(breakoutMember)).some((one) => one.participantId === stranger)).toBe(false)
  })

  it('leads to the group’s own video, and nobody else there', async () => {
    const { groups } = await begin({ 'link.2': 'https://video.example/gruppe2' })
    const join = (who: Who | null) => world.as(who, { url: `${base}/room/groups/${groups[1]!.id}/join` })
    expect((await join('member')).headers.location).toBe('https://video.example/gruppe2')
    expect((await join('operator')).headers.location).toBe('https://video.example/gruppe2')
    for (const who of ['outsider', null] as const) expect((await join(who)).statusCode).toBe(404)
    expect(JSON.stringify([await readGroups(db(), meeting, 'chair'), await own('member')])).not.toContain('video.example')
  })
})

describe('notes', () => {
  it('are the members’, and say when they were saved and by whom', async () => {
    const { groups } = await begin()
    const group = groups[1]!.id
    const saved = await write('member', group, 1, 'Felles innkjøp\r\nBokbuss')
    expect(saved.json().mine.groups.groups[0]).toMatchObject({
      notes: 'Felles innkjøp\nBokbuss',
      notesBy: 'Test member',
      version: 2,
    })
    expect((await write('outsider', group, 2, 'Nei')).statusCode).toBe(403)
    expect((await own('member')).notes).toBe('Felles innkjøp\nBokbuss')
  })

  it('written by two at once: the second loses nothing and is shown both', async () => {
    const { groups } = await begin({ [`in.${members.owner}`]: '2' })
    const group = groups[1]!.id
    await write('owner', group, 1, 'Bokbuss')
    expect((await write('member', group, 1, 'Felles innkjøp')).statusCode).toBe(409)
    const plain = await write('member', group, 1, 'Felles innkjøp', {})
    expect(plain.statusCode).toBe(409)
    for (const text of ['Bokbuss', 'Felles innkjøp', 'Test owner skrev imens']) expect(plain.body).toContain(text)
    const form = formIn(plain.body, `${base}/room/groups/notes`)
    expect(form).toMatchObject({ text: 'Felles innkjøp', version: '2' })
    const both = await world.as('member', {
      url: `${base}/room/groups/notes`,
      form: { ...form, text: 'Bokbuss og felles innkjøp' },
    })
    expect(both.statusCode).toBe(303)
    expect((await own('owner')).notes).toBe('Bokbuss og felles innkjøp')
  })

  it('sent twice are saved once', async () => {
    const { groups } = await begin()
    const group = groups[1]!.id
    const answers = [await write('member', group, 1, 'Bokbuss'), await write('member', group, 1, 'Bokbuss')]
    expect(answers.map((one) => one.statusCode)).toEqual([200, 200])
    expect((await own('member')).version).toBe(2)
  })

  it('of twenty saves at once from one text, one is saved and the others are told', async () => {
    const { groups } = await begin()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => write('member', groups[1]!.id, 1, `Tekst ${i}`)))
    const codes = answers.map((one) => one.statusCode).sort()
    expect(codes).toEqual([200, ...Array(19).fill(409)])
  })

  it('are the group’s own until they are returned, then everybody’s; and they can be taken back', async () => {
    const { id, groups } = await begin()
    await write('member', groups[1]!.id, 1, 'Bokbuss til alle')
    const seen = async () => JSON.stringify(await readGroups(db(), meeting, 'public')).includes('Bokbuss til alle')
    expect(await seen()).toBe(false)
    expect((await chair('/call', { breakout: id })).statusCode).toBe(303)
    expect(await seen()).toBe(false)
    const returned = await world.as('operator', { url: `${base}/chair/groups/return`, form: { breakout: id }, headers: json })
    expect(await seen()).toBe(true)
    expect((await world.as(null, { url: base })).body).toContain('Bokbuss til alle')
    expect((await write('member', groups[1]!.id, 2, 'Mer')).statusCode).toBe(403)
    const { action, fields } = returned.json().undo
    await world.as('operator', { url: action, form: fields })
    expect((await world.as(null, { url: base })).body).not.toContain('Bokbuss til alle')
    expect(await seen()).toBe(false)
    expect((await write('member', groups[1]!.id, 2, 'Mer')).statusCode).toBe(200)
  })
})

it('time is given until a moment, so that two chairs who press at once give it once', async () => {
  const { id } = await begin()
  const until = Temporal.Now.instant().add({ minutes: 25 }).toString({ smallestUnit: 'millisecond' })
  await Promise.all([chair('/extend', { breakout: id, until }), chair('/extend', { breakout: id, until })])
  expect((await readGroups(db(), meeting, 'members')).breakouts[0]!.endsAt).toBe(until)
  expect((await world.as('member', { url: `${base}/chair/groups/extend`, form: { breakout: id, until } })).statusCode).toBe(404)
})
