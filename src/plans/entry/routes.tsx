/** How pages of plans are sent, and where one goes after a change. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Ground } from '#platform/ground.ts'
import { type Page, sendPage, sendShared } from '#platform/http/page.ts'
import { goOn, localeOf, type Notice, wordsFor } from '#platform/http/visit.ts'
import { anywhereIn, meetingsOf, networkSubject, plansOf } from '#platform/live/subjects.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type At, type AtPlan, enterPlan, findPlan } from './reads.ts'

interface In {
  readonly actor: Actor
  readonly network: NetworkRow
}

/** A page of plans, which visitors share. What links lead to is anywhere in the network. */
export function sendPlans(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network }: In,
  page: (locale: Locale) => Promise<Page>,
): Promise<FastifyReply> {
  return sendShared(ground, request, reply, actor, {
    subjects: [networkSubject(network.id), plansOf(network.id), meetingsOf(network.id), anywhereIn(network.id)],
    page: async (locale) => ({ network, section: 'plans', styles: ['forms', 'plans'], ...(await page(locale)) }),
  })
}

/**
 * A page of one plan, which visitors share. It is read where the page is made: what was read before might be older than the
 * revision that the page is kept under, and a plan that was withdrawn meanwhile would be shown on.
 */
export async function sendPlan(
  ground: Ground,
  request: At,
  reply: FastifyReply,
  page: (entered: AtPlan, locale: Locale) => Promise<Page>,
): Promise<FastifyReply> {
  const found = await findPlan(ground, request)
  if (found.movedTo) return reply.header('cache-control', 'no-cache').redirect(found.movedTo, 301)
  return sendPlans(ground, request, reply, found, async (locale) => page(await enterPlan(ground, request), locale))
}

/** A form about plans, for those who work on them. */
export function sendForm(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  { actor, network }: In,
  page: { readonly title: () => string; readonly status?: number; readonly body: Page['body'] },
): FastifyReply {
  const locale = localeOf(request, actor.person?.locale ?? null)
  return sendPage(ground, request, reply, actor, {
    title: inLocale(locale, page.title),
    network,
    section: 'plans',
    robots: 'noindex',
    styles: ['forms', 'plans'],
    ...(page.status && { status: page.status }),
    body: page.body,
  })
}

/** On to a page that tells what happened, in the language of whoever did it. */
export const tellOn = (
  request: FastifyRequest,
  reply: FastifyReply,
  { actor }: Pick<In, 'actor'>,
  to: string,
  say: () => Notice = saved,
): FastifyReply => goOn(reply, to, wordsFor(request, actor, say))

const saved = (): Notice => ({ tone: 'success', text: m.plans_saved() })

/** What was taken away, with the way back. */
export const removed = (title: string, action: string, fields: Record<string, string>): Notice => ({
  tone: 'info',
  text: m.plans_removed({ title }),
  undo: { action, label: m.shared_undo(), fields },
})
