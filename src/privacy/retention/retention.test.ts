/** What is kept goes when its time is out, and not a day before: the clock is moved, and the rows are looked at. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { material, materialRead, proposal } from '#materials/tables.ts'
import type { MeetingRow } from '#meeting/reads.ts'
import { meeting as meetings } from '#meeting/tables.ts'
import { lastPurge, listPurges } from '#network/retention/reads.ts'
import { membership, network, purge } from '#network/tables.ts'
import { follower, notice, noticeReceiver, ownCalendar, visit } from '#notices/tables.ts'
import { profile } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { item, operation, speaker } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { attendance, registration, registrationForm, specialAnswer } from '#registration/tables.ts'
import { conference } from '../../../tests/conference.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { examinePurge } from './reads.ts'
import { daysFor, type PurposeId, purposes, shownTerms, withTerm } from './rules.ts'
import { purgeAll } from './writes.ts'

let world: World
let meeting: MeetingRow
const db = () => world.ground.db
const ended = Temporal.Instant.from('2026-05-06T12:00:00Z')
const daysAfter = (days: number) => ended.add({ hours: 24 * days })
/** A minute before, and a minute after the end of a term that runs from the meeting's end. */
const around = (days: number) => [daysAfter(days).subtract({ minutes: 1 }), daysAfter(days).add({ minutes: 1 })] as const
const home = () => ({ networkId: world.networkId, meetingId: meeting.id })
const purged = async (now: Temporal.Instant) => (await purgeAll(db(), now)).get(world.networkId)!

beforeAll(async () => {
  world = await makeWorld()
  meeting = await conference(world)
  const span = { startsAt: '2026-05-06T07:00:00Z', endsAt: ended.toString() }
  await db().update(meetings).set(span).where(eq(meetings.id, meeting.id))
  const label = { nb: 'Spørsmål' }
  const question = (kind: 'phone' | 'transport' | 'invoice' | 'text' | 'diet') => ({ id: kind, kind, label, required: false })
  await db()
    .insert(registrationForm)
    .values({ ...home(), questions: (['phone', 'transport', 'invoice', 'text', 'diet'] as const).map(question) })
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [registration, specialAnswer, attendance, input, follower, purge]) await db().delete(table)
  await db().update(network).set({ retention: {} })
})

async function registered(
  answers: Record<string, string>,
  more: Partial<typeof registration.$inferInsert> = {},
): Promise<string> {
  const id = newId()
  const number = (await db().select().from(registration)).length + 1
  await db()
    .insert(registration)
    .values({
      ...home(),
      id,
      number,
      state: 'registered',
      name: `Kari ${number}`,
      email: `kari${number}@example.org`,
      office: 'leder',
      answers,
      ...more,
    })
  return id
}
const rowsOf = () => db().select().from(registration).orderBy(registration.number)

describe('the table of purposes', () => {
  it('says for each how long, within bounds, and never sets aside what the archive needs', () => {
    for (const { id, days, least, most } of withTerm) {
      expect([id, days >= least && days <= most]).toEqual([id, true])
      expect([id, daysFor(withTerm.find((one) => one.id === id)!, { [id]: least })]).toEqual([id, least])
      expect([id, daysFor(withTerm.find((one) => one.id === id)!, { [id]: most + 1 })]).toEqual([id, days])
    }
    for (const id of ['attendance', 'minutes', 'programme'] as PurposeId[])
      expect(daysFor(purposes.find((one) => one.id === id)!, { [id]: 1 })).toBeNull()
    expect(shownTerms({})).toMatchObject({ special: 30, practical: 30, unconfirmed: 7 })
  })
})

