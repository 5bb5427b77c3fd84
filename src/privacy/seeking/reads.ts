/** Who somebody is, wherever they are known: by account or by address. */
import { and, eq, isNull, sql } from 'drizzle-orm'
import { network } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'
import { appearancesOf } from '#programme/traces/reads.ts'
import { type Somebody, sortNames } from './rules.ts'

/**
 * Everything that ties rows to somebody. No access is checked: whoever calls has.
 * @returns null where nothing at all is known of them
 */
export async function seek(db: Db, by: { readonly personId: string } | { readonly email: string }): Promise<Somebody | null> {
  const [account] = await db
    .select()
    .from(person)
    .where(
      and(
        'personId' in by ? eq(person.id, by.personId) : eq(sql`lower(${person.email})`, by.email.toLowerCase()),
        isNull(person.deletedAt),
      ),
    )
  if ('personId' in by && !account) return null
  const personId = account?.id ?? null
  const email = account ? (account.email?.toLowerCase() ?? null) : 'email' in by ? by.email.toLowerCase() : null
  const borne = await namesBorne(db, personId, email)
  const all = [...(account ? [account.name] : []), ...borne]
  const { own: names, shared: sharedNames } = sortNames(all, await borneByOthers(db, all, personId, email))
  const appearances = await appearancesOf(db, { personId, email, names })
  const networks = await networksOf(db, personId, email, [...new Set(appearances.map((one) => one.networkId))])
  if (!account && networks.length === 0) return null
  return {
    personId,
    email,
    names,
    sharedNames,
    speakerIds: appearances.map((one) => one.id),
    name: all[0] ?? null,
    networks,
    operator: account?.operator ?? false,
    ownsAlone: personId ? await ownedAlone(db, personId) : [],
  }
}

/** Names in rows that are theirs: by their account where they have one, and then also what they were called before; else by their address. */
async function namesBorne(db: Db, personId: string | null, email: string | null): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(
    personId
      ? sql`select name from registration where person_id = ${personId} union select name from speaker where person_id = ${personId}
          union select name from attendance where person_id = ${personId} union select name from input where person_id = ${personId} and name is not null
          union select distinct by_name from activity where by_person = ${personId} and by_name is not null`
      : sql`select name from registration where email = ${email} union select name from speaker where lower(email) = ${email}
          union select name from input where lower(email) = ${email} and name is not null`,
  )
  return rows.map((row) => row.name)
}

async function borneByOthers(db: Db, names: readonly string[], personId: string | null, email: string | null): Promise<string[]> {
  if (names.length === 0) return []
  const called = sql`lower(name) = any(${sql.param(names.map((name) => name.toLowerCase()))}::text[])`
  // Rows without an account and without an address could be anybody's, so also theirs.
  const another = sql`((person_id is not null and person_id is distinct from ${personId}::uuid)
    or (person_id is null and lower(email) <> coalesce(${email}::text, '')))`
  const { rows } = await db.execute<{ name: string }>(
    sql`select name from person where ${called} and id is distinct from ${personId}::uuid and deleted_at is null
      union select name from registration where ${called} and ${another}
      union select name from speaker where ${called} and ${another}
      union select name from input where ${called} and ${another}`,
  )
  return rows.map((row) => row.name)
}

async function networksOf(db: Db, personId: string | null, email: string | null, also: readonly string[]) {
  const byPerson = ['membership', 'meeting_role', 'invitation', 'profile', 'attendance', 'visit', 'own_calendar', 'material_read']
  const byBoth = ['registration', 'follower', 'input', 'notice_receiver', 'speaker']
  const from = (table: string) => sql`select network_id from ${sql.identifier(table)}`
  const parts = [
    ...(personId ? [...byPerson, ...byBoth].map((table) => sql`${from(table)} where person_id = ${personId}`) : []),
    ...(email ? byBoth.map((table) => sql`${from(table)} where lower(email) = ${email}`) : []),
    ...(email ? [sql`select network_id from mail where lower("to") = ${email}`] : []),
    sql`select unnest(${sql.param([...also])}::uuid[])`,
  ]
  return db
    .select({ id: network.id, name: network.name })
    .from(network)
    .where(sql`${network.id} in (${sql.join(parts, sql` union `)})`)
}

async function ownedAlone(db: Db, personId: string): Promise<Words[]> {
  const rows = await db
    .select({ name: network.name })
    .from(network)
    .where(
      sql`exists (select 1 from membership where network_id = ${network.id} and person_id = ${personId} and role = 'owner' and "to" is null)
        and not exists (select 1 from membership where network_id = ${network.id} and person_id <> ${personId} and role = 'owner' and "to" is null)`,
    )
  return rows.map((row) => row.name)
}
