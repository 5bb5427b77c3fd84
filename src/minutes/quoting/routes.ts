import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { goOn, type Notice } from '#platform/http/visit.ts'
import { message } from '#platform/words/message.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Here } from '../routes.tsx'
import { putIn } from './writes.ts'

const quoteForm = z.object({ quote: z.uuid() })

/** @param stand finds where a request leads; throws NotFound for those who do not write */
export function quotingRoutes(app: App, ground: Ground, stand: (request: FastifyRequest) => Promise<Here>): void {
  app.post('/:network/:meeting/:item/minutes/quotes', async (request, reply) => {
    const here = await stand(request)
    const { quote } = readForm(quoteForm, request.body)
    const told = await putIn(ground, here.actor, here, quote).then(
      (done): Notice => ({
        tone: done === 'put' ? 'success' : 'info',
        text: inLocale(here.locale, () => (done === 'put' ? m.minutes_quote_put() : m.minutes_quote_there())),
      }),
      (error: unknown): Notice => {
        if (!(error instanceof Refused)) throw error
        return { tone: 'warning', text: inLocale(here.locale, () => message(error.reason)) }
      },
    )
    return goOn(reply, `${here.base}#room`, told)
  })
}
