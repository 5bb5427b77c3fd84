/** Reminders as speakers get them: from a real SMTP server, by what each still owes, and not when nothing is to be held. */
import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { addScheduleChange } from '#meeting/schedule/writes.ts'
import { scheduleChange, meeting as table } from '#meeting/tables.ts'
import { person } from '#people/tables.ts'
import { newId } from '#platform/db/id.ts'
import { Refused } from '#platform/errors.ts'
import { mail } from '#platform/mail/tables.ts'
import { sendAgain } from '#platform/mail/writes.ts'
import { instantOf } from '#platform/words/instant.ts'
import { createMeetingFromText } from '#programme/intake/writes.ts'
import { appearance, item, speaker } from '#programme/tables.ts'
import { givePresentation } from '../../../tests/april.ts'
import { type MailServer, makeMailServer } from '../../../tests/mailserver.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { speakerOf } from '../speakerlink/rules.ts'
import { material, preview, reminder } from '../tables.ts'
import { remindDue } from './jobs.ts'
import { personalLetter } from './mails.tsx'
import { dutiesOf, readReminding } from './reads.ts'
import { remind, remindByPlan, savePlan } from './writes.ts'

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

const STARTS = '2027-05-05T07:00:00Z'
const daysTo = (days: number, hours = 0) => Temporal.Instant.from(STARTS).subtract({ hours: 24 * days - hours })
const organiser = () => world.actor('organiser')

/** A published meeting in which Kari speaks twice, Ola and Per once; Per has no address, and the break expects nothing. */
async function meetingWithSpeakers() {
  const { db } = world.ground
  const text =
    'Ledermøte\n\nOnsdag 5. mai 2027\n\n09.00 – 10.00 Om handlingsplan ved Kari Nordmann, biblioteksjef\n10.00 – 10.15 Pause\n' +
    '10.15 – 11.00 Om e-bøker ved Ola Hansen, rådgiver\n11.00 – 12.00 Om formidling ved Kari Nordmann, biblioteksjef\n12.00 – 13.00 Om lokaler ved Per Olsen, rådgiver\n'
  const made = await createMeetingFromText(db, await organiser(), world.networkId, text, { seriesId: world.seriesId })
  await db.update(table).set({ publishedAt: new Date().toISOString() }).where(eq(table.id, made.id))
  const items = await db.select().from(item).where(eq(item.meetingId, made.id)).orderBy(item.position)
  for (const one of items.filter((each) => each.kind !== 'break'))
    await db.update(item).set({ expectsMaterial: true }).where(eq(item.id, one.id))
  const mark = newId().slice(-6)
  const address = (who: string) => `${who}-${mark}@nord.example`
  const [kari] = await db
    .insert(person)
    .values({ name: 'Kari Nordmann', email: address('kari'), locale: 'nn' })
    .returning()
  await db
    .update(speaker)
    .set({ email: address('ola') })
    .where(nameAt('Ola Hansen', made.id))
  await db.update(speaker).set({ personId: kari!.id }).where(nameAt('Kari Nordmann', made.id))
  const [row] = await db.select().from(table).where(eq(table.id, made.id))
  return { row: row!, items, address, at: (words: string) => items.find((one) => one.title.nb?.includes(words))! }
}
const nameAt = (name: string, meetingId: string) => sql`${speaker.name} = ${name} and ${speaker.meetingId} = ${meetingId}`

type Meeting = Awaited<ReturnType<typeof meetingWithSpeakers>>
const everyone = async ({ row }: Meeting) => (await dutiesOf(world.ground.db, row)).map((one) => one.speakerId)
const remindAll = async (of: Meeting, now: Temporal.Instant, note = '') =>
  remind(world.ground, await organiser(), of.row.id, { chosen: await everyone(of), note }, personalLetter(world.ground), now)
const mailsTo = (to: string) => world.ground.db.select().from(mail).where(eq(mail.to, to)).orderBy(mail.createdAt)
/** What came to the speakers of one meeting: mails of the tests before may still be on their way. */
const cameTo = (of: Meeting) => smtp.received.filter((one) => one.to === of.address('kari') || one.to === of.address('ola'))
const arrived = (of: Meeting, count: number) => vi.waitFor(() => expect(cameTo(of)).toHaveLength(count), { timeout: 15_000 })

