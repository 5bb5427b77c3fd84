import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '#actor.ts'
import { type ItemRow, type MeetingRow, meetingById } from '#meeting/reads.ts'
import { day, meeting, meetingRole } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { item } from '#programme/tables.ts'
import { attendance } from '#registration/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import type { MinutesNode } from '../document.ts'
import type { OutcomeGiven } from '../outcome/forms.ts'
import { setOutcomes } from '../outcome/writes.ts'
import { approve, reopen } from '../state/writes.ts'
import { closing, itemOutcome, minutes } from '../tables.ts'
import { layDownPen, save } from '../writes.ts'
import { readClosing } from './reads.ts'
import { close, openAgain, takeAll } from './writes.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

interface Stage {
  readonly meeting: MeetingRow
  readonly items: readonly ItemRow[]
  readonly path: string
}
let stage: Stage
let organiser: Actor
beforeEach(async () => {
  stage = await furnish()
  organiser = await world.actor('organiser', stage.meeting.id)
})

async function furnish(set: Partial<typeof meeting.$inferInsert> = {}, titles = ['Om planen', 'Om e-bøker']): Promise<Stage> {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  const own = { id: meetingId, networkId, slug, title: { nb: `Ledermøte ${slug}` }, publishedAt: '2020-01-01T00:00:00Z' }
  await db.insert(meeting).values({ ...own, startsAt: '2020-04-29T07:00:00Z', ...set })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const items = await db
    .insert(item)
    .values(
      titles.map((title, position) => ({
        ...{ networkId, meetingId, dayId, position, kind: 'talk' as const, expectsMinutes: true },
        title: { nb: title },
      })),
    )
    .returning()
  return { meeting: (await meetingById(db, meetingId))!, items, path: `/${world.networkSlug}/${slug}` }
}

const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
async function write(at: number, ...content: MinutesNode[]): Promise<number> {
  const { db } = world.ground
  const place = { meeting: stage.meeting, item: stage.items[at]! }
  const [row] = await db.select().from(minutes).where(eq(minutes.itemId, place.item.id))
  const given = { basedOn: row?.number ?? 0, window: 'window-a', edit: null, document: { type: 'doc', content }, take: true }
  const { number } = await save(db, organiser, place, given)
  await layDownPen(db, organiser, place, 'window-a')
  return number
}
const said = (at: number, kind: OutcomeGiven['kind'], more: Partial<OutcomeGiven> = {}): OutcomeGiven => ({
  ...{ itemId: stage.items[at]!.id, kind, toMeetingId: null, referredTo: null },
  ...more,
})
const say = (...given: OutcomeGiven[]) => setOutcomes(world.ground.db, organiser, stage.meeting.id, given)
const outcomes = () => world.ground.db.select().from(itemOutcome).where(eq(itemOutcome.meetingId, stage.meeting.id))
const whether = async () => (await meetingById(world.ground.db, stage.meeting.id))!.closedAt !== null
const itemPage = (at: number) => `${stage.path}/${stage.items[at]!.publicId}-${at === 0 ? 'om-planen' : 'om-e-boker'}`

