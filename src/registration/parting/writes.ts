/**
 * What a change of plan makes of registrations: asked again, released, held online, parted with their meeting and put
 * together again. The caller holds the meetings, has checked what the actor may, records the act and tells people.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { AttendanceMode } from '#meeting/tables.ts'
import type { Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { questionsOn } from '../answers/rules.ts'
import { countPlaces } from '../line/writes.ts'
import { formOf } from '../reads.ts'
import type { RegistrationRow } from '../rules.ts'
import { answerFile, attendance, attendanceItem, registration, registrationForm, specialAnswer } from '../tables.ts'
import { activeAt } from './reads.ts'
import { comesTo, type People, type Stood } from './rules.ts'

/** So many rows in one statement. */
const AT_ONCE = 500

/** Holds registration for a meeting until the end of the transaction, where there is any: nobody comes in between. @returns everybody who is active */
export async function holdRegistrations(tx: Tx, meetingId: string): Promise<RegistrationRow[]> {
  await tx
    .select({ meetingId: registrationForm.meetingId })
    .from(registrationForm)
    .where(eq(registrationForm.meetingId, meetingId))
    .for('update')
  return activeAt(tx, meetingId)
}

/**
 * Carries out what was decided for those who come to a meeting.
 * @param mode how it is held from now on, where that changes. Online there is room for all: who waited has a place.
 */
export async function settlePeople(
  tx: Tx,
  meetingId: string,
  { people, mode }: { readonly people: People; readonly mode: AttendanceMode | null },
): Promise<void> {
  const rows = await activeAt(tx, meetingId)
  if (rows.length === 0) return
  const ids = rows.map((row) => row.id)
  const touched = { version: sql`${registration.version} + 1`, updatedAt: sql`now()` }
  if (mode === 'online' || mode === 'onsite')
    await tx
      .update(registration)
      .set({
        ...touched,
        attendance: mode,
        ...(mode === 'online' && {
          state: sql`case when ${registration.state} = 'waiting' then 'registered' else ${registration.state} end`,
        }),
      })
      .where(inArray(registration.id, ids))
  if (people === 'ask')
    await tx
      .update(registration)
      .set({ ...touched, askedAgainAt: sql`now()` })
      .where(inArray(registration.id, ids))
  if (people === 'release') await release(tx, ids)
}

