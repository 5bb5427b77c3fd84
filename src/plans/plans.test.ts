import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { action } from '#actions/tables.ts'
import { membership, organisation } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { formIn } from '../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { passTheDay } from './jobs.ts'
import { listLinks } from './links/reads.ts'
import { listMeasureNames } from './names/reads.ts'
import { readPlan } from './reads.ts'
import { indicator, measure, measureUpdate, plan, reading } from './tables.ts'

let world: World
const home = '/nord/plans'
const base = `${home}/handlingsplan`
const network = () => ({ id: world.networkId, slug: 'nord', timezone: 'Europe/Oslo' })
const get = async (who: Who | null, url = base) => (await world.as(who, { url })).body
const status = async (who: Who | null, url = base) => (await world.as(who, { url })).statusCode
const send = (who: Who, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })
const view = async (who: Who | null = 'organiser') =>
  readPlan(world.ground.db, await world.actor(who), network(), 'handlingsplan')
const first = async () => (await view()).goals[0]!.measures[0]!

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

describe('a plan', () => {
  it('is made by organisers, and nobody else knows of it until it is published', async () => {
    const fields = { ...formIn(await get('organiser', `${home}/new`), `${home}/new`), 'title/nb': '' }
    const refused = await send('organiser', `${home}/new`, { ...fields, 'description/nb': 'Står her', ends: '2019-01-01' })
    expect(refused.statusCode).toBe(422)
    expect(formIn(refused.body, `${home}/new`)).toMatchObject({ 'description/nb': 'Står her', ends: '2019-01-01' })
    const made = await send('organiser', `${home}/new`, { ...fields, 'title/nb': 'Handlingsplan', audience: 'members' })
    expect([made.statusCode, made.headers['location']]).toEqual([303, `${base}/edit`])
    for (const who of ['member', 'outsider', null] as const) {
      expect(await status(who)).toBe(404)
      expect(await get(who, home)).not.toContain('Handlingsplan')
    }
    expect(await get('organiser', home)).toContain('Handlingsplan')
    await send('organiser', `${base}/publish`, { published: 'yes' })
    expect([await status('member'), await status('outsider'), await status(null)]).toEqual([200, 404, 404])
    await send('organiser', `${base}/edit`, {
      ...formIn(await get('organiser', `${base}/edit`), `${base}/edit`),
      audience: 'public',
    })
    expect([await status('outsider'), await status(null)]).toEqual([200, 200])
  })

  it('gets goals and measures in an order that can be changed, and what is taken away comes back', async () => {
    for (const title of ['Lesing', 'Samarbeid']) await send('organiser', `${base}/goals`, { title })
    const [reads, together] = (await view()).goals
    for (const title of ['Leselyst', 'Sommerles']) await send('organiser', `${base}/measures`, { goal: reads!.id, title })
    await send('organiser', `${base}/measures`, { goal: together!.id, title: 'Felles katalog' })
    const numbers = async () =>
      (await view()).goals.flatMap((one) => one.measures.map((each) => `${each.number} ${each.title.nb}`))
    expect(await numbers()).toEqual(['1.1 Leselyst', '1.2 Sommerles', '2.1 Felles katalog'])
    await send('organiser', `${base}/goals/${together!.id}/move`, { to: 'up' })
    await send('organiser', `${(await view()).goals[1]!.measures[1]!.path}/move`, { to: 'up' })
    expect(await numbers()).toEqual(['1.1 Felles katalog', '2.1 Sommerles', '2.2 Leselyst'])
    await send('organiser', `${base}/goals/${together!.id}/remove`, {})
    expect(await numbers()).toEqual(['1.1 Sommerles', '1.2 Leselyst'])
    await send('organiser', `${base}/goals/restore`, { id: together!.id })
    expect(await numbers()).toHaveLength(3)
    const empty = await send('organiser', `${base}/goals`, { title: ' ' })
    expect([empty.statusCode, empty.body.includes('Skriv en tittel')]).toEqual([422, true])
  })

  it('merges what two have changed of a measure, and asks where they disagree', async () => {
    const url = `${(await first()).path}/edit`
    const [mine, theirs] = [formIn(await get('organiser', url), url), formIn(await get('owner', url), url)]
    await send('owner', url, { ...theirs, weight: '2' })
    expect((await send('organiser', url, { ...mine, 'title/nn': 'Felles katalog' })).statusCode).toBe(303)
    expect(await first()).toMatchObject({ weight: 2, title: { nb: 'Felles katalog', nn: 'Felles katalog' } })
    const asked = await send('organiser', url, { ...mine, weight: '3' })
    expect(asked.statusCode).toBe(409)
    expect(formIn(asked.body, url)).toMatchObject({ weight: '3', ask: 'weight' })
  })

  it('keeps what a period was when it is moved, and why', async () => {
    const { path } = await first()
    const move = async (period: Record<string, string>) =>
      send('organiser', `${path}/period`, { version: String((await first()).version), ...period })
    await move({ starts: '2020-01-01', ends: '2020-06-19' })
    await move({ starts: '2020-01-01', ends: '2020-11-01', reason: 'Stengt i våren.' })
    expect((await move({ starts: '2021-01-01', ends: '2020-01-01' })).statusCode).toBe(422)
    const silent = await move({ starts: '2020-01-01', ends: '2020-12-24' })
    expect([silent.statusCode, silent.body.includes('Skriv hvorfor perioden flyttes.')]).toEqual([422, true])
    const stale = await send('organiser', `${path}/period`, { version: '1', starts: '2022-01-01', ends: '' })
    expect([stale.statusCode, formIn(stale.body, `${path}/period`)['starts']]).toEqual([422, '2022-01-01'])
    const shown = await get(null, path)
    expect(shown).toMatch(/1\. januar.{1,3}1\. november 2020/)
    expect(shown).toMatch(/Var 1\. januar.{1,3}19\. juni 2020, flyttet/)
    expect(shown).toContain('Stengt i våren.')
    // Who moved it is told to members.
    expect([shown.includes('Test organiser'), (await get('member', path)).includes('Test organiser')]).toEqual([false, true])
    expect((await view()).rolled).toMatchObject({ overdue: 1, measures: 3, percent: 0 })
  })
})

