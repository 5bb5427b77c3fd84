/** Polls against a real database: who may vote, that each has one ballot however many try at once, and what is kept. */
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { invite } from '#meeting/writes.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import type { ParticipantRow } from '../entry/reads.ts'
import { participant, room } from '../tables.ts'
import { takeDown, vote } from './ballots/writes.ts'
import { type PollInput, pollForm } from './forms.ts'
import { pollById, pollResultsOf, readOwnPolls, readPolls } from './reads.ts'
import { ballot, elector, hasVoted, poll, secretBallot } from './tables.ts'
import {
  changePoll,
  closePoll,
  makePoll,
  movePoll,
  noteAgreed,
  openPoll,
  removePoll,
  reopenPoll,
  showResult,
  takeAlong,
} from './writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [poll, elector, ballot, hasVoted, secretBallot, participant, room]) await db().delete(table)
})

const db = () => world.ground.db
const chair = () => world.actor('organiser', april.meeting.id)
const home = () => ({ networkId: world.networkId, meetingId: april.meeting.id })

async function comes(more: Partial<typeof participant.$inferInsert> = {}): Promise<ParticipantRow> {
  const [row] = await db()
    .insert(participant)
    .values({ ...home(), name: 'Kari', personId: newId(), ...more })
    .returning()
  return row!
}
const guests = async (n: number) =>
  Promise.all(Array.from({ length: n }, (_, i) => comes({ personId: null, name: `Gjest ${i + 1}` })))
const guestsMayVote = () =>
  db()
    .insert(room)
    .values({ ...home(), guestsMay: { ask: true, vote: true, queue: false } })

async function opened(more: Partial<PollInput> & { options?: string[] } = {}): Promise<string> {
  const { id } = await prepared(more)
  await openPoll(db(), await chair(), april.meeting, id)
  return id
}
async function prepared({ options = [], ...more }: Partial<PollInput> & { options?: string[] } = {}) {
  const form = pollForm.parse({ question: 'Går vi for det?', electorate: 'present', options: options.join('\n') })
  return (await makePoll(db(), await chair(), april.meeting, { ...form, ...more }))!
}
const votes = (who: ParticipantRow, id: string, given: { choice?: string[]; places?: Record<string, string>; text?: string }) =>
  vote(db(), { participant: who, channel: 'members' }, id, { choice: [], places: {}, text: '', ...given })
const says = (who: ParticipantRow, id: string, choice: string) => votes(who, id, { choice: [choice] })
const close = async (id: string) => closePoll(db(), await chair(), april.meeting, id)
const rowOf = async (id: string) => (await pollById(db(), april.meeting.id, id)).row
const seen = async (channel: 'public' | 'members' | 'chair', id: string) =>
  (await readPolls(db(), april.meeting, channel)).polls.find((one) => one.id === id)

