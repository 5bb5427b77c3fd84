/** `/files/{network}/{version}/{name}`: a file, to whoever may have it. The name is for people; the version decides. */

import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { goneFile } from '#keeping/gone/reads.ts'
import { answerGone } from '#keeping/gone/routes.tsx'
import { NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { etagMatches } from '#platform/http/pagecache.ts'
import { previewOf } from '../previews/reads.ts'
import { mayHand } from '../previews/rules.ts'
import { type Download, findDownload, openDownload, openSigned } from '../reads.ts'
import { dispositionOf, policyOf, rangeOf } from './rules.ts'
import { isSigned } from './signed/rules.ts'

export interface FileParams {
  networkId: string
  versionId: string
}

/** A stored file as it is sent: its bytes, what they are, and what they are called. */
export interface Sent {
  readonly networkId: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly mediaType: string
  readonly fileName: string
}

export function downloadRoutes(app: App, ground: Ground): void {
  app.route<{ Params: FileParams }>({
    method: ['GET', 'HEAD'],
    url: '/files/:networkId/:versionId/:name',
    handler: async (request, reply) => {
      const found = await findDownload(ground.db, request.params.networkId, request.params.versionId)
      if (!found) return wasThere(ground, request, reply)
      const allowed = await mayHave(ground, request, found)
      const preview = await previewOf(ground.db, found.place.network.id, found.version.sha256)
      const hand = mayHand(preview?.scan ?? null, ground.config.CLAMD_URL !== null)
      if (hand !== 'yes') throw new Refused(hand)
      return sendStored(ground, request, reply, { ...found.version, networkId: found.place.network.id }, allowed)
    },
  })
}

/** A file that was deleted by a rule says so to those who could have had it. @throws NotFound */
async function wasThere(ground: Ground, request: FastifyRequest<{ Params: FileParams }>, reply: FastifyReply) {
  const gone = await goneFile(ground.db, request.params.networkId, request.params.versionId)
  if (!gone) throw new NotFound()
  const actor = await actorOf(ground.db, request, { networkId: gone.network.id, meetingId: gone.meeting.id })
  return answerGone(ground, request, reply, { actor, ...gone })
}

/** For whom a file may be kept on the way to the reader. */
export interface Allowed {
  readonly forAll: boolean
  /** By a signed address: then it is kept nowhere. */
  readonly signed: boolean
}

/**
 * Whether whoever asks may have a file or what was made of it: by who they are, or by a signed address.
 * @throws NotFound
 */
export async function mayHave(
  ground: Ground,
  request: FastifyRequest<{ Params: FileParams }>,
  found: Download,
): Promise<Allowed> {
  const { network, meeting } = found.place
  const signed = isSigned(ground.secret, request.params, request.query, Temporal.Now.instant())
  if (signed) return { ...openSigned(found), signed }
  const actor = await actorOf(ground.db, request, { networkId: network.id, meetingId: meeting.id })
  return { ...openDownload(actor, found), signed }
}

/** Sends a stored file, whole or in part, to somebody who may have it. */
export async function sendStored(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  file: Sent,
  { forAll, signed }: Allowed,
): Promise<FastifyReply> {
  const etag = `"${file.sha256}"`
  reply.headers({
    etag,
    // May be hidden or replaced at any time: kept, but asked about each time.
    'cache-control': signed ? 'private, no-store' : `${forAll ? 'public' : 'private'}, no-cache`,
    vary: 'Cookie',
    'accept-ranges': 'bytes',
    'content-security-policy': policyOf(file.mediaType),
    'cross-origin-resource-policy': 'same-origin',
  })
  const known = request.headers['if-none-match']
  if (known !== undefined && etagMatches(known, etag)) return reply.status(304).send()

  const ifRange = request.headers['if-range']
  const inPart = request.method === 'GET' && (ifRange === undefined || ifRange === etag)
  const range = inPart ? rangeOf(request.headers.range, file.size) : null
  if (range === 'unsatisfiable') return reply.status(416).header('content-range', `bytes */${file.size}`).send()
  // Before anything is said of it: a file that is gone is our fault, and answered as such.
  const body = request.method === 'HEAD' ? undefined : await ground.files.read(file.networkId, file.sha256, range ?? undefined)
  reply.headers({
    'content-type': file.mediaType,
    'content-disposition': dispositionOf(file.mediaType, file.fileName),
    'content-length': String(range ? range.end - range.start + 1 : file.size),
  })
  if (range) reply.status(206).header('content-range', `bytes ${range.start}-${range.end}/${file.size}`)
  return reply.send(body)
}
