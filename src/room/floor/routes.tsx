/** `/{network}/{meeting}/room/floor/…`: asking to speak. The chairs' acts on the list, and their keys, stand in `speaking`. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { m } from '#platform/words/words.ts'
import { enterRoom } from '../entry/reads.ts'
import { acted } from '../entry/routes.tsx'
import { takePart } from '../entry/writes.ts'
import { askForm } from './forms.ts'
import { chairFloorRoutes } from './speaking/routes.tsx'
import { askToSpeak, withdraw } from './writes.ts'

type At<More = object> = FastifyRequest<{ Params: { network: string; meeting: string } & More }>

const PLACE = 'room#floor'

export function floorRoutes(app: App, ground: Ground): void {
  const { db } = ground
  chairFloorRoutes(app, ground)

  app.post('/:network/:meeting/room/floor', async (request: At, reply: FastifyReply) => {
    const entered = await enterRoom(ground, request)
    const participant = await takePart(db, entered)
    const { kind, item } = readForm(askForm, request.body)
    const { id } = await askToSpeak(db, entered.actor, entered.meeting, participant, { kind, itemId: item })
    return acted(ground, request, reply, { ...entered, participant }, PLACE, () => ({
      text: m.floor_said_asked(),
      undo: { action: `${entered.base}/room/floor/${id}/withdraw`, label: m.shared_undo(), fields: {} },
    }))
  })

  for (const way of ['withdraw', 'restore'] as const)
    app.post(`/:network/:meeting/room/floor/:turn/${way}`, async (request: At<{ turn: string }>, reply) => {
      const entered = await enterRoom(ground, request)
      const participant = await takePart(db, entered)
      const { turn } = request.params
      await withdraw(db, entered.actor, entered.meeting, participant, turn, way === 'withdraw')
      return acted(ground, request, reply, { ...entered, participant }, PLACE, () =>
        way === 'withdraw'
          ? {
              text: m.floor_said_withdrawn(),
              undo: { action: `${entered.base}/room/floor/${turn}/restore`, label: m.shared_undo(), fields: {} },
            }
          : { text: m.floor_said_asked() },
      )
    })
}
