/** The way into the video: when, for whom, where to; and what is noted of those who go in. */
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findMeeting, type MeetingRow } from '#meeting/reads.ts'
import { day, meeting as meetingTable } from '#meeting/tables.ts'
import { grantMeetingRole, publish } from '#meeting/writes.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { item } from '#programme/tables.ts'
import { attendance, registration } from '#registration/tables.ts'
import { type BbbDouble, bigBlueButton } from '../../../tests/bigbluebutton.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { guestCookie, guestToken } from '../entry/rules.ts'
import { changeCode, comeInAsGuest } from '../entry/writes.ts'
import { participant, room } from '../tables.ts'
import { readVideo } from './reads.ts'

const LINK = 'https://teams.example/l/meetup-join/abc?x=1'
const SECRET = 'ECCJZNJWLPEA3YB6Y2LTQGQD3GJZ3F93'
let bbb: BbbDouble
let world: World
let meeting: MeetingRow
let base: string
const db = () => world.ground.db

beforeAll(async () => {
  bbb = await bigBlueButton(SECRET)
  world = await makeWorld({ env: { BBB_URL: bbb.url, BBB_SECRET: SECRET } })
  const actor = await world.actor('organiser')
  const text = 'Ledermøte\n\n1. mai 2026\n\n09.00 Velkommen\n10.00 Slutt'
  const made = await createMeetingFromText(db(), actor, world.networkId, text)
  const on = await world.actor('organiser', made.id)
  await publish(db(), on, made.id)
  meeting = (await findMeeting(db(), world.networkId, made.slug))!
  base = `/nord/${meeting.slug}`
  await grantMeetingRole(db(), on, meeting.id, world.people.operator.id, 'chair')
})
afterAll(async () => {
  await world.end()
  await bbb.stop()
})

/** The only item lasts all of a day so many days from today. */
async function held(inDays: number): Promise<void> {
  const today = Temporal.Now.plainDateISO('Europe/Oslo')
  await db()
    .update(day)
    .set({ date: today.add({ days: inDays }).toString() })
    .where(eq(day.meetingId, meeting.id))
  await db().update(item).set({ start: '00:00', end: '23:59' }).where(eq(item.meetingId, meeting.id))
  const [startsAt, endsAt] = [inDays, inDays + 1].map((days) =>
    today.add({ days }).toZonedDateTime('Europe/Oslo').toInstant().toString(),
  )
  await db()
    .update(meetingTable)
    .set({ startsAt: startsAt!, endsAt: endsAt!, audience: 'public', attendance: 'online', joinUrl: LINK })
    .where(eq(meetingTable.id, meeting.id))
}
beforeEach(() => held(0))
afterEach(async () => {
  for (const table of [room, participant, attendance, registration]) await db().delete(table)
})

const join = (who: Who | null, query = '', cookie?: string) =>
  world.as(who, { url: `${base}/room/join${query}`, ...(cookie && { headers: { cookie } }) })
const kept = () => db().select().from(attendance)
const setKind = (video: 'link' | 'jitsi' | 'bigbluebutton') =>
  db()
    .insert(room)
    .values({ meetingId: meeting.id, networkId: world.networkId, video })
    .onConflictDoUpdate({ target: room.meetingId, set: { video } })

