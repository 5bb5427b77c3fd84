import type { AddressInfo } from 'node:net'
import { and, eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { grantMeetingRole, withdrawMeetingRole } from '#meeting/roles/writes.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { type Person, sitDown, somethingToWrite, type Where, type Writable } from '../../../tests/writers.ts'
import type { MinutesDocument } from '../document.ts'
import { restore } from '../revision/writes.ts'
import { approve } from '../state/writes.ts'
import { minutes, minutesRevision } from '../tables.ts'
import { save } from '../writes.ts'
import { minutesLive, minutesUpdate } from './tables.ts'
import { bringAllUp, followTexts } from './traces/writes.ts'
import { bringUp, endSitting } from './writes.ts'

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

describe('a broken line', () => {
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
  await inTransaction(db, async (tx) => {
    await bringAllUp(tx, [world.networkId])
    const json = sql`replace(${minutes.document}::text, 'Zetsila', 'Noen')::jsonb`
    await tx
      .update(minutes)
      .set({ document: json as never })
      .where(eq(minutes.itemId, place.item.id))
    await followTexts(tx, [world.networkId])
  })
  await writer.until(() => writer.text() === 'Noen sa det. Noen igjen.', 'the writer sees it')
  expect((await bytes()).includes('Zetsila')).toBe(false)
})
