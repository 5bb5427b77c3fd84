/** `/{network}/{meeting}/room/questions/…`: what participants ask and wonder about. The chairs' acts stand in `chairing`. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Invalid, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { localeOf, wordsFor } from '#platform/http/visit.ts'
import { message } from '#platform/words/message.ts'
import { m } from '#platform/words/words.ts'
import { answeredInRoom } from '#room/answering/routes.tsx'
import { enterRoom, type InRoom } from '#room/entry/reads.ts'
import { acted } from '#room/entry/routes.tsx'
import { takePart } from '#room/entry/writes.ts'
import { stirred } from '#room/stream/writes.ts'
import { chairQuestionsRoutes } from './chairing/routes.tsx'
import { askForm, wonderForm } from './forms.ts'
import { UnsentPage } from './pages/unsent.tsx'
import { askInRoom, withdraw, wonder } from './writes.ts'

type At<More = object> = FastifyRequest<{ Params: { network: string; meeting: string } & More }>
type OfOne = At<{ input: string }>

export function roomQuestionsRoutes(app: App, ground: Ground): void {
  const { db } = ground
  answeredInRoom(app, ground, (app) => chairQuestionsRoutes(app, ground))

  app.post('/:network/:meeting/room/questions', async (request: At, reply: FastifyReply) => {
    const { entered, asker } = await enter(request)
    const locale = localeOf(request, entered.actor.person?.locale ?? null)
    const ask = async () => {
      const { text, item, nameless, key } = readForm(askForm, request.body)
      return askInRoom(db, entered.meeting, asker, { text, itemId: item, nameless: nameless === 'on', locale, key })
    }
    const made = await ask().catch((error: unknown) => {
      const plain = !request.headers.accept?.includes('application/json')
      if (plain && (error instanceof Invalid || error instanceof Refused)) return error
      throw error
    })
    if (made instanceof Error) return sendUnsent(request, reply, entered, made)
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

  /** Beside the page the text stands where it was typed; without script it comes again. */
  function sendUnsent(request: At, reply: FastifyReply, { actor, network, meeting, base }: InRoom, error: Invalid | Refused) {
    const typed = request.body as Record<string, string | undefined>
    const why = error instanceof Invalid ? Object.values(error.fields)[0]! : error.reason
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.questions_room_not_sent()),
      network,
      styles: ['forms'],
      robots: 'noindex',
      status: error.status,
      body: () => (
        <UnsentPage
          base={base}
          title={meeting.title}
          typed={{ text: typed['text'] ?? '', item: typed['item'] ?? '', nameless: typed['nameless'] === 'on' }}
          why={message(why)}
        />
      ),
    })
  }

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
