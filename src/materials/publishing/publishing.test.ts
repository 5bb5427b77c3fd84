/** When what speakers hand in is shown: by the rule of its item, by an organiser's word, by the clock. */
import { Readable } from 'node:stream'
import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Actor, speakerActor } from '#actor.ts'
import { day, meeting } from '#meeting/tables.ts'
import { addScheduleChange } from '#meeting/writes.ts'
import { news } from '#notices/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import { newId } from '#platform/db/id.ts'
import { item, type PublishRule, speaker } from '#programme/tables.ts'
import { moveItem } from '#programme/writes.ts'
import { makeWorld, type World } from '../../../tests/world.ts'
import { type Place, placeOf } from '../reads.ts'
import { material, materialVersion } from '../tables.ts'
import { addAddress, addFile, hideMaterial, replaceFile } from '../writes.ts'
import { showingOf } from './rules.ts'
import { changePublishRule, publishByClock } from './writes.ts'

let world: World
let organiser: Actor
beforeAll(async () => {
  world = await makeWorld()
  organiser = await world.actor('organiser')
})
afterAll(() => world.end())

let place: Place
let guest: Actor
const at = (time: string) => Temporal.ZonedDateTime.from(`2050-05-04T${time}[Europe/Oslo]`).toInstant()

beforeEach(async () => {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId, itemId, speakerId] = [newId(), newId(), newId(), newId()]
  await db.insert(meeting).values({
    id: meetingId,
    networkId,
    slug: `mote-${meetingId.slice(-8)}`,
    title: { nb: 'Ledermøte' },
    publishedAt: new Date().toISOString(),
  })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2050-05-04' })
  await db.insert(item).values({
    ...{ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk' },
    ...{ title: { nb: 'Om E-bøker' }, start: '12:20', end: '13:00' },
  })
  await db.insert(speaker).values({ id: speakerId, networkId, meetingId, itemId, position: 0, name: 'Áile Ŋuorga' })
  place = (await placeOf(db, itemId))!
  guest = speakerActor({ networkId, meetingId, itemId, speakerId, name: 'Áile Ŋuorga' })
})

const rule = async (to: PublishRule) => {
  await changePublishRule(world.ground.db, organiser, place, to)
  place = (await placeOf(world.ground.db, place.item.id))!
}
const about = { title: 'Lysbilder', description: '', locale: 'nb' } as const
async function handIn(by: Actor = guest) {
  const { files } = world.ground
  const stored = await files.put(world.networkId, Readable.from([Buffer.from(`lysbilder ${newId()}`)]), 1e6)
  return addFile(world.ground, by, place, { ...about, kind: 'presentation' }, { ...stored, fileName: 'bøker.txt' })
}
const rowOf = async (id: string) => (await world.ground.db.select().from(material).where(eq(material.id, id)))[0]!
const stateOf = async (id: string) => showingOf(await rowOf(id), place.item.publishRule)
const newsOf = (id: string) => world.ground.db.select().from(news).where(eq(news.aboutId, id))

describe('with approval', () => {
  it('a speaker’s file waits, and an organiser’s does not', async () => {
    await rule('approval')
    const { id } = await handIn()
    expect(await stateOf(id)).toEqual({ is: 'approval' })
    expect(await newsOf(id)).toHaveLength(0)
    expect(await stateOf((await handIn(organiser)).id)).toEqual({ is: 'shown' })
    const link = await addAddress(world.ground.db, guest, place, { ...about, kind: 'link', url: 'https://a.example/' })
    expect(await stateOf(link.id)).toEqual({ is: 'approval' })
  })

  it('a new version of what readers have waits beside it', async () => {
    await rule('approval')
    const { id, currentVersionId } = await handIn(organiser)
    const stored = await world.ground.files.put(world.networkId, Readable.from([Buffer.from('en ny')]), 1e6)
    await replaceFile(world.ground, guest, place, id, { ...stored, fileName: 'ny.txt' })
    expect((await rowOf(id)).currentVersionId).toBe(currentVersionId)
    const versions = await world.ground.db.select().from(materialVersion).where(eq(materialVersion.materialId, id))
    expect(versions.map((one) => one.number).sort()).toEqual([1, 2])
    await replaceFile(world.ground, organiser, place, id, { ...stored, fileName: 'ny.txt' })
    expect((await rowOf(id)).currentVersionId).not.toBe(currentVersionId)
  })
})

