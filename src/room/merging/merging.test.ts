/** Two members who were in the same rooms turn out to be one; and what is told, and let go, of somebody who was in groups. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { person } from '#people/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { readOwnGroups } from '../groups/reads.ts'
import { breakout, breakoutGroup, breakoutMember } from '../groups/tables.ts'
import { groupTraces } from '../groups/traces/reads.ts'
import { forgetInGroups } from '../groups/traces/writes.ts'
import { participant, step } from '../tables.ts'
import { mergeInRooms } from './writes.ts'

let world: World
let meeting: MeetingRow
beforeAll(async () => {
  world = await makeWorld()
  meeting = (await aprilMeeting(world)).meeting
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [breakout, breakoutGroup, breakoutMember, participant, step]) await db().delete(table)
})

const db = () => world.ground.db
const home = () => ({ networkId: world.networkId, meetingId: meeting.id })
const sought = (personId: string) => ({ personId, email: null, names: [], speakerIds: [] })

async function somebody(name: string): Promise<string> {
  const id = newId()
  await db().insert(person).values({ id, name })
  return id
}

async function comes(personId: string, name: string): Promise<string> {
  const id = newId()
  await db()
    .insert(participant)
    .values({ ...home(), id, personId, name })
  return id
}

/** Groups 1 and 2, with those who are in each. @returns the ids of the groups */
async function groups(createdBy: string, ...members: readonly (readonly string[])[]): Promise<string[]> {
  const [division, ...ids] = [newId(), newId(), newId()]
  const startedAt = '2020-04-29T10:00:00Z'
  await db()
    .insert(breakout)
    .values({ ...home(), id: division, dividing: 'mixed', startedAt, createdBy })
  for (const [i, id] of ids.entries()) {
    await db()
      .insert(breakoutGroup)
      .values({ ...home(), id, breakoutId: division, number: i + 1 })
    for (const participantId of members[i] ?? [])
      await db()
        .insert(breakoutMember)
        .values({ ...home(), breakoutId: division, groupId: id, participantId })
  }
  return ids
}
const merge = (from: string, to: string) =>
  inTransaction(db(), (tx) => mergeInRooms(tx, { networkId: world.networkId, from, to }))

describe('two who turn out to be one', () => {
  it('are in one group: that of the one who stays, or else the other’s', async () => {
    const [stays, goes] = [await somebody('Kari Moe'), await somebody('Kari M.')]
    const [kept, gone] = [await comes(stays, 'Kari Moe'), await comes(goes, 'Kari M.')]
    const [first] = await groups(stays, [kept], [gone])
    const [, second] = await groups(goes, [], [gone])
    await merge(goes, stays)
    const own = (await readOwnGroups(db(), kept)).groups
    expect(new Set(own.map((one) => one.id))).toEqual(new Set([first, second]))
    expect(await db().select().from(breakoutMember)).toHaveLength(2)
    expect(await db().select().from(participant)).toMatchObject([{ id: kept, personId: stays, name: 'Kari Moe' }])
    for (const one of await db().select().from(breakout)) expect(one.createdBy).toBe(stays)
  })

  it('have their place in a room where only the one who goes had been, with its group', async () => {
    const [stays, goes] = [await somebody('Ole Nes'), await somebody('O. Nes')]
    const gone = await comes(goes, 'O. Nes')
    const [, second] = await groups(world.people.organiser.id, [], [gone])
    await merge(goes, stays)
    expect(await db().select().from(participant)).toMatchObject([{ id: gone, personId: stays }])
    expect((await readOwnGroups(db(), gone)).groups.map((one) => one.id)).toEqual([second])
    expect((await groupTraces(db(), sought(stays)))[0]!.rows).toHaveLength(1)
    expect((await groupTraces(db(), sought(goes)))[0]!.rows).toEqual([])
  })
})

describe('somebody who was in groups', () => {
  it('is told which, and when they saved its notes; then is in none, and the notes stay', async () => {
    const [kari, ole] = [await somebody('Kari Moe'), await somebody('Ole Nes')]
    const places = [await comes(kari, 'Kari Moe'), await comes(ole, 'Ole Nes')]
    const [first] = await groups(kari, places)
    const savedAt = '2020-04-29T10:20:00Z'
    await db()
      .update(breakoutGroup)
      .set({ notes: 'Felles avtale', notesBy: 'Kari Moe', notesAt: savedAt })
      .where(eq(breakoutGroup.id, first!))
    const told = async (who: string) => (await groupTraces(db(), sought(who)))[0]!.rows
    expect(await told(kari)).toMatchObject([{ group: 1, name: 'Kari Moe', saved: expect.stringContaining('2020-04-29') }])
    expect(await told(ole)).toMatchObject([{ group: 1, name: 'Ole Nes', saved: null }])

    expect(await inTransaction(db(), (tx) => forgetInGroups(tx, sought(kari)))).toEqual({ breakout_member: 1 })
    expect([await told(kari), (await told(ole)).length]).toEqual([[], 1])
    const [group] = await db().select().from(breakoutGroup).where(eq(breakoutGroup.id, first!))
    expect(group).toMatchObject({ notes: 'Felles avtale', notesBy: null })
    expect(await db().select().from(breakout)).toMatchObject([{ createdBy: null }])
  })
})
