/** Calendars to subscribe to: all meetings of a network, and those of one series. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { seriesBySlug } from '#network/series/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPublic } from '#platform/http/page.ts'
import { meetingsOf, networkSubject, seriesSubject } from '#platform/live/subjects.ts'
import type { Words } from '#platform/words/text.ts'
import { calendarFeed } from '../formats/calendar.ts'
import { readFeed } from './reads.ts'

export function feedRoutes(app: App, ground: Ground): void {
  const { db, config } = ground

  app.get<{ Params: { network: string } }>('/:network/calendar.ics', async (request, reply) => {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    return send(request, reply, network, { name: network.name, path: `/${network.slug}/calendar.ics`, fileName: network.slug })
  })

  app.get<{ Params: { network: string; series: string } }>('/:network/series/:series/calendar.ics', async (request, reply) => {
    const network = await networkBySlug(db, request.params.network)
    const series = network && (await seriesBySlug(db, network.id, request.params.series))
    if (!network || !series) throw new NotFound()
    const path = `/${network.slug}/series/${series.slug}/calendar.ics`
    return send(request, reply, network, { name: series.name, path, fileName: series.slug, seriesId: series.id })
  })

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    network: NetworkRow,
    feed: { readonly name: Words; readonly path: string; readonly fileName: string; readonly seriesId?: string },
  ): Promise<FastifyReply> {
    const actor = await actorOf(db, request, { networkId: network.id })
    const { seriesId } = feed
    return sendPublic(ground, request, reply, actor, {
      subjects: [networkSubject(network.id), meetingsOf(network.id), ...(seriesId ? [seriesSubject(seriesId)] : [])],
      render: async (locale) => {
        const of = { networkId: network.id, networkSlug: network.slug, ...(seriesId && { seriesId }) }
        const { meetings, partOf } = await readFeed(db, actor, of)
        const about = { name: feed.name, address: config.baseUrl + feed.path, partOf }
        return {
          body: calendarFeed(meetings, about, { locale, baseUrl: config.baseUrl }),
          contentType: 'text/calendar; charset=utf-8',
          headers: { 'content-disposition': `inline; filename="${feed.fileName}.ics"`, 'x-robots-tag': 'noindex' },
        }
      },
    })
  }
}
