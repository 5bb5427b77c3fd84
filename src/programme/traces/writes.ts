import { eq, inArray, sql } from 'drizzle-orm'
import { network } from '#network/tables.ts'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { appearance, operation, speaker } from '../tables.ts'
import { withoutSpeakers } from './rules.ts'

/**
 * The programme stays as it was held: the appearance stands, of nobody. Their links are void, and what versions and undo
 * remember of them goes too, so that going back does not bring them back.
 */
export async function forgetAppearances(tx: Tx, { personId, speakerIds }: Sought): Promise<Counts> {
  const done = personId
    ? await tx
        .update(operation)
        .set({ byPerson: null, byName: null })
        .where(eq(operation.byPerson, personId))
        .returning({ id: operation.id })
    : []
  if (speakerIds.length === 0) return sumOf([{ operation: done.length }])
  const ids = [...speakerIds]
  const localeOf = sql<keyof typeof erasedName>`(select locale from ${network} as n where n.id = network_id)`
  const rows = await tx
    .update(speaker)
    .set({
      name: sql`case ${localeOf} when 'en' then ${erasedName.en}::text when 'nn' then ${erasedName.nn}::text else ${erasedName.nb}::text end`,
      office: null,
      email: null,
      personId: null,
      linkVersion: sql`${speaker.linkVersion} + 1`,
    })
    .where(inArray(speaker.id, ids))
    .returning({ id: speaker.id })
  await tx.update(appearance).set({ bio: null }).where(inArray(appearance.speakerId, ids))
  const remembered = await tx
    .select({ id: operation.id, changes: operation.changes, locale: localeOf })
    .from(operation)
    .where(sql`${operation.changes}::text ~ ${ids.join('|')}`)
  const gone = new Set(ids)
  const changed = remembered.map((one) => ({
    id: one.id,
    changes: withoutSpeakers(one.changes, gone, erasedName[one.locale] ?? erasedName.nb),
  }))
  if (changed.length > 0)
    // One statement, however many operations there were.
    await tx
      .update(operation)
      .set({
        changes: sql`(select c from jsonb_to_recordset(${JSON.stringify(changed.map(({ id, changes }) => ({ id, c: changes })))}::jsonb) as given(id uuid, c jsonb) where given.id = ${operation.id})`,
      })
      .where(
        inArray(
          operation.id,
          changed.map((one) => one.id),
        ),
      )
  return sumOf([{ speaker: rows.length, operation: done.length + changed.length }])
}