describe('a measure', () => {
  const tell = async (who: Who, form: Record<string, string>) => {
    const { path, version } = await first()
    return send(who, `${path}/updates`, { version: String(version), progress: '', ...form })
  }

  it('is told of by those it rests with, and by no other member', async () => {
    expect((await tell('member', { text: 'I rute', status: 'under_way' })).statusCode).toBe(403)
    expect(await get('member', (await first()).path)).not.toContain('/updates"')
    const libraryId = newId()
    const { db } = world.ground
    await db
      .insert(organisation)
      .values({ id: libraryId, networkId: world.networkId, name: { nb: 'Alta bibliotek' }, type: 'public' })
    await db.update(membership).set({ organisationId: libraryId }).where(eq(membership.personId, world.people.member.id))
    await send('organiser', `${(await first()).path}/owners`, { owner: `organisation:${libraryId}`, role: 'owner' })
    expect((await tell('member', { text: 'I rute', status: 'under_way', progress: '40' })).statusCode).toBe(303)
    expect(await first()).toMatchObject({ status: 'under_way', progress: 40, comeTo: { percent: 40, from: 'said' } })
    const shown = await get(null, (await first()).path)
    for (const words of ['I rute', 'Alta bibliotek', '40']) expect(shown).toContain(words)
    expect(shown).not.toContain('Test member')
    expect((await tell('outsider', { text: 'Hei', status: 'done' })).statusCode).toBe(403)
  })

  it('says why it has come to a halt, and keeps what was typed when somebody else was first', async () => {
    const why = await tell('member', { text: '', status: 'blocked' })
    expect([why.statusCode, why.body.includes('Skriv hvorfor')]).toEqual([422, true])
    const { path, version } = await first()
    await tell('organiser', { text: 'Venter på råd', status: 'blocked' })
    expect(await first()).toMatchObject({ status: 'blocked', reason: 'Venter på råd', shown: 'blocked', overdue: true })
    const late = await send('member', `${path}/updates`, {
      version: String(version),
      text: 'Ferdig!',
      status: 'done',
      progress: '',
    })
    expect([late.statusCode, formIn(late.body, `${path}/updates`)['text']]).toEqual([409, 'Ferdig!'])
  })

  it('lets its owners take back what they told themselves', async () => {
    const { path } = await first()
    const said = await world.ground.db.select().from(measureUpdate)
    const theirs = said.find((one) => one.by === world.people.organiser.id)!
    const own = said.find((one) => one.by === world.people.member.id)!
    expect((await send('member', `${path}/updates/remove`, { id: theirs.id })).statusCode).toBe(403)
    await send('member', `${path}/updates/remove`, { id: own.id })
    expect(await get(null, path)).not.toContain('I rute')
    await send('member', `${path}/updates/restore`, { id: own.id })
    expect(await get(null, path)).toContain('I rute')
  })

  it('has indicators that are read on a day; a wrong reading is taken back', async () => {
    const { id, path } = await first()
    const url = `${base}/indicators/new?measure=${id}`
    const fields = {
      ...formIn(await get('organiser', url), `${base}/indicators`),
      'name/nb': 'Svar',
      'unit/nb': 'kommuner',
      kind: 'share',
      target: '100',
    }
    expect((await send('organiser', `${base}/indicators`, { ...fields, target: 'mange' })).statusCode).toBe(422)
    await send('organiser', `${base}/indicators`, fields)
    const [made] = await world.ground.db.select().from(indicator)
    const readings = `${base}/indicators/${made!.id}/readings`
    expect((await send('member', readings, { on: '2020-05-29', value: '41', of: '39', note: '' })).statusCode).toBe(422)
    const ahead = await send('member', readings, { on: '2999-01-01', value: '39', of: '39', note: '' })
    expect([ahead.statusCode, ahead.body]).toEqual([422, expect.stringContaining('Dagen har ikke vært ennå.')])
    await send('member', readings, { on: '2020-10-05', value: '27', of: '39', note: 'Purret' })
    await send('member', readings, { on: '2020-10-06', value: '30', of: '39', note: '' })
    const [, wrong] = await world.ground.db.select().from(reading).orderBy(reading.on)
    await send('member', `${readings}/remove`, { id: wrong!.id })
    const shown = await get(null, path)
    expect(shown).toContain('27 av 39 kommuner (69')
    expect(shown).not.toContain('30 av 39')
    // Nobody says how far it has come any more: then the indicators do.
    await world.ground.db.update(measure).set({ progress: null, status: 'under_way' }).where(eq(measure.id, id))
    expect((await first()).comeTo).toEqual({ percent: 69, from: 'indicators' })
  })

  it('is followed by the actions that say they are steps of it, tied here or in their own form', async () => {
    const { id, path } = await first()
    const [row] = await world.ground.db
      .insert(action)
      .values({ networkId: world.networkId, locale: 'nb', text: 'Ringe leverandøren' })
      .returning()
    const measures = async () => (await world.ground.db.select({ of: action.measureId }).from(action)).map((one) => one.of)
    expect(await get('organiser', `${path}/links?q=ringe`)).toContain('Ringe leverandøren')
    const tie = { kind: 'action', subject: row!.id }
    await send('organiser', `${path}/links`, { ...tie, q: '' })
    expect(await measures()).toEqual([id])
    expect(await get('organiser', path)).toContain('Ringe leverandøren')
    expect(await get('organiser', '/nord/actions?view=measures')).toContain('Ringe leverandøren')
    expect(await get('organiser', `${path}/links`)).toContain('links/remove')
    await send('organiser', `${path}/links/remove`, tie)
    expect(await measures()).toEqual([null])
    expect(await get('organiser', path)).not.toContain('Ringe leverandøren')
    await world.ground.db.delete(action)
  })

  it('is tied to what was on at a meeting, and a draft shows to nobody through it', async () => {
    const { id, path } = await first()
    const organiser = await world.actor('organiser')
    const text = 'Ledermøte\n\nOnsdag 6. mai 2026\n\n09.00 – 10.00 Om katalogen\n10.00 – 10.15 Pause\n'
    const held = await createMeetingFromText(world.ground.db, organiser, world.networkId, text, {})
    const found = await get('organiser', `${path}/links?q=katalogen`)
    const { kind, subject } = formIn(found, `${path}/links`) as Record<string, string>
    // The page's first form with this address is the search; the ties are posted.
    const itemId = subject ?? /name="subject" value="([^"]+)"/.exec(found)![1]!
    await send('organiser', `${path}/links`, { kind: kind ?? 'item', subject: itemId, q: '' })
    expect(await get('organiser', path)).toContain('Om katalogen')
    expect(await get(null, path)).not.toContain('Om katalogen')
    await world.as('organiser', { url: `/nord/${held.slug}/publish`, form: {} })
    expect(await get(null, path)).toContain('Om katalogen')
    // The item says so too, to those who read the plan.
    const [at] = await listLinks(world.ground.db, organiser, network(), (await view()).plan.id, id)
    expect(await get(null, at!.path)).toContain(`href="${path}"`)
    await send('organiser', `${base}/publish`, { published: 'no' })
    expect(await get(null, at!.path)).not.toContain(`href="${path}"`)
    expect(await get('organiser', at!.path)).toContain('1.1')
    await send('organiser', `${base}/publish`, { published: 'yes' })
    expect((await listMeasureNames(world.ground.db, organiser, network(), [id]))[0]).toMatchObject({ number: '1.1', id })
  })
})

