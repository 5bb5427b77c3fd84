/** `/{network}/settings/keeping`: the rules for documents; and the list of what is due. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import type { NetworkRow } from '#network/reads.ts'
import { changeRetention } from '#network/retention/writes.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { dueRoutes } from './due/routes.tsx'
import { enterToKeep } from './entry/reads.ts'
import { readKeepings } from './forms.ts'
import { RulesPage } from './pages/rules.tsx'
import { asStored, type Keepings, keepingsVersion, shownKeepings } from './rules.ts'

type At = FastifyRequest<{ Params: { network: string } }>

export function keepingRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/settings/keeping', async (request: At, reply) => {
    const { actor, network } = await enterToKeep(db, request)
    return page(request, reply, actor, network)
  })

  app.post('/:network/settings/keeping', async (request: At, reply) => {
    const { actor, network } = await enterToKeep(db, request)
    try {
      const body = (request.body ?? {}) as Record<string, unknown>
      const chosen = asStored(readKeepings(body, network.locale, network.keeping))
      await changeRetention(db, actor, network.id, 'keeping', chosen, (now) => keepingsVersion(now) === body.seen)
      const text = wordsFor(request, actor, () => m.keeping_saved())
      return goOn(reply, `/${network.slug}/settings/keeping`, { tone: 'success', text })
    } catch (error) {
      if (error instanceof Invalid || error instanceof Conflict) return page(request, reply, actor, network, error)
      throw error
    }
  })

  dueRoutes(app, ground)

  async function page(request: At, reply: FastifyReply, actor: Actor, network: NetworkRow, trouble?: Invalid | Conflict) {
    const theirs = trouble instanceof Conflict ? (trouble.theirs as Keepings) : null
    const body = (request.body ?? {}) as Record<string, string>
    const saved = shownKeepings(network.keeping, network.locale)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.keeping_title()),
      status: trouble?.status ?? 200,
      network,
      section: 'settings',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <RulesPage
          network={network}
          values={trouble ? { ...saved, ...body } : saved}
          seen={theirs ? keepingsVersion(theirs) : (body.seen ?? keepingsVersion(network.keeping))}
          errors={fieldTexts(trouble instanceof Invalid ? trouble.fields : {})}
          theirs={theirs}
        />
      ),
    })
  }
}