describe('who may vote', () => {
  it('present: those who are in the room by their account when it opens, and no guests', async () => {
    await guestsMayVote()
    const kari = await comes()
    const [guest] = await guests(1)
    const gone = await comes({ seenAt: '2020-01-01T00:00:00Z' })
    const id = await opened()
    expect((await rowOf(id)).electors).toBe(1)
    await says(kari, id, 'yes')
    for (const other of [guest!, gone])
      await expect(says(other, id, 'yes')).rejects.toMatchObject({ reason: 'polls_not_elector' })
  })

  it('whoever comes in later is taken along by the chair, and not before', async () => {
    await comes()
    const id = await opened()
    const late = await comes()
    await expect(says(late, id, 'yes')).rejects.toMatchObject({ reason: 'polls_not_elector' })
    expect(await seen('chair', id)).toMatchObject({ electors: 1, late: 1 })
    expect(await takeAlong(db(), await chair(), april.meeting, id)).toBe(1)
    await says(late, id, 'no')
    expect(await seen('chair', id)).toMatchObject({ electors: 2, late: 0, answered: 1 })
  })

  it('members: wherever they are, once they are in the room to answer', async () => {
    const id = await opened({ electorate: 'members' })
    expect((await rowOf(id)).electors).toBe(3)
    await says(await comes({ personId: world.people.member.id }), id, 'yes')
    const outsider = await comes({ personId: world.people.outsider.id })
    await expect(says(outsider, id, 'yes')).rejects.toMatchObject({ reason: 'polls_not_elector' })
  })

  it('link: guests too where the meeting lets them, each device once', async () => {
    const [one] = await guests(2)
    expect((await rowOf(await opened({ electorate: 'link' }))).electors).toBe(0)
    await guestsMayVote()
    const id = await opened({ electorate: 'link' })
    expect((await rowOf(id)).electors).toBe(2)
    await says(one!, id, 'yes')
    await says(one!, id, 'no')
    expect(await db().select().from(ballot).where(eq(ballot.pollId, id))).toMatchObject([{ choice: { options: ['no'] } }])
  })

  it('organisations: one ballot for each, whoever of them answers; and what was answered is theirs to see who did', async () => {
    const [alta] = await db()
      .insert(organisation)
      .values({ networkId: world.networkId, name: { nb: 'Alta bibliotek' }, type: 'public' })
      .returning()
    const of = { organisationId: alta!.id, organisation: 'Alta bibliotek' }
    await db().update(membership).set({ organisationId: alta!.id }).where(eq(membership.personId, world.people.member.id))
    const [kari, lars, alone] = [await comes({ personId: world.people.member.id, ...of }), await comes(of), await comes()]
    const id = await opened({ electorate: 'organisations' })
    expect((await rowOf(id)).electors).toBe(1)
    await says(kari, id, 'yes')
    expect((await readOwnPolls(db(), kari)).ballots).toMatchObject([
      { onBehalfOf: 'Alta bibliotek', voted: true, choice: { options: ['yes'] } },
    ])
    expect((await readOwnPolls(db(), lars)).ballots).toMatchObject([{ onBehalfOf: 'Alta bibliotek', voted: true, choice: null }])
    expect((await readOwnPolls(db(), alone)).ballots).toEqual([])
    await says(lars, id, 'no')
    expect(await db().$count(ballot, eq(ballot.pollId, id))).toBe(1)
    await expect(says(alone, id, 'yes')).rejects.toMatchObject({ reason: 'polls_not_elector' })
    await db().update(membership).set({ organisationId: null }).where(eq(membership.personId, world.people.member.id))
  })

  it('on an item for those invited: they alone are electors, and others do not learn of it', async () => {
    const about = april.item('E-bøker')
    await db().update(item).set({ audience: 'invited' }).where(eq(item.id, about.id))
    await invite(db(), await chair(), april.meeting.id, [world.people.member.id])
    const [invited, other] = [await comes({ personId: world.people.member.id }), await comes()]
    const id = await opened({ item: about.id })
    expect((await rowOf(id)).electors).toBe(1)
    expect(await seen('members', id)).toBeUndefined()
    expect(await seen('chair', id)).toBeDefined()
    await vote(db(), { participant: invited, channel: 'invited' }, id, { choice: ['yes'], places: {}, text: '' })
    await expect(says(other, id, 'yes')).rejects.toMatchObject({ status: 404 })
    await db().update(item).set({ audience: 'public' }).where(eq(item.id, about.id))
  })

  it('on a part of an item for those invited is as closed as the item', async () => {
    const about = april.item('E-bøker')
    const partId = newId()
    const place = { networkId: world.networkId, meetingId: april.meeting.id, parentId: about.id, position: 0 }
    await db()
      .insert(item)
      .values({ ...place, id: partId, kind: 'other', title: { nb: 'En del' } })
    await db().update(item).set({ audience: 'invited' }).where(eq(item.id, about.id))
    await comes()
    const id = await opened({ item: partId })
    expect((await rowOf(id)).electors).toBe(0)
    expect(await seen('members', id)).toBeUndefined()
    await close(id)
    await showResult(db(), await chair(), april.meeting, id, true)
    expect(await pollResultsOf(db(), await world.actor('outsider', april.meeting.id), april.meeting, partId)).toEqual([])
    expect(await pollResultsOf(db(), await chair(), april.meeting, partId)).toHaveLength(1)
    await db().update(item).set({ audience: 'public' }).where(eq(item.id, about.id))
    await db().delete(item).where(eq(item.id, partId))
  })

  it('is for chairs to lead: for others there is nothing to open or close', async () => {
    const { id } = await prepared()
    const member = await world.actor('member', april.meeting.id)
    for (const act of [openPoll, closePoll, reopenPoll] as const)
      await expect(act(db(), member, april.meeting, id)).rejects.toMatchObject({ status: 404 })
    await expect(
      vote(db(), { participant: await comes(), channel: 'members' }, id, { choice: ['yes'], places: {}, text: '' }),
    ).rejects.toMatchObject({ status: 404 })
  })
})

