/** Who wants no more reminders of a meeting. The last of two acts tells: there is nothing else to know of it. */
import { and, eq, or, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { speaker } from '#programme/tables.ts'
import { speakerOf } from '../../speakerlink/rules.ts'

export const STOPPED = 'reminders.stopped'
export const RESUMED = 'reminders.resumed'

/** In SQL: whether the speaker of the row at hand wants no reminders. */
export const isQuiet = sql<boolean>`coalesce((select ${activity.action} = ${STOPPED} from ${activity}
  where ${activity.aboutId} = ${speaker.id} and ${activity.action} in (${STOPPED}, ${RESUMED})
  order by ${activity.at} desc, ${activity.id} desc limit 1), false)`

export interface Holder {
  readonly networkId: string
  readonly meetingId: string
  readonly title: Words
  readonly itemId: string
  readonly speakerId: string
  readonly name: string
  /** All appearances at the meeting that a mail to this reader is about: of the same person, and at the same address. */
  readonly appearances: readonly string[]
}

/**
 * Whoever came with a personal link.
 * @throws NotFound when the link is not ours, or was renewed since
 */
export async function holderOf(db: Db, secret: string, token: string): Promise<Holder> {
  const claimed = speakerOf(secret, token)
  const [own] = claimed
    ? await db
        .select({ speaker, title: meeting.title })
        .from(speaker)
        .innerJoin(meeting, eq(meeting.id, speaker.meetingId))
        .where(and(eq(speaker.id, claimed.id), eq(speaker.linkVersion, claimed.linkVersion)))
    : []
  if (!own) throw new NotFound()
  const { id, networkId, meetingId, itemId, name, personId, email } = own.speaker
  const same = await db
    .select({ id: speaker.id })
    .from(speaker)
    .where(
      and(
        eq(speaker.meetingId, meetingId),
        or(
          eq(speaker.id, id),
          personId ? eq(speaker.personId, personId) : undefined,
          email ? eq(sql`lower(${speaker.email})`, email.toLowerCase()) : undefined,
        ),
      ),
    )
  return { networkId, meetingId, title: own.title, itemId, speakerId: id, name, appearances: same.map((one) => one.id) }
}
