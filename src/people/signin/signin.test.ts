import type { AddressInfo } from 'node:net'
import { eq } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { membership, network } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { session, user, verification } from './tables.ts'
import { firstOwnerLink } from './writes.ts'

const cookiesOf = (answer: { headers: Record<string, unknown> }) =>
  [answer.headers['set-cookie'] ?? []].flat().map((line) => String(line).split(';')[0]!)
const sessionIn = (answer: { headers: Record<string, unknown> }) =>
  cookiesOf(answer).find((cookie) => cookie.startsWith('samling.session'))
const linkIn = (text: string) => new URL(/http:\S+\/sign-in\/link\/\S+/.exec(text)![0])

let world: World
/** One address is asked for a few times at most: each test takes a person of its own. */
async function someone(name: string) {
  const email = `${name}@nord.example`
  await world.ground.db.insert(person).values({ name, email })
  return email
}
async function ask(email: string, where: World = world, to = '/') {
  const answer = await where.as(null, { url: '/sign-in', form: { email, to } })
  expect(answer.statusCode).toBe(303)
  return answer
}
/** The newest link in the outbox for an address. */
async function mailedLink(email: string) {
  const rows = await world.ground.db.select().from(mail).where(eq(mail.to, email)).orderBy(mail.createdAt)
  return linkIn(rows.at(-1)!.text)
}
const spend = (link: URL, where: World = world) =>
  where.as(null, { url: link.pathname, form: { to: link.searchParams.get('to') ?? '/' } })

beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

describe('asking for a link', () => {
  it('says the same for a known and an unknown address, and writes nothing for the unknown', async () => {
    const email = await someone('kjent')
    const count = async () => [
      (await world.ground.db.select().from(person)).length,
      (await world.ground.db.select().from(verification)).length,
      (await world.ground.db.select().from(mail)).length,
      (await world.ground.db.select().from(user)).length,
    ]
    const before = await count()
    const unknown = await ask('ukjent@nord.example')
    expect(await count()).toEqual(before)
    const known = await ask(email)
    expect(await count()).toEqual([before[0], before[1]! + 1, before[2]! + 1, before[3]])
    expect(known.headers.location).toBe(unknown.headers.location)
    const page = async (answer: typeof known) =>
      (await world.as(null, { url: answer.headers.location!, headers: { cookie: cookiesOf(answer).join('; ') } })).body
    expect((await page(known)).replaceAll(email, 'X')).toBe((await page(unknown)).replaceAll('ukjent@nord.example', 'X'))
  })
  it('knows an address whatever its capitals', async () => {
    const email = await someone('stor')
    await ask(email.toUpperCase())
    expect((await spend(await mailedLink(email))).statusCode).toBe(303)
  })
  it('gives each of two who ask at once a link that works', async () => {
    const email = await someone('samtidig')
    const tokens = await Promise.all([world.auth.makeLinkToken(email), world.auth.makeLinkToken(email)])
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(await world.auth.spendLinkToken(token, new Headers())).not.toBeNull()
  })
  it('keeps what was typed when it is no address', async () => {
    const answer = await world.as(null, { url: '/sign-in', form: { email: 'kari at nord', to: '/nord' } })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="kari at nord"')
    expect(answer.body).toContain('value="/nord"')
    expect(answer.body).toContain('Dette ser ikke ut som en e-postadresse')
  })
  it('limits an address, known or not', async () => {
    for (let i = 0; i < 5; i++) await ask('ivrig@nord.example')
    const answer = await world.as(null, { url: '/sign-in', form: { email: 'Ivrig@nord.example' } })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('bedt om mange lenker')
  })
  it('lets a hall of people behind one network address in, and limits a flood from it', async () => {
    const other = await makeWorld({ on: world })
    const answers = []
    for (let i = 0; i < 301; i++) answers.push((await other.as(null, { url: '/sign-in', form: { email: 'x' } })).statusCode)
    expect(answers.slice(0, 300)).toEqual(Array(300).fill(422))
    expect(answers[300]).toBe(429)
    await other.end()
  })
})