describe('registrations', () => {
  it('diet and lodging go thirty days after the end, telephone and travel too, the rest stays', async () => {
    const id = await registered({ phone: '77', transport: 'buss', invoice: 'Kommunen', text: 'Hei' })
    await db()
      .insert(specialAnswer)
      .values({ ...home(), registrationId: id, questionId: 'diet', kind: 'diet', answer: 'Glutenfritt' })
    const [early, late] = around(30)
    expect(await purged(early)).toMatchObject({ special: 0, practical: 0 })
    expect(await db().select().from(specialAnswer)).toHaveLength(1)
    expect(await purged(late)).toMatchObject({ special: 1, practical: 1, registration: 0 })
    expect(await db().select().from(specialAnswer)).toHaveLength(0)
    expect(await rowsOf()).toMatchObject([{ answers: { invoice: 'Kommunen', text: 'Hei' } }])
  })

  it('after a year only those with an invoice address are left, with that alone; attendance stays', async () => {
    const gone = await registered({ text: 'Hei' })
    await registered({ invoice: 'Kommunen', text: 'Hei' })
    await db()
      .insert(attendance)
      .values({ ...home(), registrationId: gone, name: 'Kari 1', presence: 'present', mode: 'onsite', own: false })
    const [early, late] = around(365)
    await purged(early)
    expect(await rowsOf()).toHaveLength(2)
    expect(await purged(late)).toMatchObject({ registration: 2 })
    expect(await rowsOf()).toMatchObject([{ name: 'Kari 2', office: null, answers: { invoice: 'Kommunen' } }])
    expect(await db().select().from(attendance)).toMatchObject([{ name: 'Kari 1', registrationId: null }])
    // A second run finds nothing more.
    expect(await purged(late)).toMatchObject({ registration: 0 })
    expect(await purged(around(5 * 365)[1])).toMatchObject({ invoice: 1, registration: 1 })
    expect(await rowsOf()).toEqual([])
    expect(await db().select().from(attendance)).toHaveLength(1)
  })

  it('a network’s own terms hold', async () => {
    await db()
      .update(network)
      .set({ retention: { practical: 3 } })
    await registered({ phone: '77' })
    expect(await purged(around(3)[0])).toMatchObject({ practical: 0 })
    expect(await purged(around(3)[1])).toMatchObject({ practical: 1 })
  })

  it('more than one batch of them is found, and each counted', async () => {
    const many = Array.from({ length: 1203 }, (_, n) => n + 1)
    await db()
      .insert(registration)
      .values(
        many.map((number) => ({
          ...{ ...home(), number, state: 'registered' as const, name: `Kari ${number}`, email: `kari${number}@example.org` },
          answers: { phone: '77' },
        })),
      )
    expect(await purged(around(30)[1])).toMatchObject({ practical: 1203 })
    expect((await rowsOf()).every((row) => !('phone' in row.answers))).toBe(true)
  })

  it('what waits for a new date is not lost because the old one has passed', async () => {
    await registered({ phone: '77' })
    const now = Temporal.Now.instant()
    await db()
      .update(meetings)
      .set({ startsAt: null, endsAt: null, updatedAt: now.toString() })
      .where(eq(meetings.id, meeting.id))
    expect(await purged(now.add({ hours: 24 * 300 }))).toMatchObject({ practical: 0 })
    expect(await purged(now.add({ hours: 24 * 400 }))).toMatchObject({ practical: 1 })
    await db().update(meetings).set({ endsAt: ended.toString() }).where(eq(meetings.id, meeting.id))
  })
})

