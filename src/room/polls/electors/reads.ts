/** Who could vote in a poll now: those who are frozen as its electors when it opens, and those who have come in since. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { holdsSince } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { type Audience, invitation, meetingRole } from '#meeting/tables.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isHere } from '../../entry/reads.ts'
import { participant, room } from '../../tables.ts'
import type { PollRow } from '../rules.ts'
import { elector } from '../tables.ts'

/** What decides who may vote: the poll, and the audience of what it is on. */
export interface Electing {
  readonly poll: Pick<PollRow, 'id' | 'electorate'>
  readonly audience: Audience
}

/** Rows of (voter, name), one for each that could vote now. */
export function eligible(meeting: Pick<MeetingRow, 'id' | 'networkId' | 'locale'>, { poll, audience }: Electing): SQL {
  const { id, networkId, locale } = meeting
  if (poll.electorate === 'members')
    return sql`select ${person.id} as voter, ${person.name} as name
      from ${membership} inner join ${person} on ${person.id} = ${membership.personId}
      where ${isMember(networkId)} and ${inside(membership.personId, meeting, audience)}`
  if (poll.electorate === 'organisations')
    return sql`select distinct ${organisation.id} as voter, coalesce(${organisation.name} ->> ${locale}::text,
        ${organisation.name} ->> 'nb', ${organisation.name} ->> 'nn', ${organisation.name} ->> 'en', ${organisation.name} ->> 'se', '') as name
      from ${membership} inner join ${person} on ${person.id} = ${membership.personId}
      inner join ${organisation} on ${organisation.id} = ${membership.organisationId}
      where ${isMember(networkId)} and ${organisation.deletedAt} is null and ${inside(membership.personId, meeting, audience)}`
  const guests = sql`${poll.electorate === 'link' && audience === 'public'} and
    coalesce((select (${room.guestsMay} ->> 'vote')::boolean from ${room} where ${room.meetingId} = ${id}), false)`
  return sql`select coalesce(${participant.personId}, ${participant.id}) as voter, ${participant.name} as name from ${participant}
    where ${participant.meetingId} = ${id} and ${isHere()}
    and case when ${participant.personId} is null then ${guests} else ${inside(participant.personId, meeting, audience)} end`
}

const isMember = (networkId: string) =>
  sql`${membership.networkId} = ${networkId} and ${membership.to} is null and ${person.deletedAt} is null`

/** In SQL: whether a person stands inside an audience of a meeting, as `isInAudience` says it of an actor. */
function inside(personId: SQLWrapper, { id, networkId }: Pick<MeetingRow, 'id' | 'networkId'>, audience: Audience): SQL {
  if (audience === 'public') return sql`true`
  const now = sql`n.person_id = ${personId} and n.network_id = ${networkId} and n."to" is null`
  const roles = audience === 'members' ? sql`true` : sql`n.role in ('owner', 'organiser')`
  return sql`(exists (select 1 from ${membership} as n where ${now} and ${roles})
    or exists (select 1 from ${invitation} where ${invitation.meetingId} = ${id} and ${invitation.personId} = ${personId}
      and ${holdsSince(personId, networkId, invitation.at)})
    or exists (select 1 from ${meetingRole} where ${meetingRole.meetingId} = ${id} and ${meetingRole.personId} = ${personId}
      and ${holdsSince(personId, networkId, meetingRole.grantedAt)}))`
}

/** How many could vote who are not among the electors, for each poll: one query for all of them. */
export async function countLate(
  db: Db,
  meeting: Pick<MeetingRow, 'id' | 'networkId' | 'locale'>,
  polls: readonly Electing[],
): Promise<ReadonlyMap<string, number>> {
  if (polls.length === 0) return new Map()
  const each = polls.map(
    (one) => sql`select ${one.poll.id}::uuid as poll, count(*)::int as n from (${eligible(meeting, one)}) as now
      where not exists (select 1 from ${elector} where ${elector.pollId} = ${one.poll.id} and ${elector.voter} = now.voter)`,
  )
  const { rows } = await db.execute<{ poll: string; n: number }>(sql.join(each, sql` union all `))
  return new Map(rows.map((row) => [row.poll, row.n]))
}
