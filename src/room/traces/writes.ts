import { eq } from 'drizzle-orm'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { participant, step } from '../tables.ts'

/**
 * Somebody's places in rooms become nobody's, so that what hangs on them (a question, a turn) goes on belonging together; what
 * they did as a chair stays done, by nobody. After what was voted, which is found by these places.
 */
export async function forgetInRooms(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const places = await tx
    .update(participant)
    .set({ personId: null, name: erasedName.nb, organisationId: null, organisation: null })
    .where(eq(participant.personId, personId))
    .returning({ id: participant.id })
  await tx.update(participant).set({ mutedBy: null }).where(eq(participant.mutedBy, personId))
  const steps = await tx
    .update(step)
    .set({ byPerson: null, byName: null })
    .where(eq(step.byPerson, personId))
    .returning({ id: step.id })
  await tx.update(step).set({ undoneBy: null }).where(eq(step.undoneBy, personId))
  return sumOf([{ participant: places.length, room_step: steps.length }])
}
