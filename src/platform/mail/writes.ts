/**
 * The outbox. A mail is a row written in the transaction of the act that wants it, with a job beside it: it is sent if and
 * only if the act took place. Without a mail server the row is kept for the outbox's readers.
 */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { type Doer, inTransaction, record } from '../activity/writes.ts'
import type { Db, Tx } from '../db/db.ts'
import { newId } from '../db/id.ts'
import { NotFound, Refused } from '../errors.ts'
import type { Ground } from '../ground.ts'
import { type MailRow, readMail } from './reads.ts'
import { filled, maySendAgain, mayStop, priorityOf, whole, withoutSecretLinks } from './rules.ts'
import { type CalendarPart, mail, mailPattern } from './tables.ts'

/** A job for one mail. */
export const SEND_QUEUE = 'mail.send'
/** A job for some of many that were written together. */
export const SEND_MANY_QUEUE = 'mail.send-many'
/** So many to a job: few enough that another process can take a share, and that a killed one's are soon taken up. */
const TO_A_JOB = 500

/** One mail to one person; `letter()` makes subject, text and html. */
export interface Outgoing {
  /** Null for what concerns no network: sign-in links. */
  readonly networkId: string | null
  readonly to: string
  /** What it is about, for the outbox: 'sign-in', 'invitation', … */
  readonly kind: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly headers?: Record<string, string>
  readonly calendar?: CalendarPart
}

/** Puts a mail in the outbox within a write's transaction. @returns its id */
export async function queueMail(ground: Pick<Ground, 'config' | 'jobs'>, tx: Tx, outgoing: Outgoing): Promise<string> {
  const hasServer = ground.config.SMTP_URL !== null
  const [row] = await tx
    .insert(mail)
    .values({
      ...outgoing,
      html: outgoing.html ?? null,
      headers: outgoing.headers ?? null,
      calendar: outgoing.calendar ?? null,
      state: hasServer ? 'waiting' : 'kept',
    })
    .returning({ id: mail.id })
  if (hasServer) await ground.jobs.send(tx, SEND_QUEUE, { mailId: row!.id }, { priority: priorityOf(outgoing.kind) })
  return row!.id
}

/** A letter to many, written once: marks in it stand for what differs. */
export interface Serial extends Omit<Outgoing, 'to' | 'calendar'> {
  /** Texts that stand nowhere in it by chance. */
  readonly marks: readonly string[]
  readonly to: readonly Addressed[]
}

/** One who gets it. */
export interface Addressed {
  /** Made beforehand, so that what refers to the mail can be written with it. */
  readonly id: string
  readonly to: string
  /** What stands at each mark; in HTML it is escaped. */
  readonly fills: readonly string[]
  readonly calendar?: CalendarPart
}

/**
 * Puts many mails in the outbox within a write's transaction: one insert, and a job for every few hundred. What is alike is
 * kept once, in a pattern; a mail is a short row. Those that somebody waits for go meanwhile: they have a queue of their own.
 */
export async function queueSerials(ground: Pick<Ground, 'config' | 'jobs'>, tx: Tx, serials: readonly Serial[]): Promise<void> {
  const hasServer = ground.config.SMTP_URL !== null
  const patterns: (typeof mailPattern.$inferInsert)[] = []
  const rows = serials.flatMap((serial) => {
    const { networkId, kind, subject, text, html = null, headers = null, marks, to } = serial
    const own = { network_id: networkId, kind, state: hasServer ? 'waiting' : 'kept' }
    const alone = to.length === 1
    const patternId = newId()
    if (to.length > 1) patterns.push({ id: patternId, networkId, text, html, headers, marks })
    return to.map(({ id, to: address, fills, calendar = null }) => ({
      ...own,
      id,
      to: address,
      subject: filled(subject, marks, fills),
      calendar,
      ...(alone ? inlined({ text, html, headers }, marks, fills) : { text: '', pattern_id: patternId, fills }),
    }))
  })
  if (rows.length === 0) return
  if (patterns.length > 0) await tx.insert(mailPattern).values(patterns)
  // One value for all of them: PostgreSQL takes no more than 65,535 in a statement.
  await tx.execute(sql`insert into ${mail} (id, network_id, "to", kind, subject, text, html, headers, calendar, pattern_id, fills, state)
    select id, network_id, "to", kind, subject, text, html, headers, calendar, pattern_id, fills, state
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, network_id uuid, "to" text, kind text, subject text,
      text text, html text, headers jsonb, calendar jsonb, pattern_id uuid, fills jsonb, state text)`)
  if (hasServer)
    await queueJobs(
      ground,
      tx,
      rows.map(({ id }) => id),
    )
}