describe('after the item', () => {
  it('is shown by the clock when the item is over, and told as news', async () => {
    await rule('after')
    const { id } = await handIn()
    expect(await stateOf(id)).toEqual({ is: 'after', at: expect.stringMatching(/11:00:00/) })
    await publishByClock(world.ground.db, at('12:59'))
    expect((await rowOf(id)).publishedAt).toBeNull()
    await publishByClock(world.ground.db, at('13:00'))
    expect(await rowOf(id)).toMatchObject({ publishedAt: expect.any(String), publishAt: null })
    const acts = await world.ground.db.select().from(activity).where(eq(activity.aboutId, id))
    expect(acts.map((one) => [one.byKind, one.action])).toContainEqual(['job', 'material.published'])
    expect(await newsOf(id)).toHaveLength(1)
    await publishByClock(world.ground.db, at('13:01'))
    expect(await newsOf(id)).toHaveLength(1)
  })

  it('moves with the programme, and waits while the meeting is postponed or the item on the shelf', async () => {
    const { db } = world.ground
    await rule('after')
    const { id } = await handIn()
    await db.update(item).set({ start: '15:00', end: '16:00' }).where(eq(item.id, place.item.id))
    await publishByClock(db, at('13:00'))
    expect(await stateOf(id)).toEqual({ is: 'after', at: expect.stringMatching(/14:00:00/) })
    await moveItem(db, organiser, place.meeting.id, place.item.id, { dayId: null })
    await publishByClock(db, at('23:00'))
    expect(await stateOf(id)).toEqual({ is: 'after', at: null })
    await moveItem(db, organiser, place.meeting.id, place.item.id, { dayId: place.item.dayId })
    await addScheduleChange(db, organiser, place.meeting.id, { status: 'postponed' })
    await publishByClock(db, at('23:00'))
    expect((await rowOf(id)).publishedAt).toBeNull()
  })

  it('never shows what an organiser has hidden or taken away meanwhile', async () => {
    const { db } = world.ground
    await rule('after')
    const [hidden, removed] = [await handIn(), await handIn()]
    await hideMaterial(db, organiser, place, hidden.id)
    await db.update(material).set({ deletedAt: new Date().toISOString() }).where(eq(material.id, removed.id))
    await publishByClock(db, at('23:00'))
    const rows = await db
      .select()
      .from(material)
      .where(inArray(material.id, [hidden.id, removed.id]))
    expect(rows.map((one) => one.publishedAt)).toEqual([null, null])
    expect(await stateOf(hidden.id)).toEqual({ is: 'hidden' })
  })

  it('is shown once, however many processes look at the clock', async () => {
    await rule('after')
    const { id } = await handIn()
    await Promise.all([1, 2, 3, 4].map(() => publishByClock(world.ground.db, at('13:00'))))
    const acts = await world.ground.db.select().from(activity).where(eq(activity.aboutId, id))
    expect(acts.filter((one) => one.action === 'material.published')).toHaveLength(1)
  })
})

describe('another rule', () => {
  it('is followed by what waits, and by nothing that was shown or hidden by hand', async () => {
    const { db } = world.ground
    const [shown, hidden] = [await handIn(), await handIn()]
    await hideMaterial(db, organiser, place, hidden.id)
    await rule('approval')
    const waiting = await handIn()
    expect(await Promise.all([shown, hidden, waiting].map((one) => stateOf(one.id)))).toEqual(
      ['shown', 'hidden', 'approval'].map((is) => ({ is })),
    )
    await rule('after')
    expect(await stateOf(waiting.id)).toMatchObject({ is: 'after', at: expect.stringMatching(/11:00:00/) })
    await rule('approval')
    expect((await rowOf(waiting.id)).publishAt).toBeNull()
    await rule('at_once')
    expect(await Promise.all([shown, hidden, waiting].map((one) => stateOf(one.id)))).toEqual(
      ['shown', 'hidden', 'shown'].map((is) => ({ is })),
    )
  })

  it('is the organisers’ to choose', async () => {
    await expect(changePublishRule(world.ground.db, guest, place, 'at_once')).rejects.toThrow('meeting_only_organisers')
    const answer = await world.as('organiser', { url: `${place.path}/materials/rule`, form: { rule: 'approval' } })
    expect(answer.statusCode).toBe(303)
    const page = await world.as('organiser', { url: `${place.path}/materials` })
    expect(page.body).toMatch(/value="approval"[^>]* checked|checked[^>]*value="approval"/)
  })
})
