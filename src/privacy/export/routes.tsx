/** `/me/data`: what there is of oneself, and all of it to take along. */
import { actorOf } from '#actor.ts'
import { NotFound } from '#platform/errors.ts'
import { type ZipEntry, zipOf } from '#platform/files/zipstream.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { localeOf, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { openLink } from '#registration/entry/reads.ts'
import { registrationTraces } from '#registration/traces/reads.ts'
import { tracesOf } from '../erasing/reads.ts'
import { seek } from '../seeking/reads.ts'
import { asHtml, asJson, type OwnData } from './formats/readable.tsx'
import { DataPage } from './pages/data.tsx'
import { ownFiles } from './reads.ts'

const ZONE = 'Europe/Oslo'
/** All features are asked, and files are read: a few times an hour is plenty. */
const seldom = { rateLimit: { max: 20, timeWindow: '10 minutes' } }

export function exportRoutes(app: App, ground: Ground): void {
  const { db, config } = ground

  app.get('/me/data', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) return reply.redirect('/sign-in?to=/me/data', 303)
    const who = await seek(db, { personId: actor.person.id })
    if (!who) throw new NotFound()
    const traces = await tracesOf(db, who)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.privacy_data_title()),
      robots: 'noindex',
      styles: ['forms', 'people'],
      body: () => <DataPage counts={traces.map(({ kind, rows }) => ({ kind, rows: rows.length }))} />,
    })
  })

  app.get('/me/data.zip', { config: seldom }, async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) throw new NotFound()
    const who = await seek(db, { personId: actor.person.id })
    if (!who) throw new NotFound()
    const own: OwnData = {
      name: actor.person.name,
      at: Temporal.Now.instant(),
      locale: localeOf(request, actor.person.locale),
      timezone: ZONE,
      traces: await tracesOf(db, who),
    }
    const files = await ownFiles(db, { ...who, personId: actor.person.id }, config.CLAMD_URL !== null)
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'attachment; filename="samling-data.zip"')
      .type('application/zip')
      .send(zipOf(packed(own, files)))
  })

  /** Whoever has no account has the link in their receipt: it gives what that registration holds. */
  app.get<{ Params: { registration: string } }>('/r/:registration/data.json', { config: seldom }, async (request, reply) => {
    const { row } = await openLink(ground, request, request.params.registration)
    const who = { personId: null, email: row.email, names: [], speakerIds: [] }
    const traces = await registrationTraces(db, who, row.id)
    return reply
      .header('cache-control', 'private, no-store')
      .header('content-disposition', 'attachment; filename="samling-registration.json"')
      .type('application/json; charset=utf-8')
      .send(asJson({ name: row.name, at: Temporal.Now.instant(), locale: row.locale, timezone: ZONE, traces }))
  })

  async function* packed(own: OwnData, files: Awaited<ReturnType<typeof ownFiles>>): AsyncGenerator<ZipEntry> {
    yield { name: 'data.html', content: [Buffer.from(asHtml(own))] }
    yield { name: 'data.json', content: [Buffer.from(asJson(own))] }
    for (const { networkId, sha256, name } of files) {
      // A file that is gone from the store is told by the doctor, and does not keep the rest from anybody.
      if (!(await ground.files.exists(networkId, sha256))) continue
      yield { name: `files/${name}`, content: (await ground.files.read(networkId, sha256)) as AsyncIterable<Buffer> }
    }
  }
}
