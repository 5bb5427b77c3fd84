/** Who may be written of as coming and going at an item, and when it is on. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { ItemView, MeetingView } from '#meeting/reads.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import { spanOf } from '#meeting/schedule/rules.ts'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { instantOf } from '#platform/words/instant.ts'
import { attendance, registration } from '#registration/tables.ts'

/**
 * Names to choose among, each once: those of whom attendance was said, the registered and the members.
 * @throws NotFound for those who do not write the meeting's minutes
 */
export async function attendable(db: Db, actor: Actor, meeting: Pick<MeetingRow, 'id' | 'networkId'>): Promise<string[]> {
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
  const rows = await db
    .select({ name: attendance.name })
    .from(attendance)
    .where(eq(attendance.meetingId, meeting.id))
    .union(
      db
        .select({ name: registration.name })
        .from(registration)
        .where(and(eq(registration.meetingId, meeting.id), eq(registration.state, 'registered'))),
    )
    .union(
      db
        .select({ name: person.name })
        .from(membership)
        .innerJoin(person, eq(person.id, membership.personId))
        .where(and(eq(membership.networkId, meeting.networkId), isNull(membership.to), isNull(person.deletedAt))),
    )
  return rows.map((row) => row.name).sort(new Intl.Collator('nb').compare)
}

/** When something is on, by the meeting's clock. */
export interface On {
  readonly from: string
  readonly until: string
  readonly timezone: string
}

/** Programmes run late. */
const LATE_MINUTES = 60

/** When an item is on as it is planned, with an hour to be late; as long as its meeting where it has no time of its own. */
export function onWhile({ meeting, days }: MeetingView, item: Pick<ItemView, 'id' | 'start' | 'end'>): On | null {
  const day = days.find((one) => one.items.some((top) => top.id === item.id || top.subitems.some(({ id }) => id === item.id)))
  const own = day && item.start !== null ? spanOf([day], [{ ...item, dayId: day.id }], meeting.timezone) : null
  const from = own?.startsAt ?? meeting.startsAt
  const until = (own && item.end !== null ? own.endsAt : null) ?? meeting.endsAt
  if (from === null || until === null) return null
  return {
    from: instantOf(from).toString(),
    until: instantOf(until).add({ minutes: LATE_MINUTES }).toString(),
    timezone: meeting.timezone,
  }
}
