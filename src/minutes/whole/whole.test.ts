/** All minutes of a meeting, as page and files: what each reader sees of them. */

import { eq } from 'drizzle-orm'
import mammoth from 'mammoth'
import sharp from 'sharp'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MeetingRow, meetingById, readMeeting } from '#meeting/reads.ts'
import { refreshClock, tick } from '#meeting/schedule/writes.ts'
import { day, meeting } from '#meeting/tables.ts'
import { removeLogo, setLogo } from '#network/logo/writes.ts'
import { network } from '#network/tables.ts'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import { item } from '#programme/tables.ts'
import { attendance } from '#registration/tables.ts'
import { insidePdf } from '../../../tests/pdffile.ts'
import { action, decision, doc, para } from '../../../tests/takenminutes.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import type { MinutesDocument } from '../document.ts'
import { publish, unpublish } from '../state/writes.ts'
import { minutes } from '../tables.ts'
import { openMinutes, save } from '../writes.ts'

let world: World
let shown: MeetingRow
let path: string
const ids = { open: newId(), closed: newId(), unwritten: newId() }
const first = newId()
const hidden = newId()

beforeAll(async () => {
  world = await makeWorld()
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  await db.insert(meeting).values({
    ...{ id: meetingId, networkId, slug: 'ledermote', title: { nb: 'Ledermøte', en: 'Leaders’ meeting' } },
    ...{ publishedAt: '2020-04-01T08:00:00Z', startsAt: '2020-04-29T07:00:00Z', endsAt: '2020-04-29T12:00:00Z' },
  })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const base = { networkId, meetingId, dayId, kind: 'talk' as const, expectsMinutes: true }
  await db.insert(item).values([
    { ...base, id: ids.open, position: 0, start: '09:00', end: '10:00', title: { nb: 'Om handlingsplan' } },
    { ...base, id: ids.closed, position: 1, start: '10:00', end: '11:00', title: { nb: 'Lukket sak' }, audience: 'members' },
    { ...base, id: ids.unwritten, position: 2, start: '11:00', end: '12:00', title: { nb: 'Neste møte' } },
  ])
  const there = { networkId, meetingId, presence: 'present', mode: 'onsite', own: false } as const
  await db.insert(attendance).values([
    { ...there, name: 'Til Stedeværende' },
    { ...there, name: 'Bare Her', itemId: ids.open },
    { ...there, name: 'Borte Vekk', itemId: ids.open, presence: 'absent' },
  ])
  shown = (await meetingById(db, meetingId))!
  path = `/${world.networkSlug}/ledermote/minutes`
  await take(
    ids.open,
    doc(para('Planen ble lagt fram.'), decision('Planen vedtas.', first), action('Sende den ut', 'Senja', '2020-05-15')),
  )
  await take(ids.closed, doc(para('Bare for medlemmer.'), decision('Lukket vedtak.', hidden)))
})
afterAll(() => world.end())

/** Takes minutes of an item, and puts them before readers. */
async function take(itemId: string, document: MinutesDocument, published = true): Promise<void> {
  const { db } = world.ground
  const organiser = await world.actor('organiser', shown.id)
  const place = { meeting: shown, item: { id: itemId } }
  const { number } = await openMinutes(db, organiser, place)
  const saved = await save(db, organiser, place, { basedOn: number, window: 'test-window', edit: 1, document, take: true })
  if (published) await publish(db, organiser, place, saved.number)
}

const get = (who: Who | null, ending = '', query = '') => world.as(who, { url: `${path}${ending}${query}` })
const pdfText = async (body: Buffer) => (await extractText(new Uint8Array(body), { mergePages: true })).text
/** What each form says, without the marks of its kind. */
const texts: Record<string, (body: Buffer) => string | Promise<string>> = {
  '': (body) => body.toString(),
  '.pdf': pdfText,
  '.docx': async (buffer) => (await mammoth.extractRawText({ buffer })).value,
  '.md': (body) => body.toString(),
  '.json': (body) => body.toString(),
}
const textOf = async (who: Who | null, ending: string, query = '') => {
  const answer = await get(who, ending, query)
  expect(answer.statusCode, `${ending}${query}`).toBe(200)
  return (await texts[ending]!(answer.rawPayload)).replaceAll(/[\s\u2060]+/g, ' ')
}

describe.each(Object.keys(texts))('minutes%s', (ending) => {
  it('show everybody what is published, and members what is for them and who was there', async () => {
    const [visitor, member] = [await textOf(null, ending), await textOf('member', ending)]
    for (const text of [visitor, member]) {
      expect(text).toContain('Planen vedtas')
      expect(text).toContain('Senja')
    }
    expect(member).toContain('Lukket vedtak')
    expect(member).toContain('Til Stedeværende')
    expect(member).toContain('Bare Her')
    if (ending !== '.json') expect(member).not.toContain('Borte Vekk')
    expect(visitor).not.toContain('Lukket')
    for (const name of ['Stedeværende', 'Bare Her', 'Borte Vekk']) expect(visitor).not.toContain(name)
  })

  it('show what is written and not published to those who write, when they ask for it, and say that it is a draft', async () => {
    await take(ids.unwritten, doc(para('Halvferdig setning')), false)
    expect(await textOf('organiser', ending)).not.toContain('Halvferdig')
    const drafts = await textOf('organiser', ending, '?drafts')
    expect(drafts).toContain('Halvferdig')
    if (ending !== '.json') expect(drafts).toContain('Utkast')
    for (const who of [null, 'member', 'outsider'] as const) expect((await get(who, ending, '?drafts')).statusCode).toBe(404)
  })
})

