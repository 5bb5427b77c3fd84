import { and, eq, inArray, sql } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import { network } from '#network/tables.ts'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Tx } from '#platform/db/db.ts'
import type { FileKey } from '#platform/files/reads.ts'
import { dropFiles } from '../files/writes.ts'
import { countPlaces, holdForm, moveLine, type Tell } from '../line/writes.ts'
import { formOf } from '../reads.ts'
import { showPlaces } from '../rows/writes.ts'
import { attendance, registration, specialAnswer } from '../tables.ts'
import { registrationOf } from './reads.ts'

/**
 * Their registrations with all answers. Where the meeting lies ahead the place goes to whoever has waited longest, who is told.
 * That somebody was there stays, since lists of who met are archived; who it was does not.
 * @returns also the files they answered with, whose bytes go after the commit
 */
export async function forgetRegistrations(
  tx: Tx,
  who: Sought,
  tellOf: (meetingId: string) => Promise<Tell>,
): Promise<{ counts: Counts; files: FileKey[] }> {
  const own = await tx
    .select({
      id: registration.id,
      meetingId: registration.meetingId,
      ahead: sql<boolean>`coalesce(${meeting.endsAt} > now(), true)`,
    })
    .from(registration)
    .innerJoin(meeting, eq(meeting.id, registration.meetingId))
    .where(registrationOf(who))
  const ids = own.map((row) => row.id)
  const there = await tx
    .update(attendance)
    .set({
      name: sql`case (select locale from ${network} as n where n.id = network_id) when 'en' then ${erasedName.en}::text when 'nn' then ${erasedName.nn}::text else ${erasedName.nb}::text end`,
      personId: null,
      registrationId: null,
      organisationId: null,
    })
    .where(
      either(
        who.personId !== null && eq(attendance.personId, who.personId),
        ids.length > 0 && inArray(attendance.registrationId, ids),
      ),
    )
    .returning({ id: attendance.id })
  if (who.personId) {
    await tx.update(attendance).set({ byPerson: null }).where(eq(attendance.byPerson, who.personId))
    await tx.update(registration).set({ byPerson: null, byName: null }).where(eq(registration.byPerson, who.personId))
    await tx.update(registration).set({ substituteFor: null }).where(eq(registration.substituteFor, who.personId))
  }
  if (ids.length === 0) return { counts: sumOf([{ attendance: there.length }]), files: [] }
  const files = await dropFiles(tx, ids)
  const special = await tx
    .delete(specialAnswer)
    .where(inArray(specialAnswer.registrationId, ids))
    .returning({ id: specialAnswer.registrationId })
  const past = own.filter((row) => !row.ahead).map((row) => row.id)
  if (past.length > 0) await tx.delete(registration).where(inArray(registration.id, past))
  // In the order of their ids: two erasures at once never wait for each other's forms in a ring.
  const ahead = [...new Set(own.filter((row) => row.ahead).map((row) => row.meetingId))].sort()
  for (const meetingId of ahead) await leave(tx, meetingId, ids, tellOf)
  const rows = { registration: ids.length, special_answer: special.length, answer_file: files.length, attendance: there.length }
  return { counts: sumOf([rows]), files }
}

async function leave(
  tx: Tx,
  meetingId: string,
  ids: readonly string[],
  tellOf: (meetingId: string) => Promise<Tell>,
): Promise<void> {
  const form = (await formOf(tx, meetingId)) && (await holdForm(tx, meetingId))
  const before = await countPlaces(tx, meetingId)
  await tx.delete(registration).where(and(eq(registration.meetingId, meetingId), inArray(registration.id, [...ids])))
  if (!form) return
  await moveLine(tx, form, await tellOf(meetingId))
  await showPlaces(tx, form, before.taken)
}
