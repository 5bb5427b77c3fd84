/** The minutes of a whole meeting: `/{network}/{meeting}/closing`. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enterMeeting, itemsOf, readMeeting } from '#meeting/reads.ts'
import { mayChair, mayWriteMinutes } from '#meeting/rules.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { laterMeetings } from '#questions/reads.ts'
import { ownerLetter } from '../objects/mails.tsx'
import { tellOwners } from '../objects/writes.ts'
import { outcomesForm } from '../outcome/forms.ts'
import { setOutcomes } from '../outcome/writes.ts'
import { wholeForm } from './forms.ts'
import { ClosingPage } from './pages/closing.tsx'
import { readClosing } from './reads.ts'
import { mayClose, mayOpenAgain } from './rules.ts'
import { close, openAgain, takeAll } from './writes.ts'

const PATH = '/:network/:meeting/closing'
type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

export function closingRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get(PATH, async (request: At, reply) => page(request, reply, await enter(request), null))

  app.post(`${PATH}/outcomes`, async (request: At, reply) => {
    const here = await enter(request)
    const { actor, meeting } = here
    const from = (request.body as { from?: unknown } | undefined)?.from
    return attempt(request, reply, here, await wayBack(here, from), async () => {
      const count = await setOutcomes(db, actor, meeting.id, readForm(outcomesForm, request.body))
      return () => (count === 0 ? m.outcome_nothing_new() : m.outcome_saved({ count }))
    })
  })

  app.post(`${PATH}/whole`, async (request: At, reply) => {
    const here = await enter(request)
    const { actor, meeting } = here
    return attempt(request, reply, here, `${here.base}/closing`, async () => {
      const { do: act, seen, until } = readForm(wholeForm, request.body)
      const tell = (tx: Parameters<typeof tellOwners>[1], row: { readonly id: string }) =>
        tellOwners({ ground, letter: ownerLetter }, tx, meeting, row)
      const count = await takeAll(db, actor, meeting, seen, { act, until, tell })
      return () => m[`closing_done_${act}`]({ count })
    })
  })

  app.post(`${PATH}/close`, async (request: At, reply) => {
    const here = await enter(request)
    return attempt(request, reply, here, `${here.base}/closing`, async () => {
      await close(db, here.actor, here.meeting.id)
      return m.closing_closed
    })
  })

  app.post(`${PATH}/reopen`, async (request: At, reply) => {
    const here = await enter(request)
    return attempt(request, reply, here, `${here.base}/closing`, async () => {
      await openAgain(db, here.actor, here.meeting.id)
      return m.closing_reopened
    })
  })

  type Here = Awaited<ReturnType<typeof enter>>

  /** @throws NotFound for those who do not write the meeting's minutes */
  async function enter(request: At) {
    const entered = await enterMeeting(db, request, request.params)
    if (mayWriteMinutes(entered.actor, entered.meeting) !== 'yes') throw new NotFound()
    return { ...entered, base: `/${entered.network.slug}/${entered.meeting.slug}` }
  }

  /** To the item whose workspace it came from, or to the page of them all. @param from its number */
  async function wayBack({ actor, meeting, base }: Here, from: unknown): Promise<string> {
    const view = typeof from === 'string' ? await readMeeting(db, actor, meeting) : null
    const item = view && [...itemsOf(view.days)].find((one) => String(one.publicId) === from)
    return item ? `${item.path}/minutes` : `${base}/closing`
  }

  async function attempt(
    request: At,
    reply: FastifyReply,
    here: Here,
    to: string,
    act: () => Promise<() => string>,
  ): Promise<FastifyReply> {
    try {
      return goOn(reply, to, { tone: 'success', text: wordsFor(request, here.actor, await act()) })
    } catch (error) {
      if (error instanceof Invalid) return page(request, reply, here, Object.values(error.fields)[0] ?? null)
      const key = error instanceof Conflict ? 'minutes_changed_since' : error instanceof Refused ? error.reason : null
      if (key === null) throw error
      return goOn(reply, to, { tone: 'warning', text: wordsFor(request, here.actor, () => message(key)) })
    }
  }

  async function page(request: At, reply: FastifyReply, here: Here, error: string | null): Promise<FastifyReply> {
    const { actor, meeting } = here
    const closing = await readClosing(db, actor, meeting)
    const lacking = closing.lacks.filter((lack) => lack.is === 'outcome').length
    const chairs = mayChair(actor, meeting) === 'yes'
    const verdict =
      meeting.closedAt === null
        ? mayClose(actor, meeting, lacking, Temporal.Now.instant())
        : mayOpenAgain(actor, meeting, closing.latest)
    const later = await laterMeetings(db, meeting)
    const title = pick(meeting.title, meeting.locale)?.text ?? ''
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.closing_title_of({ title })),
      network: here.network,
      styles: ['minutes', 'forms'],
      robots: 'noindex',
      ...(error !== null && { status: 422 }),
      body: () => (
        <ClosingPage
          {...closing}
          later={later}
          chairs={chairs}
          whyNot={verdict === 'yes' ? null : message(verdict)}
          error={error === null ? null : message(error)}
        />
      ),
    })
  }
}
