/** The room's numbered state, and whether those who listen to it still may. */
import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import { personActors, visitor } from '#actor.ts'
import { type MeetingRow, meetingById } from '#meeting/reads.ts'
import { sessionsThatHold } from '#people/signin/reads.ts'
import { revisionsOf } from '#platform/activity/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { Topic } from '#platform/live/hub.ts'
import type { Reading } from '#platform/live/state.ts'
import { erasedSubject, meetingSubject, roomSubject, roomSums, type Subject } from '#platform/live/subjects.ts'
import type { Channel } from '../entry/rules.ts'
import { readRoom } from '../reads.ts'
import { type Programme, readProgramme } from '../show/reads.ts'
import { participant } from '../tables.ts'
import { reaches, widestOf } from './rules.ts'

/** What those in one channel of a room listen to. */
export function roomTopic(db: Db, meetingId: string, channel: Channel): Topic {
  const acts = [roomSubject(meetingId), meetingSubject(meetingId)]
  const sums = [roomSums(meetingId)]
  const programmeAt = keepProgramme(meetingId)

  /**
   * State and number in one snapshot. The number is the sum of the revisions that the state hangs on: each of them only grows,
   * and a snapshot sees them as they stood at one moment, so that the same sum is the same state, in every process.
   */
  async function readNumbered(snapshot: Db, known: number | null): Promise<Reading | 'same' | null> {
    const revisions = await revisionsOf(snapshot, [...acts, ...sums, erasedSubject])
    const rev = [...acts, ...sums].reduce((sum, one) => sum + revisions.get(one)!, 0)
    if (rev === known) return 'same'
    const programme = await programmeAt(snapshot, revisions)
    return programme && { rev, parts: { ...(await readRoom(snapshot, programme, channel)) } }
  }

  return {
    ...{ key: `room ${meetingId} ${channel}`, acts, sums },
    read: (known) =>
      db.transaction((tx) => readNumbered(tx as unknown as Db, known), {
        isolationLevel: 'repeatable read',
        accessMode: 'read only',
      }),
  }
}

/**
 * The programme as it stands in a snapshot, for as long as a topic lives. What the chairs do on the day and what is counted
 * raises the room alone: then most of what the state is made of need not be read again.
 */
function keepProgramme(meetingId: string) {
  let kept: { readonly stands: string; readonly programme: Programme } | null = null
  return async (snapshot: Db, revisions: ReadonlyMap<Subject, number>): Promise<Programme | null> => {
    // Somebody who was erased is not in memory either.
    const stands = `${revisions.get(meetingSubject(meetingId))} ${revisions.get(erasedSubject)}`
    if (kept?.stands === stands) return kept.programme
    const meeting = await meetingById(snapshot, meetingId)
    kept = meeting && { stands, programme: await readProgramme(snapshot, meeting) }
    return kept?.programme ?? null
  }
}

/** By what right somebody listens. */
export interface Right {
  readonly meetingId: string
  readonly channel: Channel
  readonly session: { readonly id: string; readonly personId: string } | null
  /** Their place in the room, where they came in. */
  readonly participant: {
    readonly id: string
    readonly guest: boolean
    readonly linkVersion: number
    readonly muted: boolean
  } | null
}

/** Of those who listen to one meeting's room, the rights that hold no more. A fixed number of queries, however many there are. */
export async function lapsed<R extends Right>(db: Db, meetingId: string, rights: readonly R[]): Promise<R[]> {
  const meeting = await meetingById(db, meetingId)
  if (!meeting) return [...rights]
  const actors = await actorsOf(db, meeting, rights)
  const guests = await guestsAmong(db, rights)
  return rights.filter((right) => {
    const actor = right.session ? actors.get(right.session.id) : actors.get(null)
    const guest = right.participant?.guest ? right.participant : null
    // Who was taken out of the room does not go on listening as anybody.
    if (!actor || (guest && guests.get(guest.id) !== guest.linkVersion)) return true
    const own = widestOf(actor, meeting, guest !== null)
    return own === null || !reaches(own, right.channel)
  })
}

/** Those who are set to listening in one meeting's room. */
export async function mutedIn(db: Db, meetingId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ id: participant.id })
    .from(participant)
    .where(and(eq(participant.meetingId, meetingId), isNotNull(participant.mutedAt)))
  return new Set(rows.map((row) => row.id))
}

/** The actor of each session that holds, and for null the one who is not signed in. */
async function actorsOf(db: Db, meeting: MeetingRow, rights: readonly Right[]) {
  const where = { networkId: meeting.networkId, meetingId: meeting.id }
  const sessions = new Map(rights.flatMap(({ session }) => (session ? [[session.id, session.personId] as const] : [])))
  const held = sessions.size > 0 ? await sessionsThatHold(db, [...sessions.keys()]) : new Set<string>()
  const people = held.size > 0 ? await personActors(db, [...new Set(sessions.values())], where) : new Map()
  const nobody = visitor(where)
  return new Map([
    [null, nobody] as const,
    ...[...sessions].flatMap(([id, personId]) => (held.has(id) ? [[id, people.get(personId) ?? nobody] as const] : [])),
  ])
}

async function guestsAmong(db: Db, rights: readonly Right[]): Promise<ReadonlyMap<string, number>> {
  const ids = rights.flatMap(({ participant: one }) => (one?.guest ? [one.id] : []))
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({ id: participant.id, linkVersion: participant.linkVersion })
    .from(participant)
    .where(inArray(participant.id, ids))
  return new Map(rows.map((row) => [row.id, row.linkVersion]))
}
