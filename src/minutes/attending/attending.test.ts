/** Who came, went and met for others: in the text and on the page of attendance, told to those who could have been there. */
import { eq } from 'drizzle-orm'
import mammoth from 'mammoth'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { inLocale } from '#platform/words/words.ts'
import { item } from '#programme/tables.ts'
import { attendance, registration } from '#registration/tables.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { blocksIn, type MinutesNode } from '../document.ts'
import { minutesSheet } from '../formats/sheet.ts'
import { listAttending, listObjects } from '../objects/reads.ts'
import { noarkTree } from '../package/formats/noark.ts'
import type { Place } from '../reads.ts'
import { publish } from '../state/writes.ts'
import { minutes, minutesObject, minutesRevision } from '../tables.ts'
import { readWhole } from '../whole/reads.ts'
import { layDownPen, save } from '../writes.ts'
import { attendable, onWhile } from './reads.ts'

let world: World
let held: MeetingRow
let place: Place
let organiser: Actor
let publicId: number
/** `/{network}/{meeting}` */
let path: string
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  await db.insert(meeting).values({
    ...{ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: '2020-01-01T00:00:00Z' },
    ...{ startsAt: '2020-04-29T07:00:00Z', endsAt: '2020-04-29T13:00:00Z' },
  })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const [row] = await db
    .insert(item)
    .values({
      ...{ networkId, meetingId, dayId, position: 0, kind: 'talk', expectsMinutes: true, start: '10:00', end: '11:00' },
      title: { nb: 'Om handlingsplan' },
    })
    .returning()
  held = (await meetingById(db, meetingId))!
  publicId = row!.publicId
  place = { meeting: held, item: row! }
  path = `/${world.networkSlug}/${slug}`
  organiser = await world.actor('organiser', meetingId)
})

const [A, B] = [newId(), newId()]
const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const came = (id: string, attrs: object): MinutesNode => ({
  type: 'attendance',
  attrs: { id, who: 'Sent Kommende', did: 'came', clock: '10:15', ...attrs },
})
const both = [
  paragraph('Planen ble lagt fram.'),
  came(A, {}),
  came(B, { who: 'Vara Møtende', did: 'stands_in', instead: 'Fast Medlem', clock: null }),
]

/** Writes and lays the pen down. @returns the number of the revision */
async function write(...content: MinutesNode[]): Promise<number> {
  const { db } = world.ground
  const [row] = await db.select().from(minutes).where(eq(minutes.itemId, place.item.id))
  const { number } = await save(db, organiser, place, {
    ...{ basedOn: row?.number ?? 0, window: 'window-a', edit: null, document: { type: 'doc', content }, take: true },
  })
  await layDownPen(db, organiser, place, 'window-a')
  return number
}
const rows = () =>
  world.ground.db.select().from(minutesObject).where(eq(minutesObject.meetingId, held.id)).orderBy(minutesObject.position)
const standing = async () => (await world.ground.db.select().from(minutes).where(eq(minutes.itemId, place.item.id)))[0]!
const edit = (fields: Record<string, string>, who: Who = 'organiser') =>
  world.as(who, { method: 'POST', url: `${path}/decisions/${publicId}/${A}`, form: fields })
const page = async (who: Who | null, at = '/attendance') => (await world.as(who, { url: `${path}${at}` })).body

describe('rows follow the text', () => {
  test('with who, what, for whom and when, and are the same when the text is reordered', async () => {
    await write(...both)
    const before = await rows()
    expect(before).toMatchObject([
      { blockId: A, kind: 'attendance', who: 'Sent Kommende', did: 'came', instead: null, clock: '10:15', number: null },
      { blockId: B, kind: 'attendance', who: 'Vara Møtende', did: 'stands_in', instead: 'Fast Medlem', clock: null },
    ])
    await write(both[2]!, both[1]!)
    expect((await rows()).map((row) => row.id)).toEqual([before[1]!.id, before[0]!.id])
    await write(paragraph('Ingen kom.'))
    expect((await rows()).every((row) => row.removedAt !== null)).toBe(true)
  })
})

