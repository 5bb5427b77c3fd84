/** A file with what is told of an action: taken with the form, and handed out once it may be. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sendStored } from '#materials/download/routes.ts'
import { previewOf } from '#materials/previews/reads.ts'
import { mayHand } from '#materials/previews/rules.ts'
import { typedIn } from '#materials/upload/routes.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { receiveUpload, refuseTooLarge } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { UpdateRow } from '../rules.ts'
import type { Arrived } from '../writes.ts'
import { FILE_LARGEST, mayComeAlong } from './rules.ts'

export interface Taken {
  readonly typed: Readonly<Record<string, string>>
  readonly file: Arrived | null
  /** What is wrong with the file, as a key. */
  readonly wrong: Readonly<Record<string, string>>
}

/** Reads a form, whether or not a file is in it; what was typed is kept when the file cannot be used. */
export async function takeForm(ground: Ground, request: FastifyRequest, networkId: string): Promise<Taken> {
  if (!request.isMultipart()) return { typed: typedIn(request.body), file: null, wrong: {} }
  try {
    refuseTooLarge(request, FILE_LARGEST)
    const { fields, file } = await receiveUpload(request, ground.files, networkId, FILE_LARGEST)
    const may = file ? mayComeAlong(file.mediaType) : 'yes'
    return { typed: fields, file: may === 'yes' ? file : null, wrong: may === 'yes' ? {} : { file: may } }
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return { typed: (error as { typed?: Taken['typed'] }).typed ?? {}, file: null, wrong: { file: 'actions_file_wrong' } }
  }
}

/** Sends an update's file to somebody who was shown the update. */
export async function sendFile(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  update: UpdateRow | undefined,
): Promise<FastifyReply> {
  if (!update?.sha256) throw new NotFound()
  const { networkId, sha256, fileName, mediaType, size } = update
  const preview = await previewOf(ground.db, networkId, sha256)
  const hand = mayHand(preview?.scan ?? null, ground.config.CLAMD_URL !== null)
  if (hand !== 'yes') throw new Refused(hand)
  const stored = { networkId, sha256, fileName: fileName!, mediaType: mediaType!, size: size! }
  return sendStored(ground, request, reply, stored, { forAll: false, signed: true })
}
