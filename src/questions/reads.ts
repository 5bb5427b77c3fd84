/** What was sent in to a meeting, as one reader may see it. */
import { and, asc, eq, gt, isNull, ne, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { readableBy } from '#meeting/around/reads.ts'
import { type MeetingRow, mayEdit, mayReadPart, narrowest } from '#meeting/rules.ts'
import { type Audience, meeting } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { type InputRow, mayRemove, maySee, nameFor } from './rules.ts'
import { input } from './tables.ts'

export interface InputView extends Pick<InputRow, 'id' | 'itemId' | 'kind' | 'state' | 'text' | 'why' | 'outcome' | 'minutes'> {
  readonly locale: InputRow['locale']
  readonly answer: Words | null
  readonly answeredByName: string | null
  readonly answeredAt: string | null
  readonly createdAt: string
  /** Null where it is not to be shown to this reader. */
  readonly name: string | null
  readonly own: boolean
  readonly mayRemove: boolean
  /** Whether somebody can be told what became of it. */
  readonly hasAddress: boolean
  /** What it became: an item, by its number and title. */
  readonly became: { readonly publicId: number; readonly title: Words } | null
  readonly movedTo: { readonly slug: string; readonly title: Words } | null
}

/** Something that a question can be put to. */
export interface Askable {
  readonly id: string
  readonly publicId: number
  readonly title: Words
}

/** Everything this reader may see of what was sent in, oldest first. @param itemId only what was put to this item */
export async function inputsOf(db: Db, actor: Actor, row: MeetingRow, itemId?: string): Promise<InputView[]> {
  const organises = mayEdit(actor, row) === 'yes'
  const became = alias(item, 'became')
  const rows = await db
    .select({
      input,
      about: { audience: item.audience, dayId: item.dayId },
      made: { publicId: became.publicId, title: became.title, audience: became.audience, dayId: became.dayId },
      moved: { slug: meeting.slug, title: meeting.title },
    })
    .from(input)
    .leftJoin(item, and(eq(item.id, input.itemId), isNull(item.deletedAt)))
    .leftJoin(became, and(eq(became.id, input.madeItemId), isNull(became.deletedAt)))
    .leftJoin(meeting, and(eq(meeting.id, input.movedTo), readableBy(actor, row.networkId)))
    .where(and(eq(input.meetingId, row.id), isNull(input.deletedAt), itemId ? eq(input.itemId, itemId) : undefined))
    .orderBy(asc(input.createdAt), asc(input.id))
  const readable = (part: { audience: Audience; dayId: string | null } | null) =>
    part !== null && part.dayId !== null && mayReadPart(actor, row, narrowest(row.audience, part.audience)) === 'yes'
  return rows.flatMap(({ input: one, about, made, moved }) => {
    const own = one.personId !== null && one.personId === actor.person?.id
    // What was put to an item that is not for this reader is not for them either.
    const hidden = one.itemId !== null && !own && !organises && !readable(about)
    // What says the same as another is read there.
    const told = one.mergedInto !== null && !own && !organises
    if (hidden || told || !maySee(actor, one, organises)) return []
    const { id, itemId, kind, state, text, why, outcome, minutes, locale, answer, answeredByName, answeredAt, createdAt } = one
    return [
      {
        ...{ id, itemId, kind, state, text, why, outcome, minutes, locale, answer, answeredByName, answeredAt, createdAt },
        name: nameFor(one, organises),
        own,
        mayRemove: mayRemove(actor, one, organises) === 'yes',
        hasAddress: one.email !== null || one.personId !== null,
        became: made && (organises || readable(made)) ? { publicId: made.publicId, title: made.title } : null,
        movedTo: moved,
      },
    ]
  })
}

/** How much waits for an organiser. Access is the caller's to check. */
export const countWaiting = (db: Db, meetingId: string): Promise<number> =>
  db.$count(input, and(eq(input.meetingId, meetingId), eq(input.state, 'waiting'), isNull(input.deletedAt)))

/** One row for a write. @throws NotFound */
export async function inputById(db: Db, meetingId: string, id: string): Promise<InputRow> {
  const [row] = isId(id)
    ? await db
        .select()
        .from(input)
        .where(and(eq(input.id, id), eq(input.meetingId, meetingId), isNull(input.deletedAt)))
    : []
  if (!row) throw new NotFound()
  return row
}

/** The meetings that something can be taken to: those of the network that are still ahead of this one. */
export async function laterMeetings(db: Db, row: MeetingRow): Promise<{ id: string; title: Words; startsAt: string | null }[]> {
  return db
    .select({ id: meeting.id, title: meeting.title, startsAt: meeting.startsAt })
    .from(meeting)
    .where(
      and(
        eq(meeting.networkId, row.networkId),
        eq(meeting.template, false),
        isNull(meeting.deletedAt),
        ne(meeting.id, row.id),
        or(isNull(meeting.startsAt), gt(meeting.startsAt, row.startsAt ?? new Date().toISOString())),
      ),
    )
    .orderBy(asc(meeting.startsAt))
    .limit(20)
}
