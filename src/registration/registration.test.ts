/** Registering from end to end: places, the line, addresses that confirm, links, and a rush. */
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { addScheduleChange } from '#meeting/writes.ts'
import { organisation } from '#network/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { instantOf } from '#platform/words/instant.ts'
import { conference, openConference } from '../../tests/conference.ts'
import { formIn } from '../../tests/form.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { turnPages } from './clock/writes.ts'
import { registrationLink } from './link/rules.ts'
import type { RegistrationRow } from './reads.ts'
import { registration, registrationForm, specialAnswer } from './tables.ts'
import { forgetUnconfirmed } from './unconfirmed/writes.ts'

let world: World
let meeting: MeetingRow
let path: string
let days: string[]
const db = () => world.ground.db

beforeAll(async () => {
  world = await makeWorld()
  ;({ meeting, path, days } = await openConference(world))
})
afterAll(() => world.end())
beforeEach(async () => {
  await db().delete(registration)
  await db().delete(specialAnswer)
  await db().delete(mail)
  await db().update(registrationForm).set({ capacity: null, approval: false, opensAt: '2020-01-01T00:00:00Z', closesAt: null })
})

const limit = (set: Partial<typeof registrationForm.$inferInsert>) => db().update(registrationForm).set(set)
const questions = async () => (await db().select().from(registrationForm))[0]!.questions
const all = () => db().select().from(registration).orderBy(asc(registration.number))
const mails = () => db().select().from(mail).orderBy(asc(mail.createdAt), asc(mail.id))
const byEmail = async (email: string): Promise<RegistrationRow> =>
  (await db().select().from(registration).where(eq(registration.email, email)))[0]!
const link = (row: RegistrationRow) => registrationLink(world.ground.secret, row)

/** Fills in the form as it is asked: all days, nothing else unless given. */
async function signUp(who: Who | null, fields: Record<string, string | string[]> = {}) {
  const defaults = { for: 'self', name: 'Kari Nordmann', email: 'kari@example.org', 'q.days': days }
  return world.as(who, { url: `${path}/register`, form: { ...defaults, ...fields } })
}
const colleague = (n: number, who: Who = 'member') =>
  signUp(who, { for: 'colleague', name: `Kollega ${n}`, email: `kollega${n}@example.org` })

it('organisers are led to opening it, not while the meeting waits for a date', async () => {
  const other = await conference(world)
  const offers = async () => (await world.as('organiser', { url: `/nord/${other.slug}` })).body.includes('/registration/form"')
  expect(await offers()).toBe(true)
  const organiser = await world.actor('organiser', other.id)
  await addScheduleChange(db(), organiser, other.id, { status: 'postponed' })
  expect(await offers()).toBe(false)
})

