/**
 * Letters: written, kept, planned, sent, stopped. A letter is sent in one transaction, with all its mails: after a crash all
 * of them are in the outbox, or none and the letter is as it was.
 */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { type Actor, jobActor } from '#actor.ts'
import type { Duty } from '#materials/reminders/rules.ts'
import { meetingById } from '#meeting/reads.ts'
import { markTold } from '#meeting/told/writes.ts'
import { type Act, inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { sendManyAgain, stopMails } from '#platform/mail/writes.ts'
import { markAsked } from '#programme/appearances/writes.ts'
import { type Pattern, sendPatterns } from '../letters/writes.ts'
import { notice } from '../tables.ts'
import { type About, isOvertaken, mailsOf, PLANNED } from './reads.ts'
import { type Drafted, maySend, mayWrite, type NoticeRow, standingOf, storedOf } from './rules.ts'

export const LETTER_QUEUE = 'notices.letter'

/** A letter made ready at this moment. */
export interface Composed {
  readonly letters: readonly Pattern[]
  /** Appearances whose presentation it asks for. */
  readonly asked: readonly Duty[]
  /** Of the plan that everybody concerned now knows; null where it tells of none, or not all of them. */
  readonly plan: string | null
}

/** Makes the letters of a notice, from what stands in the database within its transaction. */
export type Compose = (tx: Tx, actor: Actor, about: About, row: NoticeRow) => Promise<Composed>

type Outside = Pick<Ground, 'db' | 'config' | 'jobs'>

/** @throws NotFound for those who do not organise */
export async function createDraft(db: Db, actor: Actor, about: About, drafted: Drafted): Promise<NoticeRow> {
  enforce(actor, about)
  return inTransaction(db, async (tx) => {
    const [row] = await tx
      .insert(notice)
      .values({
        networkId: about.network.id,
        meetingId: about.meeting?.id ?? null,
        ...(storedOf(drafted) as Pick<NoticeRow, 'subject' | 'body' | 'inlined' | 'audience'>),
        byPerson: actor.person?.id ?? null,
        byName: actor.person?.name ?? null,
      })
      .returning()
    await note(tx, actor, row!, 'notice.drafted')
    return row!
  })
}

/**
 * @param version of the draft that was changed
 * @throws Conflict with what stands when somebody else was there first · Refused when it waits or is sent
 */
export async function saveDraft(
  db: Db,
  actor: Actor,
  about: About,
  id: string,
  version: number,
  drafted: Drafted,
): Promise<NoticeRow> {
  return change(db, actor, about, id, async (tx, row) => {
    draftOnly(row)
    if (row.version !== version) throw new Conflict<unknown>(row, drafted)
    return put(tx, row, storedOf(drafted) as Partial<NoticeRow>, 'notice.changed', actor)
  })
}

/** Throws a draft away; `restoreDraft` takes that back. */
export const removeDraft = (db: Db, actor: Actor, about: About, id: string): Promise<NoticeRow> =>
  change(db, actor, about, id, (tx, row) => {
    draftOnly(row)
    return put(tx, row, { cancelledAt: Temporal.Now.instant().toString() }, 'notice.removed', actor)
  })

export const restoreDraft = (db: Db, actor: Actor, about: About, id: string): Promise<NoticeRow> =>
  change(db, actor, about, id, async (tx, row) =>
    standingOf(row) === 'removed' ? put(tx, row, { cancelledAt: null }, 'notice.restored', actor) : row,
  )

/**
 * Lets a draft wait for a moment. It stands fast: a meeting that moves does not move it.
 * @throws Conflict when the draft was changed since it was looked through · Refused when it may not be sent
 */
export async function plan(
  ground: Outside,
  actor: Actor,
  about: About,
  id: string,
  version: number,
  at: Temporal.Instant,
): Promise<NoticeRow> {
  return change(ground.db, actor, about, id, async (tx, row) => {
    sendable(actor, about, row, version)
    const planned = await put(tx, row, { sendAt: at.toString() }, PLANNED, actor)
    const job = { noticeId: id, version: planned.version }
    await ground.jobs.send(tx, LETTER_QUEUE, job, { startAfter: new Date(at.epochMilliseconds) })
    return planned
  })
}

/** Makes a letter that waits a draft again. @throws Refused when it does not wait */
export const unplan = (db: Db, actor: Actor, about: About, id: string): Promise<NoticeRow> =>
  change(db, actor, about, id, (tx, row) => {
    if (standingOf(row) !== 'waiting') throw new Refused('letters_not_waiting')
    return put(tx, row, { sendAt: null }, 'notice.stopped', actor)
  })

/**
 * Sends a draft now.
 * @param seen the version that was looked through, and to how many it was to go
 * @throws Conflict when either has changed: theirs is the number of receivers now
 */
export function sendNow(
  ground: Outside,
  actor: Actor,
  about: About,
  id: string,
  seen: { readonly version: number; readonly count: number },
  compose: Compose,
): Promise<number> {
  return change(ground.db, actor, about, id, async (tx, row) => {
    sendable(actor, about, row, seen.version)
    const composed = await compose(tx, actor, about, row)
    const count = composed.letters.reduce((sum, one) => sum + one.receivers.length, 0)
    if (count !== seen.count) throw new Conflict(count, seen.count)
    return dispatch(ground, tx, actor, row, composed)
  })
}

/**
 * Sends a letter whose moment has come. Nothing happens when it was stopped, changed or sent meanwhile; it becomes a draft
 * again when it may not be sent any more, or the meeting was cancelled or put off after it was planned.
 */
export async function sendPlanned(
  ground: Outside,
  network: About['network'],
  noticeId: string,
  version: number,
  compose: Compose,
): Promise<'sent' | 'held' | 'nothing'> {
  const actor = jobActor(network.id)
  return inTransaction(ground.db, async (tx) => {
    const [row] = await tx
      .select()
      .from(notice)
      .where(and(eq(notice.id, noticeId), eq(notice.version, version), isNull(notice.sentAt), isNull(notice.cancelledAt)))
      .for('update')
    if (!row?.sendAt) return 'nothing'
    const meeting = row.meetingId ? await meetingById(tx, row.meetingId) : null
    const gone = row.meetingId !== null && meeting === null
    if (gone || maySend(actor, meeting) !== 'yes' || (await isOvertaken(tx, row))) {
      await put(tx, row, { sendAt: null }, 'notice.held', actor)
      return 'held'
    }
    await dispatch(ground, tx, actor, row, await compose(tx, actor, { network, meeting }, row))
    return 'sent'
  })
}

async function dispatch(
  ground: Outside,
  tx: Tx,
  actor: Actor,
  row: NoticeRow,
  { letters, asked, plan: mark }: Composed,
): Promise<number> {
  const { networkId, meetingId } = row
  const count = await sendPatterns(ground, tx, { networkId, noticeId: row.id }, letters)
  const at = Temporal.Now.instant().toString()
  if (meetingId) {
    await markAsked(
      tx,
      asked.map((one) => ({ id: one.speakerId, networkId, meetingId })),
      at,
    )
    if (mark) await markTold(tx, actor, meetingId, mark)
  }
  const by = actor.person ? { byPerson: actor.person.id, byName: actor.person.name } : {}
  await put(tx, row, { sentAt: at, sentTo: count, ...by }, 'notice.sent', actor)
  return count
}

/** Puts the mails of a letter that were refused in the queue once more. @returns how many */
export const sendRefusedAgain = (ground: Outside, actor: Actor, about: About, id: string): Promise<number> =>
  change(ground.db, actor, about, id, async (tx, row) => {
    const count = await sendManyAgain(ground, tx, await mailsOf(tx, id, 'failed'))
    await note(tx, actor, row, 'notice.sent_again', { count })
    return count
  })

/** Stops the mails of a letter that wait for the mail server. @returns how many */
export const stopRest = (db: Db, actor: Actor, about: About, id: string): Promise<number> =>
  change(db, actor, about, id, async (tx, row) => {
    const count = await stopMails(tx, await mailsOf(tx, id, 'waiting'))
    await note(tx, actor, row, 'notice.rest_stopped', { count })
    return count
  })

function enforce(actor: Actor, about: About): void {
  if (actor.network?.id !== about.network.id || mayWrite(actor, about.meeting) !== 'yes') throw new NotFound()
}

function draftOnly(row: NoticeRow): void {
  const standing = standingOf(row)
  if (standing === 'sent') throw new Refused('letters_already_sent')
  if (standing === 'waiting') throw new Refused('letters_not_draft')
  if (standing === 'removed') throw new NotFound()
}

function sendable(actor: Actor, about: About, row: NoticeRow, version: number): void {
  draftOnly(row)
  const may = maySend(actor, about.meeting)
  if (may !== 'yes') throw new Refused(may)
  if (row.version !== version) throw new Conflict<unknown>(null, version)
}

async function change<T>(
  db: Db,
  actor: Actor,
  about: About,
  id: string,
  write: (tx: Tx, row: NoticeRow) => Promise<T>,
): Promise<T> {
  enforce(actor, about)
  return inTransaction(db, async (tx) => {
    const ofThis = about.meeting ? eq(notice.meetingId, about.meeting.id) : isNull(notice.meetingId)
    const [row] = await tx
      .select()
      .from(notice)
      .where(and(eq(notice.id, id), eq(notice.networkId, about.network.id), ofThis))
      .for('update')
    if (!row) throw new NotFound()
    return write(tx, row)
  })
}

async function put(tx: Tx, row: NoticeRow, set: Partial<NoticeRow>, action: string, actor: Actor): Promise<NoticeRow> {
  const [changed] = await tx
    .update(notice)
    .set({ ...set, version: sql`${notice.version} + 1` })
    .where(eq(notice.id, row.id))
    .returning()
  await note(tx, actor, changed!, action, action === 'notice.sent' ? { count: changed!.sentTo } : undefined)
  return changed!
}

/** Only organisers see letters, and never on a kept page: nothing is raised. */
const note = (
  tx: Tx,
  actor: Actor,
  { id, networkId, meetingId }: NoticeRow,
  action: string,
  after?: Act['after'],
): Promise<void> =>
  record(tx, actor, {
    networkId,
    ...(meetingId && { meetingId }),
    action,
    about: { kind: 'notice', id },
    ...(after !== undefined && { after }),
    raises: [],
  })
