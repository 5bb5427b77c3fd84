/** What people do with their own data in the browser: read it, take it along, be erased; and what an owner does when asked. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { and, eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { membership } from '#network/tables.ts'
import { follower } from '#notices/tables.ts'
import { person, profile } from '#people/tables.ts'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { registrationLink } from '#registration/link/rules.ts'
import { answerFile, registration, registrationForm, specialAnswer } from '#registration/tables.ts'
import { conference } from '../../tests/conference.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { eraseLink } from './erasing/link/rules.ts'

let world: World
const db = () => world.ground.db
const python = ['/usr/bin/python3', '/usr/local/bin/python3'].find(existsSync)
const SMTP = { SMTP_URL: 'smtp://127.0.0.1:9' }

async function start(env: Record<string, string> = {}) {
  world = await makeWorld({ env })
}
afterEach(() => world.end())

/** Registered with diet, under an address, as a person or as nobody known. */
async function registered(email: string, name: string, personId: string | null = null) {
  const meeting = await conference(world)
  const home = { networkId: world.networkId, meetingId: meeting.id }
  const label = { nb: 'Kosthold' }
  await db()
    .insert(registrationForm)
    .values({ ...home, opensAt: '2020-01-01T00:00:00Z', questions: [{ id: 'diet', kind: 'diet', label, required: false }] })
  const [row] = await db()
    .insert(registration)
    .values({ ...home, number: 1, state: 'registered', name, email, personId })
    .returning()
  await db()
    .insert(specialAnswer)
    .values({ ...home, registrationId: row!.id, questionId: 'diet', kind: 'diet', answer: 'Uten skalldyr' })
  return { meeting, row: row! }
}

describe('one’s own data', () => {
  beforeEach(() => start())

  it('is counted on a page, and taken along as a page, as JSON and as files: one’s own and nobody else’s', async () => {
    const { id, email } = world.people.member
    const { meeting } = await registered(email, 'Test member', id)
    const other = { networkId: world.networkId, meetingId: meeting.id, number: 2, state: 'registered' as const }
    await db()
      .insert(registration)
      .values({ ...other, name: 'Hemmelig Annen', email: 'annen@example.org' })
    const photo = await world.ground.files.put(world.networkId, Readable.from([Buffer.from('et bilde')]), 1e6)
    const shown = { networkId: world.networkId, personId: id, photoSha256: photo.sha256, photoType: 'image/jpeg' }
    await db()
      .insert(profile)
      .values({ ...shown, about: { nb: 'Jeg arbeider med <lokalsamling>' } })

    const page = await world.as('member', { url: '/me/data' })
    expect(page.body).toContain('Kosthold og overnatting')
    expect(page.headers['cache-control']).toContain('no-store')
    const answer = await world.as('member', { url: '/me/data.zip' })
    expect(answer.headers).toMatchObject({ 'content-type': 'application/zip', 'cache-control': 'private, no-store' })
    const files = unzipped(answer.rawPayload)
    expect(Object.keys(files).sort()).toEqual(['data.html', 'data.json', 'files/photo.jpg'])
    expect(files['files/photo.jpg']).toBe('et bilde')
    const { data } = JSON.parse(files['data.json']!)
    expect(data).toMatchObject({
      person: [{ name: 'Test member', email }],
      membership: [{ role: 'member' }],
      registration: [{ name: 'Test member', email }],
      special: [{ question: { nb: 'Kosthold' }, answer: 'Uten skalldyr' }],
    })
    expect(files['data.html']).toContain('Uten skalldyr')
    expect(files['data.html']).toContain('Jeg arbeider med &lt;lokalsamling>')
    expect(`${files['data.html']}${files['data.json']}`).not.toMatch(/Hemmelig Annen|annen@example/)
    expect(files['data.html']).not.toContain('[object Object]')
  })

  it('holds the files one gave as answers, by name among them and whole beside them; not what the scanner has not passed', async () => {
    const { id, email } = world.people.member
    const { meeting, row } = await registered(email, 'Test member', id)
    const home = { networkId: world.networkId, meetingId: meeting.id, mediaType: 'text/plain' }
    const give = async (registrationId: string, questionId: string, fileName: string, scan: 'off' | 'infected' = 'off') => {
      const { sha256, size } = await world.ground.files.put(world.networkId, Readable.from([Buffer.from(fileName)]), 1e6)
      await db()
        .insert(answerFile)
        .values({ ...home, registrationId, questionId, fileName, sha256, size, scan })
    }
    await give(row.id, 'q1', 'sammendrag.txt')
    await give(row.id, 'q2', 'virus.txt', 'infected')
    const [other] = await db()
      .insert(registration)
      .values({ ...home, number: 2, state: 'registered', name: 'Annen', email: 'annen@example.org' })
      .returning()
    await give(other!.id, 'q1', 'annens.txt')
    const files = unzipped((await world.as('member', { url: '/me/data.zip' })).rawPayload)
    expect(Object.keys(files).sort()).toEqual(['data.html', 'data.json', 'files/sammendrag.txt'])
    expect(files['files/sammendrag.txt']).toBe('sammendrag.txt')
    expect(files['data.html']).toContain('sammendrag.txt')
    expect(files['data.html']).not.toContain('annens.txt')
  })

  it('nobody gets anybody else’s', async () => {
    for (const url of ['/me/data', '/me/data.zip', '/me/erase'])
      expect([303, 404]).toContain((await world.as(null, { url })).statusCode)
  })

  it('whoever has no account takes what their registration holds by the link in the receipt, and no more', async () => {
    const { row, meeting } = await registered('gjest@example.org', 'Kari Gjest')
    const second = { networkId: world.networkId, meetingId: meeting.id, number: 2, state: 'withdrawn' as const }
    await db()
      .insert(registration)
      .values({ ...second, name: 'Samme Adresse', email: 'gjest@example.org' })
    const link = registrationLink(world.ground.secret, row)
    const answer = await world.as(null, { url: `${link}/data.json` })
    expect(answer.json().data).toMatchObject({ registration: [{ name: 'Kari Gjest' }], special: [{ answer: 'Uten skalldyr' }] })
    expect(answer.body).not.toContain('Samme Adresse')
    expect((await world.as(null, { url: '/r/tull/data.json' })).statusCode).toBe(404)
  })

  function unzipped(zip: Buffer): Record<string, string> {
    if (!python) throw new Error('needs package: python3')
    const folder = mkdtempSync(join(tmpdir(), 'own-'))
    writeFileSync(join(folder, 'a.zip'), zip)
    const script =
      'import sys,zipfile,json; z=zipfile.ZipFile(sys.argv[1]); print(json.dumps({n:z.read(n).decode() for n in z.namelist()}))'
    const read = execFileSync(python, ['-c', script, join(folder, 'a.zip')], { maxBuffer: 1e8 })
    rmSync(folder, { recursive: true })
    return JSON.parse(read.toString())
  }
})

