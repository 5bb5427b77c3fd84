/** What organisers and chairs do with polls. Ballots are in `ballots/writes.ts`. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { PgInsertValue, PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayChair } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId, newId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject, roomSubject } from '#platform/live/subjects.ts'
import type { Words } from '#platform/words/text.ts'
import { itemById } from '#programme/reads.ts'
import { once } from '../entry/writes.ts'
import { namedIn, resultsIn } from './counting/reads.ts'
import type { Result } from './document.ts'
import { freezeElectors } from './electors/writes.ts'
import type { PollInput } from './forms.ts'
import { electingOf, type PollOnItem, pollById } from './reads.ts'
import {
  FEWEST_SECRET,
  hasOptions,
  mayEditPoll,
  mayReopen,
  mayShow,
  optionsOf,
  type PollRow,
  secrecyOf,
  stateOf,
} from './rules.ts'
import { ballot, hasVoted, poll, secretBallot } from './tables.ts'

/**
 * Prepares a poll, last of those there are.
 * @param key what the form bore, so that it is made once however often it is sent
 * @returns null where it had been made already
 * @throws NotFound for an item that is not the meeting's
 */
export async function makePoll(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  form: PollInput,
  key: string | null = null,
): Promise<PollRow | null> {
  chairs(actor, meeting)
  return inTransaction(db, async (tx) => {
    if (key && !(await once(tx, { networkId: meeting.networkId, meetingId: meeting.id }, key))) return null
    if (form.item) await itemById(tx, meeting.id, form.item)
    const made = await insert(tx, actor, meeting, asSetUp(form, meeting))
    await note(tx, actor, made, 'poll.prepared')
    return made
  })
}

/** @throws Conflict when somebody changed it meanwhile; Refused once it has been opened */
export async function changePoll(db: Db, actor: Actor, meeting: MeetingRow, id: string, form: PollInput): Promise<void> {
  await decide(db, actor, meeting, id, 'poll.changed', async (tx, { row }) => {
    const may = mayEditPoll(row)
    if (may !== 'yes') throw new Refused(may)
    if (form.version !== row.version) throw new Conflict<unknown>(row, form)
    if (form.item) await itemById(tx, meeting.id, form.item)
    return put(tx, row, asSetUp(form, meeting))
  })
}

/** Takes its place before or after its neighbour among those not opened yet. */
export async function movePoll(db: Db, actor: Actor, meeting: MeetingRow, id: string, way: 'up' | 'down'): Promise<void> {
  await decide(db, actor, meeting, id, 'poll.moved', async (tx, { row }) => {
    const waiting = await tx
      .select({ id: poll.id, position: poll.position })
      .from(poll)
      .where(and(eq(poll.meetingId, meeting.id), isNull(poll.openedAt), isNull(poll.deletedAt)))
      .orderBy(asc(poll.position), asc(poll.id))
    const place = waiting.findIndex((one) => one.id === row.id)
    const other = waiting[place + (way === 'up' ? -1 : 1)]
    if (place < 0 || !other) return row
    await tx.update(poll).set({ position: row.position }).where(eq(poll.id, other.id))
    return put(tx, row, { position: other.position })
  })
}

/** Takes a poll away, or brings it back: the undo. One that runs is closed first. */
export async function removePoll(db: Db, actor: Actor, meeting: MeetingRow, id: string, removed: boolean): Promise<void> {
  chairs(actor, meeting)
  await inTransaction(db, async (tx) => {
    // Also one that was removed, which no read finds.
    const ours = and(eq(poll.id, id), eq(poll.meetingId, meeting.id))
    const [row] = isId(id) ? await tx.select().from(poll).where(ours).for('update') : []
    if (!row) throw new NotFound()
    if (removed && stateOf(row) === 'open') throw new Refused('polls_close_first')
    const after = await put(tx, row, { deletedAt: removed ? sql`now()` : null })
    await note(tx, actor, after, removed ? 'poll.removed' : 'poll.restored')
  })
}

