/** What is indexed, and what has changed since. */
import { eq, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { searchVocabulary } from '../tables.ts'
import { ANALYSIS, networkKinds } from './rules.ts'

export interface Unit {
  readonly unit: string
  readonly networkId: string
}

/** In SQL: where something stands, by its revision and by the way it is analysed. */
const standing = (revision: SQL) => sql`(coalesce(${revision}, 0) * 1000 + ${sql.raw(`${ANALYSIS}`)})`
const ofNetwork = standing(
  sql`(select sum(r.rev) from revision r where r.subject = any(array[${sql.join(
    networkKinds.map((kind) => sql`${`${kind}:`}::text || u.id`),
    sql`, `,
  )}]))`,
)

/** Every unit that stands at another revision than it was indexed at, or is no more. Meetings first: most is in them. */
export async function staleUnits(db: Db, networkId: string | null = null): Promise<Unit[]> {
  const only = (column: string) => (networkId === null ? sql`true` : sql`${sql.raw(column)} = ${networkId}`)
  const { rows } = await db.execute<{ unit: string; networkId: string }>(sql`
    with units as (
      select 'meeting:' || m.id as unit, m.network_id, ${standing(sql`r.rev`)} as rev, 0 as place
      from meeting m left join revision r on r.subject = 'meeting:' || m.id where ${only('m.network_id')}
      union all
      select 'network:' || u.id, u.id, ${ofNetwork}, 1 from network u where ${only('u.id')})
    select coalesce(units.unit, i.unit) as unit, coalesce(units.network_id, i.network_id) as "networkId"
    from units full join (select * from search_indexed i where ${only('i.network_id')}) i on i.unit = units.unit
    where i.revision is distinct from units.rev or units.unit is null
    order by units.place, units.unit`)
  return rows
}

/** Every unit there is of a network, stale or not. */
export async function allUnits(db: Db, networkId: string): Promise<Unit[]> {
  const { rows } = await db.execute<{ unit: string; networkId: string }>(sql`
    select 'meeting:' || id as unit, network_id as "networkId" from meeting where network_id = ${networkId}
    union all select 'network:' || id, id from network where id = ${networkId}
    union select unit, network_id from search_indexed where network_id = ${networkId}`)
  return rows
}

/** The network of a unit and the revision it stands at now; null where it is no more. */
export async function standingOf(db: Db, unit: string): Promise<{ networkId: string; revision: number } | null> {
  const [kind, id] = unit.split(':')
  const { rows } = await db.execute<{ networkId: string; revision: string }>(
    kind === 'meeting'
      ? sql`select u.network_id as "networkId", ${standing(sql`(select rev from revision where subject = ${unit})`)} as revision from meeting u where u.id = ${id}`
      : sql`select u.id as "networkId", ${ofNetwork} as revision from network u where u.id = ${id}`,
  )
  return rows[0] ? { networkId: rows[0].networkId, revision: Number(rows[0].revision) } : null
}

/** Every word of a network's vocabulary and every stem: what compounds are parted by. */
export async function wordsIn(db: Db, networkId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ word: searchVocabulary.word, stem: searchVocabulary.stem })
    .from(searchVocabulary)
    .where(eq(searchVocabulary.networkId, networkId))
  return new Set(rows.flatMap(({ word, stem }) => [word, stem]).filter((one) => one.length >= 4))
}
