/**
 * The room's two pages as answers: to whoever asks for them, and in place of an error page to a plain form that could not be
 * taken in the room or on the console.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { mayChair, mayEdit } from '#meeting/rules.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { typedIn } from '#platform/http/errorpages.tsx'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair, enterRoom, type InRoom, type ParticipantRow } from '../entry/reads.ts'
import type { Channel } from '../entry/rules.ts'
import { readNames } from '../floor/reads.ts'
import type { LiveProps } from '../islands/live.ts'
import { ChairPage } from '../pages/chair.tsx'
import { RoomPage } from '../pages/room.tsx'
import type { Unsent } from '../parts/unsent.tsx'
import { type Mine, type RoomState, readMine } from '../reads.ts'
import { roomTopic } from '../stream/reads.ts'

/** The room's sheet, and those of what is in it. */
const SHEETS = [
  'forms',
  'questions',
  'questions/room',
  'room',
  'room/floor',
  'room/groups',
  'room/polls',
  'room/signals',
  'room/video',
]

/** A page without script asks again by itself, not so often that a reader is disturbed. */
const REFRESH_SECONDS = 30

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>
type Chairing = Awaited<ReturnType<typeof enterAsChair>>

/** @param unsent a form that could not be taken */
export async function sendRoom(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: InRoom,
  unsent: Refusal | null = null,
): Promise<FastifyReply> {
  const { actor, meeting, channel } = entered
  const mine = await mineOf(ground, entered)
  return sendLive(ground, request, reply, entered, { channel, title: m.room_title, unsent }, (live) => (
    <RoomPage
      {...live}
      channel="room"
      mine={mine}
      enter={mine ? null : { href: '/k', label: m.room_code_title() }}
      chairs={mayChair(actor, meeting) === 'yes'}
    />
  ))
}

/** @param unsent a form that could not be taken */
export async function sendConsole(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Chairing,
  unsent: Refusal | null = null,
): Promise<FastifyReply> {
  const { actor, meeting } = entered
  const names = await readNames(ground.db, meeting)
  return sendLive(ground, request, reply, entered, { channel: 'chair', title: m.room_chair_title, unsent }, (live) => (
    <ChairPage {...live} channel="chair" edits={mayEdit(actor, meeting) === 'yes'} names={names} />
  ))
}

/** What is one's own. Whoever is signed in may act before they have a place: the first act, or the line, gives them one. */
export async function mineOf({ db }: Pick<Ground, 'db'>, { actor, meeting, participant }: InRoom): Promise<Mine | null> {
  const own = participant ?? (actor.person && newcomer(meeting, actor.person))
  return own && readMine(db, own)
}

/** What a rule or a form said no with. */
type Refusal = Invalid | Refused | Conflict

/**
 * Routes whose plain forms, where they cannot be taken, are answered with the page they came from: the room's or the console's,
 * with the reason, what was put into them, and the status of the error. The live page is answered as everywhere, and so is what
 * no rule said no to.
 */
export function answeredInRoom(app: App, ground: Ground, routes: (app: App) => void): void {
  app.register(async (scope) => {
    scope.setErrorHandler(async (error: FastifyError | Refusal, request, reply) => {
      const place = /^\/:network\/:meeting\/(room|chair)\//.exec(request.routeOptions.url ?? '')?.[1]
      const refusal = error instanceof Invalid || error instanceof Refused || error instanceof Conflict
      const live = request.headers.accept?.includes('application/json')
      // Thrown on, it is answered by the one handler for all errors.
      if (!place || !refusal || live || request.method !== 'POST') throw error
      return place === 'room'
        ? sendRoom(ground, request, reply, await enterRoom(ground, request as At), error)
        : sendConsole(ground, request, reply, await enterAsChair(ground, request as At), error)
    })
    routes(scope as unknown as App)
  })
}

/** A page that goes on by itself from the state it is made with. */
async function sendLive(
  { db, ...ground }: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, meeting, network, base }: Pick<InRoom, 'actor' | 'meeting' | 'network' | 'base'>,
  how: { readonly channel: Channel; readonly title: () => string; readonly unsent: Refusal | null },
  page: (live: Omit<LiveProps<RoomState>, 'channel'>) => ComponentChildren,
): Promise<FastifyReply> {
  // As of one moment; what the line sends first is whole again.
  const reading = await roomTopic(db, meeting.id, how.channel).read(null)
  if (reading === null || reading === 'same') throw new NotFound()
  const state = reading.parts as unknown as RoomState
  const unsent = how.unsent && wordsFor(request, actor, () => unsentOf(request, how.unsent!))
  return sendPage({ db, ...ground }, request, reply, actor, {
    title: wordsFor(request, actor, how.title),
    network,
    robots: 'noindex',
    styles: SHEETS,
    islands: true,
    // What has to be put right must not go away while somebody does.
    ...(how.unsent ? { status: how.unsent.status } : { head: refreshing }),
    body: () => page({ base, state, unsent, made: Temporal.Now.instant().epochMilliseconds }),
  })
}

function unsentOf(request: FastifyRequest, refusal: Refusal): Unsent {
  const why =
    refusal instanceof Invalid
      ? Object.values(refusal.fields).map(message).join(' ')
      : refusal instanceof Refused
        ? message(refusal.reason)
        : m.shared_conflict_text()
  return {
    action: request.url.split('?')[0]!,
    values: (request.body ?? {}) as Unsent['values'],
    why,
    mends: refusal instanceof Invalid,
    typed: typedIn(request),
  }
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

const newcomer = (meeting: { id: string; networkId: string }, person: { id: string; name: string }): ParticipantRow => ({
  id: NOBODY,
  networkId: meeting.networkId,
  meetingId: meeting.id,
  personId: person.id,
  name: person.name,
  organisationId: null,
  organisation: null,
  linkVersion: 1,
  joinedAt: '',
  seenAt: '',
  mutedAt: null,
  mutedBy: null,
})

const refreshing = () => (
  <noscript>
    <meta http-equiv="refresh" content={String(REFRESH_SECONDS)} />
  </noscript>
)
