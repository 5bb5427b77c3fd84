/** `/{network}/{meeting}/seen`: the page says that it was looked at. Looking alone changes nothing: GET is for everybody and for robots. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { enterMeeting } from '#meeting/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { visitOf } from './reads.ts'
import { sinceOf } from './rules.ts'
import { noteLook, takeAsSeen } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

const moment = z.coerce
  .number()
  .int()
  .min(0)
  .max(8_000_000_000_000_000)
  .transform((milliseconds) => Temporal.Instant.fromEpochMilliseconds(milliseconds))
const lookForm = z.object({ made: moment.optional() })
const seenForm = z.object({ until: moment.optional() })

export function visitRoutes(app: App, ground: Ground): void {
  const { db } = ground

  /** By the page itself, in the background; without script by a button, which then leads back to the page. */
  app.post('/:network/:meeting/seen', async (request: At, reply) => {
    const { actor, meeting, network } = await enterMeeting(db, request, request.params)
    if (!actor.person) throw new NotFound()
    const { made } = readForm(lookForm, request.body)
    await noteLook(db, actor, meeting, made ?? Temporal.Now.instant())
    if (made) return reply.status(204).send()
    const text = wordsFor(request, actor, () => m.notices_since_noted())
    return goOn(reply, `/${network.slug}/${meeting.slug}`, { tone: 'success', text })
  })

  app.post('/:network/:meeting/seen/all', async (request: At, reply) => {
    const { actor, meeting, network } = await enterMeeting(db, request, request.params)
    if (!actor.person) throw new NotFound()
    const { until } = readForm(seenForm, request.body)
    const now = Temporal.Now.instant()
    const earlier = sinceOf(await visitOf(db, actor.person.id, meeting.id), now.epochMilliseconds)
    await takeAsSeen(db, actor, meeting, until ?? now)
    const path = `/${network.slug}/${meeting.slug}`
    if (until) return goOn(reply, path)
    return goOn(reply, path, {
      tone: 'success',
      ...wordsFor(request, actor, () => ({
        text: m.notices_since_taken(),
        ...(earlier !== null && {
          undo: { action: `${path}/seen/all`, label: m.shared_undo(), fields: { until: String(earlier) } },
        }),
      })),
    })
  })
}
