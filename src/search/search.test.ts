/** What is found, by whom, and what is found by nobody who may not read it: everything hidden here is seen by somebody. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { action, actionUpdate } from '#actions/tables.ts'
import { material, materialVersion, preview, previewPage } from '#materials/tables.ts'
import { matter, topic, topicLink } from '#matters/tables.ts'
import { type Audience, day, invitation, meeting } from '#meeting/tables.ts'
import type { MinutesDocument } from '#minutes/document.ts'
import { minutes, minutesRevision } from '#minutes/tables.ts'
import { networkBySlug } from '#network/reads.ts'
import { goal, plan } from '#plans/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item, speaker } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { searchChoices } from './choices/reads.ts'
import { searchQuery } from './forms.ts'
import { allUnits } from './indexing/reads.ts'
import { indexUnit, rebuild } from './indexing/writes.ts'
import { search } from './reads.ts'
import { searchPassage, searchVocabulary } from './tables.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

const people: readonly (Who | null)[] = ['organiser', 'member', 'outsider', null]
const db = () => world.ground.db
const soon = '2050-05-04'

async function find(who: Who | null, q: string, more: Record<string, string> = {}) {
  const network = await networkBySlug(db(), world.networkSlug)
  return search(db(), await world.actor(who), network!, searchQuery.parse({ q, ...more }))
}
const titles = async (who: Who | null, q: string, more = {}) =>
  (await find(who, q, more)).groups.flatMap((group) => group.hits.map((hit) => `${hit.kind}: ${hit.title}`))
/** Who of all finds something. */
const finders = async (q: string) => {
  const found: (Who | null)[] = []
  for (const who of people) if ((await find(who, q)).count > 0) found.push(who)
  return found
}
const index = async () => {
  for (const { unit } of await allUnits(db(), world.networkId)) await indexUnit(db(), unit, undefined, true)
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })

interface Stage {
  readonly meetingId: string
  readonly itemId: string
}

async function stage(
  about: {
    title: string
    description?: string
    on?: string
    published?: boolean
    audience?: Audience
    itemAudience?: Audience
  } = { title: 'Om lesing' },
): Promise<Stage> {
  const { networkId, seriesId } = world
  const [meetingId, dayId, itemId] = [newId(), newId(), newId()]
  const on = about.on ?? soon
  await db()
    .insert(meeting)
    .values({
      ...{
        id: meetingId,
        networkId,
        seriesId,
        slug: `mote-${meetingId.slice(-8)}`,
        title: { nb: 'Ledermøte' },
        audience: about.audience ?? 'public',
      },
      ...{
        startsAt: `${on}T08:00:00Z`,
        endsAt: `${on}T10:00:00Z`,
        publishedAt: about.published === false ? null : '2020-01-01T00:00:00Z',
      },
    })
  await db().insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: on })
  await db()
    .insert(item)
    .values({
      ...{ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk', audience: about.itemAudience ?? 'public' },
      ...{ title: { nb: about.title }, description: about.description ? { nb: about.description } : null },
    })
  return { meetingId, itemId }
}

async function minute({ meetingId, itemId }: Stage, published: readonly string[] | null, working: string): Promise<void> {
  const { networkId } = world
  const id = newId()
  const of = (texts: readonly string[]): MinutesDocument => ({ type: 'doc', content: texts.map(paragraph) })
  await db()
    .insert(minutes)
    .values({
      ...{ id, networkId, meetingId, itemId, document: of([working]), html: '', text: '', number: 2 },
      ...(published && { publishedAt: '2020-01-02T00:00:00Z', publishedNumber: 1 }),
    })
  await db()
    .insert(minutesRevision)
    .values({ networkId, minutesId: id, number: 1, document: of(published ?? ['']), html: '', text: '' })
}

