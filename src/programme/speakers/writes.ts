/** Who speaks on an item. */
import { and, eq, inArray, isNull, notInArray, sql } from 'drizzle-orm'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import type { ItemRow, SpeakerEdit } from '../rules.ts'
import { speaker } from '../tables.ts'

/**
 * Sets the speakers of an item to these, in this order. Those with a known id stay the same appearance, so that their
 * personal link and what they handed in go on holding. A member of the network is recognised by the e-mail address.
 */
export async function writeSpeakers(
  tx: Tx,
  of: Pick<ItemRow, 'id' | 'networkId' | 'meetingId'>,
  edits: readonly SpeakerEdit[],
): Promise<void> {
  const known = await tx.select({ id: speaker.id }).from(speaker).where(eq(speaker.itemId, of.id))
  if (known.length === 0 && edits.length === 0) return
  const own = new Set(known.map((row) => row.id))
  const members = await membersByEmail(tx, of.networkId, edits)
  const rows = edits.map((edit, position) => ({
    id: edit.id && own.has(edit.id) ? edit.id : newId(),
    networkId: of.networkId,
    meetingId: of.meetingId,
    itemId: of.id,
    personId: (edit.email && members.get(edit.email.toLowerCase())) || null,
    position,
    name: edit.name.trim(),
    office: edit.office,
    email: edit.email,
    role: edit.role,
  }))
  const kept = rows.map((row) => row.id)
  await tx.delete(speaker).where(and(eq(speaker.itemId, of.id), kept.length > 0 ? notInArray(speaker.id, kept) : undefined))
  if (rows.length === 0) return
  const given = (column: string) => sql.raw(`excluded.${column}`)
  await tx
    .insert(speaker)
    .values(rows)
    .onConflictDoUpdate({
      target: speaker.id,
      set: {
        personId: given('person_id'),
        position: given('position'),
        name: given('name'),
        office: given('office'),
        email: given('email'),
        role: given('role'),
      },
    })
}

async function membersByEmail(tx: Tx, networkId: string, edits: readonly SpeakerEdit[]): Promise<Map<string, string>> {
  const emails = edits.flatMap((edit) => (edit.email ? [edit.email.toLowerCase()] : []))
  if (emails.length === 0) return new Map()
  const rows = await tx
    .select({ id: person.id, email: sql<string>`lower(${person.email})` })
    .from(person)
    .innerJoin(membership, and(eq(membership.personId, person.id), eq(membership.networkId, networkId), isNull(membership.to)))
    .where(and(inArray(sql`lower(${person.email})`, emails), isNull(person.deletedAt)))
  return new Map(rows.map((row) => [row.email, row.id]))
}

/** Makes all earlier personal links void: of this appearance and of the same person's others at the meeting. Whether there is one. */
export async function voidLinks(tx: Tx, of: Pick<ItemRow, 'id'>, speakerId: string): Promise<boolean> {
  const [own] = await tx
    .select({ meetingId: speaker.meetingId, personId: speaker.personId })
    .from(speaker)
    .where(and(eq(speaker.id, speakerId), eq(speaker.itemId, of.id)))
  if (!own) return false
  const same = own.personId
    ? and(eq(speaker.meetingId, own.meetingId), eq(speaker.personId, own.personId))
    : eq(speaker.id, speakerId)
  await tx
    .update(speaker)
    .set({ linkVersion: sql`${speaker.linkVersion} + 1` })
    .where(same)
  return true
}
