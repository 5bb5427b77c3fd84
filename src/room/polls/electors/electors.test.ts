/** Who may vote, as it is set down when a poll opens. */

import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { invite } from '#meeting/writes.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { type April, aprilMeeting } from '../../../../tests/april.ts'
import { votersOf } from '../../../../tests/voters.ts'
import { makeWorld, type World } from '../../../../tests/world.ts'
import { vote } from '../ballots/writes.ts'
import { pollResultsOf, readOwnPolls } from '../reads.ts'
import { ballot, elector } from '../tables.ts'
import { closePoll, openPoll, reopenPoll, showResult, takeAlong } from '../writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())
beforeEach(() => clear())

const { chair, clear, close, comes, db, guests, guestsMayVote, opened, prepared, rowOf, says, seen } = votersOf(() => ({
  world,
  april,
}))

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

it('a person who is one of its electors is one row, however they came in', async () => {
  await db().insert(person).values({ id: newId(), name: 'Uten rom', email: 'uten@example.org' })
  const kari = await comes({ personId: world.people.member.id })
  const id = await opened({ electorate: 'members' })
  expect(await db().$count(elector, and(eq(elector.pollId, id), eq(elector.voter, kari.personId!)))).toBe(1)
})
