/** What the pages about a meeting's settings and people show. For organisers: the caller has checked. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { membership, series } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { item, speaker } from '#programme/tables.ts'
import type { SpeakerRow, TextView } from '../reads.ts'
import { invitation, type MeetingRole, meetingRole, meetingText } from '../tables.ts'

export interface PersonLine {
  readonly id: string
  readonly name: string
  readonly office: string | null
}

/** Everyone in the network, by name. */
export async function membersOf(db: Db, networkId: string): Promise<PersonLine[]> {
  return db
    .select({ id: person.id, name: person.name, office: membership.office })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.networkId, networkId), isNull(membership.to), isNull(person.deletedAt)))
    .orderBy(asc(person.name), asc(person.id))
}

export async function rolesOf(db: Db, meetingId: string): Promise<(PersonLine & { role: MeetingRole })[]> {
  const rows = await db
    .select({ id: person.id, name: person.name, role: meetingRole.role })
    .from(meetingRole)
    .innerJoin(person, eq(person.id, meetingRole.personId))
    .where(eq(meetingRole.meetingId, meetingId))
    .orderBy(asc(meetingRole.role), asc(person.name))
  return rows.map((row) => ({ ...row, office: null }))
}

export async function invitedTo(db: Db, meetingId: string): Promise<PersonLine[]> {
  const rows = await db
    .select({ id: person.id, name: person.name })
    .from(invitation)
    .innerJoin(person, eq(person.id, invitation.personId))
    .where(eq(invitation.meetingId, meetingId))
    .orderBy(asc(person.name))
  return rows.map((row) => ({ ...row, office: null }))
}

/** Every appearance at the meeting, in the order of the programme. */
export async function appearancesAt(
  db: Db,
  meetingId: string,
): Promise<{ speaker: SpeakerRow; item: typeof item.$inferSelect }[]> {
  return db
    .select({ speaker, item })
    .from(speaker)
    .innerJoin(item, and(eq(item.id, speaker.itemId), isNull(item.deletedAt)))
    .where(eq(speaker.meetingId, meetingId))
    .orderBy(asc(item.start), asc(item.position), asc(speaker.position))
}

export async function seriesOf(db: Db, networkId: string): Promise<(typeof series.$inferSelect)[]> {
  return db
    .select()
    .from(series)
    .where(and(eq(series.networkId, networkId), isNull(series.deletedAt)))
    .orderBy(asc(series.createdAt), asc(series.id))
}

export async function textsAround(db: Db, meetingId: string): Promise<TextView[]> {
  return db
    .select()
    .from(meetingText)
    .where(eq(meetingText.meetingId, meetingId))
    .orderBy(asc(meetingText.position), asc(meetingText.id))
}

/** A text that was taken away, from the record of the act. @throws NotFound when there is no such act */
export async function removedText(db: Db, meetingId: string, textId: string): Promise<TextView> {
  const acts = await db
    .select({ before: activity.before })
    .from(activity)
    .where(and(eq(activity.meetingId, meetingId), eq(activity.action, 'text.removed')))
  const found = acts.map((act) => act.before as TextView | null).find((text) => text?.id === textId)
  if (!found) throw new NotFound()
  return found
}
