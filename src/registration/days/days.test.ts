/** Those who come on some days only: a group that is invited to its days, and what receipt and calendar hold for them. */

import { asc, eq } from 'drizzle-orm'
import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { mail } from '#platform/mail/tables.ts'
import { openConference } from '../../../tests/conference.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { readAnswers } from '../answers/forms.ts'
import { questionsOn } from '../answers/rules.ts'
import { newQuestion } from '../form/rules.ts'
import { registrationLink } from '../link/rules.ts'
import { registration, registrationForm } from '../tables.ts'

let world: World
let meeting: MeetingRow
let path: string
let days: string[]
const db = () => world.ground.db

beforeAll(async () => {
  world = await makeWorld()
  ;({ meeting, path, days } = await openConference(world))
  await db()
    .update(registrationForm)
    .set({ groups: [{ id: 'g1', name: { nb: 'Ledere' }, days: [days[1]!] }] })
})
afterAll(() => world.end())
beforeEach(async () => {
  await db().delete(registration)
  await db().delete(mail)
})

const rows = () => db().select().from(registration)
const sent = () => db().select().from(mail).orderBy(asc(mail.createdAt), asc(mail.id))
const calendarIn = (content: string) => new ICAL.Component(ICAL.parse(content)).getFirstSubcomponent('vevent')!
const come = (url: string, fields: Record<string, string | string[]> = {}) =>
  world.as('member', { url, form: { for: 'colleague', name: 'Leder', email: 'leder@example.org', ...fields } })

describe('a group that is invited to the second day', () => {
  const own = () => `${path}/register?group=g1`

  it('is offered that day by its own link, with the lunch of that day and no other', async () => {
    const page = (await world.as('member', { url: `${own()}&for=colleague` })).body
    expect(page).toContain('Du deltar som Ledere.')
    expect(page).toMatch(/Du er invitert til [a-zæøå]+ \d+/)
    for (const absent of ['name="q.days"', 'value="lunch1"', 'value="dinner1"', 'value="night0"'])
      expect(page).not.toContain(absent)
    expect(page).toContain('value="lunch2"')
    await come(own(), { 'q.meals': ['lunch1', 'lunch2'], 'q.days': days })
    expect(await rows()).toMatchObject([{ groupId: 'g1', days: [days[1]], answers: { meals: ['lunch2'] } }])
  })

  it('comes on that day when it is chosen in the meeting’s own form too', async () => {
    const page = (await world.as('member', { url: `${path}/register` })).body
    expect(page).toMatch(/Ledere: [a-zæøå]+ \d+/)
    await come(`${path}/register`, { group: 'g1', 'q.days': days })
    expect(await rows()).toMatchObject([{ groupId: 'g1', days: [days[1]] }])
  })

  it('has that day in its receipt and calendar, and nothing of the other', async () => {
    await come(own())
    const [receipt] = await sent()
    const [first, second] = [60, 61].map((later) => Temporal.Now.plainDateISO().add({ days: later }))
    expect(receipt!.text).toContain(second!.toLocaleString('nb-NO', { day: 'numeric', month: 'long' }))
    expect(receipt!.text).not.toContain(first!.toLocaleString('nb-NO', { day: 'numeric', month: 'long' }))
    const event = calendarIn(receipt!.calendar!.content)
    const at = (name: string) => event.getFirstPropertyValue(name)!.toString()
    expect([at('dtstart'), at('dtend')]).toEqual([`${second}T09:00:00`, `${second}T13:00:00`])
    expect(at('uid')).toBe(meeting.uid)
    expect(at('description')).toContain('Du kommer')
  })

  it('keeps to its day when it changes its answers by its link', async () => {
    await come(own())
    const [row] = await rows()
    const link = registrationLink(world.ground.secret, row!)
    const page = (await world.as(null, { url: link })).body
    expect(page).toContain('Du deltar som Ledere.')
    const typed = formIn(page, `${link}/change`)
    expect((await world.as(null, { url: `${link}/change`, form: { ...typed, 'q.days': days } })).statusCode).toBe(303)
    expect(await rows()).toMatchObject([{ groupId: 'g1', days: [days[1]] }])
  })
})

