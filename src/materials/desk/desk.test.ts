/** The organiser's overview over a real database: what it says, what it lets one do, and that the forms work without script. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addScheduleChange } from '#meeting/schedule/writes.ts'
import { meeting as table } from '#meeting/tables.ts'
import { mail } from '#platform/mail/tables.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { appearance, item, speaker } from '#programme/tables.ts'
import { givePresentation } from '../../../tests/april.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { preview, reminder } from '../tables.ts'
import { readDesk } from './reads.ts'

let world: World
let path: string
let meetingId: string
let items: (typeof item.$inferSelect)[]

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const text =
  'Ledermøte\n\nOnsdag 5. mai 2027\n\n09.00 – 10.00 Om handlingsplan ved Kari Nordmann, biblioteksjef. Se presentasjon.\n10.00 – 10.15 Pause\n' +
  '10.15 – 11.00 Om e-bøker ved Ola Hansen, rådgiver. Se presentasjon.\n11.00 – 12.00 Om lokaler ved Per Olsen, rådgiver. Se presentasjon.\n'

beforeEach(async () => {
  const { db } = world.ground
  const made = await createMeetingFromText(db, await world.actor('organiser'), world.networkId, text, {
    seriesId: world.seriesId,
  })
  meetingId = made.id
  path = `/nord/${made.slug}`
  await db.update(table).set({ publishedAt: new Date().toISOString() }).where(eq(table.id, made.id))
  items = await db.select().from(item).where(eq(item.meetingId, made.id)).orderBy(item.position)
  for (const name of ['Kari Nordmann', 'Ola Hansen'])
    await db
      .update(speaker)
      .set({ email: `${name.split(' ')[0]!.toLowerCase()}@nord.example` })
      .where(sql`${speaker.meetingId} = ${made.id} and ${speaker.name} = ${name}`)
})

const at = (words: string) => items.find((one) => one.title.nb?.includes(words))!
const speakerOn = async (words: string) =>
  (
    await world.ground.db
      .select()
      .from(speaker)
      .where(eq(speaker.itemId, at(words).id))
  )[0]!
const desk = async () => {
  const [row] = await world.ground.db.select().from(table).where(eq(table.id, meetingId))
  return readDesk(world.ground.db, await world.actor('organiser'), row!)
}
const stages = async () => (await desk()).rows.map((row) => [row.item.title.nb, row.stage])
const get = (url: string) => world.as('organiser', { url })
const post = (url: string, form: Record<string, string | string[]>) => world.as('organiser', { url, form })

describe('the overview', () => {
  it('tells of each item how far it has come, and leaves breaks out', async () => {
    expect(await stages()).toEqual([
      ['Om handlingsplan', 'expected'],
      ['Om e-bøker', 'expected'],
      ['Om lokaler', 'expected'],
    ])
    const { db } = world.ground
    const { networkId } = at('e-bøker')
    await givePresentation(db, at('handlingsplan'), 'Planen')
    await db.insert(appearance).values({
      speakerId: (await speakerOn('e-bøker')).id,
      networkId,
      meetingId,
      noMaterialAt: new Date().toISOString(),
    })
    await db.insert(preview).values({ networkId, sha256: 'a'.repeat(64), state: 'working', scan: 'clean' })
    expect(await stages()).toEqual([
      ['Om handlingsplan', 'processing'],
      ['Om e-bøker', 'declined'],
      ['Om lokaler', 'expected'],
    ])
    await db.delete(preview)
    expect((await desk()).counts).toEqual({ expected: 1, asked: 0, received: 0, published: 1, declined: 1 })
    await db.delete(speaker).where(eq(speaker.itemId, at('lokaler').id))
    expect((await stages())[2]).toEqual(['Om lokaler', 'nobody'])
  })

  it('names who has no address, with their link to copy', async () => {
    const page = await get(`${path}/desk`)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Vi vet ingen e-postadresse.')
    expect(page.body).toContain('Legg til adressen<span class="sr">: Per Olsen</span>')
    const link = /id="link-[^"]+"[^>]*value="([^"]+)"/.exec(page.body.slice(page.body.indexOf('Per Olsen: ')))![1]!
    const guest = await world.app.inject({ url: new URL(link).pathname })
    expect(guest.statusCode).toBe(200)
    expect(guest.body).toContain('Per Olsen')
    expect(guest.body).not.toContain('Kari Nordmann')
  })

  it('reminds with one press, says to how many before, and moves on to the next step', async () => {
    const page = await get(`${path}/desk`)
    expect(page.body).toContain('Be 2 innledere om presentasjonen')
    expect(page.body).toContain('Send til 2')
    expect(page.body).toContain('Presentasjonen din til «Ledermøte»')
    const to = [...page.body.matchAll(/name="to" value="([^"]+)"/g)].map((match) => match[1]!)
    expect((await post(`${path}/desk/remind`, { to })).headers['location']).toBe(`${path}/desk`)
    expect((await stages()).map(([, stage]) => stage)).toEqual(['asked', 'asked', 'expected'])
    const after = await get(`${path}/desk`)
    expect(after.body).toContain('Finn e-postadressen til 1 innleder')
    expect(after.body).toContain('Ligger i utboksen')
    expect((await desk()).step).toBe('addresses')
  })

  it('says why nobody is reminded of a postponed meeting, and offers no button for it', async () => {
    await addScheduleChange(world.ground.db, await world.actor('organiser'), meetingId, { status: 'postponed', reason: null })
    const page = await get(`${path}/desk`)
    expect(page.body).toContain('Møtet er utsatt. Når det har fått ny dato')
    expect(page.body).not.toContain('/desk/remind')
    expect((await post(`${path}/desk/remind`, { to: (await speakerOn('e-bøker')).id })).statusCode).toBe(403)
  })
})

it('does not call a meeting near that waits for a date', async () => {
  const { db } = world.ground
  const startsAt = Temporal.Now.instant().add({ hours: 20 }).toString()
  await db.update(table).set({ startsAt }).where(eq(table.id, meetingId))
  expect((await get(`${path}/desk`)).body).toContain('Møtet er for nært')
  await addScheduleChange(db, await world.actor('organiser'), meetingId, { status: 'postponed', reason: null })
  await db.update(table).set({ startsAt }).where(eq(table.id, meetingId))
  expect((await get(`${path}/desk`)).body).not.toContain('Møtet er for nært')
})

describe('before reminders go', () => {
  it('one sees each mail as it will read, with one’s own words, and nobody’s link', async () => {
    const before = await world.ground.db.$count(mail)
    const page = await get(`${path}/desk/remind?note=Hilsen%20oss&item=${at('e-bøker').publicId}`)
    expect(page.body).toContain('Til Ola Hansen')
    expect(page.body).not.toContain('Til Kari Nordmann')
    expect(page.body).toContain('Hilsen oss')
    expect(page.body).toContain('/s/…')
    expect(page.body).not.toMatch(/\/s\/[\w-]{20}/)
    expect(page.body).toContain('Har ingen e-postadresse: Per Olsen.')
    expect(await world.ground.db.$count(mail)).toBe(before)
  })

  it('one must choose somebody, and what was written stands', async () => {
    const page = await post(`${path}/desk/remind`, { note: 'Hei på dere' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Velg minst én.')
    expect(page.body).toContain('Hei på dere')
  })

  it('one learns who was asked today and gets no second', async () => {
    await post(`${path}/desk/remind`, { to: (await speakerOn('e-bøker')).id })
    const page = await get(`${path}/desk/remind`)
    expect(page.body).toContain('1 er alt purret i dag og får ikke en til: Ola Hansen.')
    expect(page.body).toContain('1 mottaker')
  })
})

describe('the plan', () => {
  const planned = async () =>
    (await world.ground.db.select().from(reminder).where(eq(reminder.meetingId, meetingId)).orderBy(reminder.daysBefore)).map(
      (one) => one.daysBefore,
    )

  it('is suggested with its dates, accepted with a press, and taken back', async () => {
    const page = await get(`${path}/desk`)
    expect(page.body).toContain('onsdag 21. april')
    expect(page.body).toContain('Bruk planen')
    await post(`${path}/desk/plan`, { days: '14, 7, 2' })
    expect(await planned()).toEqual([2, 7, 14])
    expect((await get(`${path}/desk`)).body).toContain('Slik det står nå, går neste til 2 adresser.')
    await post(`${path}/desk/plan`, { days: '' })
    expect(await planned()).toEqual([])
  })

  it('that cannot be is asked for again with what was typed', async () => {
    const page = await post(`${path}/desk/plan`, { days: '14, 400' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('value="14, 400"')
    expect(page.body).toContain('Skriv hele tall fra 1 til 90')
    expect(await planned()).toEqual([])
  })

  it('leads to what others sent in and nobody has decided, and says nothing where there is nothing', async () => {
    expect((await get(`${path}/desk`)).body).not.toContain('id="undecided"')
    await world.as('member', { url: `${path}/questions`, form: { kind: 'question', text: 'Hvor parkerer vi?', item: '' } })
    const { body } = await get(`${path}/desk`)
    expect(body).toContain('1 innsendt spørsmål eller innspill')
    expect(body).toContain(`href="${path}/questions"`)
  })
})
