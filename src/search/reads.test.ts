/** What leads where: words in their forms, compounds, what was misspelt, and what stands everywhere. */
import { and, eq, gt } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { day } from '#meeting/tables.ts'
import { item } from '#programme/tables.ts'
import { minute, type Searched, searchedIn, tell } from '../../tests/searched.ts'
import { makeWorld, type World } from '../../tests/world.ts'
import { searchPassage, searchSpan, searchVocabulary } from './tables.ts'

let world: World
let searched: Searched
const db = () => world.ground.db
beforeAll(async () => {
  world = await makeWorld()
  searched = searchedIn(world)
  const at = await tell(world, { title: 'Om E-bøker', description: 'Avtaler for små bibliotek' })
  await minute(
    world,
    at,
    ['Møtet drøftet lydbøkene.', 'Bibliotekstrategien skal revideres før sommeren.'],
    'Ikke ferdig: avlesbart',
  )
  await tell(world, { title: 'Filmvisninger på kveldstid' })
  await tell(world, { title: 'Kaffé og forfattarbesøk' })
  await searched.rebuild()
})
afterAll(() => world.end())

it.each([
  ['e-bok', 'item: Om E-bøker'],
  ['ebok', 'item: Om E-bøker'],
  ['e-bøkene', 'item: Om E-bøker'],
  ['e bok', 'item: Om E-bøker'],
  ['lydbok', 'minutes: Om E-bøker'],
  ['strategi', 'minutes: Om E-bøker'],
  ['bibliotekstrategi', 'minutes: Om E-bøker'],
  ['film', 'item: Filmvisninger på kveldstid'],
  ['kafé', 'item: Kaffé og forfattarbesøk'],
  ['avtaler bibliotek', 'item: Om E-bøker'],
])('%s leads to "%s"', async (q, title) => {
  expect(await searched.titles(null, q)).toContain(title)
})

it('a misspelt word leads to what was meant, and says so', async () => {
  const found = await searched.find(null, 'filmvisnigner')
  expect(found.meant).toEqual([{ typed: 'filmvisnigner', instead: ['filmvisninger'] }])
  expect(found.groups[0]!.hits[0]!.title).toBe('Filmvisninger på kveldstid')
  // With another ending than it is ever written with.
  expect((await searched.find(null, 'bibliotekstrateig')).meant).toEqual([
    { typed: 'bibliotekstrateig', instead: ['bibliotekstrategien'] },
  ])
})

it('words that stand in no passage together are told one by one', async () => {
  const found = await searched.find(null, 'lydbok filmvisninger')
  expect([found.count, found.singly]).toEqual([0, ['lydbok', 'filmvisninger']])
})

it('is narrowed to a kind, a year and a series, and counted by kind', async () => {
  const all = await searched.find(null, 'bøker')
  expect(all.groups.map((group) => group.kind)).toEqual(expect.arrayContaining(['item', 'minutes']))
  expect((await searched.find(null, 'e-bok', { kind: 'minutes' })).groups.map((group) => group.kind)).toEqual(['minutes'])
  expect((await searched.find(null, 'e-bok', { year: '2050' })).count).toBeGreaterThan(0)
  expect((await searched.find(null, 'e-bok', { year: '1999' })).count).toBe(0)
  expect((await searched.find(null, 'e-bok', { series: 'finnes-ikke' })).count).toBe(0)
})

it('takes whatever is typed as words', async () => {
  for (const q of [
    `'); drop table search_passage; --`,
    '"e-bok" & !! | ( <-> :*',
    `${'å'.repeat(10_000)}`,
    '\0\u202e e-bok',
    '%%%',
    "'@'",
    'e-bok:*',
  ])
    await expect(searched.find(null, q)).resolves.toBeDefined()
  expect(await searched.titles(null, '"e-bok" & !! | ( <-> :*')).toContain('item: Om E-bøker')
})

it('keeps the vocabulary and the passages as they are when everything is indexed twice', async () => {
  const words = () => db().select().from(searchVocabulary).orderBy(searchVocabulary.word)
  const passages = () =>
    db().select({ id: searchPassage.id, digest: searchPassage.digest }).from(searchPassage).orderBy(searchPassage.id)
  const before = [await words(), await passages()]
  await searched.index()
  expect([await words(), await passages()]).toEqual(before)
})

it('of a word that stands everywhere finds the newest, and what is older when it is asked for by its year', async () => {
  await tell(world, { title: 'Gammel gjenganger', on: '2041-03-04' })
  await tell(world, { title: 'Nyere gjenganger', on: '2050-11-30' })
  const { meetingId } = await tell(world, { title: 'Ny gjenganger', on: '2051-02-01' })
  const [{ id: dayId } = { id: '' }] = await db().select().from(day).where(eq(day.meetingId, meetingId))
  const more = { networkId: world.networkId, meetingId, dayId, kind: 'talk' as const }
  await db()
    .insert(item)
    .values(Array.from({ length: 60 }, (_, i) => ({ ...more, position: i + 1, title: { nb: `Gjenganger ${i}` } })))
  await searched.rebuild()
  // As if it stood in half of very many passages.
  await db()
    .update(searchSpan)
    .set({ passages: 16_000, since: ['2048-01-01', '2049-01-01', '2050-11-29', '2050-12-31'] })
  await db().update(searchVocabulary).set({ count: 8000 }).where(eq(searchVocabulary.word, 'gjenganger'))
  const newest = await searched.find(null, 'gjenganger')
  expect([newest.count, newest.more]).toEqual([61, true])
  expect(await searched.titles(null, 'gjenganger', { year: '2050' })).toEqual(['item: Nyere gjenganger'])
  expect(await searched.titles(null, 'gjenganger', { year: '2041' })).toEqual(['item: Gammel gjenganger'])
  // Those that are found are few: what is older is looked through as well.
  await db()
    .delete(item)
    .where(and(eq(item.meetingId, meetingId), gt(item.position, 30)))
  await searched.index()
  const all = await searched.find(null, 'gjenganger')
  expect([all.count, all.more]).toEqual([33, false])
})
