/**
 * The outbox. A mail is a row written in the transaction of the act that wants it, with a job beside it: it is sent if and
 * only if the act took place. Without a mail server the row is kept for the outbox's readers.
 */
import { eq } from 'drizzle-orm'
import { type Doer, inTransaction, record } from '../activity/writes.ts'
import type { Db, Tx } from '../db/db.ts'
import { NotFound, Refused } from '../errors.ts'
import type { Ground } from '../ground.ts'
import { readMail } from './reads.ts'
import { maySendAgain, withoutSecretLinks } from './rules.ts'
import { mail } from './tables.ts'

export const SEND_QUEUE = 'mail.send'

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
      state: hasServer ? 'waiting' : 'kept',
    })
    .returning({ id: mail.id })
  if (hasServer) await ground.jobs.send(tx, SEND_QUEUE, { mailId: row!.id })
  return row!.id
}

/**
 * Puts a failed or kept mail in the queue once more. The caller has checked that this person may read the outbox.
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

/** A mail left the house, as `row` says it. Personal links go from it: they are in the reader's hands now, and in no backup of ours. */
export async function markSent(
  db: Db,
  row: { id: string; subject: string; text: string; html: string | null; tries: number },
): Promise<void> {
  await db
    .update(mail)
    .set({
      state: 'sent',
      subject: row.subject,
      headers: null,
      tries: row.tries + 1,
      error: null,
      sentAt: new Date().toISOString(),
      text: withoutSecretLinks(row.text),
      html: row.html && withoutSecretLinks(row.html),
    })
    .where(eq(mail.id, row.id))
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
    await tx
      .update(mail)
      .set({ tries, error: error.slice(0, 2000), state: next ? 'waiting' : 'failed' })
      .where(eq(mail.id, id))
    if (next) await ground.jobs.send(tx, SEND_QUEUE, { mailId: id }, { startAfter: new Date(next.epochMilliseconds) })
  })
}

/** The mail server was taken out of the settings while the mail waited. */
export async function markKept(db: Db, id: string): Promise<void> {
  await db.update(mail).set({ state: 'kept' }).where(eq(mail.id, id))
}

/** What it told is no longer so: it is not sent. */
export async function markWithdrawn(db: Db, id: string): Promise<void> {
  await db.update(mail).set({ state: 'withdrawn', headers: null }).where(eq(mail.id, id))
}
