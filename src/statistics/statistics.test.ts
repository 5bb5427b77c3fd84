/** Figures of a small network whose every number is known. */
import readWorkbook from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { action } from '#actions/tables.ts'
import { day, meeting, scheduleChange } from '#meeting/tables.ts'
import { minutes, minutesRevision } from '#minutes/tables.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { organisation, organisationNumber } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { attendance, registration } from '#registration/tables.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { countIn } from './reads.ts'
import { type Counts, periodBefore, wholeYear, yearOf } from './rules.ts'

let world: World
let network: NetworkRow
beforeAll(async () => {
  world = await makeWorld()
  network = (await networkBySlug(world.ground.db, world.networkSlug))!
  await fill()
})
afterAll(() => world.end())

const NOW = Temporal.Instant.from('2026-06-01T00:00:00Z')
const count = async (who: Who, year: number, seriesId: string | null = null): Promise<Counts> =>
  countIn(world.ground.db, await world.actor(who), network, { period: yearOf(year), seriesId }, NOW)

async function meet(on: string, over: Partial<typeof meeting.$inferInsert> = {}, times: [string, string] = ['09:00', '12:00']) {
  const { db } = world.ground
  const { networkId } = world
  const [id, dayId] = [newId(), newId()]
  const span = { startsAt: `${on}T07:00:00Z`, endsAt: `${on}T14:00:00Z`, publishedAt: `${on}T00:00:00Z` }
  await db.insert(meeting).values({ id, networkId, slug: `mote-${id.slice(-8)}`, title: { nb: 'Møte' }, ...span, ...over })
  await db.insert(day).values({ id: dayId, networkId, meetingId: id, position: 0, date: on })
  const [row] = await db
    .insert(item)
    .values({
      networkId,
      meetingId: id,
      dayId,
      position: 0,
      kind: 'talk',
      title: { nb: 'Ei sak', nn: 'Ei sak til' },
      start: times[0],
      end: times[1],
    })
    .returning()
  return { id, itemId: row!.id }
}

async function fill() {
  const { db } = world.ground
  const { networkId } = world
  const [alta, library, county] = [newId(), newId(), newId()]
  await db.insert(organisation).values([
    { id: alta, networkId, name: { nb: 'Alta kommune' }, type: 'municipality' },
    { id: library, networkId, name: { nb: 'Alta bibliotek' }, type: 'public', parentId: alta },
    { networkId, name: { nb: 'Vadsø bibliotek' }, type: 'public' },
    { id: county, networkId, name: { nb: 'Fylkesbiblioteket' }, type: 'county' },
  ])
  const numbered = { networkId, organisationId: alta, kind: 'municipality' as const }
  await db.insert(organisationNumber).values([
    { ...numbered, number: '5403', validFrom: '2020-01-01', validTo: '2023-12-31' },
    { ...numbered, number: '5601', validFrom: '2024-01-01' },
  ])
  const april = await meet('2020-04-29', { attendance: 'online', seriesId: world.seriesId })
  const autumn = await meet('2020-10-14', {}, ['10:00', '14:00'])
  const closed = await meet('2020-11-01', { audience: 'invited' })
  const earlier = await meet('2019-05-02')
  // What was not held: a draft, one cancelled, one to come, one removed.
  await meet('2020-06-01', { publishedAt: null })
  const cancelled = await meet('2020-09-01')
  await db.insert(scheduleChange).values({ networkId, meetingId: cancelled.id, status: 'cancelled' })
  await meet('2027-01-01')
  await meet('2020-06-02', { deletedAt: '2020-06-03T00:00:00Z' })

  const there = { networkId, presence: 'present' as const, mode: 'onsite' as const, own: true }
  const one = { ...there, meetingId: april.id }
  const [registered] = await db
    .insert(registration)
    .values(
      ['kari', 'ola', 'per'].map((name, i) => ({
        networkId,
        meetingId: april.id,
        number: i + 1,
        state: i < 2 ? ('registered' as const) : ('withdrawn' as const),
        name,
        email: `${name}@nord.example`,
      })),
    )
    .returning()
  await db.insert(attendance).values([
    { ...one, name: 'Kari', organisationId: library, mode: 'online', registrationId: registered!.id },
    { ...one, name: 'Ola', organisationId: library, presence: 'substitute' },
    { ...one, name: 'Lars', organisationId: county },
    { ...one, name: 'Uten', organisationId: null },
    { ...one, name: 'Borte', organisationId: library, presence: 'absent' },
    // Kept for an item too: that is not a second coming.
    { ...one, name: 'Kari', organisationId: library, itemId: april.itemId },
    { ...there, name: 'Kari', organisationId: library, meetingId: autumn.id },
    { ...there, name: 'Per', organisationId: library, meetingId: earlier.id },
    { ...there, name: 'Stengt', organisationId: county, meetingId: closed.id },
  ])
  const asked = {
    networkId,
    meetingId: april.id,
    kind: 'question' as const,
    locale: 'nb' as const,
    createdAt: '2020-04-01T00:00:00Z',
  }
  await db.insert(input).values([
    { ...asked, text: 'a', state: 'answered', answeredAt: '2020-04-03T00:00:00Z' },
    { ...asked, text: 'b', state: 'answered', answeredAt: '2020-04-07T00:00:00Z' },
    { ...asked, text: 'c' },
    { ...asked, text: 'lik a', mergedInto: newId() },
    { ...asked, text: 'en sak', kind: 'matter' },
  ])
  const due = { networkId, meetingId: april.id, locale: 'nb' as const, text: 'x', due: '2020-06-01' }
  await db.insert(action).values([
    { ...due, status: 'done', doneAt: '2020-06-01T21:30:00Z' },
    { ...due, status: 'done', doneAt: '2020-06-01T22:30:00Z' },
    { ...due, status: 'under_way' },
    { ...due, status: 'no_conclusion' },
    { ...due, status: 'done', doneAt: '2020-05-01T10:00:00Z', audience: 'invited' },
    { ...due, status: 'done', due: null },
  ])
  const minutesId = newId()
  const document = { type: 'doc' as const, content: [] } as never
  const text = { document, html: '' }
  await db.insert(minutes).values({
    id: minutesId,
    networkId,
    meetingId: april.id,
    itemId: april.itemId,
    locale: 'nn',
    ...text,
    text: '',
    number: 3,
    publishedNumber: 2,
    publishedAt: '2020-05-05T00:00:00Z',
  })
  await db.insert(minutesRevision).values([
    { networkId, minutesId, number: 2, ...text, text: 'Vi kjøper\n e-bøker  no.' },
    { networkId, minutesId, number: 3, ...text, text: 'Ein kladd som ingen har sett og som er lengre.' },
  ])
}