describe('the page', () => {
  it('has every level of headings, anchors for what was decided, and leads to its other forms', async () => {
    const { body } = await get(null)
    expect(body).toMatch(/<h1[^>]*>Referat: Ledermøte<\/h1>/)
    expect(body).toContain(`id="${first}"`)
    expect(body).toContain(`href="#${first}"`)
    for (const ending of ['pdf', 'docx', 'md', 'json'])
      expect(body.split(`href="${path}.${ending}"`), 'in its head and in its menu').toHaveLength(3)
    expect((await world.as(null, { url: path.replace(/\/minutes$/, '') })).body).toContain(`href="${path}"`)
  })

  it('is kept for visitors until something is published or taken back', async () => {
    const { headers } = await get(null)
    const again = await world.as(null, { url: path, headers: { 'if-none-match': String(headers['etag']) } })
    expect(again.statusCode).toBe(304)
    const organiser = await world.actor('organiser', shown.id)
    const place = { meeting: shown, item: { id: ids.open } }
    await unpublish(world.ground.db, organiser, place)
    expect((await get(null)).body).not.toContain('Planen vedtas')
    const { number } = await openMinutes(world.ground.db, organiser, place)
    await publish(world.ground.db, organiser, place, number)
    expect((await get(null)).body).toContain('Planen vedtas')
  })
})

it('pages with names in them are found by search engines for as long after publishing as the network says', async () => {
  const { db } = world.ground
  const { days, path: meetingPath } = await readMeeting(db, await world.actor('organiser', shown.id), shown)
  const pages = [path, `${path}/decisions/${first}`, meetingPath, days[0]!.items[0]!.path]
  const hidden = async () => {
    const all = await Promise.all(pages.map(async (url) => (await world.as(null, { url })).body))
    return all.map((body) => body.includes('<meta name="robots" content="noindex"'))
  }
  expect(await hidden()).toEqual([false, false, false, false])
  const published = (days: number) =>
    db
      .update(minutes)
      .set({
        publishedAt: Temporal.Now.instant()
          .subtract({ hours: 24 * days })
          .toString(),
      })
      .where(eq(minutes.itemId, ids.open))
  // What the clock alone changes is raised by the clock.
  await published(364)
  await inTransaction(db, (tx) => refreshClock(tx, shown.id))
  expect(await hidden()).toEqual([false, false, false, false])
  await published(366)
  await tick(db, Temporal.Now.instant().add({ hours: 25 }))
  expect(await hidden()).toEqual([true, true, true, true])
  await db
    .update(network)
    .set({ retention: { findable: 1000 } })
    .where(eq(network.id, world.networkId))
  await inTransaction(db, (tx) => raise(tx, [networkSubject(world.networkId)]))
  expect(await hidden()).toEqual([false, false, false, false])
})

describe('an extract', () => {
  it('holds one decision with its item and its reason, and nothing else', async () => {
    const page = await get(null, `/decisions/${first}`)
    expect(page.body).toContain('Særutskrift')
    for (const words of ['Om handlingsplan', 'Planen ble lagt fram', 'Planen vedtas']) expect(page.body).toContain(words)
    for (const words of ['Sende den ut', 'Neste møte']) expect(page.body).not.toContain(words)
    const file = await get(null, `/decisions/${first}.pdf`)
    expect(file.headers['content-type']).toBe('application/pdf')
    const text = await pdfText(file.rawPayload)
    expect(text).toContain('Planen vedtas')
    expect(text).not.toContain('Sende den ut')
  })

  it('is of what one may see', async () => {
    expect((await get('member', `/decisions/${hidden}`)).statusCode).toBe(200)
    for (const ending of [`/decisions/${hidden}`, `/decisions/${hidden}.pdf`, `/decisions/${newId()}`])
      expect((await get(null, ending)).statusCode).toBe(404)
  })
})

it('minutes as data name what they hold', async () => {
  const data = JSON.parse((await get('member', '.json')).body)
  expect(data).toMatchObject({
    format: 'samling.minutes/1',
    uid: shown.uid,
    present: [{ name: 'Til Stedeværende', presence: 'present' }],
  })
  expect(data.items[0].minutes).toMatchObject({
    state: 'draft',
    published: true,
    text: expect.stringContaining('Planen ble lagt fram.'),
    decisions: [{ id: first, number: expect.stringMatching(/^1/), text: 'Planen vedtas.' }],
    actions: [{ text: 'Sende den ut', who: 'Senja', due: '2020-05-15' }],
  })
  expect(JSON.parse((await get(null, '.json')).body).present).toBeNull()
})

it('bear the network’s logo, page and files, for as long as it has one', async () => {
  const owner = await world.actor('owner')
  const create = { width: 90, height: 30, channels: 3, background: 'teal' } as const
  const bytes = await sharp({ create }).png().toBuffer()
  const programme = () => world.as(null, { url: path.replace(/minutes$/, 'programme.pdf') })
  const said = async () => [
    (await get(null)).body.includes('alt="Nettverkets merke"'),
    ...(await insidePdf((await get(null, '.pdf')).rawPayload)).alternatives,
    ...(await insidePdf((await programme()).rawPayload)).alternatives,
  ]
  expect(await said()).toEqual([false])
  await setLogo(world.ground, owner, world.networkId, { bytes, alt: { nb: 'Nettverkets merke' }, seen: '' })
  expect(await said()).toEqual([true, 'Nettverkets merke', 'Nettverkets merke'])
  const page = (await get(null)).body
  const lies = /<img class="sm-logo[^>]* src="(\/[^"]+)"/.exec(page)![1]!
  expect((await world.as(null, { url: lies })).headers['content-type']).toBe('image/png')
  await removeLogo(world.ground, owner, world.networkId)
  expect(await said()).toEqual([false])
})
