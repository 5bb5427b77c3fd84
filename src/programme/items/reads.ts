/** Items over all meetings of a network, as one reader may know of them: what stands in the queries of registers, stories and lists. */
import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { readableBy } from '#meeting/reads.ts'
import { openTo } from '#meeting/rules.ts'
import { day, meeting } from '#meeting/tables.ts'
import { item } from '../tables.ts'

/** What an item is part of. Joined by `parent.id = item.parentId`. */
export const parent = alias(item, 'parent')

/** How `day` is joined to an item and its `parent`. */
export const itsDay = eq(day.id, sql`coalesce(${parent.dayId}, ${item.dayId})`)

/** The day of an item, else the first of its meeting. */
export const on = sql<string | null>`coalesce(${day.date}, timezone(${meeting.timezone}, ${meeting.startsAt})::date)::text`

/** In SQL, of an item joined to its `meeting` and its `parent`: what this actor may read. A part is as narrow as what it lies in, and shelved with it. */
export function readableItems(actor: Actor, networkId: string): SQL {
  const open = openTo(actor, networkId)
  return and(
    readableBy(actor, networkId),
    isNull(item.deletedAt),
    isNotNull(item.dayId),
    inArray(item.audience, open),
    or(isNull(item.parentId), and(isNull(parent.deletedAt), isNotNull(parent.dayId), inArray(parent.audience, open))),
  )!
}
