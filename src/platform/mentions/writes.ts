/**
 * Takes somebody out of every text there is: each column of text, JSON or ids, in each table of each schema, by the database's
 * own catalogue, so that a table made tomorrow is looked through too.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Db, Tx } from '../db/db.ts'
import { isTelling, patternOfAddress, patternOfName, roughlyIn } from './patterns.ts'

/** Who is mentioned. Names of a single word are left alone. */
export interface Mentioned {
  readonly ids: readonly string[]
  readonly names: readonly string[]
  readonly emails: readonly string[]
}

export interface Replacing {
  /** What stands in place of a name or address, by the language of the network a row belongs to. */
  readonly words: Readonly<Record<'nb' | 'nn' | 'en', string>>
  /** Rows that stay as they are, by table: a condition on the table under its own name. */
  readonly kept: Readonly<Record<string, SQL>>
}

interface Table {
  readonly schema: string
  readonly name: string
  readonly ofNetwork: boolean
  readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[]
}

/** The schemas that hold what people wrote; `drizzle` holds the migrations' numbers. */
const SCHEMAS = ['public', 'auth', 'pgboss']
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** How many rows mention somebody, by table. Changes nothing. */
export async function countMentions(db: Db, who: Mentioned, kept: Replacing['kept'] = {}): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const table of await tablesIn(db)) {
    const where = mentions(table, who, kept)
    if (!where) continue
    const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${nameOf(table)} where ${where}`)
    if (rows[0]!.n > 0) found[table.name] = rows[0]!.n
  }
  return found
}

/**
 * Replaces every mention. Ids become null, or nobody's where something must stand.
 * @returns how many rows were changed, by table
 */
export async function replaceMentions(tx: Tx, who: Mentioned, { words, kept }: Replacing): Promise<Record<string, number>> {
  const changed: Record<string, number> = {}
  const text = textPattern(who)
  for (const table of await tablesIn(tx)) {
    const where = mentions(table, who, kept)
    if (!where) continue
    const instead = table.ofNetwork
      ? sql`case (select locale from public.network as n where n.id = network_id) when 'en' then ${words.en}::text when 'nn' then ${words.nn}::text else ${words.nb}::text end`
      : sql`${words.nb}::text`
    const set = table.columns.map(({ name, type, nullable }) => {
      const column = sql.identifier(name)
      if (type === 'uuid')
        return sql`${column} = case when ${column} = any(${sql.param([...who.ids])}::uuid[]) then ${nullable ? sql`null` : sql`${NOBODY}::uuid`} else ${column} end`
      let value = sql`${column}::text`
      for (const id of who.ids) value = sql`replace(${value}, ${id}, ${NOBODY})`
      if (text) value = sql`regexp_replace(${value}, ${text}, ${instead}, 'gi')`
      const doer = nullable && doerOf(table, name)
      // Replaced only where it may stand: the others are not even read as text.
      return sql`${column} = case ${doer ? sql`when ${sql.identifier(doer)} = any(${sql.param([...who.ids])}::uuid[]) then null` : sql``}
        when ${speaksRoughly(name, who)} then (${value})::${sql.raw(type)} else ${column} end`
    })
    const { rowCount } = (await tx.execute(
      sql`update ${nameOf(table)} set ${sql.join(set, sql`, `)} where ${where}`,
    )) as unknown as { rowCount: number }
    if (rowCount > 0) changed[table.name] = rowCount
  }
  return changed
}

/**
 * The column of ids that a column of names goes with: `by_name` with `by_person` or `by`, `answered_by_name` with `answered_by`.
 * They may have been called otherwise when that was written.
 */
function doerOf({ columns }: Table, name: string): string | null {
  const stem = /^(\w+)_name$/.exec(name)?.[1]
  const doer = stem && columns.find((one) => one.type === 'uuid' && (one.name === stem || one.name === `${stem}_person`))
  return doer ? doer.name : null
}

const nameOf = ({ schema, name }: Table) => sql`${sql.identifier(schema)}.${sql.identifier(name)}`

const textPattern = ({ names, emails }: Mentioned): string | null => {
  const all = [...names.filter(isTelling).map(patternOfName), ...emails.map(patternOfAddress)]
  return all.length > 0 ? all.join('|') : null
}
const idPattern = ({ ids }: Mentioned): string | null => (ids.length > 0 ? ids.join('|') : null)

/** Whether a column of text may speak of them: the cheap question, asked of every row. */
function speaksRoughly(column: string, who: Mentioned): SQL {
  const rough = [...who.names.filter(isTelling), ...who.emails].map(roughlyIn)
  return sql`${sql.identifier(column)}::text ~* ${[...new Set([...rough, ...who.ids])].join('|')}`
}

/** Whether a column of text speaks of them. */
function speaks(column: string, who: Mentioned): SQL {
  const full = [textPattern(who), idPattern(who)].filter((one) => one !== null).join('|')
  return sql`(${speaksRoughly(column, who)} and ${sql.identifier(column)}::text ~* ${full})`
}

/** The rows of a table that speak of them; null where it cannot. */
function mentions(table: Table, who: Mentioned, kept: Replacing['kept']): SQL | null {
  if (!textPattern(who) && !idPattern(who)) return null
  const any = table.columns.map(({ name, type }) =>
    type === 'uuid' ? sql`${sql.identifier(name)} = any(${sql.param([...who.ids])}::uuid[])` : speaks(name, who),
  )
  if (any.length === 0) return null
  const either = sql`(${sql.join(any, sql` or `)})`
  const stays = kept[table.name]
  return stays ? sql`${either} and not (${stays})` : either
}

/** Every table with its columns that can hold text or an id. Parts of a divided table are reached through the whole. */
async function tablesIn(db: Db): Promise<Table[]> {
  const { rows } = await db.execute<{ schema: string; name: string; columns: Table['columns']; of_network: boolean }>(sql`
    select n.nspname as schema, c.relname as name,
      coalesce(json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null), 'nullable', not a.attnotnull)
        order by a.attnum) filter (where a.atttypid in ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype)
          or (a.atttypid = 'uuid'::regtype and a.attname <> 'id')), '[]') as columns,
      bool_or(a.attname = 'network_id') as of_network
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where n.nspname in (${sql.join(
      SCHEMAS.map((schema) => sql`${schema}`),
      sql`, `,
    )}) and c.relkind in ('r', 'p') and not c.relispartition
    group by 1, 2 order by 1, 2`)
  return rows.map(({ of_network, ...row }) => ({ ...row, ofNetwork: of_network }))
}
