/** The speaker list as a channel sees it, and one's own place on it. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { MeetingRow } from '#meeting/rules.ts'
import { membership, organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import { pick } from '#platform/words/text.ts'
import { registration } from '#registration/tables.ts'
import { type RoomSettings, roomOf } from '../entry/reads.ts'
import { type Channel, mayTakePart } from '../entry/rules.ts'
import { participant } from '../tables.ts'
import {
  type Clocked,
  isSpeaking,
  isWaiting,
  leastSpoken,
  type Sum,
  secondsFor,
  speakerKey,
  speakerOf,
  sumsBy,
  type TurnRow,
} from './rules.ts'
import { type TurnKind, turn } from './tables.ts'

export interface TurnView {
  readonly id: string
  readonly name: string
  readonly organisation: string | null
  readonly kind: TurnKind
  /** How many turns they had before in this meeting. */
  readonly before: number
}

export interface SpeakingView extends TurnView, Clocked {
  /** How long they have. */
  readonly seconds: number
}

export interface FloorPart {
  /** Takes names; and short replies. */
  readonly open: boolean
  readonly repliesOpen: boolean
  readonly turnSeconds: number
  readonly replySeconds: number
  readonly speaking: SpeakingView | null
  /** Who goes on when a reply or point of order is over. */
  readonly interrupted: SpeakingView | null
  /** In order. */
  readonly waiting: readonly TurnView[]
  /** For chairs: time spoken over the meeting, most first, and who of those waiting has spoken least. */
  readonly spoken: {
    readonly people: readonly Sum[]
    readonly organisations: readonly Sum[]
    readonly least: string | null
  } | null
}

/** The list of a meeting, in two queries. */
export async function readFloor(db: Db, meeting: MeetingRow, channel: Channel, known?: RoomSettings): Promise<FloorPart> {
  const settings = known ?? (await roomOf(db, meeting))
  const turns = (
    await db
      .select()
      .from(turn)
      .where(and(eq(turn.meetingId, meeting.id), isNull(turn.withdrawnAt)))
      .orderBy(asc(turn.position), asc(turn.askedAt), asc(turn.id))
  ).map(withMoments)
  const had = turns.filter((one) => one.startedAt !== null)
  const times = sumsBy(had, speakerKey)
  const view = (one: TurnRow): TurnView => {
    const { id, name, organisation, kind } = one
    const all = times.get(speakerKey(one))?.turns ?? 0
    return { id, name, organisation, kind, before: one.startedAt === null ? all : all - 1 }
  }
  const speakingView = (one: TurnRow | null): SpeakingView | null =>
    one && { ...view(one), runningSince: one.runningSince, spoken: one.spoken, seconds: secondsFor(one.kind, settings) }
  const speaking = turns.filter(isSpeaking)
  const now = speakerOf(speaking)
  const waiting = turns.filter(isWaiting)
  const chair = channel === 'chair'
  return {
    open: settings.floorOpen,
    repliesOpen: settings.repliesOpen,
    turnSeconds: settings.turnSeconds,
    replySeconds: settings.replySeconds,
    speaking: speakingView(now),
    interrupted: speakingView(speakerOf(speaking.filter((one) => one !== now))),
    waiting: waiting.map(view),
    spoken: chair
      ? {
          people: [...times.values()],
          organisations: [...sumsBy(had, (one) => one.organisation).values()],
          least: leastSpoken(waiting, had),
        }
      : null,
  }
}

/** Moments as browsers read them, all of one length, so that they can be compared as they stand. */
function withMoments(row: TurnRow): TurnRow {
  const iso = (stamp: string | null) => stamp && instantOf(stamp).toString({ smallestUnit: 'millisecond' })
  return { ...row, startedAt: iso(row.startedAt), runningSince: iso(row.runningSince), endedAt: iso(row.endedAt) }
}

export interface OwnFloor {
  /** Those one waits by, and the one by which one has the floor: the list tells which is which. */
  readonly turns: readonly { readonly id: string; readonly kind: TurnKind }[]
  /** Why one may not ask to speak, as a message key. */
  readonly hindrance: string | null
}

/** A participant's own turns, and whether they may ask for one. */
export async function readOwnFloor(db: Db, participantId: string): Promise<OwnFloor> {
  const [who] = await db.select().from(participant).where(eq(participant.id, participantId))
  if (!who) return { turns: [], hindrance: null }
  const { guestsMay } = await roomOf(db, { id: who.meetingId, networkId: who.networkId })
  const turns = await db
    .select()
    .from(turn)
    .where(and(eq(turn.participantId, participantId), isNull(turn.withdrawnAt), isNull(turn.endedAt)))
    .orderBy(asc(turn.position))
  const verdict = mayTakePart(who, guestsMay, 'queue')
  return {
    turns: turns.map(({ id, kind }) => ({ id, kind })),
    hindrance: verdict === 'yes' ? null : verdict,
  }
}

export interface KnownName {
  readonly name: string
  readonly organisation: string | null
}

const MOST_NAMES = 500

/** Names a chair may put on the list without typing them out: who is registered, and the network's members. Access is the caller's to check. */
export async function readNames(db: Db, meeting: Pick<MeetingRow, 'id' | 'networkId' | 'locale'>): Promise<KnownName[]> {
  const registered = await db
    .select({ name: registration.name, organisation: organisation.name, written: registration.organisationName })
    .from(registration)
    .leftJoin(organisation, eq(organisation.id, registration.organisationId))
    .where(and(eq(registration.meetingId, meeting.id), eq(registration.state, 'registered')))
    .limit(MOST_NAMES)
  const members = await db
    .select({ name: person.name, organisation: organisation.name })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .leftJoin(organisation, eq(organisation.id, membership.organisationId))
    .where(and(eq(membership.networkId, meeting.networkId), isNull(membership.to), isNull(person.deletedAt)))
    .limit(MOST_NAMES)
  const known = new Map<string, KnownName>()
  for (const { name, organisation, written } of [...registered, ...members.map((one) => ({ ...one, written: null }))])
    if (!known.has(name)) known.set(name, { name, organisation: pick(organisation, meeting.locale)?.text ?? written })
  return [...known.values()].sort((a, b) => a.name.localeCompare(b.name, 'nb'))
}
