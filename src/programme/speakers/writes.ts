/** Who speaks on an item. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { membership } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Tx } from '#platform/db/db.ts'
import type { ItemState, Programme, SpeakerState } from '../document.ts'
import type { ItemRow } from '../rules.ts'
import { speaker } from '../tables.ts'

/**
 * Writes who speaks on some items, in this order, in at most two queries. A speaker whose id is known stays the same
 * appearance, so that the personal link and what was handed in go on holding; one that comes back finds its link again.
 * @param before who spoke on them
 */
export async function writeSpeakersOf(
  tx: Tx,
  of: { readonly id: string; readonly networkId: string },
  before: ReadonlyMap<string, readonly SpeakerState[]>,
  items: readonly ItemState[],
): Promise<void> {
  const kept = new Set(items.flatMap((one) => one.speakers.map((who) => who.id)))
  const gone = items.flatMap((one) => before.get(one.id) ?? []).flatMap(({ id }) => (kept.has(id) ? [] : [id]))
  if (gone.length > 0) await tx.delete(speaker).where(inArray(speaker.id, gone))
  const rows = items.flatMap((one) =>
    one.speakers.map((who, position) => ({
      ...who,
      networkId: of.networkId,
      meetingId: of.id,
      itemId: one.id,
      position,
    })),
  )
  if (rows.length === 0) return
  const given = (column: string) => sql.raw(`excluded.${column}`)
  await tx
    .insert(speaker)
    .values(rows)
    .onConflictDoUpdate({
      target: speaker.id,
      set: {
        itemId: given('item_id'),
        personId: given('person_id'),
        position: given('position'),
        name: given('name'),
        office: given('office'),
        email: given('email'),
        role: given('role'),
      },
    })
}

/**
 * Speakers who are new get their first personal link, and are tied to the member of the network who has their e-mail address;
 * so are those with a new address. One query, or none.
 */
export async function recogniseSpeakers(tx: Tx, networkId: string, before: Programme, after: Programme): Promise<Programme> {
  const known = new Map(before.items.flatMap((one) => one.speakers).map((who) => [who.id, who]))
  const isNew = (who: SpeakerState) => who.linkVersion === undefined || known.get(who.id)?.email !== who.email
  const fresh = after.items.flatMap((one) => one.speakers).filter(isNew)
  if (fresh.length === 0) return after
  const members = await membersByEmail(tx, networkId, fresh)
  const recognised = (who: SpeakerState): SpeakerState => ({
    ...who,
    linkVersion: who.linkVersion ?? 1,
    personId: (who.email && members.get(who.email.toLowerCase())) || who.personId,
  })
  const items = after.items.map((one) =>
    one.speakers.some(isNew) ? { ...one, speakers: one.speakers.map((who) => (isNew(who) ? recognised(who) : who)) } : one,
  )
  return { ...after, items }
}

async function membersByEmail(
  tx: Tx,
  networkId: string,
  edits: readonly { readonly email: string | null }[],
): Promise<Map<string, string>> {
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
