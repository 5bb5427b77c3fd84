import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { material, materialVersion } from '#materials/tables.ts'
import { type Audience, day, invitation, meeting, scheduleChange } from '#meeting/tables.ts'
import { network } from '#network/tables.ts'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { installationSubject, meetingSubject, meetingsOf } from '#platform/live/subjects.ts'
import { item } from '#programme/tables.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { networkBySlug } from '../reads.ts'
import { readHome } from './reads.ts'
import { cursorText, listQuery } from './rules.ts'

let world: World
let published: string

type Given = Partial<typeof meeting.$inferInsert> & { slug: string }
async function add({ slug, ...given }: Given): Promise<string> {
  const [row] = await world.ground.db
    .insert(meeting)
    .values({ networkId: world.networkId, slug, title: { nb: `Møtet ${slug}` }, publishedAt: '2020-01-01T00:00:00Z', ...given })
    .returning({ id: meeting.id })
  return row!.id
}
const at = (day: string) => ({ startsAt: `${day}T08:00:00Z`, endsAt: `${day}T13:00:00Z` })
const home = async (who: Who | null, path = '/nord') => (await world.as(who, { url: path })).body

beforeAll(async () => {
  world = await makeWorld()
  published = await add({ slug: 'var-2020', ...at('2020-04-29'), seriesId: world.seriesId })
  await add({ slug: 'host-2019', ...at('2019-10-09'), seriesId: world.seriesId })
  await add({ slug: 'lenge-siden', ...at('2011-01-31') })
  await add({ slug: 'medlemsmote', ...at('2020-02-01'), audience: 'members' })
  const invited = await add({ slug: 'inviterte', ...at('2020-02-02'), audience: 'invited' })
  await world.ground.db
    .insert(invitation)
    .values({ networkId: world.networkId, meetingId: invited, personId: world.people.outsider.id })
  await add({ slug: 'utkastet', publishedAt: null, ...at('2099-01-01') })
  await add({ slug: 'slettet', deletedAt: '2020-01-01T00:00:00Z', ...at('2020-03-03') })
  const off = await add({ slug: 'avlyst', ...at('2099-03-01') })
  await world.ground.db.insert(scheduleChange).values({ networkId: world.networkId, meetingId: off, status: 'cancelled' })
  await add({ slug: 'neste', ...at('2099-04-01') })
  await add({ slug: 'uten-dato' })
})
afterAll(() => world.end())

describe('the home page', () => {
  it.each<[Who | null, string[], string[]]>([
    [null, ['var-2020', 'host-2019', 'neste', 'uten-dato'], ['medlemsmote', 'inviterte', 'utkastet', 'slettet']],
    ['outsider', ['var-2020', 'inviterte'], ['medlemsmote', 'utkastet']],
    ['member', ['var-2020', 'medlemsmote'], ['inviterte', 'utkastet', 'slettet']],
    ['organiser', ['var-2020', 'medlemsmote', 'inviterte', 'utkastet'], ['slettet']],
    ['owner', ['var-2020', 'medlemsmote', 'inviterte', 'utkastet'], ['slettet']],
  ])('shows %s what is theirs', async (who, seen, unseen) => {
    const page = await home(who)
    for (const slug of seen) expect(page, slug).toContain(`href="/nord/${slug}"`)
    for (const slug of unseen) expect(page, slug).not.toContain(slug)
  })
  it('has one h1, and the next meeting is the first that will take place', async () => {
    const page = await home(null)
    expect(page.match(/<h1/g)?.length).toBe(1)
    expect(/id="next"[^>]*><a href="([^"]*)"/.exec(page)?.[1]).toBe('/nord/neste')
    expect(page.slice(page.indexOf('id="ahead"'))).toContain('Avlyst')
  })
  it('marks drafts apart', async () => {
    const page = await home('organiser')
    expect(page.slice(page.indexOf('id="drafts"'), page.indexOf('id="ahead"'))).toContain('utkastet')
    expect(page.slice(0, page.indexOf('id="drafts"'))).not.toContain('utkastet')
  })
  it('leads to each year that has meetings, and to no other', async () => {
    const page = await home(null)
    expect([...page.matchAll(/href="\/nord\?year=(\d+)"/g)].map((match) => match[1])).toEqual(['2020', '2019', '2011'])
    const year = await home(null, '/nord?year=2011')
    expect(year).toContain('lenge-siden')
    expect(year).not.toContain('var-2020')
  })
  it('takes nonsense in the address for nothing', async () => {
    expect(listQuery.parse({ year: 'x', before: '2020-99-99T00:00Z_no' })).toEqual({ year: undefined, before: undefined })
    expect((await world.as(null, { url: '/nord?year=abc&before=%27' })).statusCode).toBe(200)
  })
  it('is not found where there is no network', async () => {
    expect((await world.as(null, { url: '/sor' })).statusCode).toBe(404)
  })
})

