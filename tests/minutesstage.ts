/** A meeting with two items that minutes are written of, for what is tried of decisions and action points. */
import { asc, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import type { MinutesNode } from '#minutes/document.ts'
import type { Place } from '#minutes/reads.ts'
import { minutes, minutesObject } from '#minutes/tables.ts'
import { layDownPen, save } from '#minutes/writes.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import type { World } from './world.ts'

export interface MinutesStage {
  readonly meeting: MeetingRow
  readonly first: Place
  readonly second: Place
  readonly path: string
  /** The items' numbers in addresses. */
  readonly numbers: readonly number[]
  /** An organiser of the world, at this meeting. */
  readonly organiser: Actor
}

/** A published meeting of its own. @param set what is to be otherwise of it */
export async function furnishStage(world: World, set: Partial<typeof meeting.$inferInsert> = {}): Promise<MinutesStage> {
  const { db } = world.ground
  const { networkId } = world
  const [meetingId, dayId] = [newId(), newId()]
  const slug = `mote-${meetingId.slice(-8)}`
  await db.insert(meeting).values({
    ...{ id: meetingId, networkId, slug, title: { nb: 'Ledermøte' }, publishedAt: '2020-01-01T00:00:00Z' },
    ...{ startsAt: '2020-04-29T07:00:00Z', ...set },
  })
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: '2020-04-29' })
  const items = await db
    .insert(item)
    .values(
      [0, 1].map((position) => ({
        ...{ networkId, meetingId, dayId, position, kind: 'talk' as const, expectsMinutes: true },
        title: { nb: position === 0 ? 'Om handlingsplan' : 'Om e-bøker' },
      })),
    )
    .returning()
  const row = (await meetingById(db, meetingId))!
  const [first, second] = items.map((one): Place => ({ meeting: row, item: one }))
  return {
    ...{ meeting: row, first: first!, second: second!, path: `/${world.networkSlug}/${slug}` },
    numbers: items.map((one) => one.publicId),
    organiser: await world.actor('organiser', meetingId),
  }
}

export const paragraph = (text: string): MinutesNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })
export const decision = (id: string, text: string): MinutesNode => ({
  type: 'decision',
  attrs: { id },
  content: [paragraph(text)],
})
export const action = (id: string, text: string, attrs: object = {}): MinutesNode => ({
  type: 'action',
  attrs: { id, who: null, due: null, ...attrs },
  content: [paragraph(text)],
})

/** Writes what stands from now on, and lays the pen down. @returns the number of its revision */
export async function writeOn(world: World, organiser: Actor, place: Place, ...content: MinutesNode[]): Promise<number> {
  const { db } = world.ground
  const [row] = await db.select().from(minutes).where(eq(minutes.itemId, place.item.id))
  const document = { type: 'doc', content: content.length > 0 ? content : [paragraph('Tomt.')] }
  const { number } = await save(db, organiser, place, {
    ...{ basedOn: row?.number ?? 0, window: 'window-a', edit: null, document, take: true },
  })
  await layDownPen(db, organiser, place, 'window-a')
  return number
}

/** The rows of an item's decisions and action points, in the order of the text. */
export const rowsOf = (world: World, place: Place) =>
  world.ground.db.select().from(minutesObject).where(eq(minutesObject.itemId, place.item.id)).orderBy(asc(minutesObject.position))
