import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { networkById } from '#network/reads.ts'
import { membership } from '#network/tables.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import { makeLog } from '#platform/log.ts'
import { mail } from '#platform/mail/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { linkFor } from '../links/writes.ts'
import { action, actionReminder } from '../tables.ts'
import { actionReminderGate, remindDueActions } from './jobs.ts'
import { reminderLetter } from './mails.tsx'
import { remindOwners, type Write } from './writes.ts'

const TODAY = Temporal.Instant.from('2035-05-28T08:00:00Z')

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())
beforeEach(async () => {
  for (const table of [mail, action, actionReminder]) await world.ground.db.delete(table)
  const own = { networkId: world.networkId, personId: world.people.member.id, locale: 'nb' } as const
  await world.ground.db.insert(action).values([
    { ...own, text: 'Lage en oversikt', due: '2035-05-29' },
    { ...own, text: 'Sende planen', due: '2035-05-01', status: 'blocked' },
    { ...own, text: 'Langt fram', due: '2035-09-01' },
    { ...own, text: 'Gjort', due: '2035-05-28', status: 'done' },
  ])
})
const mails = () => world.ground.db.select().from(mail)

test('one mail tells an owner of all that is near or over, once a day', async () => {
  await remindDueActions(world.ground, TODAY)
  await remindDueActions(world.ground, TODAY.add({ hours: 2 }))
  const sent = await mails()
  expect(sent).toMatchObject([{ to: world.people.member.email, subject: 'Påminnelse: 2 ting å følge opp' }])
  expect(sent[0]!.text).toMatch(/Sende planen[\s\S]*Lage en oversikt/)
  expect(sent[0]!.text).not.toMatch(/Langt fram|Gjort/)
  expect(sent[0]!.text.match(/\/a\/[\w-]+/g)).toHaveLength(2)
  await remindDueActions(world.ground, TODAY.add({ hours: 24 }))
  expect(await mails()).toHaveLength(2)
})

test('what was done while the mail lay waiting is not in it, and nothing is sent where all is', async () => {
  await remindDueActions(world.ground, TODAY)
  const [sent] = await mails()
  const gate = actionReminderGate(world.ground, () => TODAY)
  await world.ground.db.update(action).set({ status: 'done' }).where(eq(action.text, 'Sende planen'))
  const written = await gate({ id: sent!.id, to: sent!.to })
  expect(written!.subject).toBe('Påminnelse: Lage en oversikt')
  expect(written!.text).not.toContain('Sende planen')
  await world.ground.db.update(action).set({ personId: world.people.owner.id })
  expect(await gate({ id: sent!.id, to: sent!.to })).toBeNull()
})

test('a date that was moved ahead meanwhile calls for nothing', async () => {
  await remindDueActions(world.ground, TODAY)
  const [sent] = await mails()
  await world.ground.db.update(action).set({ due: '2099-12-01' })
  expect(await actionReminderGate(world.ground, () => TODAY)({ id: sent!.id, to: sent!.to })).toBeNull()
})

test('whom nothing can be written to keeps it from nobody else, and whoever left the network is not reminded', async () => {
  const { db } = world.ground
  const { owner, organiser, member } = world.people
  const own = { networkId: world.networkId, locale: 'nb', text: 'Melde en representant', due: '2035-05-29' } as const
  await db.insert(action).values([owner, organiser].map(({ id }) => ({ ...own, personId: id })))
  const left = (to: string | null) => db.update(membership).set({ to }).where(eq(membership.personId, member.id))
  const here = (await networkById(db, world.networkId))!
  const silent = { ...world.ground, log: makeLog('silent') }
  const write: Write = (locale, of) => {
    if (of.owed[0]!.href.includes(links.get(owner.id)!)) throw new Error('no words for this one')
    return reminderLetter(locale, of)
  }
  const links = new Map<string, string>()
  for (const one of await db.select().from(action))
    await inTransaction(db, async (tx) => {
      const of = { networkId: world.networkId, actionId: one.id, personId: one.personId! }
      links.set(one.personId!, await linkFor(tx, world.ground.secret, of))
    })
  await left('2035-01-01T00:00:00Z')
  try {
    expect(await remindOwners(silent, here, write, TODAY)).toBe(1)
    expect((await mails()).map((one) => one.to)).toEqual([organiser.email])
  } finally {
    await left(null)
  }
})
