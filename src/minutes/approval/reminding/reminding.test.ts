import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { meetingById } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { item } from '#programme/tables.ts'
import { attendance } from '#registration/tables.ts'
import { makeWorld, type World } from '../../../../tests/world.ts'
import type { Place } from '../../reads.ts'
import { propose, recall } from '../../state/writes.ts'
import { correction, minutes } from '../../tables.ts'
import { layDownPen, save } from '../../writes.ts'
import { remindWhereDue } from './jobs.ts'
import { laidOutUntilADay } from './reads.ts'
import { isTimeToRemind } from './rules.ts'
import { remindOfCorrections } from './writes.ts'

const UNTIL = '2035-05-15'
const DAY_BEFORE = Temporal.Instant.from('2035-05-14T07:00:00Z')

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

let places: Place[]
let organiser: Actor
beforeEach(async () => {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  const own = { id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: '2020-01-01T00:00:00Z' }
  await db.insert(meeting).values({ ...own, startsAt: '2020-04-29T07:00:00Z' })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const about = { networkId, meetingId, dayId, kind: 'talk' as const, expectsMinutes: true }
  const made = await db
    .insert(item)
    .values(['Om planen', 'Om bøker'].map((title, position) => ({ ...about, position, title: { nb: title } })))
    .returning()
  const row = (await meetingById(db, meetingId))!
  places = made.map((one): Place => ({ meeting: row, item: one }))
  organiser = await world.actor('organiser', meetingId)
  const there = { networkId, meetingId, mode: 'onsite' as const, own: false }
  await db.insert(attendance).values([
    { ...there, personId: world.people.member.id, name: 'Test member', presence: 'present' },
    { ...there, personId: world.people.owner.id, name: 'Test owner', presence: 'absent' },
    { ...there, personId: world.people.outsider.id, name: 'Test outsider', presence: 'present' },
    { ...there, name: 'Uten konto', presence: 'present' },
  ])
})

/** Writes some minutes and lays them out. */
async function layOut(place: Place, until: string | null = UNTIL): Promise<void> {
  const { db } = world.ground
  const document = { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Fritt.' }] }] }
  const [row] = await db.select().from(minutes).where(eq(minutes.itemId, place.item.id))
  const given = { basedOn: row?.number ?? 0, window: 'window-a', edit: null, document, take: true }
  const { number } = row ?? (await save(db, organiser, place, given))
  await layDownPen(db, organiser, place, 'window-a')
  await propose(db, organiser, place, number, until)
}
/** What has been sent about this meeting, by the letter's text. */
async function letters(): Promise<{ to: string; text: string }[]> {
  const rows = await world.ground.db.select().from(mail).where(eq(mail.kind, 'minutes'))
  return rows.filter((one) => one.text.includes(`/${places[0]!.meeting.slug}/`))
}

test.each([
  ['2035-05-13T12:00:00Z', false],
  ['2035-05-14T05:59:00Z', false],
  ['2035-05-14T06:00:00Z', true],
  ['2035-05-15T21:00:00Z', true],
  ['2035-05-15T23:00:00Z', false],
] as const)('at %s it is time: %s', (now, expected) => {
  expect(isTimeToRemind(UNTIL, 'Europe/Oslo', Temporal.Instant.from(now))).toBe(expected)
})

describe('of the last day for corrections', () => {
  test('those who were there are told once, in one letter for all that is laid out', async () => {
    for (const place of places) await layOut(place)
    await remindWhereDue(world.ground, DAY_BEFORE.subtract({ hours: 48 }))
    expect(await letters()).toEqual([])
    await remindWhereDue(world.ground, DAY_BEFORE)
    await remindWhereDue(world.ground, DAY_BEFORE)
    const [letter, ...others] = await letters()
    expect(others).toEqual([])
    expect(letter!.to).toBe(world.people.member.email)
    for (const said of ['15. mai 2035', 'Om planen', 'Om bøker', '/minutes/corrections']) expect(letter!.text).toContain(said)
  })

  test('of two processes that try at once one does', async () => {
    await layOut(places[0]!)
    const [due] = (await laidOutUntilADay(world.ground.db)).filter((one) => one.meetingId === places[0]!.meeting.id)
    const write = () => ({ subject: 'x', text: `/${places[0]!.meeting.slug}/`, html: 'x' })
    const both = await Promise.all([1, 2].map(() => remindOfCorrections(world.ground, due!, write)))
    expect(both.toSorted()).toEqual([1, null])
    expect(await letters()).toHaveLength(1)
  })

  test('whoever has proposed something, or has nothing to read any more, is left alone; a new last day is told anew', async () => {
    const { db } = world.ground
    const [first, second] = places as [Place, Place]
    for (const place of places) await layOut(place)
    const [row] = await db.select().from(minutes).where(eq(minutes.itemId, first.item.id))
    await db.insert(correction).values({
      ...{ networkId: row!.networkId, meetingId: row!.meetingId, itemId: row!.itemId, minutesId: row!.id },
      ...{ number: 1, part: 0, before: 'Fritt.', remark: 'Nei.', personId: world.people.member.id, name: 'Test member' },
    })
    await recall(db, organiser, second)
    await remindWhereDue(world.ground, DAY_BEFORE)
    expect(await letters()).toEqual([])
    await layOut(second, '2035-06-15')
    await remindWhereDue(world.ground, DAY_BEFORE.add({ hours: 24 * 31 }))
    const [letter] = await letters()
    expect([letter!.text.includes('Om bøker'), letter!.text.includes('Om planen')]).toEqual([true, false])
  })

  test('nothing is said where there is no last day', async () => {
    await layOut(places[0]!, null)
    expect((await laidOutUntilADay(world.ground.db)).map((one) => one.meetingId)).not.toContain(places[0]!.meeting.id)
  })
})
