/** The big screen: who may open it, what it shows, and that nothing more than its audience may see comes onto it. */
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findMeeting, type MeetingRow } from '#meeting/reads.ts'
import { meeting as meetingTable } from '#meeting/tables.ts'
import { grantMeetingRole } from '#meeting/writes.ts'
import { newId } from '#platform/db/id.ts'
import { input } from '#questions/tables.ts'
import { conference } from '../../../tests/conference.ts'
import { listenTo } from '../../../tests/listening.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { changeCode } from '../entry/writes.ts'
import { room } from '../tables.ts'
import { qrOf } from './code/rules.ts'
import { keyHolds, stageKey } from './key/rules.ts'
import { readScreen } from './reads.ts'
import { shownOf } from './rules.ts'

let world: World
let meeting: MeetingRow
let base: string
/** Where it answers real connections: streams are no injected requests. */
let server: string
const db = () => world.ground.db
beforeAll(async () => {
  world = await makeWorld()
  server = await world.app.listen({ port: 0, host: '127.0.0.1' })
  meeting = await conference(world)
  base = `/nord/${meeting.slug}`
  await grantMeetingRole(db(), await world.actor('organiser', meeting.id), meeting.id, world.people.operator.id, 'chair')
})
afterAll(() => world.end())
afterEach(async () => {
  await db().delete(room)
  await db().delete(input)
})

const show = (form: Record<string, string>, who: 'operator' | 'member' = 'operator') =>
  world.as(who, { url: `${base}/chair/stage`, form })
const stands = async () => (await db().select().from(room))[0]?.stage
const now = () => Temporal.Now.instant().epochMilliseconds

