/** Questions in the room: what all in a channel see, and what is one's own. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type MeetingRow, narrowest } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { type RoomSettings, roomOf } from '#room/entry/reads.ts'
import { type Channel, mayTakePart, seesIn } from '#room/entry/rules.ts'
import { participant } from '#room/tables.ts'
import type { InputRow } from '../rules.ts'
import { type InputState, input, inputVote } from '../tables.ts'
import { byVotes, mayWonder } from './rules.ts'

export interface RoomQuestion {
  readonly id: string
  /** Null where it is to the meeting as a whole. */
  readonly itemId: string | null
  readonly state: InputState
  readonly text: string
  readonly locale: InputRow['locale']
  /** Null where it is asked without a name; the chairs have it all the same. */
  readonly name: string | null
  readonly organisation: string | null
  /** Asked without a name for the others. */
  readonly nameless: boolean
  readonly at: string
  readonly votes: number
  readonly answeringAt: string | null
  readonly answer: Words | null
  readonly answeredByName: string | null
  readonly noted: boolean
  /** For chairs: those that say the same and were put together with it. */
  readonly merged: readonly { readonly id: string; readonly text: string; readonly name: string | null }[]
}

export interface QuestionsPart {
  /** New ones wait for a chair before the others see them. */
  readonly moderated: boolean
  readonly slowSeconds: number
  /** As `byVotes` orders them. Chairs have those that wait and were declined, too. */
  readonly questions: readonly RoomQuestion[]
}

const seen: Readonly<Record<'chair' | 'others', readonly InputState[]>> = {
  chair: ['waiting', 'shown', 'answered', 'declined'],
  others: ['shown', 'answered'],
}

/** The questions of a meeting with what was sent in beforehand, in three queries. */
export async function readQuestions(db: Db, meeting: MeetingRow, channel: Channel, known?: RoomSettings): Promise<QuestionsPart> {
  const chair = channel === 'chair'
  const { moderated, slowSeconds } = known ?? (await roomOf(db, meeting))
  const around = alias(item, 'around')
  const rows = await db
    .select({
      input,
      organisation: participant.organisation,
      about: { audience: item.audience, dayId: item.dayId, parentId: item.parentId },
      around: around.audience,
    })
    .from(input)
    .leftJoin(item, and(eq(item.id, input.itemId), isNull(item.deletedAt)))
    .leftJoin(around, eq(around.id, item.parentId))
    .leftJoin(
      participant,
      and(
        eq(participant.meetingId, input.meetingId),
        or(eq(participant.id, input.participantId), eq(participant.personId, input.personId)),
      ),
    )
    .where(
      and(
        eq(input.meetingId, meeting.id),
        eq(input.kind, 'question'),
        isNull(input.deletedAt),
        inArray(input.state, [...seen[chair ? 'chair' : 'others']]),
      ),
    )
    .orderBy(asc(input.createdAt), asc(input.id))
  const votes = rows.length > 0 ? await votesIn(db, meeting.id) : new Map<string, number>()
  const isFor = ({ input: one, about, around }: (typeof rows)[number]) =>
    chair ||
    one.itemId === null ||
    // Parts lie where their whole does; what has neither day nor whole is on the organisers' shelf.
    (about !== null &&
      (about.dayId !== null || about.parentId !== null) &&
      seesIn(channel, narrowest(about.audience, around ?? 'public')))
  const nameOf = (one: InputRow) => (one.nameless && !chair ? null : one.name)
  const visible = rows.filter(isFor)
  const questions = visible
    .filter((row) => row.input.mergedInto === null)
    .map(({ input: one, organisation }): RoomQuestion => {
      const { id, itemId, state, text, locale, nameless, answer, answeredByName } = one
      const doubles = chair ? visible.filter((other) => other.input.mergedInto === id) : []
      return {
        ...{ id, itemId, state, text, locale, nameless, answer, answeredByName },
        name: nameOf(one),
        organisation: nameOf(one) === null ? null : organisation,
        at: iso(one.createdAt),
        votes: votes.get(id) ?? 0,
        answeringAt: one.answeringAt && iso(one.answeringAt),
        noted: one.notedAt !== null,
        merged: doubles.map(({ input: double }) => ({ id: double.id, text: double.text, name: nameOf(double) })),
      }
    })
  return { moderated, slowSeconds, questions: byVotes(questions) }
}

