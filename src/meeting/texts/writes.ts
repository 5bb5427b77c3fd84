/** The texts around the programme: introduction, practical information, ground rules, what it was about. */
import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import type { Words } from '#platform/words/text.ts'
import { changeMeeting, type Done } from '../entry/writes.ts'
import type { MeetingRow, TextView } from '../reads.ts'
import { isTooWide, mayEdit } from '../rules.ts'
import { type Audience, meetingText, type TextKind } from '../tables.ts'

export interface NewText {
  readonly kind: TextKind
  readonly body: Words
  readonly heading?: Words | null
  readonly audience?: Audience
  /** At the end when absent. */
  readonly position?: number
}

/** @throws Invalid({ body }) when nothing is written, ({ audience }) for one wider than the meeting's */
export async function addText(db: Db, actor: Actor, meetingId: string, input: NewText): Promise<TextView> {
  return change(db, actor, meetingId, async (tx, row) => {
    requireWords(input.body)
    requireNarrower(row, input.audience)
    const all = await textsOf(tx, meetingId)
    const [made] = await tx
      .insert(meetingText)
      .values({
        networkId: row.networkId,
        meetingId,
        kind: input.kind,
        position: input.position ?? (all.at(-1)?.position ?? -1) + 1,
        heading: input.heading ?? null,
        body: input.body,
        audience: input.audience ?? 'public',
      })
      .returning()
    return { action: 'text.added', after: made, result: made! }
  })
}

/**
 * @param version the version the change was made on
 * @throws Conflict with both versions when somebody else has changed it since; Invalid({ body }) or ({ audience })
 */
export async function changeText(
  db: Db,
  actor: Actor,
  meetingId: string,
  textId: string,
  version: number,
  input: Partial<Pick<NewText, 'kind' | 'body' | 'heading' | 'audience'>>,
): Promise<TextView> {
  return change(db, actor, meetingId, async (tx, row) => {
    const before = await textOf(tx, meetingId, textId)
    if (before.version !== version) throw new Conflict<object>(before, input)
    if (input.body) requireWords(input.body)
    requireNarrower(row, input.audience, before.audience)
    const [after] = await tx
      .update(meetingText)
      .set({ ...input, version: version + 1 })
      .where(eq(meetingText.id, textId))
      .returning()
    return { action: 'text.changed', before, after, result: after! }
  })
}

/** Takes a text away. Returns it, so that `addText` can put it back. */
export async function removeText(db: Db, actor: Actor, meetingId: string, textId: string): Promise<TextView> {
  return change(db, actor, meetingId, async (tx) => {
    const before = await textOf(tx, meetingId, textId)
    await tx.delete(meetingText).where(eq(meetingText.id, textId))
    return { action: 'text.removed', before, result: before }
  })
}

/** Puts the texts in a new order; those not named keep theirs, after the named ones. */
export async function orderTexts(db: Db, actor: Actor, meetingId: string, ids: readonly string[]): Promise<void> {
  await change(db, actor, meetingId, async (tx) => {
    const all = await textsOf(tx, meetingId)
    const order = [
      ...ids.filter((id) => all.some((text) => text.id === id)),
      ...all.map((text) => text.id).filter((id) => !ids.includes(id)),
    ]
    for (const [position, id] of order.entries()) await tx.update(meetingText).set({ position }).where(eq(meetingText.id, id))
    return { action: 'texts.ordered', before: all.map((text) => text.id), after: order, result: undefined }
  })
}

const textsOf = (tx: Tx, meetingId: string) =>
  tx
    .select()
    .from(meetingText)
    .where(eq(meetingText.meetingId, meetingId))
    .orderBy(asc(meetingText.position), asc(meetingText.id))

async function textOf(tx: Tx, meetingId: string, id: string): Promise<TextView> {
  const [found] = await tx
    .select()
    .from(meetingText)
    .where(and(eq(meetingText.id, id), eq(meetingText.meetingId, meetingId)))
  if (!found) throw new NotFound()
  return found
}

function requireWords(body: Words): void {
  if (!Object.values(body).some((text) => text?.trim())) throw new Invalid({ body: 'shared_required' })
}

function requireNarrower(meeting: MeetingRow, asked: Audience = 'public', before?: Audience): void {
  if (isTooWide(asked, meeting.audience, before)) throw new Invalid({ audience: 'meeting_set_text_too_wide' })
}

const change = <T>(db: Db, actor: Actor, meetingId: string, write: (tx: Tx, row: MeetingRow) => Promise<Done<T>>): Promise<T> =>
  changeMeeting(db, actor, meetingId, { may: mayEdit, raises: [meetingSubject(meetingId)] }, write)

/** The texts of a meeting that was just made, in one query. The caller holds the transaction, has checked and records. */
export async function fillTexts(tx: Tx, row: MeetingRow, texts: readonly NewText[]): Promise<void> {
  if (texts.length === 0) return
  await tx
    .insert(meetingText)
    .values(texts.map((text, position) => ({ ...text, networkId: row.networkId, meetingId: row.id, position })))
}
