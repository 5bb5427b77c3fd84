import { brotliCompressSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { material } from '#materials/tables.ts'
import { instantOf } from '#platform/words/instant.ts'
import { item } from '#programme/tables.ts'
import { type April, aprilMeeting, block, giveMinutes, givePresentation } from '../../tests/april.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { findMeeting } from './reads.ts'
import { meeting } from './tables.ts'
import { addScheduleChange, addText, changeDetails, createMeeting, publish } from './writes.ts'

let world: World
let april: April
let path: string
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  path = `/nord/${april.meeting.slug}`
})
afterAll(() => world.end())

const get = (url: string, who: Parameters<World['as']>[0] = null, headers: Record<string, string> = {}) =>
  world.as(who, { url, headers })
const row = (html: string, of: { publicId: number }) => {
  const from = html.indexOf(`id="sak-${of.publicId}"`)
  return html.slice(from, html.indexOf('<li class="sm-row', from))
}

describe('the page', () => {
  it('has the whole programme before any script runs, and nothing inline', async () => {
    const { statusCode, body } = await get(path)
    expect(statusCode).toBe(200)
    expect(body.match(/<h1/g)).toHaveLength(1)
    for (const one of april.items.filter((one) => one.parentId === null)) expect(body).toContain(`id="sak-${one.publicId}"`)
    expect(body).toMatch(/<b><a [^>]*href="\/[a-z-]+\/speakers\/birgit-larsen"[^>]*>Birgit Larsen<\/a><\/b>, fylkesbiblioteksjef/)
    expect(body).not.toMatch(/<script(?! type="application\/ld\+json"| defer src=")/)
    expect(body).not.toMatch(/\s(style|on\w+)="/)
    expect(body).toContain('29. april 2020')
  })

  it('weighs little: the whole page with its style sheets and minutes', async () => {
    const { body } = await get(path)
    expect(brotliCompressSync(body).length).toBeLessThan(16_000)
  })

  it('is a page in Bokmål to a reader of Northern Sámi, with what is written in Sámi marked as such', async () => {
    const { db } = world.ground
    const about = april.item('Digital formidling')
    await db
      .update(item)
      .set({ title: { ...about.title, se: 'Digitála gaskkusteapmi' } })
      .where(eq(item.id, about.id))
    for (const headers of [{ 'accept-language': 'se-NO' }, { cookie: 'samling_lang=se' }]) {
      const { body } = await get(`${path}?${headers.cookie ?? ''}`, null, headers)
      expect(body).toMatch(/^<!doctype html><html lang="nb"/)
      expect(row(body, about)).toMatch(/lang="se"><a [^>]*>Digitála gaskkusteapmi</)
      expect(row(body, april.item('handlingsplan'))).not.toContain('lang="nb"')
    }
    await db.update(item).set({ title: about.title }).where(eq(item.id, about.id))
  })

  it('opens minutes in place without script, in their own language', async () => {
    const { db } = world.ground
    const plan = april.item('handlingsplan')
    await giveMinutes(
      db,
      plan,
      `<h3>Ordskifte</h3><p>Planen vart lagd fram.</p>${block('decision', 'b-plan', 'Planen blir send ut.')}`,
      { locale: 'nn' },
    )
    await world.ground.db
      .update(item)
      .set({ expectsMinutes: true })
      .where(eq(item.id, april.item('E-bøker').id))
    // What is put in the tables directly raises nothing: another address is not in the cache.
    const fresh = (await get(`${path}?a`)).body
    const mine = row(fresh, plan)
    const details = mine.slice(mine.indexOf('<details'), mine.indexOf('</details>'))
    expect(details).toMatch(/<summary class="sm-ref" data-color="success">/)
    expect(details).toContain('<div class="sm-prose" lang="nn">')
    expect(details).toContain('Planen vart lagd fram.')
    expect(details).toContain('<h4>Ordskifte</h4>')
    expect(details).toContain('Ført av Marte Kirkerud')
    expect(mine).toContain('1 beslutning')
    expect(fresh).toContain(`#b-plan" lang="nn">Planen blir send ut.</a>`)
    expect(row(fresh, april.item('E-bøker'))).toContain('Ikke ennå')
    expect(row(fresh, april.item('Avslutning'))).toContain('Føres ikke')
    expect((await get(`${path}?print`)).body).toMatch(/<details class="sm-row__ref" open/)
  })

  it('says that a presentation has come, or will', async () => {
    const { db } = world.ground
    const [come, coming] = [april.item('biblioteksystem'), april.item('Digital formidling')]
    await givePresentation(db, come, 'Om systemet')
    await db.update(item).set({ expectsMaterial: true }).where(eq(item.id, coming.id))
    const { body } = await get(`${path}?b`)
    expect(row(body, come)).toContain('18 sider')
    expect(row(body, come)).toMatch(/<a class="sm-pres" href="\/files\/[^"]+\/utkast-til-plan\.pdf">/)
    expect(row(body, coming)).toContain('Kommer')
    expect(row(body, april.item('Diverse info'))).toContain('Ingen')
  })

  it('marks what came in the last two weeks as new, and says at the top what it is', async () => {
    const { db } = world.ground
    const [fresh, old] = [april.item('Avslutning'), april.item('Diverse info')]
    const ago = (hours: number) => Temporal.Now.instant().subtract({ hours }).toString()
    const id = await givePresentation(db, fresh, 'Oppsummering', { publishedAt: ago(2) })
    await givePresentation(db, old, 'Gammelt nytt', { publishedAt: ago(15 * 24) })
    const { body } = await get(`${path}?c`)
    const mark = '<span class="sm-new">Nytt</span>'
    expect(row(body, fresh)).toContain(mark)
    expect(row(body, old)).not.toContain(mark)
    const news = body.slice(body.indexOf('id="news"'))
    expect(news).toContain('Oppsummering')
    expect(news).not.toContain('Gammelt nytt')
    await db.delete(material).where(eq(material.id, id))
  })

  it('marks text in another language than the page’s', async () => {
    const { db } = world.ground
    const { meeting } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nn: 'Samling på nynorsk' },
      locale: 'nn',
      days: [{ date: '2027-05-05' }],
    })
    await addText(db, await world.actor('owner', meeting.id), meeting.id, {
      kind: 'practical',
      body: { nn: 'Ta med matpakke.\n• eple\n• brød' },
    })
    await publish(db, await world.actor('owner', meeting.id), meeting.id)
    const { body } = await get(`/nord/${meeting.slug}?lang=nb`)
    expect(body).toContain('<html lang="nb"')
    expect(body).toMatch(/<h1 class="sm-title" lang="nn">Samling på nynorsk<\/h1>/)
    expect(body).toMatch(/lang="nn"><p>Ta med matpakke\.<\/p><ul><li>eple<\/li><li>brød<\/li><\/ul>/)
    const own = await get(`/nord/${meeting.slug}?lang=nn`)
    expect(own.body).toMatch(/<h1 class="sm-title">Samling på nynorsk<\/h1>/)
  })

  it('escapes what people write, also in the data block', async () => {
    const { db } = world.ground
    const { meeting } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: '</script><b>Fet' },
      locale: 'nb',
      days: [{ date: '2027-05-06' }],
    })
    await publish(db, await world.actor('owner', meeting.id), meeting.id)
    const { body } = await get(`/nord/${meeting.slug}`)
    expect(body).not.toContain('<b>Fet')
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(body)![1]!
    expect(JSON.parse(data)).toMatchObject({ name: '</script><b>Fet' })
  })

  it('tells search engines and shared links what it is, in which languages and other forms', async () => {
    const { body } = await get(`${path}?lang=nn`)
    const here = `http://localhost:3000${path}`
    const [head = ''] = body.split('</head>')
    expect(head).toContain(`<link rel="canonical" href="${here}"/>`)
    for (const locale of ['nb', 'nn', 'en'])
      expect(head).toContain(`<link rel="alternate" hreflang="${locale}" href="${here}?lang=${locale}"/>`)
    expect(head).toContain(`<link rel="alternate" type="text/calendar" href="${path}.ics"`)
    expect(head).toContain(`<link rel="alternate" type="application/json" href="${path}.json"`)
    for (const [property, content] of [
      ['title', april.meeting.title.nb!],
      ['url', here],
      ['site_name', 'Bibliotek i nord'],
      ['locale', 'nn_NO'],
    ])
      expect(head).toContain(`<meta property="og:${property}" content="${content}"/>`)
    const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/.exec(head)![1]!)
    expect(data).toMatchObject({
      '@type': 'Event',
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: expect.stringMatching(/EventAttendanceMode$/),
    })
  })

  it('is in the language of the address, then of the profile, then of the browser', async () => {
    const lang = (answer: { body: string }) => /<html lang="(..)"/.exec(answer.body)![1]
    const english = { 'accept-language': 'en-GB,en;q=0.9' }
    expect(lang(await get(path, null, english))).toBe('en')
    expect(lang(await get(path, 'member', english))).toBe('en')
    const set = (locale: string) => world.as('member', { url: '/me', form: { name: 'Test member', locale } })
    expect((await set('nn')).statusCode).toBe(303)
    expect(lang(await get(path, 'member', english))).toBe('nn')
    expect(lang(await get(`${path}?lang=nb`, 'member', english))).toBe('nb')
    await set('')
  })

  it('tells of a change of plan with the date that was', async () => {
    const { db } = world.ground
    const { meeting } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: 'Konferanse' },
      locale: 'nb',
      days: [{ date: '2027-05-07' }],
    })
    const owner = await world.actor('owner', meeting.id)
    await publish(db, owner, meeting.id)
    const url = `/nord/${meeting.slug}`
    expect((await get(url)).body).not.toContain('utsatt')
    await addScheduleChange(db, owner, meeting.id, { status: 'postponed', reason: { nb: 'Snøstorm.' } })
    const { body } = await get(url)
    expect(body).toContain('Møtet er utsatt.')
    expect(body).toContain('Det var planlagt til 7. mai 2027.')
    expect(body).toContain('Snøstorm.')
    expect(body).toMatch(/<s><time datetime="2027-05-07">/)
  })
})

