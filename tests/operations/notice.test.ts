/**
 * A letter to many although the process that sends it is killed in the middle of handing them over. No mail is lost; what was on
 * a line comes at worst twice, as the same.
 */

import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notice, noticeReceiver } from '#notices/tables.ts'
import { mail } from '#platform/mail/tables.ts'
import { registration } from '#registration/tables.ts'
import { conference } from '../conference.ts'
import { formIn } from '../form.ts'
import { type Program, startProgram } from '../program.ts'
import { makeWorld, type World } from '../world.ts'

const RECEIVERS = 300
/** After so many the mail server falls silent: it takes letters and never says so. */
const SILENT_AFTER = 60

interface Received {
  readonly to: string
  readonly messageId: string
}

let world: World
let program: Program | null = null
const received: Received[] = []
let silent = false
const onWire: string[] = []
const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData: async (stream, session, done) => {
    const chunks: Buffer[] = []
    for await (const chunk of stream) chunks.push(chunk as Buffer)
    const to = session.envelope.rcptTo.map((one) => one.address).join()
    const messageId = /^Message-ID:\s*(\S+)/im.exec(Buffer.concat(chunks).toString())![1]!
    received.push({ to, messageId })
    if (silent) return void onWire.push(to)
    if (received.length === SILENT_AFTER) silent = true
    done()
  },
})

beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()))
  world = await makeWorld({ env: { SMTP_URL: smtpUrl() } })
})
afterAll(async () => {
  await program?.stop('SIGKILL')
  await world.end()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})

const db = () => world.ground.db
const smtpUrl = () => `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
const start = () =>
  startProgram({
    DATABASE_URL: world.database.url,
    DATA_DIR: world.ground.config.dataDir,
    BASE_URL: world.ground.config.baseUrl,
    SMTP_URL: smtpUrl(),
  })
const letters = () => db().select().from(mail).where(eq(mail.kind, 'notice'))

test('a process that is killed while it hands over a letter to many loses no mail, and repeats at worst what was on its lines', async () => {
  const meeting = await conference(world)
  await db()
    .insert(registration)
    .values(
      Array.from({ length: RECEIVERS }, (_, i) => ({
        networkId: world.networkId,
        meetingId: meeting.id,
        number: i + 1,
        state: 'registered' as const,
        name: `Deltaker ${i}`,
        email: `deltaker${i}@example.org`,
      })),
    )
  const base = `/nord/${meeting.slug}/notices`
  const press = (url: string, form: Record<string, string | string[]>) => world.as('organiser', { url, form })
  const at = String((await press(`${base}/new`, { template: 'practical' })).headers['location'])
  const page = (await world.as('organiser', { url: `${at}/preview` })).body
  expect((await press(`${at}/send`, { ...formIn(page, `${at}/send`), seen: 'on' })).statusCode).toBe(303)
  // In the outbox all at once, with who gets them; the world's own process works on no queue.
  expect(await letters()).toHaveLength(RECEIVERS)
  expect(await db().select().from(noticeReceiver)).toHaveLength(RECEIVERS)
  expect((await db().select().from(notice))[0]!.sentTo).toBe(RECEIVERS)

  program = await start()
  await expect.poll(() => onWire.length, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(1)
  await setTimeout(500)
  await program.stop('SIGKILL')
  silent = false
  const before = new Set(received.map((one) => one.to))
  expect(before.size).toBe(received.length)
  expect(before.size).toBeLessThan(RECEIVERS)
  // Whatever the server was told to keep and the database does not know of was on a line, or its mark was.
  const unmarked = (await letters()).filter((one) => one.state === 'waiting' && before.has(one.to)).map((one) => one.to)
  expect(unmarked).toEqual(expect.arrayContaining(onWire))
  expect(unmarked.length).toBeLessThanOrEqual(10)

  program = await start()
  // What the dead process held is taken up when it has not been heard of for a minute. Not to wait for that:
  await db().execute(sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`)
  const sent = async () => (await letters()).filter((one) => one.state === 'sent').length
  await expect.poll(sent, { timeout: 120_000, interval: 200 }).toBe(RECEIVERS)
  await setTimeout(1000)

  const times = Map.groupBy(received, (one) => one.to)
  expect(times.size).toBe(RECEIVERS)
  expect(
    [...times]
      .filter(([, all]) => all.length > 1)
      .map(([to]) => to)
      .sort(),
  ).toEqual(unmarked.sort())
  for (const all of times.values()) {
    expect(all.length).toBeLessThanOrEqual(2)
    expect(new Set(all.map((one) => one.messageId)).size).toBe(1)
  }
}, 240_000)
