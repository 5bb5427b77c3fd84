/** The room, the chairs' console, and everything that is done in them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { mayChair, mayEdit } from '#meeting/rules.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair, enterRoom, type InRoom, type ParticipantRow } from './entry/reads.ts'
import { entryRoutes } from './entry/routes.tsx'
import type { Channel } from './entry/rules.ts'
import { readNames } from './floor/reads.ts'
import { floorRoutes } from './floor/routes.tsx'
import { groupsRoutes } from './groups/routes.tsx'
import type { LiveProps } from './islands/live.ts'
import { ChairPage } from './pages/chair.tsx'
import { RoomPage } from './pages/room.tsx'
import { roomPeopleRoutes } from './people/routes.tsx'
import { pollRoutes } from './polls/routes.tsx'
import { type Mine, type RoomState, readMine } from './reads.ts'
import { showRoutes } from './show/routes.tsx'
import { signalRoutes } from './signals/routes.ts'
import { stageRoutes } from './stage/routes.tsx'
import { roomTopic } from './stream/reads.ts'
import { streamRoutes } from './stream/routes.ts'
import { videoRoutes } from './video/routes.tsx'

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

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

/** A page without script asks again by itself, not so often that a reader is disturbed. */
const REFRESH_SECONDS = 30

export function roomRoutes(app: App, ground: Ground): void {
  entryRoutes(app, ground)
  videoRoutes(app, ground)
  streamRoutes(app, ground)
  showRoutes(app, ground)
  roomPeopleRoutes(app, ground)
  floorRoutes(app, ground)
  pollRoutes(app, ground)
  signalRoutes(app, ground)
  groupsRoutes(app, ground)
  stageRoutes(app, ground)

  app.get('/:network/:meeting/room', async (request: At, reply: FastifyReply) => {
    const entered = await enterRoom(ground, request)
    const { actor, meeting, channel } = entered
    const mine = await mineOf(entered)
    return sendLive(request, reply, entered, channel, m.room_title, (live) => (
      <RoomPage
        {...live}
        channel="room"
        mine={mine}
        enter={mine ? null : { href: '/k', label: m.room_code_title() }}
        chairs={mayChair(actor, meeting) === 'yes'}
      />
    ))
  })

  app.get('/:network/:meeting/room/mine', async (request: At, reply) => {
    const entered = await enterRoom(ground, request)
    return reply.header('cache-control', 'private, no-store').send({ mine: await mineOf(entered) })
  })

  app.get('/:network/:meeting/chair', async (request: At, reply: FastifyReply) => {
    const entered = await enterAsChair(ground, request)
    const { actor, meeting } = entered
    const names = await readNames(ground.db, meeting)
    return sendLive(request, reply, entered, 'chair', m.room_chair_title, (live) => (
      <ChairPage {...live} channel="chair" edits={mayEdit(actor, meeting) === 'yes'} names={names} />
    ))
  })

  /** A page that goes on by itself from the state it is made with. */
  async function sendLive(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, meeting, network, base }: Pick<InRoom, 'actor' | 'meeting' | 'network' | 'base'>,
    channel: Channel,
    title: () => string,
    page: (live: Omit<LiveProps<RoomState>, 'channel'>) => ComponentChildren,
  ) {
    const state = await stateNow(meeting.id, channel)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, title),
      network,
      robots: 'noindex',
      styles: SHEETS,
      islands: true,
      head: refreshing,
      body: () => page({ base, state, made: Temporal.Now.instant().epochMilliseconds }),
    })
  }

  /** The state as of one moment; what the line sends first is whole again. */
  async function stateNow(meetingId: string, channel: Channel): Promise<RoomState> {
    const reading = await roomTopic(ground.db, meetingId, channel).read(null)
    if (reading === null || reading === 'same') throw new NotFound()
    return reading.parts as unknown as RoomState
  }

  /** What is one's own. Whoever is signed in may act before they have a place: the first act, or the line, gives them one. */
  async function mineOf({ actor, meeting, participant }: InRoom): Promise<Mine | null> {
    const own = participant ?? (actor.person && newcomer(meeting, actor.person))
    return own && readMine(ground.db, own)
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
