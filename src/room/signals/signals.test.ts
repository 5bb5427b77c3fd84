import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { readSignals } from './reads.ts'
import { sweepSignals } from './retention/writes.ts'
import { lately, oncePerSlot, slotAt } from './rules.ts'
import { signalCount } from './tables.ts'
import { countSignal } from './writes.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())
const db = () => world.ground.db
beforeEach(() => db().delete(signalCount))
const at = () => ({ networkId: world.networkId, meetingId: april.meeting.id })

describe('signals', () => {
  it('are counted in slots of ten seconds, however many come at once', async () => {
    const now = Date.now()
    await Promise.all(Array.from({ length: 50 }, () => countSignal(db(), at(), 'applause', now)))
    const rows = await db().select().from(signalCount)
    expect(rows).toMatchObject([{ kind: 'applause', count: 50 }])
    expect(Object.keys(rows[0]!).sort()).toEqual(['count', 'kind', 'meetingId', 'networkId', 'slot'])
    expect(Date.parse(rows[0]!.slot) % 10_000).toBe(0)
  })

  it('are all seen by chairs, and applause alone by the others', async () => {
    for (const kind of ['louder', 'too_fast', 'applause'] as const) await countSignal(db(), at(), kind, Date.now())
    const kinds = async (channel: 'public' | 'chair') =>
      (await readSignals(db(), april.meeting, channel)).slots.map((one) => one.kind)
    expect((await kinds('chair')).sort()).toEqual(['applause', 'louder', 'too_fast'])
    expect(await kinds('public')).toEqual(['applause'])
  })

  it('are gone from sight after a while, and from the database the day after', async () => {
    await countSignal(db(), at(), 'louder', Date.now() - 60_000)
    expect((await readSignals(db(), april.meeting, 'chair')).slots).toEqual([])
    const now = Temporal.Now.instant()
    expect(await sweepSignals(db(), now.subtract({ hours: 24 }))).toBe(0)
    expect(await sweepSignals(db(), now)).toBe(1)
  })

  it('sum up by the clock, without anything being sent', () => {
    const slot = slotAt(Date.now())
    const slots = [{ kind: 'louder' as const, slot: new Date(slot).toISOString(), count: 3 }]
    expect(lately(slots, slot + 29_000).louder).toBe(3)
    expect(lately(slots, slot + 31_000).louder).toBe(0)
  })

  it('count once for each of us in a slot, each kind for itself', () => {
    const first = oncePerSlot()
    const now = slotAt(Date.now())
    expect([
      first('a', 'louder', now),
      first('a', 'louder', now + 9000),
      first('b', 'louder', now),
      first('a', 'applause', now),
    ]).toEqual([true, false, true, true])
    expect(first('a', 'louder', now + 10_000)).toBe(true)
  })

  it('are given by one tap by those who are in the room, and not by whoever reads along', async () => {
    const tap = (who: 'member' | null, signal: string) =>
      world.as(who, { url: `/nord/${april.meeting.slug}/room/signals`, form: { signal } })
    expect((await tap('member', 'applause')).statusCode).toBe(303)
    expect((await tap('member', 'applause')).statusCode).toBe(303)
    expect((await tap(null, 'applause')).statusCode).toBe(403)
    expect((await tap('member', 'boo')).statusCode).toBe(422)
    expect(await db().select().from(signalCount)).toMatchObject([{ kind: 'applause', count: 1 }])
  })
})
