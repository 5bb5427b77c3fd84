/** Writing minutes: one window holds the pen, every save is a revision, and no text that reached us is ever thrown away. */
import { and, desc, eq, gt } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayWriteMinutes } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { emptyDocument, type MinutesDocument } from './document.ts'
import { checkDocument } from './forms.ts'
import type { Place } from './reads.ts'
import { type MinutesRow, mayWrite, PEN_SECONDS, penOf, type RevisionRow } from './rules.ts'
import { sameText } from './standing/rules.ts'
import { act, addRevision, setText } from './standing/writes.ts'
import { minutes, minutesRevision } from './tables.ts'
import { settle, tellWriters } from './together/writes.ts'

/**
 * The minutes of an item, begun if nobody has: an empty draft in the meeting's language. Two who begin at once get the same.
 * @throws NotFound when the actor may not write minutes of this meeting
 */
export async function openMinutes(db: Db, actor: Actor, { meeting, item }: Place): Promise<MinutesRow> {
  return inTransaction(db, async (tx) => {
    if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
    const [begun] = await tx
      .insert(minutes)
      .values({
        networkId: meeting.networkId,
        meetingId: meeting.id,
        itemId: item.id,
        locale: meeting.locale,
        document: emptyDocument,
        html: '',
        text: '',
      })
      .onConflictDoNothing({ target: minutes.itemId })
      .returning()
    if (begun) {
      await record(tx, actor, act(meeting, begun, 'minutes.begun', { itemId: item.id }))
      return begun
    }
    return locked(tx, meeting, item.id)
  })
}

/** The row under lock, begun if nobody has. @throws NotFound when the actor may not write minutes of this meeting */
export async function begunAndLocked(tx: Tx, actor: Actor, place: Place): Promise<MinutesRow> {
  if (mayWriteMinutes(actor, place.meeting) !== 'yes') throw new NotFound()
  const row = await find(tx, place.meeting, place.item.id)
  return row ? settle(tx, row) : openMinutes(tx, actor, place)
}

export interface Save {
  /** The number of the revision that the text was made from; 0 when there was none. */
  readonly basedOn: number
  readonly window: string
  /** How many edits the window has made: tells a late copy from a new text. Null for a form, which is sent by hand. */
  readonly edit: number | null
  readonly document: unknown
  /** Take the pen from whoever holds it. */
  readonly take?: boolean
}

export interface Saved {
  readonly number: number
  /** When the database took it. */
  readonly at: string
}

/** What a text that came too late was kept as, and what stood instead. */
export interface Kept {
  readonly number: number
}

/**
 * Saves a text. One that was made from an older revision than the one that stands is kept beside it and does not replace it.
 * @throws Invalid({document}) for a text that cannot be stored
 * @throws Refused('minutes_is_approved' | 'minutes_someone_else_writes') and nothing is stored
 * @throws Conflict(theirs: MinutesRow, mine: Kept) after the text was stored as a revision of its own
 */
export async function save(db: Db, actor: Actor, place: Place, input: Save): Promise<Saved> {
  const document = checkDocument(input.document)
  const outcome = await inTransaction(db, async (tx): Promise<{ saved: Saved } | { theirs: MinutesRow; mine: Kept }> => {
    const row = await begunAndLocked(tx, actor, place)
    enforce(mayWrite(actor, place.meeting, row))
    if (!input.take && pen(row, actor, input.window) === 'held') throw new Refused('minutes_someone_else_writes')
    if (sameText(document, row.document)) {
      await takePen(tx, row, actor, input.window)
      return { saved: { number: row.number, at: row.updatedAt } }
    }
    const since = input.basedOn === row.number ? 'nothing' : await sinceThen(tx, actor, row, input)
    if (since === 'this text or a later one') return { saved: { number: row.number, at: row.updatedAt } }
    if (since === 'others') return { theirs: row, mine: await keepAside(tx, actor, row, document, input) }
    const saved = await makeStand(tx, actor, row, document, { reason: 'save', window: input.window, edit: input.edit })
    await takePen(tx, row, actor, input.window)
    await record(tx, actor, act(place.meeting, row, 'minutes.saved', { number: saved.number }))
    return { saved }
  })
  if ('saved' in outcome) return outcome.saved
  throw new Conflict(outcome.theirs, outcome.mine)
}

