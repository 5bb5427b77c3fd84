/**
 * A letter to many although the process that sends it ends in the middle of handing them over. No mail is lost. Told to stop, it
 * repeats none; killed, what was on a line comes at worst twice, as the same.
 */
import { setTimeout } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { notice, noticeReceiver } from '#notices/tables.ts'
import { LINES } from '#platform/mail/jobs.ts'
import { mail } from '#platform/mail/tables.ts'
import { registration } from '#registration/tables.ts'
import { conference } from '../conference.ts'
import { formIn } from '../form.ts'
import { type MailServer, makeMailServer, repeatedIn } from '../mailserver.ts'
import { type Program, startOn } from '../program.ts'
import { makeWorld, type World } from '../world.ts'

const RECEIVERS = 300
/** After so many the process is told to stop. */
const STOPPED_AFTER = 30
/** After so many the mail server falls silent, and the next process is killed. */
const SILENT_AFTER = 90

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
const letters = () => db().select().from(mail).where(eq(mail.kind, 'notice'))

test('a process that ends while it hands over a letter to many loses no mail, and repeats at worst what was on its lines when it was killed', async () => {
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

  const { received } = smtp
  const arrived = (count: number) =>
    expect.poll(() => received.length, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(count)

  // So slow that what it has begun lasts longer than a stop may.
  smtp.takes = 150
  program = await startOn(world, { SMTP_URL: smtp.url })
  await arrived(STOPPED_AFTER)
  await program.stop()
  smtp.takes = 0
  expect(
    (await letters())
      .filter((one) => one.state === 'sent')
      .map((one) => one.to)
      .sort(),
  ).toEqual(received.map((one) => one.to).sort())
  expect(received.length).toBeLessThan(SILENT_AFTER)

  program = await startOn(world, { SMTP_URL: smtp.url })
  await arrived(SILENT_AFTER)
  smtp.silent = true
  // Every line has a letter that is not answered, and none takes the next.
  await expect.poll(() => smtp.unanswered.length, { timeout: 30_000, interval: 5 }).toBe(LINES)
  await setTimeout(500)
  await program.stop('SIGKILL')
  smtp.silent = false
  const before = new Set(received.map((one) => one.to))
  expect(before.size).toBe(received.length)
  expect(before.size).toBeLessThan(RECEIVERS)
  // Whatever the server has and the database does not know of was on a line.
  const unmarked = (await letters()).filter((one) => one.state === 'waiting' && before.has(one.to)).map((one) => one.to)
  expect(unmarked.sort()).toEqual(smtp.unanswered.map((one) => one.to).sort())

  program = await startOn(world, { SMTP_URL: smtp.url })
  // What the dead process held is taken up when it has not been heard of for a minute. Not to wait for that:
  await db().execute(sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`)
  const sent = async () => (await letters()).filter((one) => one.state === 'sent').length
  await expect.poll(sent, { timeout: 120_000, interval: 200 }).toBe(RECEIVERS)
  await setTimeout(1000)

  expect(new Set(received.map((one) => one.to)).size).toBe(RECEIVERS)
  expect(repeatedIn(received)).toEqual(unmarked.map((to) => ({ to, times: 2, same: true })))
}, 240_000)