describe('opening it', () => {
  it('is for those who lead', async () => {
    for (const who of ['organiser', 'operator'] as const)
      for (const url of ['/stage', '/stage/state', '/chair/stage'])
        expect((await world.as(who, { url: base + url })).statusCode).toBe(200)
    for (const who of ['member', 'outsider', null] as const)
      for (const url of ['/stage', '/stage/state', '/stage/live', '/chair/stage'])
        expect((await world.as(who, { url: base + url })).statusCode).toBe(404)
  })

  it('has nothing to press and nowhere to go', async () => {
    const page = (await world.as('operator', { url: `${base}/stage` })).body
    const stage = page.slice(page.indexOf('<body'))
    expect(stage).toContain('Høstkonferansen')
    expect(stage).not.toMatch(/<(?:a|button|input|select|form)\b/)
  })

  it('takes a key on a machine where nobody is signed in, which is then in no address', async () => {
    const page = (await world.as('operator', { url: `${base}/chair/stage` })).body
    const address = /value="[^"]*(\/nord\/[^"]*\/stage\/key\/[^"]+)"/.exec(page)![1]!
    const opened = await world.as(null, { url: address })
    expect([opened.statusCode, opened.headers.location]).toEqual([303, `${base}/stage?lang=nb`])
    const cookie = String(opened.headers['set-cookie']).split(';')[0]!
    const there = (url: string) => world.as(null, { url, headers: { cookie } })
    expect((await there(`${base}/stage`)).statusCode).toBe(200)
    expect((await there(`${base}/stage/state`)).statusCode).toBe(200)
    // It is a key to the screen and to nothing else.
    expect((await there(`${base}/chair`)).statusCode).toBe(404)
    expect((await there(`${base}/chair/stage`)).statusCode).toBe(404)
    expect((await world.as(null, { url: `${address}x` })).statusCode).toBe(404)
  })

  it('is of one meeting, and until a day after its end', () => {
    const { secret } = world.ground
    const lock = { meetingId: meeting.id, number: 3 }
    const key = stageKey(secret, lock, '2030-01-01T12:00:00Z', now())
    const at = (time: string) => keyHolds(secret, key, lock, Date.parse(time))
    expect(at('2030-01-02T11:59:00Z')).toBe(Date.parse('2030-01-02T12:00:00Z'))
    expect(at('2030-01-02T12:00:00Z')).toBeNull()
    expect(keyHolds(secret, key, { ...lock, meetingId: newId() }, now())).toBeNull()
    for (const number of [0, 2, 4]) expect(keyHolds(secret, key, { ...lock, number }, now())).toBeNull()
    expect(keyHolds('another', key, lock, now())).toBeNull()
    // One for a rehearsal after the meeting holds for a day from now.
    const late = stageKey(secret, lock, '2020-01-01T12:00:00Z', now())
    expect(keyHolds(secret, late, lock, now() + 20 * 3_600_000)).not.toBeNull()
  })

  it('with a renewed key lets go of those that the old one opened, at once, and the old one is none', async () => {
    const address = async () => {
      const page = (await world.as('operator', { url: `${base}/chair/stage` })).body
      return /value="[^"]*(\/nord\/[^"]*\/stage\/key\/[^"]+)"/.exec(page)![1]!
    }
    const cookieOf = async (url: string) => String((await world.as(null, { url })).headers['set-cookie']).split(';')[0]!
    const old = await address()
    const cookie = await cookieOf(old)
    const listen = (cookie: string) => listenTo(`${server}${base}/stage/live`, { cookie })
    const [hall, chair] = [await listen(cookie), await listen(await world.cookies('operator'))]
    for (const one of [hall, chair]) await one.heard((event) => event.name === 'message')

    const renew = (who: Who) => world.as(who, { url: `${base}/chair/stage/key`, form: {} })
    expect((await renew('member')).statusCode).toBe(404)
    expect((await world.as(null, { url: old })).statusCode).toBe(303)
    expect((await renew('operator')).headers.location).toBe(`${base}/chair/stage`)

    await hall.heard((event) => event.name === 'gone')
    await hall.ended
    expect((await listen(cookie)).answer.status).toBe(404)
    const [void_, never] = [old, `${old}x`].map((url) => world.as(null, { url }))
    const told = async (answer: ReturnType<typeof world.as>) => [
      (await answer).statusCode,
      (await answer).body.replaceAll(/key(\/|%2F)[^"&]+/g, ''),
    ]
    expect(await told(void_!)).toEqual(await told(never!))
    expect((await world.as(null, { url: `${base}/stage`, headers: { cookie } })).statusCode).toBe(404)

    // A chair's screen asks anew, and is there again; so is the one in the hall with the new key.
    const again = [await listen(await world.cookies('operator')), await listen(await cookieOf(await address()))]
    for (const one of again) await one.heard((event) => event.name === 'message')
    for (const one of [chair, ...again]) one.close()
  })
})