describe('several tracks and days', () => {
  it('draws a block of parallel tracks, and a heading for each day', async () => {
    const { db } = world.ground
    const { meeting, days } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: 'To dager' },
      locale: 'nb',
      days: [{ date: '2027-06-01' }, { date: '2027-06-02', label: { nb: 'Utflukt' } }],
    })
    const home = { networkId: world.networkId, meetingId: meeting.id, kind: 'talk' as const, end: '11:00' }
    await db.insert(item).values([
      { ...home, dayId: days[0]!.id, position: 0, start: '10:00', track: 'Sal A', title: { nb: 'Om bøker' } },
      { ...home, dayId: days[0]!.id, position: 1, start: '10:00', track: 'Sal B', title: { nb: 'Om spill' } },
      { ...home, dayId: days[1]!.id, position: 0, start: '10:00', track: 'Ute', title: { nb: 'Tur' } },
    ])
    await publish(db, await world.actor('owner', meeting.id), meeting.id)
    const { body } = await get(`/nord/${meeting.slug}`)
    expect(body.match(/class="sm-tracks__t"/g)).toHaveLength(2)
    expect(body).toMatch(/Tirsdag 1\. juni/)
    expect(body).toMatch(/Onsdag 2\. juni<\/time>: <span>Utflukt/)
    const programme = body.slice(body.indexOf('id="programme"'))
    expect(programme.indexOf('Parallelle økter')).toBeLessThan(programme.indexOf('Om bøker'))
  })
})

