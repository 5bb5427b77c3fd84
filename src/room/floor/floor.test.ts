/** The speaker list on a real database, with several at once. */
import { eq, isNotNull, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { visitor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { inRoom } from '../../../tests/room.ts'
import type { ParticipantRow } from '../entry/reads.ts'
import { setUp } from '../setup/writes.ts'
import { participant } from '../tables.ts'
import { mergeParticipantInTurns } from './merging/writes.ts'
import { moveTurns } from './parting/writes.ts'
import { readFloor, readNames, readOwnFloor } from './reads.ts'
import { purgeTurns } from './retention/writes.ts'
import { endTurn, giveBack, giveFloor, nextSpeaker, pauseClock } from './speaking/writes.ts'
import { type TurnKind, turn } from './tables.ts'
import { addName, askToSpeak, moveTurn, remove, withdraw } from './writes.ts'

const here = inRoom([turn], { floorOpen: true, guestsMay: { ask: true, vote: true, queue: true } })
const { db, guest, guests } = here
const asks = (who: ParticipantRow, kind: TurnKind = 'ordinary') =>
  askToSpeak(db(), visitor(), here.april.meeting, who, { kind, itemId: here.april.items[0]!.id })
const floor = () => readFloor(db(), here.april.meeting, 'chair')
const names = async () => (await floor()).waiting.map((one) => one.name)
const speaker = async () => (await floor()).speaking?.name ?? null
const next = async () => nextSpeaker(db(), here.chair, here.april.meeting, (await floor()).speaking?.id ?? null)

describe('asking to speak', () => {
  it('is one turn however often and however many at once it is asked', async () => {
    const [kari, ...others] = await guests(12)
    await Promise.all([...Array.from({ length: 20 }, () => asks(kari!)), ...others.map((one) => asks(one))])
    expect((await names()).filter((one) => one === kari!.name)).toHaveLength(1)
    expect(new Set(await names()).size).toBe(12)
    expect(await readOwnFloor(db(), kari!.id)).toMatchObject({ turns: [{ kind: 'ordinary' }], hindrance: null })
  })

  it('cannot be doubled past the rules either: the index refuses it', async () => {
    const kari = await guest('Kari')
    const { id, ...row } = await asks(kari)
    const doubled = await db()
      .insert(turn)
      .values({ ...row, id: newId() })
      .then(
        () => 'taken',
        (error) => (error as { cause?: { constraint?: string } }).cause?.constraint,
      )
    expect(doubled).toBe('turn_waits_once')
  })

  it('puts points of order before replies before ordinary turns', async () => {
    const [a, b, c, d, e] = await guests(5)
    await asks(a!)
    await next()
    await asks(b!)
    await asks(c!, 'reply')
    await asks(d!, 'order')
    await asks(e!, 'reply')
    expect(await names()).toEqual([d, c, e, b].map((one) => one!.name))
  })

  it('is for those who may: not while the list is closed, not for those who are muted, not for guests where guests may not', async () => {
    const kari = await guest('Kari')
    await setUp(db(), here.chair, here.april.meeting, { floorOpen: false })
    await expect(asks(kari)).rejects.toThrow('floor_closed')
    await expect(asks(kari, 'reply')).rejects.toThrow('floor_nobody_speaks')
    expect((await asks(kari, 'order')).kind).toBe('order')
    await setUp(db(), here.chair, here.april.meeting, { floorOpen: true, repliesOpen: false })
    await expect(asks(kari, 'reply')).rejects.toThrow('floor_replies_closed')
    await expect(asks({ ...kari, mutedAt: '2026-11-23T10:00:00Z' })).rejects.toThrow('room_muted')
    await db().update(participant).set({ mutedAt: '2026-11-23T10:00:00Z' })
    expect((await readOwnFloor(db(), kari.id)).hindrance).toBe('room_muted')
    await setUp(db(), here.chair, here.april.meeting, { guestsMay: { ask: true, vote: true, queue: false } })
    await expect(asks(kari)).rejects.toThrow('room_guests_queue_not')
  })

  it('is taken back and taken up again where it stood, by nobody else', async () => {
    const [a, b] = await guests(2)
    const mine = await asks(a!)
    await asks(b!)
    await expect(withdraw(db(), visitor(), here.april.meeting, b!, mine.id, true)).rejects.toThrow(NotFound)
    await withdraw(db(), visitor(), here.april.meeting, a!, mine.id, true)
    expect(await names()).toEqual(['Gjest 1'])
    await withdraw(db(), visitor(), here.april.meeting, a!, mine.id, false)
    expect(await names()).toEqual(['Gjest 0', 'Gjest 1'])
    // Asked anew in between, the old turn does not come beside the new one.
    await withdraw(db(), visitor(), here.april.meeting, a!, mine.id, true)
    await asks(a!)
    await expect(withdraw(db(), visitor(), here.april.meeting, a!, mine.id, false)).rejects.toThrow('floor_waits_already')
  })

  it('wears out for somebody who asks and withdraws again and again', async () => {
    const kari = await guest('Kari')
    for (let i = 0; i < 20; i++) await withdraw(db(), visitor(), here.april.meeting, kari, (await asks(kari)).id, true)
    await expect(asks(kari)).rejects.toThrow('floor_too_many')
  })
})

describe('the chairs', () => {
  it('go on one step, however many press at once', async () => {
    for (const one of await guests(5)) await asks(one)
    await Promise.all(Array.from({ length: 8 }, () => nextSpeaker(db(), here.chair, here.april.meeting, null)))
    expect([await speaker(), await names()]).toEqual(['Gjest 0', ['Gjest 1', 'Gjest 2', 'Gjest 3', 'Gjest 4']])
    const seen = (await floor()).speaking!.id
    await Promise.all(Array.from({ length: 8 }, () => nextSpeaker(db(), here.chair, here.april.meeting, seen)))
    expect([await speaker(), (await names()).length]).toEqual(['Gjest 1', 3])
    expect(await db().$count(turn, sql`${turn.runningSince} is not null`)).toBe(1)
  })

  it('give the floor to different ones at once: the last one has it, and one clock runs', async () => {
    const turns = await Promise.all((await guests(6)).map((one) => asks(one)))
    await Promise.all(turns.map((one) => giveFloor(db(), here.chair, here.april.meeting, one.id)))
    expect((await floor()).waiting).toEqual([])
    expect(await db().$count(turn, sql`${turn.runningSince} is not null`)).toBe(1)
    expect(await db().$count(turn, sql`${turn.endedAt} is not null`)).toBe(5)
    // Who had it and lost it is not given it again by a press that came late.
    const [ended] = await db().select().from(turn).where(isNotNull(turn.endedAt)).limit(1)
    await expect(giveFloor(db(), here.chair, here.april.meeting, ended!.id)).rejects.toThrow('floor_gone_on')
  })

  it('let a reply in, and the speaker goes on with the time they had', async () => {
    const [a, b] = await guests(2)
    await asks(a!)
    await next()
    await db().update(turn).set({ runningSince: sql`clock_timestamp() - interval '40 seconds'` })
    await asks(b!, 'reply')
    await next()
    let now = await floor()
    expect([now.speaking?.name, now.interrupted?.name, now.speaking?.seconds]).toEqual(['Gjest 1', 'Gjest 0', 60])
    expect(now.interrupted!.runningSince).toBeNull()
    expect(now.interrupted!.spoken).toBeGreaterThanOrEqual(40_000)
    await next()
    now = await floor()
    expect([now.speaking?.name, now.interrupted, now.speaking?.runningSince !== null]).toEqual(['Gjest 0', null, true])
    await endTurn(db(), here.chair, here.april.meeting, now.speaking!.id)
    expect(await speaker()).toBeNull()
  })

  it('stop a clock and let it go on, and nothing is counted twice', async () => {
    const [a] = await guests(1)
    const { id } = await asks(a!)
    await next()
    await db().update(turn).set({ runningSince: sql`clock_timestamp() - interval '30 seconds'` })
    await Promise.all([1, 2, 3].map(() => pauseClock(db(), here.chair, here.april.meeting, id, true)))
    const { spoken, runningSince } = (await floor()).speaking!
    expect(runningSince).toBeNull()
    expect(spoken).toBeGreaterThanOrEqual(30_000)
    expect(spoken).toBeLessThan(45_000)
    await pauseClock(db(), here.chair, here.april.meeting, id, false)
    expect((await floor()).speaking!.runningSince).not.toBeNull()
    await expect(pauseClock(db(), here.chair, here.april.meeting, newId(), true)).rejects.toThrow('floor_gone_on')
  })

  it('take a step back: who was first waits first again, and who spoke speaks', async () => {
    for (const one of await guests(3)) await asks(one)
    await next()
    const first = (await floor()).speaking!.id
    const step = await next()
    await giveBack(db(), here.chair, here.april.meeting, step!.starts!, first)
    expect([await speaker(), await names()]).toEqual(['Gjest 0', ['Gjest 1', 'Gjest 2']])
    await expect(giveBack(db(), here.chair, here.april.meeting, step!.starts!, first)).rejects.toThrow('floor_gone_on')
    // A reply that was over is given the floor again.
    await asks(await guest('Svarer'), 'reply')
    await next()
    const reply = (await floor()).speaking!.id
    await next()
    await giveBack(db(), here.chair, here.april.meeting, first, reply)
    expect([await speaker(), (await floor()).interrupted?.name]).toEqual(['Svarer', 'Gjest 0'])
    // And so is who had ended while nobody waited.
    await next()
    await endTurn(db(), here.chair, here.april.meeting, first)
    await giveBack(db(), here.chair, here.april.meeting, first, first)
    expect(await speaker()).toBe('Gjest 0')
  })

  it('order the list, also where no number is left between two', async () => {
    const turns = []
    for (const one of await guests(4)) turns.push(await asks(one))
    const [a, b, c, d] = turns.map((one) => one.id)
    await moveTurn(db(), here.chair, here.april.meeting, d!, b!)
    expect(await names()).toEqual(['Gjest 0', 'Gjest 3', 'Gjest 1', 'Gjest 2'])
    await moveTurn(db(), here.chair, here.april.meeting, a!, null)
    expect(await names()).toEqual(['Gjest 3', 'Gjest 1', 'Gjest 2', 'Gjest 0'])
    for (let i = 0; i < 120; i++) await moveTurn(db(), here.chair, here.april.meeting, [b, c][i % 2]!, [c, b][i % 2]!)
    expect(await names()).toEqual(['Gjest 3', 'Gjest 2', 'Gjest 1', 'Gjest 0'])
    await expect(moveTurn(db(), here.chair, here.april.meeting, a!, newId())).rejects.toThrow('floor_gone_on')
    await db().update(turn).set({ position: 1 })
    await db()
      .update(turn)
      .set({ position: 1 + Number.EPSILON })
      .where(eq(turn.id, a!))
    await asks(await guest('Til orden'), 'order')
    await next()
    await asks(await guest('Svarer'), 'reply')
    expect((await names())[0]).toBe('Svarer')
    expect(await names()).toHaveLength(5)
  })

  it('take somebody off and put them back, and add a name once', async () => {
    const [a] = await guests(1)
    const { id } = await asks(a!)
    const key = newId()
    const add = () =>
      addName(
        db(),
        here.chair,
        here.april.meeting,
        { kind: 'ordinary', itemId: null },
        { name: 'Per Gjest', organisation: 'Avisa' },
        key,
      )
    await Promise.all([add(), add(), add()])
    expect(await names()).toEqual(['Gjest 0', 'Per Gjest'])
    await remove(db(), here.chair, here.april.meeting, id, true)
    expect(await names()).toEqual(['Per Gjest'])
    await remove(db(), here.chair, here.april.meeting, id, false)
    expect(await names()).toEqual(['Gjest 0', 'Per Gjest'])
    await next()
    await expect(remove(db(), here.chair, here.april.meeting, id, true)).rejects.toThrow('floor_gone_on')
  })

  it('are chairs: to others none of it exists', async () => {
    const member = await here.world.actor('member', here.april.meeting.id)
    const { id } = await asks(await guest('Kari'))
    for (const act of [
      nextSpeaker(db(), member, here.april.meeting, null),
      giveFloor(db(), member, here.april.meeting, id),
      moveTurn(db(), member, here.april.meeting, id, null),
      remove(db(), member, here.april.meeting, id, true),
      setUp(db(), member, here.april.meeting, { floorOpen: false }),
    ])
      await expect(act).rejects.toThrow(NotFound)
    expect(await names()).toEqual(['Kari'])
  })
})

describe('what is read', () => {
  it('tells the chairs alone who has spoken how long, and suggests who has spoken least', async () => {
    const [a, b] = [await guest('Lars', 'Alta'), await guest('Kari', 'Senja')]
    await asks(a)
    await next()
    await db().update(turn).set({ runningSince: sql`clock_timestamp() - interval '90 seconds'` })
    await endTurn(db(), here.chair, here.april.meeting, (await floor()).speaking!.id)
    await asks(a)
    await asks(b)
    const { spoken, waiting } = await floor()
    expect(waiting.map((one) => [one.name, one.before])).toEqual([
      ['Lars', 1],
      ['Kari', 0],
    ])
    expect(spoken!.people.map((one) => [one.name, Math.round(one.spoken / 1000)])).toEqual([['Lars', 90]])
    expect(spoken!.organisations.map((one) => one.organisation)).toEqual(['Alta'])
    expect(spoken!.least).toBe(waiting[1]!.id)
    expect((await readFloor(db(), here.april.meeting, 'members')).spoken).toBeNull()
  })

  it('costs the same however long the list is', async () => {
    // The least of some: news of what was written before leaves by a query of its own.
    const cost = async () => {
      const costs: number[] = []
      for (let i = 0; i < 3; i++) {
        const before = here.world.database.queries()
        await floor()
        costs.push(here.world.database.queries() - before)
      }
      return Math.min(...costs)
    }
    await asks((await guests(1))[0]!)
    const one = await cost()
    for (const who of await guests(10)) await asks(who)
    expect(await cost()).toBe(one)
  })

  it('knows the names a chair may type', async () => {
    expect((await readNames(db(), here.april.meeting)).map((one) => one.name)).toContain('Test member')
  })

  it('makes one of two participants who were one, with one turn of each kind', async () => {
    const [a, b] = await guests(2)
    await asks(a!)
    await asks(b!)
    await asks(b!, 'order')
    await inTransaction(db(), (tx) => mergeParticipantInTurns(tx, b!.id, a!.id))
    expect((await readOwnFloor(db(), a!.id)).turns.map((one) => one.kind).sort()).toEqual(['order', 'ordinary'])
    expect((await readOwnFloor(db(), b!.id)).turns).toEqual([])
  })
})

describe('when a meeting is over', () => {
  const had = async () => {
    const [a, b] = [await guest('Lars', 'Alta'), await guest('Kari', 'Senja')]
    for (const one of [a, b]) await asks(one)
    await next()
    await endTurn(db(), here.chair, here.april.meeting, (await floor()).speaking!.id)
  }

  it('names go when their time is out, and turns nobody had; how long each place spoke stays', async () => {
    await had()
    const end = (before: string) => purgeTurns(db(), here.world.networkId, Temporal.Instant.from(before), 100)
    expect(await end('2020-01-01T00:00:00Z')).toBe(0)
    expect(await end('2026-01-01T00:00:00Z')).toBe(2)
    expect((await db().select().from(turn)).map((one) => [one.name, one.organisation])).toEqual([['', 'Alta']])
    expect((await floor()).spoken!.organisations.map((one) => one.organisation)).toEqual(['Alta'])
  })

  it('what was said on an item goes with it to another meeting', async () => {
    await had()
    const other = newId()
    await inTransaction(db(), (tx) => moveTurns(tx, [here.april.items[0]!.id], other))
    expect((await db().select().from(turn).where(eq(turn.meetingId, other))).map((one) => one.name)).toEqual(['Lars'])
    expect(await names()).toEqual(['Kari'])
  })
})
