import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MeetingRow } from '#meeting/reads.ts'
import { grantMeetingRole, invite } from '#meeting/writes.ts'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { mail } from '#platform/mail/tables.ts'
import { registration } from '#registration/tables.ts'
import { conference } from '../../../tests/conference.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { noteNotice, sendLetters } from '../letters/writes.ts'
import { notice, noticeReceiver } from '../tables.ts'
import { readKnown, receiversOf } from './reads.ts'
import { audienceOf } from './rules.ts'

let world: World
let meeting: MeetingRow
beforeAll(async () => {
  world = await makeWorld()
  meeting = await conference(world)
})
afterAll(() => world.end())

const db = () => world.ground.db
const network = () => ({ id: world.networkId, locale: 'nb' as const })
let number = 0
async function register(email: string, more: Partial<typeof registration.$inferInsert> = {}) {
  const { networkId } = world
  const [row] = await db()
    .insert(registration)
    .values({
      networkId,
      meetingId: meeting.id,
      number: ++number,
      state: 'registered',
      name: email.split('@')[0]!,
      email,
      ...more,
    })
    .returning()
  return row!
}
async function to(given: Parameters<typeof audienceOf>[0], row: MeetingRow | null = meeting) {
  const about = { network: network(), meeting: row }
  return (await receiversOf(db(), await world.actor('organiser', meeting.id), about, audienceOf(given)))
    .map((one) => one.email)
    .sort()
}

describe('who can be told', () => {
  it('is for organisers to know', async () => {
    const about = { network: network(), meeting }
    await expect(readKnown(db(), await world.actor('member', meeting.id), about)).rejects.toThrow(NotFound)
    await expect(readKnown(db(), await world.actor('outsider'), { network: network(), meeting: null })).rejects.toThrow(NotFound)
  })

  it('are members, and of those that are not registered the others', async () => {
    expect(await to({ to: ['members'] })).toEqual(['member@nord.example', 'organiser@nord.example', 'owner@nord.example'])
    await register('member@nord.example')
    expect(await to({ to: ['unregistered'] })).toEqual(['organiser@nord.example', 'owner@nord.example'])
    expect(await to({ to: ['organisers'] }, null)).toEqual(['organiser@nord.example', 'owner@nord.example'])
  })

  it('is one person, however they are known: at the address and in the language of their registration', async () => {
    await register('privat@example.org', { personId: world.people.owner.id, locale: 'nn' })
    const about = { network: network(), meeting }
    const actor = await world.actor('organiser', meeting.id)
    const found = await receiversOf(db(), actor, about, audienceOf({ to: ['members', 'registered'] }))
    const owner = found.filter((one) => one.personId === world.people.owner.id)
    expect(owner).toMatchObject([{ email: 'privat@example.org', locale: 'nn', because: ['members', 'registered'] }])
  })

  it('is not who withdrew, whose address nobody confirmed, who was erased, or whose membership ended', async () => {
    await register('trakk@example.org', { state: 'withdrawn' })
    await register('ubekreftet@example.org', { state: 'unconfirmed' })
    const gone = newId()
    await db().insert(person).values({ id: gone, name: 'Borte', email: 'borte@example.org', deletedAt: new Date().toISOString() })
    await db().insert(membership).values({ networkId: world.networkId, personId: gone, role: 'member' })
    await register('borte@example.org', { personId: gone })
    const reached = await to({ to: ['members', 'registered', 'waiting', 'unregistered', 'invited', 'followers'] })
    for (const name of ['trakk', 'ubekreftet', 'borte']) expect(reached).not.toContain(`${name}@example.org`)
    expect(reached).toContain('privat@example.org')
  })

  it('is nobody who may not read what it is about', async () => {
    const organiser = await world.actor('organiser', meeting.id)
    const guest = newId()
    await db().insert(person).values({ id: guest, name: 'Gjest', email: 'gjest@example.org' })
    await invite(db(), organiser, meeting.id, [guest])
    await grantMeetingRole(db(), organiser, meeting.id, world.people.outsider.id, 'chair')
    const closed = { ...meeting, audience: 'invited' as const }
    expect(await to({ to: ['members'] }, closed)).toEqual(['organiser@nord.example', 'privat@example.org'])
    expect(await to({ to: ['invited', 'chair'] }, closed)).toEqual(['gjest@example.org', 'outsider@nord.example'])
    // Whoever registered has been let in.
    expect(await to({ to: ['registered'] }, closed)).toContain('member@nord.example')
  })
})

describe('letters to many', () => {
  it('are written in a few statements, and to nobody twice', async () => {
    const { networkId } = world
    const letters = Array.from({ length: 500 }, (_, i) => ({
      email: `mange${i}@example.org`,
      personId: null,
      registrationId: null,
      subject: 'Hei',
      text: `Hei ${i} «på» deg`,
      html: '<p>Hei</p>',
    }))
    const send = (noticeId: string) =>
      inTransaction(db(), (tx) => sendLetters(world.ground, tx, { networkId, noticeId }, letters))
    const actor = await world.actor('organiser')
    const told = {
      networkId,
      meetingId: null,
      subject: { nb: 'Hei' },
      body: { nb: 'Hei' },
      audience: {},
      inlined: 'nothing',
      sentTo: 500,
    } as const
    const id = await inTransaction(db(), (tx) => noteNotice(tx, actor, told))
    const before = world.database.queries()
    expect(await send(id)).toBe(500)
    expect(world.database.queries() - before).toBeLessThan(12)
    expect(await send(id)).toBe(0)
    const mails = await db().select().from(mail).where(eq(mail.kind, 'notice'))
    expect(mails).toHaveLength(500)
    expect(mails.map((one) => one.text)).toContain('Hei 7 «på» deg')
    const receivers = await db().select().from(noticeReceiver).where(eq(noticeReceiver.noticeId, id))
    expect(new Set(receivers.map((one) => one.mailId))).toEqual(new Set(mails.map((one) => one.id)))
    expect(await db().select().from(notice)).toHaveLength(1)
  })
})