describe('counting', () => {
  const three = ['Felles', 'Egen', 'Ingen']
  const result = async (id: string) => {
    await close(id)
    return (await rowOf(id)).result!
  }

  it('one, and several at most n', async () => {
    const [a, b, c] = [await comes(), await comes(), await comes()]
    const single = await opened({ kind: 'single', options: three })
    for (const [who, choice] of [
      [a, '1'],
      [b, '1'],
      [c, '3'],
    ] as const)
      await says(who, single, choice)
    expect(await result(single)).toMatchObject({ ballots: 3, counts: { 1: 2, 3: 1 } })
    const several = await opened({ kind: 'several', options: three, most: 2 })
    await votes(a, several, { choice: ['1', '2'] })
    await votes(b, several, { choice: ['2'] })
    await expect(votes(c, several, { choice: ['1', '2', '3'] })).rejects.toMatchObject({
      fields: { choice: 'polls_choose_fewer' },
    })
    expect(await result(several)).toMatchObject({ ballots: 2, counts: { 1: 1, 2: 2 } })
  })

  it('a ranking gives as many points as there are options to the first, one less to the next, none to the unplaced', async () => {
    const [a, b] = [await comes(), await comes()]
    const id = await opened({ kind: 'ranking', options: three })
    await votes(a, id, { places: { 2: '1', 1: '2', 3: '3' } })
    await votes(b, id, { places: { 2: '1' } })
    expect(await result(id)).toMatchObject({ ballots: 2, counts: { 2: 6, 1: 2, 3: 1 } })
  })

  it('a scale by its steps, free words by how often they were written', async () => {
    const [a, b, c] = [await comes(), await comes(), await comes()]
    const scale = await opened({ kind: 'scale', most: 5 })
    for (const [who, choice] of [
      [a, '5'],
      [b, '4'],
      [c, '5'],
    ] as const)
      await says(who, scale, choice)
    expect(await result(scale)).toMatchObject({ ballots: 3, counts: { 4: 1, 5: 2 } })
    const words = await opened({ kind: 'words' })
    for (const [who, text] of [
      [a, 'Mer tid'],
      [b, 'mer tid'],
      [c, 'Nærhet'],
    ] as const)
      await votes(who, words, { text })
    expect((await result(words)).texts).toEqual([
      { text: expect.stringMatching(/^mer tid$/i), count: 2 },
      { text: 'Nærhet', count: 1 },
    ])
  })

  it('a roll call is by name, and a chair takes down what is said aloud', async () => {
    const kari = await comes({ name: 'Kari Nord' })
    const lars = await comes({ name: 'Lars Holm' })
    const id = await opened({ kind: 'roll_call', secrecy: 'open' })
    await says(kari, id, 'no')
    await takeDown(db(), await chair(), april.meeting, id, { voter: lars.personId!, choice: 'yes' })
    expect((await seen('chair', id))!.roll).toMatchObject([
      { name: 'Kari Nord', said: 'no' },
      { name: 'Lars Holm', said: 'yes' },
    ])
    expect((await seen('members', id))!.roll).toBeNull()
    await expect(takeDown(db(), await chair(), april.meeting, id, { voter: newId(), choice: 'yes' })).rejects.toMatchObject({
      reason: 'polls_not_elector',
    })
    expect(await result(id)).toEqual({
      ballots: 2,
      counts: { yes: 1, no: 1 },
      named: [
        { name: 'Kari Nord', choice: { options: ['no'] } },
        { name: 'Lars Holm', choice: { options: ['yes'] } },
      ],
    })
  })

  it('"agreed, nobody against" is on record at once, on its item and with how many were there', async () => {
    await comes()
    await comes()
    const about = april.item('E-bøker')
    const made = await noteAgreed(db(), await chair(), april.meeting, { question: '', item: about.id })
    expect(await rowOf(made!.id)).toMatchObject({ kind: 'agreed', question: about.title, electors: 2 })
    const found = await pollResultsOf(db(), await world.actor(null, april.meeting.id), april.meeting, about.id)
    expect(found).toMatchObject([{ kind: 'agreed', electors: 2, result: { ballots: 0 } }])
    await expect(noteAgreed(db(), await chair(), april.meeting, { question: '', item: null })).rejects.toMatchObject({
      status: 422,
    })
  })
})

