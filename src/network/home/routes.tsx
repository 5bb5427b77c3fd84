/** `/`, `/{network}` and `/{network}/series/{slug}`. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { listActions } from '#actions/reads.ts'
import { type Actor, actorOf } from '#actor.ts'
import { followsIt } from '#notices/following/reads.ts'
import { FeedHead } from '#notices/parts/feeds.tsx'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { type Page, sendShared } from '#platform/http/page.ts'

import {
  installationSubject,
  meetingSubject,
  meetingsOf,
  networkSubject,
  type Subject,
  seriesSubject,
} from '#platform/live/subjects.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { readShown } from '#registration/reads.ts'
import { listNetworks, type NetworkRow, networkBySlug } from '../reads.ts'
import { mayMakeNetworks, mayOrganise } from '../rules.ts'
import { planOf, seriesBySlug, seriesMovedFrom } from '../series/reads.ts'
import { BesideSample, FrontPage } from './pages/front.tsx'
import { HomePage } from './pages/home.tsx'
import { SeriesPage } from './pages/series.tsx'
import { meetingsInView, nextMeetings, readHome, readSeries } from './reads.ts'
import { listQuery } from './rules.ts'

export function homeRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/', async (request, reply) => {
    const networks = await listNetworks(db)
    const [only] = networks
    if (only && networks.length === 1) return home(request, reply, only)
    const actor = await actorOf(db, request)
    const mayMake = mayMakeNetworks(actor) === 'yes'
    return answer(
      request,
      reply,
      actor,
      [installationSubject, ...networks.flatMap((one) => [networkSubject(one.id), meetingsOf(one.id)])],
      async () => {
        const shown = await nextMeetings(db, (networkId) => actorOf(db, request, { networkId }), networks)
        return { title: 'Samling', path: '/', styles: ['network'], body: () => <FrontPage networks={shown} mayMake={mayMake} /> }
      },
    )
  })

  app.get<{ Params: { network: string } }>('/:network', async (request, reply) => {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    return home(request, reply, network)
  })

  app.get<{ Params: { network: string; series: string } }>('/:network/series/:series', async (request, reply) => {
    const network = await networkBySlug(db, request.params.network)
    const series = network && (await seriesBySlug(db, network.id, request.params.series))
    const moved = network && !series && (await seriesMovedFrom(db, network.id, request.params.series))
    if (moved) return reply.header('cache-control', 'no-cache').redirect(`/${network.slug}/series/${moved}`, 301)
    if (!series) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    const query = readForm(listQuery, request.query)
    const subjects = [networkSubject(network.id), meetingsOf(network.id), seriesSubject(series.id)]
    return answer(request, reply, actor, subjects, async (locale) => {
      const view = await readSeries(db, actor, network, series, query)
      const plan = await planOf(db, actor, network, series)
      const following = await followsIt(db, actor, { kind: 'series', subjectId: series.id })
      const path = `/${network.slug}/series/${series.slug}`
      return {
        title: titleOf(series.name, locale),
        network,
        section: 'home',
        path,
        head: () => <FeedHead path={path} name={series.name} />,
        styles: ['network'],
        body: () => <SeriesPage view={view} plan={plan} following={following} />,
      }
    })
  })

  async function home(request: FastifyRequest, reply: FastifyReply, network: NetworkRow) {
    const actor = await actorOf(db, request, { networkId: network.id })
    const query = readForm(listQuery, request.query)
    const shown = actor.kind === 'visitor' ? await meetingsInView(db, actor, network) : []
    const subjects: Subject[] = [
      installationSubject,
      networkSubject(network.id),
      meetingsOf(network.id),
      ...shown.map(meetingSubject),
    ]
    return answer(request, reply, actor, subjects, async (locale) => {
      const view = await readHome(db, actor, network, query, locale)
      const following = await followsIt(db, actor, { kind: 'network', subjectId: network.id })
      const registration = view.next && (await readShown(db, actor, { ...view.next, statusNow: view.next.status }))
      const mine = actor.person ? await listActions(db, actor, network, { of: 'mine', open: true }) : []
      const beside = network.sample && mayMakeNetworks(actor) === 'yes'
      return {
        title: titleOf(network.name, locale),
        network,
        section: 'home',
        // Also when it is the front page: one page, one address to link to.
        path: `/${network.slug}`,
        head: () => <FeedHead path={`/${network.slug}`} name={network.name} />,
        styles: ['network', ...(registration ? ['registration'] : []), ...(mine.length > 0 ? ['actions'] : [])],
        body: () => (
          <HomePage
            view={view}
            mayOrganise={mayOrganise(actor) === 'yes'}
            signedIn={actor.person !== null}
            following={following}
            registration={registration}
            mine={mine}
            above={beside ? <BesideSample /> : null}
          />
        ),
      }
    })
  }

  /** A page that visitors share. */
  function answer(
    request: FastifyRequest,
    reply: FastifyReply,
    actor: Actor,
    subjects: readonly Subject[],
    page: (locale: Locale) => Promise<Page>,
  ) {
    return sendShared(ground, request, reply, actor, { subjects, page })
  }
}

const titleOf = (name: NetworkRow['name'], locale: Locale): string => pick(name, locale)?.text ?? 'Samling'
