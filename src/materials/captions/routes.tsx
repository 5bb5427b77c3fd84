/** `/{network}/{meeting}/view/{recording}/captions`: organisers give captions, readers get them as WebVTT. */
import { buffer } from 'node:stream/consumers'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enterMeeting } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { receiveForm } from '#platform/files/receive.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { sendPage } from '#platform/http/page.ts'
import { etagMatches } from '#platform/http/pagecache.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { isForAll } from '../rules.ts'
import { openView } from '../viewer/reads.ts'
import { CaptionsPage } from './pages/captions.tsx'
import { LARGEST_CAPTIONS } from './reader.ts'
import { captionsPath } from './rules.ts'
import { giveCaptions, removeCaptions } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string; recording: string } }>

export function captionsRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const work = '/:network/:meeting/view/:recording/captions'

  app.get(`${work}.vtt`, async (request: At, reply) => {
    const { actor, meeting } = await enterMeeting(db, request, request.params)
    const { material, place } = await openView(db, actor, meeting, request.params.recording)
    if (!material.captionsSha256) throw new NotFound()
    const etag = `"${material.captionsSha256}"`
    reply.headers({
      etag,
      'cache-control': `${isForAll(meeting, place.item, material) ? 'public' : 'private'}, no-cache`,
      vary: 'Cookie',
      'content-type': 'text/vtt; charset=utf-8',
    })
    const known = request.headers['if-none-match']
    if (known !== undefined && etagMatches(known, etag)) return reply.status(304).send()
    return reply.send(await ground.files.read(place.network.id, material.captionsSha256))
  })

  app.get(work, async (request: At, reply) => sendWork(request, reply, await enter(request), {}))

  app.post(work, async (request: At, reply) => {
    const at = await enter(request)
    try {
      const limits = { limit: LARGEST_CAPTIONS, around: 1000 }
      const { file } = await receiveForm(request, limits, async (stream) => ({ bytes: await buffer(stream) }))
      if (!file || file.bytes.length === 0) throw new Invalid({ captions: 'viewer_captions_missing' })
      if (file.bytes.length > LARGEST_CAPTIONS) throw new Invalid({ captions: 'viewer_captions_large' })
      await giveCaptions(ground, at.actor, at.view.place, at.view.material.id, file)
      return done(request, reply, at, m.viewer_captions_given)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendWork(request, reply.status(422), at, error.fields)
    }
  })

  app.post(`${work}/remove`, async (request: At, reply) => {
    const at = await enter(request)
    await removeCaptions(db, at.actor, at.view.place, at.view.material.id)
    return done(request, reply, at, m.viewer_captions_removed)
  })

  /** @throws NotFound alike where there is no such recording and for those who may not caption it */
  async function enter(request: At) {
    const entered = await enterMeeting(db, request, request.params)
    const view = await openView(db, entered.actor, entered.meeting, request.params.recording)
    if (mayEdit(entered.actor, entered.meeting) !== 'yes' || view.material.kind !== 'recording') throw new NotFound()
    return { ...entered, view }
  }
  type Work = Awaited<ReturnType<typeof enter>>

  const done = (request: At, reply: FastifyReply, { actor, view }: Work, say: () => string) =>
    goOn(reply, captionsPath(view.place.meetingPath, view.material.id), {
      tone: 'success',
      text: wordsFor(request, actor, say),
    })

  function sendWork(request: At, reply: FastifyReply, { actor, network, view }: Work, fields: Record<string, string>) {
    const locale = localeOf(request, actor.person?.locale ?? null)
    const title = pick(view.material.title, locale)?.text ?? ''
    return sendPage(ground, request, reply, actor, {
      title: `${inLocale(locale, () => m.viewer_captions_title())} · ${title}`,
      network,
      styles: ['forms', 'materials'],
      robots: 'noindex',
      status: reply.statusCode,
      body: () => <CaptionsPage view={view} error={fieldTexts(fields)['captions']} />,
    })
  }
}
