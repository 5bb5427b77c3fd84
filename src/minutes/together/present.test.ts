/** Who is told of as writing, when many come and go at once on a busy database. */
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { meetingById } from '#meeting/reads.ts'
import { grantMeetingRole } from '#meeting/roles/writes.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { type Person, sitDown } from '../../../tests/writers.ts'

let world: World
let where: { address: string; path: string }
beforeAll(async () => {
  world = await makeWorld()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug: 'mote', title: { nb: 'Møte' }, publishedAt: new Date().toISOString() })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const [made] = await db
    .insert(item)
    .values({ networkId, meetingId, dayId, position: 0, kind: 'talk', title: { nb: 'Sak' } })
    .returning()
  const organiser = await world.actor('organiser', (await meetingById(db, meetingId))!.id)
  await grantMeetingRole(db, organiser, meetingId, world.people.member.id, 'minute_taker')
  const address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
  where = { address, path: `/${world.networkSlug}/mote/${made!.publicId}-sak/minutes` }
})
afterAll(() => world.end())

it('tells of those who are there, and of nobody else, however they came and went', { timeout: 120_000 }, async () => {
  const cookies = await Promise.all((['owner', 'member'] as const).map((who) => world.cookies(who)))
  const stays = sitDown({ ...where, cookie: await world.cookies('organiser') })
  const names = () => stays.present[0]?.names.join() ?? ''
  await stays.until(() => names() === 'Test organiser', 'the first is told of')
  for (let round = 0; round < 5; round++) {
    const come: Person[] = cookies.map((cookie) => sitDown({ ...where, cookie }))
    await Promise.all(come.map((one) => one.until(() => one.session.state.line === 'open', 'a line')))
    // One goes at the very moment that the others are told of.
    const [goes, rests] = round % 2 ? come : come.toReversed()
    goes!.leave()
    const rest = round % 2 ? 'Test member,Test organiser' : 'Test organiser,Test owner'
    await stays.until(() => names() === rest && stays.others.size === 1, `${rest} are told of in round ${round}`)
    rests!.leave()
    await stays.until(() => names() === 'Test organiser' && stays.others.size === 0, `the first is alone in round ${round}`)
  }
  expect(stays.session.state.failures).toBe(0)
  stays.leave()
})