describe('what is counted', () => {
  it('meetings that were held, by form, and the hours of their programmes', async () => {
    expect((await count('member', 2020)).meetings).toEqual({
      onsite: { n: 1, hours: 4 },
      online: { n: 1, hours: 3 },
      mixed: { n: 0, hours: 0 },
    })
    expect((await count('member', 2019)).meetings.onsite).toEqual({ n: 1, hours: 3 })
    expect((await count('member', 2020, world.seriesId)).meetings.onsite.n).toBe(0)
  })

  it('closed meetings for those who organise alone', async () => {
    expect((await count('organiser', 2020)).meetings.onsite.n).toBe(2)
    const places = async (who: Who) => (await count(who, 2020)).attendance.find((one) => one.place?.nb === 'Fylkesbiblioteket')?.n
    expect([await places('member'), await places('organiser')]).toEqual([1, 2])
    expect((await count('member', 2020)).actions.inTime).toBe(1)
    expect((await count('organiser', 2020)).actions.inTime).toBe(2)
  })

  it('who came, by the municipality of their workplace, with the number of that time', async () => {
    const { attendance } = await count('member', 2020)
    expect(attendance).toEqual([
      { place: { nb: 'Alta kommune' }, number: '5403', n: 3, online: 1 },
      { place: { nb: 'Fylkesbiblioteket' }, number: null, n: 1, online: 0 },
      { place: null, number: null, n: 1, online: 0 },
    ])
  })

  it('which organisations were represented, but not those that merely own one', async () => {
    const { organisations } = await count('member', 2020)
    const of = (type: string) => organisations.find((one) => one.type === type)
    expect(of('public')).toMatchObject({ all: 2, represented: 1 })
    expect(of('municipality')).toBeUndefined()
  })

  it('questions once each, and half of the answers sooner than the median', async () => {
    expect((await count('member', 2020)).questions).toEqual({ asked: 3, answered: 2, days: 4 })
    expect((await count('member', 2019)).questions).toEqual({ asked: 0, answered: 0, days: null })
  })

  it('what was done by the day it was due, in the network’s own time', async () => {
    expect((await count('member', 2020)).actions).toEqual({ inTime: 1, late: 1, open: 1, ended: 1 })
  })

  it('words by language, of what readers have and not of drafts', async () => {
    const { nn, nb } = (await count('member', 2020)).languages
    expect(nn).toEqual({ minutes: 4, texts: 6 })
    // Two titles of meetings, and of their items.
    expect(nb).toEqual({ minutes: 0, texts: 6 })
  })

  it('registrations beside those who came', async () => {
    const [april] = (await count('member', 2020)).registrations
    expect(april).toEqual({ title: { nb: 'Møte' }, registered: 2, came: 4, cameRegistered: 1 })
  })
})

describe('the page', () => {
  const page = (who: Who | null, query = '') => world.as(who, { url: `/${world.networkSlug}/statistics${query}` })

  it('shows figures with charts whose numbers stand in tables, beside those of the year before', async () => {
    const { body } = await page('member', '?year=2020')
    expect(body).toContain('2020 sammenlignet med 2019')
    expect(body).toContain('Alta kommune (5403)')
    expect(body).toContain('role="img"')
    expect(body).toContain('Møter bare for inviterte er ikke talt med.')
    expect(body).not.toMatch(/Kari|kari@nord/)
    expect((await page('member', '?year=1990')).body).toContain('Ingen møter er holdt i denne perioden.')
    expect((await page('member', '?from=2020-05-01&to=2020-04-01')).statusCode).toBe(422)
  })

  it('is had as a workbook with a sheet for each by those who report', async () => {
    const url = `/${world.networkSlug}/statistics/all.xlsx?year=2020`
    expect((await world.as('member', { url })).statusCode).toBe(404)
    const sheets = await readWorkbook((await world.as('organiser', { url })).rawPayload)
    expect(sheets.map((one) => one.sheet)).toEqual([
      'Møter',
      'Oppmøte etter kommune',
      'Representerte organisasjoner',
      'Påmelding og oppmøte',
      'Spørsmål og svar',
      'Oppfølging',
      'Språk i publiserte tekster',
    ])
    expect(sheets[1]!.data).toContainEqual(['Alta kommune (5403)', 3, 1, 1])
  })
})

describe('a period', () => {
  it('is a year or any other, and has the same time of the year before', () => {
    expect(wholeYear(yearOf(2020))).toBe(2020)
    expect(wholeYear({ from: '2020-01-01', to: '2020-12-30' })).toBeNull()
    expect(periodBefore({ from: '2020-02-29', to: '2020-06-30' })).toEqual({ from: '2019-02-28', to: '2019-06-30' })
  })
})
