/** Somebody is to be forgotten: in what is written together too, where no query can look for a name. */
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { jobActor } from '#actor.ts'
import { raise } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { minutesSubject } from '#platform/live/subjects.ts'
import type { MinutesDocument } from '../../document.ts'
import { type Limits, limits } from '../../forms.ts'
import type { MinutesRow } from '../../rules.ts'
import { sameText } from '../../standing/rules.ts'
import { minutes } from '../../tables.ts'
import { minutesLive, minutesUpdate } from '../tables.ts'
import { settle, tellWriters } from '../writes.ts'

/** One text that is longer than a form takes must not keep a person from being forgotten. */
const howeverLong: Limits = { characters: Infinity, nodes: Infinity, depth: limits.depth }

/** The texts of shared documents, by the minutes' ids. */
export type Texts = ReadonlyMap<string, MinutesDocument>

/**
 * Before the texts of minutes are looked through: all that was written together is in them.
 * @returns what they say
 */
export async function bringAllUp(tx: Tx, networkIds: readonly string[]): Promise<Texts> {
  const texts = new Map<string, MinutesDocument>()
  for (const { row } of await sharedIn(tx, networkIds)) texts.set(row.id, (await settle(tx, row, howeverLong)).document)
  return texts
}

/**
 * Afterwards: the shared documents say what the texts say by now. What was taken out of a shared document is not in its merged
 * state any more, nor in any log. Those whose text is as it was are left alone, since people may be writing in them.
 */
export async function followTexts(tx: Tx, networkIds: readonly string[], before: Texts): Promise<void> {
  for (const { row, behind } of await sharedIn(tx, networkIds)) {
    if (!behind && sameText(row.document, before.get(row.id))) continue
    await tellWriters(tx, jobActor(row.networkId), row, row.document)
    await settle(tx, row, howeverLong)
    await raise(tx, [minutesSubject(row.id)])
  }
}

/** Under lock. `behind`: something in the log is not in the text, as what came too late for approved minutes. */
function sharedIn(tx: Tx, networkIds: readonly string[]): Promise<{ row: MinutesRow; behind: boolean }[]> {
  return tx
    .select({ row: minutes, behind: sql<boolean>`${minutesLive.seq} > ${minutesLive.covered}` })
    .from(minutes)
    .innerJoin(minutesLive, eq(minutesLive.minutesId, minutes.id))
    .where(inArray(minutes.networkId, [...networkIds]))
    .orderBy(minutes.id)
    .for('update', { of: minutes })
}

/** Who wrote goes. */
export async function forgetWriters(tx: Tx, personId: string): Promise<void> {
  await tx.update(minutesUpdate).set({ author: null }).where(eq(minutesUpdate.author, personId))
  await tx
    .update(minutesLive)
    .set({
      authors: sql`array_remove(${minutesLive.authors}, ${personId}::uuid)`,
      writers: sql`array_remove(${minutesLive.writers}, ${personId}::uuid)`,
    })
    .where(or(sql`${personId} = any(${minutesLive.authors})`, sql`${personId} = any(${minutesLive.writers})`))
}

/** Two records of one person are made one. */
export async function mergeWriters(tx: Tx, networkId: string, from: string, to: string): Promise<void> {
  await tx
    .update(minutesUpdate)
    .set({ author: to })
    .where(and(eq(minutesUpdate.networkId, networkId), eq(minutesUpdate.author, from)))
  await tx
    .update(minutesLive)
    .set({
      authors: sql`array_replace(${minutesLive.authors}, ${from}::uuid, ${to}::uuid)`,
      writers: sql`array_replace(${minutesLive.writers}, ${from}::uuid, ${to}::uuid)`,
    })
    .where(eq(minutesLive.networkId, networkId))
}
