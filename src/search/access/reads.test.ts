/** Who finds what, and what is found by nobody who may not read it: everything hidden here is seen by somebody. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { action } from '#actions/tables.ts'
import { visitor } from '#actor.ts'
import { material, materialVersion, preview, previewPage } from '#materials/tables.ts'
import { matter, topic, topicLink } from '#matters/tables.ts'
import { changeTopic, linkItems, makeTopic } from '#matters/topics/writes.ts'
import { invitation, meeting } from '#meeting/tables.ts'
import { goal, plan } from '#plans/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item, speaker } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { everybody, minute, type Searched, searchedIn, tell } from '../../../tests/searched.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { searchChoices } from '../choices/reads.ts'
import { searchVocabulary } from '../tables.ts'

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
  word = `hemmelig${'bcdfghjklmnpqrstvwxz'[n++]!.repeat(5)}`
})

it('a draft is found by those who organise', async () => {
  await tell(world, { title: word, published: false })
  await searched.index()
  expect(await searched.finders(word)).toEqual(['organiser'])
})

it('an item for members is found by members, and one for those invited by those', async () => {
  await tell(world, { title: `${word} ene`, itemAudience: 'members' })
  const invited = await tell(world, { title: `${word} annen`, audience: 'invited' })
  await searched.index()
  expect(await searched.finders(word)).toEqual(['organiser', 'member'])
  expect(await searched.titles('member', word)).toEqual([`item: ${word} ene`])
  await db()
    .insert(invitation)
    .values({ networkId: world.networkId, meetingId: invited.meetingId, personId: world.people.outsider.id })
  expect(await searched.finders(word)).toEqual(['organiser', 'member', 'outsider'])
  expect(await searched.titles('outsider', word)).toEqual([`item: ${word} annen`])
})

it('minutes are found as they were published, and not at all before', async () => {
  await minute(world, await tell(world, { title: 'Ene' }), [`Vi vedtok ${word}`], 'noe annet')
  await minute(world, await tell(world, { title: 'Andre' }), ['noe annet'], `Vi utkastet ${word}x`)
  await minute(world, await tell(world, { title: 'Tredje' }), null, `Vi ventet ${word}y`)
  await searched.index()
  expect(await searched.titles(null, word)).toEqual(['minutes: Ene'])
  for (const hidden of [`${word}x`, `${word}y`])
    expect((await searched.titles('organiser', hidden)).filter((one) => !one.endsWith('Ene'))).toEqual([])
})

it('a plan for members, and one that is not published', async () => {
  const of = { networkId: world.networkId, starts: '2050-01-01', ends: '2052-12-31' }
  const members = newId()
  await db()
    .insert(plan)
    .values([
      { ...of, id: members, slug: 'ene', title: { nb: 'Ene' }, audience: 'members', publishedAt: '2020-01-01T00:00:00Z' },
      { ...of, slug: 'andre', title: { nb: `Andre ${word}` } },
    ])
  await db()
    .insert(goal)
    .values({ networkId: world.networkId, planId: members, position: 1, title: { nb: `Mål ${word}` } })
  await searched.index()
  expect(await searched.finders(word)).toEqual(['organiser', 'member'])
  expect(await searched.titles('member', word)).toEqual([`plan: Mål ${word}`])
  expect((await searched.titles('organiser', word)).sort()).toEqual([`plan: Andre ${word}`, `plan: Mål ${word}`])
})

it('a matter, and a topic, by those who read one of its treatments, and neither is offered to others', async () => {
  const { networkId } = world
  const [tied, alone, about, empty] = [newId(), newId(), newId(), newId()]
  const at = await tell(world, { title: 'Punktet', itemAudience: 'members' })
  await db()
    .insert(matter)
    .values([
      { id: tied, networkId, title: { nb: `Saken ${word}` } },
      { id: alone, networkId, title: { nb: `Forarbeid ${word}` } },
    ])
  await db().update(item).set({ matterId: tied }).where(eq(item.id, at.itemId))
  await db()
    .insert(topic)
    .values([
      { id: about, networkId, slug: `om-${word}`, name: { nb: `Tema ${word}` } },
      { id: empty, networkId, slug: `tomt-${word}`, name: { nb: `Tomt ${word}` } },
    ])
  await db().insert(topicLink).values({ networkId, topicId: about, kind: 'matter', subjectId: tied })
  await searched.index()
  const known = [`matter: Saken ${word}`, `topic: Tema ${word}`]
  const all = [`matter: Forarbeid ${word}`, ...known, `topic: Tomt ${word}`]
  const offered = async (who: Who | null) =>
    (await searchChoices(db(), await world.actor(who), networkId)).topics
      .map((one) => one.slug)
      .filter((slug) => slug.endsWith(word))
  expect((await searched.titles('organiser', word)).sort()).toEqual([...all].sort())
  expect(await offered('organiser')).toEqual([`om-${word}`, `tomt-${word}`])
  expect((await searched.titles('member', word)).sort()).toEqual(known)
  expect(await offered('member')).toEqual([`om-${word}`])
  for (const who of ['outsider', null] as const) {
    expect(await searched.titles(who, word)).toEqual([])
    expect(await offered(who)).toEqual([])
  }
  // Read by everybody, it is found by everybody.
  await db().update(item).set({ audience: 'public' }).where(eq(item.id, at.itemId))
  expect((await searched.titles(null, word)).sort()).toEqual(known)
  // About the item itself, and not by its matter.
  await db().insert(topicLink).values({ networkId, topicId: empty, kind: 'item', subjectId: at.itemId })
  expect((await searched.titles(null, word)).sort()).toEqual([...known, `topic: Tomt ${word}`])
  await db().update(item).set({ deletedAt: '2020-01-01T00:00:00Z' }).where(eq(item.id, at.itemId))
  expect(await searched.titles('member', word)).toEqual([])
})

it('what visitors can narrow by follows what is changed', async () => {
  const { networkId } = world
  const organiser = await world.actor('organiser')
  const at = await tell(world, { title: `Om ${word}` })
  const row = await makeTopic(db(), organiser, networkId, { name: { nb: `Tema ${word}` }, description: {}, version: 0 })
  const offered = async () =>
    (await searchChoices(db(), visitor({ networkId }), networkId)).topics.flatMap(({ name }) =>
      name.nb?.includes(word) ? name.nb : [],
    )
  expect(await offered()).toEqual([])
  await linkItems(db(), organiser, row, [at.itemId], true)
  expect(await offered()).toEqual([`Tema ${word}`])
  const description = {}
  await changeTopic(db(), organiser, networkId, row.id, { name: { nb: `Nytt ${word}` }, description, version: row.version })
  expect(await offered()).toEqual([`Nytt ${word}`])
  await linkItems(db(), organiser, row, [at.itemId], false)
  expect(await offered()).toEqual([])
})

it('files that are held back, and questions that wait', async () => {
  const { networkId } = world
  const at = await tell(world)
  for (const [i, publishedAt] of ['2020-01-01T00:00:00Z', null].entries()) {
    const [materialId, versionId, sha256] = [newId(), newId(), newId()]
    await db()
      .insert(material)
      .values({
        ...at,
        networkId,
        id: materialId,
        kind: 'presentation',
        title: { nb: `Fil ${i}` },
        position: i,
        publishedAt,
        currentVersionId: versionId,
      })
    await db().insert(materialVersion).values({
      id: versionId,
      networkId,
      materialId,
      number: 1,
      sha256,
      fileName: 'a.pdf',
      mediaType: 'application/pdf',
      size: 1,
    })
    await db().insert(preview).values({ networkId, sha256, state: 'done', scan: 'clean' })
    await db()
      .insert(previewPage)
      .values({ networkId, sha256, page: 7, small: '', large: '', width: 1, height: 1, text: `side om ${word}` })
  }
  await db()
    .insert(input)
    .values([
      { ...at, networkId, kind: 'question', text: `Ene ${word}`, locale: 'nb', state: 'answered', answer: { nb: 'Ja' } },
      { ...at, networkId, kind: 'question', text: `Andre ${word}`, locale: 'nb', state: 'waiting' },
    ])
  await searched.index()
  const found = await searched.find(null, word)
  expect(found.groups.flatMap(({ hits }) => hits.map((hit) => hit.title)).sort()).toEqual([`Ene ${word}`, 'Fil 0'])
  expect(found.groups.find((group) => group.kind === 'presentation')!.hits[0]!.href).toMatch(/#slide-7$/)
  // Hidden, and what holds it is not read again.
  await db().update(material).set({ publishedAt: null }).where(eq(material.meetingId, at.meetingId))
  expect(await searched.titles(null, word)).toEqual([`question: Ene ${word}`])
})

it('what was withdrawn this moment is not found, indexed or not', async () => {
  const at = await tell(world, { title: `Ene ${word}` })
  const { networkId } = world
  await db()
    .insert(action)
    .values({ ...at, networkId, locale: 'nb', text: `Gjøre ${word}`, audience: 'public' })
  await searched.index()
  expect(await searched.finders(word)).toEqual(everybody)
  await db().update(item).set({ audience: 'members' }).where(eq(item.id, at.itemId))
  expect(await searched.finders(word)).toEqual(['organiser', 'member'])
  await db().update(meeting).set({ publishedAt: null }).where(eq(meeting.id, at.meetingId))
  expect(await searched.finders(word)).toEqual(['organiser'])
  await db().update(meeting).set({ deletedAt: '2020-01-01T00:00:00Z' }).where(eq(meeting.id, at.meetingId))
  await db().update(action).set({ deletedAt: '2020-01-01T00:00:00Z' }).where(eq(action.meetingId, at.meetingId))
  expect(await searched.finders(word)).toEqual([])
})

it('members are found by members, and names in old texts by them alone', async () => {
  const name = `Ola${word}`
  const old = await tell(world, { title: 'Gammel', on: '2019-05-04', description: `Innleder var ${name} Holm, om gjengangeren` })
  const fresh = await tell(world, { title: 'Ny', description: `Innleder er ${name} Holm` })
  for (const at of [old, fresh])
    await db()
      .insert(speaker)
      .values({ ...at, networkId: world.networkId, position: 0, name: `${name} Holm` })
  await searched.index()
  expect(await searched.titles(null, name)).toEqual(['item: Ny'])
  expect(await searched.titles('member', `${name} Holm`)).toEqual(expect.arrayContaining(['item: Ny', 'item: Gammel']))
  expect(await searched.titles(null, 'gjengangeren')).toEqual(['item: Gammel'])
  expect(await searched.titles(null, `gjengangeren ${name}`)).toEqual([])
  // Nor is a name a word that is suggested.
  expect(await db().select().from(searchVocabulary).where(eq(searchVocabulary.word, name.toLowerCase()))).toEqual([])
  const { rows } = await world.database.pool.query(`select name from person where id = $1`, [world.people.member.id])
  const own = rows[0].name as string
  expect(await searched.titles('member', own)).toContain(`person: ${own}`)
  expect((await searched.titles(null, own)).filter((one) => one.startsWith('person'))).toEqual([])
  expect((await searched.titles('outsider', own)).filter((one) => one.startsWith('person'))).toEqual([])
})
