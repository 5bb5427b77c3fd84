import { and, desc, eq, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { action as toDo } from '#actions/tables.ts'
import { publish } from '#minutes/state/writes.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { action, decision, furnishStage, type MinutesStage, writeOn } from '../../tests/minutesstage.ts'
import { makeWorld, type Who, type World } from '../../tests/world.ts'
import { carryOver, matter } from './tables.ts'
import { speaksOf } from './topics/rules.ts'

let world: World
let before: MinutesStage
let here: MinutesStage
beforeAll(async () => {
  world = await makeWorld()
  const { seriesId } = world
  before = await furnishStage(world, { seriesId, startsAt: '2020-04-29T07:00:00Z', title: { nb: 'Vårmøtet' } })
  here = await furnishStage(world, { seriesId, startsAt: '2020-10-21T07:00:00Z', title: { nb: 'Høstmøtet' } })
  await world.ground.db.delete(item).where(eq(item.meetingId, here.meeting.id))
  const text = [decision(newId(), 'Planen sendes ut.'), action(newId(), 'Sende planen.', { due: '2020-05-15' })]
  await publish(world.ground.db, before.organiser, before.first, await writeOn(world, before.organiser, before.first, ...text))
})
afterAll(() => world.end())

const base = () => `/${world.networkSlug}`
const get = async (who: Who | null, url: string) => world.as(who, { url })
const post = (who: Who, url: string, form: Record<string, string | string[]>) => world.as(who, { url, form })
const itemUrl = async (): Promise<string> => {
  return (await get('organiser', `${before.path}/${before.numbers[0]}`)).headers['location'] as string
}

it('what earlier meetings left is offered with why, taken along with what is still to be done, and taken back', async () => {
  const { db } = world.ground
  const url = `${here.path}/carry-over`
  const offered = (await get('organiser', url)).body
  for (const said of ['Om handlingsplan', '1 åpen oppfølging', 'Over fristen', 'Vårmøtet']) expect(offered, said).toContain(said)
  expect((await get('organiser', `${here.path}/desk`)).body).toContain('2 forslag fra tidligere møter')
  const form = { source: 'item', id: before.first.item.id }

  expect((await post('organiser', `${url}/leave`, form)).statusCode).toBe(303)
  expect(await db.select().from(carryOver)).toMatchObject([{ choice: 'left' }])
  expect((await post('organiser', `${url}/take`, form)).statusCode).toBe(303)
  const own = and(eq(item.meetingId, here.meeting.id), isNull(item.deletedAt))
  const [made] = await db.select().from(item).where(own)
  const [of] = await db.select().from(item).where(eq(item.id, before.first.item.id))
  expect(made).toMatchObject({ dayId: null, title: of!.title, matterId: of!.matterId })
  expect(made!.matterId).not.toBeNull()
  expect(made!.description?.nb).toContain('Sende planen')
  // It lies on the shelf, and the list leads to where it is written.
  const shelved = /id="taken"[\s\S]*?href="([^"]+)"/.exec((await get('organiser', url)).body)![1]!
  expect((await get('organiser', shelved)).body).toContain('Sende planen')
  // It has its place: pressed twice it is one item.
  expect((await post('organiser', `${url}/take`, form)).statusCode).toBe(303)
  expect(await db.$count(item, own)).toBe(1)

  expect((await post('organiser', `${url}/back`, form)).statusCode).toBe(303)
  expect(await db.select().from(item).where(own)).toEqual([])
  expect((await get('organiser', url)).body).toContain('Om handlingsplan')
})