describe('the page of a plan', () => {
  it('tells how it stands by counts beside the percentage, as a table and as bars', async () => {
    const shown = await get(null)
    expect(shown).toContain('2 mål, 3 tiltak')
    expect(shown).toMatch(/2 ikke begynt · 1 over fristen · \d+\s% gjort/)
    expect(shown).toContain('<th scope="rowgroup"')
    const chart = await get(null, `${base}?show=chart`)
    expect(chart).toMatch(
      /<svg class="sm-statebar"[^>]*role="img"[^>]*><title[^>]*>[^<]+<\/title><desc[^>]*>1 over fristen<\/desc>/,
    )
    expect(chart).not.toContain('<table')
  })

  it('stands in all languages, as a wheel and for the room', async () => {
    for (const url of [base, `${base}/updates`, `${base}/show`, `${base}/year/2020`, (await first()).path])
      for (const lang of ['nb', 'nn', 'en']) expect(await status(null, `${url}?lang=${lang}`)).toBe(200)
    const wheel = await get(null, `${base}/year/2020`)
    expect(wheel).toContain('Skal være ferdig 1. november')
    expect(await status(null, `${base}/year/tull`)).toBe(404)
  })

  it('is another for visitors every day, and stays kept until it is over', async () => {
    const { db } = world.ground
    await db
      .update(measure)
      .set({ ends: '2030-05-05' })
      .where(eq(measure.id, (await first()).id))
    const etag = async () => (await world.as(null, { url: base })).headers['etag']
    const before = await etag()
    await passTheDay(db, Temporal.Instant.from('2030-05-05T21:00:00Z'))
    expect(await etag()).toBe(before)
    await passTheDay(db, Temporal.Instant.from('2030-05-05T22:30:00Z'))
    const after = await etag()
    expect(after).not.toBe(before)
    // Any day: the page says as of which it is.
    await passTheDay(db, Temporal.Instant.from('2030-06-05T21:30:00Z'))
    expect(await etag()).toBe(after)
    await passTheDay(db, Temporal.Instant.from('2030-06-05T22:07:00Z'))
    expect(await etag()).not.toBe(after)
  })

  it('goes whole and comes back', async () => {
    await send('organiser', `${base}/remove`, {})
    expect([await status('organiser'), await status(null)]).toEqual([404, 404])
    const [row] = await world.ground.db.select().from(plan)
    await send('organiser', `${home}/restore`, { id: row!.id })
    expect(await status(null)).toBe(200)
  })
})

