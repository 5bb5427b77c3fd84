/** What waits, failed and was stopped, with a mail server that can be told to refuse. */
import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { mail } from '#platform/mail/tables.ts'
import { markFailed, queueMail } from '#platform/mail/writes.ts'
import { type MailServer, makeMailServer } from '../../../tests/mailserver.ts'
import { makeWorld, type World } from '../../../tests/world.ts'

let world: World
let smtp: MailServer
beforeAll(async () => {
  smtp = await makeMailServer()
  world = await makeWorld({ jobs: true, env: { SMTP_URL: smtp.url } })
})
afterAll(async () => {
  await world.end()
  await smtp.end()
})
afterEach(() => {
  smtp.refuse = null
})

const arrived = () => smtp.received.map((one) => one.to)

async function write(): Promise<{ id: string; to: string }> {
  const to = `${newId()}@nord.example`
  const outgoing = { networkId: world.networkId, to, kind: 'invitation', subject: 'Velkommen', text: 'Hei' }
  const id = await inTransaction(world.ground.db, (tx) => queueMail(world.ground, tx, outgoing))
  return { id, to }
}
const row = async (id: string) => (await world.ground.db.select().from(mail).where(eq(mail.id, id)))[0]!
const becomes = (id: string, state: string) =>
  vi.waitFor(async () => expect((await row(id)).state).toBe(state), { timeout: 15_000 })
const owner = (url: string, form?: Record<string, string>) => world.as('owner', { url, ...(form && { form }) })

describe('a mail that waits for the mail server', () => {
  it('is shown as waiting, can be stopped, is then not sent, and can be sent after all', async () => {
    await becomes((await write()).id, 'sent')
    smtp.refuse = 450
    const one = await write()
    await vi.waitFor(async () => expect((await row(one.id)).tries).toBe(1), { timeout: 15_000 })
    const list = await owner('/nord/outbox?state=waiting')
    expect(list.body).toContain('Venter (1)')
    expect(list.body).toContain(one.to)
    expect((await owner(`/nord/outbox/${one.id}`)).body).toContain('Stopp sendingen')
    smtp.refuse = null
    expect((await owner(`/nord/outbox/${one.id}/stop`, {})).statusCode).toBe(303)
    // The next try was due after five seconds.
    await new Promise((resolve) => setTimeout(resolve, 8000))
    expect((await row(one.id)).state).toBe('withdrawn')
    expect(arrived()).not.toContain(one.to)
    expect((await owner(`/nord/outbox/${one.id}/stop`, {})).statusCode).toBe(403)
    await owner(`/nord/outbox/${one.id}/send`, {})
    await becomes(one.id, 'sent')
    expect(arrived()).toContain(one.to)
  })

  it('stays stopped when the try that was under way fails', async () => {
    const { db } = world.ground
    const [one] = await db
      .insert(mail)
      .values({ networkId: world.networkId, to: 'x@nord.example', subject: 'Hei', text: 'Hei', kind: 'invitation' })
      .returning()
    await owner(`/nord/outbox/${one!.id}/stop`, {})
    await markFailed(world.ground, one!.id, 1, 'not now', Temporal.Now.instant())
    expect((await row(one!.id)).state).toBe('withdrawn')
  })
})

describe('mails that failed', () => {
  it('are sent again all at once, and only those of the network', async () => {
    smtp.refuse = 550
    const [one, two] = [await write(), await write()]
    await becomes(one.id, 'failed')
    await becomes(two.id, 'failed')
    const [elsewhere] = await world.ground.db
      .insert(mail)
      .values({ networkId: null, to: 'y@nord.example', subject: 'Hei', text: 'Hei', kind: 'sign-in', state: 'failed' })
      .returning()
    smtp.refuse = null
    expect((await owner('/nord/outbox?state=failed')).body).toContain('Send alle som ikke kom fram, på nytt')
    await owner('/nord/outbox/send-failed', {})
    await becomes(one.id, 'sent')
    await becomes(two.id, 'sent')
    expect((await row(elsewhere!.id)).state).toBe('failed')
  })

  it('are nobody’s to send but the owners’', async () => {
    expect((await world.as('organiser', { url: '/nord/outbox/send-failed', form: {} })).statusCode).toBe(404)
    expect((await world.as('member', { url: `/nord/outbox/${newId()}/stop`, form: {} })).statusCode).toBe(404)
  })
})
