import { eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeDetails, createMeeting, publish, setAudience } from '#meeting/writes.ts'
import { emptyEdit } from '#programme/forms.ts'
import { item } from '#programme/tables.ts'
import { addItem } from '#programme/writes.ts'
import { type April, aprilMeeting, block, giveMinutes, givePresentation } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { nameOf } from './rules.ts'

let world: World
let april: April
let base: string
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  base = `/${world.networkSlug}/${april.meeting.slug}`
  await givePresentation(world.ground.db, april.item('handlingsplan'), 'Utkast')
  await givePresentation(world.ground.db, april.item('handlingsplan'), 'Skjult utkast', { publishedAt: null })
  await giveMinutes(world.ground.db, april.item('handlingsplan'), `<p>Hei</p>${block('decision', 'b1', 'Planen sendes ut.')}`)
})
afterAll(() => world.end())

const get = (url: string, who: Who | null = null, headers: Record<string, string> = {}) =>
  world.as(who, { method: 'GET', url, headers: { 'accept-language': 'nb', ...headers } })

const forms = [
  ['.ics', 'text/calendar; charset=utf-8', /^attachment; filename=".+\.ics"/],
  ['.ics?items=1', 'text/calendar; charset=utf-8', /^attachment; filename=".+\.ics"/],
  ['.json', 'application/json; charset=utf-8', /^inline; filename=".+\.json"/],
  ['/schedule.xml', 'application/xml; charset=utf-8', /^inline; filename=".+\.xml"/],
  ['/schedule.json', 'application/json; charset=utf-8', /^inline; filename=".+\.json"/],
  ['/programme.pdf', 'application/pdf', /^inline; filename=".+\.pdf"/],
  [
    '/programme.docx',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    /^attachment; filename=".+\.docx"/,
  ],
  ['/programme.txt', 'text/plain; charset=utf-8', /^inline; filename=".+\.txt"/],
  ['/programme.csv', 'text/csv; charset=utf-8', /^attachment; filename=".+\.csv"/],
] as const

/** What stands in a file, as its reader sees it. */
const read = async (body: Buffer, ending: string): Promise<string> =>
  ending.endsWith('pdf') ? (await extractText(new Uint8Array(body), { mergePages: true })).text : body.toString('utf8')

describe.each(forms)('%s', (ending, mediaType, disposition) => {
  it('is what it says, has a name, and leads back to the page', async () => {
    const answer = await get(base + ending)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe(mediaType)
    expect(answer.headers['content-disposition']).toMatch(disposition)
    expect(answer.headers['link']).toBe(`<http://localhost:3000${base}>; rel="canonical"`)
    expect(answer.headers['x-robots-tag']).toBe('noindex')
    expect(answer.rawPayload.length).toBeGreaterThan(500)
  })

  it('answers a comparison as RFC 9110 says, and HEAD as GET without a body', async () => {
    const first = await get(base + ending)
    const etag = String(first.headers['etag'])
    expect(etag).toMatch(/^"[^"]+"$/)
    const status = async (given: string) => (await get(base + ending, null, { 'if-none-match': given })).statusCode
    expect(await status(etag)).toBe(304)
    expect(await status(`W/${etag}`)).toBe(304)
    expect(await status(`"other", ${etag} , W/"third"`)).toBe(304)
    expect(await status('*')).toBe(304)
    expect(await status('"other"')).toBe(200)
    expect(await status(etag.replaceAll('"', ''))).toBe(200)
    const unchanged = await get(base + ending, null, { 'if-none-match': etag })
    expect([unchanged.headers['etag'], unchanged.body]).toEqual([etag, ''])
    const head = await world.as(null, { method: 'HEAD', url: base + ending, headers: { 'accept-language': 'nb' } })
    expect([head.statusCode, head.headers['etag'], head.body]).toEqual([200, etag, ''])
    expect(head.headers['content-type']).toBe(mediaType)
    expect((await get(base + ending)).rawPayload.equals(first.rawPayload)).toBe(true)
  })

  it('is another when something is changed, and when the language is', async () => {
    const before = await get(base + ending)
    const organiser = await world.actor('organiser', april.meeting.id)
    const { updatedAt: _, ...row } = (await get(`${base}.json`)).json()
    await changeDetails(world.ground.db, organiser, april.meeting.id, await versionNow(), {
      summary: { nb: `Om møtet ${Math.random()}` },
    })
    expect(row.uid).toBe(april.meeting.uid)
    const after = await get(base + ending, null, { 'if-none-match': String(before.headers['etag']) })
    expect(after.statusCode).toBe(200)
    expect(after.headers['etag']).not.toBe(before.headers['etag'])
    expect((await get(base + ending, null, { 'accept-language': 'en' })).headers['etag']).not.toBe(after.headers['etag'])
  })

  it('holds what is for members only for them', async () => {
    const { db } = world.ground
    const meeting = await aMeeting('Åpent møte')
    const organiser = await world.actor('organiser', meeting.id)
    const secret = await addItem(
      db,
      organiser,
      meeting.id,
      { dayId: meeting.day },
      { ...emptyEdit, title: { nb: 'Lonnsforhandlinger' }, start: '12:00', end: '13:00', audience: 'members' },
    )
    await db.update(item).set({ expectsMaterial: true }).where(eq(item.id, secret.id))
    const seen = async (who: Who | null) => read((await get(`/nord/${meeting.slug}${ending}`, who)).rawPayload, ending)
    // The meeting's own entry names no items.
    if (ending === '.ics') return expect(await seen('member')).not.toContain('Lonnsforhandlinger')
    if (!ending.endsWith('docx')) {
      expect(await seen('member')).toContain('Lonnsforhandlinger')
      expect(await seen(null)).toContain('pent innlegg')
    }
    expect(await seen(null)).not.toContain('Lonnsforhandlinger')
    expect(await seen('outsider')).not.toContain('Lonnsforhandlinger')
  })

  it('tells nobody of drafts and closed meetings', async () => {
    const meeting = await aMeeting('Lukket møte')
    await setAudience(
      world.ground.db,
      await world.actor('organiser', meeting.id),
      meeting.id,
      await versionNow(meeting.slug),
      'members',
    )
    expect((await get(`/nord/${meeting.slug}${ending}`)).statusCode).toBe(404)
    expect((await get(`/nord/${meeting.slug}${ending}`, 'outsider')).statusCode).toBe(404)
    const inside = await get(`/nord/${meeting.slug}${ending}`, 'member')
    expect([inside.statusCode, inside.headers['cache-control'], inside.headers['etag']]).toEqual([
      200,
      'private, no-store',
      undefined,
    ])
  })

  it('leads to what is published and to nothing else, for organisers too', async () => {
    if (!/\/programme\.(txt|csv)|schedule/.test(ending)) return
    for (const who of [null, 'organiser'] as const) {
      const text = (await get(base + ending, who)).body
      expect(text).toMatch(/http:\/\/localhost:3000\/files\/[^"<\s;]+utkast-til-plan\.pdf/)
      expect(text).toContain('#minutes')
      expect(text).not.toContain('Skjult utkast')
    }
  })
})

describe('a meeting without a date', () => {
  it('says plainly why there is no calendar and no schedule yet, and gives the rest', async () => {
    const { db } = world.ground
    const { meeting } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: 'Uten dato' },
      locale: 'nb',
      days: [],
    })
    await publish(db, await world.actor('owner', meeting.id), meeting.id)
    for (const [ending] of forms) {
      const answer = await get(`/nord/${meeting.slug}${ending}`)
      const dated = /ics|schedule/.test(ending)
      expect([ending, answer.statusCode]).toEqual([ending, dated ? 404 : 200])
      if (!dated) continue
      expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(answer.body).toContain('Møtet har ingen dato ennå')
      expect((await get(`/nord/${meeting.slug}${ending}`, null, { 'accept-language': 'en' })).body).toContain('no date yet')
    }
    const page = (await get(`/nord/${meeting.slug}`)).body
    expect(page).toContain(`/nord/${meeting.slug}/programme.pdf`)
    expect(page).not.toContain('schedule.xml')
  })
})

