import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setAudience } from '#meeting/writes.ts'
import { membership } from '#network/tables.ts'
import { pathForLog } from '#platform/log.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { openConference } from '../../../tests/conference.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
})
afterAll(() => world.end())

const press = (who: Who, what: '' | '/end') => world.as(who, { url: `/me/calendars${what}`, form: { network: world.networkId } })
const addressOf = async (who: Who) =>
  /http:\/\/localhost:3000(\/calendar\/[\w.-]+)/.exec((await world.as(who, { url: '/me/calendars' })).body)?.[1]
const get = (url: string, headers = {}) => world.as(null, { method: 'GET', url, headers })

describe('an own calendar', () => {
  it('holds what its owner may read, asked for without signing in, and says when nothing is new', async () => {
    expect(await addressOf('member')).toBeUndefined()
    await press('member', '')
    const address = (await addressOf('member'))!
    const actor = await world.actor('organiser', april.meeting.id)
    const row = await setAudience(world.ground.db, actor, april.meeting.id, april.meeting.version, 'members')
    const answer = await get(address)
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8')
    const uids = new ICAL.Component(ICAL.parse(answer.body))
      .getAllSubcomponents('vevent')
      .map((one) => String(one.getFirstPropertyValue('uid')))
    expect(uids).toContain(row.uid)
    expect((await get(`/${world.networkSlug}/calendar.ics`)).body).not.toContain(row.uid)
    expect((await get(address, { 'if-none-match': String(answer.headers['etag']) })).statusCode).toBe(304)
  })

  it('holds the days one comes on, as one’s receipt has them, and nothing that one withdrew from', async () => {
    const { meeting, path, days } = await openConference(world)
    const entry = async () =>
      new ICAL.Component(ICAL.parse((await get((await addressOf('member'))!)).body))
        .getAllSubcomponents('vevent')
        .find((one) => one.getFirstPropertyValue('uid') === meeting.uid)
    const start = async () => (await entry())?.getFirstPropertyValue('dtstart')?.toString()
    const [first, second] = [60, 61].map((later) => Temporal.Now.plainDateISO().add({ days: later }))
    expect(await start()).toBe(`${first}T10:00:00`)
    const form = { for: 'self', name: 'Test member', email: 'member@nord.example', 'q.days': days[1]! }
    const { location } = (await world.as('member', { url: `${path}/register`, form })).headers
    expect(await start()).toBe(`${second}T09:00:00`)
    await world.as(null, { url: `${location}/withdraw`, form: {} })
    expect(await entry()).toBeUndefined()
    await world.as(null, { url: `${location}/again`, form: {} })
    expect(await start()).toBe(`${second}T09:00:00`)
  })

  it('opens at no earlier address, and at none of another or of one who left', async () => {
    const first = (await addressOf('member'))!
    await press('member', '')
    const second = (await addressOf('member'))!
    expect(second).not.toBe(first)
    expect((await get(first)).statusCode).toBe(404)
    expect((await get(second)).statusCode).toBe(200)
    await press('member', '/end')
    await press('member', '')
    expect((await get(second)).statusCode).toBe(404)
    const third = (await addressOf('member'))!
    expect((await get(third.replace(world.people.member.id, world.people.owner.id))).statusCode).toBe(404)
    await world.ground.db
      .update(membership)
      .set({ to: new Date().toISOString() })
      .where(eq(membership.personId, world.people.member.id))
    expect((await get(third)).statusCode).toBe(404)
    expect((await press('outsider', '')).statusCode).toBe(404)
  })

  it('stands in no log', () => {
    expect(pathForLog('/calendar/abc.def.1.2.xyz.ics')).toBe('/calendar/…')
  })
})