async function release(tx: Tx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(registration)
    .set({
      state: 'withdrawn',
      withdrawnAt: sql`now()`,
      askedAgainAt: null,
      sequence: sql`${registration.sequence} + 1`,
      version: sql`${registration.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(inArray(registration.id, [...ids]))
}

export interface PartedRegistrations {
  /** Made for the part, beside one that stays. */
  readonly copies: readonly string[]
  /** Went over to the part. */
  readonly moved: readonly string[]
}

/**
 * Gives a part the registration form of the whole, and those who come to it a registration there: beside the one they have
 * where they come to both, and the one they have where they come to the part alone. Their links go on holding.
 * @param days where what stood on each day that goes stands now
 * @param stays days that stay, by id
 */
export async function partRegistrations(
  tx: Tx,
  { whole, part }: { readonly whole: string; readonly part: string },
  { days, stays }: { readonly days: ReadonlyMap<string, string>; readonly stays: readonly string[] },
  people: People,
): Promise<PartedRegistrations> {
  const form = await formOf(tx, whole)
  if (!form) return { copies: [], moved: [] }
  const ofPart = (ids: readonly string[]) => ids.flatMap((id) => days.get(id) ?? [])
  await tx.insert(registrationForm).values({
    ...form,
    meetingId: part,
    // Not before an organiser opens it: often there is no date yet.
    opensAt: null,
    closesAt: null,
    bindingFrom: null,
    questions: questionsOn(form.questions, days),
    groups: form.groups
      .filter((group) => group.days.length === 0 || group.days.some((id) => days.has(id)))
      .map((group) => ({ ...group, days: ofPart(group.days) })),
    version: 1,
  })
  const rows = await activeAt(tx, whole)
  const goes = new Set(days.keys())
  const remain = new Set(stays)
  const by = Map.groupBy(rows, (row) => comesTo(row, goes, remain))
  const [both, alone] = [by.get('both') ?? [], by.get('part') ?? []]
  const now = Temporal.Now.instant().toString()
  if (people === 'release') {
    await release(
      tx,
      alone.map((row) => row.id),
    )
    await keepDays(tx, both, remain)
    return { copies: [], moved: [] }
  }
  const asked = people === 'ask' ? now : null
  const copies = both.map((row) => ({
    ...row,
    id: newId(),
    meetingId: part,
    days: ofPart(row.days),
    linkVersion: 1,
    sequence: 0,
    toldSequence: null,
    askedAgainAt: asked,
    version: 1,
    updatedAt: now,
  }))
  for (let i = 0; i < copies.length; i += AT_ONCE) await tx.insert(registration).values(copies.slice(i, i + AT_ONCE))
  await keepDays(tx, both, remain)
  for (const row of alone)
    await tx
      .update(registration)
      .set({
        meetingId: part,
        days: ofPart(row.days),
        askedAgainAt: asked,
        sequence: row.sequence + 1,
        toldSequence: null,
        version: row.version + 1,
        updatedAt: now,
      })
      .where(eq(registration.id, row.id))
  await moveWhatHangs(
    tx,
    alone.map((row) => row.id),
    part,
  )
  return { copies: copies.map((row) => row.id), moved: alone.map((row) => row.id) }
}

/** Who named days comes to those of them that stay. */
async function keepDays(tx: Tx, rows: readonly RegistrationRow[], stays: ReadonlySet<string>): Promise<void> {
  for (const row of rows)
    if (row.days.length > 0)
      await tx
        .update(registration)
        .set({ days: row.days.filter((id) => stays.has(id)), version: row.version + 1 })
        .where(eq(registration.id, row.id))
}

/** What is kept beside a registration goes where it goes. */
async function moveWhatHangs(tx: Tx, ids: readonly string[], meetingId: string): Promise<void> {
  if (ids.length === 0) return
  await tx
    .update(specialAnswer)
    .set({ meetingId })
    .where(inArray(specialAnswer.registrationId, [...ids]))
  await tx
    .update(attendance)
    .set({ meetingId })
    .where(inArray(attendance.registrationId, [...ids]))
  await tx
    .update(answerFile)
    .set({ meetingId })
    .where(inArray(answerFile.registrationId, [...ids]))
}

/** Attendance that is kept for items goes with them. */
export async function moveAttendance(tx: Tx, itemIds: readonly string[], meetingId: string): Promise<void> {
  if (itemIds.length === 0) return
  await tx
    .update(attendance)
    .set({ meetingId })
    .where(inArray(attendance.itemId, [...itemIds]))
  await tx
    .update(attendanceItem)
    .set({ meetingId })
    .where(inArray(attendanceItem.itemId, [...itemIds]))
}

/**
 * Puts the registrations of a part together with those of the whole. Who has one in both keeps that of the whole, and the
 * other's link leads to it; who has one in the part alone takes it along.
 * @param before days of the whole before the part's came, by id
 * @param days where what stood on each of the part's days stands now
 */
export async function uniteRegistrations(
  tx: Tx,
  { whole, part }: { readonly whole: string; readonly part: string },
  { before, days }: { readonly before: readonly string[]; readonly days: ReadonlyMap<string, string> },
): Promise<void> {
  const form = await formOf(tx, part)
  if (!form) return
  if (!(await formOf(tx, whole))) await tx.insert(registrationForm).values({ ...form, meetingId: whole, version: 1 })
  const [theirs, own] = [await activeAt(tx, part), await activeAt(tx, whole)]
  const byEmail = new Map(own.map((row) => [row.email, row]))
  const all = [...new Set(days.values())]
  const daysOf = (row: RegistrationRow) => (row.days.length === 0 ? all : row.days.flatMap((id) => days.get(id) ?? []))
  const united = new Set<string>()
  let { next } = await countPlaces(tx, whole)
  for (const row of theirs) {
    const same = byEmail.get(row.email)
    if (same) {
      united.add(same.id)
      if (same.days.length > 0) await set(tx, same, { days: [...new Set([...same.days, ...daysOf(row)])] })
      await set(tx, row, { state: 'withdrawn', continuesAs: same.id, askedAgainAt: null, sequence: row.sequence + 1 })
    } else {
      await set(tx, row, { meetingId: whole, number: next++, days: daysOf(row), sequence: row.sequence + 1, toldSequence: null })
      await moveWhatHangs(tx, [row.id], whole)
    }
  }
  // All days was said when there were fewer.
  for (const row of own) if (row.days.length === 0 && !united.has(row.id)) await set(tx, row, { days: [...before] })
}

async function set(tx: Tx, row: RegistrationRow, values: Partial<RegistrationRow>): Promise<void> {
  await tx
    .update(registration)
    .set({ ...values, version: row.version + 1, updatedAt: sql`now()` })
    .where(eq(registration.id, row.id))
}

/** Lets registrations stand as they stood, as far as they have not been changed by their holders since, and takes away what was made. */
export async function restoreRegistrations(
  tx: Tx,
  stood: readonly Stood[],
  made: { readonly copies: readonly string[]; readonly formOf: string | null },
): Promise<void> {
  if (made.copies.length > 0) {
    await tx.delete(specialAnswer).where(inArray(specialAnswer.registrationId, [...made.copies]))
    await tx.delete(registration).where(inArray(registration.id, [...made.copies]))
  }
  if (made.formOf) await tx.delete(registrationForm).where(eq(registrationForm.meetingId, made.formOf))
  for (const { id, version, ...row } of stood) {
    const back = await tx
      .update(registration)
      .set({ ...row, sequence: sql`greatest(${registration.sequence}, ${row.sequence})`, version: version + 1 })
      // Whoever has withdrawn or answered meanwhile has the last word.
      .where(and(eq(registration.id, id), eq(registration.version, version)))
      .returning({ id: registration.id })
    if (back.length > 0) await moveWhatHangs(tx, [id], row.meetingId)
  }
}
