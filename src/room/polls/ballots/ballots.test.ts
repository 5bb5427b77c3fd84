/** One ballot for each voter however many try at once, and what is kept of it. */

import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type April, aprilMeeting } from '../../../../tests/april.ts'
import { votersOf } from '../../../../tests/voters.ts'
import { makeWorld, type World } from '../../../../tests/world.ts'
import { readOwnPolls } from '../reads.ts'
import { ballot, hasVoted, secretBallot } from '../tables.ts'
import { reopenPoll } from '../writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())
beforeEach(() => clear())

const { chair, clear, close, comes, db, guests, guestsMayVote, opened, rowOf, says, votes } = votersOf(() => ({ world, april }))

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
      const sends = (from: number, to: number) => Promise.allSettled(all.slice(from, to).map((who) => says(who, id, 'yes')))
      // Some are in before it is closed and some come afterwards, however fast the machine is; those in between race it.
      const early = await sends(0, 20)
      const [racing] = await Promise.all([sends(20, 280), close(id)])
      const tried = [...early, ...racing, ...(await sends(280, 300))]
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
