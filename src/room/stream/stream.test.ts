/** A room's stream as readers meet it: real connections to the application over a real database. */
import { setTimeout } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { meetingById } from '#meeting/reads.ts'
import { createMeeting, publish, setAudience } from '#meeting/writes.ts'
import { membership } from '#network/tables.ts'
import { endSessions } from '#people/signin/writes.ts'
import { newId } from '#platform/db/id.ts'
import { emptyEdit } from '#programme/forms.ts'
import { addItem } from '#programme/writes.ts'
import { type Listening, listenTo } from '../../../tests/listening.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { guestCookie, guestToken } from '../entry/rules.ts'
import { comeIn, comeInAsGuest } from '../entry/writes.ts'
import { setUp } from '../setup/writes.ts'
import { takeStep } from '../show/writes.ts'
import { participant } from '../tables.ts'
import { roomTopic } from './reads.ts'
import { stirred } from './writes.ts'

let world: World
let address: string
beforeAll(async () => {
  world = await makeWorld()
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => world.end())

const open: Listening[] = []
afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

/** A published meeting with two items for all and one for members. */
async function stage() {
  const { db } = world.ground
  const organiser = await world.actor('organiser')
  const slug = `mote-${newId().slice(-8)}`
  const made = await createMeeting(db, organiser, world.networkId, {
    ...{ title: { nb: 'Ledermøte' }, locale: 'nb', slug, days: [{ date: '2026-11-25' }] },
  })
  const { meeting } = made
  await publish(db, organiser, meeting.id)
  const add = (title: string, audience: 'public' | 'members') =>
    addItem(
      ...([db, organiser, meeting.id, { dayId: made.days[0]!.id }, { ...emptyEdit, title: { nb: title }, audience }] as const),
    )
  const items = [await add('Åpning', 'public'), await add('hemmelig lønnssak', 'members'), await add('Budsjett', 'public')]
  const chair = await world.actor('organiser', meeting.id)
  return {
    add,
    meeting,
    base: `${address}/${world.networkSlug}/${slug}`,
    next: (item: number) => takeStep(db, chair, meeting, newId(), 'started', { itemId: items[item]!.id }),
    setUp: (changes: Parameters<typeof setUp>[3]) => setUp(db, chair, meeting, changes),
    narrowTo: async (audience: 'members' | 'invited') => {
      const now = await meetingById(db, meeting.id)
      await setAudience(db, chair, meeting.id, now!.version, audience)
    },
  }
}

async function listen(base: string, who: Who | null, query = '', headers: Record<string, string> = {}): Promise<Listening> {
  const one = await listenTo(`${base}/room/live${query}`, { ...(who && { cookie: await world.cookies(who) }), ...headers })
  open.push(one)
  return one
}
const whole = (one: Listening) => one.heard((event) => event.name === 'message' && event.data.after === undefined)
const states = (one: Listening) => one.events.filter((event) => event.name === 'message')

it('tells those in each channel the parts that changed for them, and nothing that is not theirs', async () => {
  const { base, next, setUp } = await stage()
  const [visitor, member, chair] = await Promise.all([
    listen(base, null),
    listen(base, 'member'),
    listen(base, 'organiser', '?channel=chair'),
  ])
  const first = await Promise.all([visitor, member, chair].map(whole))
  // The same number in every channel, for it is the same moment.
  expect(new Set(first.map(({ data }) => data.rev)).size).toBe(1)
  expect(JSON.stringify(first[1]!.data)).toContain('hemmelig lønnssak')
  expect(JSON.stringify(first[0]!.data)).toContain('Budsjett')
  await next(1)
  const changed = (one: Listening) => one.heard((event) => event.data.after !== undefined && event.name === 'message')
  // Who came in is counted whenever it is; of all else only the show.
  expect(Object.keys((await changed(member)).data.fields).filter((part) => part !== 'people')).toEqual(['show'])
  await changed(chair)
  await next(2)
  const all = [visitor, member, chair]
  await Promise.all(all.map((one) => one.heard((event) => event.data.fields?.show?.show?.number === 2)))
  await setUp({ slowSeconds: 30 })
  for (const one of all) {
    const { data } = await one.heard((event) => event.data.fields?.people?.slowSeconds === 30)
    expect(data).toMatchObject({ parts: {}, fields: { people: { slowSeconds: 30 } } })
    expect(data.fields).not.toHaveProperty('show')
  }
  expect(JSON.stringify(visitor.events)).not.toContain('hemmelig')
})

it('asks the database once for each change and channel, not once for each reader', async () => {
  const { base, setUp } = await stage()
  const queriesOf = async (seconds: number) => {
    const before = world.database.queries()
    await setUp({ slowSeconds: seconds })
    await Promise.all(open.map((one) => one.heard((event) => event.data.fields?.people?.slowSeconds === seconds)))
    await setTimeout(600)
    return world.database.queries() - before
  }
  await whole(await listen(base, null))
  // Those who came in before are counted by now.
  await setTimeout(2500)
  // The first act makes the room's row.
  await queriesOf(5)
  const alone = await queriesOf(10)
  const more = await Promise.all(Array.from({ length: 60 }, () => listen(base, null)))
  await Promise.all(more.map(whole))
  expect(await queriesOf(20)).toBe(alone)
})

it('reads the programme again when the meeting was raised, and not for each act in the room', async () => {
  const { db } = world.ground
  const { add, meeting, next, setUp } = await stage()
  const topic = roomTopic(db, meeting.id, 'public')
  const read = async () => {
    const before = world.database.queries()
    const reading = await topic.read(null)
    return { state: JSON.stringify(reading), queries: world.database.queries() - before }
  }
  const first = await read()
  await next(0)
  await setUp({ slowSeconds: 45 })
  const second = await read()
  expect(second.state).toContain('"slowSeconds":45')
  expect(second.state).not.toBe(first.state)
  expect(first.queries - second.queries).toBeGreaterThanOrEqual(8)
  await add('Kom til senere', 'public')
  const third = await read()
  expect(third.state).toContain('Kom til senere')
  expect(third.queries).toBe(first.queries)
  expect((await roomTopic(db, meeting.id, 'public').read(null)) as object).toEqual(JSON.parse(third.state))
})

it('gives one who was away everything that happened meanwhile', async () => {
  const { base, next, setUp } = await stage()
  const one = await listen(base, null)
  const { id } = await whole(one)
  one.close()
  await next(0)
  await setUp({ slowSeconds: 45 })
  const back = await listen(base, null, '', { 'last-event-id': id! })
  const { data } = await whole(back)
  expect(data.parts.people.slowSeconds).toBe(45)
  const asked = await fetch(`${base}/room/state`)
  expect(await asked.json()).toEqual(data)
  const knows = await listen(base, null, `?after=${(await whole(back)).id}`)
  await knows.heard((event) => event.name === 'beat')
  await setTimeout(100)
  expect(states(knows)).toEqual([])
})

it('answers who has no stream, with nothing when nothing changed', async () => {
  const { base, setUp } = await stage()
  const ask = (etag?: string) => fetch(`${base}/room/state`, { headers: etag ? { 'if-none-match': etag } : {} })
  const etag = (await ask()).headers.get('etag')!
  expect((await ask(etag)).status).toBe(304)
  await setUp({ slowSeconds: 60 })
  const changed = await ask(etag)
  expect(changed.status).toBe(200)
  expect(changed.headers.get('cache-control')).toBe('private, no-cache')
  expect(((await changed.json()) as { parts: { people: unknown } }).parts.people).toMatchObject({ slowSeconds: 60 })
})

it('lets in nobody who may not, and nobody to a channel that is not theirs', async () => {
  const { base, narrowTo } = await stage()
  const status = async (who: Who | null, query: string) => (await listen(base, who, query)).answer.status
  expect(await status(null, '?channel=members')).toBe(404)
  expect(await status('member', '?channel=chair')).toBe(404)
  expect(await status('member', '?channel=nonsense')).toBe(404)
  expect(await status('member', '?channel=public')).toBe(200)
  expect(await status('organiser', '?channel=chair')).toBe(200)
  await narrowTo('members')
  expect(await status('outsider', '')).toBe(404)
  expect((await fetch(`${base}/room/state`)).status).toBe(404)
  expect((await world.as('member', { url: new URL(base).pathname.concat('/room/live') })).statusCode).toBe(406)
})

it('ends the streams of those who may not listen any more, at once and only theirs', async () => {
  const { base, narrowTo } = await stage()
  const { db } = world.ground
  const [visitor, member, chair] = await Promise.all([
    listen(base, null),
    listen(base, 'member'),
    listen(base, 'organiser', '?channel=chair'),
  ])
  await Promise.all([visitor, member, chair].map(whole))
  await narrowTo('members')
  await visitor.heard((event) => event.name === 'gone')
  await visitor.ended
  const row = eq(membership.personId, world.people.member.id)
  await db.update(membership).set({ to: '2026-01-01' }).where(row)
  await narrowTo('invited')
  await member.heard((event) => event.name === 'gone')
  await db.update(membership).set({ to: null }).where(row)
  expect(chair.events.map(({ name }) => name)).not.toContain('gone')
})

it('ends the stream of a guest who was taken out, and of one who signed out', async () => {
  const { base, meeting, narrowTo } = await stage()
  const { db, secret } = world.ground
  const guest = await comeInAsGuest(
    db,
    { networkId: world.networkId, meetingId: meeting.id },
    { name: 'Gro', organisation: null },
  )
  const inside = await listen(base, null, '', { cookie: `${guestCookie(meeting)}=${guestToken(secret, guest)}` })
  const member = await listen(base, 'member')
  await Promise.all([inside, member].map(whole))
  await db.update(participant).set({ linkVersion: 2 }).where(eq(participant.id, guest.id))
  await endSessions(db, await world.actor('member'), 'all')
  await narrowTo('members')
  await inside.heard((event) => event.name === 'gone')
  await member.heard((event) => event.name === 'gone')
  await world.cookies('member', true)
})

it('tells one who is set to listening at once, and when they may again: them and nobody else', async () => {
  const { base, meeting } = await stage()
  const { db } = world.ground
  const member = await comeIn(db, await world.actor('member'), meeting)
  const [one, other, visitor] = await Promise.all([listen(base, 'member'), listen(base, 'owner'), listen(base, null)])
  await Promise.all([one, other, visitor].map(whole))
  const own = (listening: Listening) => listening.events.filter(({ name }) => name === 'own').map(({ data }) => data.muted)
  expect(own(one)).toEqual([false])
  const mute = async (muted: 'yes' | 'no') => {
    const url = `${new URL(base).pathname}/chair/people/${member.id}/mute`
    expect((await world.as('organiser', { url, form: { muted } })).statusCode).toBe(303)
    await one.heard(({ name, data }) => name === 'own' && data.muted === (muted === 'yes'))
    return (await world.as('member', { url: `${new URL(base).pathname}/room/mine` })).json().mine
  }
  expect(await mute('yes')).toMatchObject({
    participant: { muted: true },
    questions: { mayNotAsk: 'room_muted' },
    floor: { hindrance: 'room_muted' },
  })
  // Whose page slept is told when it is back.
  const back = await listen(base, 'member')
  await back.heard(({ name }) => name === 'own')
  expect(own(back)).toEqual([true])
  const again = one.heard(({ name, data }) => name === 'own' && data.muted === false && own(one).length === 3)
  expect((await mute('no')).questions.mayNotAsk).toBeNull()
  await again
  expect([own(one), own(other), own(visitor)]).toEqual([[false, true, false], [false], []])
})

it('counts who is there soon after they came, all at once', async () => {
  const { base, meeting } = await stage()
  const { db } = world.ground
  const people = await Promise.all(
    (['member', 'owner', 'organiser'] as const).map(async (who) => ({
      who,
      row: await comeIn(db, await world.actor(who, meeting.id), meeting),
    })),
  )
  // They came in long ago, and are not there now.
  await db.update(participant).set({ seenAt: '2026-01-01T10:00:00Z' }).where(eq(participant.meetingId, meeting.id))
  const visitor = await listen(base, null)
  expect((await whole(visitor)).data.parts.people.present).toBe(0)
  await Promise.all(people.map(({ who }) => listen(base, who)))
  const { data } = await visitor.heard((event) => event.data.fields?.people?.present === 3, 10_000)
  expect(data.fields).toEqual({ people: { present: 3 } })
})

it('raises for what is counted twice a second at most, the last time always', async () => {
  const { base, meeting } = await stage()
  const one = await listen(base, null)
  const from = (await whole(one)).data.rev
  const until = performance.now() + 1800
  while (performance.now() < until) {
    stirred(world.ground.db, meeting.id)
    await setTimeout(2)
  }
  await setTimeout(1200)
  const { rev } = (await (await fetch(`${base}/room/state`)).json()) as { rev: number }
  expect(from).toBeGreaterThan(0)
  const { rows } = await world.database.pool.query('select rev from revision where subject = $1', [`room-sums:${meeting.id}`])
  expect(Number(rows[0].rev)).toBeGreaterThanOrEqual(3)
  expect(Number(rows[0].rev)).toBeLessThanOrEqual(6)
  // Nothing changed for those who listen: they were told nothing.
  expect(rev).toBe(from)
  expect(states(one)).toHaveLength(1)
})
