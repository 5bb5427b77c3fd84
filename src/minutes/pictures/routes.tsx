/** Pictures of minutes: putting one in, saying what it shows, and `/files/pictures/{id}`, where it lies. */
import type { FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { sendStored } from '#materials/download/routes.ts'
import { wantsData } from '#materials/upload/routes.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { receiveBytes, refuseTooLarge } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { message } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { goOn } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { appendTo } from '../appending/writes.ts'
import type { Here } from '../routes.tsx'
import { describeForm, describeOneForm } from './forms.ts'
import { PICTURE_LARGEST } from './reader.ts'
import { findPicture, openPicture } from './reads.ts'
import { pictureHref } from './rules.ts'
import { describePicture, keepPicture } from './writes.ts'

const PATH = '/:network/:meeting/:item/minutes/pictures'
/** What a form's fields may weigh beside the file, in bytes. */
const AROUND = 16 * 1024

/** @param stand finds where a request leads; throws NotFound for those who do not write these minutes */
export function pictureRoutes(app: App, ground: Ground, stand: (request: FastifyRequest) => Promise<Here>): void {
  const { db } = ground

  // From the editor, which puts it where it belongs; from a form it comes below the text.
  app.post(PATH, async (request, reply) => {
    const here = await stand(request)
    try {
      const { fields, bytes } = await sentPicture(request)
      const { alt, decorative } = readForm(describeForm, fields)
      const row = await keepPicture(ground, here.actor, here, bytes)
      if (wantsData(request)) return { file: row.id }
      const attrs = { file: row.id, alt: alt || null, decorative: decorative === 'yes' || null }
      await appendTo(db, here.actor, here, [{ type: 'picture', attrs }])
      return goOn(reply, formOf(here), { tone: 'success', text: inLocale(here.locale, () => m.pictures_added()) })
    } catch (error) {
      const key = error instanceof Invalid ? Object.values(error.fields)[0]! : error instanceof Refused ? error.reason : null
      if (key === null || wantsData(request)) throw error
      return goOn(reply, formOf(here), { tone: 'warning', text: inLocale(here.locale, () => message(key)) })
    }
  })

  app.post(`${PATH}/describe`, async (request, reply) => {
    const here = await stand(request)
    const { place, file, alt, decorative } = readForm(describeOneForm, request.body)
    try {
      await describePicture(db, here.actor, here, place, { file, alt: alt || null, decorative: decorative === 'yes' })
    } catch (error) {
      const key = error instanceof Conflict ? 'pictures_moved' : error instanceof Refused ? error.reason : null
      if (key === null) throw error
      return goOn(reply, formOf(here), { tone: 'warning', text: inLocale(here.locale, () => message(key)) })
    }
    return goOn(reply, formOf(here), { tone: 'success', text: inLocale(here.locale, () => m.pictures_described()) })
  })

  app.route<{ Params: { minutesPicture: string } }>({
    method: ['GET', 'HEAD'],
    url: pictureHref(':minutesPicture'),
    handler: async (request, reply) => {
      const found = await findPicture(db, request.params.minutesPicture)
      if (!found) throw new NotFound()
      const { networkId, meetingId } = found.row
      const { forAll } = await openPicture(db, await actorOf(db, request, { networkId, meetingId }), found)
      const ending = found.row.mediaType === 'image/png' ? 'png' : 'jpg'
      return sendStored(
        ground,
        request,
        reply,
        { ...found.row, fileName: `${found.row.id}.${ending}` },
        { forAll, signed: false },
      )
    },
  })
}

/** Where the forms stand: pictures are described in the text itself where there is an editor. */
const formOf = (here: Here) => `${here.base}?plain#pictures`

/** @throws Invalid({ file }) when none was chosen, or one that is too large */
async function sentPicture(request: FastifyRequest): Promise<{ fields: Readonly<Record<string, string>>; bytes: Uint8Array }> {
  if (!request.isMultipart()) throw new Invalid({ file: 'pictures_none' })
  try {
    refuseTooLarge(request, PICTURE_LARGEST, AROUND)
    const { fields, file } = await receiveBytes(request, { limit: PICTURE_LARGEST, around: AROUND })
    if (!file) throw new Invalid({ file: 'pictures_none' })
    return { fields, bytes: file.bytes }
  } catch (error) {
    if (error instanceof Invalid && error.fields['file'] === 'shared_file_too_large')
      throw new Invalid({ file: 'pictures_large' })
    throw error
  }
}