describe('what else is kept for a time', () => {
  it('addresses that nobody confirmed: those that registered and those that would follow', async () => {
    const createdAt = daysAfter(0).toString()
    await registered({}, { state: 'unconfirmed', createdAt })
    await registered({}, { createdAt })
    await db()
      .insert(follower)
      .values([
        { networkId: world.networkId, email: 'a@example.org', createdAt },
        { networkId: world.networkId, email: 'b@example.org', createdAt, confirmedAt: createdAt },
      ])
    expect(await purged(around(7)[0])).toMatchObject({ unconfirmed: 0 })
    expect(await purged(around(7)[1])).toMatchObject({ unconfirmed: 2 })
    expect(await rowsOf()).toHaveLength(1)
    expect(await db().select().from(follower)).toMatchObject([{ email: 'b@example.org' }])
  })

  it('what was sent in: names of those without an account, and all that nobody took up', async () => {
    const one = { ...home(), kind: 'question', text: 'Hva?', locale: 'nb' } as const
    await db()
      .insert(input)
      .values([
        { ...one, state: 'answered', name: 'Gjest', email: 'gjest@example.org' },
        { ...one, state: 'answered', name: 'Test member', personId: world.people.member.id },
        { ...one, state: 'waiting', name: 'Gjest' },
      ])
    await purged(around(180)[0])
    expect(await db().select().from(input)).toHaveLength(3)
    expect(await purged(around(180)[1])).toMatchObject({ input: 2 })
    const left = await db().select().from(input).orderBy(input.name)
    expect(left).toMatchObject([{ name: 'Test member' }, { name: null, email: null }])
  })

  it('mail that does not wait, letters, visits, speakers’ addresses and corrections, ticks', async () => {
    const createdAt = daysAfter(0).toString()
    const letter = { networkId: world.networkId, subject: 'Hei', text: 'Hei', kind: 'plan', createdAt }
    await db().delete(mail)
    await db()
      .insert(mail)
      .values([
        { ...letter, to: 'sendt@example.org', state: 'sent' },
        { ...letter, to: 'venter@example.org', state: 'waiting' },
        { ...letter, networkId: null, to: 'lenke@example.org', state: 'sent' },
      ])
    const [sent] = await db()
      .insert(notice)
      .values({ ...home(), subject: { nb: 'Hei' }, body: { nb: 'Hei' }, audience: {}, sentAt: createdAt })
      .returning()
    await db().insert(noticeReceiver).values({ noticeId: sent!.id, networkId: world.networkId, email: 'a@example.org' })
    await db()
      .insert(visit)
      .values({ ...home(), personId: world.people.member.id, at: createdAt })
    const [first] = await db().select().from(item).where(eq(item.meetingId, meeting.id))
    const spoke = { ...home(), itemId: first!.id, position: 0, name: 'Kari Nordmann', email: 'kari@example.org' }
    const [speaks] = await db().insert(speaker).values(spoke).returning()
    const remembered = {
      id: speaks!.id,
      name: spoke.name,
      email: spoke.email,
      personId: null,
      office: null,
      role: 'speaker' as const,
    }
    await db()
      .insert(operation)
      .values({
        ...{ ...home(), number: 99, action: 'item.changed', at: createdAt, byName: 'Test organiser' },
        changes: [
          { of: 'item', id: first!.id, before: null, after: { title: { nb: 'Om "email": "x"' }, speakers: [remembered] } },
        ],
      })
    const suggested = { itemId: first!.id, speakerId: speaks!.id, proposed: { bio: 'Ny' }, was: { bio: '' } }
    await db()
      .insert(proposal)
      .values({ ...home(), ...suggested })
    const [paper] = await db()
      .insert(material)
      .values({ ...home(), kind: 'paper', title: { nb: 'Sak' }, position: 0 })
      .returning()
    await db()
      .insert(materialRead)
      .values({ networkId: world.networkId, materialId: paper!.id, personId: world.people.member.id })

    expect(await purged(daysAfter(89))).toMatchObject({ mail: 0, visit: 0 })
    expect(await purged(daysAfter(91))).toMatchObject({ mail: 1 })
    expect(await db().select({ to: mail.to }).from(mail)).toEqual([{ to: 'venter@example.org' }])
    expect(await purged(daysAfter(181))).toMatchObject({ visit: 1 })
    expect(await purged(daysAfter(364))).toMatchObject({ letter: 0, speaker: 0 })
    expect(await purged(daysAfter(366))).toMatchObject({ letter: 1, speaker: 3, registration: 1 })
    expect(await db().select().from(speaker)).toMatchObject([{ name: 'Kari Nordmann', email: null }])
    const [kept] = await db().select().from(operation).where(eq(operation.number, 99))
    expect(JSON.stringify(kept!.changes)).not.toContain('kari@example.org')
    expect(kept!.changes[0]!.after).toMatchObject({ title: { nb: 'Om "email": "x"' }, speakers: [{ name: 'Kari Nordmann' }] })
  })

  it('who did what, after five years: the act stays', async () => {
    await db()
      .update(activity)
      .set({ at: daysAfter(0).toString() })
    const acts = (await db().select().from(activity)).length
    expect(await purged(daysAfter(5 * 365 - 1))).toMatchObject({ history: 0 })
    const { history } = await purged(daysAfter(5 * 365 + 1))
    expect(history).toBeGreaterThan(0)
    const left = await db().select().from(activity).where(eq(activity.networkId, world.networkId))
    expect(left.every((act) => act.byName === null && act.byPerson === null)).toBe(true)
    expect((await db().select().from(activity)).length).toBe(acts)
  })

  it('what one told of oneself, thirty days after one left; never while one belongs', async () => {
    const own = { networkId: world.networkId, personId: world.people.member.id }
    await db()
      .insert(profile)
      .values({ ...own, about: { nb: 'Hei' } })
    await db().insert(ownCalendar).values(own)
    expect(await purged(daysAfter(3000))).toMatchObject({ profile: 0 })
    await db()
      .update(membership)
      .set({ to: daysAfter(0).toString() })
      .where(eq(membership.personId, world.people.member.id))
    expect(await purged(around(30)[0])).toMatchObject({ profile: 0 })
    expect(await purged(around(30)[1])).toMatchObject({ profile: 2 })
    await db().update(membership).set({ to: null }).where(eq(membership.personId, world.people.member.id))
  })
})

