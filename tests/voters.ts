/** Those who vote in a room, and the chair who asks them: for tests of polls against a real database. */

import { newId } from '#platform/db/id.ts'
import type { ParticipantRow } from '#room/entry/reads.ts'
import type { Typed } from '#room/polls/ballots/rules.ts'
import { vote } from '#room/polls/ballots/writes.ts'
import { type PollInput, pollForm } from '#room/polls/forms.ts'
import { pollById, readPolls } from '#room/polls/reads.ts'
import { ballot, elector, hasVoted, poll, secretBallot } from '#room/polls/tables.ts'
import { closePoll, makePoll, openPoll } from '#room/polls/writes.ts'
import { participant, room } from '#room/tables.ts'
import type { April } from './april.ts'
import type { World } from './world.ts'

/** A poll as the form has it, with the options as a list. */
export type Asked = Partial<Omit<PollInput, 'options'>> & { readonly options?: readonly string[] }

/** @param at the world and its meeting, which a test file makes before its first test */
export function votersOf(at: () => { readonly world: World; readonly april: April }) {
  const db = () => at().world.ground.db
  const meeting = () => at().april.meeting
  const chair = () => at().world.actor('organiser', meeting().id)
  const home = () => ({ networkId: at().world.networkId, meetingId: meeting().id })

  /** Somebody comes into the room: with an account, unless told otherwise. */
  async function comes(more: Partial<typeof participant.$inferInsert> = {}): Promise<ParticipantRow> {
    const [row] = await db()
      .insert(participant)
      .values({ ...home(), name: 'Kari', personId: newId(), ...more })
      .returning()
    return row!
  }

  async function prepared({ options = [], ...more }: Asked = {}) {
    const form = pollForm.parse({ question: 'Går vi for det?', electorate: 'present', options: options.join('\n') })
    return (await makePoll(db(), await chair(), meeting(), { ...form, ...more }))!
  }

  const votes = (who: ParticipantRow, id: string, given: Partial<Typed>) =>
    vote(db(), { participant: who, channel: 'members' }, id, { choice: [], places: {}, text: '', ...given })

  return {
    db,
    chair,
    comes,
    prepared,
    votes,
    says: (who: ParticipantRow, id: string, choice: string) => votes(who, id, { choice: [choice] }),
    guests: (n: number) => Promise.all(Array.from({ length: n }, (_, i) => comes({ personId: null, name: `Gjest ${i + 1}` }))),
    guestsMayVote: () =>
      db()
        .insert(room)
        .values({ ...home(), guestsMay: { ask: true, vote: true, queue: false } }),
    /** A poll that runs. @returns its id */
    async opened(asked: Asked = {}): Promise<string> {
      const { id } = await prepared(asked)
      await openPoll(db(), await chair(), meeting(), id)
      return id
    },
    close: async (id: string) => closePoll(db(), await chair(), meeting(), id),
    rowOf: async (id: string) => (await pollById(db(), meeting().id, id)).row,
    /** A poll as a channel sees it. */
    seen: async (channel: 'public' | 'members' | 'chair', id: string) =>
      (await readPolls(db(), meeting(), channel)).polls.find((one) => one.id === id),
    /** An empty room without polls. */
    async clear(): Promise<void> {
      for (const table of [poll, elector, ballot, hasVoted, secretBallot, participant, room]) await db().delete(table)
    },
  }
}
