/** `/{network}/{meeting}/since`: all since the meeting before, or with `?step=` one of it at a time. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { updateForm } from '#actions/forms.ts'
import { readAction } from '#actions/reads.ts'
import { mayUpdate } from '#actions/rules.ts'
import { tellOf } from '#actions/writes.ts'
import { enterMeeting, readMeeting } from '#meeting/reads.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { sinceForm } from '../forms.ts'
import { SincePage } from './pages/since.tsx'
import { StepPage, type StepPageProps } from './pages/step.tsx'
import { readSince } from './reads.ts'
import { stepOf } from './rules.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string }; Querystring: { step?: string } }>
type OfOne = FastifyRequest<{ Params: { network: string; meeting: string; action: string } }>

const styles = ['forms', 'actions', 'decisions']

export function sinceRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/since', async (request: At, reply) => {
    const { step } = request.query
    if (step !== undefined) return sendStep(request, reply, Number(step), null)
    const { actor, network, view, since } = await enter(request)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () =>
        m.since_title_of({ title: pick(view.meeting.title, view.meeting.locale)?.text ?? '' }),
      ),
      network,
      styles,
      robots: 'noindex',
      body: () => <SincePage view={view} since={since} />,
    })
  })

  app.post('/:network/:meeting/since/:action', async (request: OfOne, reply) => {
    const { actor, network, meeting } = await enterMeeting(db, request, request.params)
    const one = await readAction(db, actor, network, Number(request.params.action))
    const may = mayUpdate(actor, one, one)
    if (may !== 'yes') throw new Refused(may)
    const { finish, ...typed } = readForm(sinceForm, request.body)
    const back = (error: string) =>
      sendStep(request, reply, one.publicId, { text: typed.text, error: wordsFor(request, actor, () => message(error)) })
    try {
      const status = finish === 'yes' ? 'done' : one.status
      const form = readForm(updateForm, { ...typed, status, progress: one.progress ?? '' })
      await tellOf(ground, actor, network, one.id, form, 'page')
    } catch (error) {
      if (error instanceof Invalid) return back(Object.values(error.fields)[0] ?? 'shared_invalid')
      if (error instanceof Conflict) return back('since_changed')
      throw error
    }
    return goOn(reply, `/${network.slug}/${meeting.slug}/since?step=${one.publicId}`, {
      tone: 'success',
      text: wordsFor(request, actor, () => (finish === 'yes' ? m.since_finished() : m.since_saved())),
    })
  })

  async function enter(request: At | OfOne) {
    const { actor, network, meeting } = await enterMeeting(db, request, request.params)
    const view = await readMeeting(db, actor, meeting)
    return { actor, network, view, since: await readSince(db, actor, network, view) }
  }

  async function sendStep(request: At | OfOne, reply: FastifyReply, publicId: number, back: StepPageProps['back']) {
    const { actor, network, view, since } = await enter(request)
    const step = since && stepOf(since.actions, publicId)
    if (!step) throw new NotFound()
    const tells = mayUpdate(actor, step.one, step.one) === 'yes'
    return sendPage(ground, request, reply, actor, {
      title: `${step.one.text.slice(0, 80)} · ${wordsFor(request, actor, () => m.since_title())}`,
      network,
      styles,
      islands: true,
      robots: 'noindex',
      ...(back && { status: 422 }),
      body: () => <StepPage view={view} {...step} all={since.actions.length} tells={tells} back={back} />,
    })
  }
}
