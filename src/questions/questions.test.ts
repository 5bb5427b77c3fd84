import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { meetingById } from '#meeting/reads.ts'
import { changeDetails } from '#meeting/writes.ts'
import { mail } from '#platform/mail/tables.ts'
import { instantOf } from '#platform/words/instant.ts'
import { item } from '#programme/tables.ts'
import { type April, aprilMeeting } from '../../tests/april.ts'
import { someIdentityNumber } from '../../tests/identity.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { input } from './tables.ts'

let world: World
let april: April
let at: string
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  const { db } = world.ground
  for (const table of [mail, input]) await db.delete(table)
  april = await aprilMeeting(world)
  at = `/nord/${april.meeting.slug}`
  // The sample meeting is long past; a deadline ahead opens it again.
  await setUntil('2999-01-01T10:00')
})

const db = () => world.ground.db
const setUntil = (until: string) => world.as('organiser', { url: `${at}/questions/until`, form: { until } })
const send = (who: Who | null, form: Record<string, string>) => world.as(who, { url: `${at}/questions`, form })
const page = async (who: Who | null) => (await world.as(who, { url: `${at}/questions` })).body
const inputs = () => db().select().from(input).orderBy(input.createdAt)
const mails = () => db().select().from(mail).where(eq(mail.kind, 'input'))
const decide = async (what: string, form: Record<string, string> = {}, who: Who = 'organiser') => {
  const [one] = await inputs()
  return world.as(who, { url: `${at}/questions/${one!.id}/${what}`, form })
}
const asked = { kind: 'question', text: 'Når kommer e-bøkene?', name: 'Kari Nord', email: 'kari@leser.example' }

it.each(['2026-02-31T10:00', '2026-02-03T25:00', '0000-01-01T00:00', 'soon'])('takes no deadline at %s', async (until) => {
  expect((await setUntil(until)).statusCode).toBe(422)
})

