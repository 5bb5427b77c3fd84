import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findMeeting, meetingById, readMeeting } from '#meeting/reads.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { meetingRole } from '#meeting/tables.ts'
import { addText, grantMeetingRole, invite, publish, setAudience } from '#meeting/writes.ts'
import { readHome } from '#network/home/reads.ts'
import { networkBySlug } from '#network/reads.ts'
import { membership, series } from '#network/tables.ts'
import { NotFound } from '#platform/errors.ts'
import { emptyEdit } from '#programme/forms.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { addItem } from '#programme/writes.ts'
import { pollForm } from '#room/polls/forms.ts'
import { poll } from '#room/polls/tables.ts'
import { closePoll, makePoll, noteAgreed, openPoll, removePoll } from '#room/polls/writes.ts'
import { formIn } from '../../../tests/form.ts'
import { everyone, makeWorld, type Who, type World } from '../../../tests/world.ts'
import { item } from '../tables.ts'
import { makeFrom } from './writes.ts'

let world: World
let source: MeetingRow
const text = `Ledermøte april 2020

Velkommen til ledermøte onsdag 29. april 2020.

Onsdag 29. april 2020
09.00-10.00 Om lesing v/ Kari Nordmann, biblioteksjef. Se referat
10.00-10.15 Pause
torsdag 30. april 2020
09.00-10.00 Om tall`

beforeAll(async () => {
  world = await makeWorld()
  const { db } = world.ground
  const organiser = await world.actor('organiser')
  source = await createMeetingFromText(db, organiser, world.networkId, text, { seriesId: world.seriesId })
  await grantMeetingRole(db, organiser, source.id, world.people.member.id, 'chair')
  await grantMeetingRole(db, organiser, source.id, world.people.outsider.id, 'speaker')
  await invite(db, organiser, source.id, [world.people.outsider.id])
  await addText(db, organiser, source.id, {
    kind: 'practical',
    body: { nb: 'Frist er 15. april.' },
    heading: { nb: 'Påmelding' },
  })
  source = await publish(db, organiser, source.id)
  source = await setAudience(db, organiser, source.id, source.version, 'members')
})
afterAll(() => world.end())

const viewOf = async (slug: string) => {
  const row = await findMeeting(world.ground.db, world.networkId, slug)
  return readMeeting(world.ground.db, await world.actor('organiser', row!.id), row!)
}
const send = (who: Who | null, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })
const page = async (who: Who | null, url: string) => (await world.as(who, { url })).body

