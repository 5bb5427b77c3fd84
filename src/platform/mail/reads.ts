/** The outbox, newest first, a page at a time. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { isId } from '../db/id.ts'
import { mail } from './tables.ts'

export type MailRow = typeof mail.$inferSelect

/** Whose outbox: a network's, or with null that of the installation itself (sign-in links). */
const of = (networkId: string | null) => (networkId === null ? isNull(mail.networkId) : eq(mail.networkId, networkId))

/** @param before the id of the last mail of the page before */
export async function listMails(
  db: Db,
  networkId: string | null,
  page: { limit: number; before?: string | undefined },
): Promise<MailRow[]> {
  const earlier =
    page.before && isId(page.before)
      ? sql`(${mail.createdAt}, ${mail.id}) < (select created_at, id from mail where id = ${page.before})`
      : undefined
  return db
    .select()
    .from(mail)
    .where(and(of(networkId), earlier))
    .orderBy(desc(mail.createdAt), desc(mail.id))
    .limit(page.limit)
}

export async function readMail(db: Db, networkId: string | null, id: string): Promise<MailRow | null> {
  if (!isId(id)) return null
  const [row] = await db
    .select()
    .from(mail)
    .where(and(eq(mail.id, id), of(networkId)))
  return row ?? null
}