describe('an item', () => {
  it('has a page with everything, and one right address', async () => {
    const plan = april.item('handlingsplan')
    const right = `${path}/${plan.publicId}-om-handlingsplan-for-bibliotekutvikling-i-troms-og-finnmark`
    const page = await get(right)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Planen vart lagd fram.')
    expect(page.body).toContain('<h3>Ordskifte</h3>')
    expect(page.body).toMatch(/rel="prev"/)
    expect(page.body).toMatch(/rel="next"[^>]*>Neste sak: <span>Om biblioteksystem/)
    for (const wrong of [`${path}/${plan.publicId}`, `${path}/${plan.publicId}-noe-annet`]) {
      const away = await get(wrong)
      expect([away.statusCode, away.headers.location]).toEqual([301, right])
    }
  })

  it('is the same 404 whether it is not there or not for the reader', async () => {
    const of = april.item('Digital formidling')
    await world.ground.db.update(item).set({ audience: 'members' }).where(eq(item.id, of.id))
    const url = `${path}/${of.publicId}-digital-formidling`
    expect((await get(url, 'member')).statusCode).toBe(200)
    const [hidden, missing] = [await get(url), await get(`${path}/999999-digital-formidling`)]
    expect([hidden.statusCode, missing.statusCode]).toEqual([404, 404])
    expect(strip(hidden.body)).toBe(strip(missing.body))
    const bare = await get(`${path}/${of.publicId}`)
    expect(bare.statusCode).toBe(404)
  })

  it('of another meeting is not here', async () => {
    const { db } = world.ground
    const { meeting } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: 'Annet' },
      locale: 'nb',
      days: [],
    })
    await publish(db, await world.actor('owner', meeting.id), meeting.id)
    expect((await get(`/nord/${meeting.slug}/${april.item('E-bøker').publicId}`)).statusCode).toBe(404)
  })
})

/** The address asked for stands in links of the page (sign in, languages). */
const strip = (body: string) => body.replace(/href="[^"]*"/g, '')

