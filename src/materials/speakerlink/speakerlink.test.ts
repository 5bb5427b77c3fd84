/** What a speaker does with a personal link, and how long it lets them. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addScheduleChange } from '#meeting/schedule/writes.ts'
import { day, meeting } from '#meeting/tables.ts'
import { newId } from '#platform/db/id.ts'
import { withoutSecretLinks } from '#platform/mail/rules.ts'
import { appearance, item, operation, speaker } from '#programme/tables.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { placeOf } from '../reads.ts'
import { material, proposal } from '../tables.ts'
import { addAddress, hideMaterial } from '../writes.ts'
import { HOLDS_FOR_DAYS, linkHoldsUntil, speakerLink } from './rules.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

let meetingId: string
let itemId: string
let speakerId: string
/** `/s/{token}`, and the same for the item. */
let link: string
let own: string
let base: string
/** `/{network}/{meeting}/{publicId}-om-e-boker` */
let page: string

beforeEach(async () => {
  const { db, secret } = world.ground
  const { networkId } = world
  ;[meetingId, itemId, speakerId] = [newId(), newId(), newId()]
  const dayId = newId()
  const slug = `mote-${meetingId.slice(-8)}`
  await db
    .insert(meeting)
    .values({ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: new Date().toISOString() })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2050-05-04' })
  const [row] = await db
    .insert(item)
    .values({
      ...{ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk', expectsMaterial: true },
      ...{ title: { nb: 'Om E-bøker' }, start: '12:20', end: '13:00' },
    })
    .returning()
  const [who] = await db
    .insert(speaker)
    .values({ id: speakerId, networkId, meetingId, itemId, position: 0, name: 'Aile Nuorga', office: 'rådgiver' })
    .returning()
  link = speakerLink(secret, who!)
  own = `${link}/${row!.publicId}`
  base = `/${world.networkSlug}/${slug}`
  page = `${base}/${row!.publicId}-om-e-boker`
})

const get = async (url: string, who: Parameters<World['as']>[0] = null) => world.as(who, { url })
const post = (url: string, form: Record<string, string | string[]>, who: Parameters<World['as']>[0] = null) =>
  world.as(who, { url, form })
const stands = { title: 'Om E-bøker', description: '', name: 'Aile Nuorga', office: 'rådgiver', bio: '' }

it('tells the speaker, and readers of the item, that the day no longer holds', async () => {
  for (const url of [link, page]) expect((await get(url)).body).not.toContain('<s>')
  const change = async (status: 'postponed' | 'cancelled') =>
    addScheduleChange(world.ground.db, await world.actor('organiser'), meetingId, { status, reason: null })
  await change('postponed')
  expect((await get(page)).body).not.toContain('.ics"')
  for (const url of [link, page])
    expect((await get(url)).body).toMatch(/<s>.*4\. mai 2050.*12\.20.*<\/s> <strong>Ny dato er ikke satt<\/strong>/)
  await change('cancelled')
  for (const url of [link, page]) expect((await get(url)).body).toMatch(/<s>.*4\. mai 2050.*<\/s> <strong>Avlyst<\/strong>/)
})
const texts = (mine: Partial<typeof stands>, shown = stands) => ({
  ...shown,
  ...mine,
  ...Object.fromEntries(Object.entries(shown).map(([field, text]) => [`shown/${field}`, text])),
})
const set = (values: Partial<typeof meeting.$inferInsert>) =>
  world.ground.db.update(meeting).set(values).where(eq(meeting.id, meetingId))
const proposals = () => world.ground.db.select().from(proposal).where(eq(proposal.meetingId, meetingId)).orderBy(proposal.id)
const itemNow = async () => (await world.ground.db.select().from(item).where(eq(item.id, itemId)))[0]!
const speakerNow = async () => (await world.ground.db.select().from(speaker).where(eq(speaker.id, speakerId)))[0]!

describe('how long a link holds', () => {
  it('is until some weeks after the meeting, or as its organisers say', () => {
    const endsAt = '2020-04-29T11:00:00Z'
    expect(linkHoldsUntil({ endsAt: null, linksUntil: null })).toBeNull()
    expect(linkHoldsUntil({ endsAt, linksUntil: null })?.toString()).toBe('2020-06-10T11:00:00Z')
    expect(HOLDS_FOR_DAYS).toBe(42)
    expect(linkHoldsUntil({ endsAt, linksUntil: '2020-04-30 00:00:00+02' })?.toString()).toBe('2020-04-29T22:00:00Z')
  })

  it('says when its time is over, opens nothing and does nothing, until it is let to hold longer', async () => {
    await set({ startsAt: '2020-04-29T07:00:00Z', endsAt: '2020-04-29T11:00:00Z' })
    const over = await get(link)
    expect([over.statusCode, over.body.includes('Lenken har gått ut')]).toEqual([404, true])
    for (const secret of ['Aile', 'Om E-bøker', 'Ledermøte']) expect(over.body).not.toContain(secret)
    for (const act of ['texts', 'no-slides', 'links', 'uploads']) expect((await post(`${own}/${act}`, {})).statusCode).toBe(404)
    expect((await get(`${own}/preview`)).statusCode).toBe(404)
    // A renewed one whose time is over tells no more than a guess.
    await world.ground.db.update(speaker).set({ linkVersion: 2 }).where(eq(speaker.id, speakerId))
    expect((await get(link)).body).toContain('Lenken virker ikke')
    await world.ground.db.update(speaker).set({ linkVersion: 1 }).where(eq(speaker.id, speakerId))

    const [row] = await world.ground.db.select().from(meeting).where(eq(meeting.id, meetingId))
    const form = { version: String(row!.version), corrections: 'direct', linksUntil: '2099-12-31' }
    expect((await post(`${base}/settings/speakers`, form, 'organiser')).statusCode).toBe(303)
    const again = await get(link)
    expect([again.statusCode, again.body.includes('til og med 31. desember 2099')]).toEqual([200, true])
    expect((await get(`${base}/settings`, 'organiser')).body).toContain('value="2099-12-31"')
  })

  it('is redacted where mails are read', () => {
    expect(withoutSecretLinks(`Her: https://samling.example${link} .`)).toBe('Her: https://samling.example/s/… .')
  })
})

describe('no slides', () => {
  it('is said with a press and taken back with another; readers are no longer told to wait', async () => {
    expect((await get(page)).body).toContain('Kommer')
    expect((await get(link)).body).toContain('Jeg har ingen presentasjon')
    expect((await get(`${own}/no-slides`)).statusCode).toBe(404)
    expect((await post(`${own}/no-slides`, {})).statusCode).toBe(303)
    expect((await get(page)).body).not.toContain('Kommer')
    expect((await get(link)).body).toContain('Jeg skal ha presentasjon likevel')
    await post(`${own}/slides`, {})
    expect((await get(page)).body).toContain('Kommer')
  })
})

describe('corrections', () => {
  it('wait for an organiser, who sees them beside what stands, and takes them in one by one', async () => {
    expect(
      (await post(`${own}/texts`, texts({ title: 'Om e-bøker', name: 'Áile Ŋuorga', bio: 'Leder i nord.' }))).statusCode,
    ).toBe(303)
    expect((await itemNow()).title).toEqual({ nb: 'Om E-bøker' })
    const waiting = await get(link)
    expect(waiting.body).toContain('Venter på arrangøren')
    expect(waiting.body).toContain('Áile Ŋuorga')

    const list = (await get(`${base}/proposals`, 'organiser')).body
    for (const there of ['Om E-bøker', 'Om e-bøker', 'Áile Ŋuorga', 'Leder i nord.', 'Godta alle 3'])
      expect(list).toContain(there)
    const all = await proposals()
    const [title, name, bio] = ['title', 'name', 'bio'].map((field) => all.find((one) => field in one.proposed))
    expect((await post(`${base}/proposals/accept`, { id: title!.id }, 'organiser')).statusCode).toBe(303)
    expect((await itemNow()).title).toEqual({ nb: 'Om e-bøker' })
    expect(await speakerNow()).toMatchObject({ name: 'Aile Nuorga', linkVersion: 1 })
    await post(`${base}/proposals/accept`, { id: [name!.id, bio!.id] }, 'organiser')
    expect(await speakerNow()).toMatchObject({ name: 'Áile Ŋuorga', linkVersion: 1, office: 'rådgiver' })
    const { body } = await get(page)
    expect(body).toContain('Leder i nord.')
    expect(body).toContain('Om innlederen')
    const done = await world.ground.db.select().from(operation).where(eq(operation.meetingId, meetingId))
    expect(done.map((one) => one.action)).toEqual(['item.corrected', 'item.corrected'])
    // Decided in another window already.
    expect((await post(`${base}/proposals/decline`, { id: bio!.id }, 'organiser')).statusCode).toBe(403)

    // Taken back they wait again, and all stands as before.
    await post(`${base}/proposals/reopen`, { id: [title!.id, bio!.id] }, 'organiser')
    expect((await itemNow()).title).toEqual({ nb: 'Om E-bøker' })
    expect((await get(page)).body).not.toContain('Leder i nord.')
    await post(`${base}/proposals/decline`, { id: title!.id }, 'organiser')
    expect((await get(link)).body).toContain('Arrangøren lot dette stå')
    expect((await itemNow()).title).toEqual({ nb: 'Om E-bøker' })
  })

  it('ask again where the text was changed meanwhile', async () => {
    const { db } = world.ground
    await post(`${own}/texts`, texts({ title: 'Om e-bøker' }))
    await db
      .update(item)
      .set({ title: { nb: 'E-bøker i nord' } })
      .where(eq(item.id, itemId))
    const [one] = await proposals()
    const stale = await post(`${base}/proposals/accept`, { id: one!.id }, 'organiser')
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Bruk forslaget likevel')
    expect(stale.body).toContain('E-bøker i nord')
    expect((await itemNow()).title).toEqual({ nb: 'E-bøker i nord' })
    await post(`${base}/proposals/accept`, { id: one!.id, anyway: 'yes' }, 'organiser')
    expect((await itemNow()).title).toEqual({ nb: 'Om e-bøker' })
    await post(`${base}/proposals/reopen`, { id: one!.id }, 'organiser')
    expect((await itemNow()).title).toEqual({ nb: 'E-bøker i nord' })
    await post(`${base}/proposals/accept`, { id: one!.id, anyway: 'yes' }, 'organiser')
    await db
      .update(item)
      .set({ title: { nb: 'Noe annet' } })
      .where(eq(item.id, itemId))
    expect((await post(`${base}/proposals/reopen`, { id: one!.id }, 'organiser')).statusCode).toBe(403)
    expect((await itemNow()).title).toEqual({ nb: 'Noe annet' })
  })

  it('replace what one proposed before, and are taken back', async () => {
    await post(`${own}/texts`, texts({ title: 'Om e-boker', office: 'leder' }))
    const shown = { ...stands, title: 'Om e-boker', office: 'leder' }
    await post(`${own}/texts`, texts({ title: 'Om e-bøker' }, shown))
    expect((await proposals()).map((one) => one.proposed)).toEqual([{ office: 'leder' }, { title: 'Om e-bøker' }])
    // Written back to how it stands, it is no proposal any more.
    await post(`${own}/texts`, texts({ title: 'Om E-bøker' }, { ...shown, title: 'Om e-bøker' }))
    const [left, ...none] = await proposals()
    expect([left!.proposed, none]).toEqual([{ office: 'leder' }, []])
    await post(`${own}/texts/withdraw`, { id: left!.id })
    expect(await proposals()).toEqual([])
  })

  it('go straight in where the meeting says so, in the speaker’s name, and can be taken back', async () => {
    await set({ corrections: 'direct' })
    expect((await get(link)).body).toContain('kommer på møtesiden med en gang')
    await post(`${own}/texts`, texts({ title: 'Om e-bøker', office: '', bio: 'Leder i nord.' }))
    expect((await itemNow()).title).toEqual({ nb: 'Om e-bøker' })
    expect((await speakerNow()).office).toBeNull()
    expect((await get(page)).body).toContain('Leder i nord.')
    const [done] = await world.ground.db.select().from(operation).where(eq(operation.meetingId, meetingId))
    expect(done).toMatchObject({ action: 'item.corrected', byName: 'Aile Nuorga', byPerson: null })
    const list = (await get(`${base}/proposals`, 'organiser')).body
    expect(list).toContain('Gikk rett inn')
    const title = (await proposals()).find((one) => 'title' in one.proposed)!
    await post(`${base}/proposals/reopen`, { id: title.id }, 'organiser')
    expect((await itemNow()).title).toEqual({ nb: 'Om E-bøker' })
  })

  it('never write over what others changed while one wrote', async () => {
    await set({ corrections: 'direct' })
    await world.ground.db
      .update(item)
      .set({ title: { nb: 'E-bøker i nord' } })
      .where(eq(item.id, itemId))
    const stale = await post(`${own}/texts`, texts({ title: 'Om e-bøker', bio: 'Leder.' }))
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toContain('Nå står det «E-bøker i nord»')
    expect(stale.body).toContain('value="Om e-bøker"')
    expect((await itemNow()).title).toEqual({ nb: 'E-bøker i nord' })
    expect(await proposals()).toEqual([])
    await post(`${own}/texts`, texts({ title: 'Om e-bøker', bio: 'Leder.' }, { ...stands, title: 'E-bøker i nord' }))
    expect((await itemNow()).title).toEqual({ nb: 'Om e-bøker' })
  })

  it('come back with what is wrong', async () => {
    const answer = await post(`${own}/texts`, texts({ title: ' ', bio: 'x'.repeat(1501) }))
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('Skriv en tittel.')
    expect(answer.body).toContain('x'.repeat(1501))
  })

  it('are for nobody but the holder and the organisers', async () => {
    await post(`${own}/texts`, texts({ title: 'Om e-bøker' }))
    const [one] = await proposals()
    for (const who of ['member', 'outsider', null] as const) {
      expect((await get(`${base}/proposals`, who)).statusCode).toBe(404)
      expect((await post(`${base}/proposals/accept`, { id: one!.id }, who)).statusCode).toBe(404)
    }
    expect((await get(page)).body).not.toContain('Om e-bøker')
  })
})

describe('what others do', () => {
  it('is not there: neither their proposals, nor what waits of theirs, nor their addresses', async () => {
    const { db } = world.ground
    const other = newId()
    const where = { networkId: world.networkId, meetingId, itemId }
    await db.insert(speaker).values({ ...where, id: other, position: 1, name: 'Peder Ås', email: 'peder@nord.example' })
    await db
      .insert(appearance)
      .values({ speakerId: other, networkId: world.networkId, meetingId, bio: { nb: 'Peders hemmelighet' } })
    await db.insert(proposal).values({ ...where, speakerId: other, proposed: { bio: 'Peders forslag' }, was: { bio: '' } })
    const place = (await placeOf(db, itemId))!
    const hidden = await addAddress(db, await world.actor('organiser'), place, {
      ...{ kind: 'link', locale: 'nb', title: 'Peders lenke', description: '', url: 'https://hemmelig.example/' },
    })
    await hideMaterial(db, await world.actor('organiser'), place, hidden.id)
    for (const url of [link, `${own}/preview`]) {
      const { body } = await get(url)
      expect(body).toContain('Om E-bøker')
      for (const secret of ['hemmelighet', 'Peders', 'peder@', 'hemmelig.example']) expect(body).not.toContain(secret)
    }
    expect((await db.select().from(material).where(eq(material.id, hidden.id)))[0]!.publishedAt).toBeNull()
    expect((await get(`${base}/proposals`, 'organiser')).body).toContain('Peders forslag')
  })
})
