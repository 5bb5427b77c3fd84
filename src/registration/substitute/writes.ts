/** Somebody comes instead of somebody else: the place changes hands, with its number in the line. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { personByEmail } from '#people/reads.ts'
import { type Doer, inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, Refused } from '#platform/errors.ts'
import { countPlaces, holdForm, type Tell } from '../line/writes.ts'
import { registrationById } from '../reads.ts'
import { type At, becomesOf, change, held, insert, note } from '../rows/writes.ts'
import { type FormRow, mayWithdraw, type RegistrationRow, standingOf } from '../rules.ts'
import { registration } from '../tables.ts'

/** Somebody else comes instead: they take over the place, and its number in the line. */
export async function sendSubstitute(
  db: Db,
  by: Doer,
  meeting: At,
  id: string,
  substitute: { readonly name: string; readonly email: string },
  tell: Tell,
): Promise<RegistrationRow> {
  return inTransaction(db, async (tx) => {
    const form = await holdForm(tx, meeting.id)
    const before = await held(tx, meeting, id)
    const { taken, next, sequence } = await countPlaces(tx, meeting.id, substitute.email)
    const may = mayWithdraw(before, standingOf(form, taken, meeting, Temporal.Now.instant()))
    if (may !== 'yes' || before.state === 'unconfirmed') throw new Refused(may === 'yes' ? 'registration_not_active' : may)
    const someone = await personByEmail(tx, substitute.email)
    const row = await insert(tx, {
      networkId: before.networkId,
      meetingId: before.meetingId,
      number: next,
      state: 'waiting',
      personId: someone?.id ?? null,
      ...substitute,
      organisationId: before.organisationId,
      organisationName: before.organisationName,
      locale: someone?.locale ?? before.locale,
      attendance: before.attendance,
      days: before.days,
      groupId: before.groupId,
      substituteFor: before.personId,
      byPerson: before.personId,
      byName: before.name,
      confirmedAt: sql`now()`,
      sequence,
    })
    if (!row) throw new Invalid({ email: 'registration_substitute_there' })
    const placed = await swap(tx, before, row)
    await note(tx, by, placed, 'registration.substituted', { state: placed.state })
    await tell(tx, placed, becomesOf(placed))
    await tell(tx, (await registrationById(tx, before.id))!, 'withdrawn')
    return placed
  })
}

/** A member who had a place passes it on to whoever comes instead of them. */
export async function passOn(tx: Tx, by: Doer, form: FormRow, row: RegistrationRow, tell: Tell): Promise<RegistrationRow> {
  const [theirs] = await tx
    .select()
    .from(registration)
    .where(
      and(
        eq(registration.meetingId, form.meetingId),
        eq(registration.personId, row.substituteFor!),
        inArray(registration.state, ['registered', 'waiting', 'requested']),
      ),
    )
  if (!theirs || theirs.id === row.id) return row
  const placed = await swap(tx, theirs, row)
  await note(tx, by, theirs, 'registration.withdrawn', { state: theirs.state })
  await tell(tx, (await registrationById(tx, theirs.id))!, 'withdrawn')
  return placed
}

/** One goes and another stands where they stood: state and number change hands. */
async function swap(tx: Tx, goes: RegistrationRow, comes: RegistrationRow): Promise<RegistrationRow> {
  // Numbers are unique: the one who goes steps aside first.
  await change(tx, goes, { number: -goes.number, state: 'withdrawn', withdrawnAt: sql`now()`, sequence: goes.sequence + 1 })
  const placed = await change(tx, comes, { number: goes.number, state: goes.state })
  await tx.update(registration).set({ number: comes.number }).where(eq(registration.id, goes.id))
  return placed
}
