/** Voting, and what chairs do with polls; the page where polls are prepared. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { said } from '#meeting/parts/said.ts'
import { itemsOf, readMeeting } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { putIn } from '#minutes/quoting/writes.ts'
import { Conflict, Invalid, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair, enterRoom } from '../entry/reads.ts'
import { acted, type Done } from '../entry/routes.tsx'
import { takePart } from '../entry/writes.ts'
import { stirred } from '../stream/writes.ts'
import { ballotForm, calledForm } from './ballots/forms.ts'
import { takeDown, vote } from './ballots/writes.ts'
import { agreedForm, moveForm, pollForm } from './forms.ts'
import { PollsPage, type PollsPageProps } from './pages/polls.tsx'
import { pollById, readOwnPolls, readPolls } from './reads.ts'
import { mayReopen, mayTakeToMinutes } from './rules.ts'
import {
  changePoll,
  closePoll,
  makePoll,
  movePoll,
  noteAgreed,
  openPoll,
  removePoll,
  reopenPoll,
  showResult,
  takeAlong,
} from './writes.ts'

type At<More = object> = FastifyRequest<{ Params: { network: string; meeting: string } & More }>
type OfOne = At<{ poll: string }>
type Chairing = Awaited<ReturnType<typeof enterAsChair>>

export function pollRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.post('/:network/:meeting/room/polls/:poll/vote', async (request: OfOne, reply) => {
    const entered = await enterRoom(ground, request)
    const participant = await takePart(db, entered)
    const typed = readForm(ballotForm, request.body)
    await vote(db, { participant, channel: entered.channel }, request.params.poll, typed)
    stirred(db, entered.meeting.id)
    const said = () => ({ text: m.polls_voted() })
    return acted(ground, request, reply, { ...entered, participant }, 'room#polls', said, async (db, own) => ({
      polls: await readOwnPolls(db, own),
    }))
  })

  app.get('/:network/:meeting/chair/polls', async (request: At, reply) =>
    sendPolls(request, reply, await enterAsChair(ground, request), null),
  )

  app.post('/:network/:meeting/chair/polls', async (request: At, reply) => {
    const entered = await enterAsChair(ground, request)
    return attempt(request, reply, entered, 'new', async () => {
      const form = readForm(pollForm, request.body)
      const made = await makePoll(db, entered.actor, entered.meeting, form, form.key)
      if (made && form.open) await openPoll(db, entered.actor, entered.meeting, made.id)
      return answer(request, reply, entered, () => ({ text: form.open ? m.polls_said_opened() : m.polls_said_prepared() }))
    })
  })

  app.post('/:network/:meeting/chair/polls/agreed', async (request: At, reply) => {
    const entered = await enterAsChair(ground, request)
    const made = await noteAgreed(db, entered.actor, entered.meeting, readForm(agreedForm, request.body))
    return answer(request, reply, entered, () => ({
      text: m.polls_said_agreed(),
      ...(made && undo(request, entered, made.id, 'remove')),
    }))
  })

  app.post('/:network/:meeting/chair/polls/:poll/edit', async (request: OfOne, reply) => {
    const entered = await enterAsChair(ground, request)
    const { poll } = request.params
    return attempt(request, reply, entered, poll, async () => {
      await changePoll(db, entered.actor, entered.meeting, poll, readForm(pollForm, request.body))
      return answer(request, reply, entered, () => ({ text: m.polls_said_changed() }))
    })
  })

  app.post('/:network/:meeting/chair/polls/:poll/close', async (request: OfOne, reply) => {
    const entered = await enterAsChair(ground, request)
    await closePoll(db, entered.actor, entered.meeting, request.params.poll)
    const { row } = await pollById(db, entered.meeting.id, request.params.poll)
    return answer(request, reply, entered, () => ({
      text: m.polls_said_closed(),
      // Where the ballots are let go of, it stays closed.
      ...(mayReopen(row) === 'yes' && undo(request, entered, row.id, 'reopen')),
    }))
  })

  app.post('/:network/:meeting/chair/polls/:poll/move', async (request: OfOne, reply) => {
    const entered = await enterAsChair(ground, request)
    await movePoll(db, entered.actor, entered.meeting, request.params.poll, readForm(moveForm, request.body).way)
    return answer(request, reply, entered, () => ({ text: m.polls_said_moved() }))
  })

  app.post('/:network/:meeting/chair/polls/:poll/call', async (request: OfOne, reply) => {
    const entered = await enterAsChair(ground, request)
    await takeDown(db, entered.actor, entered.meeting, request.params.poll, readForm(calledForm, request.body))
    return answer(request, reply, entered, () => ({ text: m.polls_said_called() }))
  })

  app.post('/:network/:meeting/chair/polls/:poll/minutes', async (request: OfOne, reply) => {
    const entered = await enterAsChair(ground, request)
    const { actor, meeting } = entered
    const { row } = await pollById(db, meeting.id, request.params.poll)
    const verdict = mayTakeToMinutes(row)
    if (verdict !== 'yes') throw new Refused(verdict)
    const done = await putIn(ground, actor, { meeting, item: { id: row.itemId! } }, row.id)
    return answer(request, reply, entered, () => ({
      text: done === 'put' ? m.polls_said_in_minutes() : m.minutes_quote_there(),
    }))
  })

  act('open', openPoll, m.polls_said_opened)
  act('reopen', reopenPoll, m.polls_said_reopened)
  act('late', takeAlong, m.polls_said_taken_along)
  act('show', (...to) => showResult(...to, true), m.polls_said_shown, 'hide')
  act('hide', (...to) => showResult(...to, false), m.polls_said_hidden)
  act('remove', (...to) => removePoll(...to, true), m.polls_said_removed, 'restore')
  act('restore', (...to) => removePoll(...to, false), m.polls_said_restored)

  /** A chair's act with one poll that needs no more than its name. @param way the act that takes it back */
  function act(
    name: string,
    work: (db: Ground['db'], actor: Chairing['actor'], meeting: Chairing['meeting'], id: string) => Promise<unknown>,
    said: () => string,
    way?: string,
  ): void {
    app.post(`/:network/:meeting/chair/polls/:poll/${name}`, async (request: OfOne, reply) => {
      const entered = await enterAsChair(ground, request)
      const { poll } = request.params
      await work(db, entered.actor, entered.meeting, poll)
      return answer(request, reply, entered, () => ({ text: said(), ...(way && undo(request, entered, poll, way)) }))
    })
  }

  const fromPage = (request: FastifyRequest) => (request.body as { back?: unknown } | undefined)?.back === 'page'

  const undo = (request: FastifyRequest, { base }: Chairing, id: string, way: string): Pick<Done, 'undo'> => ({
    undo: {
      action: `${base}/chair/polls/${id}/${way}`,
      label: m.shared_undo(),
      fields: fromPage(request) ? { back: 'page' } : {},
    },
  })

  /** Back to where it was done: the console, or the page where polls are prepared. */
  const answer = (request: FastifyRequest, reply: FastifyReply, entered: Chairing, done: () => Done) =>
    acted(ground, request, reply, entered, fromPage(request) ? 'chair/polls' : 'chair#polls', done)

  /** A poll that cannot be set up so comes again with what was typed; the live console gets words alone and keeps its form. */
  async function attempt(
    request: At,
    reply: FastifyReply,
    entered: Chairing,
    form: string,
    work: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    try {
      return await work()
    } catch (error) {
      const mine = error instanceof Invalid || error instanceof Conflict
      if (!mine || request.headers.accept?.includes('application/json')) throw error
      const wrong = wordsFor(request, entered.actor, () =>
        error instanceof Invalid ? fieldTexts(error.fields) : { question: m.shared_conflict_text() },
      )
      return sendPolls(request, reply, entered, { form, values: request.body as Record<string, string>, wrong })
    }
  }

  async function sendPolls(request: At, reply: FastifyReply, entered: Chairing, typed: PollsPageProps['typed']) {
    const { actor, network, meeting, base } = entered
    const view = await readMeeting(db, actor, meeting)
    const { polls } = await readPolls(db, meeting, 'chair')
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => `${m.polls_results()} · ${said(meeting.title).text}`),
      network,
      styles: ['forms', 'meeting', 'room/polls'],
      robots: 'noindex',
      status: typed ? 422 : 200,
      body: () => (
        <PollsPage
          base={base}
          title={meeting.title}
          polls={polls}
          items={[...itemsOf(view.days)]}
          organises={mayEdit(actor, meeting) === 'yes'}
          typed={typed}
        />
      ),
    })
  }
}
