/**
 * A meeting that was removed, or taken back to draft: it leaves the calendars of those who were given its entry. And one that is
 * never left alone, whose calendars are told all the same.
 */
import { asc, eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { daysOf, type MeetingRow, meetingById } from '#meeting/reads.ts'
import { meeting as meetings } from '#meeting/tables.ts'
import { changeDetails, publish, removeMeeting, restoreMeeting, unpublish } from '#meeting/writes.ts'
import { activity } from '#platform/activity/tables.ts'
import { mail } from '#platform/mail/tables.ts'
import { registration } from '#registration/tables.ts'
import { conference } from '../../../tests/conference.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { tellCalendars } from '../jobs.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const db = () => world.ground.db
const owner = () => world.actor('owner', meeting.id)
async function register() {
  const days = (await daysOf(db(), meeting.id)).map((day) => day.id)
  const form = { for: 'self', name: 'Test member', email: 'member@nord.example', 'q.days': days }
  return world.as('member', { url: `/nord/${meeting.slug}/register`, form })
}
const quiet = () => tellCalendars(world.ground, Temporal.Now.instant().add({ minutes: 31 }))

/** What has been mailed since the last look: to whom, and what their calendar is told. */
async function mailed() {
  const rows = await db().delete(mail).returning()
  return rows
    .map((row) => {
      const event = new ICAL.Component(ICAL.parse(row.calendar!.content)).getFirstSubcomponent('vevent')!
      const value = (name: string) => event.getFirstPropertyValue(name)?.toString()
      return { to: row.to, method: row.calendar!.method, uid: value('uid'), sequence: Number(value('sequence')), text: row.text }
    })
    .sort((a, b) => (a.to < b.to ? -1 : 1))
}

let meeting: MeetingRow
let told: number
beforeEach(async () => {
  await db().delete(mail)
  meeting = await conference(world)
  await world.as('organiser', { url: `/nord/${meeting.slug}/registration/open`, form: {} })
  expect((await register()).statusCode).toBe(303)
  const [invited] = await mailed()
  expect(invited).toMatchObject({ method: 'REQUEST', uid: meeting.uid })
  told = invited!.sequence
})

describe('a published meeting that is removed', () => {
  it('is called back from every calendar that holds it, once, when nobody has undone it', async () => {
    await db().insert(registration).values({
      networkId: world.networkId,
      meetingId: meeting.id,
      number: 9,
      state: 'waiting',
      name: 'Står i kø',
      email: 'ko@example.org',
    })
    await removeMeeting(db(), await owner(), meeting.id)
    await tellCalendars(world.ground, Temporal.Now.instant())
    expect(await mailed()).toEqual([])
    await quiet()
    const [gone, ...others] = await mailed()
    expect(others).toEqual([])
    expect(gone).toMatchObject({ to: 'member@nord.example', method: 'CANCEL', uid: meeting.uid })
    expect(gone!.sequence).toBeGreaterThan(told)
    expect(gone!.text).toContain('ikke lenger lagt ut')
    // Its pages are gone too.
    expect(gone!.text).not.toContain('http')
    await quiet()
    expect(await mailed()).toEqual([])
  })

  it('tells nobody when it is brought back before', async () => {
    await removeMeeting(db(), await owner(), meeting.id)
    await restoreMeeting(db(), await owner(), meeting.id)
    await quiet()
    expect(await mailed()).toEqual([])
  })

  it('that is brought back later stands in calendars again, above what called it back', async () => {
    await removeMeeting(db(), await owner(), meeting.id)
    await quiet()
    const [gone] = await mailed()
    await restoreMeeting(db(), await owner(), meeting.id)
    await quiet()
    const [back] = await mailed()
    expect(back).toMatchObject({ to: 'member@nord.example', method: 'REQUEST', uid: meeting.uid })
    expect(back!.sequence).toBeGreaterThan(gone!.sequence)
  })

  it('and is over is nobody’s matter', async () => {
    await db()
      .update(meetings)
      .set({ startsAt: '2020-01-01T08:00Z', endsAt: '2020-01-01T10:00Z' })
      .where(eq(meetings.id, meeting.id))
    await removeMeeting(db(), await owner(), meeting.id)
    await quiet()
    expect(await mailed()).toEqual([])
  })
})

it('a meeting that is taken back to draft is called back as well, and comes again when it is published', async () => {
  await unpublish(db(), await owner(), meeting.id)
  await quiet()
  const [gone] = await mailed()
  expect(gone).toMatchObject({ method: 'CANCEL', uid: meeting.uid })
  await publish(db(), await owner(), meeting.id)
  await quiet()
  const [back] = await mailed()
  expect(back).toMatchObject({ method: 'REQUEST' })
  expect(back!.sequence).toBeGreaterThan(gone!.sequence)
})

it('a meeting that is changed again and again is told once in a while, and not at every change', async () => {
  const change = async (place: string) =>
    changeDetails(db(), await owner(), meeting.id, (await meetingById(db(), meeting.id))!.version, { place })
  for (let n = 1; n <= 14; n++) await change(`Rom ${n}`)
  const now = Temporal.Now.instant()
  await tellCalendars(world.ground, now)
  expect(await mailed()).toEqual([])
  // As if somebody had done so every twenty minutes.
  const acts = await db().select().from(activity).where(eq(activity.action, 'meeting.changed')).orderBy(asc(activity.at))
  for (const [i, { id }] of acts.reverse().entries())
    await db()
      .update(activity)
      .set({ at: now.subtract({ minutes: i * 20 }).toString() })
      .where(eq(activity.id, id))
  await tellCalendars(world.ground, now)
  const [told] = await mailed()
  expect(told).toMatchObject({ to: 'member@nord.example', method: 'REQUEST' })
  expect(told!.text).toContain('Rom 14')
  await change('Rom 15')
  await tellCalendars(world.ground, Temporal.Now.instant())
  expect(await mailed()).toEqual([])
})
