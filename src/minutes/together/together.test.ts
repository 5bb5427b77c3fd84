import { once } from 'node:events'
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { grantMeetingRole, withdrawMeetingRole } from '#meeting/roles/writes.ts'
import type { Sought } from '#people/traces/rules.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { Invalid } from '#platform/errors.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { type Person, sitDown, somethingToWrite, type Where, type Writable } from '../../../tests/writers.ts'
import type { MinutesDocument } from '../document.ts'
import { limits } from '../forms.ts'
import { restore } from '../revision/writes.ts'
import { approve, reopen } from '../state/writes.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { minutesTraces } from '../traces/reads.ts'
import { save } from '../writes.ts'
import { updateOf } from './forms.ts'
import { leftBehind } from './reads.ts'
import { FIELD } from './rules.ts'
import { minutesLive, minutesUpdate } from './tables.ts'
import { bringAllUp, followTexts } from './traces/writes.ts'
import { append, bringUp, endSitting, openLive } from './writes.ts'

let world: World
let address: string
beforeAll(async () => {
  world = await makeWorld()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  address = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}`
})
afterAll(() => world.end())

let place: Writable
const sitting: Person[] = []
beforeEach(async () => {
  place = await somethingToWrite(world)
})
afterEach(() => {
  for (const person of sitting.splice(0)) person.leave()
})

const where = async (who: Who, more: Partial<Where> = {}): Promise<Where> => ({
  ...{ address, path: place.path, cookie: await world.cookies(who) },
  ...more,
})
/** Sits down and has the text. */
async function arrives(who: Who, more: Partial<Where> = {}): Promise<Person> {
  const person = sitDown(await where(who, more))
  sitting.push(person)
  await person.until(() => person.session.state.line === 'open', `${who} has a line`)
  return person
}
const isKept = (person: Person) => person.until(() => person.session.state.made === person.session.state.kept, 'all is kept')
const row = async () => (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, place.item.id)))[0]!
const text = (...paragraphs: string[]): MinutesDocument => ({
  type: 'doc',
  content: paragraphs.map((one) => ({ type: 'paragraph', content: [{ type: 'text', text: one }] })),
})
async function give(who: Who) {
  const organiser = await world.actor('organiser', place.meeting.id)
  await grantMeetingRole(world.ground.db, organiser, place.meeting.id, world.people[who].id, 'minute_taker')
}

describe('writing at once', () => {
  it('gives each what the others write, and says that it is kept when the database has it', async () => {
    const [one, other] = [await arrives('organiser'), await arrives('owner')]
    one.type('Ordet var fritt. ')
    await other.until(() => other.text().includes('fritt'), 'the other sees it')
    other.type('Planen ble lagt fram.')
    await one.until(() => one.text().includes('lagt fram'), 'the first sees it')
    await Promise.all([isKept(one), isKept(other)])
    expect(one.session.state.at).toMatch(/^\d\d\.\d\d$/)
    expect(one.document()).toEqual(other.document())
    const stored = await bringUp(world.ground.db, (await row()).id)
    expect(stored).toMatchObject({ text: 'Ordet var fritt. Planen ble lagt fram.', number: 1, state: 'draft' })
    expect(stored.html).toBe('<p>Ordet var fritt. Planen ble lagt fram.</p>')
    expect(stored.document).toEqual(one.document())
  })

  it('begins with the text that stands, once, however many come at the same moment', async () => {
    const organiser = await world.actor('organiser', place.meeting.id)
    await save(world.ground.db, organiser, place, { basedOn: 0, window: 'w', edit: null, document: text('Sto her fra før.') })
    const all = await Promise.all([arrives('organiser'), arrives('owner'), arrives('organiser'), arrives('owner')])
    for (const one of all) expect(one.text()).toBe('Sto her fra før.')
  })

  it('makes one version of what was written in a sitting, by all who wrote', async () => {
    const [one, other] = [await arrives('organiser'), await arrives('owner')]
    one.type('Ett. ')
    await other.until(() => other.text().includes('Ett'), 'the other sees it')
    other.type('To.')
    await Promise.all([isKept(one), isKept(other)])
    await endSitting(world.ground.db, (await row()).id)
    const [revision] = await world.ground.db
      .select()
      .from(minutesRevision)
      .where(and(eq(minutesRevision.minutesId, (await row()).id), eq(minutesRevision.number, (await row()).number)))
    expect(revision).toMatchObject({ text: 'Ett. To.', by: null, byName: expect.stringContaining('Test organiser') })
    expect(revision!.byName).toContain('Test owner')
    expect(new Set(revision!.authors)).toEqual(new Set([world.people.organiser.id, world.people.owner.id]))
    // And each of them is told that they did.
    for (const who of ['organiser', 'owner'] as const) {
      const sought = { personId: world.people[who].id } as Sought
      const traces = await minutesTraces(world.ground.db, sought)
      expect(traces.find(({ kind }) => kind === 'minutes')!.rows).toContainEqual(expect.objectContaining({ saves: 1 }))
    }
  })

  it('shows each writer by the name the server knows', async () => {
    const [one, other] = [await arrives('organiser'), await arrives('owner')]
    other.session.move({ anchor: { item: 1 }, head: { item: 1 } })
    await one.until(() => [...one.others.values()].some(({ cursor }) => cursor !== null), 'a cursor is seen')
    expect([...one.others.values()]).toMatchObject([{ name: 'Test owner', color: 2, cursor: { anchor: { item: 1 } } }])
    await one.until(() => one.present[0]?.names.length === 2, 'both are told of')
    expect(one.present).toEqual([{ itemId: place.item.id, names: ['Test organiser', 'Test owner'] }])
    other.leave()
    await one.until(() => one.others.size === 0, 'the other is gone')
  })
})

describe('other ways to change the text', () => {
  it('reaches those who write: a version brought back, a form that was sent', async () => {
    const organiser = await world.actor('organiser', place.meeting.id)
    await save(world.ground.db, organiser, place, { basedOn: 0, window: 'w', edit: null, document: text('Først.') })
    const writer = await arrives('owner')
    writer.type(' Så.')
    await isKept(writer)
    await restore(world.ground.db, organiser, place, 1)
    await writer.until(() => writer.text() === 'Først.', 'the first version is back')
    const { number } = await row()
    const saved = await save(world.ground.db, organiser, place, {
      basedOn: number,
      window: 'w',
      edit: null,
      document: text('Først.', 'Fra skjema.'),
    })
    await writer.until(() => writer.text() === 'Først.\nFra skjema.', 'what the form said')
    writer.type(' Og videre.')
    await isKept(writer)
    // What was written meanwhile counts: a form made from less is kept aside.
    await expect(
      save(world.ground.db, organiser, place, { basedOn: saved.number, window: 'w', edit: null, document: text('Bare mitt.') }),
    ).rejects.toThrow()
    expect((await row()).text).toBe('Først. Og videre.\nFra skjema.')
  })
})

describe('the plain form', () => {
  const fieldsOf = (page: string) =>
    Object.fromEntries(
      [...page.matchAll(/<input type="hidden" name="(basedOn|window|seen)" value="([^"]*)"/g)].map(([, name, value]) => [
        name!,
        value!,
      ]),
    )

  it('saves into what is written together, and is made from the newest words of it', async () => {
    const writer = await arrives('owner')
    writer.type('Fra den ene.')
    await isKept(writer)
    const { id } = await row()
    await bringUp(world.ground.db, id)
    writer.type(' Mer.')
    await isKept(writer)
    await bringUp(world.ground.db, id)
    // No version has these words yet; the form shows them, and knows them again.
    const page = await world.as('organiser', { url: place.path })
    expect(page.body).toContain('Fra den ene. Mer.')
    const form = { ...fieldsOf(page.body), text: 'Fra den ene. Mer.\n\nFra skjemaet.' }
    const saved = await world.as('organiser', { url: place.path, form })
    expect([saved.statusCode, saved.headers.location]).toEqual([303, place.path])
    await writer.until(() => writer.text() === 'Fra den ene. Mer.\nFra skjemaet.', 'the writer has it')
    // Made from what is no longer there, it is kept aside, and both are shown.
    const late = await world.as('organiser', { url: place.path, form: { ...form, text: 'Noe ganget annet.' } })
    expect(late.headers.location).toMatch(/\/compare\?to=\d+$/)
    expect(writer.text()).toBe('Fra den ene. Mer.\nFra skjemaet.')
  })
})

describe('who may not write', () => {
  const ending = async (who: Who, more: Partial<Where> = {}) => {
    const person = sitDown(await where(who, more))
    sitting.push(person)
    await person.until(() => person.session.state.stop !== null, `${who} is refused`)
    return person.session.state.stop
  }

  it('is told why: no right, nobody, an editor that is too old', async () => {
    expect(await ending('member')).toBe('withdrawn')
    expect(await ending('outsider')).toBe('withdrawn')
    expect(await ending('organiser', { cookie: '' })).toBe('signed_out')
    expect(await ending('organiser', { edition: 0 })).toBe('old_editor')
    expect(await ending('organiser', { path: place.path.replace(/\d+-plan/, '999999-plan') })).toBe('withdrawn')
    await give('member')
    expect((await arrives('member')).session.state.stop).toBeNull()
  })

  it('is not heard from another site', async () => {
    const person = sitDown(await where('organiser', { origin: 'https://example.com' }))
    sitting.push(person)
    await person.until(() => person.session.state.failures > 1, 'two attempts failed')
    expect(person.session.self).toBeNull()
  })

  it('is told that there is nothing at an address that cannot be read', async () => {
    for (const path of ['/%E0%A4%A/mote/12-plan/minutes/live', '/nord/%zz/12-plan/minutes/live?edition=3']) {
      const line = new WebSocket(`${address.replace('http', 'ws')}${path}`, { origin: address })
      const [, answer] = await once(line, 'unexpected-response')
      expect(answer.statusCode, path).toBe(404)
    }
    expect((await arrives('organiser')).session.state.line).toBe('open')
  })

  it('is none who offers another protocol with a request for a page', async () => {
    const asked = get(`${address}/sign-in`, { headers: { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' } })
    const [answer] = await once(asked, 'response')
    answer.resume()
    expect(answer.statusCode).toBe(200)
  })

  it('is cut off in mid-sentence when the right is taken away, and keeps what was typed', async () => {
    await give('member')
    const [writer, other] = [await arrives('member'), await arrives('organiser')]
    writer.type('En setning')
    await other.until(() => other.text() === 'En setning', 'the first half came')
    const organiser = await world.actor('organiser', place.meeting.id)
    await withdrawMeetingRole(world.ground.db, organiser, place.meeting.id, world.people.member.id, 'minute_taker')
    writer.type(' som brytes')
    // Rights are looked at when they change; what goes by the clock would take longer than this.
    await writer.until(() => writer.session.state.stop === 'withdrawn', 'cut off', 4000)
    writer.type(' av.')
    expect(writer.text()).toBe('En setning som brytes av.')
    expect(other.session.state.stop).toBeNull()
  })

  it('is cut off when the minutes are approved, which stand as they were approved', async () => {
    const writer = await arrives('owner')
    writer.type('Vedtatt.')
    await isKept(writer)
    await endSitting(world.ground.db, (await row()).id)
    const organiser = await world.actor('organiser', place.meeting.id)
    await approve(world.ground.db, organiser, place, (await row()).number)
    await writer.until(() => writer.session.state.stop === 'approved', 'cut off')
    expect((await row()).text).toBe('Vedtatt.')
  })
})

it('is not looked after while the minutes are approved: what came too late waits until they are opened again', async () => {
  const { db } = world.ground
  const organiser = await world.actor('organiser', place.meeting.id)
  await save(db, organiser, place, { basedOn: 0, window: 'w', edit: null, document: text('Vedtatt.') })
  const { id, number } = await openLive(db, (await row()).id).then(row)
  const late = { bytes: updateOf(text('For sent.')), author: null }
  await append(db, id, [late])
  expect(await leftBehind(db)).toContain(id)
  await endSitting(db, id)
  await approve(db, organiser, place, (await row()).number)
  await append(db, id, [late])
  expect(await leftBehind(db)).not.toContain(id)
  await reopen(db, organiser, place)
  expect(await leftBehind(db)).toContain(id)
  expect((await row()).number).toBeGreaterThan(number)
})

describe('a broken line', () => {
  it('is not mended where another process is in charge by now, though words are still on their way to the database', async () => {
    const { db } = world.ground
    const writer = await arrives('organiser')
    writer.type('Før. ')
    await isKept(writer)
    const { id } = await endSitting(db, (await row()).id)
    const lease = (to: object) => db.update(minutesLive).set(to).where(eq(minutesLive.minutesId, id))
    await db.transaction(async (tx) => {
      // Nothing can be added to the log meanwhile.
      await tx.execute(sql`lock table ${minutesUpdate} in share mode`)
      writer.type('Under.')
      await lease({ owner: newId(), address: 'http://127.0.0.1:9', ownedUntil: '2100-01-01T00:00:00Z' })
      await writer.until(() => writer.session.state.failures > 2, 'nobody takes them', 30_000)
    })
    await lease({ owner: null, address: null, ownedUntil: null })
    await writer.until(() => writer.session.state.line === 'open', 'a line', 30_000)
    await writer.until(() => writer.session.state.made === writer.session.state.kept, 'all is kept', 30_000)
    expect(await bringUp(db, id)).toMatchObject({ text: 'Før. Under.' })
  })

  it('is mended, and both sides have what was written meanwhile', async () => {
    const [one, other] = [await arrives('organiser'), await arrives('owner')]
    one.type('Før. ')
    await other.until(() => other.text() === 'Før. ', 'the other has it')
    one.network = false
    one.cut()
    await one.until(() => one.session.state.line === 'lost', 'the line is lost')
    one.type('Uten linje. ')
    other.type('Imens. ')
    await isKept(other)
    expect(one.session.state.made - one.session.state.kept).toBeGreaterThan(0)
    one.network = true
    await Promise.all([isKept(one), one.until(() => one.text().includes('Imens'), 'the other’s words')])
    await other.until(() => other.text().includes('Uten linje'), 'the words from without')
    expect(one.document()).toEqual(other.document())
  })
})

it('holds nothing any more of what was taken out of the texts, in memory or in the database', async () => {
  const { db } = world.ground
  const organiser = await world.actor('organiser', place.meeting.id)
  await save(db, organiser, place, { basedOn: 0, window: 'w', edit: null, document: text('Zetsila sa det.') })
  const writer = await arrives('owner')
  writer.type(' Zetsila igjen.')
  await isKept(writer)
  const bytes = async () => {
    const { id } = await row()
    const [live] = await db.select().from(minutesLive).where(eq(minutesLive.minutesId, id))
    const log = await db.select().from(minutesUpdate).where(eq(minutesUpdate.minutesId, id))
    return Buffer.concat([live!.state, ...log.map((one) => one.bytes)])
  }
  expect((await bytes()).includes('Zetsila')).toBe(true)
  // Nothing is done to the documents in which nothing is changed: others may be writing there.
  const another = await somethingToWrite(world)
  await save(db, organiser, another, { basedOn: 0, window: 'w', edit: null, document: text('Noe annet.') })
  const id = (await db.select().from(minutes).where(eq(minutes.itemId, another.item.id)))[0]!.id
  await openLive(db, id)
  const others = async () => (await db.select().from(minutesLive).where(eq(minutesLive.minutesId, id)))[0]
  const before = await others()
  await inTransaction(db, async (tx) => {
    const texts = await bringAllUp(tx, [world.networkId])
    const json = sql`replace(${minutes.document}::text, 'Zetsila', 'Noen')::jsonb`
    await tx
      .update(minutes)
      .set({ document: json as never })
      .where(eq(minutes.itemId, place.item.id))
    await followTexts(tx, [world.networkId], texts)
  })
  expect(await others()).toEqual(before)
  await writer.until(() => writer.text() === 'Noen sa det. Noen igjen.', 'the writer sees it')
  expect((await bytes()).includes('Zetsila')).toBe(false)
})

it('forgets somebody though a text is too long to be stored as minutes', async () => {
  const { db } = world.ground
  const writer = await arrives('owner')
  writer.type(`Zetsila. ${'o'.repeat(limits.characters)}`)
  await isKept(writer)
  const { id } = await row()
  await expect(bringUp(db, id)).rejects.toBeInstanceOf(Invalid)
  await inTransaction(db, async (tx) => {
    const texts = await bringAllUp(tx, [world.networkId])
    const json = sql`replace(${minutes.document}::text, 'Zetsila', 'Noen')::jsonb`
    await tx
      .update(minutes)
      .set({ document: json as never })
      .where(eq(minutes.id, id))
    await followTexts(tx, [world.networkId], texts)
  })
  const shared = (await openLive(db, id)).doc.getXmlFragment(FIELD).toString()
  for (const said of [shared, JSON.stringify((await row()).document)])
    expect([said.includes('Noen. o'), said.includes('Zetsila')]).toEqual([true, false])
})
