/**
 * Giving a ballot. One statement takes the poll, so that it cannot close meanwhile, and writes the ballot, with those that came
 * in at the same moment: what is accepted is counted, and a hall that votes at once waits for a few commits and not for one
 * each. That a voter has one ballot is the key of the table. Ballots are sums: whoever calls these stirs the room afterwards.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { gathered } from '#platform/db/gathered.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { roomSubject } from '#platform/live/subjects.ts'
import type { ParticipantRow } from '../../entry/reads.ts'
import { type Channel, seesIn } from '../../entry/rules.ts'
import type { Choice } from '../document.ts'
import { isOpen, pollById } from '../reads.ts'
import { type PollRow, stateOf, voterOf } from '../rules.ts'
import { ballot, elector, hasVoted, poll, secretBallot } from '../tables.ts'
import { choiceOf, faultIn, type Typed } from './rules.ts'

/**
 * A participant's ballot, or another one in its place.
 * @throws NotFound where they do not see the poll; Refused when it is not open, when they are none of its electors, and when a
 *   secret ballot was given already; Invalid for what cannot be a ballot
 */
export async function vote(
  db: Db,
  who: { readonly participant: ParticipantRow; readonly channel: Channel },
  id: string,
  typed: Typed,
): Promise<void> {
  const { participant, channel } = who
  const { row, about } = await pollById(db, participant.meetingId, id)
  if (stateOf(row) === 'prepared' || (about && !seesIn(channel, about.audience))) throw new NotFound()
  const choice = ballotIn(row, typed)
  const voter = voterOf(participant, row.electorate)
  if (voter === null) throw new Refused('polls_not_elector')
  const given = { pollId: row.id, voter, participantId: participant.id, choice }
  const taken = await (row.secrecy === 'secret' ? putSecret : put)(db, given)
  if (!taken) throw new Refused(await whyNot(db, id, voter))
}

/** What a voter answered in a roll call, taken down by a chair. */
export async function takeDown(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  called: { readonly voter: string; readonly choice: string },
): Promise<void> {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
  await inTransaction(db, async (tx) => {
    const { row } = await pollById(tx, meeting.id, id)
    if (row.kind !== 'roll_call') throw new NotFound()
    const given = { pollId: id, voter: called.voter, participantId: null, choice: { options: [called.choice] } }
    if (!(await put(tx, given))) throw new Refused(await whyNot(tx, id, called.voter))
    await record(tx, actor, {
      networkId: meeting.networkId,
      meetingId: meeting.id,
      action: 'poll.called',
      about: { kind: 'poll', id },
      raises: [roomSubject(meeting.id)],
    })
  })
}

function ballotIn(row: PollRow, typed: Typed): Choice {
  const choice = choiceOf(row, typed)
  const fault = typeof choice === 'string' ? choice : faultIn(row, choice)
  if (fault !== null) throw new Invalid({ choice: fault })
  return choice as Choice
}

interface Given {
  readonly pollId: string
  /** Whose ballot it is. */
  readonly voter: string
  /** Who sent it; null where a chair took it down. */
  readonly participantId: string | null
  readonly choice: Choice
}

const keyOf = ({ pollId, voter }: Pick<Given, 'pollId' | 'voter'>): string => `${pollId} ${voter}`

/**
 * The polls, held so that they stay open until this is written, with what was given by their electors; nothing for the others.
 * In one order, so that two processes never wait for each other in a ring.
 */
function held(given: readonly Given[]): SQL {
  const all = (of: (one: Given) => unknown, type: string) => sql`${sql.param(given.map(of))}::${sql.raw(type)}[]`
  const polls = sql.param([...new Set(given.map((one) => one.pollId))])
  return sql`
    with open as (
      select ${poll.id}, ${poll.networkId}, ${poll.meetingId} from ${poll} where ${poll.id} = any(${polls}::uuid[]) and ${isOpen}
      order by ${poll.id} for share),
    held as (
      select open.id as poll_id, open.network_id, open.meeting_id, given.voter, given.participant_id, given.choice
      from unnest(${all((one) => one.pollId, 'uuid')}, ${all((one) => one.voter, 'uuid')},
        ${all((one) => one.participantId, 'uuid')}, ${all((one) => JSON.stringify(one.choice), 'jsonb')})
        as given(poll_id, voter, participant_id, choice)
      inner join open on open.id = given.poll_id
      inner join ${elector} on ${elector.pollId} = given.poll_id and ${elector.voter} = given.voter
      order by 1, 4)`
}

type Taken = Pick<Given, 'pollId' | 'voter'>

/** A ballot, or another in its place: of several by one voter at once the last one. @returns whether it was taken */
const put = gathered(async (db, given: readonly Given[]) => {
  const last = new Map(given.map((one) => [keyOf(one), one]))
  const written = await db.execute<Taken & Record<string, unknown>>(sql`
    ${held([...last.values()])}
    insert into ${ballot} (poll_id, network_id, meeting_id, voter, participant_id, choice)
    select poll_id, network_id, meeting_id, voter, participant_id, choice from held
    on conflict (poll_id, voter) do update set choice = excluded.choice, participant_id = excluded.participant_id, at = now()
    returning poll_id as "pollId", voter`)
  const taken = new Set(written.rows.map(keyOf))
  return given.map((one) => taken.has(keyOf(one)))
})

/**
 * That they voted, and what was voted: two rows that share nothing but the poll, the second ones in an order by chance. Given
 * once: of several by one voter at once the first one. @returns whether it was taken
 */
const putSecret = gathered(async (db, given: readonly Given[]) => {
  const first = new Map(given.toReversed().map((one) => [keyOf(one), one]))
  const written = await db.execute<Taken & Record<string, unknown>>(sql`
    ${held([...first.values()])},
    first as (
      insert into ${hasVoted} (poll_id, network_id, meeting_id, voter) select poll_id, network_id, meeting_id, voter from held
      on conflict do nothing returning poll_id, voter),
    written as (
      insert into ${secretBallot} (poll_id, network_id, meeting_id, choice)
      select poll_id, network_id, meeting_id, choice from held inner join first using (poll_id, voter) order by random())
    select poll_id as "pollId", voter from first`)
  const taken = new Set(written.rows.map(keyOf))
  return given.map((one) => first.get(keyOf(one)) === one && taken.has(keyOf(one)))
})

async function whyNot(db: Db, id: string, voter: string): Promise<'polls_closed' | 'polls_not_elector' | 'polls_voted_already'> {
  const { rows } = await db.execute<{ open: boolean; elector: boolean }>(sql`
    select ${isOpen} as open,
      exists (select 1 from ${elector} where ${elector.pollId} = ${poll.id} and ${elector.voter} = ${voter}) as elector
    from ${poll} where ${poll.id} = ${id}`)
  if (!rows[0]?.open) return 'polls_closed'
  return rows[0].elector ? 'polls_voted_already' : 'polls_not_elector'
}