describe('registering', () => {
  it('one click made a form that asks what two days on site need', async () => {
    expect((await questions()).map((question) => question.kind)).toEqual(['days', 'meals', 'nights', 'diet'])
  })

  it('a member is registered at once, gets a receipt with a link and a calendar entry, and is led to their registration', async () => {
    const page = await world.as('member', { url: `${path}/register` })
    expect(page.body).toContain('value="Test member"')
    const answer = await signUp('member', { name: 'Test member', email: 'member@nord.example', 'q.diet': 'Glutenfritt' })
    expect(answer.statusCode).toBe(303)
    const [row] = await all()
    expect(row).toMatchObject({ state: 'registered', personId: world.people.member.id, number: 1, answers: {} })
    expect(answer.headers.location).toBe(link(row!))
    const [receipt] = await mails()
    expect(receipt).toMatchObject({ to: 'member@nord.example', subject: 'Du er påmeldt: Høstkonferansen' })
    expect(receipt!.text).toContain(link(row!))
    const entry = receipt!.calendar!
    expect(entry.method).toBe('REQUEST')
    const plain = entry.content.replaceAll('\r\n ', '')
    expect(plain).toContain('METHOD:REQUEST')
    expect(plain).toContain(`UID:${meeting.uid}`)
    expect(plain.match(/ATTENDEE/g)).toHaveLength(1)
    expect(plain).toContain('mailto:member@nord.example')
  })

  it('what one eats is kept apart from the rest, and never stands in a mail or the history', async () => {
    await signUp('member', { name: 'Test member', email: 'member@nord.example', 'q.diet': 'Glutenfritt' })
    const [apart] = await db().select().from(specialAnswer)
    expect(apart).toMatchObject({ questionId: 'diet', kind: 'diet', answer: 'Glutenfritt' })
    const elsewhere = JSON.stringify([await all(), await mails(), await db().select().from(activity)])
    expect(elsewhere).not.toContain('Glutenfritt')
    const own = await world.as(null, { url: link((await all())[0]!) })
    expect(own.body).toContain('Glutenfritt')
  })

  it('an address without an account is asked first, by a button and not by opening a page', async () => {
    const answer = await signUp(null)
    expect(answer.headers.location).toBe(path)
    const row = await byEmail('kari@example.org')
    expect(row).toMatchObject({ state: 'unconfirmed', personId: null })
    expect((await mails())[0]!.subject).toContain('Bekreft påmeldingen')
    await world.as(null, { url: link(row) })
    expect((await byEmail('kari@example.org')).state).toBe('unconfirmed')
    await world.as(null, { url: `${link(row)}/confirm`, form: {} })
    expect((await byEmail('kari@example.org')).state).toBe('registered')
    expect((await mails())[1]!.subject).toBe('Du er påmeldt: Høstkonferansen')
  })

  it('nobody learns from the page whether an address is registered, and its owner gets their link again', async () => {
    await signUp(null)
    await world.as(null, { url: `${link(await byEmail('kari@example.org'))}/confirm`, form: {} })
    const first = (await mails()).length
    const again = await signUp(null, { name: 'En annen' })
    const unknown = await signUp(null, { email: 'ukjent@example.org' })
    expect(again.headers.location).toBe(unknown.headers.location)
    expect(again.cookies[0]!.value.length).toBeGreaterThan(0)
    expect(await all()).toHaveLength(2)
    expect((await byEmail('kari@example.org')).name).toBe('Kari Nordmann')
    expect((await mails())[first]!.subject).toContain('allerede påmeldt')
  })

  it('the form comes again with what was typed and what is wrong with it', async () => {
    const answer = await signUp(null, { name: '', email: 'feil', 'q.days': [], office: 'rådgiver' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="rådgiver"')
    for (const field of ['name', 'email', 'q.days']) expect(answer.body).toContain(`href="#${field}"`)
    expect(await all()).toHaveLength(0)
  })

  it('a national identity number is kindly refused', async () => {
    const answer = await signUp('member', { 'q.diet': 'Fødselsnummeret mitt er 11077941012', email: 'member@nord.example' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('fødselsnummer')
    expect(answer.body).toContain('11077941012')
  })

  it('before it opens and after the deadline only organisers register, and the page says so', async () => {
    await limit({ closesAt: '2020-02-01T00:00:00Z' })
    expect((await world.as('member', { url: `${path}/register` })).body).toContain('Påmeldingsfristen er ute')
    expect((await colleague(1)).statusCode).toBe(403)
    expect((await colleague(2, 'organiser')).statusCode).toBe(303)
    await limit({ opensAt: null, closesAt: null })
    expect((await world.as(null, { url: `${path}/register` })).body).toContain('ikke åpnet')
    expect(await all()).toHaveLength(1)
  })

  it('who writes the name of one of the network’s organisations is registered from there', async () => {
    const id = newId()
    await db()
      .insert(organisation)
      .values({ id, networkId: world.networkId, name: { nb: 'Alta bibliotek' }, type: 'public' })
    await signUp(null, { organisationName: 'alta bibliotek' })
    expect(await byEmail('kari@example.org')).toMatchObject({ organisationId: id, organisationName: null })
  })
})

describe('the line', () => {
  it('moves by itself when somebody withdraws, in the order in which people came, and tells who moved', async () => {
    await limit({ capacity: 2 })
    for (const n of [1, 2, 3, 4]) await colleague(n)
    expect((await all()).map((row) => row.state)).toEqual(['registered', 'registered', 'waiting', 'waiting'])
    expect((await world.as(null, { url: link(await byEmail('kollega4@example.org')) })).body).toContain('1 står foran deg')
    await world.as(null, { url: `${link(await byEmail('kollega1@example.org'))}/withdraw`, form: {} })
    expect((await all()).map((row) => row.state)).toEqual(['withdrawn', 'registered', 'registered', 'waiting'])
    const last = (await mails()).slice(-2)
    expect(last.map((one) => one.subject).sort()).toEqual([
      'Du er meldt av: Høstkonferansen',
      'Du har fått plass: Høstkonferansen',
    ])
    const cancel = last.find((one) => one.to === 'kollega1@example.org')!
    expect(cancel.calendar!.content).toContain('METHOD:CANCEL')
    expect(cancel.calendar!.content).toContain(`SEQUENCE:${meeting.sequence + 1}`)
  })

  it('who regrets having withdrawn comes back first in line when the place is gone', async () => {
    await limit({ capacity: 1 })
    for (const n of [1, 2, 3]) await colleague(n)
    const first = await byEmail('kollega1@example.org')
    await world.as(null, { url: `${link(first)}/withdraw`, form: {} })
    await world.as(null, { url: `${link(first)}/again`, form: {} })
    expect((await all()).map((row) => row.state)).toEqual(['waiting', 'registered', 'waiting'])
    await world.as(null, { url: `${link(await byEmail('kollega2@example.org'))}/withdraw`, form: {} })
    expect((await all()).map((row) => row.state)).toEqual(['registered', 'withdrawn', 'waiting'])
  })

  it('a substitute takes over the place and its number', async () => {
    await limit({ capacity: 1 })
    for (const n of [1, 2]) await colleague(n)
    const first = await byEmail('kollega1@example.org')
    await world.as(null, { url: `${link(first)}/substitute`, form: { name: 'Vikar', email: 'vikar@example.org' } })
    expect(await byEmail('vikar@example.org')).toMatchObject({ state: 'registered', number: 1, byName: 'Kollega 1' })
    expect((await byEmail('kollega1@example.org')).state).toBe('withdrawn')
    expect((await byEmail('kollega2@example.org')).state).toBe('waiting')
  })

  it('who is asked again after a change of plan answers with one button', async () => {
    await colleague(1)
    const row = await byEmail('kollega1@example.org')
    expect((await world.as(null, { url: link(row) })).body).not.toContain('Kommer du fortsatt?')
    await db().update(registration).set({ askedAgainAt: '2026-01-01T00:00:00Z' })
    expect((await world.as(null, { url: link(row) })).body).toContain('Kommer du fortsatt?')
    await world.as(null, { url: `${link(row)}/still`, form: {} })
    expect(await byEmail('kollega1@example.org')).toMatchObject({ askedAgainAt: null, state: 'registered' })
  })

  it('a link with an older number holds no more', async () => {
    await colleague(1)
    const row = await byEmail('kollega1@example.org')
    await db()
      .update(registration)
      .set({ linkVersion: row.linkVersion + 1 })
      .where(eq(registration.id, row.id))
    expect((await world.as(null, { url: link(row) })).statusCode).toBe(404)
    expect((await world.as(null, { url: `${link(row)}/withdraw`, form: {} })).statusCode).toBe(404)
    expect((await world.as(null, { url: link({ ...row, linkVersion: 2 }) })).statusCode).toBe(200)
  })

  it('places are never given twice under a rush, none is lost, and the line keeps its order', async () => {
    await limit({ capacity: 20 })
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => colleague(n)))
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array(50).fill(303))
    const rows = await all()
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
    expect(rows.map((row) => row.state)).toEqual([...Array(20).fill('registered'), ...Array(30).fill('waiting')])
    expect(await mails()).toHaveLength(50)
    // Ten leave at once while the same address is registered twice from two windows.
    await Promise.all([
      ...rows.slice(0, 10).map((row) => world.as(null, { url: `${link(row)}/withdraw`, form: {} })),
      colleague(100),
      colleague(100),
    ])
    const after = await all()
    expect(after.filter((row) => row.state === 'registered')).toHaveLength(20)
    expect(after.filter((row) => row.email === 'kollega100@example.org')).toHaveLength(1)
    const waiting = after.filter((row) => row.state === 'waiting').map((row) => row.number)
    expect(waiting).toEqual([...rows.slice(30).map((row) => row.number), 51])
    const placed = (await mails()).filter((one) => one.subject.startsWith('Du har fått plass'))
    expect(new Set(placed.map((one) => one.to)).size).toBe(10)
  })
})

describe('a registration that binds', () => {
  const price = { nb: 'Deltakeravgiften på 1 200 kroner faktureres.' }
  it('asks whoever withdraws whether they know what it costs, and says it in the letter', async () => {
    await limit({ bindingFrom: '2020-01-01T00:00:00Z', priceNote: price })
    await colleague(1)
    const address = `${link(await byEmail('kollega1@example.org'))}/withdraw`
    const asked = await world.as(null, { url: address, form: {} })
    expect(asked.statusCode).toBe(422)
    expect(asked.body).toContain('Jeg har lest hva det koster')
    expect((await byEmail('kollega1@example.org')).state).toBe('registered')
    expect((await world.as(null, { url: address, form: { understood: 'on' } })).statusCode).toBe(303)
    expect((await byEmail('kollega1@example.org')).state).toBe('withdrawn')
    expect((await mails()).at(-1)!.text).toContain('1 200 kroner')
  })

  it('asks nothing before that day, nor of those who only wait', async () => {
    await limit({ bindingFrom: Temporal.Now.instant().add({ hours: 1 }).toString(), priceNote: price, capacity: 1 })
    for (const n of [1, 2]) await colleague(n)
    const leave = async (n: number) =>
      (await world.as(null, { url: `${link(await byEmail(`kollega${n}@example.org`))}/withdraw`, form: {} })).statusCode
    await limit({ bindingFrom: '2020-01-01T00:00:00Z' })
    expect(await leave(2)).toBe(303)
    expect(await leave(1)).toBe(422)
    await limit({ bindingFrom: Temporal.Now.instant().add({ hours: 1 }).toString() })
    expect(await leave(1)).toBe(303)
    await limit({ bindingFrom: null, priceNote: null })
  })
})

describe('fewer and more places, closed and opened again', () => {
  /** The form as it stands, with some of it changed. */
  async function save(fields: Record<string, string>) {
    const url = `${path}/registration/form`
    const stands = formIn((await world.as('organiser', { url })).body, url)
    return world.as('organiser', { url, form: { ...stands, ...fields, do: 'save' } })
  }

  it('fewer take a place from nobody, and nobody moves up before there is room', async () => {
    for (const n of [1, 2, 3]) await colleague(n)
    expect((await save({ capacity: '1' })).statusCode).toBe(303)
    expect((await all()).map((row) => row.state)).toEqual(['registered', 'registered', 'registered'])
    expect((await world.as('organiser', { url: `${path}/registration/form` })).body).toContain('Ingen mister plassen')
    await colleague(4)
    await world.as(null, { url: `${link(await byEmail('kollega1@example.org'))}/withdraw`, form: {} })
    expect((await byEmail('kollega4@example.org')).state).toBe('waiting')
    await save({ capacity: '3' })
    expect((await byEmail('kollega4@example.org')).state).toBe('registered')
    expect((await mails()).at(-1)).toMatchObject({ to: 'kollega4@example.org', subject: 'Du har fått plass: Høstkonferansen' })
  })

  it('closing that is taken back leaves the deadline as it was', async () => {
    const closesAt = Temporal.Now.instant().add({ hours: 24 }).round('second').toString()
    await limit({ closesAt })
    const closed = await world.as('organiser', { url: `${path}/registration/close`, form: {} })
    expect((await colleague(1)).statusCode).toBe(403)
    const notice = closed.cookies.find((one) => one.name === 'samling_notice')!.value
    const cookie = `${await world.cookies('organiser')}; samling_notice=${encodeURIComponent(notice)}`
    const page = await world.as('organiser', { url: `${path}/registration/form`, headers: { cookie } })
    const undo = formIn(page.body, `${path}/registration/open`)
    expect(undo['deadline']).toBeTruthy()
    await world.as('organiser', { url: `${path}/registration/open`, form: undo })
    const [form] = await db().select().from(registrationForm)
    expect(Temporal.Instant.compare(instantOf(form!.closesAt!), Temporal.Instant.from(closesAt))).toBe(0)
    expect((await colleague(1)).statusCode).toBe(303)
  })

  it('opening keeps a deadline that lies ahead, and lets go of one that has passed', async () => {
    const ahead = Temporal.Now.instant().add({ hours: 24 }).toString()
    const open = async () => {
      await world.as('organiser', { url: `${path}/registration/open`, form: {} })
      return (await db().select().from(registrationForm))[0]!.closesAt
    }
    await limit({ opensAt: ahead, closesAt: ahead })
    expect(await open()).not.toBeNull()
    await limit({ closesAt: '2020-01-01T00:00:00Z' })
    expect(await open()).toBeNull()
  })

  it('deadlines that make no sense for the meeting are told', async () => {
    const late = await save({ closesAt: '2099-01-01T12:00', bindingFrom: '2099-01-01T12:00' })
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('Fristen må være før møtet er slutt')
    expect(late.body).toContain('Påmeldingen må bli bindende før møtet begynner')
    expect(late.body).toContain('value="2099-01-01T12:00"')
  })
})

describe('what readers of the public page are told', () => {
  it('offers the button while there is room, the line when it is full, and is made anew when that changes', async () => {
    await limit({ capacity: 1 })
    await world.as('organiser', { url: `${path}/registration/open`, form: {} })
    const read = async () => (await world.as(null, { url: path })).body
    expect(await read()).toContain(`href="${path}/register"`)
    expect(await read()).toContain('Meld deg på')
    await colleague(1)
    expect(await read()).toContain('Still deg på venteliste')
    await world.as(null, { url: `${link(await byEmail('kollega1@example.org'))}/withdraw`, form: {} })
    expect(await read()).toContain('Meld deg på')
  })

  it('is made anew when the deadline passes, by the clock alone', async () => {
    const now = Temporal.Now.instant()
    await world.as('organiser', { url: `${path}/registration/open`, form: {} })
    await limit({ closesAt: now.subtract({ minutes: 1 }).toString() })
    expect(await turnPages(db(), now.subtract({ minutes: 2 }))).toBe(0)
    expect(await turnPages(db(), now)).toBe(1)
    expect((await world.as(null, { url: path })).body).toContain('Påmeldingsfristen gikk ut')
  })
})

it('an address that nobody confirmed is forgotten with what was written, after a week', async () => {
  await signUp(null, { 'q.diet': 'Vegetar' })
  expect(await forgetUnconfirmed(db())).toBe(0)
  await db().update(registration).set({ createdAt: '2020-01-01T00:00:00Z' })
  expect(await forgetUnconfirmed(db())).toBe(1)
  expect(await db().select().from(specialAnswer)).toEqual([])
})