describe('one ballot for each voter', () => {
  it('two hundred attempts of one voter at once are one ballot', async () => {
    const kari = await comes()
    const id = await opened()
    await Promise.all(Array.from({ length: 200 }, (_, i) => says(kari, id, i % 2 ? 'yes' : 'no')))
    expect(await db().$count(ballot, eq(ballot.pollId, id))).toBe(1)
    await close(id)
    expect((await rowOf(id)).result!.ballots).toBe(1)
  })

  it('two hundred attempts of one voter at once are one secret ballot, and the others are refused', async () => {
    const kari = await comes()
    const id = await opened({ secrecy: 'secret' })
    const tried = await Promise.allSettled(Array.from({ length: 200 }, () => says(kari, id, 'yes')))
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject({ reason: 'polls_voted_already' })
    expect([await db().$count(secretBallot), await db().$count(hasVoted), await db().$count(ballot)]).toEqual([1, 1, 0])
  })

  it('two hundred voters at once are two hundred ballots', async () => {
    await guestsMayVote()
    const all = await guests(200)
    const id = await opened({ electorate: 'link' })
    await Promise.all(all.map((who, i) => says(who, id, i % 4 ? 'yes' : 'no')))
    await close(id)
    expect((await rowOf(id)).result).toMatchObject({ ballots: 200, counts: { yes: 150, no: 50 } })
  })

  it.each(['hidden', 'secret'] as const)(
    'a %s poll that closes while votes come in counts every one it accepted',
    async (secrecy) => {
      await guestsMayVote()
      const all = await guests(300)
      const id = await opened({ electorate: 'link', secrecy })
      let closing: Promise<void> | null = null
      const tried = await Promise.allSettled(
        all.map(async (who, i) => {
          if (i === 60) closing = close(id)
          return says(who, id, 'yes')
        }),
      )
      await closing
      const accepted = tried.filter((one) => one.status === 'fulfilled').length
      for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject({ reason: 'polls_closed' })
      expect((await rowOf(id)).result).toMatchObject({ ballots: accepted, counts: { yes: accepted } })
      // Both happened, or the test says nothing.
      expect([accepted > 0, accepted < 300]).toEqual([true, true])
    },
  )

  it('is changed until it closes, and not after', async () => {
    const kari = await comes()
    const id = await opened()
    await says(kari, id, 'yes')
    await says(kari, id, 'no')
    expect((await readOwnPolls(db(), kari)).ballots).toMatchObject([{ voted: true, choice: { options: ['no'] } }])
    await close(id)
    await expect(says(kari, id, 'yes')).rejects.toMatchObject({ reason: 'polls_closed' })
    expect((await rowOf(id)).result!.counts).toEqual({ no: 1 })
    expect((await readOwnPolls(db(), kari)).ballots).toEqual([])
  })
})

