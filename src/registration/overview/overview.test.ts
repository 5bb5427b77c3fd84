/** What organisers see and take along, and what they do not; and who was there. */
import { asc, eq } from 'drizzle-orm'
import { PDFDocument } from 'pdf-lib'
import readExcel from 'read-excel-file/node'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { meeting as meetingTable } from '#meeting/tables.ts'
import { membership, organisation } from '#network/tables.ts'
import { newId } from '#platform/db/id.ts'
import { repack } from '#platform/files/zip.ts'
import { mail } from '#platform/mail/tables.ts'
import { openConference } from '../../../tests/conference.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { attendance, registration, registrationForm, specialAnswer } from '../tables.ts'
import { comingFrom, isSelected, letterTo } from './rules.ts'

let world: World
let path: string
let days: string[]
const db = () => world.ground.db

beforeAll(async () => {
  world = await makeWorld()
  ;({ path, days } = await openConference(world))
})
afterAll(() => world.end())
beforeEach(async () => {
  await db().delete(registration)
  await db().delete(specialAnswer)
  await db().delete(mail)
  await db().update(registrationForm).set({ capacity: null, approval: false })
  await db().update(membership).set({ readsSpecial: false })
})

const comes = (name: string, fields: Record<string, string | string[]> = {}) =>
  world.as('member', {
    url: `${path}/register`,
    form: { for: 'colleague', name, email: `${name.toLowerCase()}@example.org`, 'q.days': days, ...fields },
  })
/** How many cells of a workbook hold a formula. */
function formulasIn(book: Buffer): number {
  let found = -1
  repack(book, Temporal.Now.instant(), ({ name, bytes }) => {
    if (name.endsWith('/sheet1.xml')) found = bytes.toString().match(/<f[ >]/g)?.length ?? 0
    return bytes
  })
  return found
}
const rows = () => db().select().from(registration).orderBy(asc(registration.number))
const get = (who: 'owner' | 'organiser', file: string) => world.as(who, { url: `${path}/registrations${file}` })

describe('the overview', () => {
  it('tells who comes and which of the network’s organisations are missing', async () => {
    const [town, library, other] = [newId(), newId(), newId()]
    const home = { networkId: world.networkId }
    await db()
      .insert(organisation)
      .values([
        { ...home, id: town, name: { nb: 'Alta kommune' }, type: 'municipality' },
        { ...home, id: library, name: { nb: 'Alta bibliotek' }, type: 'public', parentId: town },
        { ...home, id: other, name: { nb: 'Vadsø bibliotek' }, type: 'public' },
      ])
    await comes('Kari', { organisation: library })
    const page = (await get('organiser', '')).body
    const [missing] = />Mangler<\/h4><ul.*?<\/ul>/.exec(page)!
    expect(missing).toContain('Vadsø bibliotek')
    expect(missing).not.toContain('Alta')
    expect(page).toContain('1 av 2')
  })

  it('approves and declines, and a decline can be undone', async () => {
    await db().update(registrationForm).set({ approval: true })
    await comes('Kari')
    await comes('Ola')
    const [kari, ola] = await rows()
    expect([kari!.state, ola!.state]).toEqual(['requested', 'requested'])
    await world.as('organiser', { url: `${path}/registrations/${kari!.id}/approve`, form: {} })
    await world.as('organiser', { url: `${path}/registrations/${ola!.id}/decline`, form: {} })
    expect((await rows()).map((row) => row.state)).toEqual(['registered', 'declined'])
    await world.as('organiser', { url: `${path}/registrations/${ola!.id}/approve`, form: {} })
    expect((await rows()).map((row) => row.state)).toEqual(['registered', 'registered'])
    const told = await db().select().from(mail).where(eq(mail.to, 'ola@example.org')).orderBy(asc(mail.createdAt))
    expect(told.map((one) => one.subject)).toEqual([
      'Vi har fått påmeldingen: Høstkonferansen',
      'Ikke plass denne gangen: Høstkonferansen',
      'Du er påmeldt: Høstkonferansen',
    ])
  })

  it('an organiser withdraws somebody and takes it back', async () => {
    await comes('Kari')
    const [kari] = await rows()
    await world.as('organiser', { url: `${path}/registrations/${kari!.id}/withdraw`, form: {} })
    expect((await rows())[0]!.state).toBe('withdrawn')
    await world.as('organiser', { url: `${path}/registrations/${kari!.id}/restore`, form: {} })
    expect((await rows())[0]!.state).toBe('registered')
  })

  it('an organiser who may not read diet and nights changes the rest and leaves them as they are', async () => {
    await comes('Kari', { 'q.diet': 'Nøtteallergi' })
    const [kari] = await rows()
    const page = await get('organiser', `/${kari!.id}`)
    expect(page.body).not.toContain('Nøtteallergi')
    expect((await get('owner', `/${kari!.id}`)).body).toContain('Nøtteallergi')
    const answer = await world.as('organiser', {
      url: `${path}/registrations/${kari!.id}`,
      form: { version: String(kari!.version), name: 'Kari Moe', 'q.days': days[1]! },
    })
    expect(answer.statusCode).toBe(303)
    expect((await rows())[0]).toMatchObject({ name: 'Kari Moe', days: [days[1]] })
    expect((await db().select().from(specialAnswer))[0]!.answer).toBe('Nøtteallergi')
    const stale = await world.as('organiser', {
      url: `${path}/registrations/${kari!.id}`,
      form: { version: String(kari!.version), name: 'Kari Vik', 'q.days': days },
    })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Kari Vik')
  })
})

