/** What comes back of a matter's pages: to visitors no older than the revision it is kept under, to organisers as it was typed. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { itemOutcome } from '#minutes/tables.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { anywhereIn } from '#platform/live/subjects.ts'
import { item } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { formIn } from '../../tests/form.ts'
import { furnishStage } from '../../tests/minutesstage.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { mergeMatter } from './joining/writes.ts'
import { matter as matterTable } from './tables.ts'
import { makeTopic, mergeTopic } from './topics/writes.ts'
import { changeMatter, followItem } from './writes.ts'

let world: World
let address: string
beforeAll(async () => {
  world = await makeWorld()
  // Kept pages are answered before the application: it is asked as a browser asks it.
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => world.end())

it('a matter that is renamed while its page is being made is shown by its new name to the next who asks', async () => {
  const { db, revisions } = world.ground
  const actor = await world.actor('organiser')
  const stage = await furnishStage(world, { seriesId: world.seriesId, startsAt: '2020-04-29T07:00:00Z' })
  const [first] = await db.select().from(item).where(eq(item.id, stage.first.item.id))
  const matter = await followItem(db, actor, first!, world.seriesId)
  const ask = async () => (await fetch(`${address}/${world.networkSlug}/matters/${matter.publicId}`)).text()
  const holding = await world.database.pool.connect()
  try {
    // Whether it may be known of is asked of its meetings: there the page waits, with the matter read.
    await holding.query('begin')
    await holding.query('lock table meeting in access exclusive mode')
    const waits = async () => (await world.database.pool.query('select 1 from pg_locks where not granted')).rows.length > 0
    const asked = ask()
    await expect.poll(waits, { timeout: 10_000 }).toBe(true)
    const seen = revisions.seen(anywhereIn(world.networkId))
    await changeMatter(db, actor, matter, { name: { nb: 'Om nye navn' }, summary: {}, version: matter.version })
    await expect.poll(() => revisions.seen(anywhereIn(world.networkId))).not.toBe(seen)
    await holding.query('commit')
    await asked
  } finally {
    holding.release(true)
  }
  expect(await ask()).toContain('Om nye navn')
})

it('topics that were ticked are still ticked when the name is missing', async () => {
  const { db } = world.ground
  const actor = await world.actor('organiser')
  const stage = await furnishStage(world, { seriesId: world.seriesId, startsAt: '2021-04-29T07:00:00Z' })
  const [first] = await db.select().from(item).where(eq(item.id, stage.first.item.id))
  const matter = await followItem(db, actor, first!, world.seriesId)
  const topic = await makeTopic(db, actor, world.networkId, { name: { nb: 'Katalog' }, description: {}, version: 0 })
  const url = `/${world.networkSlug}/matters/${matter.publicId}/edit`
  const open = formIn((await world.as('organiser', { url })).body, url)
  const again = await world.as('organiser', { url, form: { ...open, 'name.nb': '', topic: topic.id } })
  expect(again.statusCode).toBe(422)
  expect(formIn(again.body, url)).toMatchObject({ 'name.nb': '', topic: topic.id })
})

it('who saves after somebody else sees what stands, and what they wrote is not lost', async () => {
  const { db } = world.ground
  const actor = await world.actor('organiser')
  const topic = await makeTopic(db, actor, world.networkId, { name: { nb: 'Fjernlån' }, description: {}, version: 0 })
  const stage = await furnishStage(world, { seriesId: world.seriesId, startsAt: '2022-04-29T07:00:00Z' })
  const [first] = await db.select().from(item).where(eq(item.id, stage.first.item.id))
  const matter = await followItem(db, actor, first!, world.seriesId)
  const base = `/${world.networkSlug}`
  for (const url of [`${base}/matters/${matter.publicId}/edit`, `${base}/topics/${topic.slug}/edit`]) {
    const open = async (who: 'organiser' | 'owner') => formIn((await world.as(who, { url })).body, url)
    const [mine, theirs] = [await open('organiser'), await open('owner')]
    expect((await world.as('owner', { url, form: { ...theirs, 'name.nb': 'Lån fra andre' } })).statusCode).toBe(303)
    const late = await world.as('organiser', { url, form: { ...mine, 'name.nb': 'Lån langveisfra' } })
    expect(late.statusCode).toBe(422)
    expect(late.body).toContain('Slik står det nå: Lån fra andre')
    expect((await world.as('organiser', { url, form: formIn(late.body, url) })).statusCode).toBe(303)
    expect((await open('owner'))['name.nb']).toBe('Lån langveisfra')
  }
})

it('of two that are put into each other at the same moment, one is left', async () => {
  const { db } = world.ground
  const actor = await world.actor('organiser')
  const { networkId } = world
  const rows = await db
    .insert(matterTable)
    .values(['Én', 'To'].map((nb) => ({ networkId, title: { nb } })))
    .returning()
  const [one, two] = rows as [(typeof rows)[number], (typeof rows)[number]]
  const into = (from: typeof one, to: typeof one) => mergeMatter(db, actor, from, `${to.publicId}`)
  const done = await Promise.allSettled([into(one, two), into(two, one)])
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const make = (nb: string) => makeTopic(db, actor, networkId, { name: { nb }, description: {}, version: 0 })
  const [first, second] = [await make('Én ting'), await make('To ting')]
  const both = await Promise.allSettled([
    mergeTopic(db, actor, networkId, first.id, second.id),
    mergeTopic(db, actor, networkId, second.id, first.id),
  ])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: expect.any(NotFound) })
})

it('what was for members is taken along for members, also where it was so by its meeting alone', async () => {
  const { db } = world.ground
  const { networkId } = world
  const seriesId = newId()
  const before = await furnishStage(world, { seriesId, startsAt: '2020-03-29T07:00:00Z', audience: 'members' })
  const here = await furnishStage(world, { seriesId, startsAt: '2020-10-21T07:00:00Z' })
  await db.delete(item).where(eq(item.meetingId, here.meeting.id))
  const itemId = before.first.item.id
  await db.insert(itemOutcome).values({ itemId, networkId, meetingId: before.meeting.id, kind: 'postponed' })
  // Its title ends in the middle of a letter that takes two places.
  const text = `${'Om lønn '.repeat(25).slice(0, 199)}😀 og mer`
  const [sent] = await db
    .insert(input)
    .values({ networkId, meetingId: before.meeting.id, kind: 'matter', state: 'waiting', locale: 'nb', text })
    .returning()
  for (const form of [
    { source: 'item', id: itemId },
    { source: 'input', id: sent!.id },
  ])
    expect((await world.as('organiser', { url: `${here.path}/carry-over/take`, form })).statusCode).toBe(303)
  const made = await db.select({ audience: item.audience }).from(item).where(eq(item.meetingId, here.meeting.id))
  expect(made).toEqual([{ audience: 'members' }, { audience: 'members' }])
})
