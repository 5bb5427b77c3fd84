/** Comments on minutes: `…/minutes/comments`, for those who write them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { goOn } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Here } from '../routes.tsx'
import { threadView } from './formats.ts'
import { beginForm, replyForm, settleForm } from './forms.ts'
import { threadsOf } from './reads.ts'
import type { ThreadView } from './rules.ts'
import { beginThread, reply, settleThread } from './writes.ts'

const PATH = '/:network/:meeting/:item/minutes/comments'

type OfOne = FastifyRequest<{ Params: { network: string; meeting: string; item: string; thread: string } }>

/** @param stand finds where a request leads; throws NotFound for those who may not write these minutes */
export function commentRoutes(app: App, ground: Ground, stand: (request: FastifyRequest) => Promise<Here>): void {
  const { db } = ground

  app.get(PATH, async (request) => views(ground, await stand(request)))

  app.post(PATH, async (request, reply) => {
    const here = await stand(request)
    return doing(request, reply, here, null, async () => {
      await beginThread(db, here.actor, here, readForm(beginForm, request.body))
      return m.comments_made()
    })
  })

  app.post(`${PATH}/:thread/reply`, async (request: OfOne, answer) => {
    const here = await stand(request)
    const { thread } = request.params
    return doing(request, answer, here, thread, async () => {
      await reply(db, here.actor, here, thread, readForm(replyForm, request.body).text)
      return m.comments_replied()
    })
  })

  app.post(`${PATH}/:thread/settle`, async (request: OfOne, reply) => {
    const here = await stand(request)
    const { thread } = request.params
    try {
      return await doing(request, reply, here, thread, async () => {
        const { do: how } = readForm(settleForm, request.body)
        await settleThread(db, here.actor, here, thread, how)
        return message(`comments_done_${how}`)
      })
    } catch (error) {
      if (fromEditor(request) || !(error instanceof Refused)) throw error
      const text = inLocale(here.locale, () => message(error.reason))
      return goOn(reply, backTo(here, thread), { tone: 'warning', text })
    }
  })

  /** Answers an editor with all there is then, and a form with the page it stood on. */
  async function doing(
    request: FastifyRequest,
    reply: FastifyReply,
    here: Here,
    thread: string | null,
    act: () => Promise<string>,
  ): Promise<FastifyReply> {
    const done = await inLocale(here.locale, act)
    if (fromEditor(request)) return reply.send(await views(ground, here))
    return goOn(reply, backTo(here, thread), { tone: 'success', text: done })
  }
}

const fromEditor = (request: FastifyRequest) => request.headers.accept === 'application/json'
const backTo = (here: Here, thread: string | null) => `${here.base}#${thread ? `thread-${thread}` : 'comments'}`

/** What is said of some minutes, in the words of the page's language. */
export async function views({ db }: Pick<Ground, 'db'>, here: Here): Promise<ThreadView[]> {
  const threads = await threadsOf(db, here.actor, here)
  return inLocale(here.locale, () => threads.map((one) => threadView(one, here.meeting.timezone)))
}
