/** The run of show on a real database: two chairs at once, what is sent twice, and the way back. */
import { isNotNull } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '#actor.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { readFloor } from '../floor/reads.ts'
import { giveFloor, pauseClock } from '../floor/speaking/writes.ts'
import { turn } from '../floor/tables.ts'
import { addName } from '../floor/writes.ts'
import { step } from '../tables.ts'
import type { StepKind } from './document.ts'
import { readShow, readStanding, runsOf } from './reads.ts'
import { takeStep, undoStep } from './writes.ts'

let world: World
let april: April
let chair: Actor
let other: Actor
let path: string
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  chair = await world.actor('organiser', april.meeting.id)
  other = await world.actor('owner', april.meeting.id)
  path = `/nord/${april.meeting.slug}`
})
afterAll(() => world.end())
beforeEach(async () => void (await world.ground.db.delete(step)))

const db = () => world.ground.db
const item = (n: number) => april.items.filter((one) => one.parentId === null)[n]!.id
const starts = (who: Actor, n: number, id = newId()) => takeStep(db(), who, april.meeting, id, 'started', { itemId: item(n) })
const show = async () => (await readStanding(db(), april.meeting)).show
const post = (act: string, form: Record<string, string>, headers = {}) =>
  world.as('organiser', { url: `${path}/chair/show/${act}`, form, headers })
const live = { accept: 'application/json' }

describe('two chairs at once', () => {
  it('start the next item once, and each is told how it stands', async () => {
    const taken = await Promise.all([starts(chair, 0), starts(other, 0), starts(chair, 0), starts(other, 0)])
    expect(taken.filter((one) => one.applied)).toHaveLength(1)
    expect((await show()).runs.map((run) => run.itemId)).toEqual([item(0)])
  })

  it('who do different things: the last one counts, and both are logged', async () => {
    await Promise.all([starts(chair, 1), starts(other, 2)])
    const { runs, number } = await show()
    expect(number).toBe(2)
    expect(runs).toHaveLength(2)
    expect(runs[0]!.to).toBe(runs[1]!.from)
    expect(runs[1]!.to).toBeNull()
    expect(await runsOf(db(), april.meeting)).toEqual(runs)
  })

  it('cannot undo what another has gone on from', async () => {
    const first = await starts(chair, 0)
    await starts(other, 1)
    await expect(undoStep(db(), chair, april.meeting, first.id)).rejects.toThrow(Refused)
    expect((await show()).runs).toHaveLength(2)
  })
})

describe('a step', () => {
  it('sent twice with its key is one step', async () => {
    const id = newId()
    expect((await starts(chair, 0, id)).applied).toBe(true)
    await starts(other, 1)
    // A line that broke: the first comes once more, late.
    expect((await starts(chair, 0, id)).applied).toBe(false)
    expect((await show()).runs.at(-1)!.itemId).toBe(item(1))
  })

  it('is taken back, and what ran before runs again', async () => {
    await starts(chair, 0)
    const second = await starts(chair, 1)
    await undoStep(db(), other, april.meeting, second.id)
    await undoStep(db(), other, april.meeting, second.id)
    const { runs } = await show()
    expect(runs).toHaveLength(1)
    expect(runs[0]).toMatchObject({ itemId: item(0), to: null })
  })

  it('is for those who lead the meeting, on items of its own programme', async () => {
    for (const who of ['member', 'outsider', null] as const)
      await expect(starts(await world.actor(who, april.meeting.id), 0)).rejects.toThrow(NotFound)
    await expect(takeStep(db(), chair, april.meeting, newId(), 'started', { itemId: newId() })).rejects.toThrow(NotFound)
    expect(await world.as('member', { url: `${path}/chair` })).toMatchObject({ statusCode: 404 })
  })
})

