import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { meetingById, readMeeting } from '#meeting/reads.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { publish, setAudience } from '#meeting/writes.ts'
import { tombstone } from '#platform/activity/tables.ts'
import { Conflict, Invalid, Refused } from '#platform/errors.ts'
import { twoDays } from '../../tests/twodays.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { emptyEdit } from './forms.ts'
import { programmeOf } from './operation/reads.ts'
import { itemById } from './reads.ts'
import { editOf, type ItemEdit, type ItemRow } from './rules.ts'
import { addItem, changeItem, moveItem, removeItem, restoreItem } from './writes.ts'

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
const add = (title: string, start: string | null = null, end: string | null = null, more: Partial<ItemEdit> = {}) =>
  addItem(db(), ane, meeting.id, { dayId }, { ...emptyEdit, title: { nb: title }, start, end, ...more })
const order = async (day = 0) => (await readMeeting(db(), ane, meeting)).days[day]!.items.map((item) => item.title.nb)
const now = async (item: ItemRow) => {
  const row = await itemById(db(), meeting.id, item.id)
  const state = (await programmeOf(db(), meeting.id)).items.find((one) => one.id === item.id)!
  return { row, edit: editOf(state) }
}
const speakersOf = async (itemId: string) =>
  (await programmeOf(db(), meeting.id)).items.find((one) => one.id === itemId)!.speakers
const span = async () => {
  const row = await meetingById(db(), meeting.id)
  return [row!.startsAt, row!.endsAt].map((at) => at && new Date(at).toISOString().slice(0, 16))
}

describe('order', () => {
  test('a new item stands at its time, or beside the neighbour it was added to', async () => {
    const first = await add('Ni', '09:00', '09:30')
    await add('Elleve', '11:00', '12:00')
    await add('Ti', '10:00', '11:00')
    await add('Åtte', '08:00', '08:30')
    await addItem(db(), ane, meeting.id, { dayId, after: first.id }, { ...emptyEdit, title: { nb: 'Uten tid' } })
    expect(await order()).toEqual(['Åtte', 'Ni', 'Uten tid', 'Ti', 'Elleve'])
    expect(await span()).toEqual(['2026-05-12T06:00', '2026-05-13T22:00'])
  })

  test('up and down, and no further than the ends', async () => {
    const [a] = [await add('A'), await add('B'), await add('C')]
    await moveItem(db(), ane, meeting.id, a.id, 'up')
    expect(await order()).toEqual(['A', 'B', 'C'])
    await moveItem(db(), ane, meeting.id, a.id, 'down')
    await moveItem(db(), ane, meeting.id, a.id, 'down')
    await moveItem(db(), ane, meeting.id, a.id, 'down')
    expect(await order()).toEqual(['B', 'C', 'A'])
  })

  test('to another day with its parts, where its time belongs; calendars are told', async () => {
    const item = await add('Ti', '10:00', '11:00')
    const part = await addItem(db(), ane, meeting.id, { dayId, parentId: item.id }, { ...emptyEdit, title: { nb: 'Del' } })
    await addItem(db(), ane, meeting.id, { dayId: secondDay }, { ...emptyEdit, title: { nb: 'Ni' }, start: '09:00' })
    await addItem(db(), ane, meeting.id, { dayId: secondDay }, { ...emptyEdit, title: { nb: 'Tolv' }, start: '12:00' })
    await moveItem(db(), ane, meeting.id, item.id, { dayId: secondDay })
    expect(await order(1)).toEqual(['Ni', 'Ti', 'Tolv'])
    expect((await now(item)).row.sequence).toBe(1)
    expect((await now(part)).row.dayId).toBe(secondDay)
  })

  test('a new time moves an item to where it belongs and leaves the rest as they stood', async () => {
    const [, b] = [await add('Ni', '09:00'), await add('Ti', '10:00'), await add('Elleve', '11:00')]
    const { row, edit } = await now(b)
    await changeItem(db(), ane, meeting.id, b.id, { version: row.version, was: edit, mine: { ...edit, start: '12:00' } })
    expect(await order()).toEqual(['Ni', 'Elleve', 'Ti'])
    expect((await now(b)).row.sequence).toBe(1)
  })
})

