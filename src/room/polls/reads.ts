/** Polls as a room sees them, as one participant answered them, and their results as they stand on items afterwards. */
import { and, asc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayReadPart, narrowest } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { gathered } from '#platform/db/gathered.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { type Channel, seesIn } from '../entry/rules.ts'
import { answeredIn, resultsIn } from './counting/reads.ts'
import type { Choice, PollOption, Result } from './document.ts'
import { countLate, type Electing } from './electors/reads.ts'
import { countsWhileOpen, type Participant, type PollRow, type PollState, seesResult, stateOf, voterOf } from './rules.ts'
import { ballot, elector, hasVoted, poll } from './tables.ts'

export interface PollView extends Pick<PollRow, 'id' | 'itemId' | 'kind' | 'most' | 'electorate' | 'secrecy' | 'version'> {
  readonly question: Words
  readonly options: readonly PollOption[]
  /** What it is on; null for the meeting as a whole. */
  readonly about: { readonly publicId: number; readonly title: Words } | null
  readonly state: PollState
  /** How many may vote, and how many have. */
  readonly electors: number
  readonly answered: number
  readonly shown: boolean
  /** Null where it is not for this reader, or not yet. */
  readonly result: Result | null
  /** For chairs, while it is open: how many have come in since and may be taken along. */
  readonly late: number
  /** For chairs, in an open roll call: who is called, and what they said. */
  readonly roll: readonly Called[] | null
}

export interface Called {
  readonly voter: string
  readonly name: string
  /** yes, no or abstain. */
  readonly said: string | null
}

export interface PollsPart {
  /** Open and closed, and for chairs prepared ones, in their order. */
  readonly polls: readonly PollView[]
}

/** More names than this stand on the item's page alone: the state of a room goes to everybody in it. */
const MOST_NAMES = 200

/** The polls of a meeting as everybody in a channel sees them: a fixed number of queries. */
export async function readPolls(db: Db, meeting: MeetingRow, channel: Channel): Promise<PollsPart> {
  const chairs = channel === 'chair'
  const rows = (await pollsOf(db, eq(poll.meetingId, meeting.id), chairs ? undefined : isNotNull(poll.openedAt))).filter(
    ({ about }) => chairs || about === null || (about.dayId !== null && seesIn(channel, about.audience)),
  )
  const open = rows.filter(({ row }) => stateOf(row) === 'open')
  const answered = await answeredIn(
    db,
    open.map(({ row }) => row.id),
  )
  const running = await resultsIn(
    db,
    open.map(({ row }) => row).filter((row) => countsWhileOpen(row) && seesResult(row, chairs)),
  )
  const late = chairs
    ? await countLate(
        db,
        meeting,
        open.map((one) => electingOf(meeting, one)),
      )
    : null
  const rolls = chairs ? await rollsOf(db, open) : null
  return {
    polls: rows.map(({ row, about }) => {
      const result = seesResult(row, chairs) ? (row.result ?? running.get(row.id) ?? null) : null
      return {
        ...viewOf(row, about),
        answered: row.result?.ballots ?? answered.get(row.id) ?? 0,
        result: result && { ...result, ...(result.named && { named: result.named.slice(0, MOST_NAMES) }) },
        late: late?.get(row.id) ?? 0,
        roll: rolls?.get(row.id) ?? null,
      }
    }),
  }
}

export interface OwnPolls {
  /** The open polls this participant has a ballot in. */
  readonly ballots: readonly OwnBallot[]
}

export interface OwnBallot {
  readonly pollId: string
  /** The organisation it is given for; null where it is one's own. */
  readonly onBehalfOf: string | null
  readonly voted: boolean
  /** What they answered themselves; null in secret, and where somebody else answered for the organisation. */
  readonly choice: Choice | null
}

/** One participant's ballots in the polls that are open. Whoever is signed in has them before they ever came in. */
export const readOwnPolls = gathered(
  async (db, asked: readonly (Participant & { readonly meetingId: string })[]): Promise<OwnPolls[]> => {
    const all = <T>(of: (own: (typeof asked)[number]) => T, type: string) => sql`${sql.param(asked.map(of))}::${sql.raw(type)}[]`
    const { rows } = await db.execute<{ own: number; ballot: OwnBallot }>(sql`
      select own.place::int as own, json_build_object(
        'pollId', ${poll.id}, 'voted', ${ballot.voter} is not null or ${hasVoted.voter} is not null,
        'choice', case when ${ballot.participantId} = own.id then ${ballot.choice} end,
        'onBehalfOf', case when ${poll.electorate} = 'organisations' then ${elector.name} end) as ballot
      from unnest(${all((own) => own.id, 'uuid')}, ${all((own) => own.meetingId, 'uuid')},
        ${all((own) => voterOf(own, 'link'), 'uuid')}, ${all((own) => voterOf(own, 'organisations'), 'uuid')})
        with ordinality as own(id, meeting_id, voter, organisation, place)
      inner join ${poll} on ${poll.meetingId} = own.meeting_id and ${isOpen}
      inner join ${elector} on ${elector.pollId} = ${poll.id}
        and ${elector.voter} = case when ${poll.electorate} = 'organisations' then own.organisation else own.voter end
      left join ${ballot} on ${ballot.pollId} = ${poll.id} and ${ballot.voter} = ${elector.voter}
      left join ${hasVoted} on ${hasVoted.pollId} = ${poll.id} and ${hasVoted.voter} = ${elector.voter}
      order by ${poll.position}`)
    const own = Map.groupBy(rows, (row) => row.own)
    return asked.map((_, i) => ({ ballots: (own.get(i + 1) ?? []).map((row) => row.ballot) }))
  },
)

