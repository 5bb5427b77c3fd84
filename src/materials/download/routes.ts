/** `/files/{network}/{version}/{name}`: a file, to whoever may have it. The name is for people; the version decides. */

import { actorOf } from '#actor.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { etagMatches } from '#platform/http/pagecache.ts'
import { findDownload, openDownload, openSigned } from '../reads.ts'
import { dispositionOf, policyOf, rangeOf } from './rules.ts'
import { isSigned } from './signed/rules.ts'

interface Params {
  networkId: string
  versionId: string
}

export function downloadRoutes(app: App, ground: Ground): void {
  app.route<{ Params: Params }>({
    method: ['GET', 'HEAD'],
    url: '/files/:networkId/:versionId/:name',
    handler: async (request, reply) => {
      const found = await findDownload(ground.db, request.params.networkId, request.params.versionId)
      if (!found) throw new NotFound()
      const { version, place } = found
      const actor = await actorOf(ground.db, request, { networkId: place.network.id, meetingId: place.meeting.id })
      const signed = isSigned(ground.secret, request.params, request.query, Temporal.Now.instant())
      const { forAll } = signed ? openSigned(found) : openDownload(actor, found)

      const etag = `"${version.sha256}"`
      reply.headers({
        etag,
        // May be hidden or replaced at any time: kept, but asked about each time.
        'cache-control': signed ? 'private, no-store' : `${forAll ? 'public' : 'private'}, no-cache`,
        vary: 'Cookie',
        'accept-ranges': 'bytes',
        'content-security-policy': policyOf(version.mediaType),
        'cross-origin-resource-policy': 'same-origin',
      })
      const known = request.headers['if-none-match']
      if (known !== undefined && etagMatches(known, etag)) return reply.status(304).send()

      const ifRange = request.headers['if-range']
      const inPart = request.method === 'GET' && (ifRange === undefined || ifRange === etag)
      const range = inPart ? rangeOf(request.headers.range, version.size) : null
      if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${version.size}`).send()
      // Before anything is said of it: a file that is gone is our fault, and answered as such.
      const body =
        request.method === 'HEAD' ? undefined : await ground.files.read(place.network.id, version.sha256, range ?? undefined)
      reply.headers({
        'content-type': version.mediaType,
        'content-disposition': dispositionOf(version.mediaType, version.fileName),
        'content-length': String(range ? range.end - range.start + 1 : version.size),
      })
      if (range) reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${version.size}`)
      return reply.send(body)
    },
  })
}