describe('what is found', () => {
  beforeAll(async () => {
    const at = await stage({ title: 'Om E-bøker', description: 'Avtaler for små bibliotek' })
    await minute(at, ['Møtet drøftet lydbøkene.', 'Bibliotekstrategien skal revideres før sommeren.'], 'Ikke ferdig: avlesbart')
    await stage({ title: 'Filmvisninger på kveldstid' })
    await stage({ title: 'Kaffé og forfattarbesøk' })
    await rebuild(
      db(),
      world.networkId,
      (await allUnits(db(), world.networkId)).map((one) => one.unit),
    )
  })

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
    expect(await titles(null, q)).toContain(title)
  })

  it('a misspelt word leads to what was meant, and says so', async () => {
    const found = await find(null, 'filmvisnigner')
    expect(found.meant).toEqual([{ typed: 'filmvisnigner', instead: ['filmvisninger'] }])
    expect(found.groups[0]!.hits[0]!.title).toBe('Filmvisninger på kveldstid')
  })

  it('words that stand in no passage together are told one by one', async () => {
    const found = await find(null, 'lydbok filmvisninger')
    expect([found.count, found.singly]).toEqual([0, ['lydbok', 'filmvisninger']])
  })

  it('is narrowed to a kind, a year and a series, and counted by kind', async () => {
    const all = await find(null, 'bøker')
    expect(all.groups.map((group) => group.kind)).toEqual(expect.arrayContaining(['item', 'minutes']))
    expect((await find(null, 'e-bok', { kind: 'minutes' })).groups.map((group) => group.kind)).toEqual(['minutes'])
    expect((await find(null, 'e-bok', { year: '2050' })).count).toBeGreaterThan(0)
    expect((await find(null, 'e-bok', { year: '1999' })).count).toBe(0)
    expect((await find(null, 'e-bok', { series: 'finnes-ikke' })).count).toBe(0)
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
      await expect(find(null, q)).resolves.toBeDefined()
    expect(await titles(null, '"e-bok" & !! | ( <-> :*')).toContain('item: Om E-bøker')
  })

  it('keeps the vocabulary and the passages as they are when everything is indexed twice', async () => {
    const words = () => db().select().from(searchVocabulary).orderBy(searchVocabulary.word)
    const passages = () =>
      db().select({ id: searchPassage.id, digest: searchPassage.digest }).from(searchPassage).orderBy(searchPassage.id)
    const before = [await words(), await passages()]
    await index()
    expect([await words(), await passages()]).toEqual(before)
  })
})

