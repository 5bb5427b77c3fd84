/** Reading minutes through: `…/minutes/corrections`, laying them out, and adding to them when they are approved. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { mayWriteMinutes } from '#meeting/rules.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Here } from '../routes.tsx'
import { propose, recall } from '../state/writes.ts'
import { partsOf, suggestionOf } from './formats.ts'
import { amendForm, correctionForm, proposeForm, settleForm } from './forms.ts'
import { CorrectionsPage, type CorrectionsPageProps } from './pages/corrections.tsx'
import { readForCorrecting } from './reads.ts'
import { mayCorrect } from './rules.ts'
import { accept, amend, answer, correct, withdrawCorrection } from './writes.ts'

const PATH = '/:network/:meeting/:item/minutes'
const ONE = `${PATH}/corrections/:correction`

type OfOne = FastifyRequest<{ Params: { network: string; meeting: string; item: string; correction: string } }>

/** @param stand finds where a request leads; throws NotFound for those who may not read the item */
export function approvalRoutes(app: App, ground: Ground, stand: (request: FastifyRequest) => Promise<Here>): void {
  const { db } = ground

  app.get(`${PATH}/corrections`, async (request, reply) => page(request, reply, await stand(request), null))

  app.post(`${PATH}/corrections`, async (request, reply) => {
    const here = await stand(request)
    const typed = (request.body ?? {}) as Record<string, string>
    return attempt(request, reply, here, `part-${Number(typed.part) || 0}`, typed, async () => {
      const form = readForm(correctionForm, request.body)
      const { row, published } = await readForCorrecting(db, here.actor, here.meeting, here.item)
      await correct(db, here.actor, here, suggestionOf(published, row.locale, form))
      return say(here, m.approval_sent)
    })
  })

  app.post(`${ONE}/settle`, async (request: OfOne, reply) => {
    const here = await standToWrite(request)
    const id = request.params.correction
    return attempt(request, reply, here, id, (request.body ?? {}) as Record<string, string>, async () => {
      const form = readForm(settleForm, request.body)
      if (form.do === 'accept') await accept(db, here.actor, here, id, form.answer)
      else await answer(db, here.actor, here, id, form.answer!)
      return say(here, form.do === 'accept' ? m.approval_accepted : m.approval_answered)
    })
  })

  app.post(`${ONE}/withdraw`, async (request: OfOne, reply) => {
    const here = await stand(request)
    const id = request.params.correction
    return attempt(request, reply, here, id, {}, async () => {
      await withdrawCorrection(db, here.actor, here, id)
      return say(here, m.approval_withdrawn)
    })
  })

  app.post(`${PATH}/propose`, async (request, reply) => {
    const here = await standToWrite(request)
    return back(reply, here, async () => {
      const { number, until } = readForm(proposeForm, request.body)
      await propose(db, here.actor, here, number, until)
      return m.approval_proposed()
    })
  })

  app.post(`${PATH}/recall`, async (request, reply) => {
    const here = await standToWrite(request)
    return back(reply, here, async () => {
      await recall(db, here.actor, here)
      return m.approval_recalled()
    })
  })

  app.post(`${PATH}/amend`, async (request, reply) => {
    const here = await standToWrite(request)
    return back(reply, here, async () => {
      const { number } = await amend(db, here.actor, here, readForm(amendForm, request.body).text)
      return m.approval_amended({ number })
    })
  })

  async function standToWrite(request: FastifyRequest): Promise<Here> {
    const here = await stand(request)
    if (mayWriteMinutes(here.actor, here.meeting) !== 'yes') throw new NotFound()
    return here
  }

  const say = (here: Here, words: () => string) => inLocale(here.locale, words)

  /** Does something in the workspace and goes back there, with what came of it or why not. */
  async function back(reply: FastifyReply, here: Here, act: () => Promise<string>): Promise<FastifyReply> {
    try {
      return goOn(reply, here.base, { tone: 'success', text: await inLocale(here.locale, act) })
    } catch (error) {
      const key = keyOf(error)
      if (key === null) throw error
      return goOn(reply, here.base, { tone: 'warning', text: inLocale(here.locale, () => message(key)) })
    }
  }

  /** The same where corrections are read: what was typed stands in its form again. */
  async function attempt(
    request: FastifyRequest,
    reply: FastifyReply,
    here: Here,
    of: string,
    typed: Readonly<Record<string, string>>,
    act: () => Promise<string>,
  ): Promise<FastifyReply> {
    try {
      return goOn(reply, `${here.base}/corrections`, { tone: 'success', text: await act() })
    } catch (error) {
      const key = keyOf(error)
      if (key === null) throw error
      return page(request, reply, here, { of, typed, error: inLocale(here.locale, () => message(key)) })
    }
  }

  async function page(
    request: FastifyRequest,
    reply: FastifyReply,
    here: Here,
    trouble: CorrectionsPageProps['trouble'],
  ): Promise<FastifyReply> {
    const { actor, meeting, item } = here
    const { row, published, corrections } = await readForCorrecting(db, actor, meeting, item)
    const verdict = mayCorrect(actor, meeting, item.audience, row, Temporal.Now.plainDateISO(meeting.timezone).toString())
    const props: CorrectionsPageProps = {
      ...{ title: item.title, base: here.base, locale: row.locale, timezone: meeting.timezone, corrections, trouble },
      number: published.number,
      parts: partsOf(published.document, row.locale),
      until: row.correctionsUntil,
      closed: verdict === 'yes' ? null : inLocale(here.locale, () => message(verdict)),
      personId: actor.person?.id ?? null,
      settles: mayWriteMinutes(actor, meeting) === 'yes' && row.state !== 'approved',
    }
    return sendPage(ground, request, reply, actor, {
      title: inLocale(here.locale, () => m.approval_corrections_of({ title: pick(item.title, here.locale)?.text ?? '' })),
      network: here.network,
      styles: ['minutes', 'forms'],
      robots: 'noindex',
      ...(trouble && { status: 422 }),
      body: () => <CorrectionsPage {...props} />,
    })
  }
}

/** Why something was not done, as the key of the words for it; null where it is none of these. */
function keyOf(error: unknown): string | null {
  if (error instanceof Invalid) return Object.values(error.fields)[0] ?? null
  if (error instanceof Conflict) return 'minutes_changed_since'
  return error instanceof Refused ? error.reason : null
}
