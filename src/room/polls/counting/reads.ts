/** Counting ballots, in the database. */
import { eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import type { Choice, Result } from '../document.ts'
import type { PollRow } from '../rules.ts'
import { ballot, elector, poll, secretBallot } from '../tables.ts'

/** As many different free words are kept; beyond that nobody reads them. */
const MOST_TEXTS = 300

/** Every ballot of some polls, whichever table holds it. */
const ballotsOf = (ids: readonly string[]) => sql`(
  select ${ballot.pollId}, ${ballot.choice} from ${ballot} where ${inArray(ballot.pollId, [...ids])}
  union all
  select ${secretBallot.pollId}, ${secretBallot.choice} from ${secretBallot} where ${inArray(secretBallot.pollId, [...ids])})`

/** How many have voted in each of some polls. */
export async function answeredIn(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await db.execute<{ poll: string; n: number }>(sql`
    select voted.poll_id as poll, count(*)::int as n from (
      select ${ballot.pollId} from ${ballot} where ${inArray(ballot.pollId, [...ids])}
      union all
      select ${secretBallot.pollId} from ${secretBallot} where ${inArray(secretBallot.pollId, [...ids])}) as voted
    group by 1`)
  return new Map(rows.map((row) => [row.poll, row.n]))
}

/**
 * Votes for each option of some polls. In a ranking of n options the first gets n points, the next one less, and what was not
 * placed gets none (Borda's count).
 */
async function countsIn(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Record<string, number>>> {
  const { rows } = await db.execute<{ poll: string; option: string; n: number }>(sql`
    select given.poll_id as poll, chosen.option,
      sum(case when ${poll.kind} = 'ranking' then jsonb_array_length(${poll.options}) - chosen.place + 1 else 1 end)::int as n
    from ${ballotsOf(ids)} as given inner join ${poll} on ${poll.id} = given.poll_id,
    lateral (
      select option, place from jsonb_array_elements_text(coalesce(given.choice -> 'options', '[]')) with ordinality as o(option, place)
      union all select given.choice ->> 'step', 1 where given.choice ? 'step') as chosen
    group by 1, 2`)
  const counts = new Map<string, Record<string, number>>()
  for (const { poll: id, option, n } of rows) counts.set(id, { ...counts.get(id), [option]: n })
  return counts
}

/** Free words by how often they were written, capitals aside; as they were written first in the alphabet. */
async function textsIn(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, NonNullable<Result['texts']>>> {
  const { rows } = await db.execute<{ poll: string; texts: NonNullable<Result['texts']> }>(sql`
    select counted.poll_id as poll, json_agg(json_build_object('text', counted.text, 'count', counted.n) order by counted.n desc, counted.text) as texts
    from (
      select given.poll_id, min(given.choice ->> 'text') as text, count(*)::int as n,
        row_number() over (partition by given.poll_id order by count(*) desc, min(given.choice ->> 'text')) as place
      from ${ballotsOf(ids)} as given where given.choice ? 'text'
      group by given.poll_id, lower(given.choice ->> 'text')) as counted
    where counted.place <= ${MOST_TEXTS}
    group by 1`)
  return new Map(rows.map((row) => [row.poll, row.texts]))
}

/** The results of some polls as they stand, without names: three queries, however many polls. */
export async function resultsIn(db: Db, of: readonly Pick<PollRow, 'id' | 'kind'>[]): Promise<ReadonlyMap<string, Result>> {
  if (of.length === 0) return new Map()
  const ids = of.map((one) => one.id)
  const [answered, counts, texts] = [await answeredIn(db, ids), await countsIn(db, ids), await textsIn(db, ids)]
  return new Map(
    of.map(({ id, kind }) => [
      id,
      { ballots: answered.get(id) ?? 0, counts: counts.get(id) ?? {}, ...(kind === 'words' && { texts: texts.get(id) ?? [] }) },
    ]),
  )
}

/** Who voted what, by name. For open polls alone. */
export async function namedIn(db: Db, pollId: string): Promise<{ name: string; choice: Choice }[]> {
  return db
    .select({ name: elector.name, choice: ballot.choice })
    .from(ballot)
    .innerJoin(elector, sql`${elector.pollId} = ${ballot.pollId} and ${elector.voter} = ${ballot.voter}`)
    .where(eq(ballot.pollId, pollId))
    .orderBy(elector.name, elector.voter)
}