describe('a new meeting after an earlier one', () => {
  it('is offered with the last of each series first', async () => {
    const choices = await page('organiser', '/nord/new/from')
    expect(choices).toContain('Siste i Ledermøte')
    expect(choices).toContain(`/nord/new/from?from=${source.id}`)
    expect(await page('organiser', '/nord/new')).toContain('href="/nord/new/from"')
  })

  it('has structure, texts and parts, but neither speakers nor what points to minutes', async () => {
    const url = '/nord/new/from'
    const form = formIn(await page('organiser', `${url}?from=${source.id}`), url)
    expect(form).toMatchObject({ from: source.id, series: world.seriesId, 'title/nb': 'Ledermøte april 2020' })
    expect([form['along']].flat()).toEqual(['audience', 'place', 'invited'])
    const answer = await send('organiser', url, { ...form, 'title/nb': 'Ledermøte januar 2027', 'date/0': '2027-01-19' })
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/nord/ledermote-januar-2027'])
    const view = await viewOf('ledermote-januar-2027')
    expect(view.meeting).toMatchObject({
      madeFrom: source.id,
      publishedAt: null,
      audience: 'members',
      seriesId: world.seriesId,
      template: false,
    })
    expect(
      view.days.map((day) => [day.date, day.items.map((one) => [one.start, one.title.nb, one.note, one.speakers.length])]),
    ).toEqual([
      [
        '2027-01-19',
        [
          ['09:00', 'Om lesing', null, 0],
          ['10:00', 'Pause', null, 0],
        ],
      ],
      ['2027-01-20', [['09:00', 'Om tall', null, 0]]],
    ])
    expect(view.texts.map((one) => one.heading?.nb ?? one.body.nb)).toContain('Påmelding')
    expect(view.meeting.startsAt).toContain('2027-01-19 08:00')
    const roles = await world.ground.db.select().from(meetingRole).where(eq(meetingRole.meetingId, view.meeting.id))
    expect(roles.map((one) => [one.personId, one.role])).toEqual([[world.people.member.id, 'chair']])
    // The earlier one is as it was.
    const before = await viewOf(source.slug)
    expect(before.days[0]!.items[0]!.speakers).toHaveLength(1)
    expect(new Set([...view.days, ...before.days].flatMap((day) => day.items).map((one) => one.uid)).size).toBe(6)
  })

  it('says on its page which dates came along, with the way to each', async () => {
    const draft = await page('organiser', '/nord/ledermote-januar-2027')
    expect(draft.slice(draft.indexOf('sm-mnotes'), draft.indexOf('sm-mprog'))).toMatch(
      /href="\/nord\/ledermote-januar-2027\/texts\/[^"]*">«15\. april» står i «Påmelding»/,
    )
    expect(draft).toContain('29. april 2020')
    expect(await page('member', '/nord/ledermote-januar-2027')).not.toContain('Datoer som ikke er')
  })

  it('takes speakers along when asked', async () => {
    const answer = await send('organiser', '/nord/new/from', { from: source.id, 'title/nb': 'Med innledere', along: 'speakers' })
    const view = await viewOf(answer.headers['location']!.split('/').at(-1)!)
    expect(view.days[0]!.items[0]!.speakers).toMatchObject([{ name: 'Kari Nordmann', office: 'biblioteksjef' }])
    expect(view.meeting).toMatchObject({ audience: 'public', startsAt: null })
  })

  it('puts to the vote what was put to the vote, as drafts that nobody has opened', async () => {
    const { db } = world.ground
    const chair = await world.actor('organiser', source.id)
    const [about] = await db.select().from(item).where(eq(item.meetingId, source.id)).orderBy(item.position)
    const shelf = await addItem(db, chair, source.id, { dayId: null }, { ...emptyEdit, title: { nb: 'På hylla' } })
    const asked = (question: string, more: Record<string, string> = {}) =>
      makePoll(db, chair, source, pollForm.parse({ question, ...more }))
    const held = (await asked('Går vi for det?', { item: about!.id, secrecy: 'secret' }))!
    await openPoll(db, chair, source, held.id)
    await closePoll(db, chair, source, held.id)
    await asked('Hvilken dag?', { kind: 'single', options: 'Mandag\nTirsdag' })
    await asked('Ligger igjen', { item: shelf.id })
    const removed = (await asked('Ombestemt'))!
    await removePoll(db, chair, source, removed.id, true)
    await noteAgreed(db, chair, source, { question: 'Sett på stedet', item: null })

    const url = '/nord/new/from'
    const form = formIn(await page('organiser', `${url}?from=${source.id}`), url)
    expect([form['along']].flat()).toContain('polls')
    const make = async (title: string, along: string[]) => {
      const answer = await send('organiser', url, { ...form, 'title/nb': title, along })
      const view = await viewOf(answer.headers['location']!.split('/').at(-1)!)
      const polls = await db.select().from(poll).where(eq(poll.meetingId, view.meeting.id)).orderBy(poll.position)
      return { view, polls }
    }
    const { view, polls } = await make('Med avstemninger', ['polls'])
    const copied = view.days[0]!.items.find((one) => one.title.nb === about!.title.nb)
    expect(polls.map((one) => [one.question.nb, one.itemId, one.secrecy])).toEqual([
      ['Går vi for det?', copied!.id, 'secret'],
      ['Hvilken dag?', null, 'hidden'],
    ])
    expect(polls[1]!.options.map((one) => one.label.nb)).toEqual(['Mandag', 'Tirsdag'])
    for (const one of polls)
      expect(one).toMatchObject({ openedAt: null, closedAt: null, shownAt: null, result: null, electors: null })
    expect((await make('Uten avstemninger', ['place'])).polls).toEqual([])
  })

  it('comes back with what was typed when a date or the title cannot be used', async () => {
    const wrong = { from: source.id, 'title/nb': '', 'date/0': '2027-13-40', along: ['speakers', 'place'] }
    const answer = await send('organiser', '/nord/new/from', wrong)
    expect(answer.statusCode).toBe(422)
    const form = formIn(answer.body, '/nord/new/from')
    expect([form['date/0'], form['along']]).toEqual(['2027-13-40', ['speakers', 'place']])
    const order = { from: source.id, 'title/nb': 'X', 'date/0': '2027-01-19', 'date/1': '2027-01-18' }
    const outOfOrder = await send('organiser', '/nord/new/from', order)
    expect(outOfOrder.statusCode).toBe(422)
    expect(outOfOrder.body).toContain('Dagene må følge etter hverandre')
  })

  it('tells of a holiday, and proposes the day that the rhythm of the series gives', async () => {
    const rhythm = { kind: 'weekday', weekday: 1, week: 3, months: [5] } as const
    await world.ground.db.update(series).set({ rhythm }).where(eq(series.id, world.seriesId))
    const form = await page('organiser', `/nord/new/from?from=${source.id}&date=2027-05-17`)
    expect(form).toContain('Mandag 17. mai 2027 er offentlig høytidsdag: 17. mai.')
    expect(formIn(form, '/nord/new/from')['title/nb']).toBe('Ledermøte mai 2027')
    const proposed = formIn(await page('organiser', `/nord/new/from?from=${source.id}`), '/nord/new/from')['date/0']
    expect(proposed).toMatch(/^\d{4}-05-(1[5-9]|2[01])$/)
    const answer = await send('organiser', '/nord/new/from', { from: source.id, 'title/nb': 'Maimøte', 'date/0': '2027-05-17' })
    const cookie = [answer.headers['set-cookie']].flat().join(';')
    expect(Buffer.from(/samling_notice=([\w-]+)/.exec(cookie)?.[1] ?? '', 'base64url').toString()).toContain('17. mai')
  })

  it('is made of nothing that is elsewhere or not theirs', async () => {
    const { db } = world.ground
    const input = {
      title: { nb: 'X' },
      seriesId: null,
      dates: [],
      along: { speakers: false, audience: true, place: true, join: true, invited: true, polls: true },
    }
    await expect(makeFrom(db, await world.actor('member'), world.networkId, source.id, input)).rejects.toThrow(NotFound)
    await expect(makeFrom(db, await world.actor('organiser'), world.networkId, 'abc', input)).rejects.toThrow(NotFound)
    expect((await world.as('member', { url: `/nord/new/from?from=${source.id}` })).statusCode).toBe(404)
  })

  it('gives nothing anew to whoever has left', async () => {
    const { db } = world.ground
    const organiser = await world.actor('organiser')
    await db.update(membership).set({ to: '2999-01-01T00:00:00Z' }).where(eq(membership.personId, world.people.member.id))
    const along = { speakers: true, audience: true, place: true, join: true, invited: true, polls: true }
    const made = await makeFrom(db, organiser, world.networkId, source.id, {
      title: { nb: 'Uten ham' },
      seriesId: null,
      dates: [],
      along,
    })
    const roles = await db.select().from(meetingRole).where(eq(meetingRole.meetingId, made.id))
    await db.update(membership).set({ to: null }).where(eq(membership.personId, world.people.member.id))
    expect(roles.map((one) => one.personId)).toEqual([world.people.outsider.id])
  })

  it('costs the same number of queries for three items and for three hundred', async () => {
    const { db } = world.ground
    const organiser = await world.actor('organiser')
    const lines = Array.from(
      { length: 300 },
      (_, i) => `${String(9 + Math.floor(i / 60)).padStart(2, '0')}.${String(i % 60).padStart(2, '0')} Sak nummer ${i}`,
    )
    const long = await createMeetingFromText(db, organiser, world.networkId, `Langt\n\n29. april 2026\n${lines.join('\n')}`)
    const along = { speakers: true, audience: true, place: true, join: true, invited: true, polls: true }
    const cost = async (from: string) => {
      const before = world.database.queries()
      await makeFrom(db, organiser, world.networkId, from, { title: { nb: `Telling ${from}` }, seriesId: null, dates: [], along })
      return world.database.queries() - before
    }
    expect((await db.select().from(item).where(eq(item.meetingId, long.id))).length).toBeGreaterThan(250)
    // The short one has speakers, roles and invitations besides: a query for each.
    expect(await cost(long.id)).toBeLessThanOrEqual(await cost(source.id))
  })
})