/** The words of a mail that is like no other. */
function inlined(
  pattern: Pick<Serial, 'text'> & { html: string | null; headers: Record<string, string> | null },
  marks: readonly string[],
  fills: readonly string[],
) {
  const { text, html, headers } = whole({ text: '', html: null, headers: null, fills }, { ...pattern, marks })
  return { text, html, headers }
}

/** As `queueSerials`, for mails of which none is like another. */
export const queueMails = (
  ground: Pick<Ground, 'config' | 'jobs'>,
  tx: Tx,
  outgoing: readonly (Outgoing & { readonly id: string })[],
): Promise<void> =>
  queueSerials(
    ground,
    tx,
    outgoing.map(({ id, to, calendar, ...written }) => ({
      ...written,
      marks: [],
      to: [{ id, to, fills: [], ...(calendar && { calendar }) }],
    })),
  )

async function queueJobs(ground: Pick<Ground, 'jobs'>, tx: Tx, mailIds: readonly string[]): Promise<void> {
  for (let i = 0; i < mailIds.length; i += TO_A_JOB)
    await ground.jobs.send(tx, SEND_MANY_QUEUE, { mailIds: mailIds.slice(i, i + TO_A_JOB) })
}

/**
 * Puts mails that failed in the queue once more, within a write whose caller has checked who may.
 * @returns how many they are
 * @throws Refused when there is no mail server
 */
export async function sendManyAgain(
  ground: Pick<Ground, 'config' | 'jobs'>,
  tx: Tx,
  mailIds: readonly string[],
): Promise<number> {
  if (ground.config.SMTP_URL === null) throw new Refused('shared_mail_no_server')
  if (mailIds.length === 0) return 0
  const rows = await tx
    .update(mail)
    .set({ state: 'waiting', tries: 0, error: null })
    .where(and(inArray(mail.id, [...mailIds]), eq(mail.state, 'failed')))
    .returning({ id: mail.id })
  await queueJobs(
    ground,
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/** Stops mails that wait, as `stopMail` does one, within a write whose caller has checked who may. @returns how many */
export async function stopMails(tx: Tx, mailIds: readonly string[]): Promise<number> {
  if (mailIds.length === 0) return 0
  const rows = await tx
    .update(mail)
    .set({ state: 'withdrawn' })
    .where(and(inArray(mail.id, [...mailIds]), eq(mail.state, 'waiting')))
    .returning({ id: mail.id })
  return rows.length
}

/**
 * Puts a mail that failed, was kept or was stopped in the queue once more. The caller has checked that this person may read the outbox.
 * @throws Refused when it is on its way or there is no mail server
 */
export async function sendAgain(
  ground: Pick<Ground, 'config' | 'jobs' | 'db'>,
  by: Doer,
  networkId: string | null,
  id: string,
): Promise<void> {
  await inTransaction(ground.db, async (tx) => {
    const row = await readMail(tx, networkId, id)
    if (!row) throw new NotFound()
    const answer = maySendAgain(row, ground.config.SMTP_URL !== null)
    if (answer !== 'yes') throw new Refused(answer)
    await tx.update(mail).set({ state: 'waiting', tries: 0, error: null }).where(eq(mail.id, id))
    await ground.jobs.send(tx, SEND_QUEUE, { mailId: id })
    await record(tx, by, { networkId, action: 'mail.sent_again', about: { kind: 'mail', id }, raises: [] })
  })
}

/**
 * Puts all mails of a network that failed in the queue once more. The caller has checked as above.
 * @returns how many they are
 * @throws Refused when there is no mail server
 */
export async function sendFailedAgain(
  ground: Pick<Ground, 'config' | 'jobs' | 'db'>,
  by: Doer,
  networkId: string,
): Promise<number> {
  if (ground.config.SMTP_URL === null) throw new Refused('shared_mail_no_server')
  return inTransaction(ground.db, async (tx) => {
    const rows = await tx
      .update(mail)
      .set({ state: 'waiting', tries: 0, error: null })
      .where(and(eq(mail.networkId, networkId), eq(mail.state, 'failed')))
      .returning({ id: mail.id })
    for (const { id } of rows) {
      await ground.jobs.send(tx, SEND_QUEUE, { mailId: id })
      await record(tx, by, { networkId, action: 'mail.sent_again', about: { kind: 'mail', id }, raises: [] })
    }
    return rows.length
  })
}

/**
 * Stops a mail that waits. One that is being handed over at this very moment arrives all the same, and the outbox says so.
 * The caller has checked that this person may read the outbox.
 * @throws Refused when it does not wait
 */
export async function stopMail(db: Db, by: Doer, networkId: string | null, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await readMail(tx, networkId, id)
    if (!row) throw new NotFound()
    const answer = mayStop(row)
    if (answer !== 'yes') throw new Refused(answer)
    await tx
      .update(mail)
      .set({ state: 'withdrawn' })
      .where(and(eq(mail.id, id), eq(mail.state, 'waiting')))
    await record(tx, by, { networkId, action: 'mail.stopped', about: { kind: 'mail', id }, raises: [] })
  })
}

