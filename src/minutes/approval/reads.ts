/** Corrections and amendments as their readers see them. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { MinutesRow, RevisionRow } from '../rules.ts'
import { amendment, correction, minutes, minutesRevision } from '../tables.ts'
import { type AmendmentRow, type CorrectionRow, mayReadCorrections } from './rules.ts'

/** Minutes laid out for reading through: what is read, and what was proposed to correct. */
export interface Reading {
  readonly row: MinutesRow
  /** The text before readers. */
  readonly published: RevisionRow
  /** Oldest first; without those taken back, unless by whoever reads. */
  readonly corrections: readonly CorrectionRow[]
}

/**
 * @throws NotFound when nothing is published, and for those who do not take part in the meeting
 */
export async function readForCorrecting(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  item: { readonly id: string; readonly audience: Audience },
): Promise<Reading> {
  const [found] = await db
    .select({ row: minutes, published: minutesRevision })
    .from(minutes)
    .innerJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .where(and(eq(minutes.itemId, item.id), eq(minutes.meetingId, meeting.id)))
  if (!found || mayReadCorrections(actor, meeting, item.audience, found.row) !== 'yes') throw new NotFound()
  const corrections = await db
    .select()
    .from(correction)
    .where(eq(correction.minutesId, found.row.id))
    .orderBy(asc(correction.createdAt), asc(correction.id))
  const own = (one: CorrectionRow) => one.personId !== null && one.personId === actor.person?.id
  return { ...found, corrections: corrections.filter((one) => one.state !== 'withdrawn' || own(one)) }
}

/** How many corrections wait for an answer, by minutes. Access is the caller's to check. */
export async function countOpen(db: Db, minutesIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select({ id: correction.minutesId })
    .from(correction)
    .where(and(inArray(correction.minutesId, [...minutesIds]), eq(correction.state, 'open')))
  const counts = new Map<string, number>()
  for (const { id } of rows) counts.set(id, (counts.get(id) ?? 0) + 1)
  return counts
}

/** What was added to approved minutes, in order. Access is the caller's to check. */
export const amendmentsOf = (db: Db, minutesIds: readonly string[]): Promise<AmendmentRow[]> =>
  db
    .select()
    .from(amendment)
    .where(inArray(amendment.minutesId, [...minutesIds]))
    .orderBy(asc(amendment.minutesId), asc(amendment.number))
