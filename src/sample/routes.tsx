/** The page that takes the sample away. It asks first, because it cannot be undone. */
import type { FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { said } from '#meeting/parts/said.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { mayManage } from '#network/rules.ts'
import { type Auth, printFirstOwnerLink } from '#people/signin/writes.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { Button } from '#ui/button.tsx'
import { removeSample } from './remove.ts'

export function sampleRoutes(app: App, ground: Ground, auth: Auth): void {
  const { db } = ground

  app.get<{ Params: { network: string } }>('/:network/remove-sample', async (request, reply) => {
    const { actor, network } = await ownerOf(request)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.network_sample_remove_title()),
      network,
      section: 'settings',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => <RemoveSamplePage network={network} />,
    })
  })

  app.post<{ Params: { network: string } }>('/:network/remove-sample', async (request, reply) => {
    const { actor } = await ownerOf(request)
    await removeSample(ground, actor)
    // The sample's people are gone: whoever reads this terminal may still come in.
    await printFirstOwnerLink(ground, auth)
    return goOn(reply, '/', { tone: 'success', text: wordsFor(request, actor, () => m.network_sample_removed()) })
  })

  async function ownerOf(request: FastifyRequest): Promise<{ actor: Actor; network: NetworkRow }> {
    const network = await networkBySlug(db, (request.params as { network: string }).network)
    if (!network?.sample) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    if (mayManage(actor) !== 'yes') throw new NotFound()
    return { actor, network }
  }
}

function RemoveSamplePage({ network }: { network: NetworkRow }) {
  const base = `/${network.slug}`
  return (
    <main class="sm-page sm-page--text" id="content">
      <h1 class="sm-title sm-title--m">{m.network_sample_remove_title()}</h1>
      <p class="sm-lead">{m.network_sample_remove_lead({ name: said(network.name).text })}</p>
      <form class="sm-form" method="post" action={`${base}/remove-sample`}>
        <div class="sm-form__end">
          <Button color="danger">{m.network_sample_remove_yes()}</Button>
          <a class="ds-link" href={`${base}/settings`}>
            {m.shared_cancel()}
          </a>
        </div>
      </form>
    </main>
  )
}
