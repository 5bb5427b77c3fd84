/** Where bytes come in part by part, and what every route that takes a file does with it, whichever way it came. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { receiveUpload, refuseTooLarge } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { localeOf } from '#platform/http/visit.ts'
import type { Locale } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type Place, placeAt, wholeAt } from '../reads.ts'
import { itemIdAt, mayAdd, sizeName } from '../rules.ts'
import { openSpeakerLink } from '../speakerlink/reads.ts'
import { arrivedFile, findUpload } from './reads.ts'
import { falseEndingText, isOwn, TOLD, type Upload, type UploadRow } from './rules.ts'
import { answerTus, makeLocker } from './tus/routes.ts'
import { beginUpload, dropUpload } from './writes.ts'

/** What the protocol does with an upload that was begun. */
const ON_ONE = ['HEAD', 'PATCH', 'DELETE'] as const

interface Address {
  network: string
  meeting: string
  /** Absent for the meeting as a whole. */
  item?: string
}
interface ByToken {
  token: string
  /** The item's public number. */
  item: string
}
interface At {
  readonly actor: Actor
  readonly place: Place
}

/**
 * Resumable uploads, for those who are signed in and for speakers with a personal link. Every request is let in anew: whoever
 * may not hand in any more finds nothing, and nobody finds another's. A file of nothing but bytes: `takeUpload` gives it its place.
 */
export function uploadRoutes(app: App, ground: Ground): void {
  const { db, secret } = ground
  const locker = makeLocker()
  // Left to whoever reads it: it is streamed.
  app.addContentTypeParser('application/offset+octet-stream', (_request, _body, done) => done(null))

  for (const signedIn of ['/:network/:meeting/:item/uploads', '/:network/:meeting/uploads']) {
    app.post<{ Params: Address }>(signedIn, async (request, reply) => begin(request, reply, await enter(request)))
    for (const method of ON_ONE)
      app.route<{ Params: Address & { upload: string } }>({
        method,
        url: `${signedIn}/:upload`,
        handler: async (request, reply) => carryOn(request, reply, await enter(request)),
      })
  }

  const byLink = '/s/:token/:item/uploads'
  app.post<{ Params: ByToken }>(byLink, async (request, reply) => begin(request, reply, await enterByLink(request)))
  for (const method of ON_ONE)
    app.route<{ Params: ByToken & { upload: string } }>({
      method,
      url: `${byLink}/:upload`,
      handler: async (request, reply) => carryOn(request, reply, await enterByLink(request)),
    })

  /** @throws NotFound for those who may not hand in here */
  async function enter(request: FastifyRequest<{ Params: Address }>): Promise<At> {
    const { network, meeting, item } = request.params
    const place = await (item === undefined ? wholeAt(db, network, meeting) : placeAt(db, network, meeting, item))
    if (!place) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: place.network.id, meetingId: place.meeting.id })
    if (mayAdd(actor, place.item) !== 'yes') throw new NotFound()
    return { actor, place }
  }

  /** @throws NotFound when the link does not hold, or not for this item */
  async function enterByLink(request: FastifyRequest<{ Params: ByToken }>): Promise<At> {
    const { appearances } = await openSpeakerLink(db, secret, request.params.token)
    const own = appearances.find((one) => String(one.place.item.publicId) === request.params.item)
    if (!own) throw new NotFound()
    return own
  }

  const begin = (request: FastifyRequest, reply: FastifyReply, { actor, place }: At) =>
    answerTus(request, reply, {
      ...common(request),
      begin: (id, size, fileName) => beginUpload(ground, actor, place, { id, size, fileName }, ground.config.UPLOAD_LIMIT),
    })

  async function carryOn(request: FastifyRequest<{ Params: { upload: string } }>, reply: FastifyReply, { actor, place }: At) {
    const row = await findUpload(db, request.params.upload)
    if (!row || !isOwn(actor, row) || row.meetingId !== place.meeting.id || row.itemId !== itemIdAt(place)) throw new NotFound()
    return answerTus(request, reply, {
      ...common(request),
      row,
      end: () => dropUpload(ground, actor, row),
      onWhole: () => told(row, localeOf(request, actor.person?.locale ?? null)),
    })
  }

  const common = (request: FastifyRequest) => ({
    growing: ground.files.growing,
    locker,
    path: request.url.split('?')[0]!.replace(/(\/uploads)\/[^/]*$/, '$1'),
  })

  /** What whoever has sent a file had better know of it, while they still are there. */
  async function told(row: UploadRow, locale: Locale): Promise<Record<string, string>> {
    const mediaType = await ground.files.growing.mediaType(row.id)
    const text = inLocale(locale, () => falseEndingText({ fileName: row.fileName, mediaType }))
    return text ? { [TOLD]: encodeURIComponent(text) } : {}
  }
}

/** A form that comes back: what was typed, and what is wrong with it as keys. */
export interface Back {
  readonly status: number
  readonly typed: Readonly<Record<string, string>>
  readonly fields: Readonly<Record<string, string>>
}

/** A form with its file, whichever way that came. */
export interface Taken {
  readonly fields: Readonly<Record<string, string>>
  /** Null when there was none. */
  readonly file: Upload | null
}

/**
 * Takes a form with a file: in the form itself, or part by part before it (`upload` is its id then). What cannot be used is told
 * where it was asked: as data to a script, which keeps the form itself; otherwise the page comes again with what was typed
 * (the file has to be chosen again, browsers allow no other way).
 */
export async function takeUpload(
  ground: Ground,
  request: FastifyRequest,
  at: { readonly place: Pick<Place, 'network'>; readonly locale: Locale },
  use: (taken: Taken) => Promise<FastifyReply>,
  comeBack: (back: Back) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const limit = ground.config.UPLOAD_LIMIT
  let typed: Readonly<Record<string, string>> = {}
  try {
    refuseTooLarge(request, limit)
    const { fields, file } = await receiveUpload(request, ground.files, at.place.network.id, limit)
    typed = fields
    const arrived: Upload | null =
      file ?? (fields['upload'] ? await arrivedUpload(ground, at.place.network.id, fields['upload']) : null)
    const answer = await use({ fields, file: arrived })
    // What was for nothing stays, and can be handed in with another form.
    if (arrived?.cameAs) await ground.files.growing.drop(arrived.cameAs)
    return answer
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

/** Whose it is, is for the write to see, which has the actor. @throws Invalid when it is not there, or not whole yet */
async function arrivedUpload(ground: Ground, networkId: string, id: string): Promise<Upload> {
  const row = await findUpload(ground.db, id)
  const stored = row?.networkId === networkId ? await arrivedFile(ground.db, ground.files, row) : null
  if (!row || !stored) throw new Invalid({ file: 'handin_gone' })
  return { ...stored, fileName: row.fileName, cameAs: row.id }
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
