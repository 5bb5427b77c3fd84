/** A letter on its way: what a real mail server is handed, what it refuses, and what is done about that. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { mail } from '#platform/mail/tables.ts'
import { registration, registrationForm } from '#registration/tables.ts'
import { conference } from '../../../tests/conference.ts'
import { formIn } from '../../../tests/form.ts'
import { type MailServer, makeMailServer } from '../../../tests/mailserver.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

const PEOPLE = 12

let server: MailServer
let world: World
let meeting: MeetingRow
let base: string
beforeAll(async () => {
  server = await makeMailServer()
  world = await makeWorld({ jobs: true, env: { SMTP_URL: server.url, MAIL_FROM: 'Samling <samling@nord.example>' } })
  meeting = await conference(world)
  base = `/nord/${meeting.slug}/notices`
  const { networkId } = world
  await db().insert(registrationForm).values({ meetingId: meeting.id, networkId, opensAt: new Date().toISOString() })
  await db()
    .insert(registration)
    .values(
      Array.from({ length: PEOPLE }, (_, i) => ({
        networkId,
        meetingId: meeting.id,
        number: i + 1,
        state: 'registered' as const,
        name: `Kåre ${i} <&> Ødegård`,
        email: `deltaker${i}@example.org`,
        locale: i % 3 === 0 ? ('nn' as const) : ('nb' as const),
      })),
    )
})
beforeEach(async () => {
  await db().delete(mail)
  server.received.length = 0
  server.refuse = null
})
afterAll(async () => {
  await world.end()
  await server.end()
})

const db = () => world.ground.db
const organiser = (url: string, form?: Record<string, string | string[]>) => world.as('organiser', { url, ...(form && { form }) })
const states = async () => (await db().select().from(mail).where(eq(mail.kind, 'notice'))).map((one) => one.state).sort()
const all = (state: string) =>
  vi.waitFor(async () => expect(new Set(await states())).toEqual(new Set([state])), { timeout: 20_000 })

/** A letter from the first step to the last. @returns its address */
async function write(): Promise<string> {
  const at = String((await organiser(`${base}/new`, { template: 'practical' })).headers['location'])
  const page = (await organiser(`${at}/preview`)).body
  expect((await organiser(`${at}/send`, { ...formIn(page, `${at}/send`), seen: 'on' })).statusCode).toBe(303)
  return at
}

describe('a letter to many', () => {
  it('arrives at each in plain text and in HTML, with a link that is theirs and works', async () => {
    const at = await write()
    await all('sent')
    expect(server.received.map((one) => one.to).sort()).toEqual(
      Array.from({ length: PEOPLE }, (_, i) => `deltaker${i}@example.org`).sort(),
    )
    const ids = server.received.map(({ message }) => /Message-ID:\s*(<\S+>)/i.exec(message)![1])
    expect(new Set(ids).size).toBe(PEOPLE)
    const { message } = server.received.find((one) => one.to === 'deltaker1@example.org')!
    expect(message).toContain('Content-Type: text/plain')
    expect(message).toContain('Content-Type: text/html')
    expect(message).toContain('Hei Kåre 1 <&> Ødegård.')
    expect(message).toContain('Hei Kåre 1 &lt;&amp;&gt; Ødegård.')
    const links = server.received.map((one) => /\/r\/[\w-]{70,}/.exec(one.message)![0])
    expect(new Set(links).size).toBe(PEOPLE)
    const own = await world.app.inject({ url: /\/r\/[\w-]{70,}/.exec(message)![0], headers: { host: 'localhost:3000' } })
    expect(own.body).toContain('Kåre 1 &lt;&amp;> Ødegård')
    // The outbox shows it, without the link.
    const [row] = await db().select().from(mail).where(eq(mail.to, 'deltaker1@example.org'))
    const shown = (await world.as('owner', { url: `/nord/outbox/${row!.id}` })).body
    expect(shown).toContain('Hei Kåre 1 &lt;&amp;> Ødegård.')
    expect(shown).toContain('/r/…')
    expect(JSON.stringify(row)).not.toMatch(/\/r\/[\w-]{40}/)
    expect((await organiser(at)).body).toContain(`${PEOPLE} er sendt`)
  })

  it('that the server refuses is told with its remedy, and goes once more when somebody says so', async () => {
    server.refuse = 550
    const at = await write()
    await all('failed')
    const page = (await organiser(at)).body
    expect(page).toContain(`${PEOPLE} kom ikke fram`)
    expect(page).toContain('550 busy, come again')
    expect(page).toContain('Adressen finnes ikke.')
    expect(page).toContain('samling@nord.example')
    expect((await organiser(base)).body).toContain(`${PEOPLE} kom ikke fram`)
    server.refuse = null
    expect((await organiser(`${at}/again`, {})).statusCode).toBe(303)
    await all('sent')
    expect(server.received).toHaveLength(PEOPLE)
    expect(server.received[0]!.message).toMatch(/\/r\/[\w-]{70,}/)
  })

  it('is stopped while it waits for the server', async () => {
    server.refuse = 450
    const at = await write()
    await vi.waitFor(async () => expect((await organiser(at)).body).toContain('Blir prøvd igjen av seg selv'), {
      timeout: 20_000,
    })
    await organiser(`${at}/stop-rest`, {})
    server.refuse = null
    expect(new Set(await states())).toEqual(new Set(['withdrawn']))
    expect((await organiser(at)).body).toContain(`${PEOPLE} ble stoppet`)
  })
})
