/** The outbox, newest first, a page at a time. */
import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { isId } from '../db/id.ts'
import { whole } from './rules.ts'
import { type MailState, mail, mailPattern } from './tables.ts'

export type MailRow = typeof mail.$inferSelect

/** Whose outbox: a network's, or with null that of the installation itself (sign-in links). */
const of = (networkId: string | null) => (networkId === null ? isNull(mail.networkId) : eq(mail.networkId, networkId))

/** @param page.before the id of the last mail of the page before; `page.state` only those in this state */
export async function listMails(
  db: Db,
  networkId: string | null,
  page: { limit: number; before?: string | undefined; state?: MailState | undefined },
): Promise<MailRow[]> {
  const earlier =
    page.before && isId(page.before)
      ? sql`(${mail.createdAt}, ${mail.id}) < (select created_at, id from mail where id = ${page.before})`
      : undefined
  return db
    .select()
    .from(mail)
    .where(and(of(networkId), page.state && eq(mail.state, page.state), earlier))
    .orderBy(desc(mail.createdAt), desc(mail.id))
    .limit(page.limit)
}

/** How many mails there are in each state. */
export async function countMails(db: Db, networkId: string | null): Promise<Readonly<Partial<Record<MailState, number>>>> {
  const rows = await db.select({ state: mail.state, count: count() }).from(mail).where(of(networkId)).groupBy(mail.state)
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

export async function readMail(db: Db, networkId: string | null, id: string): Promise<MailRow | null> {
  if (!isId(id)) return null
  const [found] = await db
    .select({ row: mail, pattern: mailPattern })
    .from(mail)
    .leftJoin(mailPattern, eq(mailPattern.id, mail.patternId))
    .where(and(eq(mail.id, id), of(networkId)))
  return found ? whole(found.row, found.pattern) : null
}

/** Those of some mails that still wait: not gone, stopped, or sent by a job that the queue gave out twice. In the order asked for. */
export async function readWaiting(db: Db, ids: readonly string[]): Promise<MailRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(mail)
    .where(and(inArray(mail.id, [...ids]), eq(mail.state, 'waiting')))
  const patterns = new Map((await patternsOf(db, rows)).map((one) => [one.id, one]))
  const place = new Map(ids.map((id, i) => [id, i]))
  return rows
    .sort((a, b) => place.get(a.id)! - place.get(b.id)!)
    .map((row) => whole(row, (row.patternId && patterns.get(row.patternId)) || null))
}

/** Each pattern once, however many mails are of it. */
async function patternsOf(db: Db, rows: readonly Pick<MailRow, 'patternId'>[]) {
  const ids = [...new Set(rows.flatMap((row) => row.patternId ?? []))]
  return ids.length === 0 ? [] : db.select().from(mailPattern).where(inArray(mailPattern.id, ids))
}
