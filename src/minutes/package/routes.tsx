/** `/{network}/{meeting}/minutes/package`: a package for the archive is asked for, watched and fetched. */
import type { FastifyRequest } from 'fastify'
import { sendStored } from '#materials/download/routes.ts'
import { nameOf } from '#meeting/exports/rules.ts'
import { enterMeeting } from '#meeting/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { PackagePage } from './pages/package.tsx'
import { readPackage } from './reads.ts'
import { isUnderWay } from './rules.ts'
import { askForPackage } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>

export function packageRoutes(app: App, ground: Ground): void {
  const { db, files } = ground
  const at = '/:network/:meeting/minutes/package'

  app.get(at, async (request: At, reply) => {
    const { actor, network, meeting } = await enterMeeting(db, request, request.params)
    const row = await readPackage(db, actor, meeting)
    const there = row?.sha256 ? await files.exists(meeting.networkId, row.sha256) : false
    const underWay = row !== null && isUnderWay(row, Temporal.Now.instant())
    const props = {
      title: meeting.title,
      meetingPath: `/${network.slug}/${meeting.slug}`,
      timezone: meeting.timezone,
      row,
      underWay,
      there,
    }
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.whole_package()),
      network,
      styles: ['meeting', 'forms'],
      robots: 'noindex',
      body: () => <PackagePage {...props} />,
    })
  })

  app.post(at, async (request: At, reply) => {
    const { actor, network, meeting } = await enterMeeting(db, request, request.params)
    await askForPackage(ground, actor, meeting)
    const text = wordsFor(request, actor, () => m.whole_package_asked())
    return goOn(reply, `/${network.slug}/${meeting.slug}/minutes/package`, { tone: 'success', text })
  })

  app.get(`${at}.zip`, async (request: At, reply) => {
    const { actor, meeting } = await enterMeeting(db, request, request.params)
    const row = await readPackage(db, actor, meeting)
    if (row?.state !== 'done' || !row.sha256 || !(await files.exists(meeting.networkId, row.sha256))) throw new NotFound()
    const fileName = nameOf(`${pick(meeting.title, meeting.locale)?.text ?? meeting.slug} arkivpakke`, meeting.slug, 'zip')
    const sent = { networkId: meeting.networkId, sha256: row.sha256, size: row.size ?? 0, mediaType: 'application/zip', fileName }
    return sendStored(ground, request, reply, sent, { forAll: false, signed: true })
  })
}
