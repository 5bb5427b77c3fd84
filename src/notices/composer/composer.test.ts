/** Writing to many, by the pages that an organiser sees: each step without script. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { readMeeting } from '#meeting/reads.ts'
import { addScheduleChange } from '#meeting/schedule/writes.ts'
import { meeting as meetings } from '#meeting/tables.ts'
import { toldOf } from '#meeting/told/reads.ts'
import { markOf, planOf } from '#meeting/told/rules.ts'
import { markTold } from '#meeting/told/writes.ts'
import { networkById } from '#network/reads.ts'
import { person } from '#people/tables.ts'
import { readMail } from '#platform/mail/reads.ts'
import { mail } from '#platform/mail/tables.ts'
import { item } from '#programme/tables.ts'
import { registration, registrationForm } from '#registration/tables.ts'
import { changeCode } from '#room/entry/writes.ts'
import { conference } from '../../../tests/conference.ts'
import { formIn } from '../../../tests/form.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { notice, noticeReceiver } from '../tables.ts'
import { composing } from './mails.tsx'
import { sendPlanned } from './writes.ts'

let world: World
let meeting: MeetingRow
let base: string
beforeAll(async () => {
  world = await makeWorld()
  meeting = await conference(world)
  base = `/nord/${meeting.slug}/notices`
  await db()
    .insert(registrationForm)
    .values({ meetingId: meeting.id, networkId: world.networkId, opensAt: new Date().toISOString() })
  await register(1, 'member', { attendance: 'online', personId: world.people.member.id })
  await register(2, 'kari', { locale: 'nn' })
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [mail, notice, noticeReceiver]) await db().delete(table)
})

const db = () => world.ground.db
const organiser = (url: string, form?: Record<string, string | string[]>) => world.as('organiser', { url, ...(form && { form }) })
const mails = async (kind = 'notice') => {
  const rows = await db().select().from(mail).where(eq(mail.kind, kind)).orderBy(mail.to)
  return Promise.all(rows.map(async (row) => (await readMail(db(), world.networkId, row.id))!))
}
async function register(number: number, name: string, more: Partial<typeof registration.$inferInsert> = {}) {
  const email = name === 'member' ? world.people.member.email : `${name}@example.org`
  await db()
    .insert(registration)
    .values({
      networkId: world.networkId,
      meetingId: meeting.id,
      number,
      state: 'registered',
      name: `Navn ${name}`,
      email,
      ...more,
    })
}
/** A draft from a template, and the address of it. */
async function begin(form: Record<string, string | string[]>, at = base): Promise<string> {
  const answer = await organiser(`${at}/new`, form)
  expect(answer.statusCode).toBe(303)
  return String(answer.headers['location'])
}
const fields = async (at: string) => formIn((await organiser(at)).body, at)
const save = async (at: string, more: Record<string, string | string[]>) => organiser(at, { ...(await fields(at)), ...more })
/** What the last page's form sends. */
async function send(at: string, more: Record<string, string> = {}) {
  const page = (await organiser(`${at}/preview`)).body
  return organiser(`${at}/send`, { ...formIn(page, `${at}/send`), seen: 'on', ...more })
}

