/** Coming into a room: members directly, guests by a code, nobody without. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#actor.ts'
import { meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { setMuted, showOut } from '../people/writes.ts'
import { participant } from '../tables.ts'
import { channelOf, codeFrom, codeTyped, guestCookie, mayTakePart, seesIn } from './rules.ts'
import { changeCode, comeIn, once } from './writes.ts'

let world: World
let april: April
let chair: Actor
let path: string
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  chair = await world.actor('organiser', april.meeting.id)
  path = `/nord/${april.meeting.slug}`
})
afterAll(() => world.end())
const db = () => world.ground.db

/** Comes in with a code, as a form without script does, and gives the cookie. */
async function guestWith(code: string, name: string): Promise<string> {
  const came = await world.as(null, { url: `/k/${code}`, form: { name, organisation: '' } })
  expect([came.statusCode, came.headers.location]).toEqual([303, `${path}/room`])
  const cookie = came.cookies.find((one) => one.name === guestCookie(april.meeting))!
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  return `${cookie.name}=${cookie.value}`
}
const roomAs = (cookie: string) => world.as(null, { url: `${path}/room`, headers: { cookie } })

describe('a code', () => {
  it('has six letters and digits that are not taken for each other, and is typed in any way', () => {
    const code = codeFrom(Uint8Array.from({ length: 16 }, (_, i) => i * 17))
    expect(code).toMatch(/^[2-9A-HJ-KM-NP-TV-Z]{6}$/)
    expect(codeTyped(` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `)).toBe(code)
  })

  it('leads guests in, who give a name; a wrong one keeps what was typed and says what to do', async () => {
    const code = (await changeCode(db(), chair, april.meeting, 'new'))!
    expect((await world.as(null, { url: '/k', form: { code: code.toLowerCase() } })).headers.location).toBe(`/k/${code}`)
    const wrong = await world.as(null, { url: '/k', form: { code: 'QQQ QQQ' } })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('value="QQQ QQQ"')
    const nameless = await world.as(null, { url: `/k/${code}`, form: { name: ' ', organisation: 'Nes folkebibliotek' } })
    expect(nameless.statusCode).toBe(422)
    expect(nameless.body).toContain('value="Nes folkebibliotek"')
    const cookie = await guestWith(code, 'Gjest Gjestesen')
    const mine = (await world.as(null, { url: `${path}/room/mine`, headers: { cookie } })).json().mine
    expect(mine.participant).toMatchObject({ name: 'Gjest Gjestesen', guest: true, muted: false })
  })

  it('lets guests into the room of a meeting that is not for all, and to nothing else of it', async () => {
    const code = (await changeCode(db(), chair, april.meeting, 'new'))!
    await db().update(meeting).set({ audience: 'members' }).where(eq(meeting.id, april.meeting.id))
    try {
      expect((await world.as(null, { url: `${path}/room` })).statusCode).toBe(404)
      const cookie = await guestWith(code, 'Gjest')
      expect((await roomAs(cookie)).statusCode).toBe(200)
      expect((await world.as(null, { url: path, headers: { cookie } })).statusCode).toBe(404)
      expect((await world.as(null, { url: `${path}/chair`, headers: { cookie } })).statusCode).toBe(404)
      // A forged one is none.
      expect((await roomAs(`${cookie.slice(0, -3)}AAA`)).statusCode).toBe(404)
      const [row] = await db().select().from(participant).where(eq(participant.name, 'Gjest'))
      await showOut(db(), chair, april.meeting, row!.id)
      expect((await roomAs(cookie)).statusCode).toBe(404)
    } finally {
      await db().update(meeting).set({ audience: 'public' }).where(eq(meeting.id, april.meeting.id))
    }
  })

  it('that is taken away lets nobody in any more; those who are in stay', async () => {
    const code = (await changeCode(db(), chair, april.meeting, 'new'))!
    const cookie = await guestWith(code, 'Tidlig ute')
    await changeCode(db(), chair, april.meeting, 'none')
    expect((await world.as(null, { url: `/k/${code}`, form: { name: 'For sen' } })).statusCode).toBe(422)
    expect((await world.as(null, { url: `${path}/room/mine`, headers: { cookie } })).json().mine).not.toBeNull()
  })
})

describe('a member', () => {
  it('comes straight in, once however often at once', async () => {
    const member = await world.actor('member', april.meeting.id)
    const came = await Promise.all(Array.from({ length: 10 }, () => comeIn(db(), member, april.meeting)))
    expect(new Set(came.map((one) => one.id)).size).toBe(1)
  })

  it('who is set to listening reads and votes, and no more', async () => {
    const guestsMay = { ask: true, vote: false, queue: true }
    const muted = { personId: newId(), mutedAt: '2026-05-12T08:00:00Z' }
    expect([mayTakePart(muted, guestsMay, 'ask'), mayTakePart(muted, guestsMay, 'vote')]).toEqual(['room_muted', 'yes'])
    const guest = { personId: null, mutedAt: null }
    expect([mayTakePart(guest, guestsMay, 'ask'), mayTakePart(guest, guestsMay, 'vote')]).toEqual(['yes', 'room_guests_vote_not'])
    const member = await comeIn(db(), await world.actor('member', april.meeting.id), april.meeting)
    await setMuted(db(), chair, april.meeting, member.id, true)
    const mine = async () => (await world.as('member', { url: `${path}/room/mine` })).json().mine.participant.muted
    expect(await mine()).toBe(true)
    await setMuted(db(), chair, april.meeting, member.id, false)
    expect(await mine()).toBe(false)
  })

  it('stands in the channel of those who see as much', async () => {
    const channels = await Promise.all(
      (['organiser', 'member', 'outsider', null] as const).map(async (who) =>
        channelOf(await world.actor(who, april.meeting.id), april.meeting),
      ),
    )
    expect(channels).toEqual(['invited', 'members', 'public', 'public'])
    expect([
      seesIn('public', 'members'),
      seesIn('members', 'members'),
      seesIn('members', 'invited'),
      seesIn('chair', 'invited'),
    ]).toEqual([false, true, false, true])
  })
})

it('takes a key once, whoever sends it again', async () => {
  const key = newId()
  const at = { networkId: world.networkId, meetingId: april.meeting.id }
  const taken = await Promise.all(Array.from({ length: 8 }, () => db().transaction((tx) => once(tx as never, at, key))))
  expect(taken.filter(Boolean)).toHaveLength(1)
})
