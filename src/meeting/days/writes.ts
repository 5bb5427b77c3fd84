/** The days of a meeting, dated or not yet. */
import { and, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { type Locale, type Words, withoutEmpty } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { type DayRow, daysOf, type MeetingRow } from '../reads.ts'
import { editable, recordSchedule, refreshSpan } from '../schedule/writes.ts'
import { mergeFlat } from '../settings/rules.ts'
import { day } from '../tables.ts'

/**
 * Writes what became of the days of a meeting. The caller holds the transaction and the meeting, has checked what the
 * actor may, records the act and works out the span.
 */
export async function writeDays(
  tx: Tx,
  meeting: Pick<MeetingRow, 'id' | 'networkId'>,
  changes: readonly {
    readonly id: string
    readonly before: Partial<DayRow> | null
    readonly after: Partial<Pick<DayRow, 'date' | 'label' | 'position'>> | null
  }[],
): Promise<void> {
  for (const { id, before, after } of changes) {
    const own = and(eq(day.id, id), eq(day.meetingId, meeting.id))
    if (after === null) await tx.delete(day).where(own)
    else if (before !== null) await tx.update(day).set(after).where(own)
    else
      await tx
        .insert(day)
        .values({ ...after, id, position: after.position ?? 0, networkId: meeting.networkId, meetingId: meeting.id })
  }
}

/** Adds a day at the end. */
export async function addDay(
  db: Db,
  actor: Actor,
  meetingId: string,
  input: { date: string | null; label?: Words | null },
): Promise<DayRow> {
  return inTransaction(db, async (tx) => {
    const before = await editable(tx, actor, meetingId)
    const position = ((await daysOf(tx, meetingId)).at(-1)?.position ?? -1) + 1
    const [made] = await tx
      .insert(day)
      .values({ networkId: before.networkId, meetingId, position, date: input.date, label: input.label ?? null })
      .returning()
    await refreshSpan(tx, meetingId)
    await recordSchedule(tx, actor, before, 'day.added', { after: made })
    return made!
  })
}

/** A day as a form shows it: "2020-04-29", its name in one language; empty for none. */
export interface DayEdit {
  readonly date: string
  readonly label: string
}

/**
 * Gives a day a date or a name; its names in other languages stay. A published meeting that is moved should have a schedule
 * change instead: it keeps the old date.
 * @param edit.was what the change was made on
 * @throws Conflict with both when somebody else has changed the same since
 */
export async function changeDay(
  db: Db,
  actor: Actor,
  meetingId: string,
  dayId: string,
  edit: { readonly locale: Locale; readonly was: DayEdit; readonly mine: DayEdit },
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const before = await editable(tx, actor, meetingId)
    const row = (await daysOf(tx, meetingId)).find((one) => one.id === dayId)
    if (!row) throw new NotFound()
    const theirs = { date: row.date ?? '', label: row.label?.[edit.locale] ?? '' }
    const { merged, conflicts } = mergeFlat({ ...edit.was }, { ...edit.mine }, theirs)
    if (conflicts.length > 0) throw new Conflict<DayEdit>(theirs, edit.mine)
    const after = { date: merged.date || null, label: withoutEmpty({ ...row.label, [edit.locale]: merged.label }) }
    await tx.update(day).set(after).where(eq(day.id, dayId))
    await refreshSpan(tx, meetingId)
    await recordSchedule(tx, actor, before, 'day.changed', { before: row, after })
  })
}

/** @throws Refused when something still stands on that day, or it is the only one */
export async function removeDay(db: Db, actor: Actor, meetingId: string, dayId: string): Promise<DayRow> {
  return inTransaction(db, async (tx) => {
    const before = await editable(tx, actor, meetingId)
    const days = await daysOf(tx, meetingId)
    const was = days.find((one) => one.id === dayId)
    if (!was) throw new NotFound()
    if (days.length === 1) throw new Refused('meeting_only_day')
    const [left] = await tx
      .select({ id: item.id })
      .from(item)
      .where(and(eq(item.dayId, dayId), isNull(item.deletedAt)))
      .limit(1)
    if (left) throw new Refused('meeting_day_not_empty')
    await tx.delete(day).where(eq(day.id, dayId))
    await refreshSpan(tx, meetingId)
    await recordSchedule(tx, actor, before, 'day.removed', { before: was })
    return was
  })
}
