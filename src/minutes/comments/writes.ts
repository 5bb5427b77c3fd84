/** Saying something of minutes while they are written, answering it, and settling it. */
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { mayWriteMinutes } from '#meeting/rules.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { commentsSubject } from '#platform/live/subjects.ts'
import type { Place } from '../reads.ts'
import { type MinutesRow, mayWrite } from '../rules.ts'
import { act } from '../standing/writes.ts'
import { minutes } from '../tables.ts'
import { documentOf } from '../together/forms.ts'
import { storedDoc } from '../together/reads.ts'
import { enforce, locked, makeStand, openMinutes } from '../writes.ts'
import { replaceAt } from './reader.ts'
import { mayReply, maySettle, type Passage, type Settlement, stateAfter, type ThreadRow } from './rules.ts'
import { minutesComment, minutesThread } from './tables.ts'

export interface Begun {
  /** What is meant, and what it says; null for all of the text. */
  readonly place: { readonly passage: Passage; readonly quote: string } | null
  /** What it should say instead. */
  readonly proposed: string | null
  /** May be empty where something is proposed. */
  readonly text: string
}

/**
 * Begins a thread. Minutes that nobody has begun are begun.
 * @throws NotFound for who may not write these minutes
 * @throws Refused('minutes_is_approved'), Invalid({text}) for an identity number
 */
export async function beginThread(db: Db, actor: Actor, place: Place, given: Begun): Promise<ThreadRow> {
  return inTransaction(db, async (tx) => {
    onlyWriters(actor, place)
    const row = (await standing(tx, place)) ?? (await openMinutes(tx, actor, place))
    enforce(mayWrite(actor, place.meeting, row))
    withoutNumber(`${given.text} ${given.proposed ?? ''}`)
    const [made] = await tx
      .insert(minutesThread)
      .values({
        ...{ networkId: row.networkId, meetingId: row.meetingId, itemId: row.itemId, minutesId: row.id },
        ...{ passage: given.place?.passage ?? null, quote: given.place?.quote ?? null, proposed: given.proposed },
        ...author(actor),
      })
      .returning()
    if (given.text) await say(tx, actor, made!, given.text)
    await note(tx, actor, row, 'minutes.thread_begun', made!)
    return made!
  })
}

/** @throws NotFound; Refused('comments_settled'); Invalid({text}) for an identity number */
export async function reply(db: Db, actor: Actor, place: Place, threadId: string, text: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    onlyWriters(actor, place)
    const { row, thread } = await threadUnderLock(tx, place, threadId)
    enforce(mayReply(actor, place.meeting, thread))
    withoutNumber(text)
    await say(tx, actor, thread, text)
    await note(tx, actor, row, 'minutes.thread_answered', thread)
  })
}

/**
 * Resolves a thread or opens it again; takes a suggestion into the text, as a change that everybody gets who has it open, or
 * leaves it.
 * @throws NotFound; Refused('comments_passage_changed') when the passage no longer says what the suggestion was made to
 */
export async function settleThread(db: Db, actor: Actor, place: Place, threadId: string, how: Settlement): Promise<void> {
  await inTransaction(db, async (tx) => {
    onlyWriters(actor, place)
    // What is taken in is taken into the text as it stands with all that was written until now.
    if (how === 'accept') await locked(tx, place.meeting, place.item.id)
    const { row, thread } = await threadUnderLock(tx, place, threadId)
    enforce(maySettle(actor, place.meeting, row, thread, how))
    if (how === 'accept') await takeIn(tx, actor, row, thread)
    const { by, byName } = how === 'reopen' ? { by: null, byName: null } : author(actor)
    await tx
      .update(minutesThread)
      .set({ state: stateAfter[how], settledBy: by, settledByName: byName, settledAt: how === 'reopen' ? null : sql`now()` })
      .where(eq(minutesThread.id, thread.id))
    await note(tx, actor, row, `minutes.thread_${stateAfter[how]}`, thread)
  })
}

async function takeIn(tx: Tx, actor: Actor, row: MinutesRow, { passage, quote, proposed }: ThreadRow): Promise<void> {
  const shared = await storedDoc(tx, row.id)
  const replaced = shared?.life === passage?.life && replaceAt(shared!.doc, passage!, quote!, proposed!)
  if (!replaced) throw new Refused('comments_passage_changed')
  const saved = await makeStand(tx, actor, row, documentOf(shared!.doc), { reason: 'save' })
  const meeting = { id: row.meetingId, networkId: row.networkId }
  await record(tx, actor, act(meeting, row, 'minutes.saved', { number: saved.number }))
}

async function threadUnderLock(tx: Tx, place: Place, id: string): Promise<{ row: MinutesRow; thread: ThreadRow }> {
  const row = await standing(tx, place)
  const [thread] =
    row && isId(id)
      ? await tx
          .select()
          .from(minutesThread)
          .where(and(eq(minutesThread.id, id), eq(minutesThread.minutesId, row.id)))
          .for('update')
      : []
  if (!row || !thread) throw new NotFound()
  return { row, thread }
}

/** The minutes as they are: what is only said of them makes no version. */
async function standing(tx: Tx, { meeting, item }: Place): Promise<MinutesRow | undefined> {
  const [row] = await tx
    .select()
    .from(minutes)
    .where(and(eq(minutes.itemId, item.id), eq(minutes.meetingId, meeting.id)))
  return row
}

const author = ({ person }: Actor) => ({ by: person?.id ?? null, byName: person?.name ?? null })

async function say(tx: Tx, actor: Actor, { id, networkId }: ThreadRow, text: string): Promise<void> {
  await tx.insert(minutesComment).values({ networkId, threadId: id, text, ...author(actor) })
}

function onlyWriters(actor: Actor, { meeting }: Place): void {
  if (mayWriteMinutes(actor, meeting) !== 'yes') throw new NotFound()
}

function withoutNumber(text: string): void {
  if (holdsIdentityNumber(text)) throw new Invalid({ text: 'comments_identity_number' })
}

const note = (tx: Tx, actor: Actor, row: MinutesRow, action: string, thread: ThreadRow) =>
  record(tx, actor, {
    ...act({ id: row.meetingId, networkId: row.networkId }, row, action, { thread: thread.id }),
    raises: [commentsSubject(row.id)],
  })
