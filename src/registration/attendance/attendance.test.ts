/** Attendance at single items: only where it is kept, beside the meeting's own list, seen by those who keep it. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { meeting as meetingTable } from '#meeting/tables.ts'
import { itemRows } from '#programme/reads.ts'
import { conference } from '../../../tests/conference.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { attendance, attendanceItem, registration } from '../tables.ts'
import { mayCheckIn } from './rules.ts'

let world: World
let meeting: MeetingRow
let path: string
/** The public number of an item by its title. */
let numberOf: (title: string) => string
const db = () => world.ground.db

beforeAll(async () => {
  world = await makeWorld()
  meeting = await conference(world)
  path = `/nord/${meeting.slug}/attendance`
  const rows = await itemRows(db(), meeting.id)
  numberOf = (title) => String(rows.find((row) => row.title.nb === title)!.publicId)
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [attendance, attendanceItem, registration]) await db().delete(table)
})

const keep = (title: string, end = '') => world.as('organiser', { url: `${path}/items${end}`, form: { item: numberOf(title) } })
const kept = () => db().select().from(attendance)
const member = () => `person:${world.people.member.id}`

describe('attendance at an item', () => {
  it('has a page only where it is kept, offers no breaks, and ends with what was said in its place', async () => {
    const at = `${path}/${numberOf('Om samarbeid')}`
    expect((await world.as('organiser', { url: at })).statusCode).toBe(404)
    const page = (await world.as('organiser', { url: path })).body
    expect(page).toContain('Om samarbeid</option>')
    expect(page).not.toContain('Lunsj</option>')
    await keep('Om samarbeid')
    expect((await world.as('organiser', { url: at })).statusCode).toBe(200)
    const itemPage = `/nord/${meeting.slug}/${numberOf('Om samarbeid')}-om-samarbeid`
    expect((await world.as('organiser', { url: itemPage })).body).toContain(`href="${at}"`)
    expect((await world.as('member', { url: itemPage })).body).not.toContain(`href="${at}"`)
    await world.as('organiser', { url: at, form: { who: member(), presence: 'present', mode: 'onsite' } })
    await keep('Om samarbeid', '/end')
    expect((await world.as('organiser', { url: at })).statusCode).toBe(404)
    await keep('Om samarbeid')
    expect((await world.as('organiser', { url: path })).body).toContain('1 til stede')
  })

  it('is a list of its own beside that of the meeting and of other items', async () => {
    await keep('Om samarbeid')
    await keep('Om framtida')
    const say = (url: string, presence: string) =>
      world.as('organiser', { url, form: { who: member(), presence, mode: 'onsite' } })
    await say(path, 'present')
    await say(`${path}/${numberOf('Om samarbeid')}`, 'excused')
    await say(`${path}/${numberOf('Om framtida')}`, 'substitute')
    expect((await kept()).map((row) => [row.itemId === null, row.presence]).sort()).toEqual([
      [false, 'excused'],
      [false, 'substitute'],
      [true, 'present'],
    ])
    await say(`${path}/${numberOf('Om framtida')}`, '')
    expect(await kept()).toHaveLength(2)
  })

  it('is seen by those who keep it; a member sees where it is kept and what was said of themselves', async () => {
    await keep('Om samarbeid')
    const at = `${path}/${numberOf('Om samarbeid')}`
    await world.as('organiser', { url: at, form: { who: 'new', name: 'Gjest', presence: 'present', mode: 'onsite' } })
    expect((await world.as('member', { url: path })).body).toContain(`href="${at}"`)
    const page = (await world.as('member', { url: at })).body
    expect(page).toContain('Er du her?')
    for (const hidden of ['Gjest', '1 til stede']) expect(page).not.toContain(hidden)
    expect((await world.as('organiser', { url: at })).body).toContain('Gjest')
    const saying = { url: at, form: { who: member(), presence: 'present', mode: 'onsite' } }
    expect((await world.as('member', saying)).statusCode).toBe(404)
    expect((await world.as(null, { url: at })).statusCode).toBe(404)
  })

  it('is said by oneself while the item lasts, and taken back', async () => {
    await keep('Avslutning')
    const at = `${path}/${numberOf('Avslutning')}`
    const own = () => world.as('member', { url: `${at}/own`, form: { mode: 'online' } })
    expect((await own()).statusCode).toBe(403)
    // "Avslutning" has no end of its own: it lasts as the meeting does. Here all of it began long ago.
    const now = Temporal.Now.instant()
    await db()
      .update(meetingTable)
      .set({ startsAt: now.subtract({ minutes: 5 }).toString(), endsAt: now.add({ hours: 2 }).toString() })
    const day = Temporal.Now.plainDateISO('Europe/Oslo').toString()
    await world.database.pool.query('update day set date = $2 where meeting_id = $1', [meeting.id, day])
    await world.database.pool.query(`update item set start = '00:00', "end" = null where title->>'nb' = 'Avslutning'`)
    expect((await own()).statusCode).toBe(303)
    expect(await kept()).toMatchObject([{ presence: 'present', mode: 'online', own: true }])
    expect((await world.as('member', { url: `${at}/own/undo`, form: {} })).statusCode).toBe(303)
    expect(await kept()).toEqual([])
  })
})

it('the door opens an hour before and closes at the end', async () => {
  const actor = await world.actor('member')
  const runs = {
    startsAt: '2027-01-22T09:00:00Z',
    endsAt: '2027-01-22T10:00:00Z',
    statusNow: { cancelled: false, postponed: false },
  }
  const at = (time: string) => mayCheckIn(actor, runs, Temporal.Instant.from(`2027-01-22T${time}Z`))
  expect(['07:59:59', '08:00:00', '10:00:00', '10:00:01'].map((time) => at(time))).toEqual([
    'registration_attendance_when',
    'yes',
    'yes',
    'registration_attendance_when',
  ])
})
