/** What visitors share of a plan is never older than the revision it is kept under. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { plansOf } from '#platform/live/subjects.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { addPlan, setPublished } from '../writes.ts'

let world: World
let address: string
beforeAll(async () => {
  world = await makeWorld()
  // Kept pages are answered before the application: it is asked as a browser asks it.
  address = await world.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => world.end())

it('a plan that is withdrawn while its page is being made is not shown to the next who asks', async () => {
  const { db, revisions } = world.ground
  const actor = await world.actor('organiser')
  const about = { title: { nb: 'Leseplan' }, description: null, starts: '2050-01-01', ends: '2051-12-31' }
  const plan = await addPlan(db, actor, world.networkId, { ...about, seriesId: null, audience: 'public', state: 'draft' })
  await setPublished(db, actor, plan.id, true)
  const ask = async () => (await fetch(`${address}/${world.networkSlug}/plans/${plan.slug}`)).status
  expect(await ask()).toBe(200)
  await setPublished(db, actor, plan.id, false)
  await setPublished(db, actor, plan.id, true)

  const holding = await world.database.pool.connect()
  try {
    // The page waits for what it reads last of the plan.
    await holding.query('begin')
    await holding.query('lock table reading in access exclusive mode')
    const waits = async () => (await world.database.pool.query('select 1 from pg_locks where not granted')).rows.length > 0
    const first = ask()
    await expect.poll(waits, { timeout: 10_000 }).toBe(true)
    const seen = revisions.seen(plansOf(world.networkId))
    await setPublished(db, actor, plan.id, false)
    await expect.poll(() => revisions.seen(plansOf(world.networkId))).not.toBe(seen)
    await holding.query('commit')
    await first
  } finally {
    holding.release(true)
  }
  expect(await ask()).toBe(404)
})
