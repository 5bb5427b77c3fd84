/** Who was there: what was said of whom, beside those of whom nothing was said yet. */
import { and, eq, isNull, type SQL } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { attendance, registration } from '../tables.ts'
import { mayKeepAttendance } from './rules.ts'

export type AttendanceRow = typeof attendance.$inferSelect

/** What was said of an item, or of the meeting as a whole. */
export const at = (itemId: string | null): SQL => (itemId === null ? isNull(attendance.itemId) : eq(attendance.itemId, itemId))

/** One line of the list. */
export interface Line {
  /** 'person:<id>', 'registration:<id>' or 'attendance:<id>': whom a form is about. */
  readonly who: string
  readonly name: string
  readonly from: Words | null
  readonly said: Pick<AttendanceRow, 'presence' | 'mode' | 'own'> | null
}

/**
 * Those who are registered, the network's members, and whoever else was noted, by name.
 * @param itemId the item that it is about; null for the meeting as a whole
 * @throws NotFound to all but those who keep the list
 */
export async function readAttendance(
  db: Db,
  actor: Actor,
  meeting: { readonly id: string; readonly networkId: string },
  itemId: string | null = null,
): Promise<Line[]> {
  if (mayKeepAttendance(actor, meeting) !== 'yes') throw new NotFound()
  const [kept, registered, members] = await Promise.all([
    db
      .select({ row: attendance, from: organisation.name })
      .from(attendance)
      .leftJoin(organisation, eq(organisation.id, attendance.organisationId))
      .where(and(eq(attendance.meetingId, meeting.id), at(itemId))),
    db
      .select({ id: registration.id, personId: registration.personId, name: registration.name, from: organisation.name })
      .from(registration)
      .leftJoin(organisation, eq(organisation.id, registration.organisationId))
      .where(and(eq(registration.meetingId, meeting.id), eq(registration.state, 'registered'))),
    db
      .select({ personId: person.id, name: person.name, from: organisation.name })
      .from(membership)
      .innerJoin(person, eq(person.id, membership.personId))
      .leftJoin(organisation, eq(organisation.id, membership.organisationId))
      .where(and(eq(membership.networkId, meeting.networkId), isNull(membership.to), isNull(person.deletedAt))),
  ])
  const lines = new Map<string, Line>()
  // A person is one line, whether they are a member, registered, or both.
  for (const one of members) lines.set(`person:${one.personId}`, { who: `person:${one.personId}`, ...one, said: null })
  for (const one of registered) {
    const who = one.personId ? `person:${one.personId}` : `registration:${one.id}`
    lines.set(who, { who, name: one.name, from: one.from, said: null })
  }
  for (const { row, from } of kept) {
    const who = row.personId
      ? `person:${row.personId}`
      : row.registrationId
        ? `registration:${row.registrationId}`
        : `attendance:${row.id}`
    const known = lines.get(who)
    lines.set(who, { who, name: known?.name ?? row.name, from: known?.from ?? from, said: row })
  }
  const alphabet = new Intl.Collator('nb')
  return [...lines.values()].sort((a, b) => alphabet.compare(a.name, b.name))
}

/** What was said of oneself at a meeting, or at an item of it; or null. */
export async function ownAttendance(
  db: Db,
  actor: Actor,
  meetingId: string,
  itemId: string | null = null,
): Promise<AttendanceRow | null> {
  if (!actor.person) return null
  const [row] = await db
    .select()
    .from(attendance)
    .where(and(eq(attendance.meetingId, meetingId), eq(attendance.personId, actor.person.id), at(itemId)))
  return row ?? null
}