describe('being erased by oneself', () => {
  const typed = (address: string) => ({ url: '/me/erase', form: { typed: address } })

  it('is said before, typed, and confirmed by a mailed link that does nothing when it is opened', async () => {
    await start(SMTP)
    const { id, email } = world.people.member
    const page = await world.as('member', { url: '/me/erase' })
    expect(page.body).toContain('Ingen godkjente referater nevner navnet')
    const wrong = await world.as('member', typed('member@nord'))
    expect(wrong.statusCode).toBe(422)
    expect(wrong.body).toContain('value="member@nord"')
    expect(wrong.body).toContain('href="#typed"')
    const asked = await world.as('member', typed(` ${email.toUpperCase()} `))
    expect(asked.body).toContain(`Vi har sendt en e-post til ${email}`)
    const [letter] = await db().select().from(mail).where(eq(mail.kind, 'erase'))
    const link = /\/me\/erase\/[\w-]+/.exec(letter!.text)![0]
    const opened = await world.as(null, { url: link })
    expect(opened.statusCode).toBe(200)
    expect(await db().select().from(person).where(eq(person.id, id))).toHaveLength(1)
    const done = await world.as(null, { url: link, form: {} })
    expect(done.statusCode).toBe(303)
    expect(done.headers['clear-site-data']).toBe('"storage"')
    expect(await db().select().from(person).where(eq(person.id, id))).toHaveLength(0)
    expect(await db().select().from(mail).where(eq(mail.to, email))).toHaveLength(0)
    // Once is enough, and the link is worth nothing afterwards.
    expect((await world.as(null, { url: link })).statusCode).toBe(410)
    expect((await world.as(null, { url: link, form: {} })).statusCode).toBe(404)
  })

  it('the link holds for an hour, for one person, and stands in no outbox', async () => {
    await start(SMTP)
    const { id, email } = world.people.member
    const now = Temporal.Now.instant()
    const old = eraseLink(world.ground.secret, id, now.subtract({ minutes: 61 }))
    expect((await world.as('member', { url: old })).statusCode).toBe(410)
    expect((await world.as('member', { url: old, form: {} })).statusCode).toBe(404)
    const forged = eraseLink('another secret', id, now)
    expect((await world.as('member', { url: forged, form: {} })).statusCode).toBe(404)
    await world.as('member', typed(email))
    const outbox = await world.as('operator', { url: '/outbox' })
    const [letter] = await db().select().from(mail).where(eq(mail.kind, 'erase'))
    const shown = await world.as('operator', { url: `/outbox/${letter!.id}` })
    for (const { body } of [outbox, shown]) expect(body).not.toMatch(/\/me\/erase\/[\w-]{20}/)
    expect(await db().select().from(person).where(eq(person.id, id))).toHaveLength(1)
  })

  it('without a mail server what was typed is enough', async () => {
    await start()
    const { id, email } = world.people.member
    expect((await world.as('member', typed(email))).statusCode).toBe(303)
    expect(await db().select().from(person).where(eq(person.id, id))).toHaveLength(0)
  })

  it('an only owner and the operator are told why not', async () => {
    await start()
    expect((await world.as('owner', { url: '/me/erase' })).body).toContain('Gjør en annen til eier først')
    expect((await world.as('owner', typed(world.people.owner.email))).statusCode).toBe(403)
    expect((await world.as('operator', typed(world.people.operator.email))).statusCode).toBe(403)
    expect(await db().select().from(person)).toHaveLength(5)
  })

  it('who waited longest gets the place, and a mail that says so', async () => {
    await start()
    const { id, email } = world.people.member
    const { meeting } = await registered(email, 'Test member', id)
    await db().update(registrationForm).set({ capacity: 1 })
    const waits = { networkId: world.networkId, meetingId: meeting.id, number: 2, state: 'waiting' as const }
    await db()
      .insert(registration)
      .values({ ...waits, name: 'Neste Mann', email: 'neste@example.org' })
    await world.as('member', typed(email))
    expect(await db().select().from(registration)).toMatchObject([{ name: 'Neste Mann', state: 'registered' }])
    expect(await db().select().from(mail).where(eq(mail.to, 'neste@example.org'))).toHaveLength(1)
  })
})

