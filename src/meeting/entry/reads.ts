/** The ways in to a meeting: found by its address or its id, opened for one reader, held for a write. */
import { and, eq, isNull, or } from 'drizzle-orm'
import { type Actor, actorOf } from '#actor.ts'
import { earlierAt } from '#network/addresses/reads.ts'
import type { NetworkRow } from '#network/reads.ts'
import { network } from '#network/tables.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { gathered } from '#platform/db/gathered.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { item } from '#programme/tables.ts'
import { type MeetingRow, mayEdit, mayRead } from '../rules.ts'
import { meeting } from '../tables.ts'

/** The meeting at an address, or null. The row alone: no access is checked. */
export async function findMeeting(db: Db, networkId: string, slug: string): Promise<MeetingRow | null> {
  const [row] = await db
    .select()
    .from(meeting)
    .where(and(eq(meeting.networkId, networkId), eq(meeting.slug, slug), isNull(meeting.deletedAt)))
  return row ?? null
}

/** As it stands in addresses: `/{network}/{meeting}`. */
export interface Address {
  readonly network: string
  readonly meeting: string
}

/** The meeting at an address with its network, or null. The rows alone: no access is checked. */
export const meetingAt = gathered(async (db, asked: readonly Address[]) => {
  const pathOf = (address: Address) => `${address.network}/${address.meeting}`
  const different = new Map(asked.map((address) => [pathOf(address), address]))
  const rows = await db
    .select({ network, meeting })
    .from(meeting)
    .innerJoin(network, eq(network.id, meeting.networkId))
    .where(
      and(
        isNull(meeting.deletedAt),
        or(...[...different.values()].map((at) => and(eq(network.slug, at.network), eq(meeting.slug, at.meeting)))),
      ),
    )
  const found = new Map(rows.map((row) => [pathOf({ network: row.network.slug, meeting: row.meeting.slug }), row]))
  return asked.map((address) => found.get(pathOf(address)) ?? null)
})

/**
 * The way in for every page below a meeting: who asks, and the meeting they ask for.
 * @throws NotFound alike when there is none and when it is not for them
 */
export async function enterMeeting(
  db: Db,
  request: Parameters<typeof actorOf>[1],
  address: Address,
): Promise<{ actor: Actor; network: NetworkRow; meeting: MeetingRow }> {
  const found = await meetingAt(db, address)
  if (!found) throw new NotFound()
  const actor = await actorOf(db, request, { networkId: found.network.id, meetingId: found.meeting.id })
  if (mayRead(actor, found.meeting) !== 'yes') throw new NotFound()
  return { actor, ...found }
}

/** Where a page that changes a meeting stands, and for whom. */
export interface Entered {
  readonly actor: Actor
  readonly network: NetworkRow
  readonly meeting: MeetingRow
  /** `/{network}/{meeting}` */
  readonly base: string
}

/** As `enterMeeting`, for those who may change it. Others are told no more than that there is no such page. */
export async function enterToEdit(
  { db }: { readonly db: Db },
  request: Parameters<typeof actorOf>[1] & { readonly params: { readonly network: string; readonly meeting: string } },
): Promise<Entered> {
  const entered = await enterMeeting(db, request, request.params)
  if (mayEdit(entered.actor, entered.meeting) !== 'yes') throw new NotFound()
  return { ...entered, base: `/${entered.network.slug}/${entered.meeting.slug}` }
}

/** As `findMeeting`, by id. */
export async function meetingById(db: Db, id: string): Promise<MeetingRow | null> {
  if (!isId(id)) return null
  const [row] = await db
    .select()
    .from(meeting)
    .where(and(eq(meeting.id, id), isNull(meeting.deletedAt)))
  return row ?? null
}

/**
 * A meeting this actor may read.
 * @throws NotFound alike when there is none and when it is not for this actor
 */
export async function openMeeting(db: Db, actor: Actor, networkId: string, slug: string): Promise<MeetingRow> {
  const row = await findMeeting(db, networkId, slug)
  if (!row || mayRead(actor, row) !== 'yes') throw new NotFound()
  return row
}

/**
 * A meeting held fast until the end of the transaction, for a write that is about to change it.
 * @throws NotFound alike when there is none and when it is not for this actor
 */
export async function lockMeeting(tx: Tx, actor: Actor, id: string): Promise<MeetingRow> {
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, id)).for('update')
  if (!row || mayRead(actor, row) !== 'yes') throw new NotFound()
  return row
}

/** The number of an item that had another one in the installation its network came from; null where none had. No access is checked. */
export async function numberNow(
  db: Db,
  { id, networkId }: Pick<MeetingRow, 'id' | 'networkId'>,
  number: number,
): Promise<number | null> {
  const itemId = await earlierAt(db, networkId, 'item', String(number))
  if (itemId === null) return null
  const [row] = await db
    .select({ publicId: item.publicId })
    .from(item)
    .where(and(eq(item.id, itemId), eq(item.meetingId, id), isNull(item.deletedAt)))
  return row?.publicId ?? null
}
