/** The followers among some readers: what a link to stop following is made from. */
import { and, eq, isNotNull, or, sql } from 'drizzle-orm'
import { follower } from '#notices/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'

/** By address, in small letters. */
export type Followers = ReadonlyMap<string, { readonly id: string; readonly linkVersion: number }>

export async function followersAmong(
  db: Db,
  networkId: string,
  among: readonly { readonly email: string }[],
): Promise<Followers> {
  const emails = among.map((one) => one.email)
  if (emails.length === 0) return new Map()
  const email = sql<string>`lower(coalesce(${follower.email}, ${person.email}))`
  const rows = await db
    .select({ id: follower.id, linkVersion: follower.linkVersion, email })
    .from(follower)
    .leftJoin(person, eq(person.id, follower.personId))
    .where(
      and(
        eq(follower.networkId, networkId),
        isNotNull(follower.confirmedAt),
        or(isNotNull(follower.email), isNotNull(person.email)),
        sql`${email} = any(${sql.param(emails)}::text[])`,
      ),
    )
  return new Map(rows.map((row) => [row.email, row]))
}
