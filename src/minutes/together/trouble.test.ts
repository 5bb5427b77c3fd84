/** What happens when things do not go well: the database away, many at once, the program stopped. */
import { readdirSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { sendAway } from '../../../tests/away.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { type Person, sitDown, somethingToWrite, type Where, type Writable } from '../../../tests/writers.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { EDITION, LARGEST_FRAME, MOST_WRITERS } from './rules.ts'
import { bringUp } from './writes.ts'

let world: World
let place: Writable
let where: Where

const addressOf = async ({ app }: World) => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}
beforeEach(async () => {
  world = await makeWorld()
  place = await somethingToWrite(world)
  where = { address: await addressOf(world), path: place.path, cookie: await world.cookies('organiser') }
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
const putAside = () => {
  try {
    return readdirSync(join(world.ground.config.dataDir, 'minutes-aside'))
  } catch {
    return []
  }
}
/** A word a second, for so long. */
async function writeOn(person: Person, lastsMs: number): Promise<void> {
  for (const word of wordsFor(lastsMs).split(/(?<= )/)) {
    if (word) person.type(word)
    await wait(word ? 1000 : 0)
  }
}
const wordsFor = (lastsMs: number) => Array.from({ length: Math.floor(lastsMs / 1000) }, (_, i) => `ord${i} `).join('')
async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (let waited = 0; !(await holds()); waited += 20) {
    if (waited > 30_000) throw new Error(`waited long until ${what}`)
    await wait(20)
  }
}
const row = async () => (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, place.item.id)))[0]!

/** For how long the database stays away, and a line is broken, beyond what it takes to see it: AWAY_SECONDS makes it long. */
const AWAY_MS = Number(process.env['AWAY_SECONDS'] ?? 0) * 1000
const LONG_MS = 90_000 + AWAY_MS

it('says so while the database is away, keeps trying, and loses nothing', { timeout: LONG_MS }, async () => {
  const [one, other] = [sits(), sits()]
  await Promise.all([open(one), open(other)])
  one.type('Før. ')
  await kept(one)
  const bringBack = await sendAway(world.database.url)
  try {
    one.type('Under. ')
    await one.until(() => one.session.state.trouble === 'database', 'it is said', 30_000)
    // The others have it meanwhile, and nobody is told that it is saved.
    await other.until(() => other.text().includes('Under.'), 'the other has it')
    expect(one.session.state.kept).toBe(1)
    other.type('Fra en annen. ')
    await other.until(() => other.session.state.trouble === 'database', 'it is said to the other')
    await writeOn(other, AWAY_MS)
    expect([one.session.state.kept, other.session.state.kept], 'nobody is told that it is saved').toEqual([1, 0])
  } finally {
    await bringBack()
  }
  await Promise.all([kept(one), kept(other)])
  await one.until(() => one.session.state.trouble === null, 'all is well')
  expect(one.text()).toBe(`Før. Under. Fra en annen. ${wordsFor(AWAY_MS)}`)
  expect(other.document()).toEqual(one.document())
  expect((await bringUp(world.ground.db, (await row()).id)).document).toEqual(one.document())
  await until(() => putAside().length === 0, 'nothing is left aside')
})

it('goes on after a long time without a line, and both sides have it all', { timeout: LONG_MS }, async () => {
  const [one, other] = [sits(), sits()]
  await Promise.all([open(one), open(other)])
  one.network = false
  one.cut()
  await one.until(() => one.session.state.line === 'lost', 'the line is lost')
  one.type('Uten linje. ')
  other.type('Imens. ')
  await kept(other)
  await Promise.all([writeOn(one, AWAY_MS), writeOn(other, AWAY_MS)])
  expect(one.session.state.kept).toBe(0)
  one.network = true
  await Promise.all([kept(one), kept(other)])
  const all = () => [one, other].every((person) => /Uten linje/.test(person.text()) && /Imens/.test(person.text()))
  await one.until(() => all() && one.text() === other.text(), 'both have the same', 30_000)
  const words = (text: string) => text.split(/\s+/).sort()
  expect(words(one.text())).toEqual(words(`Uten linje. Imens. ${wordsFor(AWAY_MS)}${wordsFor(AWAY_MS)}`))
  expect((await bringUp(world.ground.db, (await row()).id)).document).toEqual(one.document())
})

it('keeps what was written while the database was away, though everybody has left', { timeout: LONG_MS }, async () => {
  const [one, other] = [sits(), sits()]
  await Promise.all([open(one), open(other)])
  one.type('Før. ')
  await kept(one)
  const bringBack = await sendAway(world.database.url)
  try {
    one.type('Og gikk.')
    await other.until(() => other.text().includes('Og gikk.') && other.session.state.trouble === 'database', 'it came')
    for (const person of [one, other]) person.leave()
    // It is on this machine's disk by now, and in memory.
    await until(() => putAside().length === 1, 'it is put aside')
    await wait(AWAY_MS)
  } finally {
    await bringBack()
  }
  await until(async () => (await row()).text === 'Før. Og gikk.', 'it is in the minutes')
  await until(() => putAside().length === 0, 'nothing is left aside')
})

it('is stopped in time while the database is away, and the next program takes in what was put aside', {
  timeout: LONG_MS,
}, async () => {
  const [one, other] = [sits(), sits()]
  await Promise.all([open(one), open(other)])
  one.type('Før. ')
  await kept(one)
  const bringBack = await sendAway(world.database.url)
  try {
    one.type('I siste liten.')
    await other.until(() => other.text().includes('liten.'), 'it came')
    for (const person of [one, other]) person.leave()
    const began = performance.now()
    await world.app.close()
    expect(performance.now() - began, 'bounded').toBeLessThan(15_000)
    expect(putAside()).toHaveLength(1)
  } finally {
    await bringBack()
  }
  const next = await makeWorld({ on: world })
  try {
    where = { ...where, address: await addressOf(next) }
    const reader = sits()
    await open(reader)
    expect(reader.text(), 'it is there for the first who comes').toBe('Før. I siste liten.')
    await until(() => putAside().length === 0, 'nothing is left aside')
  } finally {
    await next.end()
  }
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

it('does not try for ever to send what is larger than is taken in', { timeout: 60_000 }, async () => {
  const [one, other] = [sits(), sits()]
  await Promise.all([open(one), open(other)])
  one.type('x'.repeat(LARGEST_FRAME + 1))
  await one.until(() => one.session.state.stop === 'unusable', 'it is refused', 30_000)
  expect(one.session.state.kept).toBe(0)
  // Nobody else is any the worse for it.
  other.type('Og de andre skriver.')
  await kept(other)
})

it('outlives a stranger who sends what is no frame', { timeout: 60_000 }, async () => {
  const line = new WebSocket(`${where.address.replace('http', 'ws')}${where.path}/live?edition=${EDITION}`, {
    headers: { origin: where.address },
  })
  const gone = new Promise((resolve) => line.once('close', resolve))
  line.once('upgrade', ({ socket }) => socket.write(Buffer.alloc(64, 0xff)))
  line.on('error', () => {})
  await gone
  const person = sits()
  await open(person)
  person.type('Vi skriver videre.')
  await kept(person)
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