it('what is to be done and came up at no item comes along by itself, and its matter tells how it stands', async () => {
  const { db } = world.ground
  const { networkId } = world
  const [given] = await db
    .insert(toDo)
    .values({ networkId, meetingId: before.meeting.id, locale: 'nb', text: 'Spørre fylket om midler.', audience: 'members' })
    .returning()
  const url = `${here.path}/carry-over`
  expect((await get('organiser', url)).body).toContain('Spørre fylket om midler.')
  const form = { source: 'action', id: given!.id }
  expect((await post('organiser', `${url}/take`, form)).statusCode).toBe(303)
  const [made] = await db.select().from(item).where(eq(item.meetingId, here.meeting.id)).orderBy(desc(item.id)).limit(1)
  // It tells no more than its readers may know.
  expect(made).toMatchObject({ title: { nb: 'Spørre fylket om midler.' }, audience: 'members' })
  const of = async () => (await db.select().from(toDo).where(eq(toDo.id, given!.id)))[0]!.matterId
  expect(await of()).toBe(made!.matterId)
  const [row] = await db.select().from(matter).where(eq(matter.id, made!.matterId!))
  expect((await get('organiser', `${base()}/matters/${row!.publicId}`)).body).toContain('Ikke begynt')
  expect((await post('organiser', `${url}/back`, form)).statusCode).toBe(303)
  expect([await of(), await db.$count(matter, eq(matter.id, row!.id))]).toEqual([null, 0])
  expect((await get('organiser', url)).body).toContain('Spørre fylket om midler.')
  await db.delete(toDo).where(eq(toDo.id, given!.id))
})

it('a topic tells what was decided about it and what came of it, to each reader what is theirs, in as many queries whatever there is', async () => {
  const { db, database } = world.ground
  const made = await post('organiser', `${base()}/topics/new`, { 'name.nb': 'Handlingsplaner', 'description.nb': 'Om planer.' })
  expect(made.headers['location']).toBe(`${base()}/topics/handlingsplaner/edit`)
  // Its title speaks of it.
  expect((await get('organiser', `${base()}/topics/handlingsplaner/edit`)).body).toContain(before.first.item.id)
  await post('organiser', `${base()}/topics/handlingsplaner/link`, { item: before.first.item.id })
  const url = `${base()}/topics/handlingsplaner`
  for (const who of [null, 'member'] as const)
    for (const said of ['Planen sendes ut.', 'Sende planen.', 'Vårmøtet', '2020'])
      expect((await get(who, url)).body).toContain(said)
  expect((await get(null, `${base()}/topics`)).body).toContain('Handlingsplaner')
  expect((await get(null, await itemUrl())).body).toContain('/topics/handlingsplaner')

  const cost = async () => {
    const from = database.queries()
    await get('member', url)
    return database.queries() - from
  }
  const one = await cost()
  const { id: _, publicId: __, uid: ___, ...same } = (await db.select().from(item).where(eq(item.id, before.first.item.id)))[0]!
  await db.insert(item).values(Array.from({ length: 30 }, () => ({ ...same })))
  expect(await cost()).toBe(one)

  await db.update(item).set({ audience: 'invited' }).where(eq(item.meetingId, before.meeting.id))
  // Of which a reader may see nothing, that is not there for them.
  expect((await get('member', url)).statusCode).toBe(404)
  expect((await get(null, url)).statusCode).toBe(404)
  expect((await get('organiser', url)).body).toContain('Planen sendes ut.')
  await post('organiser', `${base()}/topics/handlingsplaner/edit`, { 'name.nb': 'Planer', version: '1' })
  // Nor is it listed.
  expect((await get(null, `${base()}/topics`)).body).not.toContain('topics/handlingsplaner')
  await db.update(item).set({ audience: 'public' }).where(eq(item.meetingId, before.meeting.id))
})

it('two topics that are one have one page, whoever follows the first follows on, and they are parted again', async () => {
  await post('organiser', `${base()}/topics/new`, { 'name.nb': 'Tiltak' })
  const again = await post('organiser', `${base()}/topics/new`, { 'name.nb': 'tiltak' })
  expect([again.statusCode, again.body]).toEqual([422, expect.stringContaining('heter det samme')])
  await post('organiser', `${base()}/topics/tiltak/link`, { item: before.first.item.id })
  const page = (await get('member', `${base()}/topics/tiltak`)).body
  const subjectId = /name="subjectId" value="([^"]+)"/.exec(page)![1]!
  expect((await post('member', `${base()}/follow`, { kind: 'topic', subjectId })).statusCode).toBe(303)
  const other = /name="subjectId" value="([^"]+)"/.exec((await get('member', `${base()}/topics/handlingsplaner`)).body)![1]!
  expect((await post('organiser', `${base()}/topics/tiltak/merge`, { into: other })).statusCode).toBe(303)
  expect((await get(null, `${base()}/topics/tiltak`)).headers['location']).toBe(`${base()}/topics/handlingsplaner`)
  expect((await get('member', '/me/following')).body).toContain(`${base()}/topics/handlingsplaner`)
  const back = await post('organiser', `${base()}/topics/handlingsplaner/part`, { id: subjectId })
  expect(back.headers['location']).toBe(`${base()}/topics/tiltak`)
  expect((await get(null, `${base()}/topics/tiltak`)).statusCode).toBe(200)
  // What was the second's own is so still, and there is nothing to part twice.
  expect((await get(null, `${base()}/topics/handlingsplaner`)).body).toContain('Planen sendes ut.')
  expect((await post('organiser', `${base()}/topics/handlingsplaner/part`, { id: subjectId })).statusCode).toBe(404)
})

it('an item is followed on as a matter, with what is noted; nobody learns of one they may read nothing of', async () => {
  const { db } = world.ground
  const url = await itemUrl()
  await post('organiser', `${url}/matter/follow`, {})
  const rows = await db.select().from(matter)
  expect(rows).toHaveLength(1)
  const path = `${base()}/matters/${rows[0]!.publicId}`
  const empty = await post('organiser', `${path}/facts`, { text: ' ' })
  expect([empty.statusCode, empty.body]).toEqual([422, expect.stringContaining('Skriv det som skal huskes')])
  await post('organiser', `${path}/facts`, { text: 'Fornyes i januar.' })
  for (const said of ['Fornyes i januar.', 'Planen sendes ut.']) expect((await get(null, path)).body).toContain(said)
  await db.update(item).set({ audience: 'members' }).where(eq(item.meetingId, before.meeting.id))
  expect([(await get(null, path)).statusCode, (await get('member', path)).statusCode]).toEqual([404, 200])
  await db.update(item).set({ audience: 'public' }).where(eq(item.meetingId, before.meeting.id))

  const other = (await get('organiser', `${before.path}/${before.numbers[1]}`)).headers['location'] as string
  await post('organiser', `${other}/matter/follow`, {})
  const into = (await db.select().from(matter)).find((one) => one.id !== rows[0]!.id)!
  const joined = `${base()}/matters/${into.publicId}`
  await post('organiser', `${path}/merge`, { matter: String(into.publicId) })
  expect((await get(null, path)).headers['location']).toBe(joined)
  expect((await get(null, joined)).body).toContain('Fornyes i januar.')
  expect((await post('organiser', `${joined}/part`, { id: rows[0]!.id })).headers['location']).toBe(path)
  for (const said of ['Fornyes i januar.', 'Planen sendes ut.']) {
    expect((await get(null, path)).body).toContain(said)
    expect((await get(null, joined)).body).not.toContain(said)
  }

  const wrong = await post('organiser', `${url}/matter/tie`, { matter: 'finnes ikke' })
  expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('finnes ikke')])
})

it('titles speak of a topic in all its forms, and in compounds', () => {
  const eBooks = { nb: 'E-bøker' }
  for (const title of ['Om E-bøker', 'E-boka i dag', 'Lage oversikt over e-bokavtaler', 'Ebøkene'])
    expect([title, speaksOf({ nb: title }, eBooks)]).toEqual([title, true])
  for (const title of ['Bøker', 'Om eboniitt']) expect([title, speaksOf({ nb: title }, eBooks)]).toEqual([title, false])
  expect(speaksOf({ nb: 'Litteraturformidlingen vår' }, { nb: 'Formidling' })).toBe(true)
})