/** Lets the votes begin. Who may vote is set down now, and how many they are. Opened twice it is opened once. */
export async function openPoll(db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<void> {
  await decide(db, actor, meeting, id, 'poll.opened', async (tx, on) => {
    if (stateOf(on.row) !== 'prepared') return on.row
    const after = await put(tx, on.row, { openedAt: sql`now()` })
    await freezeElectors(tx, meeting, electingOf(meeting, on))
    return after
  })
}

/** Takes along those who have come in since it opened. @returns how many */
export async function takeAlong(db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<number> {
  let added = 0
  await decide(db, actor, meeting, id, 'poll.electors_added', async (tx, on) => {
    if (stateOf(on.row) !== 'open') throw new Refused('polls_closed')
    added = await freezeElectors(tx, meeting, electingOf(meeting, on))
    return on.row
  })
  return added
}

/**
 * Ends the votes and sets the result down. What links voters to votes goes in the same transaction where that was promised:
 * the ballots of a confidential poll, and of a secret one who voted, the order the ballots came in, and all of them where
 * they are too few.
 */
export async function closePoll(db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<void> {
  await decide(db, actor, meeting, id, 'poll.closed', async (tx, { row }) => {
    if (stateOf(row) === 'closed') return row
    if (stateOf(row) === 'prepared') throw new Refused('polls_not_opened')
    const result = await countFor(tx, row)
    if (row.secrecy === 'confidential') await tx.delete(ballot).where(eq(ballot.pollId, id))
    if (row.secrecy === 'secret') await closeSecret(tx, row, result)
    return put(tx, row, { closedAt: sql`now()`, result })
  })
}

async function countFor(tx: Tx, row: PollRow): Promise<Result> {
  const result = (await resultsIn(tx, [row])).get(row.id)!
  if (row.secrecy === 'open') return { ...result, named: await namedIn(tx, row.id) }
  if (row.secrecy === 'secret' && result.ballots < FEWEST_SECRET) return { ballots: result.ballots, counts: {}, withheld: true }
  return result
}

async function closeSecret(tx: Tx, row: PollRow, result: Result): Promise<void> {
  await tx.delete(hasVoted).where(eq(hasVoted.pollId, row.id))
  if (result.withheld) await tx.delete(secretBallot).where(eq(secretBallot.pollId, row.id))
  // Anew, under other ids and in an order by chance: how they lie tells nothing of when they came.
  else
    await tx.execute(sql`
      with gone as (delete from ${secretBallot} where ${secretBallot.pollId} = ${row.id} returning network_id, meeting_id, choice)
      insert into ${secretBallot} (poll_id, network_id, meeting_id, choice)
      select ${row.id}::uuid, network_id, meeting_id, choice from gone order by random()`)
}

/** Opens it again with the ballots it had: the undo of closing. @throws Refused where closing let go of who voted what */
export async function reopenPoll(db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<void> {
  await decide(db, actor, meeting, id, 'poll.reopened', async (tx, { row }) => {
    const may = mayReopen(row)
    if (may !== 'yes') throw new Refused(may)
    return put(tx, row, { closedAt: null, shownAt: null, result: null })
  })
}

/** Shows the result to all, or takes it from sight again. */
export async function showResult(db: Db, actor: Actor, meeting: MeetingRow, id: string, shown: boolean): Promise<void> {
  await decide(db, actor, meeting, id, shown ? 'poll.shown' : 'poll.hidden', async (tx, { row }) => {
    const may = mayShow(row)
    if (may !== 'yes') throw new Refused(may)
    return put(tx, row, { shownAt: shown ? sql`coalesce(${poll.shownAt}, now())` : null })
  })
}

/**
 * "Agreed, nobody against": asked in the room, seen by the chair, and on record at once.
 * @param question empty: what the item is about
 * @returns null where a form with this key had been taken already
 */
export async function noteAgreed(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  { question, item, key = null }: { readonly question: string; readonly item: string | null; readonly key?: string | null },
): Promise<PollRow | null> {
  chairs(actor, meeting)
  return inTransaction(db, async (tx) => {
    if (key && !(await once(tx, { networkId: meeting.networkId, meetingId: meeting.id }, key))) return null
    const title: Words | null = item ? (await itemById(tx, meeting.id, item)).title : null
    const said = question ? { [meeting.locale]: question } : title
    if (!said) throw new Invalid({ question: 'polls_agreed_what' })
    const made = await insert(tx, actor, meeting, {
      ...{ itemId: item, kind: 'agreed', question: said, electorate: 'present', secrecy: 'open' },
      ...{ openedAt: sql`now()`, closedAt: sql`now()`, shownAt: sql`now()` },
      result: { ballots: 0, counts: {} },
    })
    await freezeElectors(tx, meeting, electingOf(meeting, await pollById(tx, meeting.id, made.id)))
    await note(tx, actor, made, 'poll.agreed')
    return made
  })
}

/** The columns that a form sets. */
function asSetUp(form: PollInput, meeting: MeetingRow) {
  const { kind, most } = form
  return {
    kind,
    itemId: form.item,
    question: { [meeting.locale]: form.question },
    options: hasOptions(kind) ? optionsOf(form.options, meeting.locale) : [],
    most: kind === 'scale' ? (most ?? 5) : kind === 'several' ? most : null,
    electorate: form.electorate,
    secrecy: secrecyOf(kind, form.secrecy),
  }
}

type Insert = Omit<PgInsertValue<typeof poll>, 'networkId' | 'meetingId' | 'position'>

async function insert(tx: Tx, actor: Actor, meeting: MeetingRow, of: Insert): Promise<PollRow> {
  const last = tx
    .select({ last: sql<number>`coalesce(max(${poll.position}), 0) + 1` })
    .from(poll)
    .where(eq(poll.meetingId, meeting.id))
  const place = { id: newId(), networkId: meeting.networkId, meetingId: meeting.id, position: sql`(${last})` }
  const [made] = await tx
    .insert(poll)
    .values({ ...of, ...place, createdBy: actor.person?.id ?? null })
    .returning()
  return made!
}

/** One act of a chair with the poll held: nobody votes meanwhile, and two chairs wait for each other. */
async function decide(
  db: Db,
  actor: Actor,
  meeting: MeetingRow,
  id: string,
  action: string,
  work: (tx: Tx, on: PollOnItem) => Promise<PollRow>,
): Promise<void> {
  chairs(actor, meeting)
  await inTransaction(db, async (tx) => {
    const { row } = await pollById(tx, meeting.id, id)
    await tx.select({ id: poll.id }).from(poll).where(eq(poll.id, row.id)).for('update')
    const on = await pollById(tx, meeting.id, id)
    const after = await work(tx, on)
    // Done before: there is nothing to tell.
    if (after !== on.row || action === 'poll.electors_added') await note(tx, actor, after, action, stateOf(on.row) === 'closed')
  })
}

async function put(tx: Tx, row: PollRow, changes: PgUpdateSetSource<typeof poll>): Promise<PollRow> {
  const [after] = await tx
    .update(poll)
    .set({ ...changes, version: sql`${poll.version} + 1` })
    .where(eq(poll.id, row.id))
    .returning()
  return after!
}

function chairs(actor: Actor, meeting: MeetingRow): void {
  if (mayChair(actor, meeting) !== 'yes') throw new NotFound()
}

/** What is on record, or was, is on the meeting's pages too. */
const note = (tx: Tx, actor: Actor, row: PollRow, action: string, onRecord = false) =>
  record(tx, actor, {
    networkId: row.networkId,
    meetingId: row.meetingId,
    action,
    about: { kind: 'poll', id: row.id },
    raises: [roomSubject(row.meetingId), ...(onRecord || stateOf(row) === 'closed' ? [meetingSubject(row.meetingId)] : [])],
  })
