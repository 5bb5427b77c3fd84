/** The search of a network: a page, and what is suggested while somebody types. */
import type { FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { networkBySlug } from '#network/reads.ts'
import { isMember } from '#network/rules.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { searchChoices } from './choices/reads.ts'
import { searchQuery } from './forms.ts'
import { SearchPage } from './pages/search.tsx'
import { search } from './reads.ts'
import { suggest } from './suggesting/reads.ts'

type At = FastifyRequest<{ Params: { network: string } }>

/** A whole library looks out from behind one address; whoever takes the index apart word by word is slowed. */
const perVisitor = { rateLimit: { max: 600, timeWindow: '10 minutes' } }
/** Every letter typed may ask. */
const perLetter = { rateLimit: { max: 3000, timeWindow: '10 minutes' } }

export function searchRoutes(app: App, ground: Ground): void {
  const { db } = ground

  const enter = async (request: At) => {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    return { network, actor: await actorOf(db, request, { networkId: network.id }), query: readForm(searchQuery, request.query) }
  }

  app.get('/:network/search', { config: perVisitor }, async (request: At, reply) => {
    const { network, actor, query } = await enter(request)
    const [found, choices] = await Promise.all([search(db, actor, network, query), searchChoices(db, actor, network.id)])
    const title = wordsFor(request, actor, () => (query.q ? m.search_title_for({ q: query.q }) : m.search_title()))
    return sendPage(ground, request, reply, actor, {
      title,
      network,
      section: 'search',
      styles: ['forms', 'network', 'search'],
      islands: true,
      robots: 'noindex',
      body: () => <SearchPage {...{ network, query, found, choices }} member={isMember(actor)} />,
    })
  })

  app.get('/:network/search/words', { config: perLetter }, async (request: At, reply) => {
    const { network, actor, query } = await enter(request)
    return reply.header('cache-control', 'private, no-store').send({ suggestions: await suggest(db, actor, network, query.q) })
  })
}