describe('outcomes', () => {
  test('are said and said anew by those who write, for items of the meeting and meetings of the network', async () => {
    const next = await furnish({ startsAt: '2035-01-01T08:00:00Z' })
    expect(await say(said(0, 'decided'), said(1, 'postponed', { toMeetingId: next.meeting.id }))).toBe(2)
    expect(await say(said(0, 'decided'))).toBe(0)
    expect(await say(said(0, 'noted'))).toBe(1)
    expect((await outcomes()).map(({ kind, byName }) => [kind, byName]).sort()).toEqual([
      ['noted', 'Test organiser'],
      ['postponed', 'Test organiser'],
    ])
    const member = await world.actor('member', stage.meeting.id)
    await expect(setOutcomes(world.ground.db, member, stage.meeting.id, [said(0, 'none')])).rejects.toBeInstanceOf(NotFound)
    await expect(say({ ...said(0, 'none'), itemId: next.items[0]!.id })).rejects.toBeInstanceOf(NotFound)
    for (const toMeetingId of [newId(), stage.meeting.id])
      await expect(say(said(0, 'postponed', { toMeetingId }))).rejects.toMatchObject({ fields: expect.anything() })
  })

  test('are told to readers when the minutes are published or the meeting is closed, and to writers at once', async () => {
    const next = await furnish({ startsAt: '2035-01-01T08:00:00Z' })
    await say(said(0, 'postponed', { toMeetingId: next.meeting.id }), said(1, 'withdrawn'))
    const seen = async (who: 'organiser' | null) =>
      (await world.as(who, { url: itemPage(0) })).body.includes('data-state="postponed"')
    expect([await seen('organiser'), await seen(null)]).toEqual([true, false])
    await close(world.ground.db, organiser, stage.meeting.id)
    expect(await seen(null)).toBe(true)
    const page = (await world.as(null, { url: itemPage(0) })).body
    expect(page).toContain(`href="${next.path}"`)
  })

  test('of a meeting that is a draft are not led to for those who may not know of it', async () => {
    const next = await furnish({ startsAt: '2035-01-01T08:00:00Z', publishedAt: null })
    await say(said(0, 'postponed', { toMeetingId: next.meeting.id }), said(1, 'none'))
    await close(world.ground.db, organiser, stage.meeting.id)
    expect((await world.as('organiser', { url: itemPage(0) })).body).toContain(next.path)
    const page = (await world.as(null, { url: itemPage(0) })).body
    expect(page).toContain('data-state="postponed"')
    expect(page).not.toContain(next.path)
  })

  test('stay as they are once minutes are approved with one', async () => {
    const number = await write(0, paragraph('Ja.'))
    await say(said(0, 'noted'))
    await approve(world.ground.db, organiser, { meeting: stage.meeting, item: stage.items[0]! }, number)
    await expect(say(said(0, 'decided'))).rejects.toEqual(new Refused('minutes_is_approved'))
    const other = await write(1, paragraph('Ja.'))
    await approve(world.ground.db, organiser, { meeting: stage.meeting, item: stage.items[1]! }, other)
    expect(await say(said(1, 'decided'))).toBe(1)
  })
})

