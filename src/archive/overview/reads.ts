/** What there is to take along: how many meetings, how many files, how large. */
import { sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { Words } from '#platform/words/text.ts'

export interface Amount {
  /** Null for what is in no series. */
  readonly slug: string | null
  readonly name: Words | null
  readonly meetings: number
  readonly files: number
  /** Bytes. */
  readonly size: number
}

/** Of what everybody may read, by series. One query; what a scanner holds back is counted, and left out when it is taken. */
export async function amountsOf(db: Db, networkId: string): Promise<Amount[]> {
  const { rows } = await db.execute<{
    slug: string | null
    name: Words | null
    meetings: number
    files: number
    size: string
  }>(sql`
    select s.slug, s.name, count(distinct m.id)::int as meetings, count(v.id)::int as files, coalesce(sum(v.size), 0) as size
    from meeting as m
    left join series as s on s.id = m.series_id and s.deleted_at is null
    left join material as t on t.meeting_id = m.id and t.deleted_at is null and t.published_at is not null and t.audience = 'public'
      and (t.item_id is null or exists (select 1 from item as i left join item as p on p.id = i.parent_id
        where i.id = t.item_id and i.deleted_at is null and i.audience = 'public' and coalesce(p.audience, 'public') = 'public'
          and p.deleted_at is null and coalesce(p.day_id, i.day_id) is not null))
    left join material_version as v on v.id = t.current_version_id
    where m.network_id = ${networkId} and m.deleted_at is null and not m.template and m.published_at is not null
      and m.audience = 'public'
    group by s.id, s.slug, s.name order by s.slug nulls last`)
  return rows.map((row) => ({ ...row, size: Number(row.size) }))
}