describe('what is new', () => {
  const put = async (
    audience: Audience,
    title: string,
    given: Partial<typeof material.$inferInsert> = {},
    under: Partial<typeof item.$inferInsert> = {},
  ) => {
    const dayId = newId()
    const itemId = newId()
    await world.ground.db.insert(day).values({ id: dayId, networkId: world.networkId, meetingId: published, position: 1 })
    await world.ground.db.insert(item).values({
      id: itemId,
      networkId: world.networkId,
      meetingId: published,
      dayId,
      position: 1,
      kind: 'talk',
      title: { nb: title },
      ...under,
    })
    const materialId = newId()
    const versionId = newId()
    await world.ground.db.insert(material).values({
      id: materialId,
      networkId: world.networkId,
      meetingId: published,
      itemId,
      kind: 'presentation',
      title: { nb: title },
      position: 1,
      audience,
      currentVersionId: versionId,
      publishedAt: '2020-05-06T12:00:00Z',
      ...given,
    })
    await world.ground.db.insert(materialVersion).values({
      id: versionId,
      networkId: world.networkId,
      materialId,
      number: 1,
      sha256: 'x',
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      size: 1,
      pages: 18,
    })
    await inTransaction(world.ground.db, (tx) => raise(tx, [meetingSubject(published)]))
    return itemId
  }
  it('shows published material of items, each to its audience', async () => {
    expect(await home(null)).not.toContain('id="news"')
    await put('public', 'Om e-bøker')
    await put('members', 'For medlemmene')
    await put('public', 'Ikke ennå', { publishedAt: null })
    await put('public', 'Lukket sak', {}, { audience: 'members' })
    const parentId = await put('public', 'Lukket overskrift', {}, { audience: 'invited' })
    await put('public', 'Under lukket', {}, { parentId })
    const visitor = await home(null)
    expect(visitor).toContain('Nytt fra møtet 29. april')
    expect(visitor).toContain('Om e-bøker')
    expect(visitor).toContain('Presentasjon, 18 sider')
    for (const hidden of ['For medlemmene', 'Ikke ennå', 'Lukket sak', 'Lukket overskrift', 'Under lukket'])
      expect(visitor, hidden).not.toContain(hidden)
    const member = await home('member')
    for (const shown of ['Om e-bøker', 'For medlemmene', 'Lukket sak']) expect(member, shown).toContain(shown)
    for (const hidden of ['Ikke ennå', 'Lukket overskrift', 'Under lukket']) expect(member, hidden).not.toContain(hidden)
    expect(await home('owner')).toContain('Under lukket')
  })
})

describe('a shared page', () => {
  it('is answered from memory until a meeting is published', async () => {
    const first = await world.as(null, { url: '/nord' })
    const etag = first.headers.etag as string
    const again = await world.as(null, { url: '/nord', headers: { 'if-none-match': etag } })
    expect(again.statusCode).toBe(304)
    await add({ slug: 'helt-nytt', ...at('2020-06-01') })
    await inTransaction(world.ground.db, (tx) => raise(tx, [meetingsOf(world.networkId)]))
    const after = await world.as(null, { url: '/nord', headers: { 'if-none-match': etag } })
    expect(after.statusCode).toBe(200)
    expect(after.body).toContain('helt-nytt')
  })
})

describe('a series', () => {
  it('has its own meetings only', async () => {
    const page = await home(null, '/nord/series/ledermote')
    expect(page).toContain('Ledermøte')
    expect(page).toContain('/nord/var-2020')
    expect(page).toContain('/nord/host-2019')
    expect(page).not.toContain('lenge-siden')
    expect((await world.as(null, { url: '/nord/series/finnes-ikke' })).statusCode).toBe(404)
  })
})

