/** The shared notes of a group. Whoever saves says what it was based on: nobody's words are written over unseen. */
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Conflict, Refused } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import type { ParticipantRow } from '../../entry/reads.ts'
import { type GroupRow, groupById, isMember } from '../reads.ts'
import { mayNote } from '../rules.ts'
import { breakoutGroup } from '../tables.ts'

export interface Notes {
  readonly group: string
  /** The version that `text` was based on. */
  readonly version: number
  readonly text: string
}

/**
 * Saves the notes of a group. The same text again is no change, whatever it was based on: a line that breaks sends twice.
 * @throws Conflict with what stands now when somebody else of the group saved meanwhile
 */
export async function saveNotes(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  me: ParticipantRow | null,
  { group: id, version, text }: Notes,
): Promise<GroupRow> {
  return inTransaction(db, async (tx) => {
    const { breakout } = await groupById(tx, meeting.id, id)
    const chair = mayChair(actor, meeting) === 'yes'
    const may = mayNote(breakout, { member: await isMember(tx, id, me?.id), chair })
    if (may !== 'yes') throw new Refused(may)
    const [before] = await tx.select().from(breakoutGroup).where(eq(breakoutGroup.id, id)).for('update')
    if (before!.notes === text) return before!
    if (before!.version !== version) throw new Conflict<object>(before!, { id, version, text })
    const [saved] = await tx
      .update(breakoutGroup)
      .set({
        notes: text,
        notesBy: me?.name ?? actor.person?.name ?? null,
        notesAt: sql`now()`,
        version: sql`${breakoutGroup.version} + 1`,
      })
      .where(and(eq(breakoutGroup.id, id)))
      .returning()
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: 'groups.noted',
      about: { kind: 'breakout_group', id },
      // The words are kept where they stand, and not once more at every pause in the typing.
      after: { length: text.length },
      raises: [roomSubject(meeting.id)],
    })
    return saved!
  })
}
