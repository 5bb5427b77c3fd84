import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { action as actions } from '#actions/tables.ts'
import { meeting, scheduleChange } from '#meeting/tables.ts'
import { publish } from '#minutes/state/writes.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { action, decision, furnishStage, type MinutesStage, writeOn } from '../../../tests/minutesstage.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'

let world: World
let before: MinutesStage
let here: MinutesStage
let publicId: number
beforeAll(async () => {
  world = await makeWorld()
  const { db } = world.ground
  const { seriesId } = world
  before = await furnishStage(world, { seriesId, startsAt: '2020-04-29T07:00:00Z', title: { nb: 'Vårmøtet' } })
  const calledOff = await furnishStage(world, { seriesId, startsAt: '2020-06-29T07:00:00Z', title: { nb: 'Avlyst møte' } })
  await db
    .insert(scheduleChange)
    .values({ networkId: world.networkId, meetingId: calledOff.meeting.id, status: 'cancelled', at: '2020-06-01T07:00:00Z' })
  here = await furnishStage(world, { seriesId, startsAt: '2020-10-21T07:00:00Z', title: { nb: 'Høstmøtet' } })
  const text = [decision(newId(), 'Planen sendes ut.'), action(newId(), 'Sende planen.', { due: '2020-05-15' })]
  await publish(db, before.organiser, before.first, await writeOn(world, before.organiser, before.first, ...text))
  ;[{ publicId }] = (await db.select({ publicId: actions.publicId }).from(actions)) as [{ publicId: number }]
})
afterAll(() => world.end())

const since = async (who: Who | null, at = here, query = '') => (await world.as(who, { url: `${at.path}/since${query}` })).body
const stands = async () => (await world.ground.db.select().from(actions).where(eq(actions.publicId, publicId)))[0]!

it('a meeting looks back on the last one that was held: what it decided, and what was to be done', async () => {
  for (const who of [null, 'member'] as const) {
    const body = await since(who)
    for (const said of ['Vårmøtet', 'Planen sendes ut.', 'Sende planen.', 'Over fristen', 'Hører til saken Om handlingsplan'])
      expect(body, said).toContain(said)
    expect(body).not.toContain('Avlyst møte')
  }
})

it('the first of a series has nothing to look back on, and says so', async () => {
  expect(await since('member', before)).toContain('ingenting å se tilbake på')
  const alone = await furnishStage(world)
  expect(await since('organiser', alone)).toContain('ingenting å se tilbake på')
})

it('what a reader may not see of the meeting before is not looked back on', async () => {
  const { db } = world.ground
  await db.update(item).set({ audience: 'invited' }).where(eq(item.id, before.first.item.id))
  expect(await since('member')).not.toMatch(/Planen sendes ut|Sende planen/)
  expect((await world.as('member', { url: `${here.path}/since?step=${publicId}` })).statusCode).toBe(404)
  for (const text of ['Planen sendes ut', 'Sende planen']) expect(await since('organiser')).toContain(text)
  await db.update(item).set({ audience: 'public' }).where(eq(item.id, before.first.item.id))
  await db.update(meeting).set({ publishedAt: null }).where(eq(meeting.id, before.meeting.id))
  expect(await since('member')).toContain('ingenting å se tilbake på')
  await db.update(meeting).set({ publishedAt: '2020-01-01T00:00:00Z' }).where(eq(meeting.id, before.meeting.id))
})

it('the chair goes through it one at a time and says what is new, or that it is done', async () => {
  const url = `${here.path}/since?step=${publicId}`
  expect((await world.as('member', { url })).body).not.toContain('Meld nytt fra møtet')
  expect((await world.as('organiser', { url })).body).toContain('1 av 1')
  const post = (who: Who, form: Record<string, string>) => world.as(who, { url: `${here.path}/since/${publicId}`, form })
  const { version } = await stands()
  expect((await post('member', { version: `${version}`, finish: 'yes' })).statusCode).toBe(403)

  const nothing = await post('organiser', { version: `${version}`, text: '' })
  expect(nothing.statusCode).toBe(422)
  const told = await post('organiser', { version: `${version}`, text: 'Sendes i morgen.' })
  expect([told.statusCode, told.headers.location]).toEqual([303, url])
  expect(await since('member')).toContain('Sendes i morgen.')
  // What somebody tells is told to members.
  expect(await since(null)).not.toContain('Sendes i morgen.')

  const late = await post('organiser', { version: `${version}`, text: 'Sendt i går.', finish: 'yes' })
  expect(late.statusCode).toBe(422)
  for (const text of ['Noen har endret dette', 'Sendt i går.']) expect(late.body).toContain(text)
  expect((await stands()).status).toBe('not_started')

  expect((await post('organiser', { version: `${(await stands()).version}`, finish: 'yes' })).statusCode).toBe(303)
  expect((await stands()).status).toBe('done')
  expect(await since('member')).toContain('Ferdig siden sist')
})