describe('the page of attendance', () => {
  test('shows what the minutes say, and a change made from there stands in the text', async () => {
    const number = await write(...both)
    const shown = await page('organiser')
    expect(shown).toContain('Sent Kommende kom kl. 10.15')
    expect(shown).toContain('Vara Møtende møtte for Fast Medlem')
    expect(shown).toContain(`${path}/decisions/${publicId}/${A}`)
    const form = await page('organiser', `/decisions/${publicId}/${A}`)
    expect(form).toContain('value="Sent Kommende"')
    expect(form).not.toContain('name="text"')
    const saved = await edit({ basedOn: String(number), who: 'Sent Kommende', did: 'left', instead: 'Ingen', clock: '11:30' })
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `${path}/attendance#noted`])
    expect(blocksIn((await standing()).document)[0]).toMatchObject({
      who: 'Sent Kommende',
      attending: { did: 'left', instead: null, clock: '11:30' },
    })
    expect(await page('organiser')).toContain('Sent Kommende gikk kl. 11.30')
    expect(await rows()).toMatchObject([{ did: 'left', clock: '11:30' }, { did: 'stands_in' }])
  })

  test('says what is wrong and keeps what was typed; of the same entry both are told, and the text stays', async () => {
    const number = String(await write(...both))
    const wrong = await edit({ basedOn: number, who: 'Sent Kommende', did: 'came', clock: 'kvart over ti' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('Skriv klokkeslettet som 10:15.')
    await edit({ basedOn: number, who: 'Sent Kommende', did: 'left', clock: '11:30' })
    const late = await edit({ basedOn: number, who: 'Aldri Her', did: 'came', clock: '' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Sent Kommende gikk kl. 11.30')
    expect(JSON.stringify((await standing()).document)).not.toContain('Aldri Her')
  })

  test('leads those to the form who write the minutes, and shows others what is published', async () => {
    const number = await write(...both)
    expect(await page('member')).not.toContain('Sent Kommende')
    expect((await edit({ basedOn: String(number), who: 'X', did: 'came' }, 'member')).statusCode).toBe(404)
    await publish(world.ground.db, organiser, place, number)
    const shown = await page('member')
    expect(shown).toContain('Sent Kommende kom kl. 10.15')
    expect(shown).not.toContain(`/decisions/${publicId}/`)
  })
})

describe('is told to those who could have been there', () => {
  const inForm: Record<string, (body: Buffer) => string | Promise<string>> = {
    '/minutes': (body) => body.toString(),
    '/minutes.pdf': async (body) => (await extractText(new Uint8Array(body), { mergePages: true })).text,
    '/minutes.docx': async (buffer) => (await mammoth.extractRawText({ buffer })).value,
    '/minutes.md': (body) => body.toString(),
    '/minutes.json': (body) => body.toString(),
    '.json': (body) => body.toString(),
  }
  const read = async (who: Who | null, at: string) => {
    const answer = await world.as(who, { url: `${path}${at}` })
    expect([at, answer.statusCode]).toEqual([at, 200])
    return (await (inForm[at] ?? ((body: Buffer) => body.toString()))(answer.rawPayload)).replaceAll(/[\s\u2060]+/g, ' ')
  }
  const names = ['Sent Kommende', 'Vara Møtende', 'Fast Medlem']

  test('in every form of the minutes, and by no way in public', async () => {
    await publish(world.ground.db, organiser, place, await write(...both))
    for (const at of [...Object.keys(inForm), `/${publicId}-om-handlingsplan`]) {
      const [visitor, member] = [await read(null, at), await read('member', at)]
      expect([at, visitor.includes('Planen ble lagt fram')]).toEqual([at, true])
      for (const name of names) expect([at, name, member.includes(name)]).toEqual([at, name, true])
      for (const name of names) expect([at, name, visitor.includes(name)]).toEqual([at, name, false])
    }
    const kept = await world.ground.db
      .select({ html: minutesRevision.html, text: minutesRevision.text, stands: minutes.html, words: minutes.text })
      .from(minutes)
      .innerJoin(minutesRevision, eq(minutesRevision.minutesId, minutes.id))
      .where(eq(minutes.meetingId, held.id))
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept)).toContain('Planen ble lagt fram')
    for (const name of names) expect(JSON.stringify(kept)).not.toContain(name)
  })

  test('in the lists they are read from', async () => {
    const { db } = world.ground
    await publish(db, organiser, place, await write(...both))
    const [visitor, member] = [await world.actor(null, held.id), await world.actor('member', held.id)]
    expect(await listAttending(db, visitor, held, [place.item.id])).toEqual([])
    expect((await listAttending(db, member, held, [place.item.id])).map((one) => one.block.id)).toEqual([A, B])
    expect(await listObjects(db, member, held, [place.item.id])).toEqual([])
  })

  test('and stands in the metadata for the archive with its item', async () => {
    const { db, config } = world.ground
    await publish(db, organiser, place, await write(...both))
    const whole = await readWhole(db, organiser, held, { drafts: false })
    const tree = inLocale('nb', () => noarkTree(whole, minutesSheet(whole, config.baseUrl), []))
    expect(tree['moetesak']).toMatchObject([
      {
        merknad: [
          { systemID: A, merknadstype: 'Oppmøte', merknadstekst: 'Sent Kommende kom kl. 10.15' },
          { systemID: B, merknadstekst: 'Vara Møtende møtte for Fast Medlem' },
        ],
      },
    ])
  })

  test('no identity number comes before readers by this way either', async () => {
    const number = await write(came(A, { who: 'Kari 01019012480' }))
    await expect(publish(world.ground.db, organiser, place, number)).rejects.toEqual(new Refused('minutes_identity_number'))
  })
})

test('those are suggested who are registered, were noted as there or are members, each once', async () => {
  const { db } = world.ground
  const there = { networkId: world.networkId, meetingId: held.id }
  await db.insert(attendance).values({ ...there, name: 'Noen Annen', presence: 'present', mode: 'onsite', own: false })
  const one = { ...there, email: 'noen@annen.example', locale: 'nb' as const }
  await db.insert(registration).values([
    { ...one, number: 1, name: 'Noen Annen', state: 'registered' },
    { ...one, number: 2, name: 'Trukket Tilbake', email: 'b@annen.example', state: 'withdrawn' },
  ])
  const names = await attendable(db, organiser, held)
  expect(names.filter((name) => name === 'Noen Annen')).toHaveLength(1)
  expect(names).toContain(organiser.person!.name)
  expect(names).not.toContain('Trukket Tilbake')
  await expect(attendable(db, await world.actor('member', held.id), held)).rejects.toEqual(new NotFound())
})

test('the clock is offered while the item is on, and an hour after: programmes run late', () => {
  const view = (items: object[]) => ({ meeting: held, days: [{ id: 'd', date: '2020-04-29', items }] }) as never
  const one = { id: 'i', start: '10:00', end: '11:00', subitems: [] }
  expect(onWhile(view([one]), one)).toMatchObject({ from: '2020-04-29T08:00:00Z', until: '2020-04-29T10:00:00Z' })
  const whenever = { ...one, start: null, end: null }
  expect(onWhile(view([whenever]), whenever)).toMatchObject({ from: '2020-04-29T07:00:00Z', until: '2020-04-29T14:00:00Z' })
})
