/** `/{network}/{meeting}/room/questions/…`: what participants ask and wonder about. The chairs' acts stand in `chairing`. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { localeOf } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { enterRoom } from '#room/entry/reads.ts'
import { acted } from '#room/entry/routes.tsx'
import { takePart } from '#room/entry/writes.ts'
import { stirred } from '#room/stream/writes.ts'
import { chairQuestionsRoutes } from './chairing/routes.tsx'
import { askForm, wonderForm } from './forms.ts'
import { askInRoom, withdraw, wonder } from './writes.ts'

type At<More = object> = FastifyRequest<{ Params: { network: string; meeting: string } & More }>
type OfOne = At<{ input: string }>

export function roomQuestionsRoutes(app: App, ground: Ground): void {
  const { db } = ground
  chairQuestionsRoutes(app, ground)

  app.post('/:network/:meeting/room/questions', async (request: At, reply: FastifyReply) => {
    const { entered, asker } = await enter(request)
    const { text, item, nameless, key } = readForm(askForm, request.body)
    const locale = localeOf(request, entered.actor.person?.locale ?? null)
    const made = await askInRoom(db, entered.meeting, asker, { text, itemId: item, nameless: nameless === 'on', locale, key })
    return acted(ground, request, reply, asking(entered, asker), 'room#questions', () => ({
      text: made?.state === 'waiting' ? m.questions_room_sent_waiting() : m.questions_room_sent(),
      ...(made && { undo: undo(`${entered.base}/room/questions/${made.id}/withdraw`) }),
    }))
  })

  app.post('/:network/:meeting/room/questions/:input/wonder', async (request: OfOne, reply) => {
    const { entered, asker } = await enter(request)
    const { wonders } = readForm(wonderForm, request.body)
    const changed = await wonder(db, entered.meeting, asker, request.params.input, wonders === 'yes')
    if (changed) stirred(db, entered.meeting.id)
    return acted(ground, request, reply, asking(entered, asker), 'room#questions')
  })

  for (const way of ['withdraw', 'restore'] as const)
    app.post(`/:network/:meeting/room/questions/:input/${way}`, async (request: OfOne, reply) => {
      const { entered, asker } = await enter(request)
      const { input } = request.params
      await withdraw(db, entered.meeting, asker, input, way === 'withdraw')
      return acted(ground, request, reply, asking(entered, asker), 'room#questions', () =>
        way === 'withdraw'
          ? { text: m.questions_room_withdrawn(), undo: undo(`${entered.base}/room/questions/${input}/restore`) }
          : { text: m.questions_restored() },
      )
    })

  async function enter(request: At) {
    const entered = await enterRoom(ground, request)
    const participant = await takePart(db, entered)
    return { entered, asker: { actor: entered.actor, channel: entered.channel, participant } }
  }
  const asking = (
    { actor, meeting, base }: Awaited<ReturnType<typeof enterRoom>>,
    { participant }: Awaited<ReturnType<typeof enter>>['asker'],
  ) => ({ actor, meeting, base, participant })
  const undo = (action: string) => ({ action, label: m.shared_undo(), fields: {} })
}
