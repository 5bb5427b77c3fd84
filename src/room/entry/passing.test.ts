/** The code for guests, on its way to them: on the meeting's page for those who may pass it on, and for nobody else. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { meeting as meetings } from '#meeting/tables.ts'
import { invite } from '#meeting/writes.ts'
import { conference } from '../../../tests/conference.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { changeCode } from './writes.ts'

let world: World
let meeting: MeetingRow
beforeAll(async () => {
  world = await makeWorld()
  meeting = await conference(world)
})
afterAll(() => world.end())

const change = async (way: 'new' | 'none') =>
  changeCode(world.ground.db, await world.actor('organiser', meeting.id), meeting, way)
const page = async (who: Who | null) => (await world.as(who, { url: `/nord/${meeting.slug}` })).body
const told = /Gjester kommer inn på localhost:3000\/k med koden ([2-9A-Z]{6})\./
const codeOn = async (who: Who | null) => told.exec(await page(who))?.[1] ?? null

it('stands on the page for members and organisers, while guests may come; a public page tells nobody', async () => {
  expect([await codeOn('member'), await codeOn('organiser')]).toEqual([null, null])
  const code = await change('new')
  for (const who of ['member', 'organiser', 'owner'] as const) expect([who, await codeOn(who)]).toEqual([who, code])
  for (const who of ['outsider', null] as const) {
    expect(await page(who)).toContain('Møterommet')
    expect(await page(who)).not.toContain(code)
  }
  const renewed = await change('new')
  expect(await codeOn('member')).toBe(renewed)
  await change('none')
  expect(await codeOn('member')).toBeNull()
})

it('stands there for whoever is invited, and not before it is published', async () => {
  const { db } = world.ground
  const code = await change('new')
  await invite(db, await world.actor('organiser', meeting.id), meeting.id, [world.people.outsider.id])
  expect(await codeOn('outsider')).toBe(code)
  const draft = { publishedAt: null }
  await db.update(meetings).set(draft).where(eq(meetings.id, meeting.id))
  expect(await page('organiser')).not.toContain(code)
  await db.update(meetings).set({ publishedAt: meeting.publishedAt }).where(eq(meetings.id, meeting.id))
})
