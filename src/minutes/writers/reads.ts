/** Who wrote minutes, as those who read them are told. */
import { sql } from 'drizzle-orm'
import { person } from '#people/tables.ts'
import { minutesRevision } from '../tables.ts'

/**
 * Beside a row of `minutes_revision`: the names of all who wrote that text, in the order in which they began, "Ole Vold, Lise Vik". Whoever
 * took in a correction or brought back a version wrote nothing. Null where nobody is known any more.
 */
export const writtenBy = sql<string | null>`coalesce((
  select string_agg(w.name, ', ' order by w.began, w.name) from (
    select p.name, min(r.number) as began
    from ${minutesRevision} as r join ${person} as p on p.id = any(array_append(r.authors, r.by))
    where r.minutes_id = ${minutesRevision.minutesId} and r.number <= ${minutesRevision.number} and r.reason in ('save', 'import')
    group by p.id, p.name) as w), ${minutesRevision.byName})`
