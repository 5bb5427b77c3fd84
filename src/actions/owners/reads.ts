/** Whom an action can be given to, and where it can belong. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { mayEdit } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { type Names, namesIn } from '#network/names/reads.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { measure } from '#plans/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import type { ActionRow } from '../rules.ts'

type Owned = Pick<ActionRow, 'personId' | 'organisationId' | 'project'>

/**
 * Owners as chosen. Someone who has left may go on owning what they owned; new owners are of the network now.
 * @throws Invalid({personId | organisationId})
 */
export async function ownerIn(db: Db, networkId: string, chosen: Owned, before: Owned | null): Promise<Owned> {
  const { personId, organisationId, project } = chosen
  if (personId && personId !== before?.personId) {
    const here = and(eq(membership.networkId, networkId), eq(membership.personId, personId), isNull(membership.to))
    const [known] = await db.select({ id: membership.id }).from(membership).where(here)
    if (!known) throw new Invalid({ personId: 'actions_owner_wrong' })
  }
  if (organisationId && organisationId !== before?.organisationId) {
    const here = and(eq(organisation.networkId, networkId), eq(organisation.id, organisationId), isNull(organisation.deletedAt))
    const [known] = await db.select({ id: organisation.id }).from(organisation).where(here)
    if (!known) throw new Invalid({ organisationId: 'actions_owner_wrong' })
  }
  return { personId, organisationId, project }
}

/** How an owner is called, for the trace: the person, else the organisation, else the project. */
export async function nameOfOwner(db: Db, row: Owned & Pick<ActionRow, 'who' | 'locale'>): Promise<string | null> {
  if (row.personId) {
    const [found] = await db.select({ name: person.name }).from(person).where(eq(person.id, row.personId))
    if (found) return found.name
  }
  if (row.organisationId) {
    const [found] = await db.select({ name: organisation.name }).from(organisation).where(eq(organisation.id, row.organisationId))
    if (found) return pick(found.name, row.locale)?.text ?? null
  }
  return row.project ?? row.who
}

/** A meeting or an item as a form names it. @param place "meeting:…" or "item:…" */
export async function placeIn(db: Db, networkId: string, place: string | null): Promise<Pick<ActionRow, 'meetingId' | 'itemId'>> {
  if (place === null) return { meetingId: null, itemId: null }
  const [kind, id = ''] = place.split(':')
  if (kind === 'meeting') {
    const here = and(eq(meeting.id, id), eq(meeting.networkId, networkId), isNull(meeting.deletedAt))
    const [found] = await db.select({ id: meeting.id }).from(meeting).where(here)
    if (found) return { meetingId: found.id, itemId: null }
  } else {
    const here = and(eq(item.id, id), eq(item.networkId, networkId), isNull(item.deletedAt))
    const [found] = await db.select({ id: item.id, meetingId: item.meetingId }).from(item).where(here)
    if (found) return { meetingId: found.meetingId, itemId: found.id }
  }
  throw new Invalid({ place: 'actions_choice_wrong' })
}

/** A measure of a plan as a form names it. @throws Invalid({measureId}) */
export async function measureIn(db: Db, networkId: string, id: string | null): Promise<string | null> {
  if (id === null) return null
  const here = and(eq(measure.id, id), eq(measure.networkId, networkId), isNull(measure.deletedAt))
  const [found] = await db.select({ id: measure.id }).from(measure).where(here)
  if (!found) throw new Invalid({ measureId: 'actions_choice_wrong' })
  return found.id
}

export type Choices = Names

/** The members of the network and its organisations, by name; for members. */
export async function possibleOwners(db: Db, actor: Actor, networkId: string): Promise<Choices> {
  if (actor.network?.id !== networkId || actor.network.role === null) throw new NotFound()
  return namesIn(db, networkId)
}

export interface PlaceChoice {
  readonly id: string
  readonly title: Words
  readonly startsAt: string | null
  readonly items: readonly { readonly id: string; readonly title: Words }[]
}

/** The newest meetings with their items, for organisers: where an action can be said to belong. */
export async function possiblePlaces(db: Db, actor: Actor, networkId: string): Promise<PlaceChoice[]> {
  if (mayEdit(actor, { networkId }) !== 'yes') throw new NotFound()
  const newest = db
    .select({ id: meeting.id, title: meeting.title, startsAt: meeting.startsAt })
    .from(meeting)
    .where(and(eq(meeting.networkId, networkId), isNull(meeting.deletedAt), eq(meeting.template, false)))
    .orderBy(desc(meeting.startsAt))
    .limit(8)
    .as('newest')
  const rows = await db
    .select({ id: newest.id, title: newest.title, startsAt: newest.startsAt, item: { id: item.id, title: item.title } })
    .from(newest)
    .leftJoin(item, and(eq(item.meetingId, newest.id), isNull(item.deletedAt)))
    .orderBy(desc(newest.startsAt), asc(item.position))
  return [...Map.groupBy(rows, (row) => row.id).values()].map((all) => ({
    ...all[0]!,
    items: all.flatMap((row) => (row.item ? [row.item] : [])),
  }))
}
