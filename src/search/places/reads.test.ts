import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { action, actionUpdate } from '#actions/tables.ts'
import { topic, topicLink } from '#matters/tables.ts'
import { newId } from '#platform/db/id.ts'
import { type Searched, searchedIn, tell } from '../../../tests/searched.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'

let world: World
let searched: Searched
const db = () => world.ground.db
beforeAll(async () => {
  world = await makeWorld()
  searched = searchedIn(world)
})
afterAll(() => world.end())

let n = 0
let word = ''
// A word of its own, near to no other: nothing else leads there.
beforeEach(() => {
  word = `omtalt${'bcdfghjklmnpqrstvwxz'[n++]!.repeat(5)}`
})

it('what came last of an action is told to members, and how it stands to all who find it', async () => {
  const at = await tell(world, { title: 'Ene' })
  const { networkId } = world
  const id = newId()
  await db()
    .insert(action)
    .values({
      ...at,
      id,
      networkId,
      locale: 'nb',
      text: `Gjøre ${word}`,
      audience: 'public',
      due: '2020-05-29',
      status: 'under_way',
    })
  await db()
    .insert(actionUpdate)
    .values([
      { networkId, actionId: id, at: '2020-05-01T10:00:00Z', text: 'Begynt' },
      { networkId, actionId: id, at: '2020-10-05T10:00:00Z', text: 'Halve listen er ferdig' },
    ])
  await searched.index()
  const doing = async (who: Who | null) => (await searched.find(who, word)).groups[0]!.hits[0]!.action
  const all = { status: 'under_way', due: '2020-05-29', overdue: true }
  expect(await doing('member')).toEqual({ ...all, latest: { on: '2020-10-05', text: 'Halve listen er ferdig' } })
  expect(await doing(null)).toEqual({ ...all, latest: null })
  const page = async (who: Who | null) => (await world.as(who, { url: `/${world.networkSlug}/search?q=${word}` })).body
  expect(await page('member')).toContain('Siste nytt 5. oktober 2020:')
  expect(await page(null)).not.toContain('Halve listen')
  expect(await page(null)).toContain('Over fristen')
})

it('a topic that is asked for by its name is offered to be followed, to those who know of it', async () => {
  const { networkId } = world
  const at = await tell(world, { title: `Om ${word}bøker`, itemAudience: 'members' })
  await tell(world, { title: `Mer om ${word}bøker` })
  const topicId = newId()
  await db()
    .insert(topic)
    .values({ id: topicId, networkId, slug: word, name: { nb: `${word}-bøker` } })
  await db().insert(topicLink).values({ networkId, topicId, kind: 'item', subjectId: at.itemId })
  await searched.index()
  const page = async (who: Who | null, q: string) =>
    (await world.as(who, { url: `/${world.networkSlug}/search?q=${encodeURIComponent(q)}` })).body
  expect(await page('member', `${word}bok`)).toContain(`Følg temaet ${word}-bøker`)
  expect(await page('member', `mer ${word}bok`)).not.toContain('Følg temaet')
  expect(await page(null, `${word}bok`)).not.toContain('Følg temaet')
})
