/** What the room sees of polls, and preparing them, against a real database. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { votersOf } from '../../../tests/voters.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { pollForm } from './forms.ts'
import { pollResultsOf, readPolls } from './reads.ts'
import { changePoll, movePoll, openPoll, removePoll, reopenPoll, showResult } from './writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())
beforeEach(() => clear())

const { chair, clear, close, comes, db, opened, prepared, rowOf, says, seen } = votersOf(() => ({ world, april }))

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
