/** `/{network}/about`: for everybody. */
import type { FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { FeedHead } from '#notices/parts/feeds.tsx'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { contactHref, renderPage, sendPublic } from '#platform/http/page.ts'
import { takeNotice } from '#platform/http/visit.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { networkBySlug } from '../reads.ts'
import { isMember, mayManage } from '../rules.ts'
import { AboutPage } from './pages/about.tsx'

const contactOf = (contact: string | null) => {
  const href = contactHref(contact)
  return contact && href ? { text: contact, href } : null
}

export function aboutRoutes(app: App, ground: Ground): void {
  app.get('/:network/about', async (request: FastifyRequest<{ Params: { network: string } }>, reply) => {
    const network = await networkBySlug(ground.db, request.params.network)
    if (!network) throw new NotFound()
    const actor = await actorOf(ground.db, request, { networkId: network.id })
    const path = `/${network.slug}/about`
    return sendPublic(ground, request, reply, actor, {
      subjects: [networkSubject(network.id)],
      render: async (locale) => ({
        contentType: 'text/html; charset=utf-8',
        body: renderPage(
          ground,
          { actor, locale, url: request.url, notice: takeNotice(request, reply) },
          {
            title: inLocale(locale, () => m.about_title_of({ name: pick(network.name, locale)?.text ?? network.slug })),
            network,
            path,
            styles: ['forms', 'network'],
            head: () => <FeedHead path={`/${network.slug}`} name={network.name} />,
            body: () => (
              <AboutPage
                network={network}
                contact={contactOf(network.contact ?? ground.config.CONTACT)}
                accessibilityUrl={network.accessibilityUrl ?? ground.config.ACCESSIBILITY_URL}
                member={isMember(actor)}
                owner={mayManage(actor) === 'yes'}
              />
            ),
          },
        ),
      }),
    })
  })
}