describe('erasing somebody who asked', () => {
  beforeEach(() => start())
  const url = '/nord/privacy/erase'

  it('an owner looks them up by their address, sees what goes, types it, and they are gone', async () => {
    await db()
      .insert(follower)
      .values({ networkId: world.networkId, email: 'gjest@example.org', confirmedAt: '2026-01-01T00:00:00Z' })
    const { row } = await registered('gjest@example.org', 'Kari Gjest')
    const found = await world.as('owner', { url: `${url}?email=Gjest%40example.org` })
    expect(found.statusCode).toBe(200)
    expect(found.body).toContain('Kari Gjest')
    expect(found.body).not.toContain('Uten skalldyr')
    const wrong = await world.as('owner', { url, form: { email: 'gjest@example.org', typed: 'x' } })
    expect(wrong.statusCode).toBe(422)
    const done = await world.as('owner', { url, form: { email: 'gjest@example.org', typed: 'gjest@example.org' } })
    expect(done.statusCode).toBe(303)
    expect(await db().select().from(registration).where(eq(registration.id, row.id))).toHaveLength(0)
    expect(await db().select().from(follower)).toHaveLength(0)
  })

  it('an address nobody has, and one that is none, come again with words', async () => {
    for (const email of ['ingen@example.org', 'tull']) {
      const answer = await world.as('owner', { url: `${url}?email=${email}` })
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain(`value="${email}"`)
    }
  })

  it('an owner does not learn of people of other networks; the operator erases them', async () => {
    const id = newId()
    await db().execute(`insert into network (id, slug, name) values ('${id}', 'sor', '{"nb":"Sør"}')`)
    await db().insert(follower).values({ networkId: id, email: 'sor@example.org' })
    expect((await world.as('owner', { url: `${url}?email=sor@example.org` })).statusCode).toBe(422)
    const form = { email: 'sor@example.org', typed: 'sor@example.org' }
    expect((await world.as('owner', { url, form })).statusCode).toBe(404)
    // Known in both: seen, but not the owner's to erase.
    await db().insert(follower).values({ networkId: world.networkId, email: 'sor@example.org' })
    expect((await world.as('owner', { url: `${url}?email=sor@example.org` })).body).toContain('kjent i andre nettverk')
    expect((await world.as('owner', { url, form })).statusCode).toBe(403)
    expect((await world.as('operator', { url: '/privacy/erase', form })).statusCode).toBe(303)
    expect(await db().select().from(follower)).toHaveLength(0)
  })

  it('a name that somebody else bears too stays in running text, and the page says so', async () => {
    const { id } = world.people.member
    await db().insert(person).values({ name: 'Test member', email: 'navnesoster@example.org' })
    await db()
      .update(membership)
      .set({ office: 'Vikar for Test member' })
      .where(and(eq(membership.personId, world.people.organiser.id)))
    const page = await world.as('owner', { url: `${url}?email=${world.people.member.email}` })
    expect(page.body).toContain('Andre heter også Test member')
    await world.as('owner', { url, form: { email: world.people.member.email, typed: world.people.member.email } })
    expect(await db().select().from(person).where(eq(person.id, id))).toHaveLength(0)
    const [left] = await db().select().from(membership).where(eq(membership.personId, world.people.organiser.id))
    expect(left!.office).toBe('Vikar for Test member')
  })
})