describe('what is known of who voted what', () => {
  it('confidential: nothing after it closed, and the count stays', async () => {
    const kari = await comes()
    const id = await opened({ secrecy: 'confidential' })
    await says(kari, id, 'yes')
    await close(id)
    expect(await db().$count(ballot)).toBe(0)
    expect((await rowOf(id)).result).toEqual({ ballots: 1, counts: { yes: 1 } })
    await expect(reopenPoll(db(), await chair(), april.meeting, id)).rejects.toMatchObject({ reason: 'polls_closed_for_good' })
  })

  it('secret: random ids, no times; other rows in another order when it closes, and who voted is forgotten', async () => {
    const all = await Promise.all(Array.from({ length: 12 }, () => comes()))
    const id = await opened({ kind: 'words', secrecy: 'secret' })
    for (const [i, who] of all.entries()) await votes(who, id, { text: `Svar ${String.fromCharCode(65 + i)}` })
    const lie = async () =>
      (
        await db().execute<{ id: string; text: string }>(
          sql`select id, choice ->> 'text' as text from secret_ballot order by ctid`,
        )
      ).rows
    const before = await lie()
    for (const one of before) expect(one.id).toMatch(/^.{8}-.{4}-4/)
    const columns = await db().execute<{ name: string }>(
      sql`select column_name as name from information_schema.columns where table_name in ('secret_ballot', 'has_voted')`,
    )
    expect([...new Set(columns.rows.map((row) => row.name))].sort()).toEqual([
      'choice',
      'id',
      'meeting_id',
      'network_id',
      'poll_id',
      'voter',
    ])
    await close(id)
    const after = await lie()
    expect(after.map((one) => one.text).sort()).toEqual(before.map((one) => one.text).sort())
    // One in 479 million that chance gives the same order.
    expect(after.map((one) => one.text)).not.toEqual(before.map((one) => one.text))
    expect(after.filter((one) => before.some((was) => was.id === one.id))).toEqual([])
    expect(await db().$count(hasVoted)).toBe(0)
    expect((await rowOf(id)).result!.texts).toHaveLength(12)
  })

  it('secret, and fewer than five: how many, and nothing else is kept', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => comes()))
    const id = await opened({ secrecy: 'secret' })
    for (const who of all) await says(who, id, 'yes')
    await close(id)
    expect((await rowOf(id)).result).toEqual({ ballots: 4, counts: {}, withheld: true })
    expect(await db().$count(secretBallot)).toBe(0)
  })

  it('only an open poll bears names', async () => {
    const kari = await comes()
    for (const secrecy of ['open', 'hidden'] as const) {
      const id = await opened({ secrecy })
      await says(kari, id, 'yes')
      await close(id)
      expect((await rowOf(id)).result!.named !== undefined).toBe(secrecy === 'open')
    }
  })

  it('of what is voted no act is recorded, and of what the chair does there is', async () => {
    const kari = await comes()
    const id = await opened()
    const acts = async () =>
      (await db().execute<{ action: string }>(sql`select action from activity where about_id = ${id} order by at`)).rows.map(
        (row) => row.action,
      )
    await says(kari, id, 'yes')
    await close(id)
    await close(id)
    expect(await acts()).toEqual(['poll.prepared', 'poll.opened', 'poll.closed'])
  })
})

describe('the room', () => {
  it('sees a result when the chair shows it, and its item from then on', async () => {
    const kari = await comes()
    const about = april.item('E-bøker')
    const id = await opened({ item: about.id })
    const visitor = await world.actor(null, april.meeting.id)
    const onItem = () => pollResultsOf(db(), visitor, april.meeting, about.id)
    await says(kari, id, 'yes')
    expect(await seen('members', id)).toMatchObject({ state: 'open', answered: 1, electors: 1, result: null })
    expect((await seen('chair', id))!.result).toBeNull()
    await expect(showResult(db(), await chair(), april.meeting, id, true)).rejects.toMatchObject({ reason: 'polls_show_closed' })
    await close(id)
    expect((await seen('members', id))!.result).toBeNull()
    expect((await seen('chair', id))!.result).toMatchObject({ counts: { yes: 1 } })
    expect(await onItem()).toEqual([])
    await showResult(db(), await chair(), april.meeting, id, true)
    expect(await seen('members', id)).toMatchObject({ shown: true, result: { counts: { yes: 1 } } })
    expect(await onItem()).toMatchObject([{ result: { counts: { yes: 1 } } }])
    await showResult(db(), await chair(), april.meeting, id, false)
    expect(await onItem()).toEqual([])
    await reopenPoll(db(), await chair(), april.meeting, id)
    await says(kari, id, 'no')
    expect(await seen('members', id)).toMatchObject({ state: 'open', answered: 1 })
  })

  it('sees the running count of an open poll when the chair shows that', async () => {
    const kari = await comes()
    const id = await opened({ secrecy: 'open' })
    await says(kari, id, 'yes')
    expect((await seen('members', id))!.result).toBeNull()
    expect((await seen('chair', id))!.result).toEqual({ ballots: 1, counts: { yes: 1 } })
    await showResult(db(), await chair(), april.meeting, id, true)
    expect((await seen('members', id))!.result).toEqual({ ballots: 1, counts: { yes: 1 } })
  })

  it('costs the same number of queries however many polls and votes there are', async () => {
    const cost = async (channel: 'members' | 'chair') => {
      const before = world.database.queries()
      await readPolls(db(), april.meeting, channel)
      return world.database.queries() - before
    }
    const one = await opened({ secrecy: 'open', kind: 'roll_call' })
    await showResult(db(), await chair(), april.meeting, one, true)
    await cost('chair')
    const [members, chairs] = [await cost('members'), await cost('chair')]
    const all = await Promise.all(Array.from({ length: 5 }, () => comes()))
    for (let i = 0; i < 4; i++) {
      const id = await opened({ secrecy: 'open', kind: i % 2 ? 'roll_call' : 'yes_no' })
      await showResult(db(), await chair(), april.meeting, id, true)
      for (const who of all) await says(who, id, 'yes')
    }
    expect([await cost('members'), await cost('chair')]).toEqual([members, chairs])
  })
})

