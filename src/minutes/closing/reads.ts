/** The minutes of a whole meeting on their way to be done. */
import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type ItemView, itemsOf, type MeetingView, readMeeting } from '#meeting/reads.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { attendance } from '#registration/tables.ts'
import { countOpen } from '../approval/reads.ts'
import { countThreads } from '../comments/reads.ts'
import { listObjects } from '../objects/reads.ts'
import { lacksOwner } from '../objects/rules.ts'
import { keptItems, type OutcomeRow } from '../outcome/rules.ts'
import { isUndescribed, picturesIn } from '../pictures/rules.ts'
import { writersOf } from '../reads.ts'
import type { MinutesRow } from '../rules.ts'
import { closing, itemOutcome, minutes } from '../tables.ts'
import { type ClosingRow, type Lack, lacksOf } from './rules.ts'

export interface ClosingView {
  readonly view: MeetingView
  readonly items: readonly ClosingItem[]
  readonly lacks: readonly Lack[]
  /** When it was closed and opened again, oldest first. */
  readonly trail: readonly ClosingRow[]
  /** Whether no later meeting of its series has begun. */
  readonly latest: boolean
}

export interface ClosingItem {
  readonly item: ItemView
  readonly row: MinutesRow | null
  readonly outcome: OutcomeRow | null
  readonly openCorrections: number
  /** Who wrote its minutes, by name. */
  readonly writers: readonly string[]
}

/**
 * How far the minutes of a meeting have come, and what is to be mended before they are done.
 * @param meeting one the actor may read
 * @throws NotFound for those who do not write its minutes
 */
export async function readClosing(db: Db, actor: Actor, row: MeetingRow): Promise<ClosingView> {
  if (mayWriteMinutes(actor, row) !== 'yes') throw new NotFound()
  const view = await readMeeting(db, actor, row)
  const kept = keptItems([...itemsOf(view.days)])
  const ids = kept.map((item) => item.id)
  const rows = new Map((await db.select().from(minutes).where(inArray(minutes.itemId, ids))).map((one) => [one.itemId, one]))
  const outcomes = await outcomesOf(db, row.id)
  const writers = await writersOf(db, actor, row)
  const minutesIds = [...rows.values()].map((one) => one.id)
  const open = await countOpen(db, minutesIds)
  const discussed = await countThreads(db, minutesIds)
  const objects = await listObjects(db, actor, row, ids)
  const items = kept.map((item): ClosingItem => {
    const own = rows.get(item.id) ?? null
    const openCorrections = own ? (open.get(own.id) ?? 0) : 0
    return { item, row: own, outcome: outcomes.get(item.id) ?? null, openCorrections, writers: writers.get(item.id) ?? [] }
  })
  const unowned = (itemId: string) =>
    objects
      .filter(({ block, row: known, itemId: of }) => {
        const chosen = { personId: known?.personId ?? null, organisationId: known?.organisationId ?? null }
        return of === itemId && lacksOwner({ ...block, ...chosen })
      })
      .map(({ block }) => ({ blockId: block.id, text: block.text }))
  const checked = items.map((one) => ({
    itemId: one.item.id,
    outcome: one.outcome !== null,
    begun: (one.row?.number ?? 0) > 0,
    openCorrections: one.openCorrections,
    openThreads: one.row ? (discussed.get(one.row.id) ?? 0) : 0,
    undescribed: one.row ? picturesIn(one.row.document).filter(isUndescribed).length : 0,
    unowned: unowned(one.item.id),
  }))
  const present = await db.$count(
    attendance,
    and(eq(attendance.meetingId, row.id), inArray(attendance.presence, ['present', 'substitute'])),
  )
  return {
    ...{ view, items },
    lacks: lacksOf(checked, present),
    trail: await trailOf(db, row.id),
    latest: await isLatest(db, row),
  }
}

/** What was said to have come of a meeting's items. Access is the caller's to check. */
export async function outcomesOf(db: Db, meetingId: string): Promise<ReadonlyMap<string, OutcomeRow>> {
  const rows = await db.select().from(itemOutcome).where(eq(itemOutcome.meetingId, meetingId))
  return new Map(rows.map((one) => [one.itemId, one]))
}

const trailOf = (db: Db, meetingId: string): Promise<ClosingRow[]> =>
  db.select().from(closing).where(eq(closing.meetingId, meetingId)).orderBy(asc(closing.at), asc(closing.id))

/** Whether no later meeting of the series has begun. One that stands alone is always the latest. */
export async function isLatest(db: Db, row: Pick<MeetingRow, 'id' | 'seriesId' | 'startsAt'>): Promise<boolean> {
  if (row.seriesId === null || row.startsAt === null) return true
  const later = await db.$count(
    meeting,
    and(
      eq(meeting.seriesId, row.seriesId),
      gt(meeting.startsAt, row.startsAt),
      lte(meeting.startsAt, sql`now()`),
      isNotNull(meeting.publishedAt),
      isNull(meeting.deletedAt),
    ),
  )
  return later === 0
}