describe('a reminder', () => {
  it('arrives once for each address, in its language, with what it owes and a personal link', async () => {
    const of = await meetingWithSpeakers()
    expect(await remindAll(of, daysTo(30), 'Vi trenger dem til lydsjekken.')).toBe(2)
    await arrived(of, 2)
    const kari = smtp.received.find((one) => one.to === of.address('kari'))!.message
    const ola = smtp.received.find((one) => one.to === of.address('ola'))!.message
    expect(kari).toContain('Presentasjonane dine til «Ledermøte»')
    expect(kari).toContain('Vi trenger dem til lydsjekken.')
    expect(kari).toContain('Om handlingsplan')
    expect(kari).toContain('Om formidling')
    expect(kari).not.toContain('Om e-bøker')
    expect(ola).toContain('Presentasjonen din til «Ledermøte»')
    expect(ola).toContain('Om e-bøker')
    expect(ola).not.toContain('Om handlingsplan')
    const tokens = [...kari.matchAll(/\/s\/([\w-]+)/g)].map((match) => match[1]!)
    expect(new Set(tokens).size).toBe(1)
    const claimed = speakerOf(world.ground.secret, tokens[0]!)
    const own = await world.ground.db.select().from(speaker).where(eq(speaker.id, claimed!.id))
    expect(own[0]!.name).toBe('Kari Nordmann')
    const page = await world.app.inject({ url: `/s/${tokens[0]}` })
    expect(page.body).toContain('Om formidling')
    // What the outbox keeps of it opens nobody's page.
    await vi.waitFor(async () => expect((await mailsTo(of.address('kari')))[0]!.state).toBe('sent'), { timeout: 5000 })
    const [kept] = await mailsTo(of.address('kari'))
    expect(`${kept!.text}${kept!.html}`).not.toContain(tokens[0]!)
    const asked = await world.ground.db.select().from(appearance).where(eq(appearance.meetingId, of.row.id))
    expect(asked.map((one) => instantOf(one.askedAt!).toString())).toEqual(Array(3).fill(daysTo(30).toString()))
  })

  it('can be stopped from the mail program, is then sent no more, and can be had again', async () => {
    const of = await meetingWithSpeakers()
    await remindAll(of, daysTo(30))
    await arrived(of, 2)
    const kari = smtp.received.find((one) => one.to === of.address('kari'))!.message
    expect(kari).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const stop = new URL(/List-Unsubscribe: ?<([^>]+)>/.exec(kari)![1]!.replaceAll(' ', ''))
    const page = await world.app.inject({ url: stop.pathname })
    expect(page.statusCode).toBe(200)
    // Looking at the page stops nothing: mail scanners open links too.
    expect(await remindAll(of, daysTo(29))).toBe(2)
    const answer = await world.app.inject({
      method: 'POST',
      url: stop.pathname,
      payload: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(answer.statusCode).toBe(200)
    expect(await remindAll(of, daysTo(28))).toBe(1)
    expect(await mailsTo(of.address('kari'))).toHaveLength(2)
    const { row } = of
    expect((await readReminding(world.ground.db, await organiser(), row)).quiet.map((one) => one.name)).toEqual([
      'Kari Nordmann',
      'Kari Nordmann',
    ])
    expect((await world.as(null, { url: stop.pathname.replace('/stop', '/resume'), form: {} })).statusCode).toBe(303)
    expect(await remindAll(of, daysTo(27))).toBe(2)
    expect((await world.app.inject({ url: '/s/abc/stop' })).statusCode).toBe(404)
  })

  it('is not sent twice on one day, and by what is owed on the next', async () => {
    const of = await meetingWithSpeakers()
    await remindAll(of, daysTo(20))
    expect(await remindAll(of, daysTo(20, 2))).toBe(0)
    await givePresentation(world.ground.db, of.at('handlingsplan'), 'Planen')
    const [ola] = await world.ground.db.select().from(speaker).where(nameAt('Ola Hansen', of.row.id))
    await world.ground.db
      .update(appearance)
      .set({ noMaterialAt: new Date().toISOString() })
      .where(eq(appearance.speakerId, ola!.id))
    expect(await remindAll(of, daysTo(19))).toBe(1)
    const later = (await mailsTo(of.address('kari'))).at(-1)!
    expect(later.subject).toBe('Presentasjonen din til «Ledermøte»')
    expect(later.text).not.toContain('handlingsplan')
    expect(await mailsTo(of.address('ola'))).toHaveLength(1)
  })

  it('that waits is stopped by an organiser, who has no other mail of the outbox', async () => {
    const of = await meetingWithSpeakers()
    smtp.refuse = 450
    await remindAll(of, daysTo(20))
    await vi.waitFor(async () => expect((await mailsTo(of.address('ola')))[0]!.tries).toBe(1), { timeout: 15_000 })
    const [waiting] = await mailsTo(of.address('ola'))
    const desk = `/nord/${of.row.slug}/desk`
    expect((await world.as('organiser', { url: desk })).body).toContain('Stopp sendingen')
    await world.as('organiser', { url: `${desk}/mail/stop`, form: { id: waiting!.id } })
    expect((await mailsTo(of.address('ola')))[0]!.state).toBe('withdrawn')
    const other = await meetingWithSpeakers()
    const elsewhere = await world.as('organiser', { url: `/nord/${other.row.slug}/desk/mail/send`, form: { id: waiting!.id } })
    expect(elsewhere.statusCode).toBe(404)
    smtp.refuse = null
    await world.as('organiser', { url: `${desk}/mail/send`, form: { id: waiting!.id } })
    await vi.waitFor(() => expect(cameTo(of).map((one) => one.to)).toContain(of.address('ola')), { timeout: 15_000 })
  })

  it('of two organisers who press at once is sent once', async () => {
    const of = await meetingWithSpeakers()
    const both = await Promise.all([remindAll(of, daysTo(20)), remindAll(of, daysTo(20))])
    expect(both.sort()).toEqual([0, 2])
  })

  it('is refused for a draft, and for what is postponed or cancelled', async () => {
    const of = await meetingWithSpeakers()
    const { db } = world.ground
    await db.update(table).set({ publishedAt: null }).where(eq(table.id, of.row.id))
    await expect(remindAll(of, daysTo(20))).rejects.toThrow(new Refused('desk_not_published'))
    await db.update(table).set({ publishedAt: of.row.publishedAt }).where(eq(table.id, of.row.id))
    for (const [status, key] of [
      ['postponed', 'desk_postponed'],
      ['cancelled', 'desk_cancelled'],
    ] as const) {
      await addScheduleChange(db, await organiser(), of.row.id, { status, reason: null })
      await expect(remindAll(of, daysTo(20))).rejects.toThrow(new Refused(key))
    }
    await db.delete(scheduleChange).where(eq(scheduleChange.meetingId, of.row.id))
    expect(await remindAll(of, daysTo(20))).toBe(2)
  })

  it('that lies in the outbox is not sent to who has delivered, nor when the meeting is cancelled meanwhile', async () => {
    const of = await meetingWithSpeakers()
    smtp.refuse = 550
    await remindAll(of, daysTo(20))
    const state = async (who: string) => (await mailsTo(of.address(who)))[0]!
    await vi.waitFor(async () => expect((await state('ola')).state).toBe('failed'), { timeout: 15_000 })
    await vi.waitFor(async () => expect((await state('kari')).state).toBe('failed'), { timeout: 15_000 })
    smtp.refuse = null
    const owner = await world.actor('owner')
    await givePresentation(world.ground.db, of.at('e-bøker'), 'E-bøker')
    await sendAgain(world.ground, owner, world.networkId, (await state('ola')).id)
    await vi.waitFor(async () => expect((await state('ola')).state).toBe('withdrawn'), { timeout: 15_000 })
    await addScheduleChange(world.ground.db, await organiser(), of.row.id, { status: 'cancelled', reason: null })
    await sendAgain(world.ground, owner, world.networkId, (await state('kari')).id)
    await vi.waitFor(async () => expect((await state('kari')).state).toBe('withdrawn'), { timeout: 15_000 })
    expect(cameTo(of)).toEqual([])
  })
})

describe('a plan of reminders', () => {
  const planned = (of: Meeting) =>
    world.ground.db.select().from(reminder).where(eq(reminder.meetingId, of.row.id)).orderBy(reminder.daysBefore)

  it('sends what is due, once, whoever runs it and however often', async () => {
    const of = await meetingWithSpeakers()
    await savePlan(world.ground.db, await organiser(), of.row.id, [14, 7, 2])
    await remindDue(world.ground, daysTo(15))
    expect(await mailsTo(of.address('kari'))).toHaveLength(0)
    const due = daysTo(14, 1)
    await Promise.all([remindDue(world.ground, due), remindDue(world.ground, due)])
    await remindDue(world.ground, due.add({ minutes: 10 }))
    expect(await mailsTo(of.address('kari'))).toHaveLength(1)
    expect((await planned(of)).map((one) => [one.daysBefore, one.sentTo])).toEqual([
      [2, null],
      [7, null],
      [14, 2],
    ])
  })

  it('moves along with the meeting, and is silent while it is postponed', async () => {
    const of = await meetingWithSpeakers()
    await savePlan(world.ground.db, await organiser(), of.row.id, [14])
    await addScheduleChange(world.ground.db, await organiser(), of.row.id, { status: 'postponed', reason: null })
    await remindDue(world.ground, daysTo(14, 1))
    expect(await mailsTo(of.address('kari'))).toHaveLength(0)
    const [dayId] = [...new Set(of.items.map((one) => one.dayId!))]
    await addScheduleChange(world.ground.db, await organiser(), of.row.id, {
      status: 'rescheduled',
      reason: null,
      dates: { [dayId!]: '2027-06-09' },
    })
    await remindDue(world.ground, daysTo(14, 2))
    expect(await mailsTo(of.address('kari'))).toHaveLength(0)
    await remindDue(world.ground, Temporal.Instant.from('2027-05-26T07:01:00Z'))
    expect(await mailsTo(of.address('kari'))).toHaveLength(1)
  })

  it('that was broken off halfway has sent nothing, and sends all the next time', async () => {
    const of = await meetingWithSpeakers()
    await savePlan(world.ground.db, await organiser(), of.row.id, [7])
    const due = daysTo(7, 1)
    const write = personalLetter(world.ground)
    let left = 1
    const dying: typeof write = (...about) => {
      if (left-- === 0) throw new Error('killed')
      return write(...about)
    }
    await expect(remindByPlan(world.ground, of.row, dying, due)).rejects.toThrow('killed')
    expect([...(await mailsTo(of.address('kari'))), ...(await mailsTo(of.address('ola')))]).toEqual([])
    expect((await planned(of))[0]!.sentAt).toBeNull()
    await remindDue(world.ground, due)
    expect([...(await mailsTo(of.address('kari'))), ...(await mailsTo(of.address('ola')))]).toHaveLength(2)
  })

  it('leaves out who was reminded by hand on the same day', async () => {
    const of = await meetingWithSpeakers()
    await savePlan(world.ground.db, await organiser(), of.row.id, [7])
    await remindAll(of, daysTo(7, -1))
    await remindDue(world.ground, daysTo(7, 1))
    expect(await mailsTo(of.address('kari'))).toHaveLength(1)
    expect((await planned(of))[0]).toMatchObject({ sentTo: 0 })
  })

  it('keeps what it knows of days that stay when it is changed', async () => {
    const of = await meetingWithSpeakers()
    await savePlan(world.ground.db, await organiser(), of.row.id, [14, 7])
    await remindDue(world.ground, daysTo(14, 1))
    expect(await savePlan(world.ground.db, await organiser(), of.row.id, [14, 3])).toEqual([14, 7])
    expect((await planned(of)).map((one) => [one.daysBefore, one.sentTo])).toEqual([
      [3, null],
      [14, 2],
    ])
  })

  it('is the organisers’ alone', async () => {
    const of = await meetingWithSpeakers()
    await expect(savePlan(world.ground.db, await world.actor('member'), of.row.id, [14])).rejects.toThrow(Refused)
    await expect(
      remind(world.ground, await world.actor('member'), of.row.id, { chosen: [], note: '' }, personalLetter(world.ground)),
    ).rejects.toThrow(Refused)
  })
})

describe('who owes a presentation', () => {
  it('is who speaks on an item that expects one, until something is there that can be shown', async () => {
    const of = await meetingWithSpeakers()
    const owing = async () => (await dutiesOf(world.ground.db, of.row)).map((one) => one.name)
    expect(await owing()).toEqual(['Kari Nordmann', 'Ola Hansen', 'Kari Nordmann', 'Per Olsen'])
    const id = await givePresentation(world.ground.db, of.at('e-bøker'), 'Skjult', { publishedAt: null })
    // Hidden or not: the speaker has done what was asked.
    expect(await owing()).toEqual(['Kari Nordmann', 'Kari Nordmann', 'Per Olsen'])
    const { networkId } = of.row
    await world.ground.db
      .insert(preview)
      .values({ networkId, sha256: 'a'.repeat(64), state: 'none', scan: 'infected', threat: 'EICAR' })
    expect(await owing()).toContain('Ola Hansen')
    await world.ground.db.delete(preview)
    await world.ground.db.update(material).set({ deletedAt: new Date().toISOString() }).where(eq(material.id, id))
    expect(await owing()).toContain('Ola Hansen')
    await world.ground.db
      .update(item)
      .set({ dayId: null })
      .where(eq(item.id, of.at('e-bøker').id))
    expect(await owing()).not.toContain('Ola Hansen')
  })
})