describe('preparing', () => {
  it('changes, orders, removes and brings back; what is prepared is the chairs’ alone', async () => {
    const [a, b] = [await prepared({ question: 'A' }), await prepared({ question: 'B' })]
    const order = async () => (await readPolls(db(), april.meeting, 'chair')).polls.map((one) => one.question.nb)
    expect((await readPolls(db(), april.meeting, 'members')).polls).toEqual([])
    await movePoll(db(), await chair(), april.meeting, b.id, 'up')
    expect(await order()).toEqual(['B', 'A'])
    await movePoll(db(), await chair(), april.meeting, b.id, 'up')
    expect(await order()).toEqual(['B', 'A'])
    const form = pollForm.parse({ question: 'A1', version: a.version })
    await changePoll(db(), await chair(), april.meeting, a.id, { ...form, version: (await rowOf(a.id)).version })
    await expect(changePoll(db(), await chair(), april.meeting, a.id, form)).rejects.toMatchObject({ status: 409 })
    await removePoll(db(), await chair(), april.meeting, b.id, true)
    expect(await order()).toEqual(['A1'])
    await removePoll(db(), await chair(), april.meeting, b.id, false)
    expect(await order()).toEqual(['B', 'A1'])
    await openPoll(db(), await chair(), april.meeting, a.id)
    await openPoll(db(), await chair(), april.meeting, a.id)
    await expect(removePoll(db(), await chair(), april.meeting, a.id, true)).rejects.toMatchObject({
      reason: 'polls_close_first',
    })
    const open = { ...form, version: (await rowOf(a.id)).version }
    await expect(changePoll(db(), await chair(), april.meeting, a.id, open)).rejects.toMatchObject({
      reason: 'polls_opened_already',
    })
  })

  it.each([
    [{ question: ' ' }, { question: 'polls_question_empty' }],
    [{ question: 'Hva?', kind: 'single', options: 'En' }, { options: 'polls_options_few' }],
    [{ question: 'Hva?', kind: 'single', options: 'En\nEn' }, { options: 'polls_options_same' }],
    [{ question: 'Hva?', kind: 'several', options: 'En\nTo', most: '3' }, { most: 'polls_most_wrong' }],
    [{ question: 'Hva?', kind: 'scale', most: '11' }, { most: 'polls_scale_wrong' }],
    [
      { question: 'Hva?', kind: 'ranking', options: Array.from({ length: 21 }, (_, i) => `V ${i}`).join('\n') },
      { options: 'polls_options_many' },
    ],
  ])('%j is not a poll', (form, wrong) => {
    const found = pollForm.safeParse(form).error!.issues.map((issue) => [issue.path.join('.'), issue.message])
    expect(Object.fromEntries(found)).toEqual(wrong)
  })
})

it('a person who is one of its electors is one row, however they came in', async () => {
  await db().insert(person).values({ id: newId(), name: 'Uten rom', email: 'uten@example.org' })
  const kari = await comes({ personId: world.people.member.id })
  const id = await opened({ electorate: 'members' })
  expect(await db().$count(elector, and(eq(elector.pollId, id), eq(elector.voter, kari.personId!)))).toBe(1)
})
