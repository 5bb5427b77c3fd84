/** The letter by which members were asked for input on a draft. It lies with all letters; that it was begun here, the act says. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { NoticeRow } from '#notices/composer/rules.ts'
import { notice } from '#notices/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { ConsultationRow } from '../rules.ts'

/** The act of beginning a letter, about the plan. */
export const LETTER_BEGUN = 'plan.consultation_letter'

/** What that act keeps: which consultation, in which of its versions, and the letter. */
export interface Begun {
  readonly consultation: string
  readonly version: number
  readonly notice: string
}

export interface ConsultationLetter {
  readonly row: Pick<NoticeRow, 'id' | 'sendAt' | 'sentAt' | 'cancelledAt'>
  /** Deadline or text have been changed since it was begun. */
  readonly stale: boolean
}

/** The last letter about a consultation that was not thrown away. That the actor organises is the caller's to know. */
export async function letterOf(
  db: Db,
  of: Pick<ConsultationRow, 'id' | 'planId' | 'version'>,
): Promise<ConsultationLetter | null> {
  const { id, sendAt, sentAt, cancelledAt } = notice
  const [found] = await db
    .select({ row: { id, sendAt, sentAt, cancelledAt }, version: sql<number>`(${activity.after} ->> 'version')::int` })
    .from(activity)
    .innerJoin(notice, eq(notice.id, sql`(${activity.after} ->> 'notice')::uuid`))
    .where(
      and(
        ...[eq(activity.aboutId, of.planId), eq(activity.action, LETTER_BEGUN)],
        sql`${activity.after} ->> 'consultation' = ${of.id}`,
        isNull(notice.cancelledAt),
      ),
    )
    .orderBy(desc(activity.at))
    .limit(1)
  return found ? { row: found.row, stale: found.version !== of.version } : null
}
