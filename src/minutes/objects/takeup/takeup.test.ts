import { inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { action, decision, furnishStage, type MinutesStage, paragraph, rowsOf, writeOn } from '../../../../tests/minutesstage.ts'
import { makeWorld, type World } from '../../../../tests/world.ts'
import type { Place } from '../../reads.ts'
import { approve, publish } from '../../state/writes.ts'
import { minutesObject } from '../../tables.ts'
import { numberWords } from '../rules.ts'
import { takeUpEarlier } from './writes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const id = () => crypto.randomUUID()
const said = async (place: Place) =>
  Object.fromEntries(
    (await rowsOf(world, place)).map((row) => [row.text, row.removedAt === null ? numberWords(row) : `${numberWords(row)} gone`]),
  )

/** Minutes as an earlier release left them: all in the text, and no rows. */
const forgetRows = (...stages: MinutesStage[]) =>
  world.ground.db.delete(minutesObject).where(
    inArray(
      minutesObject.meetingId,
      stages.map((one) => one.meeting.id),
    ),
  )

test('what was decided before there were numbers gets its own in the order of the meetings, and what comes next goes on from there', async () => {
  const { db } = world.ground
  const at = (startsAt: string) => furnishStage(world, { startsAt, seriesId: world.seriesId })
  const [autumn, spring] = [await at('2031-10-29T07:00:00Z'), await at('2031-04-29T07:00:00Z')]
  const write = (on: MinutesStage, place: Place, ...content: Parameters<typeof decision>[]) =>
    writeOn(world, on.organiser, place, paragraph('Ordet var fritt.'), ...content.map((one) => decision(...one)))
  // Later items and later meetings were published first: the order is the programme's.
  await publish(db, autumn.organiser, autumn.first, await write(autumn, autumn.first, [id(), 'Høst.']))
  await approve(db, spring.organiser, spring.second, await write(spring, spring.second, [id(), 'Vår, sak to.']))
  const kept = id()
  await publish(db, spring.organiser, spring.first, await write(spring, spring.first, [kept, 'Vår.'], [id(), 'Tatt ut siden.']))
  await write(spring, spring.first, [kept, 'Vår.'], [id(), 'Ikke vist ennå.'])
  await writeOn(world, autumn.organiser, autumn.second, decision(id(), 'Bare et utkast.'))
  await forgetRows(autumn, spring)

  const before = await world.as(null, { url: `${spring.path}/minutes` })
  expect(before.body).not.toContain('Beslutning 1/31')
  expect(await takeUpEarlier(world.ground)).toBe(3)
  expect(await said(spring.first)).toEqual({ 'Vår.': '1/31', 'Tatt ut siden.': '2/31 gone', 'Ikke vist ennå.': null })
  expect(await said(spring.second)).toEqual({ 'Vår, sak to.': '3/31' })
  expect(await said(autumn.first)).toEqual({ 'Høst.': '4/31' })
  expect(await said(autumn.second)).toEqual({})
  // Readers who come back get a new page, and those who published a draft go on from what was numbered.
  const after = await world.as(null, { url: `${spring.path}/minutes` })
  expect(after.body).toContain('Beslutning 1/31')
  expect(after.headers['etag']).not.toBe(before.headers['etag'])
  await publish(db, autumn.organiser, autumn.second, await write(autumn, autumn.second, [id(), 'Etterpå.']))
  expect(await said(autumn.second)).toMatchObject({ 'Etterpå.': '5/31' })

  expect(await takeUpEarlier(world.ground)).toBe(0)
})

test('action points get their rows, and minutes without either are left alone', async () => {
  const { db } = world.ground
  const stage = await furnishStage(world)
  await approve(db, stage.organiser, stage.first, await writeOn(world, stage.organiser, stage.first, action(id(), 'Sende den.')))
  await approve(db, stage.organiser, stage.second, await writeOn(world, stage.organiser, stage.second))
  await forgetRows(stage)
  expect(await takeUpEarlier(world.ground)).toBe(1)
  expect(await said(stage.first)).toEqual({ 'Sende den.': null })
})