/** The questions on an item that a chair marked for its minutes, in the order they were marked. Access is the caller's to check. */
export async function notedOn(
  db: Db,
  itemId: string,
): Promise<(Pick<InputRow, 'id' | 'text' | 'locale' | 'answer'> & { readonly name: string | null })[]> {
  const rows = await db
    .select()
    .from(input)
    .where(and(eq(input.itemId, itemId), eq(input.kind, 'question'), isNotNull(input.notedAt), isNull(input.deletedAt)))
    .orderBy(asc(input.notedAt), asc(input.id))
  return rows.map(({ id, text, locale, answer, name, nameless }) => ({ id, text, locale, answer, name: nameless ? null : name }))
}

const iso = (stamp: string) => instantOf(stamp).toString({ smallestUnit: 'millisecond' })

/** A question that others were put together with is wondered about by whoever wondered about any of them, each counted once. */
async function votesIn(db: Db, meetingId: string): Promise<Map<string, number>> {
  const asked = sql<string>`coalesce(${input.mergedInto}, ${input.id})`
  const rows = await db
    .select({ id: asked, votes: sql<number>`count(distinct ${inputVote.participantId})::int` })
    .from(inputVote)
    .innerJoin(input, eq(input.id, inputVote.inputId))
    .where(eq(inputVote.meetingId, meetingId))
    .groupBy(asked)
  return new Map(rows.map((row) => [row.id, row.votes]))
}

export interface OwnQuestion {
  readonly id: string
  readonly text: string
  readonly state: InputState
  readonly nameless: boolean
  readonly withdrawn: boolean
}

export interface OwnQuestions {
  /** What one wonders about too, by the question that is shown. */
  readonly wonders: readonly string[]
  /** What one asked, the newest first: in the room, and beforehand where one was signed in. */
  readonly asked: readonly OwnQuestion[]
  /** Why one may not ask, as a message key; and why one may not wonder too. */
  readonly mayNotAsk: string | null
  readonly mayNotWonder: string | null
}

const MOST_OWN = 20

/** A participant's own questions and votes, in four queries. */
export async function readOwnQuestions(db: Db, participantId: string): Promise<OwnQuestions> {
  const [who] = await db.select().from(participant).where(eq(participant.id, participantId))
  if (!who) return { wonders: [], asked: [], mayNotAsk: null, mayNotWonder: null }
  const { guestsMay } = await roomOf(db, { id: who.meetingId, networkId: who.networkId })
  const own = or(eq(input.participantId, who.id), who.personId === null ? undefined : eq(input.personId, who.personId))
  const asked = await db
    .select()
    .from(input)
    .where(and(eq(input.meetingId, who.meetingId), eq(input.kind, 'question'), own))
    .orderBy(desc(input.createdAt), desc(input.id))
    .limit(MOST_OWN)
  const wonders = await db
    .selectDistinct({ id: sql<string>`coalesce(${input.mergedInto}, ${input.id})` })
    .from(inputVote)
    .innerJoin(input, eq(input.id, inputVote.inputId))
    .where(eq(inputVote.participantId, who.id))
  const reason = (verdict: string) => (verdict === 'yes' ? null : verdict)
  return {
    wonders: wonders.map((one) => one.id),
    asked: asked.map(({ id, text, state, nameless, deletedAt }) => ({
      id,
      text,
      state,
      nameless,
      withdrawn: deletedAt !== null,
    })),
    mayNotAsk: reason(mayTakePart(who, guestsMay, 'ask')),
    mayNotWonder: reason(mayWonder(who, guestsMay)),
  }
}
