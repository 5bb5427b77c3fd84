/** `/{network}/privacy` for everybody, `/{network}/settings/privacy` for owners. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { lastPurge, listPurges } from '#network/retention/reads.ts'
import { changeRetention } from '#network/retention/writes.ts'
import { mayManage } from '#network/rules.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { renderPage, sendPage, sendPublic } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { networkSubject } from '#platform/live/subjects.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { retentionForm } from './forms.ts'
import { PrivacyPage } from './pages/privacy.tsx'
import { RetentionPage } from './pages/settings.tsx'
import { termsIn } from './reads.ts'
import { asStored, shownTerms, termsVersion } from './rules.ts'

type At = FastifyRequest<{ Params: { network: string } }>

export function retentionRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/privacy', async (request: At, reply) => {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    return sendPublic(ground, request, reply, actor, {
      subjects: [networkSubject(network.id)],
      render: async (locale) => ({
        contentType: 'text/html; charset=utf-8',
        body: renderPage(
          ground,
          { actor, locale, url: request.url, notice: null },
          {
            title: inLocale(locale, () => m.privacy_title()),
            network,
            path: `/${network.slug}/privacy`,
            styles: ['forms', 'network'],
            body: () => (
              <PrivacyPage
                network={network}
                terms={termsIn(network)}
                signedIn={actor.person !== null}
                owner={mayManage(actor) === 'yes'}
              />
            ),
          },
        ),
      }),
    })
  })

  app.get('/:network/settings/privacy', async (request: At, reply) => {
    const { actor, network } = await owner(request)
    return page(request, reply, actor, network)
  })

  app.post('/:network/settings/privacy', async (request: At, reply) => {
    const { actor, network } = await owner(request)
    try {
      const chosen = asStored(readForm(retentionForm, request.body))
      const { seen } = request.body as { seen?: string }
      await changeRetention(db, actor, network.id, 'retention', chosen, (now) => termsVersion(now) === seen)
      const text = wordsFor(request, actor, () => m.privacy_retention_saved())
      return goOn(reply, `/${network.slug}/settings/privacy`, { tone: 'success', text })
    } catch (error) {
      if (error instanceof Invalid || error instanceof Conflict) return page(request, reply, actor, network, error)
      throw error
    }
  })

  /** Owners only; to everybody else the page is not there. */
  async function owner(request: At): Promise<{ actor: Actor; network: NetworkRow }> {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    if (mayManage(actor) !== 'yes') throw new NotFound()
    return { actor, network }
  }

  async function page(request: At, reply: FastifyReply, actor: Actor, network: NetworkRow, trouble?: Invalid | Conflict) {
    const theirs = trouble instanceof Conflict ? shownTerms(trouble.theirs as Record<string, number>) : null
    const saved = Object.fromEntries(Object.entries(shownTerms(network.retention)).map(([id, days]) => [id, String(days)]))
    const [purges, lastRun] = await Promise.all([listPurges(db, network.id), lastPurge(db, network.id)])
    const body = (request.body ?? {}) as Record<string, string>
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.privacy_retention_title()),
      status: trouble?.status ?? 200,
      network,
      section: 'settings',
      robots: 'noindex',
      styles: ['forms', 'network', 'people'],
      body: () => (
        <RetentionPage
          network={network}
          values={trouble ? { ...saved, ...body } : saved}
          seen={theirs ? termsVersion(theirs) : (body.seen ?? termsVersion(network.retention))}
          errors={fieldTexts(trouble instanceof Invalid ? trouble.fields : {})}
          theirs={theirs}
          purges={purges}
          lastRun={lastRun}
        />
      ),
    })
  }
}
