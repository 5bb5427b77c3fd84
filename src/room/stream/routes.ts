/** The room's state on its way to the readers: as a stream, and for whoever has no stream, asked for again and again. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { isUnchanged } from '#platform/http/pagecache.ts'
import { enterAsChair, enterRoom, type InRoom } from '../entry/reads.ts'
import type { Channel } from '../entry/rules.ts'
import { comeIn } from '../entry/writes.ts'
import { roomLive } from './live.ts'
import { type Right, roomTopic } from './reads.ts'
import { isChannel, reaches } from './rules.ts'

type At = FastifyRequest<{
  Params: { network: string; meeting: string }
  /** `channel`: another than one's own; `after`: the last event that was seen, from those who cannot set a header. */
  Querystring: { channel?: string; after?: string }
}>

export function streamRoutes(app: App, ground: Ground): void {
  const live = roomLive(ground)
  // Before the server waits for its connections to end: these would never.
  app.addHook('preClose', async () => live.stop())

  app.get('/:network/:meeting/room/live', { exposeHeadRoute: false }, async (request: At, reply) => {
    const { entered, channel } = await enter(request)
    // Whoever does not ask for a stream would wait for an end that does not come.
    if (!request.headers.accept?.includes('text/event-stream')) return reply.status(406).send()
    const { session } = request
    const { meeting, actor } = entered
    // Whoever is signed in is in the room by listening: there is no other door for them.
    const participant = actor.person ? await comeIn(ground.db, actor, meeting) : entered.participant
    const right: Right = {
      meetingId: meeting.id,
      channel,
      session: session && { id: session.id, personId: session.personId },
      participant: participant && {
        id: participant.id,
        guest: participant.personId === null,
        linkVersion: participant.linkVersion,
        muted: participant.mutedAt !== null,
      },
    }
    const lastId = lastSeen(request)
    const opened = await live.listen(right, meeting.networkId, reply.raw, { lastId, headers: headersOf(reply) })
    if (!opened) throw new NotFound()
    return reply.hijack()
  })

  app.get('/:network/:meeting/room/state', async (request: At, reply) => {
    const { entered, channel } = await enter(request)
    const state = await live.hub.stateOf(roomTopic(ground.db, entered.meeting.id, channel))
    if (!state) throw new NotFound()
    reply.headers({ etag: state.etag, 'cache-control': 'private, no-cache', vary: 'Cookie' })
    if (isUnchanged(request.headers, state)) return reply.status(304).send()
    return reply.type('application/json; charset=utf-8').send(state.body)
  })

  /** The one channel that is asked for, where they may listen there; their own where they ask for none. */
  async function enter(request: At): Promise<{ entered: Pick<InRoom, 'actor' | 'meeting' | 'participant'>; channel: Channel }> {
    const asked = request.query.channel
    if (asked === 'chair') return { entered: { participant: null, ...(await enterAsChair(ground, request)) }, channel: 'chair' }
    const entered = await enterRoom(ground, request)
    if (asked === undefined) return { entered, channel: entered.channel }
    if (!isChannel(asked) || !reaches(entered.channel, asked)) throw new NotFound()
    return { entered, channel: asked }
  }
}

/** Browsers say it in a header when they connect again by themselves. */
function lastSeen({ headers, query }: At): string | null {
  const said = headers['last-event-id']
  return typeof said === 'string' ? said : (query.after ?? null)
}

const headersOf = (reply: FastifyReply): Record<string, string> =>
  Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
