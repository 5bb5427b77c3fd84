/** Polls as they are led and answered over the line: by forms, and by the live page. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type April, aprilMeeting } from '../../../tests/april.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { guestCookie, guestToken } from '../entry/rules.ts'
import { participant, room } from '../tables.ts'
import { ballot, elector, poll, secretBallot } from './tables.ts'

let world: World
let april: April
let at: string
beforeAll(async () => {
  world = await makeWorld()
  april = await aprilMeeting(world)
  at = `/nord/${april.meeting.slug}`
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [poll, elector, ballot, secretBallot, participant, room]) await db().delete(table)
})

const db = () => world.ground.db
const lead = (act: string, form: Record<string, string> = {}, who: Who = 'organiser') =>
  world.as(who, { url: `${at}/chair/polls${act}`, form })
const polls = () => db().select().from(poll).orderBy(poll.position)
const live = { accept: 'application/json' }
const words = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const page = async (who: Who | null, path: string) => words((await world.as(who, { url: `${at}${path}` })).body)

async function opened(more: Record<string, string> = {}): Promise<string> {
  await world.as('member', { url: `${at}/room/enter`, form: {} })
  const form = { question: 'Går vi for det?', electorate: 'present', open: 'now', ...more }
  expect((await lead('', form)).headers.location).toBe(`${at}/chair#polls`)
  return (await polls()).at(-1)!.id
}
const votes = (id: string, form: Record<string, string | string[]>, who: Who | null = 'member', headers = {}) =>
  world.as(who, { url: `${at}/room/polls/${id}/vote`, form, headers })

describe('answering', () => {
  it('works with a plain form, and is changed by another', async () => {
    const id = await opened()
    expect((await votes(id, { choice: 'yes' })).headers.location).toBe(`${at}/room#polls`)
    await votes(id, { choice: 'no' })
    expect(await db().select().from(ballot)).toMatchObject([{ choice: { options: ['no'] } }])
    expect(await page('member', '/room')).toContain('1 av 1 har svart')
  })

  it('answers the live page with what is one’s own, and with words for what cannot be', async () => {
    const id = await opened({ kind: 'several', options: 'Felles\nEgen\nIngen', most: '2' })
    const done = await votes(id, { choice: ['1', '3'] }, 'member', live)
    expect(done.json()).toMatchObject({
      ok: true,
      mine: { polls: { ballots: [{ pollId: id, choice: { options: ['1', '3'] } }] } },
    })
    const wrong = await votes(id, { choice: ['1', '2', '3'] }, 'member', live)
    expect([wrong.statusCode, wrong.json().message]).toEqual([422, expect.stringContaining('flere enn du kan')])
    const other = await votes(id, { choice: '1' }, 'owner', live)
    expect([other.statusCode, other.json().message]).toEqual([403, expect.stringContaining('ikke blant dem')])
  })

  it('is for guests by their cookie, where the meeting lets them; the page says what a device is', async () => {
    await db()
      .insert(room)
      .values({ meetingId: april.meeting.id, networkId: world.networkId, guestsMay: { ask: true, vote: true, queue: true } })
    const [guest] = await db()
      .insert(participant)
      .values({ networkId: world.networkId, meetingId: april.meeting.id, name: 'Gjest' })
      .returning()
    const id = await opened({ electorate: 'link' })
    const cookie = `${guestCookie(april.meeting)}=${encodeURIComponent(guestToken(world.ground.secret, guest!))}`
    expect((await votes(id, { choice: 'yes' }, null, { cookie })).statusCode).toBe(303)
    expect(await db().select().from(ballot)).toMatchObject([{ voter: guest!.id }])
    const seen = await world.as(null, { url: `${at}/room`, headers: { cookie } })
    expect(words(seen.body)).toContain('en enhet er ikke en person')
    expect((await votes(id, { choice: 'yes' }, null)).statusCode).toBe(403)
  })

  it('is told what becomes of it before it is given, at each of the four levels', async () => {
    for (const [secrecy, told] of [
      ['open', 'navnet ditt står sammen med svaret'],
      ['hidden', 'Navnet ditt vises ikke'],
      ['confidential', 'det slettes når avstemningen lukkes'],
      ['secret', 'Du må stole på den som drifter tjenesten'],
    ] as const) {
      await opened({ secrecy })
      expect(await page('member', '/room')).toContain(told)
      await db().delete(poll)
    }
  })

  it('in secret shows no ballot to fill in again', async () => {
    const id = await opened({ secrecy: 'secret' })
    await votes(id, { choice: 'yes' })
    expect(await page('member', '/room')).toContain('Du har stemt')
    expect((await votes(id, { choice: 'no' })).statusCode).toBe(403)
    expect(await db().select().from(secretBallot)).toMatchObject([{ choice: { options: ['yes'] } }])
  })
})

describe('leading', () => {
  it('makes, opens, closes and shows; the item’s page then has the result, also where it was kept in memory', async () => {
    const about = april.item('E-bøker')
    const itemPage = () => page(null, `/${about.publicId}-om-e-boker`)
    expect(await itemPage()).not.toContain('Går vi for det?')
    const id = await opened({ item: about.id })
    await votes(id, { choice: 'yes' })
    await lead(`/${id}/close`)
    expect(await itemPage()).not.toContain('Går vi for det?')
    await lead(`/${id}/show`)
    expect(await itemPage()).toMatch(/Går vi for det\?.*For\s+1\s+100 %.*1 av 1 har svart/)
    await lead(`/${id}/hide`)
    expect(await itemPage()).not.toContain('Går vi for det?')
  })

  it('closing has a way back where the ballots are still there, and says so where they are not', async () => {
    const hidden = await opened()
    const closed = await world.as('organiser', { url: `${at}/chair/polls/${hidden}/close`, form: {}, headers: live })
    expect(closed.json().undo).toMatchObject({ action: `${at}/chair/polls/${hidden}/reopen` })
    const confidential = await opened({ secrecy: 'confidential' })
    const gone = await world.as('organiser', { url: `${at}/chair/polls/${confidential}/close`, form: {}, headers: live })
    expect([gone.statusCode, gone.json().undo]).toEqual([200, undefined])
    expect((await lead(`/${confidential}/reopen`)).statusCode).toBe(403)
  })

  it('notes agreement in one click, on the item that is on, once for a key', async () => {
    const about = april.item('E-bøker')
    const key = crypto.randomUUID()
    for (let i = 0; i < 2; i++) expect((await lead('/agreed', { item: about.id, key })).statusCode).toBe(303)
    expect(await polls()).toMatchObject([{ kind: 'agreed', itemId: about.id, question: about.title }])
    expect(await page(null, `/${about.publicId}-om-e-boker`)).toContain('Enighet, ingen imot.')
  })

  it('makes one poll of a form that is sent twice', async () => {
    const key = crypto.randomUUID()
    for (let i = 0; i < 2; i++) await lead('', { question: 'Hva?', key })
    expect(await polls()).toHaveLength(1)
  })

  it('is for chairs and organisers; to others there is no such page', async () => {
    const id = await opened()
    for (const who of ['member', 'outsider'] as const) {
      expect((await world.as(who, { url: `${at}/chair/polls` })).statusCode).toBe(404)
      for (const act of ['', '/agreed', `/${id}/open`, `/${id}/close`, `/${id}/show`, `/${id}/remove`, `/${id}/call`])
        expect([act, (await lead(act, { question: 'Hva?' }, who)).statusCode]).toEqual([act, 404])
    }
    expect((await polls())[0]).toMatchObject({ closedAt: null, deletedAt: null })
  })
})

describe('preparing', () => {
  it('lists, orders, changes and removes, with a way back', async () => {
    for (const question of ['Den første', 'Den andre']) await lead('', { question, back: 'page' })
    expect(await page('organiser', '/chair/polls')).toMatch(/Den første.*Den andre/)
    const [first, second] = await polls()
    expect((await lead(`/${second!.id}/move`, { way: 'up', back: 'page' })).headers.location).toBe(`${at}/chair/polls`)
    expect(await page('organiser', '/chair/polls')).toMatch(/Den andre.*Den første/)
    const form = { question: 'Endret', kind: 'single', options: 'En\nTo', version: String(first!.version), back: 'page' }
    await lead(`/${first!.id}/edit`, form)
    const [changed] = await db().select().from(poll).where(eq(poll.id, first!.id))
    expect(changed).toMatchObject({
      question: { nb: 'Endret' },
      options: [
        { id: '1', label: { nb: 'En' } },
        { id: '2', label: { nb: 'To' } },
      ],
    })
    const removed = await world.as('organiser', {
      url: `${at}/chair/polls/${first!.id}/remove`,
      form: { back: 'page' },
      headers: live,
    })
    expect(removed.json().undo).toEqual({
      action: `${at}/chair/polls/${first!.id}/restore`,
      label: 'Angre',
      fields: { back: 'page' },
    })
    expect(await page('organiser', '/chair/polls')).not.toContain('Endret')
    await lead(`/${first!.id}/restore`, { back: 'page' })
    expect(await page('organiser', '/chair/polls')).toContain('Endret')
  })

  it('keeps what was typed where it cannot stand, also when somebody else was first', async () => {
    const wrong = await lead('', { question: 'Hvilken løsning?', kind: 'single', options: 'Bare én' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('value="Hvilken løsning?"')
    expect(words(wrong.body)).toMatch(/Bare én.*Skriv minst to svar/)
    await lead('', { question: 'Første' })
    const [one] = await polls()
    await lead(`/${one!.id}/edit`, { question: 'Andre', version: '1' })
    const late = await lead(`/${one!.id}/edit`, { question: 'Tredje', version: '1' })
    expect([late.statusCode, (await polls())[0]!.question]).toEqual([422, { nb: 'Andre' }])
    expect(late.body).toContain('value="Tredje"')
  })
})
