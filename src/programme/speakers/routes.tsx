/** Speakers and their appearances, for everybody who reads: of each meeting and item only what that reader may see. */
import type { FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { SpeakerPage } from './pages/speaker.tsx'
import { SpeakersPage } from './pages/speakers.tsx'
import { appearancesOf, speakersIn } from './reads.ts'
import { entriesOf } from './rules.ts'

export function speakerRoutes(app: App, ground: Ground): void {
  const { db } = ground
  // Not kept for visitors: any meeting of the network changes these pages. Not for search engines either: a list of what
  // somebody did is for those who come from the programme it stands on.
  const page = { section: 'home', robots: 'noindex', styles: ['network'] } as const

  app.get<{ Params: { network: string } }>('/:network/speakers', async (request, reply) => {
    const { actor, network } = await enter(request)
    const speakers = await speakersIn(db, actor, network)
    return sendPage(ground, request, reply, actor, {
      ...page,
      title: wordsFor(request, actor, () => m.programme_speakers_title()),
      network,
      body: () => <SpeakersPage network={network} speakers={speakers} />,
    })
  })

  app.get<{ Params: { network: string; speaker: string } }>('/:network/speakers/:speaker', async (request, reply) => {
    const { actor, network } = await enter(request)
    const slug = request.params.speaker
    const appearances = await appearancesOf(db, actor, network, slug)
    const names = appearances.map((one) => ({ ...one, count: 1 }))
    const name = entriesOf(names).find((one) => one.slug === slug)?.name ?? slug
    return sendPage(ground, request, reply, actor, {
      ...page,
      title: name,
      network,
      body: () => <SpeakerPage network={network} name={name} appearances={appearances} />,
    })
  })

  async function enter(request: FastifyRequest<{ Params: { network: string } }>): Promise<{ actor: Actor; network: NetworkRow }> {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    return { actor: await actorOf(db, request, { networkId: network.id }), network }
  }
}
