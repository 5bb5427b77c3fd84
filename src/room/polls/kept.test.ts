/** What is kept of voters, when two turn out to be one, somebody is erased, an item moves, and when the time is out. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { meeting } from '#meeting/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { votersOf } from '../../../tests/voters.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import type { ParticipantRow } from '../entry/reads.ts'
import { mergeInPolls, mergeParticipantInPolls } from './merging/writes.ts'
import { movePolls } from './parting/writes.ts'
import { pollById } from './reads.ts'
import { purgeVotes } from './retention/writes.ts'
import type { Secrecy } from './tables.ts'
import { ballot, elector, hasVoted, poll } from './tables.ts'
import { pollTraces } from './traces/reads.ts'
import { forgetVotes } from './traces/writes.ts'
import { closePoll } from './writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())
beforeEach(() => clear())

const { chair, clear, comes: came, db, opened: asked, says } = votersOf(() => ({ world, april }))
const comes = (name: string) => came({ name })
const opened = (secrecy: Secrecy = 'hidden', item: string | null = null) => asked({ secrecy, item })
const sought = (who: ParticipantRow) => ({ personId: who.personId, email: null, names: [], speakerIds: [] })

describe('two who turn out to be one', () => {
  it('have one ballot: that of the one who stays, or else the other’s', async () => {
    const [kari, karoline] = [await comes('Kari'), await comes('Karoline')]
    const [both, one] = [await opened(), await opened()]
    await says(kari, both, 'yes')
    await says(karoline, both, 'no')
    await says(karoline, one, 'no')
    const merge = { networkId: world.networkId, from: karoline.personId!, to: kari.personId! }
    await inTransaction(db(), async (tx) => {
      await mergeInPolls(tx, merge)
      await mergeParticipantInPolls(tx, karoline.id, kari.id)
    })
    const ballots = await db().select().from(ballot)
    expect(ballots).toHaveLength(2)
    for (const row of ballots) expect(row).toMatchObject({ voter: kari.personId, participantId: kari.id })
    expect(ballots.find((row) => row.pollId === both)!.choice).toEqual({ options: ['yes'] })
    expect(await db().$count(elector)).toBe(2)
  })

  it('have voted in secret once, if either had', async () => {
    const [kari, karoline] = [await comes('Kari'), await comes('Karoline')]
    const id = await opened('secret')
    await says(karoline, id, 'no')
    await inTransaction(db(), (tx) =>
      mergeInPolls(tx, { networkId: world.networkId, from: karoline.personId!, to: kari.personId! }),
    )
    await expect(says(kari, id, 'yes')).rejects.toMatchObject({ reason: 'polls_voted_already' })
  })
})

describe('somebody who is erased', () => {
  it('is among no electors, has no ballots, and is not named in results; others are', async () => {
    const [kari, lars] = [await comes('Kari Nord'), await comes('Lars Holm')]
    const [open, hidden, secret] = [await opened('open'), await opened('hidden'), await opened('secret')]
    for (const id of [open, hidden, secret]) for (const who of [kari, lars]) await says(who, id, 'yes')
    await closePoll(db(), await chair(), april.meeting, open)
    expect((await pollTraces(db(), sought(kari)))[0]!.rows).toHaveLength(3)
    const counts = await inTransaction(db(), (tx) => forgetVotes(tx, sought(kari)))
    expect(counts).toEqual({ elector: 3, ballot: 2, has_voted: 1 })
    for (const table of [elector, ballot, hasVoted]) expect(await db().$count(table, eq(table.voter, kari.personId!))).toBe(0)
    expect(await db().$count(elector, eq(elector.voter, lars.personId!))).toBe(3)
    const { result } = (await pollById(db(), april.meeting.id, open)).row
    expect(result!.counts).toEqual({ yes: 2 })
    expect(result!.named!.map((one) => one.name).sort()).toEqual(['Lars Holm', 'slettet person'])
    expect((await pollTraces(db(), sought(kari)))[0]!.rows).toEqual([])
  })
})

it('goes with its item to another meeting, and what was voted with it', async () => {
  const kari = await comes('Kari')
  const about = april.item('E-bøker')
  const [id, stays] = [await opened('hidden', about.id), await opened()]
  await says(kari, id, 'yes')
  const other = newId()
  await inTransaction(db(), (tx) => movePolls(tx, [about.id], other))
  for (const [table, key] of [
    [poll, poll.id],
    [elector, elector.pollId],
    [ballot, ballot.pollId],
  ] as const)
    expect((await db().select({ at: table.meetingId }).from(table).where(eq(key, id))).map((row) => row.at)).toEqual([other])
  expect((await pollById(db(), april.meeting.id, stays)).row.meetingId).toBe(april.meeting.id)
})

it('when the time is out voters and ballots go, results stay', async () => {
  const kari = await comes('Kari')
  const id = await opened()
  await says(kari, id, 'yes')
  await closePoll(db(), await chair(), april.meeting, id)
  const [row] = await db().select({ endsAt: meeting.endsAt }).from(meeting).where(eq(meeting.id, april.meeting.id))
  const ended = Temporal.Instant.from(new Date(row!.endsAt!).toISOString())
  expect(await purgeVotes(db(), world.networkId, ended.subtract({ minutes: 1 }), 500)).toBe(0)
  expect(await purgeVotes(db(), world.networkId, ended.add({ minutes: 1 }), 500)).toBe(2)
  expect(await db().$count(elector)).toBe(0)
  expect((await pollById(db(), april.meeting.id, id)).row.result).toEqual({ ballots: 1, counts: { yes: 1 } })
})
