/** One decision, and the minutes it stands in. */
import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, openItem } from '#meeting/reads.ts'
import { mayRead } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { amendment, minutes, minutesObject } from '#minutes/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { item } from '#programme/tables.ts'
import { decisionsWhere, rowsOf, viewOf } from '../published/reads.ts'

/** Where a decision was made: the row alone, no access is checked. */
export interface Place {
  readonly publicId: number
  readonly meeting: MeetingRow
  readonly itemNumber: number
}

/** @returns null where there is none with a number */
export async function placeOf(db: Db, networkId: string, publicId: number): Promise<Place | null> {
  const [found] = await db
    .select({ publicId: minutesObject.publicId, meeting, itemNumber: item.publicId })
    .from(minutesObject)
    .innerJoin(item, eq(item.id, minutesObject.itemId))
    .innerJoin(meeting, eq(meeting.id, minutesObject.meetingId))
    .where(and(eq(minutesObject.publicId, publicId), eq(minutesObject.networkId, networkId), isNotNull(minutesObject.number)))
  return found ?? null
}

/** What was added to approved minutes. */
export interface Added {
  readonly number: number
  readonly text: string
  readonly at: string
}

/** The minutes a decision stands in, as readers have them. */
export interface StandsIn {
  /** Which of the revisions it is. */
  readonly revision: number
  readonly publishedAt: string
  /** Null while what was published is not what was approved. */
  readonly approvedAt: string | null
  readonly added: readonly Added[]
}

/**
 * One decision with the minutes it stands in.
 * @param actor as at its meeting
 * @throws NotFound alike when it is not for this actor, when its minutes are not before readers and when they do not hold it any more
 */
export async function readDecision(db: Db, actor: Actor, network: Pick<NetworkRow, 'id' | 'slug'>, place: Place) {
  if (mayRead(actor, place.meeting) !== 'yes') throw new NotFound()
  const of = await openItem(db, actor, place.meeting, place.itemNumber)
  const d = decisionsWhere(db, eq(minutesObject.publicId, place.publicId))
  const [row] = await rowsOf(db, d, undefined)
  if (!row) throw new NotFound()
  const [stands] = await db
    .select({
      revision: minutes.publishedNumber,
      publishedAt: minutes.publishedAt,
      approvedAt: minutes.approvedAt,
      id: minutes.id,
    })
    .from(minutes)
    .where(eq(minutes.itemId, row.itemId))
  const added = await db
    .select({ number: amendment.number, text: amendment.text, at: amendment.at })
    .from(amendment)
    .where(eq(amendment.minutesId, stands!.id))
    .orderBy(asc(amendment.number))
  const standsIn: StandsIn = {
    revision: stands!.revision!,
    publishedAt: stands!.publishedAt!,
    approvedAt: row.approved ? stands!.approvedAt : null,
    added,
  }
  return { decision: viewOf(row, `/${network.slug}`), minutes: standsIn, item: of }
}
