/** What has changed since members were told, and marking it as told. For organisers; every step without script. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { Conflict } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { m } from '#platform/words/words.ts'
import { type Entered, enterToEdit, readMeeting } from '../reads.ts'
import { idForm } from '../settings/forms.ts'
import { type At, sendForm, tellOn } from '../settings/routes.tsx'
import { ToldPage } from './pages/told.tsx'
import { toldOf } from './reads.ts'
import { mayTell } from './rules.ts'
import { markTold, withdrawTold } from './writes.ts'

const markForm = z.object({ mark: z.string().default('') })

export function toldRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/told', async (request: At, reply) =>
    sendTold(request, reply, await enterToEdit(ground, request), false),
  )

  app.post('/:network/:meeting/told', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    try {
      const id = await markTold(db, entered.actor, entered.meeting.id, readForm(markForm, request.body).mark)
      return tellOn(request, reply, entered, `${entered.base}/told`, () => ({
        tone: 'success',
        text: m.meeting_told_marked(),
        undo: { action: `${entered.base}/told/withdraw`, label: m.shared_undo(), fields: { id } },
      }))
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return sendTold(request, reply, entered, true)
    }
  })

  app.post('/:network/:meeting/told/withdraw', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await withdrawTold(db, entered.actor, entered.meeting.id, readForm(idForm, request.body).id)
    return tellOn(request, reply, entered, `${entered.base}/told`, () => ({ tone: 'info', text: m.meeting_told_withdrawn() }))
  })

  async function sendTold(request: At, reply: FastifyReply, entered: Entered, changed: boolean): Promise<FastifyReply> {
    const { actor, meeting } = entered
    const view = await readMeeting(db, actor, meeting)
    const told = await toldOf(db, meeting.id)
    const verdict = mayTell(actor, meeting)
    return sendForm(ground, request, reply, entered, changed ? 409 : 200, m.meeting_told_title, () => (
      <ToldPage
        view={view}
        told={told}
        baseUrl={ground.config.baseUrl}
        hindrance={verdict === 'yes' ? null : message(verdict)}
        changed={changed}
      />
    ))
  }
}
