/** Who has which part in a meeting, and who is invited to it. */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import { type Actor, holdsSince } from '#actor.ts'
import { person } from '#people/tables.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { writingSubject } from '#platform/live/subjects.ts'
import { changeMeeting } from '../entry/writes.ts'
import type { MeetingRow } from '../reads.ts'
import { mayEdit } from '../rules.ts'
import { invitation, type MeetingRole, meetingRole } from '../tables.ts'

/** Gives a person a part in a meeting; a part they have already stays as it is. A part counts as an invitation too. */
export async function grantMeetingRole(
  db: Db,
  actor: Actor,
  meetingId: string,
  personId: string,
  role: MeetingRole,
): Promise<void> {
  await change(db, actor, meetingId, 'role.granted', { personId, role }, async (tx, row) => {
    await requirePersons(tx, [personId])
    await tx
      .insert(meetingRole)
      .values({ networkId: row.networkId, meetingId, personId, role, grantedBy: actor.person?.id ?? null })
      .onConflictDoNothing()
  })
}

export async function withdrawMeetingRole(
  db: Db,
  actor: Actor,
  meetingId: string,
  personId: string,
  role: MeetingRole,
): Promise<void> {
  await change(db, actor, meetingId, 'role.withdrawn', { personId, role }, async (tx) => {
    await tx
      .delete(meetingRole)
      .where(and(eq(meetingRole.meetingId, meetingId), eq(meetingRole.personId, personId), eq(meetingRole.role, role)))
  })
}

/** Invites persons; those invited already stay as they are. */
export async function invite(db: Db, actor: Actor, meetingId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  await change(db, actor, meetingId, 'invitation.sent', { personIds }, async (tx, row) => {
    await requirePersons(tx, personIds)
    await tx
      .insert(invitation)
      .values([...new Set(personIds)].map((personId) => ({ networkId: row.networkId, meetingId, personId })))
      .onConflictDoNothing()
  })
}

export async function uninvite(db: Db, actor: Actor, meetingId: string, personId: string): Promise<void> {
  await change(db, actor, meetingId, 'invitation.withdrawn', { personId }, async (tx) => {
    await tx.delete(invitation).where(and(eq(invitation.meetingId, meetingId), eq(invitation.personId, personId)))
  })
}

/**
 * Gives those who have a part in one meeting, or are invited to it, the same in another that was just made. Who has left the
 * network since gets nothing anew. The caller holds the transaction, has checked and records.
 */
export async function copyRoles(
  tx: Tx,
  from: Pick<MeetingRow, 'id' | 'networkId'>,
  to: Pick<MeetingRow, 'id'>,
  along: { readonly speakers: boolean; readonly invited: boolean; readonly grantedBy: string | null },
): Promise<void> {
  const { networkId } = from
  const roles = await tx
    .select({ personId: meetingRole.personId, role: meetingRole.role })
    .from(meetingRole)
    .innerJoin(person, and(eq(person.id, meetingRole.personId), isNull(person.deletedAt)))
    .where(and(eq(meetingRole.meetingId, from.id), holdsSince(meetingRole.personId, networkId, meetingRole.grantedAt)))
  const kept = roles.filter((one) => along.speakers || one.role !== 'speaker')
  if (kept.length > 0)
    await tx.insert(meetingRole).values(kept.map((one) => ({ ...one, networkId, meetingId: to.id, grantedBy: along.grantedBy })))
  if (!along.invited) return
  const invited = await tx
    .select({ personId: invitation.personId })
    .from(invitation)
    .innerJoin(person, and(eq(person.id, invitation.personId), isNull(person.deletedAt)))
    .where(and(eq(invitation.meetingId, from.id), holdsSince(invitation.personId, networkId, invitation.at)))
  if (invited.length > 0) await tx.insert(invitation).values(invited.map((one) => ({ ...one, networkId, meetingId: to.id })))
}

async function requirePersons(tx: Tx, ids: readonly string[]): Promise<void> {
  const found = await tx
    .select({ id: person.id })
    .from(person)
    .where(and(inArray(person.id, ids as string[]), isNull(person.deletedAt)))
  if (found.length !== new Set(ids).size) throw new NotFound()
}

/** Raised for those who have minutes open: no shared page tells who has which part, and an actor is made anew for every request. */
async function change(
  db: Db,
  actor: Actor,
  meetingId: string,
  action: string,
  after: object,
  write: (tx: Tx, row: MeetingRow) => Promise<void>,
): Promise<void> {
  await changeMeeting(db, actor, meetingId, { may: mayEdit, raises: [writingSubject(meetingId)] }, async (tx, row) => {
    await write(tx, row)
    return { action, after, result: undefined }
  })
}
