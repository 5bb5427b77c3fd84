/** Rows of registrations, for the writes of this feature: each is called while the meeting's form is held. */
import { eq, type SQL, sql } from 'drizzle-orm'
import { type Doer, record } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import type { Answered } from '../answers/rules.ts'
import { dropFiles } from '../files/writes.ts'
import { countPlaces } from '../line/writes.ts'
import { registrationById } from '../reads.ts'
import type { FormRow, RegistrationRow, Stands } from '../rules.ts'
import { registration, specialAnswer } from '../tables.ts'

/** The meeting that is registered for. */
export interface At extends Stands {
  readonly id: string
  readonly networkId: string
}

/** Columns, each with a value or with SQL that makes it. */
type Fields = { [K in keyof typeof registration.$inferInsert]?: (typeof registration.$inferInsert)[K] | SQL }

/** @throws NotFound when it is not of this meeting */
export async function held(tx: Tx, meeting: At, id: string): Promise<RegistrationRow> {
  const row = await registrationById(tx, id)
  if (!row || row.meetingId !== meeting.id) throw new NotFound()
  return row
}

/** @returns null where the address is registered already */
export async function insert(tx: Tx, values: Fields): Promise<RegistrationRow | null> {
  const [row] = await tx
    .insert(registration)
    .values(values as typeof registration.$inferInsert)
    .onConflictDoNothing()
    .returning()
  return row ?? null
}

export async function change(tx: Tx, { id, version }: RegistrationRow, set: Fields): Promise<RegistrationRow> {
  const [row] = await tx
    .update(registration)
    .set({ ...set, version: version + 1, updatedAt: sql`now()` })
    .where(eq(registration.id, id))
    .returning()
  return row!
}

/** What it became, as it is told. */
export const becomesOf = (row: RegistrationRow): 'registered' | 'requested' | 'waiting' =>
  row.state === 'requested' || row.state === 'waiting' ? row.state : 'registered'

/** An address that was never confirmed makes way for somebody who answers for it. */
export const forget = async (tx: Tx, row: RegistrationRow): Promise<void> => {
  await tx.delete(specialAnswer).where(eq(specialAnswer.registrationId, row.id))
  await dropFiles(tx, [row.id])
  await tx.delete(registration).where(eq(registration.id, row.id))
}

/** Puts the answers that are special where few may read them, instead of those that stood there. */
export async function changeApart(
  tx: Tx,
  form: FormRow,
  row: RegistrationRow,
  answered: Pick<Answered, 'special'>,
): Promise<void> {
  await tx.delete(specialAnswer).where(eq(specialAnswer.registrationId, row.id))
  await keepApart(tx, form, row, answered)
}

/** The same for a registration that has none yet. */
export async function keepApart(
  tx: Tx,
  form: FormRow,
  row: RegistrationRow,
  { special }: Pick<Answered, 'special'>,
): Promise<void> {
  const answers = form.questions.flatMap((question) => {
    const answer = special[question.id]
    return answer === undefined ? [] : [{ question, answer }]
  })
  if (answers.length === 0) return
  await tx.insert(specialAnswer).values(
    answers.map(({ question, answer }) => ({
      registrationId: row.id,
      questionId: question.id,
      networkId: row.networkId,
      meetingId: row.meetingId,
      kind: question.kind,
      answer,
    })),
  )
}

/**
 * The public page says whether there are places: it is made anew when that changes, and not for each who comes.
 * @param takenNow where it is known; else they are counted
 */
export async function showPlaces(tx: Tx, form: FormRow, takenBefore: number, takenNow?: number | undefined): Promise<void> {
  if (form.capacity === null) return
  const taken = takenNow ?? (await countPlaces(tx, form.meetingId)).taken
  const isFull = (places: number) => places >= (form.capacity ?? Number.POSITIVE_INFINITY)
  if (isFull(taken) === isFull(takenBefore)) return
  await record(
    tx,
    { kind: 'job', person: null },
    {
      networkId: form.networkId,
      action: isFull(taken) ? 'registration.full' : 'registration.room',
      about: { kind: 'meeting', id: form.meetingId },
      meetingId: form.meetingId,
      raises: [meetingSubject(form.meetingId)],
    },
  )
}

/** Who comes is nobody's business in the history: the act is told without name or answers. */
export const note = (tx: Tx, by: Doer, row: RegistrationRow, action: string, after: unknown): Promise<void> =>
  record(tx, by, {
    networkId: row.networkId,
    action,
    about: { kind: 'registration', id: row.id },
    meetingId: row.meetingId,
    after,
    raises: [],
  })