describe('closing', () => {
  test('waits for every outcome, names what is to be mended with the way there, and keeps a trace', async () => {
    const { db } = world.ground
    const blockId = newId()
    await write(0, { type: 'action', attrs: { id: blockId, who: null, due: null }, content: [paragraph('Sende planen.')] })
    await expect(close(db, organiser, stage.meeting.id)).rejects.toEqual(new Refused('closing_outcomes_missing'))
    const lacks = async () => (await readClosing(db, organiser, stage.meeting)).lacks.map((lack) => lack.is)
    expect(await lacks()).toEqual(['outcome', 'owner', 'outcome', 'minutes', 'nobody'])
    const page = (await world.as('organiser', { url: `${stage.path}/closing` })).body
    for (const href of [
      `#outcome-${stage.items[0]!.publicId}`,
      `${stage.path}/decisions/${stage.items[0]!.publicId}/${blockId}`,
      `${itemPage(1)}/minutes`,
      `${stage.path}/attendance`,
    ])
      expect(page).toContain(`href="${href}"`)
    const someone = { networkId: world.networkId, meetingId: stage.meeting.id, name: 'Kari' }
    await db.insert(attendance).values({ ...someone, presence: 'present', mode: 'onsite', own: false })
    await say(said(0, 'action'), said(1, 'none'))
    expect(await lacks()).toEqual(['owner', 'minutes'])
    await close(db, organiser, stage.meeting.id)
    expect(await whether()).toBe(true)
    await expect(say(said(0, 'noted'))).rejects.toEqual(new Refused('closing_is_closed'))
    await openAgain(db, organiser, stage.meeting.id)
    expect(await whether()).toBe(false)
    const trail = await db.select().from(closing).where(eq(closing.meetingId, stage.meeting.id)).orderBy(asc(closing.at))
    expect(trail.map(({ act, byName }) => [act, byName])).toEqual([
      ['closed', 'Test organiser'],
      ['reopened', 'Test organiser'],
    ])
  })

  test('is for those who lead, once the meeting has begun', async () => {
    const { db } = world.ground
    await say(said(0, 'none'), said(1, 'none'))
    const about = { networkId: world.networkId, meetingId: stage.meeting.id, personId: world.people.member.id }
    await db.insert(meetingRole).values({ ...about, role: 'minute_taker' })
    const taker = await world.actor('member', stage.meeting.id)
    await expect(close(db, taker, stage.meeting.id)).rejects.toEqual(new Refused('meeting_only_chair'))
    await expect(close(db, await world.actor('outsider', stage.meeting.id), stage.meeting.id)).rejects.toBeInstanceOf(NotFound)
    await db.update(meeting).set({ startsAt: '2035-01-01T08:00:00Z' }).where(eq(meeting.id, stage.meeting.id))
    await expect(close(db, organiser, stage.meeting.id)).rejects.toEqual(new Refused('closing_not_held'))
  })

  test('is taken back only for the latest of a series; so is an approval', async () => {
    const { db } = world.ground
    const inSeries = (startsAt: string) => furnish({ startsAt, seriesId: world.seriesId }, ['Om planen'])
    stage = await inSeries('2021-04-29T07:00:00Z')
    organiser = await world.actor('organiser', stage.meeting.id)
    const place = { meeting: stage.meeting, item: stage.items[0]! }
    const number = await write(0, paragraph('Ja.'))
    await say(said(0, 'noted'))
    await approve(db, organiser, place, number)
    await close(db, organiser, stage.meeting.id)
    // One that is ahead has not begun to stand on anything.
    await inSeries('2035-04-29T07:00:00Z')
    await openAgain(db, organiser, stage.meeting.id)
    await reopen(db, organiser, place)
    await approve(db, organiser, place, number)
    await close(db, organiser, stage.meeting.id)
    await inSeries('2021-10-29T07:00:00Z')
    await expect(openAgain(db, organiser, stage.meeting.id)).rejects.toEqual(new Refused('closing_not_latest'))
    await expect(reopen(db, organiser, place)).rejects.toEqual(new Refused('closing_not_latest'))
  })
})

describe('all items at once', () => {
  const how = (act: 'publish' | 'propose' | 'approve') => ({ act, until: null, tell: async () => {} })
  const states = async () =>
    (
      await world.ground.db.select().from(minutes).where(eq(minutes.meetingId, stage.meeting.id)).orderBy(asc(minutes.createdAt))
    ).map(({ state, publishedNumber }) => [state, publishedNumber])
  const all = (act: 'publish' | 'propose' | 'approve', ...numbers: number[]) =>
    takeAll(
      world.ground.db,
      organiser,
      stage.meeting,
      numbers.map((number, i) => ({ itemId: stage.items[i]!.id, number })),
      how(act),
    )

  test('are taken further in one act, those that are there already left', async () => {
    const [first, second] = [await write(0, paragraph('Ja.')), await write(1, paragraph('Nei.'))]
    expect(await all('publish', first, second)).toBe(2)
    expect(await states()).toEqual([
      ['draft', first],
      ['draft', second],
    ])
    expect(await all('propose', first, second)).toBe(2)
    expect(await all('approve', first, second)).toBe(2)
    await expect(all('approve', first, second)).rejects.toEqual(new Refused('closing_nothing_to_take'))
  })

  test('or none of them, where one says something else by now', async () => {
    const [first, second] = [await write(0, paragraph('Ja.')), await write(1, paragraph('Nei.'))]
    await write(1, paragraph('Kanskje.'))
    await expect(all('approve', first, second)).rejects.toBeInstanceOf(Conflict)
    expect((await states()).map(([state]) => state)).toEqual(['draft', 'draft'])
  })

  test('and one of them alone at the same moment: each has its turn', async () => {
    const { db } = world.ground
    const [first, second] = [await write(0, paragraph('Ja.')), await write(1, paragraph('Nei.'))]
    const waits = sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    let both: Promise<number> | undefined
    await approve(db, organiser, { meeting: stage.meeting, item: stage.items[1]! }, second, async () => {
      both = all('publish', first, second)
      both.catch(() => {})
      await expect.poll(async () => (await db.execute(waits)).rows.length, { timeout: 30_000 }).toBeGreaterThan(0)
    })
    expect(await both).toBe(2)
    expect(await states()).toEqual([
      ['draft', first],
      ['approved', second],
    ])
  })

  test('from the page, as they were seen there', async () => {
    const [first, second] = [await write(0, paragraph('Ja.')), await write(1, paragraph('Nei.'))]
    const url = `${stage.path}/closing`
    const page = (await world.as('organiser', { url })).body
    const seen = stage.items.map((one, i) => `${one.id}:${i === 0 ? first : second}`)
    for (const value of seen) expect(page).toContain(`value="${value}"`)
    expect((await world.as('member', { url })).statusCode).toBe(404)
    const answer = await world.as('organiser', { url: `${url}/whole`, form: { do: 'publish', until: '', seen } })
    expect(answer.statusCode).toBe(303)
    expect(await states()).toEqual([
      ['draft', first],
      ['draft', second],
    ])
    const form = Object.fromEntries(stage.items.map((one) => [`kind-${one.id}`, 'noted']))
    await world.as('organiser', { url: `${url}/outcomes`, form })
    await world.as('organiser', { url: `${url}/close`, form: {} })
    expect(await whether()).toBe(true)
    expect((await world.as('organiser', { url })).body).toContain('Avsluttet av Test organiser')
    await world.as('organiser', { url: `${url}/reopen`, form: {} })
    expect(await whether()).toBe(false)
  })
})

