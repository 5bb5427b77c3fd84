/** What was decided and is to be done at a meeting: readers get what is published, those who write what stands. */
import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { isInAudience, mayWriteMinutes } from '#meeting/rules.ts'
import { namesIn } from '#network/names/reads.ts'
import { organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { blocksIn } from '../document.ts'
import { minutes, minutesObject, minutesRevision } from '../tables.ts'
import { type Named, numberWords, type ObjectView } from './rules.ts'

type Where = Pick<MeetingRow, 'id' | 'networkId'>

/**
 * The decisions, action points and answers of some items, in the order of the items and their texts.
 * @param itemIds those the actor may read, in order
 */
export async function listObjects(db: Db, actor: Actor, meeting: Where, itemIds: readonly string[]): Promise<ObjectView[]> {
  return (await blocksOn(db, actor, meeting, itemIds)).filter((one) => one.block.kind !== 'attendance')
}

/**
 * Who came, went and met for others at some items, in the order of the items and their texts; empty for readers who are not told
 * who was there.
 * @param itemIds those the actor may read, in order
 */
export async function listAttending(db: Db, actor: Actor, meeting: Where, itemIds: readonly string[]): Promise<ObjectView[]> {
  if (!isInAudience(actor, meeting, 'members')) return []
  return (await blocksOn(db, actor, meeting, itemIds)).filter((one) => one.block.kind === 'attendance')
}

async function blocksOn(db: Db, actor: Actor, meeting: Where, itemIds: readonly string[]): Promise<ObjectView[]> {
  const writes = mayWriteMinutes(actor, meeting) === 'yes'
  const texts = await db
    .select({
      id: minutes.id,
      itemId: minutes.itemId,
      locale: minutes.locale,
      state: minutes.state,
      document: writes ? minutes.document : minutesRevision.document,
    })
    .from(minutes)
    .leftJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .where(and(eq(minutes.meetingId, meeting.id), writes ? undefined : isNotNull(minutes.publishedAt)))
  const rows = await db
    .select({ row: minutesObject, ownerName: person.name, ownerOrganisation: organisation.name })
    .from(minutesObject)
    .leftJoin(person, and(eq(person.id, minutesObject.personId), isNull(person.deletedAt)))
    .leftJoin(organisation, eq(organisation.id, minutesObject.organisationId))
    .where(eq(minutesObject.meetingId, meeting.id))
  const kept = new Map(rows.map((one) => [`${one.row.minutesId} ${one.row.blockId}`, one]))
  const ofItem = new Map(texts.map((one) => [one.itemId, one]))
  return itemIds.flatMap((itemId) => {
    const text = ofItem.get(itemId)
    return blocksIn(text?.document ?? { type: 'doc' }).map((block): ObjectView => {
      const own = kept.get(`${text!.id} ${block.id}`)
      return {
        block,
        itemId,
        locale: text!.locale,
        locked: text!.state === 'approved',
        number: own ? numberWords(own.row) : null,
        row: (writes && own?.row) || null,
        ownerName: writes ? (own?.ownerName ?? null) : null,
        ownerOrganisation: writes ? (own?.ownerOrganisation ?? null) : null,
      }
    })
  })
}

/**
 * Whom an action point may be given to: the members of the network and its organisations, by name.
 * @throws NotFound for those who do not write the meeting's minutes
 */
export async function possibleOwners(db: Db, actor: Actor, meeting: Pick<MeetingRow, 'id' | 'networkId'>): Promise<Named> {
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
  return namesIn(db, meeting.networkId)
}