describe('a letter', () => {
  it('is begun by a template, in the languages that its readers read, and kept as it is written', async () => {
    const at = await begin({ template: 'practical' })
    const page = (await organiser(at)).body
    expect(page).toContain('Praktisk informasjon: Høstkonferansen')
    expect(page).toContain('Påmeldte (2)')
    expect(page).toContain('2 mottakere: 1 på bokmål og 1 på nynorsk')
    expect(Object.keys(await fields(at)).filter((name) => name.startsWith('body/'))).toEqual(['body/nb', 'body/nn'])
    expect(
      (await save(at, { 'body/nb': 'Hei {navn}.\n\nTa med sko.', to: ['registered', 'organisers'] })).headers['location'],
    ).toBe(at)
    const again = await fields(at)
    expect(again['body/nb']).toBe('Hei {navn}.\n\nTa med sko.')
    expect(again['to']).toEqual(['registered', 'organisers'])
  })

  it('comes from the registration overview with the choice made there, in an address or a form', async () => {
    const [first] = await db().select().from(registration)
    const page = (await organiser(`${base}/new?to=registered&mode=online&mode=nonsense`)).body
    expect(formIn(page, `${base}/new`)).toMatchObject({ to: 'registered', mode: 'online' })
    const at = await begin({ template: 'empty', registration: [first!.id, 'nonsense'] })
    expect((await organiser(at)).body).toContain('1 mottaker: 1 på bokmål')
  })

  it('keeps what was typed when something is wrong with it, and names the place', async () => {
    const at = await begin({ template: 'empty', to: 'registered' })
    const wrong = await save(at, { 'subject/nb': 'Hei', 'body/nb': 'Kom {dato}. Fødselsnummer 01010750160.' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('«{dato}» på bokmål blir ikke byttet ut med noe. Bare {navn} blir det.')
    expect(wrong.body).toContain('Kom {dato}. Fødselsnummer 01010750160.')
    expect((await fields(at))['body/nb']).toBe('')
  })

  it('refuses national identity numbers', async () => {
    const at = await begin({ template: 'empty', to: 'registered' })
    const wrong = await save(at, { 'body/nb': 'Hei 010107 50160' })
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('fødselsnummer her (bokmål)')
  })

  it('shows both when two write at once', async () => {
    const at = await begin({ template: 'empty', to: 'registered' })
    const mine = await fields(at)
    await save(at, { 'body/nb': 'Den andres' })
    const late = await organiser(at, { ...mine, 'body/nb': 'Min' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Den andres')
    expect(formIn(late.body, at)['body/nb']).toBe('Min')
    expect((await organiser(at, formIn(late.body, at))).statusCode).toBe(303)
    expect((await fields(at))['body/nb']).toBe('Min')
  })

  it('is thrown away, and taken back', async () => {
    const at = await begin({ template: 'thanks' })
    await organiser(`${at}/remove`, {})
    expect((await organiser(at)).statusCode).toBe(404)
    expect((await organiser(base)).body).toContain('Ingen meldinger ennå')
    await organiser(`${at}/restore`, {})
    expect((await organiser(base)).body).toContain('Takk for nå: Høstkonferansen')
  })
})

describe('before it is sent', () => {
  it('is shown exactly, for each kind of reader, without anybody’s link', async () => {
    const at = await begin({ template: 'practical' })
    const page = (await organiser(`${at}/preview`)).body
    expect(page).toContain('Bokmål, påmeldte, på nett')
    expect(page).toContain('Nynorsk, påmeldte')
    expect(page).toContain('Send til 2 mottakere')
    const src = /<iframe[^>]*src="([^"]+)"/.exec(page)![1]!
    const frame = await organiser(src)
    expect(frame.headers['content-security-policy']).toContain('sandbox')
    expect(frame.body).toContain('>Velkommen<')
    expect(`${page}${frame.body}`).not.toMatch(/\/r\/[\w-]{40}/)
    await send(at)
    const [first] = await mails()
    const shown = /sm-letters__text"[^>]*>(.*?)<\/div>/s.exec(page)![1]!
    expect(shown).toContain('På nett')
    expect(first!.to).toBe('kari@example.org')
  })

  it('goes to oneself for a try, with nobody’s link', async () => {
    const at = await begin({ template: 'practical' })
    const answer = await organiser(`${at}/test`, { kind: '' })
    expect(answer.statusCode).toBe(303)
    const [test] = await mails('test')
    expect(test).toMatchObject({ to: 'organiser@nord.example', subject: '[Prøve] Praktisk informasjon: Høstkonferansen' })
    expect(test!.text).not.toMatch(/\/r\/[\w-]{40}/)
    expect(await mails()).toEqual([])
  })

  it('wants to be looked through, and again when something changed', async () => {
    const at = await begin({ template: 'practical' })
    const page = (await organiser(`${at}/preview`)).body
    const form = formIn(page, `${at}/send`)
    const unseen = await organiser(`${at}/send`, form)
    expect(unseen.statusCode).toBe(422)
    expect(unseen.body).toContain('Kryss av for at du har sett gjennom')
    await register(3, 'sen')
    const late = await organiser(`${at}/send`, { ...form, seen: 'on' })
    expect(late.statusCode).toBe(409)
    expect(late.body).toContain('Send til 3 mottakere')
    await db().delete(registration).where(eq(registration.number, 3))
    await save(at, { 'body/nb': 'Noe annet' })
    expect((await organiser(`${at}/send`, { ...form, seen: 'on' })).statusCode).toBe(409)
    expect(await mails()).toEqual([])
  })

  it('says what is missing', async () => {
    const at = await begin({ template: 'empty' })
    const page = (await organiser(`${at}/preview`)).body
    expect(page).toContain('Velg hvem som skal få meldingen')
    expect(page).toContain('Skriv et emne')
    expect(page).not.toContain('name="seen"')
    expect((await organiser(`${at}/send`, { version: '1', count: '0', seen: 'on' })).statusCode).toBe(422)
  })
})

describe('when it is sent', () => {
  it('each gets it once, in their language, with their name and their own link', async () => {
    const at = await begin({ template: 'practical' })
    await save(at, { 'body/nb': 'Hei {navn}.\n\nPå <torsdag>.\nSe https://example.org/kart.', to: 'registered' })
    const answer = await send(at)
    expect(answer.headers['location']).toBe(at)
    const [kari, member] = await mails()
    expect(kari).toMatchObject({ to: 'kari@example.org', subject: 'Praktisk informasjon: Høstkonferansen' })
    expect(kari!.text).toContain('Hei Navn kari.')
    expect(kari!.text).toContain('Vi gler oss til å sjå deg')
    expect(kari!.html).toContain('<html lang="nn">')
    expect(member!.text).toContain('Hei Navn member.')
    expect(member!.html).toContain('På &lt;torsdag>.<br/>')
    expect(member!.html).toContain('href="https://example.org/kart"')
    for (const one of [kari, member]) expect(one!.text).toMatch(/http:\/\/localhost:3000\/r\/[\w-]{70,}/)
    expect(kari!.text.match(/\/r\/[\w-]+/)![0]).not.toBe(member!.text.match(/\/r\/[\w-]+/)![0])
    expect(member!.text).toContain('10.00  Velkommen')
    const page = (await organiser(at)).body
    expect(page).toContain('2 mottakere')
    expect(page).toContain('Den postkassen leser ikke Samling')
    // Pressed again, it has been sent.
    expect((await organiser(`${at}/send`, { version: '9', count: '2', seen: 'on' })).statusCode).toBe(403)
    expect(await mails()).toHaveLength(2)
  })

  it('shows each no more of the programme than the page would', async () => {
    await db().update(item).set({ audience: 'members' }).where(eq(item.meetingId, meeting.id))
    const at = await begin({ template: 'practical' })
    await send(at)
    await db().update(item).set({ audience: 'public' }).where(eq(item.meetingId, meeting.id))
    const [kari, member] = await mails()
    expect(member!.text).toContain('Om samarbeid')
    expect(kari!.text).not.toContain('Om samarbeid')
  })

  it('leads into the room where guests may come, those without an account by the code, and nowhere where they may not', async () => {
    const chair = await world.actor('organiser', meeting.id)
    const sent = async () => {
      await send(await begin({ template: 'practical' }))
      const [kari, member] = (await mails()).map((one) => one.text)
      await db().delete(mail)
      return { kari: kari!, member: member! }
    }
    const code = (await changeCode(db(), chair, meeting, 'new'))!
    const open = await sent()
    expect(open.member).toContain(`http://localhost:3000/nord/${meeting.slug}/room\n`)
    expect(open.member).toContain(`Den som ikke har bruker, går til localhost:3000/k og skriver koden ${code}.`)
    expect(open.kari).toContain(`http://localhost:3000/k/${code}`)
    expect(open.kari).toContain(`Adressa er localhost:3000/k, og koden er ${code}.`)
    await changeCode(db(), chair, meeting, 'none')
    for (const text of Object.values(await sent())) expect(text).not.toMatch(/\/k\b|koden/)
  })

  it('tells what has changed since last time, and from then on that is told', async () => {
    const actor = await world.actor('organiser', meeting.id)
    await markTold(db(), actor, meeting.id, markOf(planOf(await readMeeting(db(), actor, meeting))))
    await db().update(item).set({ room: 'Storsalen' }).where(eq(item.meetingId, meeting.id))
    const before = (await toldOf(db(), meeting.id)).length
    const at = await begin({ template: 'change' })
    expect((await organiser(at)).body).toContain('7 endringer siden')
    await send(at)
    const [first] = await mails()
    expect(first!.text).toContain('Storsalen')
    expect(await toldOf(db(), meeting.id)).toHaveLength(before + 1)
    expect(await mails()).toHaveLength(4)
  })

  it('reminds each of what they owe, and nobody else', async () => {
    await db().update(registration).set({ askedAgainAt: new Date().toISOString() }).where(eq(registration.number, 2))
    const at = await begin({ template: 'reminder' })
    await save(at, { to: ['members', 'registered'] })
    await send(at)
    await db().update(registration).set({ askedAgainAt: null }).where(eq(registration.number, 2))
    const all = await mails()
    // The member is registered and owes nothing.
    expect(all.map((one) => one.to)).toEqual(['kari@example.org', 'organiser@nord.example', 'owner@nord.example'])
    expect(all[0]!.text).toContain('du har ikkje svart på om du framleis kjem')
    expect(all[0]!.text).not.toContain('meldt deg på')
    expect(all[1]!.text).toContain('Du har ikke meldt deg på.')
    expect(all[1]!.text).toContain(`/nord/${meeting.slug}/register`)
  })

  it('is not sent of a draft', async () => {
    await db().update(person).set({ locale: 'nb' })
    const at = await begin({ template: 'invitation' })
    await db().update(meetings).set({ publishedAt: null }).where(eq(meetings.id, meeting.id))
    const answer = await organiser(`${at}/send`, { version: '1', count: '3', seen: 'on' })
    const page = (await organiser(`${at}/preview`)).body
    await db().update(meetings).set({ publishedAt: meeting.publishedAt }).where(eq(meetings.id, meeting.id))
    expect(answer.statusCode).toBe(403)
    expect(page).toContain('Møtet er ikke publisert')
  })

  it('writes to the members of a network', async () => {
    const at = await begin({ template: 'invitation' }, '/nord/notices')
    await save(at, { 'subject/nb': 'Nytt år', 'body/nb': 'Hei {navn}.', to: 'members' })
    expect((await organiser('/nord/notices')).body).toContain('Nytt år')
    await send(at)
    expect((await mails()).map((one) => one.to)).toEqual(['member@nord.example', 'organiser@nord.example', 'owner@nord.example'])
    expect((await world.as('member', { url: '/nord/notices' })).statusCode).toBe(404)
    expect((await world.as('member', { url: at })).statusCode).toBe(404)
    // A letter of the network is none of a meeting's.
    expect((await organiser(at.replace('/nord/', `/nord/${meeting.slug}/`))).statusCode).toBe(404)
  })
})

describe('a letter for later', () => {
  const later = { when: 'later', date: '2030-05-03', time: '09:00' }
  const idOf = (at: string) => at.split('/').at(-1)!
  const rowOf = async (at: string) =>
    (
      await db()
        .select()
        .from(notice)
        .where(eq(notice.id, idOf(at)))
    )[0]!
  const due = async (at: string) => {
    const network = (await networkById(db(), world.networkId))!
    return sendPlanned(world.ground, network, idOf(at), (await rowOf(at)).version, composing(world.ground))
  }

  it('waits, goes once when its moment comes, to those who fit then', async () => {
    const at = await begin({ template: 'practical' })
    expect((await send(at, { ...later, date: '2020-05-03' })).statusCode).toBe(422)
    expect((await send(at, { ...later, date: '2030-02-31' })).statusCode).toBe(422)
    await send(at, later)
    const page = (await organiser(at)).body
    expect(page).toContain('3. mai 2030')
    expect(page).toContain('Akkurat nå er det 2 mottakere')
    expect((await rowOf(at)).sendAt).toMatch(/^2030-05-03 07:00/)
    await register(3, 'sen')
    expect(await due(at)).toBe('sent')
    expect(await due(at)).toBe('nothing')
    await db().delete(registration).where(eq(registration.number, 3))
    expect(await mails()).toHaveLength(3)
  })

  it('is stopped and is a draft again', async () => {
    const at = await begin({ template: 'practical' })
    await send(at, later)
    const { version } = await rowOf(at)
    await organiser(`${at}/stop`, {})
    const network = (await networkById(db(), world.networkId))!
    expect(await sendPlanned(world.ground, network, idOf(at), version, composing(world.ground))).toBe('nothing')
    expect((await organiser(at)).body).toContain('name="body/nb"')
    expect((await organiser(`${at}/stop`, {})).statusCode).toBe(403)
  })

  it('is held back when the meeting is called off after it was planned', async () => {
    const at = await begin({ template: 'practical' })
    await send(at, later)
    await addScheduleChange(db(), await world.actor('organiser', meeting.id), meeting.id, { status: 'cancelled', reason: null })
    expect(await due(at)).toBe('held')
    expect(await mails()).toEqual([])
    expect((await organiser(at)).body).toContain('name="body/nb"')
  })
})
