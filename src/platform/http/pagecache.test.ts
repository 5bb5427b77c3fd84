/** Kept pages over a real line: `inject` goes past them. */
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setAudience, unpublish } from '#meeting/writes.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { makePageCache } from './pagecache.ts'
import { goOn } from './visit.ts'

/** What is raised in this process is told to the world made last: `here`. The other one hears of it as another process does. */
let here: World
let there: World
let april: April
beforeAll(async () => {
  there = await makeWorld()
  here = await makeWorld({ on: there })
  for (const world of [here, there]) {
    world.app.server.unref()
    await world.app.listen({ port: 0, host: '127.0.0.1' })
  }
})
afterAll(async () => {
  await here.end()
  await there.end()
})

const get = (world: World, path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}${path}`, { headers })
/** Asks until the page is kept: a kept page costs no query. News of what was raised before may still be on its way. */
async function keep(world: World, path: string) {
  const cost = async () => {
    const before = world.database.queries()
    expect((await get(world, path)).status).toBe(200)
    return world.database.queries() - before
  }
  await expect.poll(cost, { timeout: 5000, interval: 20 }).toBe(0)
}

describe('a kept page', () => {
  test('is gone at once when it is closed here, and soon where it was closed elsewhere', async () => {
    april = await aprilMeeting(here)
    const path = `/${here.networkSlug}/${april.meeting.slug}`
    for (const form of ['', '.json', '.ics']) {
      await keep(here, path + form)
      await keep(there, path + form)
    }
    const owner = await here.actor('owner', april.meeting.id)
    await setAudience(here.ground.db, owner, april.meeting.id, april.meeting.version, 'members')
    for (const form of ['', '.json', '.ics']) expect((await get(here, path + form)).status).toBe(404)
    await expect.poll(async () => (await get(there, path)).status, { timeout: 3000, interval: 20 }).toBe(404)
    await setAudience(here.ground.db, owner, april.meeting.id, april.meeting.version + 1, 'public')
    await keep(here, path)
    await unpublish(here.ground.db, owner, april.meeting.id)
    expect((await get(here, path)).status).toBe(404)
  })

  test('does not stand in the way of what is to be told once', async () => {
    const notice: Record<string, string> = {}
    const reply = {
      setCookie: (name: string, value: string) => {
        notice.cookie = `${name}=${here.app.signCookie(value)}`
        return reply
      },
      redirect: () => reply,
    }
    goOn(reply as never, '/', { tone: 'success', text: 'Du er logget ut.' })
    await keep(here, '/')
    expect(await (await get(here, '/', notice)).text()).toContain('Du er logget ut.')
    expect(await (await get(here, '/')).text()).not.toContain('Du er logget ut.')
  })

  test('has an ETag of its own under other settings', async () => {
    const settled = await makeWorld({ on: there, env: { CONTACT: 'bibliotek@example.no' } })
    const tag = async (world: World) => (await world.as(null, { url: '/' })).headers.etag
    expect(await tag(settled)).not.toBe(await tag(here))
    expect(await tag(there)).toBe(await tag(here))
    await settled.end()
  })
})

test('small pages under long addresses do not fill the memory', () => {
  const pages = makePageCache({ seen: () => 1 })
  const asked = (n: number) => ({ method: 'GET', headers: {}, url: `/?${n}${'x'.repeat(16_000)}` }) as unknown as IncomingMessage
  const page = { body: 'liten', contentType: 'text/plain', etag: '"a"' }
  for (let n = 0; n < 5000; n++) pages.keep(asked(n), 'nb', [], [], page, {})
  const response = { writeHead: () => response, end: () => response }
  expect(pages.tryServe(asked(4999), response as never)).toBe(true)
  expect(pages.tryServe(asked(0), response as never)).toBe(false)
})
