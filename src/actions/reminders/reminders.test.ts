import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { mail } from '#platform/mail/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { action, actionReminder } from '../tables.ts'
import { actionReminderGate, remindDueActions } from './jobs.ts'

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
  const gate = actionReminderGate(world.ground)
  await world.ground.db.update(action).set({ status: 'done' }).where(eq(action.text, 'Sende planen'))
  const written = await gate({ id: sent!.id, to: sent!.to })
  expect(written!.subject).toBe('Påminnelse: Lage en oversikt')
  expect(written!.text).not.toContain('Sende planen')
  await world.ground.db.update(action).set({ personId: world.people.owner.id })
  expect(await gate({ id: sent!.id, to: sent!.to })).toBeNull()
})
