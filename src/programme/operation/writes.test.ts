import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { readMeeting } from '#meeting/reads.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { createMeeting } from '#meeting/writes.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { twoDays } from '../../../tests/twodays.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { emptyEdit } from '../forms.ts'
import { itemById } from '../reads.ts'
import { editOf, type ItemEdit } from '../rules.ts'
import { twoVersions, versionsOf } from '../versions/reads.ts'
import { difference } from '../versions/rules.ts'
import { addItem, changeItem, fillProgramme, moveItem, removeItem } from '../writes.ts'
import { programmeOf } from './reads.ts'
import { contestKey } from './rules.ts'
import { operate, redo, restoreVersion, undo } from './writes.ts'

let world: World
let meeting: MeetingRow
let dayId: string
let secondDay: string
let ane: Actor
let bo: Actor
beforeAll(async () => {
  world = await makeWorld()
  ane = await world.actor('owner')
  bo = await world.actor('organiser')
})
afterAll(() => world.end())
beforeEach(async () => {
  ;({ meeting, dayId, secondDay } = await twoDays(world, ane))
})

const db = () => world.ground.db
const add = (who: Actor, title: string, start: string | null = null, more: Partial<ItemEdit> = {}) =>
  addItem(db(), who, meeting.id, { dayId }, { ...emptyEdit, title: { nb: title }, start, ...more })
const now = () => programmeOf(db(), meeting.id)
const titles = async () => (await now()).items.map((one) => one.title.nb)
const change = async (who: Actor, id: string, edit: Partial<ItemEdit>) => {
  const state = (await now()).items.find((one) => one.id === id)!
  const { version } = await itemById(db(), meeting.id, id)
  await changeItem(db(), who, meeting.id, id, { version, was: editOf(state), mine: { ...editOf(state), ...edit } })
}

describe('undo and redo', () => {
  test('reach back through all one has done, in turn, and forward again', async () => {
    const item = await add(ane, 'Sak', '09:00', { speakers: [{ name: 'Kari', office: null, email: null, role: 'speaker' }] })
    await change(ane, item.id, { title: { nb: 'Ny sak' }, room: 'Sal A' })
    await moveItem(db(), ane, meeting.id, item.id, { dayId: secondDay })
    await removeItem(db(), ane, meeting.id, item.id)
    const states = [await now()]
    for (let i = 0; i < 4; i++) {
      await undo(db(), ane, meeting.id, null)
      states.push(await now())
    }
    expect(states.map((one) => one.items.map((x) => [x.title.nb, x.dayId === dayId, x.speakers[0]?.name]))).toEqual([
      [],
      [['Ny sak', false, 'Kari']],
      [['Ny sak', true, 'Kari']],
      [['Sak', true, 'Kari']],
      [],
    ])
    await expect(undo(db(), ane, meeting.id, null)).rejects.toBeInstanceOf(NotFound)
    for (const expected of states.slice(0, 4).reverse()) {
      await redo(db(), ane, meeting.id)
      expect(await now()).toEqual(expected)
    }
    await expect(redo(db(), ane, meeting.id)).rejects.toBeInstanceOf(NotFound)
    // It is the same item all the way: its address and its speaker's link hold.
    await undo(db(), ane, meeting.id, null)
    expect((await itemById(db(), meeting.id, item.id)).publicId).toBe(item.publicId)
    expect((await now()).items[0]!.speakers).toEqual(states[1]!.items[0]!.speakers)
  })

  test('something new ends what could be done again', async () => {
    await add(ane, 'A')
    await undo(db(), ane, meeting.id, null)
    await add(ane, 'B')
    await expect(redo(db(), ane, meeting.id)).rejects.toBeInstanceOf(NotFound)
    expect(await titles()).toEqual(['B'])
  })

  test('take back only what is one’s own', async () => {
    const item = await add(ane, 'Anes')
    await change(bo, item.id, { note: { nb: 'Bo var her' } })
    const { operations } = await versionsOf(db(), meeting.id, ane.person!.id, null)
    await expect(undo(db(), ane, meeting.id, operations[0]!.id)).rejects.toBeInstanceOf(Refused)
    await add(bo, 'Bos')
    // Ane's newest is the item that Bo has written in since: it is not removed unasked.
    const asked = await undo(db(), ane, meeting.id, null)
    expect(asked.contests).toMatchObject([{ field: 'whole', id: item.id }])
    expect(await titles()).toEqual(['Anes', 'Bos'])
    await undo(db(), bo, meeting.id, null)
    expect(await titles()).toEqual(['Anes'])
  })

  test('asks where another has changed the same since, and does as told', async () => {
    const item = await add(bo, 'Først', '09:00')
    await change(ane, item.id, { title: { nb: 'Anes' }, room: 'Sal A' })
    await change(bo, item.id, { title: { nb: 'Bos' } })
    const { contests } = await undo(db(), ane, meeting.id, null)
    expect(contests.map((one) => one.field)).toEqual(['title.nb'])
    expect((await now()).items[0]).toMatchObject({ title: { nb: 'Bos' }, room: 'Sal A' })
    await undo(db(), ane, meeting.id, null, { [contestKey(contests[0]!)]: 'now' })
    expect((await now()).items[0]).toMatchObject({ title: { nb: 'Bos' }, room: null })
    await redo(db(), ane, meeting.id)
    expect((await now()).items[0]).toMatchObject({ title: { nb: 'Bos' }, room: 'Sal A' })
  })
})

