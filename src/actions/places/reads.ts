/** Where an action belongs, joined to it, and which actions somebody may know of: access stands in the queries themselves. */
import { and, eq, exists, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, holdsSince } from '#actor.ts'
import { readableBy } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { invitation, meetingRole } from '#meeting/tables.ts'
import { minutes, minutesObject } from '#minutes/tables.ts'
import { membership } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import { action } from '../tables.ts'

/** The item that an action's item is part of. */
export const whole = alias(item, 'whole')

/** Where somebody is a member now, in SQL: the organisation of the actor's membership. */
const ownOrganisations = (db: Db, actor: Actor, networkId: string) =>
  db
    .select({ id: membership.organisationId })
    .from(membership)
    .where(
      and(
        eq(membership.networkId, networkId),
        eq(membership.personId, actor.person?.id ?? NOBODY),
        isNull(membership.to),
        eq(membership.organisationId, action.organisationId),
      ),
    )
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** In SQL: given to this actor in person, who has not left the network since. */
export const isOwn = (actor: Actor, networkId: string): SQL<boolean> =>
  actor.person === null
    ? sql<boolean>`false`
    : sql<boolean>`(coalesce(${action.personId} = ${actor.person.id}, false)
        and ${holdsSince(actor.person.id, networkId, action.createdAt)})`

/** In SQL: given to the organisation that this actor belongs to now. */
export const isOfOwnOrganisation = (db: Db, actor: Actor, networkId: string): SQL<boolean> =>
  sql<boolean>`${exists(ownOrganisations(db, actor, networkId))}`

/** In SQL: whether an actor writes the minutes of the meeting of an action, and whether they are of an audience there. */
function partIn(actor: Actor, networkId: string) {
  const personId = actor.person?.id ?? null
  const role = (only: SQL) =>
    personId === null
      ? sql`false`
      : sql`exists (select 1 from ${meetingRole} where ${meetingRole.meetingId} = ${action.meetingId} and ${meetingRole.personId} = ${personId}
        and ${holdsSince(personId, networkId, meetingRole.grantedAt)} and ${only})`
  const works = role(sql`${meetingRole.role} in ('chair', 'minute_taker')`)
  const invited =
    personId === null
      ? sql`false`
      : sql`(${role(sql`true`)} or exists (select 1 from ${invitation} where ${invitation.meetingId} = ${action.meetingId}
        and ${invitation.personId} = ${personId} and ${holdsSince(personId, networkId, invitation.at)}))`
  const member = actor.network?.id === networkId && actor.network.role !== null
  const inside = (audience: SQL | typeof action.audience | typeof item.audience) =>
    sql`(case ${audience}::text when 'public' then true when 'members' then ${member} or ${invited} else ${invited} end)`
  return { works, inside }
}

/** In SQL: whether an actor may read the item that an action came up at, in a meeting that they may read. */
export function readsItem(actor: Actor, networkId: string): SQL {
  if (mayEdit(actor, { networkId }) === 'yes') return sql`true`
  const { inside } = partIn(actor, networkId)
  return and(
    isNull(item.deletedAt),
    isNotNull(item.dayId),
    inside(item.audience),
    inside(sql`coalesce(${whole.audience}, 'public')`),
  )!
}

/**
 * The condition under which actions of a network are shown to an actor, in a query that has joined `meeting`, `item`, `whole`,
 * `minutes` (of the item) and `minutes_object` to `action`. One from minutes is for those who read its item, once the minutes
 * are published; before that for those who write them, and for whoever was told that it is theirs. One added beside minutes is for
 * its audience, and for its owners.
 */
export function readableActions(db: Db, actor: Actor, networkId: string): SQL {
  const here = and(eq(action.networkId, networkId), isNull(action.deletedAt))!
  if (mayEdit(actor, { networkId }) === 'yes') return here
  const personId = actor.person?.id ?? null
  const { works, inside } = partIn(actor, networkId)
  const readsPlace = or(
    isNull(action.meetingId),
    and(readableBy(actor, networkId), or(isNull(action.itemId), readsItem(actor, networkId))),
  )
  const own = isOwn(actor, networkId)
  const released = or(isNull(action.objectId), isNotNull(minutes.publishedAt))
  const told = and(own, or(eq(minutes.state, 'approved'), personId ? eq(minutesObject.toldPersonId, personId) : sql`false`))
  return and(
    here,
    or(
      and(readsPlace, or(released, told, works), inside(action.audience)),
      and(isNull(action.objectId), or(own, isOfOwnOrganisation(db, actor, networkId))),
    ),
  )!
}
