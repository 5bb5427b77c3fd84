/**
 * Feeds of a network, a series and a meeting. The same for all, whoever asks: what stands in them travels on, so they hold
 * only what somebody who is not signed in may read.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { visitor } from '#actor.ts'
import { subjectsOf } from '#meeting/entry/rules.ts'
import { findMeeting } from '#meeting/reads.ts'
import { isForAll } from '#meeting/rules.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { seriesBySlug } from '#network/series/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPublic } from '#platform/http/page.ts'
import { anywhereIn, meetingsOf, networkSubject, type Subject, seriesSubject } from '#platform/live/subjects.ts'
import { inLocale } from '#platform/words/words.ts'
import { atomFeed } from './formats/atom.ts'
import { jsonFeed } from './formats/json.ts'
import { type Feed, type FeedOf, feedOf } from './formats/posts.ts'
import { type FeedScope, readEntries } from './reads.ts'
import { type FeedForm, feedForms } from './rules.ts'

const writers: Record<FeedForm, (feed: Feed) => string> = { atom: atomFeed, json: jsonFeed }

/** What is fed, and what an answer hangs on. */
interface Source {
  readonly network: NetworkRow
  readonly of: FeedOf
  readonly scope: FeedScope
  readonly subjects: readonly Subject[]
}

const everywhere = ({ id }: NetworkRow): Subject[] => [networkSubject(id), meetingsOf(id), anywhereIn(id)]

export function newsFeedRoutes(app: App, ground: Ground): void {
  const { db } = ground

  for (const form of ['atom', 'json'] as const) {
    app.get<{ Params: { network: string } }>(`/:network/feed.${form}`, async (request, reply) => {
      const network = await networkAt(request.params.network)
      const of = { id: network.id, name: network.name, path: `/${network.slug}`, since: network.createdAt }
      return send(request, reply, form, { network, of, scope: { networkId: network.id }, subjects: everywhere(network) })
    })

    app.get<{ Params: { network: string; series: string } }>(`/:network/series/:series/feed.${form}`, async (request, reply) => {
      const network = await networkAt(request.params.network)
      const series = await seriesBySlug(db, network.id, request.params.series)
      if (!series) throw new NotFound()
      const path = `/${network.slug}/series/${series.slug}`
      return send(request, reply, form, {
        network,
        of: { id: series.id, name: series.name, path, since: series.createdAt },
        scope: { networkId: network.id, seriesId: series.id },
        subjects: [...everywhere(network), seriesSubject(series.id)],
      })
    })

    app.get<{ Params: { network: string; meeting: string } }>(`/:network/:meeting/feed.${form}`, async (request, reply) => {
      const network = await networkAt(request.params.network)
      const meeting = await findMeeting(db, network.id, request.params.meeting)
      if (!meeting || !isForAll(meeting)) throw new NotFound()
      const path = `/${network.slug}/${meeting.slug}`
      return send(request, reply, form, {
        network,
        of: { id: meeting.id, name: meeting.title, path, since: meeting.publishedAt! },
        scope: { networkId: network.id, meetingId: meeting.id },
        subjects: subjectsOf(meeting),
      })
    })
  }

  async function networkAt(slug: string): Promise<NetworkRow> {
    const network = await networkBySlug(db, slug)
    if (!network) throw new NotFound()
    return network
  }

  async function send(request: FastifyRequest, reply: FastifyReply, form: FeedForm, { network, of, scope, subjects }: Source) {
    return sendPublic(ground, request, reply, visitor({ networkId: network.id }), {
      subjects,
      dated: true,
      render: async (locale) => {
        const entries = await readEntries(db, scope)
        const feed = inLocale(locale, () => feedOf(of, network, entries, ground.config.baseUrl))
        return {
          body: writers[form](feed),
          contentType: `${feedForms[form]}; charset=utf-8`,
          headers: { 'x-robots-tag': 'noindex' },
        }
      },
    })
  }
}
