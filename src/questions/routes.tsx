/** What is sent in before a meeting: sending, reading, and what the organisers make of it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enterMeeting, enterToEdit, itemsOf, readMeeting } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { changeDetails } from '#meeting/writes.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts, message } from '#platform/http/errorpages.tsx'
import { both, readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, type Notice, wordsFor } from '#platform/http/visit.ts'
import { instantAt } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { answerForm, moveForm, senderForm, sendForm, untilForm } from './forms.ts'
import { becameLetter } from './mails.tsx'
import { QuestionsPage, type QuestionsPageProps } from './pages/questions.tsx'
import { inputsOf, laterMeetings } from './reads.ts'
import { roomQuestionsRoutes } from './room/routes.tsx'
import { isOpen, maySend, openUntil } from './rules.ts'
import { answer, makeItem, moveOn, remove, send, show } from './writes.ts'

interface Address {
  network: string
  meeting: string
}
type At<More = object> = FastifyRequest<{ Params: Address & More; Querystring: Record<string, string | undefined> }>
type OfOne = At<{ input: string }>
type Entered = Awaited<ReturnType<typeof enterMeeting>>

const perVisitor = { rateLimit: { max: 20, timeWindow: '10 minutes' } }

export function questionsRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const teller = { ground, letter: becameLetter }
  roomQuestionsRoutes(app, ground)

  app.get('/:network/:meeting/questions', async (request: At, reply) => {
    const entered = await enterMeeting(db, request, request.params)
    const { item } = request.query
    return sendQuestions(request, reply, entered, item ? { form: 'question', fields: { item }, wrong: {} } : null)
  })

  app.post('/:network/:meeting/questions', { config: perVisitor }, async (request: At, reply) => {
    const entered = await enterMeeting(db, request, request.params)
    const { actor, meeting } = entered
    const form = (request.body as { kind?: unknown } | undefined)?.kind === 'matter' ? 'matter' : 'question'
    return attempt(request, reply, entered, form, async () => {
      const [sent, sender] = both(
        () => readForm(sendForm, request.body),
        () => (actor.person ? null : readForm(senderForm, request.body)),
      )
      const view = sent.kind !== 'matter' && sent.item ? await readMeeting(db, actor, meeting) : null
      // An item that is not there for them is none that they can ask about.
      if (view && sent.kind !== 'matter' && ![...itemsOf(view.days)].some((one) => one.id === sent.item)) throw new NotFound()
      const made = await send(db, actor, meeting, sent, sender, localeOf(request, actor.person?.locale ?? null))
      const told = sender?.email || actor.person ? m.questions_sent_told : m.questions_sent
      return goOn(reply, `${baseOf(entered)}/questions`, {
        tone: 'success',
        ...wordsFor(request, actor, () => ({
          text: told(),
          ...(actor.person && { undo: undo(`${baseOf(entered)}/questions/${made.id}/remove`) }),
        })),
      })
    })
  })

  app.post('/:network/:meeting/questions/until', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { actor, meeting } = entered
    return attempt(request, reply, entered, 'until', async () => {
      const { until } = readForm(untilForm, request.body)
      const inputUntil = until && instantAt(until.slice(0, 10), until.slice(11), meeting.timezone)
      await changeDetails(db, actor, meeting.id, meeting.version, { inputUntil })
      return tell(request, reply, entered, () => ({ tone: 'success', text: m.questions_deadline_saved() }))
    })
  })

  app.post('/:network/:meeting/questions/:input/answer', async (request: OfOne, reply) => {
    const entered = await enterToEdit(ground, request)
    const { input } = request.params
    return attempt(request, reply, entered, input, async () => {
      const given = readForm(answerForm, request.body)
      const { actor, meeting } = entered
      const locale = localeOf(request, actor.person?.locale ?? null)
      await answer(teller, actor, meeting.id, input, { ...given, locale })
      return tell(request, reply, entered, () => ({
        tone: 'success',
        text: given.as === 'answered' ? m.questions_answered() : m.questions_declined(),
      }))
    })
  })

  for (const way of ['show', 'hide'] as const)
    app.post(`/:network/:meeting/questions/:input/${way}`, async (request: OfOne, reply) => {
      const entered = await enterToEdit(ground, request)
      const { input } = request.params
      await show(db, entered.actor, entered.meeting.id, input, way === 'show')
      return tell(request, reply, entered, () => ({
        tone: 'success',
        text: way === 'show' ? m.questions_shown() : m.questions_hidden(),
        undo: undo(`${baseOf(entered)}/questions/${input}/${way === 'show' ? 'hide' : 'show'}`),
      }))
    })

  app.post('/:network/:meeting/questions/:input/item', async (request: OfOne, reply) => {
    const entered = await enterToEdit(ground, request)
    const number = await makeItem(teller, entered.actor, entered.meeting.id, request.params.input)
    // On the shelf it has neither day nor time: its form is where it gets them.
    return goOn(reply, `${baseOf(entered)}/${number}/edit`, {
      tone: 'success',
      text: wordsFor(request, entered.actor, () => m.questions_made_item()),
    })
  })

  app.post('/:network/:meeting/questions/:input/move', async (request: OfOne, reply) => {
    const entered = await enterToEdit(ground, request)
    const { input } = request.params
    return attempt(request, reply, entered, input, async () => {
      await moveOn(teller, entered.actor, entered.meeting.id, input, readForm(moveForm, request.body).meeting)
      return tell(request, reply, entered, () => ({ tone: 'success', text: m.questions_moved() }))
    })
  })

  for (const way of ['remove', 'restore'] as const)
    app.post(`/:network/:meeting/questions/:input/${way}`, async (request: OfOne, reply) => {
      const entered = await enterMeeting(db, request, request.params)
      const { input } = request.params
      await remove(db, entered.actor, entered.meeting, input, way === 'remove')
      return tell(request, reply, entered, () =>
        way === 'remove'
          ? {
              tone: 'info',
              text: m.questions_removed(),
              undo: undo(`${baseOf(entered)}/questions/${input}/restore`),
            }
          : { tone: 'success', text: m.questions_restored() },
      )
    })

  const undo = (action: string) => ({ action, label: m.shared_undo(), fields: {} })
  const tell = (request: FastifyRequest, reply: FastifyReply, entered: Entered, say: () => Notice) =>
    goOn(reply, `${baseOf(entered)}/questions`, wordsFor(request, entered.actor, say))

  /** What was typed wrong comes again with the page, in the form it was typed into. */
  async function attempt(
    request: At,
    reply: FastifyReply,
    entered: Entered,
    form: string,
    act: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const wrong = wordsFor(request, entered.actor, () => fieldTexts(error.fields))
      return sendQuestions(request, reply, entered, { form, fields: request.body as Record<string, string>, wrong })
    }
  }

  async function sendQuestions(
    request: At,
    reply: FastifyReply,
    entered: Entered,
    typed: QuestionsPageProps['typed'],
  ): Promise<FastifyReply> {
    const { actor, network, meeting } = entered
    const organises = mayEdit(actor, meeting) === 'yes'
    const view = await readMeeting(db, actor, meeting)
    const locale = localeOf(request, actor.person?.locale ?? null)
    const verdict = maySend(actor, meeting, Temporal.Now.instant())
    const props: QuestionsPageProps = {
      base: baseOf(entered),
      meeting,
      inputs: await inputsOf(db, actor, meeting),
      items: [...itemsOf(view.days)].filter((one) => one.kind !== 'break' && one.kind !== 'lunch'),
      organises,
      signedIn: actor.person !== null,
      until: isOpen(meeting, Temporal.Now.instant()) ? openUntil(meeting) : null,
      hindrance: verdict === 'yes' ? null : inLocale(locale, () => message(verdict)),
      later: organises ? await laterMeetings(db, meeting) : [],
      typed,
    }
    return sendPage(ground, request, reply, actor, {
      title: `${inLocale(locale, m.questions_title)} · ${pick(meeting.title, locale)?.text ?? ''}`,
      network,
      styles: ['forms', 'meeting', 'questions'],
      robots: 'noindex',
      status: typed && Object.keys(typed.wrong).length > 0 ? 422 : 200,
      body: () => <QuestionsPage {...props} />,
    })
  }
}

const baseOf = ({ network, meeting }: Entered): string => `/${network.slug}/${meeting.slug}`
