/** The days of a programme, dated or not yet. Each write is an operation, as those on items are. */
import type { Actor } from '#actor.ts'
import { mergeFlat } from '#meeting/settings/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { type Locale, type Words, withoutEmpty } from '#platform/words/text.ts'
import type { DayState, Programme } from '../document.ts'
import { operate } from '../operation/writes.ts'

/** Adds a day at the end. */
export async function addDay(
  db: Db,
  actor: Actor,
  meetingId: string,
  input: { readonly date: string | null; readonly label?: Words | null },
): Promise<DayState> {
  const id = newId()
  const { after } = await operate(db, actor, meetingId, 'day.added', (programme) => {
    const position = (programme.days.at(-1)?.position ?? -1) + 1
    return { ...programme, days: [...programme.days, { id, position, date: input.date, label: input.label ?? null }] }
  })
  return dayOf(after, id)
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
  await operate(db, actor, meetingId, 'day.changed', (programme) => {
    const day = dayOf(programme, dayId)
    const theirs = { date: day.date ?? '', label: day.label?.[edit.locale] ?? '' }
    const { merged, conflicts } = mergeFlat({ ...edit.was }, { ...edit.mine }, theirs)
    if (conflicts.length > 0) throw new Conflict<DayEdit>(theirs, edit.mine)
    const label = withoutEmpty({ ...day.label, [edit.locale]: merged.label })
    const days = programme.days.map((one) => (one.id === dayId ? { ...one, date: merged.date || null, label } : one))
    return { ...programme, days }
  })
}

/** @throws Refused when something still stands on that day, or it is the only one */
export async function removeDay(db: Db, actor: Actor, meetingId: string, dayId: string): Promise<void> {
  await operate(db, actor, meetingId, 'day.removed', (programme) => {
    dayOf(programme, dayId)
    if (programme.days.length === 1) throw new Refused('meeting_only_day')
    if (programme.items.some((one) => one.dayId === dayId)) throw new Refused('meeting_day_not_empty')
    return { ...programme, days: programme.days.filter((one) => one.id !== dayId) }
  })
}

function dayOf(programme: Programme, id: string): DayState {
  const found = programme.days.find((one) => one.id === id)
  if (!found) throw new NotFound()
  return found
}