describe('two organisers at once', () => {
  test('different fields come together', async () => {
    const item = await add('Om lesing', '09:00', '10:00')
    const { row, edit } = await now(item)
    const speakers = [{ name: 'Kari Moe', office: 'forsker', email: null, role: 'speaker' as const }]
    await changeItem(db(), ane, meeting.id, item.id, {
      version: row.version,
      was: edit,
      mine: { ...edit, title: { nb: 'Om lesing og skriving' }, speakers },
    })
    await changeItem(db(), bo, meeting.id, item.id, {
      version: row.version,
      was: edit,
      mine: { ...edit, start: '09:15', title: { ...edit.title, nn: 'Om lesing' } },
    })
    expect((await now(item)).edit).toMatchObject({
      title: { nb: 'Om lesing og skriving', nn: 'Om lesing' },
      start: '09:15',
      end: '10:00',
      speakers: [{ name: 'Kari Moe' }],
    })
  })

  test('the same field asks, and keeps what both wrote', async () => {
    const item = await add('Om lesing', '09:00', '10:00')
    const { row, edit } = await now(item)
    await changeItem(db(), ane, meeting.id, item.id, {
      version: row.version,
      was: edit,
      mine: { ...edit, title: { nb: 'Anes tittel' }, kind: 'panel' },
    })
    const mine = { ...edit, title: { nb: 'Bos tittel' }, start: '09:30' }
    const conflict = await changeItem(db(), bo, meeting.id, item.id, { version: row.version, was: edit, mine }).catch(
      (error) => error,
    )
    expect(conflict).toBeInstanceOf(Conflict)
    expect(conflict.theirs.title).toEqual({ nb: 'Anes tittel' })
    expect(conflict.mine).toMatchObject({ title: { nb: 'Bos tittel' }, start: '09:30', kind: 'panel' })
    expect((await now(item)).edit).toMatchObject({ title: { nb: 'Anes tittel' }, start: '09:00' })
    // Having seen it, Bo decides.
    const then = await now(item)
    await changeItem(db(), bo, meeting.id, item.id, { version: then.row.version, was: then.edit, mine: conflict.mine })
    expect((await now(item)).edit).toMatchObject({ title: { nb: 'Bos tittel' }, start: '09:30', kind: 'panel' })
  })

  test('at the very same moment nothing is lost', async () => {
    const item = await add('Om lesing')
    const { row, edit } = await now(item)
    await Promise.all([
      changeItem(db(), ane, meeting.id, item.id, { version: row.version, was: edit, mine: { ...edit, note: { nb: 'Rom 1' } } }),
      changeItem(db(), bo, meeting.id, item.id, {
        version: row.version,
        was: edit,
        mine: { ...edit, description: { nb: 'Mer' } },
      }),
      add('Ny A'),
      addItem(db(), bo, meeting.id, { dayId }, { ...emptyEdit, title: { nb: 'Ny B' } }),
    ])
    expect((await now(item)).edit).toMatchObject({ note: { nb: 'Rom 1' }, description: { nb: 'Mer' } })
    expect((await order()).toSorted()).toEqual(['Ny A', 'Ny B', 'Om lesing'])
  })
})

describe('speakers', () => {
  test('keep who they are when put in another order, and know a member by e-mail', async () => {
    const who = (name: string, email: string | null = null) => ({ name, office: null, email, role: 'speaker' as const })
    const item = await add('Om lesing', null, null, { speakers: [who('Kari Moe'), who('Test member', 'MEMBER@nord.example')] })
    const before = await speakersOf(item.id)
    expect(before.map((one) => one.personId)).toEqual([null, world.people.member.id])
    const { row, edit } = await now(item)
    await changeItem(db(), ane, meeting.id, item.id, {
      version: row.version,
      was: edit,
      mine: { ...edit, speakers: [edit.speakers[1]!, who('Ny'), edit.speakers[0]!] },
    })
    const after = await speakersOf(item.id)
    expect(after.map((one) => one.name)).toEqual(['Test member', 'Ny', 'Kari Moe'])
    expect([after[2]!.id, after[0]!.id]).toEqual(before.map((one) => one.id))
  })

  test('of another item cannot be taken over', async () => {
    const one = await add('En', null, null, { speakers: [{ name: 'Kari', office: null, email: null, role: 'speaker' }] })
    const two = await add('To')
    const [kari] = await speakersOf(one.id)
    const { row, edit } = await now(two)
    await changeItem(db(), ane, meeting.id, two.id, {
      version: row.version,
      was: edit,
      mine: { ...edit, speakers: [{ id: kari!.id, name: 'Kari', office: null, email: null, role: 'speaker' }] },
    })
    expect(await speakersOf(one.id)).toHaveLength(1)
    expect((await speakersOf(two.id))[0]!.id).not.toBe(kari!.id)
  })
})

