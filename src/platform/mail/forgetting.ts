/** Mail that is not kept any longer: to one who is erased, and what is old. */
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/db.ts'
import { whole } from './rules.ts'
import { mail, mailPattern } from './tables.ts'

/** The mails to an address, whatever came of them. */
export async function mailsTo(db: Db, email: string) {
  const rows = await db
    .select({ row: mail, pattern: mailPattern })
    .from(mail)
    .leftJoin(mailPattern, eq(mailPattern.id, mail.patternId))
    .where(eq(sql`lower(${mail.to})`, email))
    .orderBy(mail.createdAt)
  return rows.map(({ row, pattern }) => {
    const { subject, text, kind, state, createdAt: at } = whole(row, pattern)
    return { subject, text, kind, state, at }
  })
}

/**
 * Removes the mails to an address; a job that waits for one finds nothing to send. Calendar entries in others' mails get whole
 * lines, so that a name folded in two (RFC 5545 §3.1) is found by whoever looks for it.
 * @returns how many were removed
 */
export async function forgetMails(tx: Tx, email: string): Promise<number> {
  const gone = await tx
    .delete(mail)
    .where(eq(sql`lower(${mail.to})`, email))
    .returning({ id: mail.id })
  return gone.length
}

/** Lines of waiting calendar entries as they were before they were folded. */
export async function unfoldCalendars(tx: Tx): Promise<void> {
  await tx.execute(
    sql`update ${mail} set calendar = regexp_replace(calendar::text, '\\\\r\\\\n[ \\t]', '', 'g')::jsonb
      where calendar is not null and calendar::text ~ '\\\\r\\\\n[ \\t]'`,
  )
}

/**
 * Removes mails made before a moment that do not wait any more, at most `limit`.
 * @param networkId null for the installation's own
 */
export async function forgetOldMails(db: Db, networkId: string | null, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ id: mail.id })
    .from(mail)
    .where(
      and(
        networkId === null ? isNull(mail.networkId) : eq(mail.networkId, networkId),
        lt(mail.createdAt, before.toString()),
        sql`${mail.state} <> 'waiting'`,
      ),
    )
    .limit(limit)
  const gone = await db.delete(mail).where(inArray(mail.id, old)).returning({ id: mail.id })
  // What was written for many goes with the last of them.
  await db
    .delete(mailPattern)
    .where(
      and(
        lt(mailPattern.createdAt, before.toString()),
        sql`not exists (select 1 from ${mail} where ${mail.patternId} = ${mailPattern.id})`,
      ),
    )
  return gone.length
}
