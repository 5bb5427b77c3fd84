/** What is written beside meetings is found soon, and gone soon: each through the write that its feature has for it. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTopic, removeTopic } from '#matters/topics/writes.ts'
import { followItem } from '#matters/writes.ts'
import { meeting } from '#meeting/tables.ts'
import { networkBySlug } from '#network/reads.ts'
import { addGoal } from '#plans/goals/writes.ts'
import { addPlan, removePlan, setPublished } from '#plans/writes.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { searchQuery } from '../forms.ts'
import { search } from '../reads.ts'
import { keepIndexed } from './live.ts'

let world: World
let stop: () => Promise<void>
beforeAll(async () => {
  world = await makeWorld()
  stop = await keepIndexed(world.ground)
})
afterAll(async () => {
  await stop()
  await world.end()
})

const db = () => world.ground.db
const finds = async (who: Who | null, q: string): Promise<boolean> => {
  const network = await networkBySlug(db(), world.networkSlug)
  return (await search(db(), await world.actor(who), network!, searchQuery.parse({ q }))).count > 0
}
/** Looked for until it is there (or no more); far longer than it takes, so that a slow machine is no failure. */
const comes = (who: Who | null, q: string, is = true) => expect.poll(() => finds(who, q), { timeout: 15_000 }).toBe(is)
const organiser = () => world.actor('organiser')

it('an action of no meeting is found by its readers once it is added', async () => {
  expect(await finds('member', 'skrivemaskinene')).toBe(false)
  const answer = await world.as('organiser', {
    url: `/${world.networkSlug}/actions/new`,
    form: { text: 'Selge skrivemaskinene', audience: 'members' },
  })
  expect(answer.statusCode).toBe(303)
  await comes('member', 'skrivemaskinene')
  expect(await finds(null, 'skrivemaskinene')).toBe(false)
})

it('a matter is found once an item is followed, and a topic until it is taken away', async () => {
  const { networkId } = world
  const actor = await organiser()
  const of = { name: { nb: 'Kvilesteinsamlinger' }, description: {}, version: 0 }
  const made = await makeTopic(db(), actor, networkId, of)
  await comes('organiser', 'kvilesteinsamlinger')
  await removeTopic(db(), actor, networkId, made.id, true)
  await comes('organiser', 'kvilesteinsamlinger', false)
  const [meetingId, itemId] = [newId(), newId()]
  await db()
    .insert(meeting)
    .values({ id: meetingId, networkId, slug: 'hulebokmote', title: { nb: 'Møte' } })
  const [row] = await db()
    .insert(item)
    .values({ id: itemId, networkId, meetingId, position: 0, kind: 'talk', title: { nb: 'Hulebokbussen' } })
    .returning()
  await followItem(db(), actor, row!, null)
  await comes('organiser', 'hulebokbussen')
})

it('a plan is found by everybody once it is published, with its goals, and by nobody once it is removed', async () => {
  const actor = await organiser()
  const about = { title: { nb: 'Virksomhetsplan' }, description: null, starts: '2050-01-01', ends: '2051-12-31' }
  const plan = await addPlan(db(), actor, world.networkId, { ...about, seriesId: null, audience: 'public', state: 'draft' })
  await addGoal(db(), actor, plan.id, { nb: 'Nattåpne lesesaler' })
  await comes('organiser', 'lesesaler')
  expect(await finds(null, 'lesesaler')).toBe(false)
  await setPublished(db(), actor, plan.id, true)
  await comes(null, 'lesesaler')
  await removePlan(db(), actor, plan.id)
  expect(await finds('organiser', 'lesesaler')).toBe(false)
})