describe('taken away', () => {
  test('and back again with everything, where it stood', async () => {
    await add('A')
    const item = await add('B', null, null, { speakers: [{ name: 'Kari', office: null, email: null, role: 'speaker' }] })
    await add('C')
    const kept = await addItem(db(), ane, meeting.id, { dayId, parentId: item.id }, { ...emptyEdit, title: { nb: 'Del' } })
    const gone = await addItem(
      db(),
      ane,
      meeting.id,
      { dayId, parentId: item.id },
      { ...emptyEdit, title: { nb: 'Fjernet før' } },
    )
    await removeItem(db(), ane, meeting.id, gone.id)
    await removeItem(db(), ane, meeting.id, item.id)
    expect(await order()).toEqual(['A', 'C'])
    expect(await db().select().from(tombstone).where(eq(tombstone.id, item.id))).toHaveLength(1)
    await restoreItem(db(), ane, meeting.id, item.id)
    const view = await readMeeting(db(), ane, meeting)
    expect(view.days[0]!.items.map((one) => [one.title.nb, one.speakers.length, one.subitems.map((sub) => sub.id)])).toEqual([
      ['A', 0, []],
      ['B', 1, [kept.id]],
      ['C', 0, []],
    ])
    expect(await db().select().from(tombstone).where(eq(tombstone.id, item.id))).toHaveLength(0)
  })
})

describe('what is refused', () => {
  test('times that cannot be, no title, an audience wider than the meeting', async () => {
    await expect(add('A', '10:00', '09:00')).rejects.toMatchObject({ fields: { end: 'programme_end_before_start' } })
    await expect(add('A', null, '09:00')).rejects.toMatchObject({ fields: { end: 'programme_end_without_start' } })
    await expect(add('Fest', '19:00', '01:00')).resolves.toBeDefined()
    await expect(addItem(db(), ane, meeting.id, { dayId }, emptyEdit)).rejects.toBeInstanceOf(Invalid)
    await setAudience(db(), ane, meeting.id, meeting.version, 'invited')
    await expect(add('A', null, null, { audience: 'members' })).rejects.toMatchObject({
      fields: { audience: 'programme_audience_too_wide' },
    })
    await expect(add('A', null, null, { audience: 'invited' })).resolves.toBeDefined()
  })

  test('but an item may be corrected where the meeting was narrowed since', async () => {
    const item = await add('A', null, null, { audience: 'members' })
    await setAudience(db(), ane, meeting.id, meeting.version, 'invited')
    const was = { ...emptyEdit, title: { nb: 'A' }, audience: 'members' as const }
    const corrected = { version: item.version, was, mine: { ...was, title: { nb: 'Å' } } }
    await expect(changeItem(db(), ane, meeting.id, item.id, corrected)).resolves.toMatchObject({ audience: 'members' })
  })

  test.each(['member', 'outsider', null] as const)('%s changes nothing', async (who) => {
    const item = await add('A')
    await publish(db(), ane, meeting.id)
    const actor = await world.actor(who, meeting.id)
    await expect(addItem(db(), actor, meeting.id, { dayId }, { ...emptyEdit, title: { nb: 'B' } })).rejects.toBeInstanceOf(
      Refused,
    )
    await expect(removeItem(db(), actor, meeting.id, item.id)).rejects.toBeInstanceOf(Refused)
    await expect(moveItem(db(), actor, meeting.id, item.id, 'up')).rejects.toBeInstanceOf(Refused)
    expect(await order()).toEqual(['A'])
  })
})