describe('going in', () => {
  it('leads a member to the link, tells that place nothing, and notes that they were there', async () => {
    const answer = await join('member')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, LINK])
    expect(answer.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' })
    await join('member')
    expect(await kept()).toMatchObject([{ personId: world.people.member.id, presence: 'present', mode: 'online', own: true }])
    expect(await db().select().from(participant)).toMatchObject([{ personId: world.people.member.id }])
  })

  it('leaves what they have said of themselves', async () => {
    await world.as('member', { url: `${base}/attendance/own`, form: { mode: 'onsite' } })
    await join('member')
    expect(await kept()).toMatchObject([{ mode: 'onsite' }])
  })

  it('notes nobody whose browser only looks ahead', async () => {
    const answer = await world.as('member', { url: `${base}/room/join`, headers: { 'sec-purpose': 'prefetch;prerender' } })
    expect(answer.statusCode).toBe(204)
    expect([await kept(), await db().select().from(participant)]).toEqual([[], []])
  })

  it('is for those who take part, and nobody else learns the link', async () => {
    const told = await join(null)
    expect(told.statusCode).toBe(200)
    expect(told.body).toContain('Videomøtet er for dem som deltar')
    expect((await join('outsider')).headers.location).toBeUndefined()
    for (const url of [`${base}/room/join`, `${base}/room`, `${base}`])
      expect((await world.as(null, { url })).body).not.toContain('teams.example')
    await db()
      .insert(registration)
      .values({
        ...{ networkId: world.networkId, meetingId: meeting.id, number: 1, state: 'registered' },
        ...{ personId: world.people.outsider.id, name: 'Test outsider', email: 'outsider@nord.example' },
      })
    expect((await join('outsider')).headers.location).toBe(LINK)
  })

  it('is for guests who came in by the code, who are counted as participants', async () => {
    await changeCode(db(), await world.actor('organiser', meeting.id), meeting, 'new')
    const guest = await comeInAsGuest(
      db(),
      { networkId: world.networkId, meetingId: meeting.id },
      { name: 'Gjest', organisation: null },
    )
    const answer = await join(null, '', `${guestCookie(meeting)}=${guestToken(world.ground.secret, guest)}`)
    expect(answer.headers.location).toBe(LINK)
    expect(await kept()).toEqual([])
  })

  it('is only for those invited where the meeting is', async () => {
    await db().update(meetingTable).set({ audience: 'invited' }).where(eq(meetingTable.id, meeting.id))
    expect((await join('member')).statusCode).toBe(404)
    expect((await join('organiser')).statusCode).toBe(303)
  })

  it('waits until it opens, but lets those who lead in before; and is over an hour after the end', async () => {
    await held(1)
    const early = await join('member')
    expect([early.statusCode, early.headers.location]).toEqual([200, undefined])
    expect(early.body).toMatch(/Videomøtet åpner (kl\. 23\.45|på møtedagen)/)
    expect((await join('operator')).headers.location).toBe(LINK)
    await held(-2)
    expect((await join('member')).body).toContain('Videomøtet er over')
  })

  it('is nowhere when the meeting is held in a place', async () => {
    await db().update(meetingTable).set({ attendance: 'onsite' }).where(eq(meetingTable.id, meeting.id))
    expect((await join('organiser')).body).toContain('ikke lagt inn noe videomøte')
  })
})

describe('what the room is told', () => {
  it('is how it stands, never the link', async () => {
    const part = await readVideo(db(), (await findMeeting(db(), world.networkId, meeting.slug))!, 'invited')
    expect(part).toMatchObject({ set: true, kind: 'link', forAll: true, open: [{ clock: '23:45' }] })
    expect(JSON.stringify(part)).not.toContain('teams.example')
  })

  it('changes at once when an organiser changes the link', async () => {
    const seen = world.ground.revisions.seen(roomSubject(meeting.id))!
    const url = `${base}/chair/video`
    const form = formIn((await world.as('organiser', { url })).body, url)
    const saved = await world.as('organiser', { url, form: { ...form, joinUrl: 'https://zoom.example/j/1', opens: '30' } })
    expect(saved.statusCode).toBe(303)
    expect(world.ground.revisions.seen(roomSubject(meeting.id))!).toBeGreaterThan(seen)
    expect((await join('member')).headers.location).toBe('https://zoom.example/j/1')
  })
})