describe('what is hidden', () => {
  let n = 0
  let word = ''
  // A word of its own, near to no other: nothing else leads there.
  beforeEach(() => {
    word = `hemmelig${'bcdfghjklmnpqrstvwxz'[n++]!.repeat(5)}`
  })

  it('a draft is found by those who organise', async () => {
    await stage({ title: word, published: false })
    await index()
    expect(await finders(word)).toEqual(['organiser'])
  })

  it('an item for members is found by members, and one for those invited by those', async () => {
    await stage({ title: `${word} ene`, itemAudience: 'members' })
    const invited = await stage({ title: `${word} annen`, audience: 'invited' })
    await index()
    expect(await finders(word)).toEqual(['organiser', 'member'])
    expect(await titles('member', word)).toEqual([`item: ${word} ene`])
    await db()
      .insert(invitation)
      .values({ networkId: world.networkId, meetingId: invited.meetingId, personId: world.people.outsider.id })
    expect(await finders(word)).toEqual(['organiser', 'member', 'outsider'])
    expect(await titles('outsider', word)).toEqual([`item: ${word} annen`])
  })

  it('minutes are found as they were published, and not at all before', async () => {
    await minute(await stage({ title: 'Ene' }), [`Vi vedtok ${word}`], 'noe annet')
    await minute(await stage({ title: 'Andre' }), ['noe annet'], `Vi utkastet ${word}x`)
    await minute(await stage({ title: 'Tredje' }), null, `Vi ventet ${word}y`)
    await index()
    expect(await titles(null, word)).toEqual(['minutes: Ene'])
    for (const hidden of [`${word}x`, `${word}y`])
      expect((await titles('organiser', hidden)).filter((one) => !one.endsWith('Ene'))).toEqual([])
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
    await index()
    expect(await finders(word)).toEqual(['organiser', 'member'])
    expect(await titles('member', word)).toEqual([`plan: Mål ${word}`])
    expect((await titles('organiser', word)).sort()).toEqual([`plan: Andre ${word}`, `plan: Mål ${word}`])
  })

  it('a matter, and a topic, by those who read one of its treatments, and neither is offered to others', async () => {
    const { networkId } = world
    const [tied, alone, about, empty] = [newId(), newId(), newId(), newId()]
    const at = await stage({ title: 'Punktet', itemAudience: 'members' })
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
    await index()
    const known = [`matter: Saken ${word}`, `topic: Tema ${word}`]
    const all = [`matter: Forarbeid ${word}`, ...known, `topic: Tomt ${word}`]
    const offered = async (who: Who | null) =>
      (await searchChoices(db(), await world.actor(who), networkId)).topics
        .map((one) => one.slug)
        .filter((slug) => slug.endsWith(word))
    expect((await titles('organiser', word)).sort()).toEqual([...all].sort())
    expect(await offered('organiser')).toEqual([`om-${word}`, `tomt-${word}`])
    expect((await titles('member', word)).sort()).toEqual(known)
    expect(await offered('member')).toEqual([`om-${word}`])
    for (const who of ['outsider', null] as const) {
      expect(await titles(who, word)).toEqual([])
      expect(await offered(who)).toEqual([])
    }
    // Read by everybody, it is found by everybody.
    await db().update(item).set({ audience: 'public' }).where(eq(item.id, at.itemId))
    expect((await titles(null, word)).sort()).toEqual(known)
    // About the item itself, and not by its matter.
    await db().insert(topicLink).values({ networkId, topicId: empty, kind: 'item', subjectId: at.itemId })
    expect((await titles(null, word)).sort()).toEqual([...known, `topic: Tomt ${word}`])
    await db().update(item).set({ deletedAt: '2020-01-01T00:00:00Z' }).where(eq(item.id, at.itemId))
    expect(await titles('member', word)).toEqual([])
  })

  it('files that are held back, and questions that wait', async () => {
    const { networkId } = world
    const at = await stage()
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
    await index()
    const found = await find(null, word)
    expect(found.groups.flatMap(({ hits }) => hits.map((hit) => hit.title)).sort()).toEqual([`Ene ${word}`, 'Fil 0'])
    expect(found.groups.find((group) => group.kind === 'presentation')!.hits[0]!.href).toMatch(/#slide-7$/)
    // Hidden, and what holds it is not read again.
    await db().update(material).set({ publishedAt: null }).where(eq(material.meetingId, at.meetingId))
    expect(await titles(null, word)).toEqual([`question: Ene ${word}`])
  })

  it('what was withdrawn this moment is not found, indexed or not', async () => {
    const at = await stage({ title: `Ene ${word}` })
    const { networkId } = world
    await db()
      .insert(action)
      .values({ ...at, networkId, locale: 'nb', text: `Gjøre ${word}`, audience: 'public' })
    await index()
    expect(await finders(word)).toEqual(people)
    await db().update(item).set({ audience: 'members' }).where(eq(item.id, at.itemId))
    expect(await finders(word)).toEqual(['organiser', 'member'])
    await db().update(meeting).set({ publishedAt: null }).where(eq(meeting.id, at.meetingId))
    expect(await finders(word)).toEqual(['organiser'])
    await db().update(meeting).set({ deletedAt: '2020-01-01T00:00:00Z' }).where(eq(meeting.id, at.meetingId))
    await db().update(action).set({ deletedAt: '2020-01-01T00:00:00Z' }).where(eq(action.meetingId, at.meetingId))
    expect(await finders(word)).toEqual([])
  })

  it('what came last of an action is told to members, and how it stands to all who find it', async () => {
    const at = await stage({ title: 'Ene' })
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
    await index()
    const doing = async (who: Who | null) => (await find(who, word)).groups[0]!.hits[0]!.action
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
    const at = await stage({ title: `Om ${word}bøker`, itemAudience: 'members' })
    await stage({ title: `Mer om ${word}bøker` })
    const topicId = newId()
    await db()
      .insert(topic)
      .values({ id: topicId, networkId, slug: word, name: { nb: `${word}-bøker` } })
    await db().insert(topicLink).values({ networkId, topicId, kind: 'item', subjectId: at.itemId })
    await index()
    const page = async (who: Who | null, q: string) =>
      (await world.as(who, { url: `/${world.networkSlug}/search?q=${encodeURIComponent(q)}` })).body
    expect(await page('member', `${word}bok`)).toContain(`Følg temaet ${word}-bøker`)
    expect(await page('member', `mer ${word}bok`)).not.toContain('Følg temaet')
    expect(await page(null, `${word}bok`)).not.toContain('Følg temaet')
  })

  it('members are found by members, and names in old texts by them alone', async () => {
    const name = `Ola${word}`
    const old = await stage({ title: 'Gammel', on: '2019-05-04', description: `Innleder var ${name} Holm, om gjengangeren` })
    const fresh = await stage({ title: 'Ny', description: `Innleder er ${name} Holm` })
    for (const at of [old, fresh])
      await db()
        .insert(speaker)
        .values({ ...at, networkId: world.networkId, position: 0, name: `${name} Holm` })
    await index()
    expect(await titles(null, name)).toEqual(['item: Ny'])
    expect(await titles('member', `${name} Holm`)).toEqual(expect.arrayContaining(['item: Ny', 'item: Gammel']))
    expect(await titles(null, 'gjengangeren')).toEqual(['item: Gammel'])
    expect(await titles(null, `gjengangeren ${name}`)).toEqual([])
    // Nor is a name a word that is suggested.
    expect(await db().select().from(searchVocabulary).where(eq(searchVocabulary.word, name.toLowerCase()))).toEqual([])
    const { rows } = await world.database.pool.query(`select name from person where id = $1`, [world.people.member.id])
    const own = rows[0].name as string
    expect(await titles('member', own)).toContain(`person: ${own}`)
    expect((await titles(null, own)).filter((one) => one.startsWith('person'))).toEqual([])
    expect((await titles('outsider', own)).filter((one) => one.startsWith('person'))).toEqual([])
  })
})
