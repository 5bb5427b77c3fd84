/** What is tried of the search: meetings to find, and what who finds. */

import { type Audience, day, meeting } from '#meeting/tables.ts'
import type { MinutesDocument } from '#minutes/document.ts'
import { minutes, minutesRevision } from '#minutes/tables.ts'
import { networkBySlug } from '#network/reads.ts'
import { newId } from '#platform/db/id.ts'
import { item } from '#programme/tables.ts'
import { searchQuery } from '#search/forms.ts'
import { allUnits } from '#search/indexing/reads.ts'
import { indexUnit, rebuild } from '#search/indexing/writes.ts'
import { search } from '#search/reads.ts'
import type { Found } from '#search/rules.ts'
import type { Who, World } from './world.ts'

export const everybody: readonly (Who | null)[] = ['organiser', 'member', 'outsider', null]

export interface Searched {
  find(who: Who | null, q: string, more?: Record<string, string>): Promise<Found>
  /** "item: Om lesing" */
  titles(who: Who | null, q: string, more?: Record<string, string>): Promise<string[]>
  /** Who of all finds something. */
  finders(q: string): Promise<(Who | null)[]>
  index(): Promise<void>
  rebuild(): Promise<void>
}

export function searchedIn(world: World): Searched {
  const { db } = world.ground
  const find: Searched['find'] = async (who, q, more = {}) => {
    const network = await networkBySlug(db, world.networkSlug)
    return search(db, await world.actor(who), network!, searchQuery.parse({ q, ...more }))
  }
  const units = async () => (await allUnits(db, world.networkId)).map((one) => one.unit)
  return {
    find,
    titles: async (who, q, more = {}) =>
      (await find(who, q, more)).groups.flatMap((group) => group.hits.map((hit) => `${hit.kind}: ${hit.title}`)),
    finders: async (q) => {
      const found: (Who | null)[] = []
      for (const who of everybody) if ((await find(who, q)).count > 0) found.push(who)
      return found
    },
    index: async () => {
      for (const unit of await units()) await indexUnit(db, unit, undefined, true)
    },
    rebuild: async () => rebuild(db, world.networkId, await units()),
  }
}

const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })

export interface Told {
  readonly meetingId: string
  readonly itemId: string
}

/** A published meeting of one day with one item. */
export async function tell(
  world: World,
  about: {
    title: string
    description?: string
    on?: string
    published?: boolean
    audience?: Audience
    itemAudience?: Audience
  } = { title: 'Om lesing' },
): Promise<Told> {
  const { networkId, seriesId } = world
  const [meetingId, dayId, itemId] = [newId(), newId(), newId()]
  const { db } = world.ground
  const on = about.on ?? '2050-05-04'
  await db.insert(meeting).values({
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
  await db.insert(day).values({ id: dayId, networkId, meetingId, position: 0, date: on })
  await db.insert(item).values({
    ...{ id: itemId, networkId, meetingId, dayId, position: 0, kind: 'talk', audience: about.itemAudience ?? 'public' },
    ...{ title: { nb: about.title }, description: about.description ? { nb: about.description } : null },
  })
  return { meetingId, itemId }
}

/** Minutes of it: as they were published, and as somebody writes them now. */
export async function minute(
  world: World,
  { meetingId, itemId }: Told,
  published: readonly string[] | null,
  working: string,
): Promise<void> {
  const { networkId } = world
  const { db } = world.ground
  const id = newId()
  const of = (texts: readonly string[]): MinutesDocument => ({ type: 'doc', content: texts.map(paragraph) })
  await db.insert(minutes).values({
    ...{ id, networkId, meetingId, itemId, document: of([working]), html: '', text: '', number: 2 },
    ...(published && { publishedAt: '2020-01-02T00:00:00Z', publishedNumber: 1 }),
  })
  await db
    .insert(minutesRevision)
    .values({ networkId, minutesId: id, number: 1, document: of(published ?? ['']), html: '', text: '' })
}