describe('whoever speaks', () => {
  const does = (kind: StepKind, detail = {}) => takeStep(db(), chair, april.meeting, newId(), kind, detail)
  const runs = async () => (await readFloor(db(), april.meeting, 'members')).speaking?.runningSince != null
  const speaks = async (name: string) => {
    const { id } = (await addName(
      db(),
      chair,
      april.meeting,
      { kind: 'ordinary', itemId: item(0) },
      { name, organisation: null },
      null,
    ))!
    await giveFloor(db(), chair, april.meeting, id)
    expect(await runs()).toBe(true)
    return id
  }
  beforeEach(async () => {
    await db().delete(turn)
    await starts(chair, 0)
  })

  it('does not speak on into the next item, nor after the end: their clock stops, and the turn stays theirs', async () => {
    const id = await speaks('Kari')
    const next = await starts(chair, 1)
    expect(await runs()).toBe(false)
    expect((await readFloor(db(), april.meeting, 'members')).speaking?.id).toBe(id)
    await undoStep(db(), chair, april.meeting, next.id)
    expect(await runs()).toBe(true)
    await does('ended')
    expect(await runs()).toBe(false)
  })

  it('goes on after a pause, but not one whom a chair had stopped before it', async () => {
    const id = await speaks('Kari')
    await does('paused')
    expect(await runs()).toBe(false)
    await does('resumed')
    expect(await runs()).toBe(true)
    await pauseClock(db(), chair, april.meeting, id, true)
    await does('paused')
    await does('resumed')
    expect(await runs()).toBe(false)
  })

  it('has the clock alone that runs: who was stopped by a pause stays so when another has been given the floor', async () => {
    await speaks('Kari')
    await does('paused')
    const other = await speaks('Ola')
    await does('resumed')
    expect((await readFloor(db(), april.meeting, 'members')).speaking?.id).toBe(other)
    expect(await db().$count(turn, isNotNull(turn.runningSince))).toBe(1)
  })

  it('is left alone by more time, new times and what was done already', async () => {
    await speaks('Kari')
    await does('extended', { itemId: item(0), minutes: 50 })
    await does('dropped', { itemId: item(1) })
    await starts(other, 0)
    expect(await runs()).toBe(true)
  })
})

describe('the console', () => {
  it('answers a plain form with the page, and the live page with what was done and the way back', async () => {
    const plain = await post('start', { item: item(0) })
    expect([plain.statusCode, plain.headers.location]).toEqual([303, `${path}/chair`])
    const answer = await post('pause', { key: newId(), minutes: '10' }, live)
    expect(answer.json()).toMatchObject({ ok: true, undo: { action: `${path}/chair/show/undo` } })
    const { pause } = await show()
    expect(pause!.until! % 60_000).toBe(0)
    expect((await post('undo', answer.json().undo.fields, live)).json()).toMatchObject({ ok: true })
    expect((await show()).pause).toBeNull()
  })

  it('says what cannot be, in words, in both ways', async () => {
    const wrong = await post('extend', { item: item(0), minutes: 'ti' }, live)
    expect([wrong.statusCode, wrong.json().fields]).toEqual([422, { minutes: 'En sak kan vare fra 1 til 720 minutter.' }])
    expect((await post('replan', { plan: '{nothing' }, live)).statusCode).toBe(422)
    expect((await post('extend', { item: item(0), minutes: '0' })).statusCode).toBe(422)
  })

  it('applies new times exactly as they were shown', async () => {
    await starts(chair, 0)
    const plan = { times: [{ itemId: item(2), start: 1_588_150_000_000, end: 1_588_152_000_000 }], dropped: [item(1)] }
    expect((await post('replan', { plan: JSON.stringify(plan) }, live)).json()).toMatchObject({ ok: true })
    expect(await show()).toMatchObject({ dropped: [item(1)], times: { [item(2)]: { start: 1_588_150_000_000 } } })
  })
})

describe('what the room is told', () => {
  it('is the same number of queries however long the programme and however much was done', async () => {
    const cost = async () => {
      const before = world.database.queries()
      await readShow(db(), april.meeting, 'members')
      return world.database.queries() - before
    }
    await starts(chair, 0)
    const few = await cost()
    for (let n = 1; n < 6; n++) await starts(chair, n)
    expect(await cost()).toBe(few)
  })

  it('does not name to others what is for few', async () => {
    const { rows } = await readShow(db(), april.meeting, 'public')
    const all = await readShow(db(), april.meeting, 'chair')
    expect(rows.map((row) => row.id)).toEqual(all.rows.map((row) => row.id))
    expect(all.rows.every((row) => row.title !== null)).toBe(true)
    expect(all.last).toBeNull()
    await starts(chair, 0)
    expect((await readShow(db(), april.meeting, 'chair')).last).toMatchObject({ kind: 'started', by: 'Test organiser' })
    expect((await readShow(db(), april.meeting, 'members')).last).toBeNull()
  })
})
