/** The room, the chairs' console, and everything that is done in them. */
import type { FastifyRequest } from 'fastify'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { answeredInRoom, mineOf, sendConsole, sendRoom } from './answering/routes.tsx'
import { enterAsChair, enterRoom } from './entry/reads.ts'
import { entryRoutes } from './entry/routes.tsx'
import { floorRoutes } from './floor/routes.tsx'
import { groupsRoutes } from './groups/routes.tsx'
import { roomPeopleRoutes } from './people/routes.tsx'
import { pollRoutes } from './polls/routes.tsx'
import { showRoutes } from './show/routes.tsx'
import { signalRoutes } from './signals/routes.ts'
import { stageRoutes } from './stage/routes.tsx'
import { streamRoutes } from './stream/routes.ts'
import { videoRoutes } from './video/routes.tsx'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

export function roomRoutes(app: App, ground: Ground): void {
  entryRoutes(app, ground)
  videoRoutes(app, ground)
  streamRoutes(app, ground)
  stageRoutes(app, ground)
  answeredInRoom(app, ground, (app) => {
    showRoutes(app, ground)
    roomPeopleRoutes(app, ground)
    floorRoutes(app, ground)
    pollRoutes(app, ground)
    signalRoutes(app, ground)
    groupsRoutes(app, ground)
  })

  app.get('/:network/:meeting/room', async (request: At, reply) =>
    sendRoom(ground, request, reply, await enterRoom(ground, request)),
  )

  app.get('/:network/:meeting/room/mine', async (request: At, reply) => {
    const entered = await enterRoom(ground, request)
    return reply.header('cache-control', 'private, no-store').send({ mine: await mineOf(ground, entered) })
  })

  app.get('/:network/:meeting/chair', async (request: At, reply) =>
    sendConsole(ground, request, reply, await enterAsChair(ground, request)),
  )
}