describe('the log', () => {
  it('says how much of what, never whose, and that somebody looked where there was nothing', async () => {
    await registered({ phone: '77' })
    const now = around(30)[1]
    await purged(now)
    const log = await listPurges(db(), world.networkId)
    expect(log).toMatchObject([{ purpose: 'practical', deleted: 1 }])
    expect(JSON.stringify(await db().select().from(purge))).not.toMatch(/kari|example/i)
    const later = now.add({ hours: 24 })
    await purged(later)
    expect(await listPurges(db(), world.networkId)).toHaveLength(1)
    expect(Temporal.Instant.from((await lastPurge(db()))!.replace(' ', 'T').replace(/\+00$/, 'Z')).equals(later)).toBe(true)
  })

  it('the doctor says when, and finds it wrong when that is days ago', async () => {
    expect((await examinePurge(db()))[0]).toMatchObject({ is: 'note' })
    await purged(daysAfter(10))
    expect((await examinePurge(db(), daysAfter(11)))[0]).toMatchObject({
      is: 'ok',
      text: expect.stringContaining('2026-05-16 12:00 UTC'),
    })
    expect((await examinePurge(db(), daysAfter(13)))[0]).toMatchObject({ is: 'wrong' })
  })
})

describe('the pages', () => {
  const url = '/nord/settings/privacy'
  const form = async () => formIn((await world.as('owner', { url })).body, url) as Record<string, string>

  it('everybody reads what is kept and for how long, and the footer leads there', async () => {
    const home = await world.as(null, { url: '/nord' })
    expect(home.body).toContain('href="/nord/privacy"')
    const page = await world.as(null, { url: '/nord/privacy' })
    expect(page.body).toContain('30 dager etter at møtet er slutt')
    expect(page.body).not.toContain('settings/privacy')
    await world.as('owner', { url, form: { ...(await form()), special: '12' } })
    expect((await world.as(null, { url: '/nord/privacy' })).body).toContain('12 dager etter at møtet er slutt')
  })

  it('an owner sets the terms; what is out of bounds comes again with what was typed', async () => {
    const saved = await world.as('owner', { url, form: { ...(await form()), visit: '90' } })
    expect(saved.statusCode).toBe(303)
    expect((await db().select().from(network))[0]!.retention).toEqual({ visit: 90 })
    for (const wrong of ['91', 'x', '', '-1', '2.5']) {
      const answer = await world.as('owner', { url, form: { ...(await form()), special: wrong } })
      expect([wrong, answer.statusCode]).toEqual([wrong, 422])
      if (wrong) expect(answer.body).toContain(`value="${wrong}"`)
      expect(answer.body).toContain('href="#special"')
    }
    expect((await db().select().from(network))[0]!.retention).toEqual({ visit: 90 })
  })

  it('two owners do not overwrite each other silently', async () => {
    const mine = await form()
    await world.as('owner', { url, form: { ...(await form()), special: '20' } })
    const answer = await world.as('owner', { url, form: { ...mine, visit: '60' } })
    expect(answer.statusCode).toBe(409)
    expect(answer.body).toContain('<dd>20</dd>')
    const again = await world.as('owner', { url, form: { ...(formIn(answer.body, url) as Record<string, string>) } })
    expect(again.statusCode).toBe(303)
    expect((await db().select().from(network))[0]!.retention).toEqual({ visit: 60 })
  })

  it('an owner sees what was deleted when', async () => {
    expect((await world.as('owner', { url })).body).toContain('Det er ikke sett etter ennå')
    await registered({ phone: '77' })
    await purged(around(30)[1])
    const page = (await world.as('owner', { url })).body
    expect(page).toContain('Telefon og reise')
    expect(page).toMatch(/Sist sett etter: .*2026/)
  })
})