describe('versions', () => {
  test('every one can be read, compared and gone back to', async () => {
    const item = await add(ane, 'Sak', '09:00')
    await change(bo, item.id, { start: '10:00' })
    const late = await add(bo, 'Sein sak', '12:00')
    const { before, after } = await twoVersions(db(), meeting.id, 1, 3)
    expect(
      difference(before, after).items.map(({ title, what, fields }) => [title.nb, what, fields.map((one) => one.field)]),
    ).toEqual([
      ['Sak', 'changed', ['time']],
      ['Sein sak', 'new', []],
    ])
    await restoreVersion(db(), ane, meeting.id, 1)
    const back = await now()
    expect(back.items.find((one) => one.id === item.id)).toMatchObject({ start: '09:00', dayId })
    // What came later is not lost: it lies on the shelf, where readers do not see it.
    expect(back.items.find((one) => one.id === late.id)).toMatchObject({ dayId: null })
    const shown = await readMeeting(db(), ane, meeting)
    expect(shown.days.flatMap((day) => day.items).map((one) => one.title.nb)).toEqual(['Sak'])
    await undo(db(), ane, meeting.id, null)
    expect((await now()).items.map((one) => [one.title.nb, one.start])).toEqual([
      ['Sak', '10:00'],
      ['Sein sak', '12:00'],
    ])
  })

  test('an operation that changes nothing is none', async () => {
    await add(ane, 'Sak')
    const done = await operate(db(), ane, meeting.id, 'item.moved', (programme) => ({
      ...programme,
      items: [...programme.items],
    }))
    expect(done.operation).toBeNull()
    expect((await versionsOf(db(), meeting.id, ane.person!.id, null)).total).toBe(1)
  })
})

test('two at once follow each other, and both are kept', async () => {
  await Promise.all([...Array(6)].map((_, i) => add(i % 2 ? ane : bo, `Sak ${i}`)))
  const { operations } = await versionsOf(db(), meeting.id, ane.person!.id, null)
  expect(operations.map((one) => one.number)).toEqual([6, 5, 4, 3, 2, 1])
  expect((await titles()).toSorted()).toEqual([0, 1, 2, 3, 4, 5].map((i) => `Sak ${i}`))
})

test('costs as many queries for four hundred items as for four', async () => {
  const counts: number[] = []
  for (const length of [4, 400]) {
    const made = await createMeeting(db(), ane, world.networkId, {
      title: { nb: 'Langt' },
      locale: 'nb',
      days: [{ date: '2026-05-12' }],
    })
    const items = [...Array(length)].map((_, i) => ({
      ...emptyEdit,
      title: { nb: `Sak ${i}` },
      endInferred: false,
      subitems: [],
    }))
    await db().transaction((tx) => fillProgramme(tx as never, made.meeting, [{ id: made.days[0]!.id, items }]))
    const { items: states } = await programmeOf(db(), made.meeting.id)
    const before = world.database.queries()
    await operate(db(), ane, made.meeting.id, 'item.moved', (programme) => ({
      ...programme,
      items: programme.items.map((one, i) => (i % 2 ? { ...one, start: '10:00' } : one)),
    }))
    counts.push(world.database.queries() - before)
    expect(states).toHaveLength(length)
  }
  expect(counts[1]).toBe(counts[0])
})