describe('a template', () => {
  let slug: string
  it('is saved from a meeting, without dates', async () => {
    const answer = await send('organiser', `/nord/${source.slug}/template`, { name: 'Todagers ledermøte' })
    expect(answer.headers['location']).toBe('/nord/templates')
    slug = /href="\/nord\/([a-z0-9-]+)"[^>]*>Todagers ledermøte/.exec(await page('organiser', '/nord/templates'))![1]!
    const view = await viewOf(slug)
    expect(view.meeting).toMatchObject({ template: true, startsAt: null, publishedAt: null, madeFrom: source.id })
    expect(view.days.map((day) => [day.date, day.items.length])).toEqual([
      [null, 2],
      [null, 1],
    ])
  })

  it('is there for organisers alone, even where others have a part in it, and is never published', async () => {
    const answers = await Promise.all(
      everyone.map(async (who) => [who, (await world.as(who, { url: `/nord/${slug}` })).statusCode] as const),
    )
    expect(Object.fromEntries(answers)).toEqual({ owner: 200, organiser: 200, member: 404, outsider: 404, operator: 404 })
    expect((await world.as(null, { url: `/nord/${slug}` })).statusCode).toBe(404)
    expect((await send('organiser', `/nord/${slug}/publish`, {})).statusCode).toBe(403)
    expect(await page('organiser', `/nord/${slug}`)).not.toContain(`/nord/${slug}/publish`)
  })

  it('is in no list', async () => {
    const { db } = world.ground
    await db.execute(
      `update meeting set starts_at = '2027-03-03T08:00:00Z', ends_at = '2027-03-03T10:00:00Z' where slug = '${slug}'`,
    )
    const network = await networkBySlug(db, 'nord')
    const home = await readHome(db, await world.actor('organiser'), network!, {}, 'nb')
    const listed = JSON.stringify(home)
    expect(listed).toContain('ledermote-januar-2027')
    expect(listed).not.toContain(slug)
    for (const url of ['/', '/nord', '/nord/series/ledermote', `/nord/${source.slug}`])
      expect([url, (await page('organiser', url)).includes(slug)]).toEqual([url, false])
    await db.execute(`update meeting set starts_at = null, ends_at = null where slug = '${slug}'`)
  })

  it('is edited as a meeting, and makes meetings', async () => {
    const url = `/nord/${slug}/edit`
    await send('organiser', url, { ...formIn(await page('organiser', url), url), 'title/nb': 'Todagersmøte' })
    expect(await page('organiser', '/nord/templates')).toContain('Todagersmøte')
    const row = await findMeeting(world.ground.db, world.networkId, slug)
    const answer = await send('organiser', '/nord/new/from', { from: row!.id, 'title/nb': 'Av malen', 'date/0': '2027-09-01' })
    const view = await viewOf(answer.headers['location']!.split('/').at(-1)!)
    expect(view.meeting).toMatchObject({ template: false, madeFrom: row!.id })
    expect(view.days.map((day) => day.date)).toEqual(['2027-09-01', '2027-09-02'])
  })

  it('goes, and comes back', async () => {
    const row = await findMeeting(world.ground.db, world.networkId, slug)
    const gone = await send('organiser', `/nord/${slug}/settings/remove`, {})
    expect(gone.headers['location']).toBe('/nord/templates')
    expect(await page('organiser', '/nord/new/from')).not.toContain('Todagersmøte')
    await send('organiser', '/nord/meetings/restore', { id: row!.id })
    expect((await meetingById(world.ground.db, row!.id))?.template).toBe(true)
  })
})