/** Lays the pen down, so that the next writer need not wait. Nothing happens when someone else holds it. */
export async function layDownPen(db: Db, actor: Actor, { meeting, item }: Place, window: string): Promise<void> {
  if (mayWriteMinutes(actor, meeting) !== 'yes' || !actor.person) throw new NotFound()
  await db
    .update(minutes)
    .set({ writerUntil: null })
    .where(and(eq(minutes.itemId, item.id), eq(minutes.writer, actor.person.id), eq(minutes.writerWindow, window)))
}

/**
 * The row under lock, with all in it that was written together, as a revision: everything that changes minutes begins here.
 */
export async function locked(tx: Tx, meeting: Pick<MeetingRow, 'id'>, itemId: string): Promise<MinutesRow> {
  const row = await find(tx, meeting, itemId)
  if (!row) throw new NotFound()
  return settle(tx, row)
}

async function find(tx: Tx, meeting: Pick<MeetingRow, 'id'>, itemId: string): Promise<MinutesRow | undefined> {
  const [row] = await tx
    .select()
    .from(minutes)
    .where(and(eq(minutes.itemId, itemId), eq(minutes.meetingId, meeting.id)))
    .for('update')
  return row
}

export function enforce(verdict: string): void {
  if (verdict !== 'yes') throw new Refused(verdict)
}

const pen = (row: MinutesRow, actor: Actor, window: string) =>
  penOf(row, actor.person?.id ?? null, window, Temporal.Now.instant())

async function takePen(tx: Tx, row: MinutesRow, actor: Actor, window: string): Promise<void> {
  await tx
    .update(minutes)
    .set({
      writer: actor.person?.id ?? null,
      writerName: actor.person?.name ?? null,
      writerWindow: window,
      writerUntil: Temporal.Now.instant().add({ seconds: PEN_SECONDS }).toString(),
    })
    .where(eq(minutes.id, row.id))
}

/** A new revision that stands from now on, also for those who have the minutes open to write. */
export async function makeStand(
  tx: Tx,
  actor: Actor,
  row: MinutesRow,
  document: MinutesDocument,
  how: Partial<RevisionRow>,
): Promise<Saved> {
  const made = await addRevision(tx, actor, row, document, how)
  await setText(tx, row, document, made.number)
  await tellWriters(tx, actor, row, document)
  return { number: made.number, at: made.at }
}

/** Keeps a text that came too late, once, however often it is sent. */
async function keepAside(tx: Tx, actor: Actor, row: MinutesRow, document: MinutesDocument, input: Save): Promise<Kept> {
  const [before] = await tx
    .select()
    .from(minutesRevision)
    .where(
      and(
        eq(minutesRevision.minutesId, row.id),
        eq(minutesRevision.reason, 'conflict'),
        eq(minutesRevision.window, input.window),
      ),
    )
    .orderBy(desc(minutesRevision.number))
    .limit(1)
  if (before && sameText(before.document, document)) return { number: before.number }
  const kept = await addRevision(tx, actor, row, document, { reason: 'conflict', window: input.window, edit: input.edit })
  await record(
    tx,
    actor,
    act({ id: row.meetingId, networkId: row.networkId }, row, 'minutes.kept_aside', { number: kept.number }),
  )
  return { number: kept.number }
}

/**
 * What has been saved since the revision a text was made from. If it is all from the same window, then only an answer was
 * lost on the way, and the window's newest text is the one that counts.
 */
async function sinceThen(
  tx: Tx,
  actor: Actor,
  row: MinutesRow,
  input: Save,
): Promise<'own earlier texts' | 'this text or a later one' | 'others'> {
  const later = await tx
    .select({
      by: minutesRevision.by,
      window: minutesRevision.window,
      edit: minutesRevision.edit,
      reason: minutesRevision.reason,
    })
    .from(minutesRevision)
    .where(and(eq(minutesRevision.minutesId, row.id), gt(minutesRevision.number, input.basedOn)))
  const stood = later.filter((revision) => revision.reason !== 'conflict')
  const own = stood.every((revision) => revision.by === (actor.person?.id ?? null) && revision.window === input.window)
  // A number nobody gave out: the sender knows something else than we do.
  if (!own || stood.length === 0) return 'others'
  const { edit } = input
  return edit !== null && stood.some((revision) => (revision.edit ?? 0) >= edit)
    ? 'this text or a later one'
    : 'own earlier texts'
}
