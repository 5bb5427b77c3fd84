/** What every route that takes a file does with it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Invalid } from '#platform/errors.ts'
import { type Received, receiveUpload, refuseTooLarge } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { Place } from '../reads.ts'
import { sizeName } from '../rules.ts'

/** A form that comes back: what was typed, and what is wrong with it as keys. */
export interface Back {
  readonly status: number
  readonly typed: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
}

/**
 * Takes a form with a file. What cannot be used is told where it was asked: as data to a script, which keeps the form
 * itself; otherwise the page comes again with what was typed (the file has to be chosen again, browsers allow no other way).
 */
export async function takeUpload(
  ground: Ground,
  request: FastifyRequest,
  at: { readonly place: Pick<Place, 'network'>; readonly locale: Locale },
  use: (received: Received) => Promise<FastifyReply>,
  comeBack: (back: Back) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const limit = ground.config.UPLOAD_LIMIT
  let typed: Readonly<Record<string, string>> = {}
  try {
    refuseTooLarge(request, limit)
    const received = await receiveUpload(request, ground.files, at.place.network.id, limit)
    typed = received.fields
    return await use(received)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const tooLarge = error.fields.file === 'shared_file_too_large'
    const fields = tooLarge
      ? { file: inLocale(at.locale, () => m.materials_too_large({ limit: sizeName(limit) })) }
      : error.fields
    if (wantsData(request)) throw new Invalid(fields)
    return comeBack({ status: tooLarge ? 413 : 422, typed: (error as { typed?: typeof typed }).typed ?? typed, fields })
  }
}

export const wantsData = (request: FastifyRequest): boolean => {
  const accepts = request.headers.accept ?? ''
  return accepts.includes('application/json') && !accepts.includes('text/html')
}

export const typedIn = (body: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )
