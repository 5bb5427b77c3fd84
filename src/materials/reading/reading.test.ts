/** Papers of the meeting as a whole, what is to be read beforehand, and a reader's own ticks. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item, speaker } from '#programme/tables.ts'
import { makeWorld, type Who, type World } from '../../../tests/world.ts'
import { material, materialRead, materialVersion } from '../tables.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

/** `/nord/mote-…`, a meeting with one item. */
let at: string
let itemAt: string
let meetingId: string
beforeEach(async () => {
  const { db } = world.ground
  const { networkId } = world
  meetingId = newId()
  const [dayId, itemId] = [newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: new Date().toISOString() })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2030-04-29' })
  const [row] = await db
    .insert(item)
    .values({ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk', title: { nb: 'Om E-bøker' } })
    .returning()
  await db
    .insert(speaker)
    .values({ id: newId(), networkId, meetingId, itemId, position: 0, name: 'Test member', personId: world.people.member.id })
  at = `/${world.networkSlug}/${slug}`
  itemAt = `${at}/${row!.publicId}-om-e-boker`
})

const hang = async (to: string, fields: Record<string, string> = {}, who: Who | null = 'organiser') => {
  const all = { kind: 'paper', locale: 'nb', title: 'Saksliste', description: '', ...fields }
  const body = Object.entries(all).map(
    ([name, value]) => `--grense\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const file = `--grense\r\ncontent-disposition: form-data; name="file"; filename="${all.title}.pdf"\r\n\r\n%PDF-1.7\n${all.title}\r\n`
  const answer = await world.as(who, {
    method: 'POST',
    url: `${to}/materials`,
    payload: `${body.join('')}${file}--grense--\r\n`,
    headers: { accept: 'application/json', 'content-type': 'multipart/form-data; boundary=grense' },
  })
  return { status: answer.statusCode, id: answer.statusCode === 201 ? (answer.json() as { id: string }).id : '' }
}
const page = async (who: Who | null, url = at) => (await world.as(who, { url })).body
const papers = async (who: Who | null) => /<section[^>]*id="papers".*?<\/section>/s.exec(await page(who))?.[0] ?? ''
const act = (who: Who | null, url: string, form: Record<string, string> = {}) => world.as(who, { url, form })
const before = { readBefore: 'on' }

describe('a paper of the whole meeting', () => {
  test('stands on the page and is had by all who see the meeting; organisers alone add it', async () => {
    const { id } = await hang(at)
    expect(await papers(null)).toContain('Saksliste')
    expect(await page(null)).toMatch(/href="#papers">[^<]*<span>Papirer til møtet<\/span>: <q>Saksliste/)
    const [version] = await world.ground.db.select().from(materialVersion).where(eq(materialVersion.materialId, id))
    const href = `/files/${world.networkId}/${version!.id}/saksliste.pdf`
    expect((await world.as(null, { url: href })).statusCode).toBe(200)
    // The member speaks on an item, and the item's papers are theirs to add: the meeting's are not.
    for (const who of [null, 'member', 'outsider', 'operator'] as const) {
      expect([who, (await hang(at, {}, who)).status]).toEqual([who, 404])
      expect([who, (await world.as(who, { url: `${at}/materials` })).statusCode]).toEqual([who, 404])
    }
    expect((await hang(itemAt, { title: 'Mitt', kind: 'presentation' }, 'member')).status).toBe(201)
  })

  test('is worked on as one of an item: changed, replaced, hidden everywhere, removed and brought back', async () => {
    const { id } = await hang(at)
    const [version] = await world.ground.db.select().from(materialVersion).where(eq(materialVersion.materialId, id))
    const href = `/files/${world.networkId}/${version!.id}/saksliste.pdf`
    expect(await page('organiser', `${at}/materials/${id}`)).toContain('Papirer til hele møtet')
    for (const [what, there] of [
      ['hide', false],
      ['publish', true],
      ['remove', false],
      ['restore', true],
    ] as const) {
      expect((await act('organiser', `${at}/materials/${id}/${what}`)).statusCode).toBe(303)
      expect([what, (await papers(null)).includes('Saksliste')]).toEqual([what, there])
      expect([what, (await world.as(null, { url: href })).statusCode]).toEqual([what, there ? 200 : 404])
    }
    // It hangs on the meeting and not on its items.
    expect((await world.as('organiser', { url: `${itemAt}/materials/${id}` })).statusCode).toBe(404)
    expect((await act('organiser', `${itemAt}/materials/${id}/hide`)).statusCode).toBe(404)
    expect((await world.as('organiser', { url: `${at}/materials` })).body).toContain('Saksliste')
    expect((await world.as('organiser', { url: `${itemAt}/materials` })).body).not.toContain('Saksliste')
  })

  test('narrowed to members it is there for them alone', async () => {
    await hang(at, { audience: 'members' })
    expect(await papers(null)).toBe('')
    expect(await papers('outsider')).toBe('')
    expect(await papers('member')).toContain('Saksliste')
  })
})

describe('what is to be read before the meeting', () => {
  test('is marked wherever it hangs, and stands first', async () => {
    await hang(at, { title: 'Praktisk' })
    await hang(itemAt, { title: 'Rapporten', ...before })
    const shown = await papers(null)
    expect(shown.indexOf('Rapporten')).toBeLessThan(shown.indexOf('Praktisk'))
    expect(shown.match(/Les før møtet/g)).toHaveLength(1)
    expect(shown).toContain('Om E-bøker')
    expect(await page(null, itemAt)).toContain('Les før møtet')
    // Nobody is signed in: nothing to tick.
    expect(shown).not.toContain('Merk som lest')
  })

  test('is the organisers’ to say, also afterwards', async () => {
    const { id } = await hang(itemAt, { kind: 'presentation', title: 'Mitt', ...before }, 'member')
    const [row] = await world.ground.db.select().from(material).where(eq(material.id, id))
    expect(row!.readBefore).toBe(false)
    const form = { version: String(row!.version), kind: 'presentation', locale: 'nb', title_nb: 'Mitt' }
    expect((await act('organiser', `${itemAt}/materials/${id}`, { ...form, ...before })).statusCode).toBe(303)
    expect(await papers(null)).toContain('Mitt')
    expect((await act('organiser', `${itemAt}/materials/${id}`, { ...form, version: String(row!.version + 1) })).statusCode).toBe(
      303,
    )
    expect(await papers(null)).toBe('')
  })

  test('a reader ticks it for themselves: they see it, nobody else does, and it can be taken back', async () => {
    const { id } = await hang(at, before)
    await hang(itemAt, { title: 'Rapporten', ...before })
    expect(await papers('member')).toContain('0 av 2 lest')
    const done = await act('member', `${at}/papers/${id}/read`)
    expect([done.statusCode, done.headers['location']]).toEqual([303, `${at}#papers`])
    await act('member', `${at}/papers/${id}/read`)
    expect(await world.ground.db.select().from(materialRead).where(eq(materialRead.materialId, id))).toHaveLength(1)
    expect(await papers('member')).toContain('1 av 2 lest')
    for (const who of ['organiser', 'owner', 'outsider'] as const) expect(await papers(who)).toContain('0 av 2 lest')
    await act('member', `${at}/papers/${id}/unread`)
    expect(await papers('member')).toContain('0 av 2 lest')
  })

  test('nobody ticks what they may not see, or without being somebody', async () => {
    const { id } = await hang(at, before)
    expect((await act(null, `${at}/papers/${id}/read`)).statusCode).toBe(404)
    await act('organiser', `${at}/materials/${id}/hide`)
    expect((await act('outsider', `${at}/papers/${id}/read`)).statusCode).toBe(404)
    for (const wrong of [newId(), 'abc']) expect((await act('member', `${at}/papers/${wrong}/read`)).statusCode).toBe(404)
    expect(await world.ground.db.select().from(materialRead).where(eq(materialRead.materialId, id))).toEqual([])
  })
})
