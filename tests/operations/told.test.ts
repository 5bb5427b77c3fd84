/**
 * Those who follow are told although the process that tells them is killed in the middle: between the queue and the mail
 * server, and in the mail server's hands. No mail is lost; one that was on the wire comes at worst twice, as the same.
 */
import { setTimeout } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeOf } from '#materials/reads.ts'
import { addAddress } from '#materials/writes.ts'
import { follow, follower, news } from '#notices/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { mail } from '#platform/mail/tables.ts'
import { aprilMeeting } from '../april.ts'
import { type MailServer, makeMailServer, repeatedIn } from '../mailserver.ts'
import { type Program, startOn } from '../program.ts'
import { makeWorld, type World } from '../world.ts'

const FOLLOWERS = 60
/** After so many the mail server falls silent in the middle of one. */
const SILENT_AFTER = 15

let world: World
let smtp: MailServer
let program: Program | null = null
beforeAll(async () => {
  smtp = await makeMailServer()
  world = await makeWorld({ env: { SMTP_URL: smtp.url } })
})
afterAll(async () => {
  await program?.stop('SIGKILL')
  await world.end()
  await smtp.end()
})

const db = () => world.ground.db
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

  program = await startOn(world, { SMTP_URL: smtp.url })
  await gatherNow()
  await expect.poll(() => smtp.received.length, { timeout: 30_000, interval: 5 }).toBeGreaterThanOrEqual(SILENT_AFTER)
  smtp.silent = true
  await expect.poll(() => smtp.unanswered.length, { timeout: 30_000, interval: 5 }).toBe(1)
  await program.stop('SIGKILL')
  smtp.silent = false

  // What is told and how far somebody has been told went together.
  const told = await db().select().from(follower).where(sql`told_until > now() - interval '90 minutes'`)
  expect((await digests()).map((one) => one.to).sort()).toEqual(told.map((one) => one.email!).sort())
  const { received } = smtp
  const before = new Set(received.map((one) => one.to))
  expect(before.size).toBe(received.length)
  expect(before.size).toBeLessThan(FOLLOWERS)

  program = await startOn(world, { SMTP_URL: smtp.url })
  await gatherNow()
  // The rest goes at once; what the dead process held is taken up when it has not been heard of for a minute. Not to wait for that:
  await db().execute(sql`update pgboss.job set heartbeat_on = heartbeat_on - ${hour} where state = 'active'`)
  const sent = async () => (await digests()).filter((one) => one.state === 'sent').length
  await expect.poll(sent, { timeout: 100_000, interval: 200 }).toBe(FOLLOWERS)
  await setTimeout(1000)

  expect(new Set(received.map((one) => one.to)).size).toBe(FOLLOWERS)
  expect(repeatedIn(received)).toEqual(smtp.unanswered.map(({ to }) => ({ to, times: 2, same: true })))
}, 240_000)
