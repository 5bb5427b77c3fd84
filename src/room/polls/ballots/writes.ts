/**
 * Giving a ballot. One statement takes the poll, so that it cannot close meanwhile, and writes the ballot: what is accepted is
 * counted. That a voter has one is the key of the table. Ballots are sums: whoever calls these stirs the room afterwards.
 */
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
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
  const taken =
    row.secrecy === 'secret' ? await putSecret(db, id, voter, choice) : await put(db, id, voter, participant.id, choice)
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
    if (!(await put(tx, id, called.voter, null, { options: [called.choice] })))
      throw new Refused(await whyNot(tx, id, called.voter))
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

/** The poll, held so that it stays open until this is written, with its elector: no row where there is none such. */
const heldWith = (id: string, voter: string): SQL => sql`
  with open as (select ${poll.id}, ${poll.networkId}, ${poll.meetingId} from ${poll} where ${poll.id} = ${id} and ${isOpen} for share),
  who as (select open.*, ${elector.voter} from open inner join ${elector} on ${elector.pollId} = open.id and ${elector.voter} = ${voter})`

async function put(db: Db, id: string, voter: string, participantId: string | null, choice: Choice): Promise<boolean> {
  const written = await db.execute(sql`
    ${heldWith(id, voter)}
    insert into ${ballot} (poll_id, network_id, meeting_id, voter, participant_id, choice)
    select id, network_id, meeting_id, voter, ${participantId}::uuid, ${JSON.stringify(choice)}::jsonb from who
    on conflict (poll_id, voter) do update set choice = excluded.choice, participant_id = excluded.participant_id, at = now()`)
  return written.rowCount === 1
}

/** That they voted, and what was voted: two rows that share nothing but the poll. Given once. */
async function putSecret(db: Db, id: string, voter: string, choice: Choice): Promise<boolean> {
  const written = await db.execute(sql`
    ${heldWith(id, voter)},
    first as (
      insert into ${hasVoted} (poll_id, network_id, meeting_id, voter) select id, network_id, meeting_id, voter from who
      on conflict do nothing returning poll_id, network_id, meeting_id)
    insert into ${secretBallot} (poll_id, network_id, meeting_id, choice)
    select poll_id, network_id, meeting_id, ${JSON.stringify(choice)}::jsonb from first`)
  return written.rowCount === 1
}

async function whyNot(db: Db, id: string, voter: string): Promise<'polls_closed' | 'polls_not_elector' | 'polls_voted_already'> {
  const { rows } = await db.execute<{ open: boolean; elector: boolean }>(sql`
    select ${isOpen} as open,
      exists (select 1 from ${elector} where ${elector.pollId} = ${poll.id} and ${elector.voter} = ${voter}) as elector
    from ${poll} where ${poll.id} = ${id}`)
  if (!rows[0]?.open) return 'polls_closed'
  return rows[0].elector ? 'polls_voted_already' : 'polls_not_elector'
}