test('the item where the last minutes are approved leads to them, and organisers to approving them', async () => {
  const series = { seriesId: world.seriesId }
  const last = await furnish({ ...series, startsAt: '2022-04-29T07:00:00Z' })
  const now = await furnish({ ...series, startsAt: '2022-05-29T07:00:00Z' }, ['Godkjenning av referat', 'Noe annet'])
  const page = async (who: 'organiser' | null, at: number, slug: string) =>
    (await world.as(who, { url: `${now.path}/${now.items[at]!.publicId}-${slug}` })).body
  expect(await page(null, 0, 'godkjenning-av-referat')).toContain(`href="${last.path}/minutes"`)
  expect(await page(null, 0, 'godkjenning-av-referat')).not.toContain('/closing')
  expect(await page('organiser', 0, 'godkjenning-av-referat')).toContain(`href="${last.path}/closing#whole"`)
  expect(await page('organiser', 1, 'noe-annet')).not.toContain('last-minutes')
})

test('a picture that nobody has described is to be mended', async () => {
  const organiser = await world.actor('organiser', stage.meeting.id)
  const lacks = async () => (await readClosing(world.ground.db, organiser, stage.meeting)).lacks.map((lack) => lack.is)
  const file = newId()
  await write(0, { type: 'picture', attrs: { file } })
  expect(await lacks()).toContain('pictures')
  const page = (await world.as('organiser', { url: `${stage.path}/closing` })).body
  expect(page).toContain('si hva bildene viser')
  for (const said of [{ alt: 'En låve' }, { decorative: true }]) {
    await write(0, { type: 'picture', attrs: { file, ...said } })
    expect(await lacks()).not.toContain('pictures')
  }
})

describe('the overview', () => {
  test('tells who wrote what, and leads to the first that nobody has', async () => {
    await write(0, paragraph('Planen ble lagt fram.'))
    const page = async () => (await world.as('organiser', { url: `${stage.path}/closing` })).body
    expect(await page()).toContain('Skrevet av Test organiser')
    expect(await page()).toMatch(new RegExp(`href="${itemPage(1)}/minutes">Neste uten referat: Om e-bøker`))
    await write(1, paragraph('Bøkene også.'))
    expect(await page()).not.toContain('Neste uten referat')
    expect(await page()).toContain('Alle saker har et referat.')
  })
})