describe('the front page', () => {
  it('is the network’s home while there is one, and a list when there are more', async () => {
    const one = await home(null, '/')
    expect(one).toContain('rel="canonical" href="http://localhost:3000/nord"')
    expect(one).toContain('var-2020')
    const [made] = await world.ground.db
      .insert(network)
      .values({ slug: 'vest', name: { nb: 'Bibliotek i vest' } })
      .returning()
    await inTransaction(world.ground.db, (tx) => raise(tx, [installationSubject]))
    const several = await home(null, '/')
    for (const shown of ['href="/nord"', 'href="/vest"', '/nord/neste']) expect(several).toContain(shown)
    expect(several).not.toContain('utkastet')
    expect(await home('operator', '/')).toContain('/networks/new')
    expect(several).not.toContain('/networks/new')
    await world.ground.db.delete(network).where(eq(network.id, made!.id))
  })
  it('is friendly where there is nothing', async () => {
    const empty = await makeWorld()
    await empty.ground.db.delete(network)
    expect((await empty.as(null, { url: '/' })).body).toContain('Ingen nettverk er laget her ennå')
    expect((await empty.as('operator', { url: '/' })).body).toContain('Lag et nettverk')
    await empty.end()
  })
})

describe('with fifty thousand meetings', () => {
  const timed = async (who: Who | null, query = {}) => {
    const actor = await world.actor(who)
    const row = (await networkBySlug(world.ground.db, 'nord'))!
    const once = async () => {
      const before = performance.now()
      await readHome(world.ground.db, actor, row, query, 'nb')
      return performance.now() - before
    }
    for (let i = 0; i < 3; i++) await once()
    const runs = []
    for (let i = 0; i < 7; i++) runs.push(await once())
    const queries = world.database.queries()
    await once()
    return { ms: runs.sort((a, b) => a - b)[3]!, queries: world.database.queries() - queries }
  }
  it('costs what it costs with ten, for visitors too when all but a few are hidden', { timeout: 120_000 }, async () => {
    const few = { visitor: await timed(null), member: await timed('member'), organiser: await timed('organiser') }
    // Half are for members, half belong to the series; a thousand a year.
    await world.database.pool.query(
      `insert into meeting (id, network_id, series_id, slug, title, starts_at, ends_at, published_at, audience)
       select gen_random_uuid(), $1, case when n % 2 = 0 then $2::uuid end, 'm' || n, '{"nb":"Mange"}',
         timestamptz '1970-01-01' + n * interval '8 hours', timestamptz '1970-01-01' + n * interval '8 hours' + interval '1 hour', now(), 'members'
       from generate_series(1, 50000) n`,
      [world.networkId, world.seriesId],
    )
    await world.database.pool.query('analyze meeting')
    const many = { visitor: await timed(null), member: await timed('member'), organiser: await timed('organiser') }
    for (const who of ['visitor', 'member', 'organiser'] as const) {
      expect(many[who].queries, who).toBe(few[who].queries)
      // A ratio with room for a busy machine; reading all of them costs some fifty times as much.
      expect(many[who].ms, `${who}: ${JSON.stringify({ few: few[who], many: many[who] })}`).toBeLessThan(few[who].ms * 4 + 25)
    }
    const deep = await timed(
      'member',
      listQuery.parse({ year: '1999', before: cursorText({ startsAt: '1999-03-01T00:00:00Z', id: newId() }) }),
    )
    expect(deep.ms).toBeLessThan(few.member.ms * 4 + 25)
  })
  it('pages through a year without losing or repeating one', async () => {
    const seen: string[] = []
    let path: string | undefined = '/nord?year=1999'
    while (path) {
      const page: string = await home('member', path)
      seen.push(...[...page.matchAll(/href="\/nord\/(m\d+)"/g)].map((match) => match[1]!))
      path = /href="(\/nord\?year=1999&amp;before=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(new Set(seen).size).toBe(seen.length)
    const [{ n }] = (
      await world.database.pool.query(
        `select count(*)::int as n from meeting where timezone('Europe/Oslo', starts_at) >= '1999-01-01' and timezone('Europe/Oslo', starts_at) < '2000-01-01'`,
      )
    ).rows
    expect(seen.length).toBe(n)
    expect(n).toBeGreaterThan(1000)
  })
})
