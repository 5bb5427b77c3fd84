/**
 * The line: whoever changes who comes holds the meeting's form, so that places are given one after another, in the order in
 * which people came, however many press at once.
 */
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { FormRow, RegistrationRow } from '../rules.ts'
import { registration, registrationForm } from '../tables.ts'
import { freePlaces } from './rules.ts'

/** What somebody is told of their registration. */
export type Occasion =
  | 'confirm'
  | 'already'
  | 'registered'
  | 'requested'
  | 'waiting'
  | 'place'
  | 'approved'
  | 'declined'
  | 'changed'
  | 'withdrawn'

/** Tells one person within the transaction of what it is about; `mails.tsx` makes it. */
export type Tell = (tx: Tx, row: RegistrationRow, occasion: Occasion) => Promise<void>

/** @throws NotFound where there is no form */
export async function holdForm(tx: Tx, meetingId: string): Promise<FormRow> {
  const [form] = await tx.select().from(registrationForm).where(eq(registrationForm.meetingId, meetingId)).for('update')
  if (!form) throw new NotFound()
  return form
}

const turns = new Map<string, Promise<unknown>>()

/**
 * Within this process those who would wait for the same form wait here, and not in the database: there each of them would hold a
 * connection that other pages need. What keeps the line right is the form's lock alone.
 */
export function inTurn<T>(meetingId: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(meetingId) ?? Promise.resolve()
  const mine = before.then(work)
  const over = mine.catch(() => {})
  turns.set(meetingId, over)
  void over.then(() => turns.get(meetingId) === over && turns.delete(meetingId))
  return mine
}

export interface Counted {
  /** Places on site that are held. */
  readonly taken: number
  /** The number that the next one gets. */
  readonly next: number
  /** The calendar sequence that a new registration of the address begins with: who came, left and comes again counts on. */
  readonly sequence: number
}

/** Call it only while the form is held. @param email whose registration is about to be made, if one is */
export async function countPlaces(tx: Tx, meetingId: string, email = ''): Promise<Counted> {
  const [row] = await tx
    .select({
      taken: sql<number>`(count(*) filter (where ${registration.state} = 'registered' and ${registration.attendance} = 'onsite'))::int`,
      next: sql<number>`coalesce(max(${registration.number}), 0) + 1`,
      sequence: sql<number>`coalesce(max(${registration.sequence}) filter (where ${registration.email} = ${email}), -1) + 1`,
    })
    .from(registration)
    .where(eq(registration.meetingId, meetingId))
  return row!
}

/** Gives free places to those who have waited longest, and tells them. Call it after whatever may have freed one, while the form is held. */
export async function moveLine(tx: Tx, form: FormRow, tell: Tell): Promise<RegistrationRow[]> {
  const { taken } = await countPlaces(tx, form.meetingId)
  const free = freePlaces(form, taken)
  if (free <= 0) return []
  const line = tx
    .select({ id: registration.id })
    .from(registration)
    .where(and(eq(registration.meetingId, form.meetingId), eq(registration.state, 'waiting')))
    .orderBy(asc(registration.number))
  const first = await (Number.isFinite(free) ? line.limit(free) : line)
  if (first.length === 0) return []
  const moved = await tx
    .update(registration)
    .set({ state: 'registered', version: sql`${registration.version} + 1`, updatedAt: sql`now()` })
    .where(
      inArray(
        registration.id,
        first.map((one) => one.id),
      ),
    )
    .returning()
  for (const row of moved.sort((a, b) => a.number - b.number)) await tell(tx, row, 'place')
  return moved
}