describe('a mailed link', () => {
  it('is not spent by opening it, and leads on after its button', async () => {
    const email = await someone('lese')
    await ask(email, world, '/nord')
    const link = await mailedLink(email)
    const path = link.pathname + link.search
    for (const method of ['GET', 'HEAD', 'GET'] as const)
      expect((await world.as(null, { url: path, method })).statusCode).toBe(200)
    expect((await world.as(null, { url: path })).body).toContain(email)
    const answer = await spend(link)
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toBe('/nord')
    expect((await world.as(null, { url: '/me', headers: { cookie: sessionIn(answer)! } })).body).toContain(email)
  })
  it('works once, however many press at the same time', async () => {
    const email = await someone('trang')
    await ask(email)
    const link = await mailedLink(email)
    const answers = await Promise.all(Array.from({ length: 20 }, () => spend(link)))
    expect(answers.filter((answer) => sessionIn(answer)).length).toBe(1)
    expect(answers.filter((answer) => answer.statusCode === 410).length).toBe(19)
    expect((await world.as(null, { url: link.pathname })).statusCode).toBe(410)
  })
  it('runs out after an hour, and keeps the address for the next', async () => {
    const email = await someone('sen')
    await ask(email)
    const link = await mailedLink(email)
    await world.ground.db.update(verification).set({ expiresAt: new Date(Date.now() - 1000) })
    for (const answer of [await world.as(null, { url: link.pathname }), await spend(link)]) {
      expect(answer.statusCode).toBe(410)
      expect(answer.body).toContain(`value="${email}"`)
      expect(sessionIn(answer)).toBeUndefined()
    }
  })
  it('never leads elsewhere', async () => {
    const email = await someone('sted')
    await ask(email, world, 'https://evil.example/')
    const link = await mailedLink(email)
    expect(link.search).toBe('')
    const answer = await world.as(null, { url: link.pathname, form: { to: '//evil.example' } })
    expect(answer.headers.location).toBe('/')
  })
  it('asked for at one process works at another on the same database', async () => {
    const other = await makeWorld({ on: world })
    const email = await someone('begge')
    await ask(email, world)
    const answer = await spend(await mailedLink(email), other)
    const cookie = sessionIn(answer)!
    expect((await other.as(null, { url: '/me', headers: { cookie } })).statusCode).toBe(200)
    expect((await world.as(null, { url: '/me', headers: { cookie } })).body).toContain(email)
    await other.end()
  })
  it('is refused to a forged form', async () => {
    const email = await someone('forfalsket')
    await ask(email)
    const link = await mailedLink(email)
    const forged = await world.as(null, {
      url: link.pathname,
      form: {},
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    })
    expect(forged.statusCode).toBe(403)
    expect((await spend(link)).statusCode).toBe(303)
  })
})

describe('with a mail server', () => {
  const received: string[] = []
  let refuse: (() => Error) | null = null
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refuse?.() ?? null),
    onData: (stream, _session, done) => {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        received.push(text)
        done()
      })
    },
  })
  let sending: World
  beforeAll(async () => {
    await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
    const { port } = smtp.server.address() as AddressInfo
    sending = await makeWorld({ on: world, jobs: true, env: { SMTP_URL: `smtp://127.0.0.1:${port}` } })
  })
  afterEach(() => {
    refuse = null
  })
  afterAll(async () => {
    await sending.end()
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  })

  it('the link arrives, as text and as HTML, and is gone from the outbox', async () => {
    const email = await someone('post')
    await ask(email, sending)
    await vi.waitFor(() => expect(received.length).toBe(1), { timeout: 15_000 })
    const message = received[0]!.replace(/=\r\n/g, '').replaceAll('=3D', '=')
    expect(message).toContain(`To: ${email}`)
    expect(message).toContain('Content-Type: text/plain')
    expect(message).toContain('Content-Type: text/html')
    expect(message).toContain('Auto-Submitted: auto-generated')
    await vi.waitFor(async () =>
      expect((await sending.ground.db.select().from(mail).where(eq(mail.to, email)))[0]!.state).toBe('sent'),
    )
    const [row] = await sending.ground.db.select().from(mail).where(eq(mail.to, email))
    const link = linkIn(message)
    expect(`${row!.text}${row!.html}`).not.toContain(link.pathname.split('/').at(-1)!)
    expect((await spend(link, sending)).statusCode).toBe(303)
  })
  it('a refusal for good is kept with the server’s words; a passing one is tried again', async () => {
    refuse = () => Object.assign(new Error('no such mailbox here'), { responseCode: 550 })
    const gone = await someone('borte')
    await ask(gone, sending)
    const row = async (email: string) => (await sending.ground.db.select().from(mail).where(eq(mail.to, email)))[0]!
    await vi.waitFor(async () => expect((await row(gone)).state).toBe('failed'), { timeout: 15_000 })
    expect((await row(gone)).error).toContain('no such mailbox here')

    refuse = () => Object.assign(new Error('busy, come again'), { responseCode: 450 })
    const full = await someone('full')
    await ask(full, sending)
    await vi.waitFor(async () => expect((await row(full)).tries).toBe(1), { timeout: 15_000 })
    expect(await row(full)).toMatchObject({ state: 'waiting', error: expect.stringContaining('busy') })
    refuse = null
    await vi.waitFor(async () => expect((await row(full)).state).toBe('sent'), { timeout: 20_000, interval: 250 })
    expect(await row(full)).toMatchObject({ tries: 2, error: null })
  })
})

