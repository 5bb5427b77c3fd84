/** Making and changing how one registers. */
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { lockMeeting } from '#meeting/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { instantOf } from '#platform/words/instant.ts'
import { moveLine, type Tell } from '../line/writes.ts'
import type { At } from '../rows/writes.ts'
import { type FormRow, mayArrange } from '../rules.ts'
import { registrationForm } from '../tables.ts'
import type { FormInput } from './rules.ts'

/**
 * Saves a meeting's form, the first or another. More places are given to those who wait, at once; fewer are taken from nobody.
 * @param seen the version it was made from; 0 for the first
 * @throws Conflict when it was changed meanwhile
 */
export async function saveForm(db: Db, actor: Actor, meeting: At, input: FormInput, seen: number, tell: Tell): Promise<FormRow> {
  return inTransaction(db, async (tx) => {
    enforce(actor, meeting)
    await lockMeeting(tx, actor, meeting.id)
    const before = await heldForm(tx, meeting.id)
    if ((before?.version ?? 0) !== seen) throw new Conflict<unknown>(before, input)
    const values = { ...input, version: seen + 1, updatedAt: sql`now()` }
    const [row] = await tx
      .insert(registrationForm)
      .values({ meetingId: meeting.id, networkId: meeting.networkId, ...values })
      .onConflictDoUpdate({ target: registrationForm.meetingId, set: values })
      .returning()
    await record(tx, actor, {
      networkId: meeting.networkId,
      action: before ? 'registration_form.changed' : 'registration_form.made',
      about: { kind: 'meeting', id: meeting.id },
      meetingId: meeting.id,
      before,
      after: input,
      raises: [meetingSubject(meeting.id)],
    })
    await moveLine(tx, row!, tell)
    return row!
  })
}

/**
 * Opens now, or closes now. A deadline that lies ahead goes on holding when it opens.
 * @param deadline the one there was before it was closed, when that is taken back
 * @returns as it stood before
 */
export async function setOpen(
  db: Db,
  actor: Actor,
  meeting: At,
  open: boolean,
  deadline: string | null = null,
): Promise<Pick<FormRow, 'opensAt' | 'closesAt'>> {
  return inTransaction(db, async (tx) => {
    enforce(actor, meeting)
    const before = await heldForm(tx, meeting.id)
    if (!before) throw new Refused('registration_none')
    await tx
      .update(registrationForm)
      .set({
        ...(open ? { opensAt: sql`now()`, closesAt: aheadOrNone(deadline ?? before.closesAt) } : { closesAt: sql`now()` }),
        version: before.version + 1,
        updatedAt: sql`now()`,
      })
      .where(eq(registrationForm.meetingId, meeting.id))
    await record(tx, actor, {
      networkId: meeting.networkId,
      action: open ? 'registration_form.opened' : 'registration_form.closed',
      about: { kind: 'meeting', id: meeting.id },
      meetingId: meeting.id,
      before: { opensAt: before.opensAt, closesAt: before.closesAt },
      raises: [meetingSubject(meeting.id)],
    })
    return before
  })
}

const aheadOrNone = (at: string | null): string | null =>
  at !== null && Temporal.Instant.compare(instantOf(at), Temporal.Now.instant()) > 0 ? at : null

async function heldForm(tx: Tx, meetingId: string): Promise<FormRow | null> {
  const [row] = await tx.select().from(registrationForm).where(eq(registrationForm.meetingId, meetingId)).for('update')
  return row ?? null
}

function enforce(actor: Actor, meeting: At): void {
  const may = mayArrange(actor, meeting)
  if (may !== 'yes') throw new Refused(may)
}
