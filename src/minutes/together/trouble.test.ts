/** What happens when things do not go well: the database away, many at once, the program stopped. */
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, it } from 'vitest'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { type Person, sitDown, type Where } from '../../../tests/writers.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { MOST_WRITERS } from './rules.ts'

let world: World
let where: Where
let itemId: string

beforeEach(async () => {
  world = await makeWorld()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  const { db } = world.ground
  const { networkId, networkSlug } = world
  const [meetingId, dayId] = [newId(), newId()]
  itemId = newId()
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug: 'mote', title: { nb: 'Møte' }, publishedAt: new Date().toISOString() })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const [made] = await db
    .insert(item)
    .values({ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk', title: { nb: 'Sak' } })
    .returning()
  where = {
    address: `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`,
    path: `/${networkSlug}/mote/${made!.publicId}-sak/minutes`,
    cookie: await world.cookies('organiser'),
  }
})
const sitting: Person[] = []
afterEach(async () => {
  for (const person of sitting.splice(0)) person.leave()
  await world.end()
})

const sits = (): Person => {
  const person = sitDown(where)
  sitting.push(person)
  return person
}
const open = (person: Person) => person.until(() => person.session.state.line === 'open', 'a line', 30_000)
const kept = (person: Person) =>
  person.until(() => person.session.state.made === person.session.state.kept, 'all is kept', 30_000)
const row = async () => (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, itemId)))[0]!

/** Nobody can reach the database until it is let back: what is connected is cut, what comes is turned away. */
async function sendAway(): Promise<() => Promise<void>> {
  const { rows } = await world.database.pool.query<{ name: string }>('select current_database() as name')
  const { name } = rows[0]!
  const admin = new pg.Client({ connectionString: inject('server') })
  await admin.connect()
  await admin.query(`alter database ${name} with allow_connections false`)
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  return async () => {
    await admin.query(`alter database ${name} with allow_connections true`)
    await admin.end()
  }
}

it('says so while the database is away, keeps trying, and loses nothing', { timeout: 90_000 }, async () => {
  const [one, other] = [sits(), sits()]
  await Promise.all([open(one), open(other)])
  one.type('Før. ')
  await kept(one)
  const bringBack = await sendAway()
  try {
    one.type('Under. ')
    await one.until(() => one.session.state.trouble === 'database', 'it is said', 30_000)
    // The others have it meanwhile, and nobody is told that it is saved.
    await other.until(() => other.text().includes('Under.'), 'the other has it')
    expect(one.session.state.kept).toBe(1)
    other.type('Fra en annen. ')
    await other.until(() => other.session.state.trouble === 'database', 'it is said to the other')
  } finally {
    await bringBack()
  }
  await Promise.all([kept(one), kept(other)])
  await one.until(() => one.session.state.trouble === null, 'all is well')
  expect(one.text()).toBe('Før. Under. Fra en annen. ')
  expect(other.document()).toEqual(one.document())
})

it('lets twenty write at once, who all have the same, and turns away who is one too many', { timeout: 120_000 }, async () => {
  const many = Array.from({ length: 20 }, sits)
  await Promise.all(many.map(open))
  for (let turn = 0; turn < 5; turn++)
    for (const [i, person] of many.entries()) {
      person.type(`t${turn}p${i} `)
      if (i % 5 === 0) await new Promise(setImmediate)
    }
  await Promise.all(many.map(kept))
  const [first] = many
  await Promise.all(many.map((one) => one.until(() => one.text().split(/\s+/).length >= 100, 'a hundred words', 30_000)))
  for (const one of many) expect(one.document()).toEqual(first!.document())
  const more = Array.from({ length: MOST_WRITERS - 20 }, sits)
  await Promise.all(more.map(open))
  const last = sits()
  await last.until(() => last.session.state.stop === 'full', 'there is no room')
})

it('has it all in the minutes, as a version, when the program is stopped', { timeout: 60_000 }, async () => {
  const person = sits()
  await open(person)
  const { db } = world.ground
  person.type('Sagt i siste øyeblikk.')
  // The server has it when somebody else has.
  const reader = sits()
  await reader.until(() => reader.text().includes('øyeblikk'), 'it came')
  const began = performance.now()
  await world.app.close()
  expect(performance.now() - began, 'bounded').toBeLessThan(15_000)
  const [revision] = await db
    .select()
    .from(minutesRevision)
    .where(eq(minutesRevision.minutesId, (await row()).id))
  expect(revision?.text).toBe('Sagt i siste øyeblikk.')
  expect(person.session.state.stop).toBeNull()
})

it('makes a version when the last one leaves', { timeout: 60_000 }, async () => {
  const person = sits()
  await open(person)
  person.type('Første ord. ')
  await kept(person)
  person.type('Og de siste.')
  await kept(person)
  person.leave()
  const texts = async () =>
    (
      await world.ground.db
        .select()
        .from(minutesRevision)
        .where(eq(minutesRevision.minutesId, (await row()).id))
    ).map(({ text }) => text)
  for (let waited = 0; !(await texts()).includes('Første ord. Og de siste.'); waited += 20) {
    expect(waited).toBeLessThan(20_000)
    await wait(20)
  }
})