describe('the settings', () => {
  const url = () => `${base}/chair/video`
  const send = (form: Record<string, string | string[]>) => world.as('organiser', { url: url(), form })
  const fresh = async () => formIn((await world.as('organiser', { url: url() })).body, url())

  it('are for organisers', async () => {
    for (const who of ['member', 'operator', null] as const) expect((await world.as(who, { url: url() })).statusCode).toBe(404)
  })

  it('come back with what was typed when something is wrong', async () => {
    const form = await fresh()
    for (const [wrong, field] of [
      [{ joinUrl: 'javascript:alert(1)' }, 'joinUrl'],
      [{ kind: 'jitsi', joinUrl: 'https://meet.example.no/' }, 'joinUrl'],
      [{ opens: 'snart' }, 'opens'],
    ] as const) {
      const answer = await send({ ...form, ...wrong })
      expect(answer.statusCode).toBe(422)
      expect(formIn(answer.body, url())).toMatchObject(wrong)
      expect(answer.body).toContain(`id="${field}-error"`)
    }
  })

  it('of two organisers at once: the second is shown what the first chose, and may save again', async () => {
    const [one, other] = [await fresh(), await fresh()]
    await send({ ...one, opens: '5' })
    const asked = await send({ ...other, opens: '60' })
    expect(asked.statusCode).toBe(409)
    expect(asked.body).toContain('åpner 5 min før')
    const again = formIn(asked.body, url())
    expect(again['opens']).toBe('60')
    expect((await send(again)).statusCode).toBe(303)
    expect((await fresh())['opens']).toBe('60')
  })
})

describe('Jitsi', () => {
  beforeEach(async () => {
    await setKind('jitsi')
    await db()
      .update(meetingTable)
      .set({ joinUrl: 'https://meet.example.no:8443/Leder%C3%B8te' })
      .where(eq(meetingTable.id, meeting.id))
  })

  it('is held on a page of its own, which alone may show that server', async () => {
    expect((await join('member')).headers.location).toBe(`${base}/room/video`)
    const page = await world.as('member', { url: `${base}/room/video` })
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("script-src 'self' https://meet.example.no:8443;")
    expect(policy).toContain('; frame-src https://meet.example.no:8443')
    expect(page.headers['permissions-policy']).toContain('camera=(self "https://meet.example.no:8443")')
    expect(page.body).toContain('Lederøte')
    // Nothing comes from there before somebody asks for it.
    expect(page.body).not.toMatch(/<(?:script|iframe)[^>]+meet\.example/)
    expect((await world.as('member', { url: base })).headers['content-security-policy']).not.toContain('meet.example')
    expect((await world.as(null, { url: `${base}/room/video` })).body).not.toContain('meet.example')
  })
})

describe('BigBlueButton', () => {
  beforeEach(() => setKind('bigbluebutton'))
  afterEach(() => {
    bbb.broken = null
    bbb.calls.length = 0
  })

  it('makes the room and lets chairs in as moderators', async () => {
    const roleOf = async (who: Who) => {
      const to = String((await join(who)).headers.location)
      expect((await fetch(to, { redirect: 'manual' })).status).toBe(302)
      return new URL(to).searchParams.get('role')
    }
    expect([await roleOf('member'), await roleOf('operator')]).toEqual(['VIEWER', 'MODERATOR'])
    expect(bbb.calls[0]!.params).toMatchObject({
      meetingID: meeting.uid,
      logoutURL: `${world.ground.config.baseUrl}${base}/room`,
    })
    expect(await kept()).toHaveLength(2)
  })

  it('away: says so, offers the link instead, and notes nobody', async () => {
    bbb.broken = { status: 502, body: '<html>' }
    const answer = await join('member')
    expect(answer.statusCode).toBe(503)
    expect(answer.body).toContain('Møtet går videre her i rommet')
    expect(answer.body).not.toContain('BBB_')
    expect(answer.body).toContain(`${base}/room/join?by=link`)
    expect((await join('operator')).body).toContain('BigBlueButton svarer ikke')
    expect(await kept()).toEqual([])
    expect((await join('member', '?by=link')).headers.location).toBe(LINK)
  })

  it('is ended by a chair, and its recordings are listed for organisers', async () => {
    await join('member')
    const end = `${base}/chair/video/end`
    expect((await world.as('member', { url: end, form: {} })).statusCode).toBe(404)
    expect((await world.as('operator', { url: end, form: {} })).statusCode).toBe(303)
    expect(bbb.rooms.get(meeting.uid)!.ended).toBe(true)
    const list = await world.as('organiser', { url: `${base}/chair/video/recordings` })
    expect(list.body).toContain('Det er ingen opptak')
    bbb.broken = { status: 500, body: '' }
    expect((await world.as('organiser', { url: `${base}/chair/video/recordings` })).body).toContain('BigBlueButton svarer ikke')
    expect((await world.as('member', { url: `${base}/chair/video/recordings` })).statusCode).toBe(404)
  })
})
