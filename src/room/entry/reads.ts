/** Coming into a room: the meeting, who asks, and as which participant. */
import { and, eq, gt, inArray, type SQL, sql } from 'drizzle-orm'
import type { FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { enterMeeting, type MeetingRow, meetingAt, type NetworkRow } from '#meeting/reads.ts'
import { mayChair, mayRead } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { gathered } from '#platform/db/gathered.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { participant, room } from '../tables.ts'
import { type Channel, channelOf, guestCookie, guestOf, mayPassOn } from './rules.ts'

export type RoomRow = typeof room.$inferSelect
export type ParticipantRow = typeof participant.$inferSelect
/** How a room is set up before anybody changed it: what the columns hold by default. */
export type RoomSettings = Omit<RoomRow, 'createdAt'>

export interface InRoom {
  readonly actor: Actor
  readonly network: NetworkRow
  readonly meeting: MeetingRow
  /** Null for somebody who reads along and has not come in. */
  readonly participant: ParticipantRow | null
  readonly channel: Channel
  /** `/{network}/{meeting}` */
  readonly base: string
}

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

/**
 * The way in for every page and act of a room: for those who may read the meeting, and for guests with its code.
 * @throws NotFound alike when there is no such meeting and when it is not for them
 */
export async function enterRoom({ db, secret }: Pick<Ground, 'db' | 'secret'>, request: At): Promise<InRoom> {
  const found = await meetingAt(db, request.params)
  if (!found) throw new NotFound()
  const { network, meeting } = found
  const actor = await actorOf(db, request, { networkId: network.id, meetingId: meeting.id })
  const me = actor.person ? await participantOf(db, meeting.id, actor.person.id) : await guestIn(db, secret, request, meeting)
  const guest = me !== null && meeting.publishedAt !== null && actor.person === null
  if (!guest && mayRead(actor, meeting) !== 'yes') throw new NotFound()
  const base = `/${network.slug}/${meeting.slug}`
  return { actor, network, meeting, participant: me, channel: channelOf(actor, meeting), base }
}

/** As `enterRoom`, for those who lead the meeting; for others there is no such page. */
export async function enterAsChair({ db }: { readonly db: Db }, request: At) {
  const entered = await enterMeeting(db, request, request.params)
  if (mayChair(entered.actor, entered.meeting) !== 'yes') throw new NotFound()
  return { ...entered, base: `/${entered.network.slug}/${entered.meeting.slug}` }
}

async function guestIn(db: Db, secret: string, request: At, meeting: MeetingRow): Promise<ParticipantRow | null> {
  const held = guestOf(secret, request.cookies[guestCookie(meeting)] ?? '')
  if (!held) return null
  const row = await participantById(db, held.id)
  return row?.meetingId === meeting.id && row.personId === null && row.linkVersion === held.linkVersion ? row : null
}

const participantById = gathered(async (db, ids: readonly string[]) => {
  const rows = await db
    .select()
    .from(participant)
    .where(inArray(participant.id, ids as string[]))
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id) => found.get(id) ?? null)
})

/** Somebody's place in a room, if they ever came in. */
export async function participantOf(db: Db, meetingId: string, personId: string): Promise<ParticipantRow | null> {
  const [row] = await db
    .select()
    .from(participant)
    .where(and(eq(participant.meetingId, meetingId), eq(participant.personId, personId)))
  return row ?? null
}

/** How a room is set up; one that nobody touched has the defaults. */
export async function roomOf(db: Db, meeting: Pick<MeetingRow, 'id' | 'networkId'>): Promise<RoomSettings> {
  const [row] = await db.select().from(room).where(eq(room.meetingId, meeting.id))
  return row ?? untouched(meeting)
}

const untouched = ({ id, networkId }: Pick<MeetingRow, 'id' | 'networkId'>): RoomSettings => ({
  meetingId: id,
  networkId,
  code: null,
  guestsMay: { ask: true, vote: false, queue: false },
  moderated: true,
  slowSeconds: 0,
  floorOpen: false,
  repliesOpen: true,
  turnSeconds: 120,
  replySeconds: 60,
  stage: { view: 'auto' },
  video: 'link',
  videoOpens: 15,
  version: 1,
})

/** The meeting a code leads to, with its network; null where there is none that guests may come to. */
export async function meetingOfCode(db: Db, code: string): Promise<{ networkId: string; meetingId: string } | null> {
  const [row] = await db.select({ networkId: room.networkId, meetingId: room.meetingId }).from(room).where(eq(room.code, code))
  return row ?? null
}

/** The code that lets guests in, for those who may pass it on: null for all others, and where guests may not come. */
export async function codeFor(db: Db, actor: Actor, meeting: MeetingRow): Promise<string | null> {
  return mayPassOn(actor, meeting) === 'yes' ? (await roomOf(db, meeting)).code : null
}

/** Whoever was not seen for so long is counted as gone. */
const GONE_AFTER_MINUTES = 3

/** In SQL: whether a participant is in the room now. */
export const isHere = (): SQL => gt(participant.seenAt, sql`now() - make_interval(mins => ${GONE_AFTER_MINUTES})`)