/** In SQL: whether a row of `poll` takes votes. */
export const isOpen: SQL = and(isNotNull(poll.openedAt), isNull(poll.closedAt), isNull(poll.deletedAt))!

/** A result as it stands on its item, or on the meeting. */
export interface PollResult extends Pick<PollRow, 'id' | 'itemId' | 'kind' | 'most' | 'secrecy' | 'electorate'> {
  readonly question: Words
  readonly options: readonly PollOption[]
  readonly electors: number
  readonly closedAt: string
  readonly result: Result
}

/** The results that were shown, as far as this reader may see them. @param itemId those on an item; null: on the meeting as a whole */
export async function pollResultsOf(db: Db, actor: Actor, meeting: MeetingRow, itemId: string | null): Promise<PollResult[]> {
  const rows = await pollsOf(
    db,
    eq(poll.meetingId, meeting.id),
    isNotNull(poll.shownAt),
    isNotNull(poll.closedAt),
    itemId ? eq(poll.itemId, itemId) : isNull(poll.itemId),
  )
  return rows.flatMap(({ row, about }) => {
    const audience = narrowest(meeting.audience, about?.audience ?? 'public')
    if (!row.result || !row.closedAt || mayReadPart(actor, meeting, audience) !== 'yes') return []
    const { id, itemId, kind, most, secrecy, electorate, question, options, closedAt, result } = row
    const electors = row.electors ?? 0
    return [{ id, itemId, kind, most, secrecy, electorate, question, options, electors, closedAt, result }]
  })
}

export interface PollOnItem {
  readonly row: PollRow
  readonly about: {
    readonly publicId: number
    readonly title: Words
    readonly audience: Audience
    readonly dayId: string | null
  } | null
}

/** One poll for an act. @throws NotFound */
export async function pollById(db: Db, meetingId: string, id: string): Promise<PollOnItem> {
  const found = isId(id) ? await pollAsked(db, id) : null
  if (found?.row.meetingId !== meetingId) throw new NotFound()
  return found
}

const pollAsked = gathered(async (db, ids: readonly string[]) => {
  const found = new Map((await pollsOf(db, inArray(poll.id, [...new Set(ids)]))).map((one) => [one.row.id, one]))
  return ids.map((id) => found.get(id) ?? null)
})

/** Whom a poll is for: members wherever they are, as far as the meeting is for them; in the room whoever came in. */
export function electingOf(meeting: Pick<MeetingRow, 'audience'>, { row, about }: PollOnItem): Electing {
  const part = about?.audience ?? 'public'
  const anywhere = row.electorate === 'members' || row.electorate === 'organisations'
  return { poll: row, audience: anywhere ? narrowest(meeting.audience, part) : part }
}

async function pollsOf(db: Db, ...where: (SQL | undefined)[]): Promise<PollOnItem[]> {
  const whole = alias(item, 'whole')
  const rows = await db
    .select({
      row: poll,
      about: { publicId: item.publicId, title: item.title, audience: item.audience, dayId: item.dayId },
      whole: { audience: whole.audience, dayId: whole.dayId },
    })
    .from(poll)
    .leftJoin(item, and(eq(item.id, poll.itemId), isNull(item.deletedAt)))
    .leftJoin(whole, eq(whole.id, item.parentId))
    .where(and(isNull(poll.deletedAt), ...where))
    .orderBy(asc(poll.position), asc(poll.id))
  // A part is as closed as the item it lies in, and where that one is.
  return rows.map(({ row, about, whole }) => ({
    row,
    about: about && whole ? { ...about, audience: narrowest(about.audience, whole.audience), dayId: whole.dayId } : about,
  }))
}

const viewOf = (row: PollRow, about: PollOnItem['about']) => {
  const { id, itemId, kind, question, options, most, electorate, secrecy, version } = row
  return {
    ...{ id, itemId, kind, question, options, most, electorate, secrecy, version },
    about: about && { publicId: about.publicId, title: about.title },
    state: stateOf(row),
    electors: row.electors ?? 0,
    shown: row.shownAt !== null,
  }
}

/** Those who are called in roll calls, in the order of their names. */
async function rollsOf(db: Db, open: readonly PollOnItem[]): Promise<ReadonlyMap<string, Called[]>> {
  const called = new Map<string, Called[]>()
  const ids = open.filter(({ row }) => row.kind === 'roll_call').map(({ row }) => row.id)
  if (ids.length === 0) return called
  const rows = await db
    .select({
      pollId: elector.pollId,
      voter: elector.voter,
      name: elector.name,
      said: sql<string | null>`${ballot.choice} -> 'options' ->> 0`,
    })
    .from(elector)
    .leftJoin(ballot, and(eq(ballot.pollId, elector.pollId), eq(ballot.voter, elector.voter)))
    .where(sql`${elector.pollId} = any(${sql.param(ids)}::uuid[])`)
    .orderBy(asc(elector.name), asc(elector.voter))
  for (const { pollId, ...one } of rows) called.set(pollId, [...(called.get(pollId) ?? []), one])
  return called
}
