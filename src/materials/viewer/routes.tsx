/** A file read in the page, the pictures of its pages, and the PDF that was made of it. */
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { answerGone } from '#keeping/gone/routes.tsx'
import { subjectsOf } from '#meeting/entry/rules.ts'
import { enterMeeting } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { type Page, sendShared } from '#platform/http/page.ts'

import { type Locale, pick, spokenTo } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { captionsRoutes } from '../captions/routes.tsx'
import { type FileParams, mayHave, sendStored } from '../download/routes.ts'
import { pagesOf } from '../previews/reads.ts'
import { SMALL } from '../previews/rules.ts'
import { isForAll } from '../rules.ts'
import { ViewerPage } from './pages/viewer.tsx'
import type { PagesProps } from './parts/pages.tsx'
import { findPdf, findPicture, openView, type View } from './reads.ts'
import { pdfName, pictureHref, THUMB, viewPath } from './rules.ts'

interface Address {
  network: string
  meeting: string
  id: string
}

/** A browser keeps the picture; whoever stands between asks each time, for it may be hidden tomorrow (RFC 9111 §5.2.2.10). */
const FOR_EVER = 'public, max-age=31536000, s-maxage=0, immutable'

export function viewerRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get<{ Params: Address }>('/:network/:meeting/view/:id', async (request, reply) => {
    const entered = await enterMeeting(db, request, request.params)
    const { actor, meeting, network } = entered
    const open = () => openView(db, actor, meeting, request.params.id)
    // Before anything is said of it; and once more below, where what is read belongs to the revision that was seen.
    const found = await open().catch((error) => {
      if (error instanceof NotFound) return null
      throw error
    })
    if (!found) return answerGone(ground, request, reply, { ...entered, aboutId: request.params.id })
    return sendShared(ground, request, reply, actor, {
      subjects: subjectsOf(meeting),
      page: async (locale) => ({
        ...(await viewerPage(ground, await open(), locale, mayEdit(actor, meeting) === 'yes')),
        network,
      }),
    })
  })

  app.get<{ Params: Address }>('/:network/:meeting/view/:id/progress', async (request, reply) => {
    const entered = await enterMeeting(db, request, request.params)
    const { standing } = await openView(db, entered.actor, entered.meeting, request.params.id)
    const { is, done, pages } = standing ?? { is: 'none', done: 0, pages: null }
    return reply.header('cache-control', 'no-store').send({ is, done, pages })
  })

  app.route<{ Params: FileParams & { page: string; picture: string } }>({
    method: ['GET', 'HEAD'],
    url: '/files/:networkId/:versionId/pages/:page/:picture',
    handler: async (request, reply) => {
      const found = await findPicture(db, request.params, isScanning(ground))
      if (!found) throw new NotFound()
      const { forAll, signed } = await mayHave(ground, request, found.of)
      reply.headers({
        'content-type': 'image/webp',
        'cache-control': forAll ? FOR_EVER : signed ? 'private, no-store' : 'private, no-cache',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        // Its address is as good as a digest.
        etag: `"${request.params.picture}"`,
        ...(!forAll && { vary: 'Cookie' }),
      })
      if (request.headers['if-none-match'] === `"${request.params.picture}"`) return reply.status(304).send()
      const stored = await ground.files.read(request.params.networkId, found.sha256)
      if (!found.forRow) return reply.send(stored)
      // Eight rows must not cost a visitor on the phone eight pictures of 480 pixels.
      return reply.send(
        await sharp(await buffer(stored))
          .resize({ width: THUMB })
          .webp({ quality: 70 })
          .toBuffer(),
      )
    },
  })

  app.route<{ Params: FileParams & { name: string } }>({
    method: ['GET', 'HEAD'],
    url: '/files/:networkId/:versionId/pdf/:name',
    handler: async (request, reply) => {
      const found = await findPdf(db, request.params, isScanning(ground))
      if (!found) throw new NotFound()
      const { version } = found.of
      const { sha256, size } = found
      const sent = {
        networkId: version.networkId,
        sha256,
        size,
        mediaType: 'application/pdf',
        fileName: pdfName(version.fileName),
      }
      return sendStored(ground, request, reply, sent, await mayHave(ground, request, found.of))
    },
  })

  captionsRoutes(app, ground)
}

async function viewerPage(ground: Ground, view: View, locale: Locale, organises: boolean): Promise<Page> {
  const { place, material } = view
  const path = viewPath(place.meetingPath, material.id)
  const item = pick(place.item.title, locale)?.text ?? ''
  const pages = await pagesIn(ground, view, locale)
  return {
    title: `${pick(material.title, locale)?.text ?? ''} · ${item}`,
    description: pick(material.description, locale)?.text ?? inLocale(locale, () => m.meeting_item_of({ title: item })),
    styles: ['materials/viewer'],
    islands: true,
    section: 'home',
    ...(isForAll(place.meeting, place.item, material) ? { path } : { robots: 'noindex' }),
    body: () => (
      <ViewerPage
        view={view}
        pages={pages}
        path={path}
        spokenIn={languageOf(view)}
        workPath={organises ? `${place.path}/materials/${material.id}` : null}
      />
    ),
  }
}

/** Where nobody has said what language a file is in, the meeting's is the likeliest. */
const languageOf = ({ material, place }: View): Locale => material.locale ?? place.meeting.locale

async function pagesIn({ db }: Ground, view: View, locale: Locale): Promise<PagesProps> {
  const { current, standing } = view
  const rows = current && standing && standing.done > 0 ? await pagesOf(db, current.networkId, current.sha256) : []
  const lang = languageOf(view)
  return {
    smallWidth: SMALL,
    ...(lang !== spokenTo(locale) && { lang }),
    pages: rows.map(({ page, small, large, width, height, text }) => ({
      page,
      small: pictureHref(current!, page, small),
      large: pictureHref(current!, page, large),
      width,
      height,
      text,
    })),
  }
}

const isScanning = ({ config }: Ground): boolean => config.CLAMD_URL !== null