/** A mail that left the house, as it was sent. */
type SentMail = Pick<MailRow, 'id' | 'subject' | 'text' | 'html' | 'tries' | 'patternId' | 'fills'>

/**
 * Mails left the house, as the rows say them. Personal links go from them: they are in the readers' hands now, and in no backup
 * of ours. The disk is not waited for: a mark that is lost when the power goes is a letter that goes twice, as the same.
 */
export async function markSent(db: Db, sent: readonly SentMail[]): Promise<void> {
  const rows = sent.map(({ id, subject, text, html, tries, patternId, fills }) => ({
    id,
    subject,
    tries: tries + 1,
    // The pattern's words are everybody's, and stay where they are.
    text: patternId ? '' : withoutSecretLinks(text),
    html: patternId ? null : html && withoutSecretLinks(html),
    fills: fills?.map(withoutSecretLinks) ?? null,
  }))
  await db.execute(sql`update ${mail} set state = 'sent', subject = r.subject, text = r.text, html = r.html, fills = r.fills,
      tries = r.tries, headers = null, calendar = null, error = null, sent_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, subject text, text text, html text, fills jsonb, tries int),
      (select set_config('synchronous_commit', 'off', true)) as unsynced
    where ${mail.id} = r.id and ${inArray(
      mail.id,
      sent.map((one) => one.id),
    )}`)
}

/** A try failed: once more at `next`, or given up for good with null. */
export async function markFailed(
  ground: Pick<Ground, 'jobs' | 'db'>,
  id: string,
  tries: number,
  error: string,
  next: Temporal.Instant | null,
): Promise<void> {
  await inTransaction(ground.db, async (tx) => {
    const changed = await tx
      .update(mail)
      .set({ tries, error: error.slice(0, 2000), state: next ? 'waiting' : 'failed' })
      // Stopped by somebody while we tried: then it stays so.
      .where(and(eq(mail.id, id), eq(mail.state, 'waiting')))
      .returning({ id: mail.id })
    if (next && changed.length > 0)
      await ground.jobs.send(tx, SEND_QUEUE, { mailId: id }, { startAfter: new Date(next.epochMilliseconds) })
  })
}

/** The mail server was taken out of the settings while the mail waited. */
export async function markKept(db: Db, id: string): Promise<void> {
  await db.update(mail).set({ state: 'kept' }).where(eq(mail.id, id))
}

/** What it told is no longer so: it is not sent. */
export async function markWithdrawn(db: Db, id: string): Promise<void> {
  await db.update(mail).set({ state: 'withdrawn', headers: null, calendar: null }).where(eq(mail.id, id))
}