describe('what a chair puts on it', () => {
  it('is there, and goes back', async () => {
    expect((await show({ view: 'queue' })).statusCode).toBe(303)
    const answer = await world.as('operator', {
      url: `${base}/chair/stage`,
      form: { view: 'slide', id: newId(), page: '2' },
      headers: { accept: 'application/json' },
    })
    const { undo } = answer.json()
    expect(undo.fields).toEqual({ view: 'queue' })
    await show(undo.fields)
    expect(await stands()).toEqual({ view: 'queue' })
  })

  it('reaches a screen that is open by itself', async () => {
    const headers = { cookie: await world.cookies('operator'), accept: 'text/event-stream' }
    const left = new AbortController()
    const stream = await fetch(`${server}${base}/stage/live`, { headers, signal: left.signal })
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const until = async (words: string) => {
      while (!heard.includes(words)) heard += (await reader.read()).value ?? ''
    }
    await until('"view":"auto"')
    await show({ view: 'queue' })
    await until('"view":"queue"')
    left.abort()
    expect((await world.as('operator', { url: `${base}/stage/live` })).statusCode).toBe(406)
  })

  it('is nobody else’s to choose, and must be something', async () => {
    expect((await show({ view: 'queue' }, 'member')).statusCode).toBe(404)
    expect((await show({ view: 'kitchen' })).statusCode).toBe(422)
    expect((await show({ view: 'poll' })).statusCode).toBe(422)
    expect(await stands()).toBeUndefined()
  })

  it('shows a question that was let through, and never one that waits', async () => {
    const ask = async (state: 'waiting' | 'shown') => {
      const id = newId()
      const at = { networkId: world.networkId, meetingId: meeting.id }
      await db()
        .insert(input)
        .values({ ...{ id, ...at, kind: 'question', state, locale: 'nb' }, text: `Spørsmål som er ${state}?` })
      return id
    }
    const [waiting, shown] = [await ask('waiting'), await ask('shown')]
    const seen = async (id: string) => {
      await show({ view: 'question', id })
      return (await world.as('operator', { url: `${base}/stage` })).body
    }
    expect(await seen(shown)).toContain('Spørsmål som er shown?')
    expect(await seen(waiting)).not.toContain('Spørsmål som er waiting?')
  })

  it('shows the code only while guests may come in', async () => {
    await show({ view: 'entry' })
    expect((await world.as('operator', { url: `${base}/stage` })).body).not.toContain('sm-qr')
    const code = await changeCode(db(), await world.actor('organiser', meeting.id), meeting, 'new')
    const page = (await world.as('operator', { url: `${base}/stage` })).body
    expect(page).toContain('sm-qr')
    expect(page).toContain(`>${code}<`)
  })

  it('holds for the widest that may be in the room', async () => {
    const titles = async () => {
      const row = (await findMeeting(db(), world.networkId, meeting.slug))!
      return JSON.stringify((await readScreen(db(), row, 'http://x')).show.rows)
    }
    await world.database.pool.query(`update item set audience = 'members' where title->>'nb' = 'Om samarbeid'`)
    expect(await titles()).not.toContain('Om samarbeid')
    await db().update(meetingTable).set({ audience: 'members' }).where(eq(meetingTable.id, meeting.id))
    expect(await titles()).toContain('Om samarbeid')
    await db().update(meetingTable).set({ audience: 'public' }).where(eq(meetingTable.id, meeting.id))
  })
})

it('falls back to now and next when what was chosen is gone', () => {
  const nothing = { questions: [], polls: [], slide: null, groups: false, entry: null }
  for (const view of [
    { view: 'question', id: 'q' },
    { view: 'poll', id: 'p' },
    { view: 'slide', id: 's', page: 1 },
    { view: 'groups' },
    { view: 'entry' },
  ] as const)
    expect(shownOf(view, nothing)).toEqual({ view: 'auto' })
  expect(shownOf({ view: 'queue' }, nothing)).toEqual({ view: 'queue' })
  expect(shownOf({ view: 'poll', id: 'p' }, { ...nothing, polls: [{ id: 'p' }] })).toEqual({ view: 'poll', id: 'p' })
})

it('draws a code with the three marks that readers look for, and a quiet zone', () => {
  const { size, path } = qrOf('https://samling.example.no/k/ABC234')
  const dark = new Set<string>()
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let at = 0; at < Number(width); at++) dark.add(`${Number(x) + at} ${y}`)
  const ring = (left: number, top: number) =>
    [0, 1, 2, 3, 4, 5, 6].every((at) => dark.has(`${left + at} ${top}`) && dark.has(`${left} ${top + at}`)) &&
    dark.has(`${left + 3} ${top + 3}`) &&
    !dark.has(`${left + 1} ${top + 1}`)
  const far = size - 4 - 7
  expect([ring(4, 4), ring(far, 4), ring(4, far), ring(far, far)]).toEqual([true, true, true, false])
  expect([...dark].every((one) => one.split(' ').every((at) => Number(at) >= 4 && Number(at) < size - 4))).toBe(true)
})
