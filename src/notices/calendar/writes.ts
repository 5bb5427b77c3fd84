/** Making an own calendar, making its address another, and ending it. */
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { isMember } from '#network/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { ownCalendar } from '../tables.ts'

/** Makes one's calendar in a network; where there is one, its address becomes another and the earlier one opens nothing. */
export async function renewCalendar(db: Db, actor: Actor, networkId: string): Promise<void> {
  const { person } = actor
  if (!person || actor.network?.id !== networkId || !isMember(actor)) throw new NotFound()
  await inTransaction(db, async (tx) => {
    await tx
      .insert(ownCalendar)
      .values({ networkId, personId: person.id })
      .onConflictDoUpdate({
        target: [ownCalendar.personId, ownCalendar.networkId],
        set: { version: sql`${ownCalendar.version} + 1` },
      })
    await note(tx, actor, networkId, 'calendar.renewed')
  })
}

/** Ends it: its address opens nothing any more, also when another is made later. */
export async function endCalendar(db: Db, actor: Actor, networkId: string): Promise<void> {
  const { person } = actor
  if (!person) throw new NotFound()
  await inTransaction(db, async (tx) => {
    await tx.delete(ownCalendar).where(and(eq(ownCalendar.personId, person.id), eq(ownCalendar.networkId, networkId)))
    await note(tx, actor, networkId, 'calendar.ended')
  })
}

const note = (tx: Tx, actor: Actor, networkId: string, action: string) =>
  record(tx, actor, { networkId, action, about: { kind: 'person', id: actor.person!.id }, raises: [] })
