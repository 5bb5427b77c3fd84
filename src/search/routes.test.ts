/** What is suggested while somebody types, and what is asked too often. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { allUnits } from './indexing/reads.ts'
import { rebuild } from './indexing/writes.ts'
import type { Suggestion } from './suggesting/rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  const { networkId } = world
  const { db } = world.ground
  const [meetingId, dayId] = [newId(), newId()]
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug: 'hosten', title: { nb: 'Høstmøte' }, publishedAt: '2020-01-01T00:00:00Z' })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2050-05-04' })
  const of = { networkId, meetingId, dayId, kind: 'talk' as const }
  await db.insert(item).values([
    { ...of, position: 0, title: { nb: 'Fjernlånsavtalen' } },
    { ...of, position: 1, title: { nb: 'Fjernlesningen' }, audience: 'members' },
  ])
  const units = await allUnits(db, networkId)
  await rebuild(
    db,
    networkId,
    units.map((one) => one.unit),
  )
})
afterAll(() => world.end())

async function suggested(who: Who | null, q: string): Promise<readonly Suggestion[]> {
  const url = `/${world.networkSlug}/search/words?q=${encodeURIComponent(q)}`
  const answer = await world.as(who, { url })
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'private, no-store'])
  return answer.json().suggestions
}

it('suggests words and titles that lead somewhere for whoever types', async () => {
  const [word, title] = await suggested(null, 'fjernlå')
  expect(word).toEqual({ text: 'fjernlånsavtalen', href: null, kind: null })
  expect(title).toMatchObject({ text: 'Fjernlånsavtalen', kind: 'item', href: expect.stringMatching(/\/hosten\/\d+-/) })
  const words = async (who: Who | null) => (await suggested(who, 'fjern')).flatMap((one) => (one.href === null ? [one.text] : []))
  expect((await words('member')).sort()).toEqual(['fjernlesningen', 'fjernlånsavtalen'])
  for (const who of ['outsider', null] as const) expect(await words(who)).toEqual(['fjernlånsavtalen'])
})

it('keeps the words before the one that is typed, and suggests nothing for one letter, or none', async () => {
  expect((await suggested(null, 'om fjernlå'))[0]).toMatchObject({ text: 'om fjernlånsavtalen' })
  for (const q of ['', 'f', '&|!']) expect(await suggested(null, q)).toEqual([])
})

it('says for which place words are asked in vain', async () => {
  expect((await world.as(null, { url: '/finnes-ikke/search/words?q=fjern' })).statusCode).toBe(404)
})

it('answers a whole library behind one address, and limits a flood from it', async () => {
  const other = await makeWorld({ on: world })
  for (let i = 0; i < 600; i++) await other.as(null, { url: '/finnes-ikke/search?q=x' })
  expect((await other.as(null, { url: `/${world.networkSlug}/search?q=fjern` })).statusCode).toBe(429)
  // Who types is asked about apart from that.
  const typed = await other.as(null, { url: `/${world.networkSlug}/search/words?q=fjern` })
  expect([typed.statusCode, typed.headers['x-ratelimit-limit']]).toEqual([200, '3000'])
  await other.end()
})
