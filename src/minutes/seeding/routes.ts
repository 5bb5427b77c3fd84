/** `…/minutes/begin`: minutes begun with what the programme knows, where no editor does it. */
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
import { beginFromProgramme, takeBackBeginning } from './writes.ts'

const PATH = '/:network/:meeting/:item/minutes/begin'
const undoForm = z.object({ number: z.coerce.number().int().min(1).max(1e9) })

/** @param stand finds where a request leads; throws NotFound for those who do not write */
export function seedingRoutes(app: App, { db }: Ground, stand: (request: FastifyRequest) => Promise<Here>): void {
  app.post(PATH, async (request, reply) => {
    const here = await stand(request)
    const told = await beginFromProgramme(db, here.actor, here).then(
      (done): Notice =>
        inLocale(here.locale, () =>
          done === 'written'
            ? { tone: 'info', text: m.quoting_begin_written() }
            : {
                tone: 'success',
                text: m.quoting_begun(),
                undo: { action: `${here.base}/begin/undo`, label: m.quoting_begin_undo(), fields: { number: String(done) } },
              },
        ),
      (error: unknown) => refused(here, error),
    )
    return goOn(reply, here.base, told)
  })

  app.post(`${PATH}/undo`, async (request, reply) => {
    const here = await stand(request)
    const { number } = readForm(undoForm, request.body)
    const told = await takeBackBeginning(db, here.actor, here, number).then(
      (done): Notice =>
        inLocale(here.locale, () =>
          done === 'emptied'
            ? { tone: 'success', text: m.quoting_begin_undone() }
            : { tone: 'warning', text: m.quoting_begin_changed() },
        ),
      (error: unknown) => refused(here, error),
    )
    return goOn(reply, here.base, told)
  })
}

function refused({ locale }: Here, error: unknown): Notice {
  if (!(error instanceof Refused)) throw error
  return { tone: 'warning', text: inLocale(locale, () => message(error.reason)) }
}