describe('sessions', () => {
  it('ended elsewhere are out at the next request', async () => {
    const email = await someone('flere')
    const enter = async (agent: string) => {
      const token = await world.auth.makeLinkToken(email)
      const answer = await world.as(null, { url: `/sign-in/link/${token}`, form: {}, headers: { 'user-agent': agent } })
      return sessionIn(answer)!
    }
    const desk = await enter('Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0')
    const phone = await enter('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36')
    const third = await enter('curl/8')
    const page = (cookie: string, url = '/me/sessions') => world.as(null, { url, headers: { cookie } })
    const listed = await page(desk)
    expect(listed.body).toContain('Firefox på Windows')
    expect(listed.body).toContain('Chrome på Android')
    expect(listed.body.match(/sm-tagword/g)?.length).toBe(1)
    expect(listed.body.indexOf('Firefox')).toBeLessThan(listed.body.indexOf('Android'))

    const phoneId = (await world.ground.db.select().from(session)).find((row) => row.userAgent?.includes('Android'))!.id
    const post = (cookie: string, url: string, form: Record<string, string> = {}) =>
      world.as(null, { url, form, headers: { cookie } })
    expect((await post(desk, '/me/sessions/end', { session: phoneId })).statusCode).toBe(303)
    expect((await page(phone)).headers.location).toBe('/sign-in?to=/me/sessions')
    expect((await page(third)).statusCode).toBe(200)

    await post(desk, '/me/sessions/end-others')
    expect((await page(third)).statusCode).toBe(303)
    expect((await page(desk)).statusCode).toBe(200)
    await post(desk, '/me/sessions/end-all')
    expect((await page(desk)).statusCode).toBe(303)
  })
  it('of others cannot be ended', async () => {
    await world.cookies('owner')
    const [theirs] = await world.ground.db.select().from(session).where(eq(session.userId, world.people.owner.id))
    expect((await world.as('member', { url: '/me/sessions/end', form: { session: theirs!.id } })).statusCode).toBe(404)
    expect((await world.as('owner', { url: '/me' })).statusCode).toBe(200)
  })
  it('end by signing out', async () => {
    const token = await world.auth.makeLinkToken(await someone('ut'))
    const cookie = sessionIn(await world.as(null, { url: `/sign-in/link/${token}`, form: {} }))!
    const answer = await world.as(null, { url: '/sign-out', form: {}, headers: { cookie } })
    expect(answer.headers['clear-site-data']).toBe('"storage"')
    expect(answer.statusCode).toBe(303)
    expect((await world.as(null, { url: '/me', headers: { cookie } })).statusCode).toBe(303)
  })
})

describe('the first owner', () => {
  it('gets links until one was used, and OWNER_EMAIL decides who it is', async () => {
    const fresh = await makeWorld()
    await fresh.ground.db.update(person).set({ operator: false })
    const operators = () => fresh.ground.db.select({ email: person.email }).from(person).where(eq(person.operator, true))
    const first = await firstOwnerLink(fresh.ground, fresh.auth)
    expect(first).toMatch(/^http:\/\/localhost:3000\/sign-in\/link\/\w+$/)
    expect(await operators()).toEqual([{ email: 'eier@samling.localhost' }])
    const named = { ...fresh.ground, config: { ...fresh.ground.config, OWNER_EMAIL: 'ane@nord.example' } }
    const second = await firstOwnerLink(named, fresh.auth)
    expect(await operators()).toEqual([{ email: 'ane@nord.example' }])
    const answer = await fresh.as(null, { url: new URL(second!).pathname, form: {} })
    expect((await fresh.as(null, { url: '/me', headers: { cookie: sessionIn(answer)! } })).body).toContain('ane@nord.example')
    expect(await firstOwnerLink(named, fresh.auth)).toBeNull()
    await fresh.end()
  })
})

describe('the sample’s people', () => {
  let here: World
  let chosen: string
  beforeAll(async () => {
    here = await makeWorld()
    await here.ground.db.update(network).set({ sample: true })
    chosen = newId()
    await here.ground.db.insert(person).values({ id: chosen, name: 'Peder Ås', email: 'peder@samling.example', sample: true })
    await here.ground.db.insert(membership).values({ networkId: here.networkId, personId: chosen, role: 'member' })
  })
  afterAll(() => here.end())
  const enter = (headers: Record<string, string> = {}, id = chosen) =>
    here.as(null, { url: '/sign-in/sample', form: { person: id }, headers })

  it('are entered with one click on one’s own machine', async () => {
    expect((await here.as(null, { url: '/sign-in' })).body).toContain('Peder Ås')
    const answer = await enter()
    expect(answer.statusCode).toBe(303)
    expect((await here.as(null, { url: '/me', headers: { cookie: sessionIn(answer)! } })).body).toContain('peder@samling.example')
  })
  it('are only the sample’s', async () => {
    expect((await enter({}, here.people.owner.id)).statusCode).toBe(403)
  })
  it.each([
    [{ host: 'evil.example', origin: 'http://evil.example' }],
    [{ 'x-forwarded-for': '192.0.2.1' }],
    [{ forwarded: 'for=192.0.2.1' }],
    [{ 'x-forwarded-host': 'localhost' }],
  ])('are shut to a request with %j', async (headers) => {
    expect((await here.as(null, { url: '/sign-in', headers })).body).not.toContain('Peder Ås')
    const answer = await enter(headers)
    expect(answer.statusCode).toBe(403)
    expect(sessionIn(answer)).toBeUndefined()
  })
  it('are shut once there is another network', async () => {
    await here.ground.db.insert(network).values({ slug: 'ekte', name: { nb: 'Ekte' } })
    expect((await here.as(null, { url: '/sign-in' })).body).not.toContain('Peder Ås')
    expect((await enter()).statusCode).toBe(403)
  })
})