describe('what is sent in before a meeting', () => {
  it('waits, seen by whoever sent it and by organisers alone, until it is taken up', async () => {
    const about = april.item('E-bøker')
    expect((await send('member', { kind: 'question', text: 'Hva koster det?', item: about.id })).statusCode).toBe(303)
    const [one] = await inputs()
    expect(one).toMatchObject({ state: 'waiting', itemId: about.id, personId: world.people.member.id, email: null })
    for (const [who, sees] of [
      ['member', true],
      ['organiser', true],
      ['owner', true],
      ['outsider', false],
      [null, false],
    ] as const)
      expect([who, (await page(who)).includes('Hva koster det?')]).toEqual([who, sees])
    await decide('show')
    expect(await page(null)).toContain('Hva koster det?')
    expect((await world.as(null, { url: `${at}/${about.publicId}-om-e-boker` })).body).toContain('Hva koster det?')
    await decide('hide')
    expect(await page(null)).not.toContain('Hva koster det?')
  })

  it('is answered in writing where all can read, and the sender is told once', async () => {
    await send(null, asked)
    await decide('answer', { answer: 'Til høsten.', as: 'answered' })
    await decide('answer', { answer: 'Til høsten.', as: 'answered' })
    const [letter, ...more] = await mails()
    expect(more).toEqual([])
    expect(letter!.to).toBe('kari@leser.example')
    expect(letter!.text).toContain('Når kommer e-bøkene?')
    expect(letter!.text).toContain('Til høsten.')
    const seen = await page(null)
    expect(seen).toContain('Til høsten.')
    expect(seen).toContain('Kari Nord')
    expect(seen).not.toContain('kari@leser.example')
    expect(await page('organiser')).not.toContain('kari@leser.example')
  })

  it('is declined between the organiser and the sender', async () => {
    await send(null, asked)
    await decide('answer', { answer: 'Det tar vi direkte.', as: 'declined' })
    expect((await mails())[0]!.text).toContain('Det tar vi direkte.')
    expect(await page(null)).not.toContain('e-bøkene')
    expect(await page('organiser')).toContain('Det tar vi direkte.')
  })

  it('shows no name where none was wanted, but to organisers', async () => {
    await send('member', { kind: 'question', text: 'Tør vi spørre?', nameless: 'on' })
    await decide('show')
    expect(await page(null)).toContain('Uten navn')
    expect(await page(null)).not.toContain('Medlem')
    expect((await inputs())[0]!.name).toBeTruthy()
    expect(await page('organiser')).toContain((await inputs())[0]!.name!)
  })

  it('becomes an item on the shelf, with why and what for', async () => {
    await send('member', {
      kind: 'matter',
      text: 'Felles sommerles\nMer om det',
      why: 'Vi er små',
      outcome: 'En beslutning',
      minutes: '20',
    })
    const answer = await decide('item')
    const [one] = await inputs()
    const [made] = await db().select().from(item).where(eq(item.id, one!.madeItemId!))
    expect(answer.headers.location).toBe(`${at}/${made!.publicId}/edit`)
    expect(made).toMatchObject({
      dayId: null,
      title: { nb: 'Felles sommerles' },
      description: { nb: 'Mer om det\n\nVi er små\n\nEn beslutning' },
    })
    expect((await mails())[0]!.to).toBe('member@nord.example')
    // On the shelf it is the organisers' alone: the others learn that it became an item, and not which.
    expect(await page('member')).toContain('Ble sak')
    expect(await page('member')).not.toContain(`${at}/${made!.publicId}`)
    expect((await decide('item')).headers.location).toBe(answer.headers.location)
    expect(await db().select().from(item).where(eq(item.meetingId, april.meeting.id))).toHaveLength(april.items.length + 1)
    expect((await decide('show')).statusCode).toBe(403)
  })

  it('is taken to another meeting, where it waits anew', async () => {
    const later = await aprilMeeting(world)
    await send('member', { kind: 'matter', text: 'Felles sommerles', minutes: '' })
    expect((await decide('move', { meeting: later.meeting.id })).statusCode).toBe(303)
    expect((await inputs()).map((one) => [one.meetingId, one.state])).toEqual([
      [april.meeting.id, 'moved'],
      [later.meeting.id, 'waiting'],
    ])
    expect(await mails()).toHaveLength(1)
  })

  it('is taken away by whoever sent it as long as nothing came of it, and brought back', async () => {
    await send('member', { kind: 'question', text: 'Glem det' })
    expect((await decide('remove', {}, 'outsider')).statusCode).toBe(404)
    expect((await decide('remove', {}, 'member')).statusCode).toBe(303)
    expect(await page('organiser')).not.toContain('Glem det')
    await decide('restore', {}, 'member')
    expect(await page('organiser')).toContain('Glem det')
    await decide('answer', { answer: 'Ja', as: 'answered' })
    expect((await decide('remove', {}, 'member')).statusCode).toBe(403)
  })

  it('comes again with what was typed where something is wrong, and nothing is kept', async () => {
    const wrong = [
      [{ ...asked, text: '' }, 'Skriv noe her først'],
      [{ ...asked, name: '' }, 'Skriv navnet'],
      [{ ...asked, email: 'kari' }, 'ikke ut som en e-postadresse'],
      [{ ...asked, text: `Jeg er ${someIdentityNumber()}` }, 'fødselsnummer skal ikke stå her'],
      [{ ...asked, kind: 'matter', minutes: 'mange' }, 'helt tall fra 1 til 600'],
    ] as const
    for (const [form, says] of wrong) {
      const answer = await send(null, form)
      expect([answer.statusCode, answer.body.includes(says), answer.body.includes(form.name || 'e-bøkene')]).toEqual([
        422,
        true,
        true,
      ])
    }
    expect(await inputs()).toEqual([])
  })

  it('ends at the deadline, for all but the organisers, and the page says so', async () => {
    await setUntil('2020-04-01T12:00')
    const answer = await send('member', { kind: 'question', text: 'For sent?' })
    expect(answer.statusCode).toBe(403)
    expect(await page('member')).toContain('Fristen for å sende inn er ute')
    expect((await send('organiser', { kind: 'question', text: 'Fikk på telefon' })).statusCode).toBe(303)
  })

  it('closes on cached pages when the deadline passes by itself', async () => {
    const { id } = april.meeting
    const soon = Temporal.Now.instant().add({ hours: 1 })
    const now = (await meetingById(db(), id))!
    await changeDetails(db(), await world.actor('organiser', id), id, now.version, { inputUntil: soon.toString() })
    // That is when the clock raises it, and kept copies are made anew.
    const { nextChangeAt } = (await meetingById(db(), id))!
    expect(Math.abs(instantOf(nextChangeAt!).epochMilliseconds - soon.epochMilliseconds)).toBeLessThan(2)
  })

  it('cannot be put to an item that is not for the one who asks', async () => {
    const hidden = april.item('E-bøker')
    await db().update(item).set({ audience: 'invited' }).where(eq(item.id, hidden.id))
    expect((await send('member', { kind: 'question', text: 'Hm?', item: hidden.id })).statusCode).toBe(404)
    await send('organiser', { kind: 'question', text: 'Fra arrangøren', item: hidden.id })
    await decide('show')
    expect(await page('organiser')).toContain('Fra arrangøren')
    expect(await page('member')).not.toContain('Fra arrangøren')
  })
})
