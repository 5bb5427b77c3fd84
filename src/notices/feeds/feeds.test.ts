/** Feeds as a news reader meets them: read with another's parser, held against the rules of RFC 4287 and JSON Feed 1.1. */

import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { placeOf } from '#materials/reads.ts'
import { material, materialVersion, preview } from '#materials/tables.ts'
import { addAddress, hideMaterial, publishMaterial, removeMaterial } from '#materials/writes.ts'
import { meeting } from '#meeting/tables.ts'
import { addScheduleChange, setAudience, unpublish } from '#meeting/writes.ts'
import { minutes } from '#minutes/tables.ts'
import { revision } from '#platform/activity/tables.ts'
import { item } from '#programme/tables.ts'
import { type April, aprilMeeting, block, giveMinutes, givePresentation } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { MOST } from './reads.ts'

let world: World
let april: April
beforeAll(async () => {
  world = await makeWorld()
  world.app.server.unref()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => world.end())
beforeEach(async () => {
  await db().update(meeting).set({ deletedAt: new Date().toISOString() })
  april = await aprilMeeting(world)
})

const db = () => world.ground.db
const get = (url: string, who: Who | null = null, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
  world.as(who, { method, url, headers: { 'accept-language': 'nb', ...headers } })
/** Of all that can be followed. */
const paths = () => ['/nord', '/nord/series/ledermote', `/nord/${april.meeting.slug}`]
const as = (who: Who) => world.actor(who, april.meeting.id)
const place = async (words: string) => (await placeOf(db(), april.item(words).id))!

interface Link {
  readonly rel: string
  readonly href: string
  readonly type?: string
  readonly length?: string
  readonly hreflang?: string
}
interface Entry {
  readonly id: string
  readonly title: string
  readonly published: string
  readonly updated: string
  readonly summary?: string
  readonly author: { name: string }[]
  readonly link: Link[]
}
interface Atom extends Omit<Entry, 'summary'> {
  readonly lang: string
  readonly entry: Entry[]
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  removeNSPrefix: true,
  isArray: (name) => ['entry', 'link', 'author'].includes(name),
})
function atom(text: string): Atom {
  expect(XMLValidator.validate(text)).toBe(true)
  const { feed } = parser.parse(text) as { feed: Atom }
  return { ...feed, entry: feed.entry ?? [] }
}
const titles = async (path: string) => atom((await get(`${path}/feed.atom`)).body).entry.map((one) => one.title)
const posts = async (path: string) => JSON.parse((await get(`${path}/feed.json`)).body).items as { id: string; title: string }[]
/** RFC 3339, as RFC 4287 §3.3 narrows it. */
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/
const urn = /^urn:uuid:[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/

describe('a feed', () => {
  it('holds to RFC 4287: each with its id, title, moment, author and ways, none of them twice', async () => {
    await givePresentation(db(), april.item('E-bøker'), 'Utlån & <innkjøp> av "e-bøker"')
    await giveMinutes(db(), april.item('handlingsplan'), block('decision', 'b1', 'Planen sendes ut.'), { locale: 'nn' })
    for (const path of paths()) {
      const answer = await get(`${path}/feed.atom`)
      expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
      expect(answer.body).toMatch(
        /^<\?xml version="1.0" encoding="UTF-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom" xml:lang="nb">/,
      )
      const feed = atom(answer.body)
      const ways = (all: readonly Link[], rel: string) => all.filter((one) => one.rel === rel).map((one) => one.href)
      expect(ways(feed.link, 'self')).toEqual([`http://localhost:3000${path}/feed.atom?lang=nb`])
      expect(ways(feed.link, 'alternate')).toEqual([`http://localhost:3000${path}`])
      expect(feed.author.map((one) => one.name)).toEqual(['Bibliotek i nord'])
      const all = [feed, ...feed.entry]
      expect(new Set(all.map((one) => one.id)).size).toBe(all.length)
      for (const one of all) {
        // An element that stands twice would be read as an array.
        expect([typeof one.id, typeof one.title, typeof one.updated]).toEqual(['string', 'string', 'string'])
        expect(one.id).toMatch(urn)
        expect(one.updated).toMatch(moment)
        expect(one.title).not.toBe('')
      }
      for (const entry of feed.entry) {
        expect(ways(entry.link, 'alternate')).toHaveLength(1)
        expect(Date.parse(entry.updated)).toBeGreaterThanOrEqual(Date.parse(entry.published))
      }
      const stamps = feed.entry.map((entry) => Date.parse(entry.updated))
      expect(stamps).toEqual([...stamps].sort((a, b) => b - a))
      expect(Date.parse(feed.updated)).toBe(stamps[0])
    }
  })

  it('says what came: a file with its author and where it lies, minutes with what was decided, the meeting', async () => {
    const id = await givePresentation(db(), april.item('Velkommen til møte'), 'Utlån & <innkjøp>')
    await giveMinutes(db(), april.item('handlingsplan'), block('decision', 'b1', 'Planen sendes ut.'), { locale: 'nn' })
    const { entry } = atom((await get(`/nord/${april.meeting.slug}/feed.atom`)).body)
    const slides = entry.find((one) => one.id === `urn:uuid:${id}`)!
    expect(slides.title).toBe('Presentasjon: Utlån & <innkjøp>')
    expect(slides.author.map((one) => one.name)).toEqual(['Anne Torill Eriksen Balto'])
    const file = slides.link.find((one) => one.rel === 'enclosure')!
    expect([file.type, file.length]).toEqual(['application/pdf', '2100000'])
    expect(file.href).toMatch(/^http:\/\/localhost:3000\/files\//)
    expect(slides.link[0]!.href).toMatch(new RegExp(`/nord/${april.meeting.slug}/\\d+-velkommen`))
    const record = entry.find((one) => one.title.startsWith('Referat: '))!
    expect(record.summary).toContain('Referatet er godkjent.')
    expect(record.summary).toContain('Beslutning: Planen sendes ut.')
    expect(record.author.map((one) => one.name)).toEqual(['Marte Kirkerud'])
    expect(record.link[0]!.hreflang).toBe('nn')
    expect(entry.find((one) => one.id === `urn:uuid:${april.meeting.uid}`)!.summary).toContain('29. april 2020')
  })

  it('says the same as JSON Feed 1.1', async () => {
    await givePresentation(db(), april.item('E-bøker'), 'Lysbilder')
    for (const path of paths()) {
      const answer = await get(`${path}/feed.json?lang=nn`)
      expect(answer.headers['content-type']).toBe('application/feed+json; charset=utf-8')
      const feed = JSON.parse(answer.body)
      expect(feed).toMatchObject({
        version: 'https://jsonfeed.org/version/1.1',
        title: expect.stringMatching(/^Nytt frå /),
        home_page_url: `http://localhost:3000${path}`,
        feed_url: `http://localhost:3000${path}/feed.json?lang=nn`,
        language: 'nn',
        authors: [{ name: 'Bibliotek i nord' }],
      })
      const { entry } = atom((await get(`${path}/feed.atom?lang=nn`)).body)
      expect(feed.items.map((one: { id: string }) => one.id)).toEqual(entry.map((one) => one.id))
      for (const one of feed.items) {
        expect(one.content_text).not.toBe('')
        expect(one.date_modified).toMatch(moment)
        expect(one.url).toMatch(/^http:\/\/localhost:3000\/nord\//)
      }
      const slides = feed.items.find((one: { title: string }) => one.title === 'Presentasjon: Lysbilder')
      expect(slides.attachments).toEqual([
        { url: expect.stringContaining('/files/'), mime_type: 'application/pdf', size_in_bytes: 2_100_000 },
      ])
    }
  })

  it('keeps the id of what changes, and says when that was', async () => {
    const at = await place('E-bøker')
    const about = { title: 'Lenke', description: '', locale: 'nb', audience: 'public' } as const
    const row = await addAddress(db(), await as('organiser'), at, { ...about, kind: 'link', url: 'https://example.org/' })
    const stand = async () => {
      const feed = atom((await get('/nord/feed.atom')).body)
      return { feed: feed.updated, entry: feed.entry.find((one) => one.id === `urn:uuid:${row.id}`) }
    }
    const first = await stand()
    await hideMaterial(db(), await as('organiser'), at, row.id)
    expect((await stand()).entry).toBeUndefined()
    await publishMaterial(db(), await as('organiser'), at, row.id)
    const again = await stand()
    expect(Date.parse(again.entry!.updated)).toBeGreaterThan(Date.parse(first.entry!.updated))
    expect(again.feed).toBe(again.entry!.updated)
  })

  it('tells of a paper of the meeting as a whole, and leads to the meeting', async () => {
    const id = await givePresentation(db(), april.item('E-bøker'), 'Saksliste')
    await db().update(material).set({ itemId: null, kind: 'paper' }).where(eq(material.id, id))
    const { entry } = atom((await get('/nord/feed.atom')).body)
    const paper = entry.find((one) => one.title === 'Dokument: Saksliste')!
    expect(paper.link[0]!.href).toBe(`http://localhost:3000/nord/${april.meeting.slug}`)
  })

  it('tells of a change of plan, with the date that stands now only where that is its doing', async () => {
    const organiser = await as('organiser')
    await addScheduleChange(db(), organiser, april.meeting.id, { status: 'postponed', reason: { nb: 'Korona.' } })
    const { entry } = atom((await get('/nord/feed.atom')).body)
    const told = entry.find((one) => one.title.startsWith('Møtet er utsatt: '))!
    expect(told.summary).toContain('Korona.')
  })
})

describe('what nobody may read who is not signed in', () => {
  it('stands in no feed, not for those who may read it either', async () => {
    await givePresentation(db(), april.item('E-bøker'), 'Vises')
    await givePresentation(db(), april.item('E-bøker'), 'Skjult', { publishedAt: null })
    await givePresentation(db(), april.item('E-bøker'), 'For nettverket', { audience: 'members' })
    const shelved = april.item('biblioteksystem')
    await givePresentation(db(), shelved, 'På hylla')
    await giveMinutes(db(), shelved, '<p>På hylla</p>')
    await db().update(item).set({ dayId: null }).where(eq(item.id, shelved.id))
    const narrow = april.item('handlingsplan')
    await givePresentation(db(), narrow, 'Smal sak')
    await db().update(item).set({ audience: 'members' }).where(eq(item.id, narrow.id))
    await giveMinutes(db(), april.item('Digital formidling'), '<p>Hemmelig</p>', { publishedAt: null })
    const part = april.items.find((one) => one.parentId !== null)!
    await givePresentation(db(), part, 'Under en smal sak')
    await db().update(item).set({ audience: 'invited' }).where(eq(item.id, part.parentId!))
    for (const path of paths()) {
      for (const who of [null, 'member', 'owner'] as const) {
        const { body } = await get(`${path}/feed.atom`, who)
        expect(body).toContain('Vises')
        expect(body).not.toMatch(/Skjult|For nettverket|På hylla|Smal sak|Hemmelig|biblioteksystem|smal sak/)
        expect(body).not.toContain('Om handlingsplan')
      }
      expect((await posts(path)).map((one) => one.title)).toContain('Presentasjon: Vises')
      expect((await posts(path)).filter((one) => one.title.startsWith('Presentasjon: '))).toHaveLength(1)
    }
  })

  it('is gone from it at once when it is withdrawn: a file, minutes, an item, a meeting', async () => {
    const id = await givePresentation(db(), april.item('E-bøker'), 'Lysbilder')
    await giveMinutes(db(), april.item('handlingsplan'), '<p>Referat</p>')
    for (const path of paths())
      expect(await titles(path)).toEqual(expect.arrayContaining(['Presentasjon: Lysbilder', expect.stringMatching(/^Referat: /)]))
    await removeMaterial(db(), await as('organiser'), await place('E-bøker'), id)
    await db().update(minutes).set({ publishedAt: null, publishedNumber: null })
    for (const path of paths()) expect(await titles(path)).toEqual([expect.stringContaining('april 2020')])
    await setAudience(db(), await as('owner'), april.meeting.id, april.meeting.version, 'members')
    for (const path of paths().slice(0, 2)) expect(await titles(path)).toEqual([])
    for (const who of [null, 'owner'] as const) expect((await get(`${paths()[2]}/feed.atom`, who)).statusCode).toBe(404)
    await unpublish(db(), await as('owner'), april.meeting.id)
    for (const path of paths().slice(0, 2)) expect(await titles(path)).toEqual([])
    // An empty feed is a feed.
    expect(atom((await get('/nord/feed.atom')).body).updated).toMatch(moment)
  })

  it('is a file in which something was found, and one that nobody has looked through yet', async () => {
    for (const scan of ['infected', 'waiting', 'clean'] as const) {
      const id = await givePresentation(db(), april.item('E-bøker'), scan)
      const sha256 = scan.padEnd(64, '0')
      await db().update(materialVersion).set({ sha256 }).where(eq(materialVersion.materialId, id))
      await db().insert(preview).values({ networkId: world.networkId, sha256, state: 'none', scan }).onConflictDoNothing()
    }
    expect((await titles('/nord')).filter((title) => title.startsWith('Presentasjon'))).toEqual(['Presentasjon: clean'])
  })

  it('is a template', async () => {
    await db().update(meeting).set({ template: true }).where(eq(meeting.id, april.meeting.id))
    expect(await titles('/nord')).toEqual([])
    expect((await get(`/nord/${april.meeting.slug}/feed.atom`, 'owner')).statusCode).toBe(404)
  })
})

describe('asking again', () => {
  const hang = async (title: string) =>
    addAddress(db(), await as('organiser'), await place('E-bøker'), {
      ...({ description: '', locale: 'nb', audience: 'public', kind: 'link', url: 'https://example.org/' } as const),
      title,
    })
  /** As if nothing had been written for a while. */
  const settle = () => db().update(revision).set({ raisedAt: '2026-01-02T03:04:05.678Z' })

  it('with the tag costs no bytes until something changes, on any of its meetings', async () => {
    for (const path of paths())
      for (const form of ['atom', 'json']) {
        const url = `${path}/feed.${form}`
        const first = await get(url)
        const etag = String(first.headers['etag'])
        expect(etag).toMatch(/^"[\w-]+"$/)
        const same = await get(url, null, { 'if-none-match': `"other", ${etag}` })
        expect([same.statusCode, same.body, same.headers['etag']]).toEqual([304, '', etag])
        // Those who are signed in share the same.
        expect((await get(url, 'owner', { 'if-none-match': etag })).statusCode).toBe(304)
        await hang(`Nytt for ${url}`)
        const changed = await get(url, null, { 'if-none-match': etag })
        expect(changed.statusCode).toBe(200)
        expect(changed.headers['etag']).not.toBe(etag)
        expect(changed.body).toContain(`Nytt for ${url}`)
      }
  })

  it('by the date does so too, where no tag is given; a date of just now is not said', async () => {
    await hang('Nå nettopp')
    expect((await get('/nord/feed.atom')).headers['last-modified']).toBeUndefined()
    await settle()
    const first = await get('/nord/feed.atom')
    const date = String(first.headers['last-modified'])
    expect(date).toBe('Fri, 02 Jan 2026 03:04:05 GMT')
    const ask = (headers: Record<string, string>) => get('/nord/feed.atom', null, headers)
    expect((await ask({ 'if-modified-since': date })).statusCode).toBe(304)
    expect((await ask({ 'if-modified-since': 'Fri, 02 Jan 2026 03:04:04 GMT' })).statusCode).toBe(200)
    expect((await ask({ 'if-modified-since': 'no date' })).statusCode).toBe(200)
    // RFC 9110 §13.1.3: the tag decides where there is one.
    expect((await ask({ 'if-modified-since': date, 'if-none-match': '"other"' })).statusCode).toBe(200)
    await hang('Etterpå')
    expect((await ask({ 'if-modified-since': date })).statusCode).toBe(200)
  })

  it('with HEAD gives the same headers and no body', async () => {
    await settle()
    for (const path of paths()) {
      const [whole, head] = [await get(`${path}/feed.json`), await get(`${path}/feed.json`, null, {}, 'HEAD')]
      expect([head.statusCode, head.body]).toEqual([200, ''])
      for (const name of ['etag', 'last-modified', 'content-type', 'content-length'])
        expect([name, head.headers[name]]).toEqual([name, whole.headers[name]])
      expect(head.headers['last-modified']).toBeDefined()
    }
  })

  it('over a real line is answered from memory, without asking the database, in the same words', async () => {
    await settle()
    const url = `http://127.0.0.1:${(world.app.server.address() as AddressInfo).port}/nord/feed.atom`
    const fetched = (headers: Record<string, string> = {}, method = 'GET') => fetch(url, { headers, method })
    await expect
      .poll(
        async () => {
          const before = world.database.queries()
          await (await fetched()).text()
          return world.database.queries() - before
        },
        { timeout: 5000, interval: 20 },
      )
      .toBe(0)
    const before = world.database.queries()
    const first = await fetched()
    const [etag, date] = [first.headers.get('etag')!, first.headers.get('last-modified')!]
    expect((await fetched({ 'if-none-match': etag })).status).toBe(304)
    expect((await fetched({ 'if-modified-since': date })).status).toBe(304)
    expect((await fetched({ 'if-modified-since': 'Thu, 01 Jan 2026 00:00:00 GMT' })).status).toBe(200)
    const head = await fetched({}, 'HEAD')
    expect([head.status, await head.text(), head.headers.get('etag')]).toEqual([200, '', etag])
    expect(world.database.queries() - before).toBe(0)
  })
})

describe('a long life', () => {
  it('costs the same queries for one meeting and for many, and holds the newest', async () => {
    const cost = async (url: string) => {
      await get(url)
      world.ground.pages.clear()
      const before = world.database.queries()
      expect((await get(url)).statusCode).toBe(200)
      return world.database.queries() - before
    }
    await givePresentation(db(), april.item('E-bøker'), 'Lysbilder')
    const few = await cost('/nord/feed.atom')
    for (let i = 0; i < 3; i += 1) {
      april = await aprilMeeting(world)
      for (const one of april.items.slice(0, 8))
        for (let n = 0; n < 3; n += 1)
          await givePresentation(db(), one, `Fil ${n}`, { publishedAt: `2021-0${i + 1}-0${n + 1}T10:00:00Z` })
    }
    expect(await cost('/nord/feed.atom')).toBe(few)
    expect(few).toBeLessThan(12)
    expect(await titles('/nord')).toHaveLength(MOST)
  })
})

describe('the pages', () => {
  it('lead to their feeds in head and body, in the language of the page; a page that is not for all leads to none', async () => {
    const leads = (body: string, path: string) =>
      ['application/atom+xml', 'application/feed+json'].map((type) => {
        const href = `${path}/feed.${type.includes('atom') ? 'atom' : 'json'}?lang=nb`
        return [
          body.includes(`<link rel="alternate" type="${type}" href="${href}" title="Nytt fra `),
          body.includes(`class="ds-link" href="${href}"`),
        ]
      })
    const both = [
      [true, true],
      [true, true],
    ]
    for (const path of paths()) expect([path, leads((await get(path)).body, path)]).toEqual([path, both])
    await setAudience(db(), await as('owner'), april.meeting.id, april.meeting.version, 'members')
    const { body } = await get(paths()[2]!, 'member')
    expect(body).toContain('Følg møtet')
    expect(body).not.toContain('feed.atom')
  })
})