describe('the page of a meeting', () => {
  it('leads to every form, in its body, its head and its header', async () => {
    const page = await get(base)
    for (const [ending] of forms) {
      const href = (base + ending).replace('?items=1', '')
      expect(page.body).toContain(`href="${href}"`)
      expect(page.body).toMatch(new RegExp(`<link rel="alternate" type="[^"]+" href="${href.replaceAll('.', '\\.')}"`))
      expect(String(page.headers['link'])).toContain(`<${href}>; rel="alternate"`)
    }
  })
})

describe('one item', () => {
  it('is an entry of its own, tied to the meeting', async () => {
    const one = april.item('handlingsplan')
    const answer = await get(`${base}/${one.publicId}-om-noe-annet.ics`)
    expect(answer.statusCode).toBe(200)
    const root = new ICAL.Component(ICAL.parse(answer.body))
    const events = root.getAllSubcomponents('vevent')
    expect(events).toHaveLength(1)
    expect(events[0]!.getFirstPropertyValue('uid')).toBe(one.uid)
    expect(events[0]!.getFirstPropertyValue('related-to')).toBe(april.meeting.uid)
  })

  it('says why when it has no time of its own', async () => {
    const part = april.items.find((one) => one.parentId !== null)!
    const answer = await get(`${base}/${part.publicId}-x.ics`)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8'])
    expect(answer.body).toContain('klokkeslett')
  })
})

it.each([
  ['Ledermøte 29.–30. april', 'Ledermøte 29.–30. april.pdf'],
  ['A/B: "plan" <1>\u0000\u202e', 'A B plan 1.pdf'],
  ['...', 'mote.pdf'],
  ['', 'mote.pdf'],
  ['x'.repeat(300), `${'x'.repeat(80)}.pdf`],
])('names the file of %j', (title, name) => {
  expect(nameOf(title, 'mote', 'pdf')).toBe(name)
})

async function versionNow(slug = april.meeting.slug): Promise<number> {
  const { findMeeting } = await import('#meeting/reads.ts')
  return (await findMeeting(world.ground.db, world.networkId, slug))!.version
}

async function aMeeting(title: string) {
  const { db } = world.ground
  const made = await createMeeting(db, await world.actor('owner'), world.networkId, {
    title: { nb: title },
    locale: 'nb',
    days: [{ date: '2027-05-05' }],
  })
  const owner = await world.actor('owner', made.meeting.id)
  const day = made.days[0]!.id
  await addItem(
    db,
    owner,
    made.meeting.id,
    { dayId: day },
    { ...emptyEdit, title: { nb: 'Åpent innlegg' }, start: '09:00', end: '10:00' },
  )
  await publish(db, owner, made.meeting.id)
  return { ...made.meeting, day }
}
