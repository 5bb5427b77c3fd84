/** `/{network}/plans/{slug}/consultation`: a draft out for input, what is said of it, and the answers. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendTable } from '#network/exports/routes.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts, message } from '#platform/http/errorpages.tsx'
import { both, readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, type Notice, wordsFor } from '#platform/http/visit.ts'
import { instantAt } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type At as Asked, type AtPlan, enterPlan, enterToEdit } from '../entry/reads.ts'
import { documentOf } from '../versions/reads.ts'
import { inputTable } from './formats.ts'
import { answerForm, changeForm, inputForm, type Opening, openForm, senderForm } from './forms.ts'
import { letterOf } from './letter/reads.ts'
import { consultationLetterRoutes } from './letter/routes.ts'
import { answeredLetter } from './mails.tsx'
import { ConsultationPage } from './pages/consultation.tsx'
import type { Typed } from './parts/send.tsx'
import { inputIn, lastConsultation, listConsultations, placesIn } from './reads.ts'
import { isOpen, isOwn, maySendInput } from './rules.ts'
import {
  answerInput,
  changeConsultation,
  changeInput,
  closeConsultation,
  openConsultation,
  removeInput,
  sendInput,
} from './writes.ts'

type At = Asked<{ said: string }>

const perVisitor = { rateLimit: { max: 20, timeWindow: '10 minutes' } }
export function planConsultationRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const at = '/:network/plans/:plan/consultation'
  consultationLetterRoutes(app, ground)

  app.get(at, async (request: At, reply) => sendConsultation(request, reply, await enterPlan(ground, request), null))

  app.post(`${at}/open`, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    return attempt(request, reply, entered, 'terms', async () => {
      await openConsultation(db, entered.actor, entered.view.plan.id, termsOf(entered, readForm(openForm, request.body)))
      return on(request, reply, entered, () => ({ tone: 'success', text: m.planio_opened() }))
    })
  })

  app.post(`${at}/change`, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    return attempt(request, reply, entered, 'terms', async () => {
      const given = readForm(openForm, request.body)
      await changeConsultation(db, entered.actor, entered.view.plan.id, given.version ?? 0, termsOf(entered, given))
      return on(request, reply, entered, () => ({ tone: 'success', text: m.planio_terms_saved() }))
    })
  })

  app.post(`${at}/close`, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await closeConsultation(db, entered.actor, entered.view.plan.id)
    return on(request, reply, entered, () => ({ tone: 'success', text: m.planio_closed() }))
  })

  app.post(`${at}/inputs`, { config: perVisitor }, async (request: At, reply) => {
    const entered = await enterPlan(ground, request)
    const { actor, view } = entered
    // Whoever may not is told so before anything they typed is looked at.
    const last = await lastConsultation(db, view.plan.id)
    if (!last) throw new NotFound()
    if (maySendInput(actor, view.plan, last, Temporal.Now.instant()) === 'planio_members_only')
      throw new Refused('planio_members_only')
    return attempt(request, reply, entered, 'send', async () => {
      const [sent, sender] = both(
        () => readForm(inputForm, request.body),
        () => (actor.person ? null : readForm(senderForm, request.body)),
      )
      const locale = localeOf(request, actor.person?.locale ?? null)
      const id = await sendInput(db, actor, view.plan.id, { ...sent, locale }, sender)
      return on(request, reply, entered, () => ({
        tone: 'success',
        text: m.planio_sent(),
        ...(actor.person && {
          undo: { action: `${view.path}/consultation/inputs/${id}/remove`, label: m.shared_undo(), fields: {} },
        }),
      }))
    })
  })

  app.post(`${at}/inputs/:said`, async (request: At, reply) => {
    const entered = await enterPlan(ground, request)
    const { said: input } = request.params
    if (!isOwn(entered.actor, (await inputIn(db, entered.view.plan.id, input)).row)) throw new NotFound()
    return attempt(request, reply, entered, input, async () => {
      await changeInput(db, entered.actor, entered.view.plan.id, input, readForm(changeForm, request.body).text)
      return on(request, reply, entered, () => ({ tone: 'success', text: m.planio_input_saved() }), input)
    })
  })

  for (const way of ['remove', 'restore'] as const)
    app.post(`${at}/inputs/:said/${way}`, async (request: At, reply) => {
      const entered = await enterPlan(ground, request)
      const { said: input } = request.params
      await removeInput(db, entered.actor, entered.view.plan.id, input, way === 'remove')
      const restore = { action: `${entered.view.path}/consultation/inputs/${input}/restore`, fields: {} }
      return on(request, reply, entered, () =>
        way === 'remove'
          ? { tone: 'info', text: m.planio_input_removed(), undo: { ...restore, label: m.shared_undo() } }
          : { tone: 'success', text: m.planio_input_restored() },
      )
    })

  app.post(`${at}/inputs/:said/answer`, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { actor, view } = entered
    const { said: input } = request.params
    return attempt(request, reply, entered, input, async () => {
      const locale = localeOf(request, actor.person?.locale ?? null)
      await answerInput({ ground, letter: answeredLetter }, actor, view.plan.id, input, {
        ...readForm(answerForm, request.body),
        locale,
      })
      return on(request, reply, entered, () => ({ tone: 'success', text: m.planio_answer_saved() }), input)
    })
  })

  for (const ending of ['csv', 'xlsx'] as const)
    app.get(`${at}.${ending}`, async (request: At, reply) => {
      const { actor, network, view } = await enterToEdit(ground, request)
      const all = await listConsultations(db, actor, view)
      const table = wordsFor(request, actor, () => inputTable(view.plan.title, all, network.timezone))
      return sendTable(reply, table, ending)
    })

  const on = (request: FastifyRequest, reply: FastifyReply, { actor, view }: AtPlan, say: () => Notice, id?: string) =>
    goOn(reply, `${view.path}/consultation${id ? `#${id}` : ''}`, wordsFor(request, actor, say))

  /** What was typed wrong, or came too late, comes again with the page. */
  async function attempt(
    request: At,
    reply: FastifyReply,
    entered: AtPlan,
    form: string,
    act: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await act()
    } catch (error) {
      const fields = (request.body ?? {}) as Record<string, string>
      const again = (wrong: Readonly<Record<string, string>>, late = false) =>
        sendConsultation(request, reply, entered, {
          form,
          fields,
          wrong: wordsFor(request, entered.actor, () => fieldTexts(wrong)),
          late,
        })
      if (error instanceof Invalid) return again(error.fields)
      if (error instanceof Refused && error.reason === 'planio_too_late') return again({}, true)
      if (error instanceof Conflict)
        return again(form === 'terms' ? { deadline: 'planio_terms_changed_meanwhile' } : { answer: 'planio_answered_meanwhile' })
      throw error
    }
  }

  async function sendConsultation(request: At, reply: FastifyReply, entered: AtPlan, typed: Typed | null): Promise<FastifyReply> {
    const { actor, network, view, mayEdit } = entered
    const all = await listConsultations(db, actor, view)
    const now = Temporal.Now.instant()
    const [last] = all
    // A plan that was never out is nobody's to look for input on.
    if (!last && !mayEdit) throw new NotFound()
    const locale = localeOf(request, actor.person?.locale ?? null)
    const verdict = last ? maySendInput(actor, view.plan, last.row, now) : 'planio_too_late'
    const open = last !== undefined && isOpen(last.row, now)
    const letter = mayEdit && open ? await letterOf(db, last.row) : null
    const { about = '' } = request.query as { about?: string }
    const places = [...placesIn(view)].map(([id, one]) => ({ id, ...one }))
    return sendPage(ground, request, reply, actor, {
      title: `${inLocale(locale, () => m.planio_consultation())} · ${pick(view.plan.title, locale)?.text ?? ''}`,
      network,
      section: 'plans',
      styles: ['forms', 'meeting', 'plans/outline'],
      robots: 'noindex',
      status: typed?.late ? 403 : typed ? 422 : 200,
      body: () => (
        <ConsultationPage
          head={{ network, path: view.path, title: view.plan.title }}
          timezone={network.timezone}
          document={documentOf(view)}
          all={all}
          open={open}
          letter={letter}
          may={verdict === 'yes' ? 'yes' : { not: message(verdict) }}
          organises={mayEdit}
          published={view.plan.publishedAt !== null}
          signedIn={actor.person !== null}
          places={places}
          about={places.some((one) => one.id === about) ? about : ''}
          contact={network.contact}
          typed={typed}
        />
      ),
    })
  }
}

const termsOf = ({ network }: AtPlan, { deadline, text, openToAll }: Opening) => ({
  deadline: instantAt(deadline.slice(0, 10), deadline.slice(11), network.timezone),
  text,
  openToAll,
})