it('who changes to other days has their calendar entry changed, and its number counts on', async () => {
  await come(`${path}/register`, { 'q.days': days })
  const [row] = await rows()
  const link = registrationLink(world.ground.secret, row!)
  const typed = formIn((await world.as(null, { url: link })).body, `${link}/change`)
  await world.as(null, { url: `${link}/change`, form: { ...typed, 'q.days': days[0]! } })
  const [before, after] = (await sent()).map((one) => calendarIn(one.calendar!.content))
  const number = (event: ICAL.Component) => Number(event.getFirstPropertyValue('sequence'))
  expect(number(after!)).toBe(number(before!) + 1)
  const first = Temporal.Now.plainDateISO().add({ days: 60 })
  expect(after!.getFirstPropertyValue('dtend')!.toString()).toBe(`${first}T16:00:00`)
  // Nothing that a calendar shows is changed: then its number stays.
  const [now] = await rows()
  await world.as(null, {
    url: `${link}/change`,
    form: { ...typed, version: String(now!.version), 'q.days': days[0]!, office: 'ny' },
  })
  expect((await db().select().from(registration).where(eq(registration.id, row!.id)))[0]!.sequence).toBe(now!.sequence)
})

describe('what hangs on days', () => {
  const questions = [
    { id: 'days', kind: 'days', label: { nb: 'Dager' }, required: true },
    { id: 'q1', kind: 'text', label: { nb: 'Verksted' }, required: true, when: { question: 'days', option: 'd2' } },
  ] as const
  const asked = { questions, mode: 'onsite', days: ['d1', 'd2', 'd3'] } as const

  it('is asked of those who come on that day, and of no others', () => {
    expect(readAnswers(asked, { 'q.days': 'd1', 'q.q1': 'skriving' }).answers).toEqual({})
    expect(readAnswers(asked, { 'q.days': ['d1', 'd2'], 'q.q1': 'skriving' }).answers).toEqual({ q1: 'skriving' })
    expect(() => readAnswers(asked, { 'q.days': ['d1', 'd2', 'd3'] })).toThrow()
  })

  it('is not asked where all of it belongs to days that they are not invited to', () => {
    const meals = {
      id: 'meals',
      kind: 'meals',
      label: { nb: 'Mat' },
      required: true,
      options: [{ id: 'l', label: {}, day: 'd1' }],
    } as const
    const group = { days: ['d2'] }
    expect(readAnswers({ ...asked, questions: [meals], group }, {}).answers).toEqual({})
    expect(() => readAnswers({ ...asked, questions: [meals] }, {})).toThrow()
  })

  it('a group with several days chooses among those, and one of a day that is gone may come on all', () => {
    const group = { days: ['d2', 'd3'] }
    expect(readAnswers({ ...asked, group }, { 'q.days': ['d1', 'd3'] }).days).toEqual(['d3'])
    expect(() => readAnswers({ ...asked, group }, { 'q.days': ['d1'] })).toThrow()
    expect(readAnswers({ ...asked, questions: [], group }, {}).days).toEqual(['d2', 'd3'])
    expect(readAnswers({ ...asked, group: { days: ['gone'] } }, { 'q.days': ['d1'] }).days).toEqual(['d1'])
  })

  it('goes along with its day when that becomes a meeting of its own, and stays behind with the others', () => {
    const label = { nb: 'x' }
    const all = [
      ...questions,
      { id: 'q2', kind: 'text', label, required: false, when: { question: 'days', option: 'd1' } },
      {
        id: 'meals',
        kind: 'meals',
        label,
        required: false,
        options: ['d1', 'd2'].map((day) => ({ id: `lunch${day}`, label, day })),
      },
      { id: 'nights', kind: 'nights', label, required: false, options: [{ id: 'night1', label, day: 'd1' }] },
      { id: 'q3', kind: 'choice', label, required: true, options: [{ id: 'o1', label }] },
    ] as const
    const there = questionsOn(all, new Map([['d2', 'new']]))
    expect(there.map((question) => question.id)).toEqual(['days', 'q1', 'meals', 'q3'])
    expect(there[1]!.when).toEqual({ question: 'days', option: 'new' })
    expect(there[2]!.options).toEqual([{ id: 'lunchd2', label, day: 'new' }])
    expect(there[3]).toEqual(all[5])
  })

  it('meals and nights are suggested in the order of time, nights by their dates', () => {
    const occasion = {
      attendance: 'onsite',
      startsAt: null,
      days: [
        { id: 'a', date: '2027-04-28' },
        { id: 'b', date: '2027-04-29' },
      ],
    } as const
    const optionsOf = (kind: 'meals' | 'nights') =>
      newQuestion(kind, [], occasion).options!.map(({ id, day, label }) => [id, day, label.nb])
    expect(optionsOf('meals')).toEqual([
      ['lunch1', 'a', 'Lunsj onsdag 28. april'],
      ['dinner1', 'a', 'Middag onsdag 28. april'],
      ['lunch2', 'b', 'Lunsj torsdag 29. april'],
    ])
    expect(optionsOf('nights')).toEqual([
      ['night0', 'a', 'Natt 27.–28. april 2027'],
      ['night1', 'b', 'Natt 28.–29. april 2027'],
    ])
  })
})
