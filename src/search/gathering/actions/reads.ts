/** What is to be done: of a meeting, or of a network beside its meetings. */
import { and, eq, isNull, type SQL } from 'drizzle-orm'
import { action } from '#actions/tables.ts'
import { minutes, minutesObject } from '#minutes/tables.ts'
import { organisation } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Passage } from '../../document.ts'
import { type Around, at, type ItemSource, inAny, levelOf, type Source } from '../rules.ts'

export async function gatherActions(db: Db, source: Source, items: ReadonlyMap<string, ItemSource>): Promise<Passage[]> {
  const rows = await actionsWhere(db, eq(action.meetingId, source.id))
  return rows.flatMap((one) => {
    const place = one.row.itemId === null ? source : items.get(one.row.itemId)
    return place ? [passageOf(one, at(place, one.row.itemId))] : []
  })
}

/** Those that came up at no meeting. */
export async function gatherOwnActions(db: Db, networkId: string): Promise<Passage[]> {
  const rows = await actionsWhere(db, and(eq(action.networkId, networkId), isNull(action.meetingId))!)
  return rows.map((one) =>
    passageOf(one, {
      ...{ meetingId: null, itemId: null, seriesId: null, organisationId: null, level: 0, names: [], place: {} },
      day: one.row.createdAt.slice(0, 10),
    }),
  )
}

const actionsWhere = (db: Db, where: SQL) =>
  db
    .select({ row: action, publishedAt: minutes.publishedAt, organisation: organisation.name })
    .from(action)
    .leftJoin(minutesObject, eq(minutesObject.id, action.objectId))
    .leftJoin(minutes, eq(minutes.id, minutesObject.minutesId))
    .leftJoin(organisation, eq(organisation.id, action.organisationId))
    .where(and(where, isNull(action.deletedAt)))

function passageOf(one: Awaited<ReturnType<typeof actionsWhere>>[number], place: Around): Passage {
  const { row } = one
  // One from minutes is told with them.
  const held = row.objectId !== null && one.publishedAt === null
  return {
    ...place,
    kind: 'action',
    sourceId: row.id,
    organisationId: row.organisationId,
    level: held ? 3 : levelOf(place.level, row.audience),
    locale: row.locale,
    title: row.text,
    text: [inAny(one.organisation, row.locale), row.project].filter(Boolean).join(', '),
    names: row.who ? [row.who] : [],
  }
}
