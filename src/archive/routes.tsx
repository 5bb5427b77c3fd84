/**
 * `/{network}/archive`: what can be taken along, and the archives themselves. They are made while they are sent, the same for
 * everybody: whoever asks, what is in them is what a signed-out visitor may read.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { meetingAt } from '#meeting/reads.ts'
import { isForAll } from '#meeting/rules.ts'
import { enterNetwork } from '#network/entry/reads.ts'
import { networkBySlug } from '#network/reads.ts'
import { mayManage } from '#network/rules.ts'
import { seriesBySlug } from '#network/series/reads.ts'
import { NotFound } from '#platform/errors.ts'
import { zipOf } from '#platform/files/zipstream.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { ArchivePage } from './overview/pages/archive.tsx'
import { amountsOf } from './overview/reads.ts'
import { entriesOf } from './readable/routes/entries.tsx'
import { type Scope, zipName } from './readable/rules.ts'
import { wholeOf } from './whole/formats.ts'
import { tellTaken } from './whole/writes.ts'

type At<Names extends string> = FastifyRequest<{ Params: Record<Names, string> }>

/** It reads files by the gigabyte, and a HEAD would read them too. */
const seldom = { config: { rateLimit: { max: 20, timeWindow: '10 minutes' } }, exposeHeadRoute: false }

export function archiveRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/archive', async (request: At<'network'>, reply) => {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    const amounts = await amountsOf(db, network.id)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.archive_title()),
      network,
      styles: ['forms', 'network'],
      body: () => <ArchivePage network={network} amounts={amounts} owner={mayManage(actor) === 'yes'} />,
    })
  })

  app.get('/:network/archive/network.zip', seldom, async (request: At<'network'>, reply) => {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    return send(reply, { network, series: null, meeting: null })
  })

  /** A form's, since it is recorded: everything that the network has leaves the house. */
  app.post('/:network/archive/full.zip', { config: seldom.config }, async (request: At<'network'>, reply) => {
    const { actor, network } = await enterNetwork(db, request, mayManage)
    const { zip } = await wholeOf(ground, network)
    await tellTaken(db, actor, network.id)
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="${zipName({ network, series: null, meeting: null }, 'full')}"`)
      .type('application/zip')
      .send(zip)
  })

  app.get('/:network/series/:series/archive.zip', seldom, async (request: At<'network' | 'series'>, reply) => {
    const network = await networkBySlug(db, request.params.network)
    const series = network && (await seriesBySlug(db, network.id, request.params.series))
    if (!network || !series) throw new NotFound()
    return send(reply, { network, series, meeting: null })
  })

  app.get('/:network/:meeting/archive.zip', seldom, async (request: At<'network' | 'meeting'>, reply) => {
    const found = await meetingAt(db, request.params)
    if (!found || !isForAll(found.meeting)) throw new NotFound()
    return send(reply, { network: found.network, series: null, meeting: found.meeting })
  })

  const send = (reply: FastifyReply, scope: Scope) =>
    reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', `attachment; filename="${zipName(scope, 'archive')}"`)
      .header('x-robots-tag', 'noindex')
      .type('application/zip')
      .send(zipOf(entriesOf(ground, scope)))
}