describe('lists to take along', () => {
  it('the kitchen gets numbers without names, the hotel names and nights, and only those who may read it', async () => {
    await comes('Kari', { 'q.diet': 'Glutenfritt', 'q.meals': ['lunch1', 'dinner1'], 'q.nights': ['night1'] })
    await comes('Ola', { 'q.meals': ['lunch1'] })
    const kitchen = (await get('owner', '/kitchen.csv')).body
    expect(kitchen).toMatch(/Lunsj [^;]+;2/)
    expect(kitchen).toMatch(/Middag [^;]+;1/)
    expect(kitchen).toContain('Glutenfritt;1')
    expect(kitchen).not.toContain('Kari')
    const hotel = (await get('owner', '/hotel.csv')).body
    expect(hotel).toContain('Kari;;x')
    expect(hotel).toContain('Til sammen;0;1')
    expect(hotel).not.toContain('Ola')
    expect(hotel).not.toContain('example.org')
    expect((await get('organiser', '/kitchen.csv')).statusCode).toBe(404)
    expect((await get('organiser', '/all.csv')).body).not.toContain('Glutenfritt')
    await db().update(membership).set({ readsSpecial: true }).where(eq(membership.personId, world.people.organiser.id))
    expect((await get('organiser', '/kitchen.csv')).body).toContain('Glutenfritt')
  })

  it('what somebody wrote is never a formula', async () => {
    await comes('Kari', { office: '=HYPERLINK("http://x")' })
    const list = (await get('organiser', '/all.csv')).body
    expect(list).toContain(`'=HYPERLINK`)
    expect(list).not.toMatch(/[;\n]"?=/)
    const book = (await get('organiser', '/all.xlsx')).rawPayload
    const [sheet] = await readExcel(book)
    expect(sheet!.data[1]).toContain('=HYPERLINK("http://x")')
    expect(formulasIn(book)).toBe(0)
  })

  it('badges and the sheet to sign are PDF files with everybody on them', async () => {
    for (let n = 0; n < 9; n++) await comes(`Deltaker${n}`)
    for (const [file, pages] of [
      ['badges', 2],
      ['signin', 1],
    ] as const) {
      const answer = await get('organiser', `/${file}.pdf`)
      expect(answer.headers['content-type']).toBe('application/pdf')
      const pdf = await PDFDocument.load(answer.rawPayload)
      expect(pdf.getPageCount()).toBe(pages)
      expect(pdf.catalog.toString()).toContain('/MarkInfo')
    }
  })

  it('a day has a sheet of its own, with those who come on it', async () => {
    await comes('Begge')
    await comes('Anders', { 'q.days': days[1]! })
    const onSheet = async (query: string) => {
      const { text } = await extractText(new Uint8Array((await get('organiser', `/signin.pdf${query}`)).rawPayload), {
        mergePages: true,
      })
      return ['Begge', 'Anders'].filter((name) => text.includes(name))
    }
    expect(await onSheet('')).toEqual(['Begge', 'Anders'])
    expect(await onSheet(`?day=${days[0]}`)).toEqual(['Begge'])
    expect(await onSheet(`?day=${days[1]}`)).toEqual(['Begge', 'Anders'])
    expect((await get('organiser', `/signin.pdf?day=${newId()}`)).statusCode).toBe(404)
    expect((await get('organiser', '')).body).toContain(`signin.pdf?day=${days[1]}`)
  })
})

describe('from where', () => {
  const all = [
    { id: 'county', name: { nb: 'Finnmark fylkesbibliotek' }, type: 'county', parentId: null },
    { id: 'town', name: { nb: 'Alta kommune' }, type: 'municipality', parentId: null },
    { id: 'library', name: { nb: 'Alta bibliotek' }, type: 'public', parentId: 'town' },
    { id: 'under', name: { nb: 'Vadsø bibliotek' }, type: 'public', parentId: 'county' },
    { id: 'south', name: { nb: 'Tromsø bibliotek' }, type: 'public', parentId: null },
  ] as const
  const counties = new Map([
    ['library', 'Finnmark'],
    ['under', 'Finnmark'],
    ['south', 'Troms'],
  ])
  const from = (...organisationIds: string[]) => {
    const rows = organisationIds.map(
      (organisationId) => ({ state: 'registered', organisationId, organisationName: null }) as const,
    )
    return comingFrom(rows, all, counties).counties.flatMap(({ there }) => there.map(({ id, count }) => `${id} ${count}`))
  }

  it('who registered for a municipality comes from its library too, and both are counted', () => {
    expect(from('town')).toEqual(['library 1'])
    expect(from('library', 'town')).toEqual(['library 2'])
  })

  it('who comes from the county library does not come from the libraries under it', () => {
    expect(from('county')).toEqual(['county 1'])
    expect(from('under')).toEqual(['under 1'])
  })

  it('is told county by county, what lies in none last', () => {
    const told = comingFrom([], all, counties).counties.map(({ name, missing }) => [name, missing.map((one) => one.id)])
    expect(told).toEqual([
      ['Finnmark', ['library', 'under']],
      ['Troms', ['south']],
      ['', ['county']],
    ])
  })
})

describe('a selection', () => {
  const any = { state: '', mode: '', day: '', group: '' } as const
  const row = { state: 'registered', attendance: 'onsite', days: ['d2'], groupId: 'g1' } as const

  it('holds those who come so, and who comes on all days comes on each', () => {
    expect(isSelected(row, any)).toBe(true)
    expect(isSelected(row, { ...any, day: 'd2', group: 'g1' })).toBe(true)
    expect(isSelected(row, { ...any, day: 'd1' })).toBe(false)
    expect(isSelected({ ...row, days: [] }, { ...any, day: 'd1' })).toBe(true)
    expect(isSelected(row, { ...any, state: 'waiting' })).toBe(false)
  })

  it('leads to a letter to the same, and to none for those who are not written to', () => {
    expect(letterTo(any)).toBe('/notices/new?to=registered&to=waiting&to=requested')
    expect(letterTo({ ...any, state: 'waiting', mode: 'onsite', day: 'd2' })).toBe('/notices/new?to=waiting&mode=onsite&day=d2')
    expect(letterTo({ ...any, state: 'withdrawn' })).toBeNull()
  })

  it('is shown on the page, with boxes to choose among those it shows', async () => {
    await comes('Kari')
    await comes('Ola')
    const [kari, ola] = await rows()
    await world.as('organiser', { url: `${path}/registrations/${ola!.id}/withdraw`, form: {} })
    const page = (await get('organiser', '?state=registered')).body
    expect(page).toContain('1 av 2')
    expect(page).toContain(`name="registration" value="${kari!.id}"`)
    expect(page).not.toContain(ola!.id)
    expect((await get('organiser', '?state=tull&day=x')).body).toContain(ola!.id)
  })
})

describe('attendance', () => {
  beforeEach(() => db().delete(attendance))
  const kept = () => db().select().from(attendance)

  it('is never taken from a registration', async () => {
    await comes('Kari')
    expect(await kept()).toEqual([])
    expect((await world.as('organiser', { url: `${path}/attendance` })).body).toContain('Ikke ført')
  })

  it('is said by whoever keeps the list, and taken back', async () => {
    await comes('Kari')
    const [kari] = await rows()
    const say = (presence: string) =>
      world.as('organiser', { url: `${path}/attendance`, form: { who: `registration:${kari!.id}`, presence, mode: 'onsite' } })
    await say('present')
    await say('excused')
    expect(await kept()).toMatchObject([{ name: 'Kari', presence: 'excused', own: false, registrationId: kari!.id }])
    await say('')
    expect(await kept()).toEqual([])
    await world.as('organiser', {
      url: `${path}/attendance`,
      form: { who: 'new', name: 'Gjest', presence: 'present', mode: 'onsite' },
    })
    expect(await kept()).toMatchObject([{ name: 'Gjest', personId: null, registrationId: null }])
  })

  it('is said by oneself while the meeting lasts, and an organiser’s word stands over it', async () => {
    const early = await world.as('member', { url: `${path}/attendance/own`, form: { mode: 'onsite' } })
    expect(early.statusCode).toBe(403)
    const now = Temporal.Now.instant()
    await db()
      .update(meetingTable)
      .set({ startsAt: now.subtract({ minutes: 5 }).toString(), endsAt: now.add({ hours: 2 }).toString() })
    for (let twice = 0; twice < 2; twice++) await world.as('member', { url: `${path}/attendance/own`, form: { mode: 'online' } })
    expect(await kept()).toMatchObject([{ presence: 'present', mode: 'online', own: true, personId: world.people.member.id }])
    await world.as('organiser', {
      url: `${path}/attendance`,
      form: { who: `person:${world.people.member.id}`, presence: 'absent', mode: 'onsite' },
    })
    await world.as('member', { url: `${path}/attendance/own`, form: { mode: 'onsite' } })
    expect(await kept()).toMatchObject([{ presence: 'absent', own: false }])
    expect((await world.as('member', { url: `${path}/attendance/own/undo`, form: {} })).statusCode).toBe(404)
  })
})
