/** `/{network}/{meeting}/proposals`: what speakers would like to have corrected, for organisers to decide. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Entered, enterToEdit } from '#meeting/reads.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, type Notice, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { placeAt } from '../reads.ts'
import { bioForm, decisionForm } from './forms.ts'
import { ProposalsPage } from './pages/proposals.tsx'
import { proposalsAt } from './reads.ts'
import { decide, reopen, writeBio } from './writes.ts'

interface Address {
  network: string
  meeting: string
}
type At<More = object> = FastifyRequest<{ Params: Address & More }>

export function proposalRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const page = '/:network/:meeting/proposals'

  app.get(page, async (request: At, reply) => send(request, reply, await enterToEdit(ground, request)))

  for (const word of ['accept', 'decline'] as const)
    app.post(`${page}/${word}`, async (request: At, reply) => {
      const entered = await enterToEdit(ground, request)
      const { id, anyway } = readForm(decisionForm, request.body)
      const accept = word === 'accept'
      try {
        const count = await decide(db, entered.actor, entered.meeting, id, { accept, anyway: anyway !== undefined })
        const notice = wordsFor(request, entered.actor, (): Notice => {
          const text = accept ? m.guest_accepted({ count }) : m.guest_declined()
          // Of several each is taken back by itself, in the list of what was decided.
          const fields = id.length === 1 ? { id: id[0]! } : null
          const action = `${entered.base}/proposals/reopen`
          return { tone: 'success', text, ...(fields && { undo: { action, label: m.shared_undo(), fields } }) }
        })
        return goOn(reply, `${entered.base}/proposals`, notice)
      } catch (error) {
        if (!(error instanceof Conflict)) throw error
        return send(request, reply, entered, true)
      }
    })

  app.post(`${page}/reopen`, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await reopen(db, entered.actor, entered.meeting, readForm(decisionForm, request.body).id)
    const notice = wordsFor(request, entered.actor, (): Notice => ({ tone: 'success', text: m.guest_reopened() }))
    return goOn(reply, `${entered.base}/proposals`, notice)
  })

  app.post(
    '/:network/:meeting/:item/materials/speakers/:speakerId/bio',
    async (request: At<{ item: string; speakerId: string }>, reply) => {
      const { actor } = await enterToEdit(ground, request)
      const { network, meeting, item, speakerId } = request.params
      const place = await placeAt(db, network, meeting, item)
      if (!place) throw new NotFound()
      await writeBio(db, actor, place, speakerId, readForm(bioForm, request.body).bio)
      const notice = wordsFor(request, actor, (): Notice => ({ tone: 'success', text: m.guest_bio_saved() }))
      return goOn(reply, `${place.path}/materials#speakers`, notice)
    },
  )

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    { actor, network, meeting, base }: Entered,
    conflict = false,
  ) {
    const { open, decided } = await proposalsAt(db, actor, meeting)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => `${m.guest_proposals()} · ${pick(meeting.title, localeNow())?.text ?? ''}`),
      network,
      styles: ['forms', 'meeting', 'materials'],
      robots: 'noindex',
      status: conflict ? 409 : 200,
      body: () => <ProposalsPage meeting={meeting} base={base} open={open} decided={decided} conflict={conflict} />,
    })
  }
}
