import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm'
import { type Counts, erasedName, type Sought, sumOf } from '#people/traces/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { ballot, elector, hasVoted, poll } from '../tables.ts'
import { placesOf } from './reads.ts'

/**
 * Names among electors and ballots that are known go; what was answered for an organisation stays the organisation's. Results
 * stand as they were counted, those of open polls without the name. While their participants are still there.
 */
export async function forgetVotes(tx: Tx, { personId }: Sought): Promise<Counts> {
  if (!personId) return {}
  const polls = await tx.delete(elector).where(eq(elector.voter, personId)).returning({ id: elector.pollId, name: elector.name })
  for (const { id, name } of polls) await unname(tx, id, name)
  const ballots = await tx.delete(ballot).where(eq(ballot.voter, personId)).returning({ id: ballot.pollId })
  await tx
    .update(ballot)
    .set({ participantId: null })
    .where(inArray(ballot.participantId, placesOf(tx, personId)))
  const voted = await tx.delete(hasVoted).where(eq(hasVoted.voter, personId)).returning({ id: hasVoted.pollId })
  await tx.update(poll).set({ createdBy: null }).where(eq(poll.createdBy, personId))
  return sumOf([{ elector: polls.length, ballot: ballots.length, has_voted: voted.length }])
}

async function unname(tx: Tx, id: string, name: string): Promise<void> {
  const named = sql`${poll.result} -> 'named'`
  await tx
    .update(poll)
    .set({
      result: sql`jsonb_set(${poll.result}, '{named}', (
        select jsonb_agg(case when one ->> 'name' = ${name} then one || ${JSON.stringify({ name: erasedName.nb })}::jsonb else one end)
        from jsonb_array_elements(${named}) as one))`,
    })
    .where(and(eq(poll.id, id), isNotNull(poll.result), sql`jsonb_array_length(coalesce(${named}, '[]')) > 0`))
}