describe('a meeting for those invited', () => {
  it('is the same 404 to others as one that is not there, in every form', async () => {
    const { db } = world.ground
    const { meeting } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: 'Lukket' },
      locale: 'nb',
      audience: 'invited',
      days: [{ date: '2027-07-01' }],
    })
    await publish(db, await world.actor('owner', meeting.id), meeting.id)
    for (const form of ['', '.ics', '.json', '/1-x'])
      for (const who of [null, 'member', 'outsider'] as const) {
        const [closed, missing] = [await get(`/nord/${meeting.slug}${form}`, who), await get(`/nord/ikke-her${form}`, who)]
        expect([closed.statusCode, missing.statusCode]).toEqual([404, 404])
        expect(strip(closed.body)).toBe(strip(missing.body))
      }
    expect((await get(`/nord/${meeting.slug}`, 'owner')).statusCode).toBe(200)
    expect((await get(`/nord/${meeting.slug}.ics`, 'owner')).statusCode).toBe(200)
  })
})

describe('other forms and the cache', () => {
  it.each([
    ['', 'text/html; charset=utf-8'],
    ['.ics', 'text/calendar; charset=utf-8'],
    ['.ics?items=1', 'text/calendar; charset=utf-8'],
    ['.json', 'application/json; charset=utf-8'],
  ])('answers %s with a strong tag, and 304 until something changes', async (form, type) => {
    const url = `${path}${form}`
    const first = await get(url)
    expect([first.statusCode, first.headers['content-type']]).toEqual([200, type])
    const etag = String(first.headers.etag)
    expect(etag).toMatch(/^"[^"]+"$/)
    const same = await get(url, null, { 'if-none-match': etag })
    expect([same.statusCode, same.body]).toEqual([304, ''])
    const now = (await findMeeting(world.ground.db, world.networkId, april.meeting.slug))!
    await changeDetails(world.ground.db, await world.actor('owner', now.id), now.id, now.version, { place: `Sted ${form}` })
    const after = await get(url, null, { 'if-none-match': etag })
    expect(after.statusCode).toBe(200)
    expect(after.headers.etag).not.toBe(etag)
  })

  it('keeps pages of those signed in to themselves', async () => {
    const answer = await get(path, 'owner')
    expect(answer.headers['cache-control']).toBe('private, no-store')
    expect(answer.headers.etag).toBeUndefined()
    expect(answer.body).toContain(`${path}/edit`)
    expect((await get(path)).body).not.toContain(`${path}/edit`)
    expect((await get(path, 'member')).body).not.toContain(`${path}/edit`)
  })

  it('knows no other forms', async () => {
    expect((await get(`${path}.pdf`)).statusCode).toBe(404)
  })
})

describe('publishing by form', () => {
  it('shows a draft to organisers alone, publishes it, and undoes that', async () => {
    const { db } = world.ground
    const { meeting } = await createMeeting(db, await world.actor('owner'), world.networkId, {
      title: { nb: 'Kladd' },
      locale: 'nb',
      days: [{ date: '2027-08-01' }],
    })
    const url = `/nord/${meeting.slug}`
    expect((await get(url)).statusCode).toBe(404)
    const draft = (await get(url, 'organiser')).body
    expect(draft).toContain(`action="${url}/publish"`)
    expect(draft).toContain('Når du publiserer, kan alle lese det.')
    expect((await world.as('member', { url: `${url}/publish`, form: {} })).statusCode).toBe(404)
    const done = await world.as('organiser', { url: `${url}/publish`, form: {} })
    expect([done.statusCode, done.headers.location]).toEqual([303, url])
    expect((await get(url)).statusCode).toBe(200)
    expect((await world.as('member', { url: `${url}/unpublish`, form: {} })).statusCode).toBe(403)
    await world.as('organiser', { url: `${url}/unpublish`, form: {} })
    expect((await get(url)).statusCode).toBe(404)
  })

  it('does nothing for a form from elsewhere', async () => {
    const answer = await world.as('organiser', {
      url: `${path}/unpublish`,
      form: {},
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.statusCode).toBe(403)
    expect((await get(path)).statusCode).toBe(200)
  })
})

it('knows when something that is hung on an item stops being new', async () => {
  const { db } = world.ground
  const of = april.item('Digital formidling')
  const form = { kind: 'link', url: 'https://bibliotek.example/opplegg', title: 'Opplegg', description: '', locale: 'nb' }
  const before = Temporal.Now.instant()
  const answer = await world.as('organiser', { url: `${path}/${of.publicId}-digital-formidling/materials/links`, form })
  expect(answer.statusCode).toBe(303)
  const [row] = await db.select({ at: meeting.nextChangeAt }).from(meeting).where(eq(meeting.id, april.meeting.id))
  const left = instantOf(row!.at!).since(before).total('hours')
  expect(left).toBeGreaterThanOrEqual(14 * 24 - 0.01)
  expect(left).toBeLessThan(14 * 24 + 0.1)
})
