/** What is written beside meetings is found soon, and gone soon: each through the write that its feature has for it. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeTopic, removeTopic } from '#matters/topics/writes.ts'
import { followItem } from '#matters/writes.ts'
import { day, meeting } from '#meeting/tables.ts'
import { networkBySlug } from '#network/reads.ts'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { addGoal } from '#plans/goals/writes.ts'
import { addPlan, removePlan, setPublished } from '#plans/writes.ts'
import { inTransaction, raise } from '#platform/activity/writes.ts'
import { newId } from '#platform/db/id.ts'
import { meetingSubject, networkSubject, type Subject } from '#platform/live/subjects.ts'
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

/** An item of a published meeting of long ago. */
async function said(title: string, description: string): Promise<{ meetingId: string; itemId: string }> {
  const { networkId } = world
  const [meetingId, dayId, itemId] = [newId(), newId(), newId()]
  const when = { startsAt: '2015-05-04T08:00:00Z', endsAt: '2015-05-04T10:00:00Z', publishedAt: '2015-01-01T00:00:00Z' }
  await db()
    .insert(meeting)
    .values({ id: meetingId, networkId, slug: `m-${meetingId.slice(-8)}`, title: { nb: 'Samling' }, ...when })
  await db().insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2015-05-04' })
  await db()
    .insert(item)
    .values({
      ...{ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk' },
      ...{ title: { nb: title }, description: { nb: description } },
    })
  return { meetingId, itemId }
}
const raised = (subject: Subject) => inTransaction(db(), (tx) => raise(tx, [subject]))
it('a name stops being found by everybody in old texts, also of those who were not known when it was written', async () => {
  const { meetingId } = await said('Om orkideer', 'Gunnvor Solvangen talte')
  await raised(meetingSubject(meetingId))
  await comes(null, 'solvangen')
  const id = newId()
  await db().insert(person).values({ id, name: 'Gunnvor Solvangen', email: 'gunnvor@nord.example' })
  await db().insert(membership).values({ networkId: world.networkId, personId: id, role: 'member' })
  await raised(networkSubject(world.networkId))
  await comes(null, 'solvangen', false)
  expect(await finds('member', 'solvangen')).toBe(true)
  expect(await finds(null, 'orkideer')).toBe(true)
})

it('what cannot be indexed keeps the rest from nobody', async () => {
  // More words than PostgreSQL takes in one passage.
  const bad = await said('For langt', Array.from({ length: 200_000 }, (_, i) => `ord${i}`).join(' '))
  await said('Om kaktuser', 'Som står på biblioteket')
  // Nobody raised them: a start asks what stands elsewhere than it was indexed.
  const end = await keepIndexed(world.ground)
  await comes(null, 'kaktuser').finally(end)
  await db().delete(item).where(eq(item.id, bad.itemId))
})
