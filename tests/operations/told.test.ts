/**
 * Those who follow are told although the process that tells them is killed in the middle: between the queue and the mail
 * server, and in the mail server's hands. No mail is lost; one that was on the wire comes at worst twice, as the same.
 */
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeOf } from '#materials/reads.ts'
import { addAddress } from '#materials/writes.ts'
import { follow, follower, news } from '#notices/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { mail } from '#platform/mail/tables.ts'
import { aprilMeeting } from '../april.ts'
import { type Program, startProgram } from '../program.ts'
import { makeWorld, type World } from '../world.ts'

const FOLLOWERS = 60
/** After so many the mail server falls silent in the middle of one. */
const SILENT_AFTER = 15

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
    const messageId = /^Message-ID: (\S+)/im.exec(Buffer.concat(chunks).toString())![1]!
    received.push({ to, messageId })
    // It has the mail, and whoever sent it will never hear so.
    if (silent) return void onWire.push(to)
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
/** What the clock does every minute. */
const gatherNow = () => inTransaction(db(), (tx) => world.ground.jobs.send(tx, 'notices.gather', {}))
const digests = () => db().select().from(mail).where(eq(mail.kind, 'digest'))

test('a process that is killed while it tells many loses no mail, and repeats at worst the one on the wire', async () => {
  const april = await aprilMeeting(world)
  await db().delete(news)
  const { networkId } = world
  const rows = await db()
    .insert(follower)
    .values(Array.from({ length: FOLLOWERS }, (_, i) => ({ networkId, email: `leser${i}@example.org`, confirmedAt: sql`now()` })))
    .returning()
  await db()
    .insert(follow)
    .values(rows.map(({ id }) => ({ networkId, followerId: id, kind: 'meeting' as const, subjectId: april.meeting.id })))
  const place = (await placeOf(db(), april.item('E-bøker').id))!
  const about = { kind: 'link', title: 'Lysbilder', url: 'https://example.org/', description: '', locale: 'nb' } as const
  await addAddress(db(), await world.actor('organiser', april.meeting.id), place, { ...about, audience: 'public' })
  // Everything happened an hour ago.
  const hour = sql.raw(`interval '1 hour'`)
  await db().execute(sql`update news set at = at - ${hour}`)
  await db().execute(sql`update follow set at = at - ${hour} * 2`)
  await db().execute(sql`update follower set told_until = told_until - ${hour} * 2`)

  program = await start()
  await gatherNow()
  await expect.poll(() => received.length, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(SILENT_AFTER)
  silent = true
  await expect.poll(() => onWire.length, { timeout: 30_000, interval: 5 }).toBe(1)
  await program.stop('SIGKILL')
  silent = false

  // What is told and how far somebody has been told went together.
  const told = await db().select().from(follower).where(sql`told_until > now() - interval '90 minutes'`)
  expect((await digests()).map((one) => one.to).sort()).toEqual(told.map((one) => one.email!).sort())
  const before = new Set(received.map((one) => one.to))
  expect(before.size).toBe(received.length)
  expect(before.size).toBeLessThan(FOLLOWERS)

  program = await start()
  await gatherNow()
  // The rest goes at once; what the dead process held is taken up when it has not been heard of for a minute. Not to wait for that:
  await db().execute(sql`update pgboss.job set heartbeat_on = heartbeat_on - ${hour} where state = 'active'`)
  const sent = async () => (await digests()).filter((one) => one.state === 'sent').length
  await expect.poll(sent, { timeout: 100_000, interval: 200 }).toBe(FOLLOWERS)
  await setTimeout(1000)

  expect(new Set(received.map((one) => one.to)).size).toBe(FOLLOWERS)
  const times = Map.groupBy(received, (one) => one.to)
  expect([...times].filter(([, all]) => all.length > 1).map(([to]) => to)).toEqual(onWire)
  for (const all of times.values()) {
    expect(all.length).toBeLessThanOrEqual(2)
    expect(new Set(all.map((one) => one.messageId)).size).toBe(1)
  }
}, 240_000)
