/** A room as a whole: what all in a channel see, and what is one's own. Each part is read where it belongs. */
import { and, eq } from 'drizzle-orm'
import type { MeetingRow } from '#meeting/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { type OwnQuestions, type QuestionsPart, readOwnQuestions, readQuestions } from '#questions/room/reads.ts'
import type { ParticipantRow } from './entry/reads.ts'
import { isHere, type RoomSettings, roomOf } from './entry/reads.ts'
import type { Channel } from './entry/rules.ts'
import { type FloorPart, type OwnFloor, readFloor, readOwnFloor } from './floor/reads.ts'
import { type GroupsPart, type OwnGroups, readGroups, readOwnGroups } from './groups/reads.ts'
import { type OwnPolls, type PollsPart, readOwnPolls, readPolls } from './polls/reads.ts'
import { type Programme, readShow, type ShowPart } from './show/reads.ts'
import { readSignals, type SignalsPart } from './signals/reads.ts'
import type { StagePart } from './stage/reads.ts'
import { type GuestsMay, participant } from './tables.ts'
import { readVideo, type VideoPart } from './video/reads.ts'

/** Who is there, and what they may do. */
export interface PeoplePart {
  /** How many were seen within the last minutes. */
  readonly present: number
  readonly guestsMay: GuestsMay
  readonly moderated: boolean
  readonly slowSeconds: number
  /** The code that lets guests in; only the chairs have it, and the big screen. */
  readonly code: string | null
}

/** What all in one channel see; the same bytes for each of them. */
export interface RoomState {
  readonly show: ShowPart
  readonly people: PeoplePart
  readonly questions: QuestionsPart
  readonly floor: FloorPart
  readonly polls: PollsPart
  readonly signals: SignalsPart
  readonly groups: GroupsPart
  readonly stage: StagePart
  readonly video: VideoPart
}

/** What only one participant sees. */
export interface Mine {
  readonly participant: {
    readonly id: string
    readonly name: string
    readonly organisation: string | null
    readonly guest: boolean
    readonly muted: boolean
  }
  readonly questions: OwnQuestions
  readonly floor: OwnFloor
  readonly polls: OwnPolls
  readonly groups: OwnGroups
}

/** The state of a room whose meeting's programme is known: about a dozen queries, however much there is of everything. */
export async function readRoom(db: Db, programme: Programme, channel: Channel): Promise<RoomState> {
  const { meeting } = programme
  const settings = await roomOf(db, meeting)
  return {
    show: await readShow(db, meeting, channel, programme),
    people: await readPeople(db, meeting, channel, settings),
    questions: await readQuestions(db, meeting, channel, settings),
    floor: await readFloor(db, meeting, channel, settings),
    polls: await readPolls(db, meeting, channel),
    signals: await readSignals(db, meeting, channel),
    groups: await readGroups(db, meeting, channel),
    stage: { view: settings.stage },
    video: await readVideo(db, meeting, channel, { settings, programme }),
  }
}

export async function readMine(db: Db, own: ParticipantRow): Promise<Mine> {
  return {
    participant: {
      id: own.id,
      name: own.name,
      organisation: own.organisation,
      guest: own.personId === null,
      muted: own.mutedAt !== null,
    },
    questions: await readOwnQuestions(db, own.id),
    floor: await readOwnFloor(db, own.id),
    polls: await readOwnPolls(db, own),
    groups: await readOwnGroups(db, own.id),
  }
}

async function readPeople(db: Db, meeting: MeetingRow, channel: Channel, settings: RoomSettings): Promise<PeoplePart> {
  const { guestsMay, moderated, slowSeconds, code } = settings
  const present = await db.$count(participant, and(eq(participant.meetingId, meeting.id), isHere()))
  return { present, guestsMay, moderated, slowSeconds, code: channel === 'chair' ? code : null }
}
