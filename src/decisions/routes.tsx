/** The register of a network's decisions, as a page and to take along, and the page of each of them. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { listActions } from '#actions/reads.ts'
import { actorOf } from '#actor.ts'
import { timesBeside } from '#matters/reads.ts'
import { isForAll } from '#meeting/rules.ts'
import { sendTable } from '#network/exports/routes.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { type Page, sendPage, sendShared } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { anywhereIn, meetingsOf, networkSubject, type Subject } from '#platform/live/subjects.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { isFindable } from '#privacy/retention/rules.ts'
import { registerTable } from './formats.ts'
import { decisionQuery } from './forms.ts'
import { placeOf, readDecision } from './one/reads.ts'
import { DecisionPage } from './pages/decision.tsx'
import { RegisterPage } from './pages/register.tsx'
import { decisionChoices, followedOf, listDecisions } from './reads.ts'
import { decisionPath, isNarrowed, publicIdIn } from './rules.ts'
import { sinceRoutes } from './since/routes.tsx'

/** What a spreadsheet gets at most. */
const MOST_TAKEN = 10_000

type At = FastifyRequest<{ Params: { network: string } }>
type OfOne = FastifyRequest<{ Params: { network: string; decision: string } }>

export function decisionsRoutes(app: App, ground: Ground): void {
  const { db } = ground
  sinceRoutes(app, ground)

  app.get('/:network/decisions', async (request: At, reply) => {
    const { actor, network } = await enter(request)
    const query = readForm(decisionQuery, request.query)
    return answer(request, reply, actor, everywhere(network), async (locale) => {
      const { decisions, count } = await listDecisions(db, actor, network, query)
      const choices = await decisionChoices(db, actor, network.id)
      const followed = await followedOf(db, actor, network, decisions)
      return {
        title: inLocale(locale, () => m.register_title()),
        network,
        section: 'decisions',
        styles: ['forms', 'network', 'decisions'],
        // Programs that look for names are led to none: see the single decisions.
        robots: 'noindex',
        ...(!isNarrowed(query) && query.page === 1 && { path: `/${network.slug}/decisions` }),
        body: () => <RegisterPage {...{ network, query, choices, decisions, count, followed }} />,
      }
    })
  })

  const take = async (request: At) => {
    const { actor, network } = await enter(request)
    const query = readForm(decisionQuery, request.query)
    const { decisions } = await listDecisions(db, actor, network, { ...query, page: 1 }, { most: MOST_TAKEN })
    const followed = await followedOf(db, actor, network, decisions)
    const base = `${ground.config.baseUrl}/${network.slug}`
    return wordsFor(request, actor, () => registerTable(decisions, followed, { locale: network.locale, base }))
  }
  for (const ending of ['csv', 'xlsx'] as const)
    app.get(`/:network/decisions/all.${ending}`, async (request: At, reply) => sendTable(reply, await take(request), ending))

  app.get('/:network/decisions/:decision', async (request: OfOne, reply) => {
    const { network } = await enter(request)
    const publicId = publicIdIn(request.params.decision)
    const place = publicId === null ? null : await placeOf(db, network.id, publicId)
    if (!place) throw new NotFound()
    const { meeting } = place
    const actor = await actorOf(db, request, { networkId: network.id, meetingId: meeting.id })
    const { decision, minutes, item } = await readDecision(db, actor, network, place)
    const path = decisionPath(`/${network.slug}`, decision)
    const [asked, query] = request.url.split('?')
    // Who comes with an older number is sent on.
    if (asked !== path) return reply.header('cache-control', 'no-cache').redirect(query ? `${path}?${query}` : path, 301)
    const actions = await listActions(db, actor, network, { itemIds: [item.id] })
    const treatments = await timesBeside(db, actor, network, item)
    const shared = isForAll(meeting) && item.audience === 'public'
    // Not kept for all: what is overdue changes with the day.
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.register_one({ number: decision.words })),
      description: decision.block.text,
      network,
      section: 'decisions',
      styles: ['forms', 'actions', 'decisions'],
      islands: true,
      ...(shared && { path }),
      ...(!(shared && isFindable([minutes.publishedAt], network.retention, Temporal.Now.instant())) && { robots: 'noindex' }),
      body: () => <DecisionPage {...{ network, decision, minutes, actions, treatments }} href={ground.config.baseUrl + path} />,
    })
  })

  async function enter(request: At) {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    return { network, actor: await actorOf(db, request, { networkId: network.id }) }
  }

  const everywhere = ({ id }: NetworkRow): Subject[] => [networkSubject(id), meetingsOf(id), anywhereIn(id)]

  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Awaited<ReturnType<typeof actorOf>>,
    subjects: readonly Subject[],
    page: (locale: Locale) => Promise<Page>,
  ) {
    return sendShared(ground, request, reply, actor, { subjects, page })
  }
}