describe('the address of a plan', () => {
  const rename = async (from: string, to: string) => {
    const url = `${home}/${from}/edit`
    return send('organiser', url, { ...formIn(await get('organiser', url), url), slug: to })
  }

  it('leads on when the plan gets another, for those who may read it, and is never another plan’s', async () => {
    const { path } = await first()
    const open = formIn(await get('organiser', `${base}/edit`), `${base}/edit`)
    expect((await rename('handlingsplan', 'plan-2020')).headers['location']).toBe(`${home}/plan-2020`)
    const answer = await world.as(null, { url: `${base}?show=chart` })
    expect([answer.statusCode, answer.headers['location']]).toEqual([301, `${home}/plan-2020?show=chart`])
    const measured = await world.as(null, { url: path })
    expect(measured.headers['location']).toBe(path.replace('handlingsplan', 'plan-2020'))
    expect(await status(null, measured.headers['location'] as string)).toBe(200)
    // What was being written when the address changed is still taken.
    const late = await send('organiser', `${base}/edit`, { ...open, 'title/nb': 'Handlingsplanen', slug: 'plan-2020' })
    expect([late.statusCode, late.headers['location']]).toEqual([303, `${home}/plan-2020`])

    const fields = formIn(await get('organiser', `${home}/new`), `${home}/new`)
    const other = await send('organiser', `${home}/new`, { ...fields, 'title/nb': 'Handlingsplan' })
    expect(other.headers['location']).toBe(`${home}/handlingsplan-2/edit`)
    const taken = await rename('handlingsplan-2', 'handlingsplan')
    expect([taken.statusCode, taken.body.includes('En annen plan har denne adressen')]).toEqual([422, true])
    // A draft's earlier address tells nobody of it.
    await rename('handlingsplan-2', 'utkast')
    expect(await status('organiser', `${home}/handlingsplan-2`)).toBe(301)
    expect(await status(null, `${home}/handlingsplan-2`)).toBe(404)
    // It may be called again what it was.
    await rename('plan-2020', 'handlingsplan')
    expect(await status(null)).toBe(200)
    expect(await status(null, `${home}/plan-2020`)).toBe(301)
  })
})
