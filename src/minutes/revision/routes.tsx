/** Revisions of minutes: list, one, two compared, one brought back, parts of a late text taken in. For those who write. */
import type { FastifyRequest } from 'fastify'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { isBlockKind, type MinutesDocument, type MinutesNode, textOfNode } from '../document.ts'
import { compareQuery, restoreForm, takeForm } from '../forms.ts'
import { htmlOf } from '../html/rules.ts'
import { listRevisions, readMinutes, readRevision } from '../reads.ts'
import type { Here } from '../routes.tsx'
import { mayWrite } from '../rules.ts'
import { sameText } from '../standing/rules.ts'
import { type AsidePart, ComparePage, RevisionPage, RevisionsPage } from './pages/revisions.tsx'
import { compareLines, linesOf } from './rules.ts'
import { restore, takePart } from './writes.ts'

const PATH = '/:network/:meeting/:item/minutes'

/** @param stand finds where a request leads; throws NotFound for those who do not write */
export function revisionRoutes(app: App, ground: Ground, stand: (request: FastifyRequest) => Promise<Here>): void {
  const { db } = ground

  const written = async (here: Here) => {
    const row = (await readMinutes(db, here.actor, here))?.row
    if (!row || row.number === 0) throw new NotFound()
    return row
  }
  const frame = (here: Here) => ({ title: here.item.title, base: here.base })
  const page = (here: Here, heading: (title: string) => string) => ({
    title: inLocale(here.locale, () => heading(pick(here.item.title, here.locale)?.text ?? '')),
    network: here.network,
    styles: ['minutes', 'forms'],
    robots: 'noindex' as const,
  })

  app.get(`${PATH}/revisions`, async (request, reply) => {
    const here = await stand(request)
    const row = await written(here)
    const revisions = await listRevisions(db, here.actor, here.meeting, row)
    const props = {
      ...frame(here),
      revisions,
      timezone: here.meeting.timezone,
      stands: row.number,
      published: row.publishedNumber,
    }
    return sendPage(ground, request, reply, here.actor, {
      ...page(here, (title) => m.minutes_revisions_of({ title })),
      body: () => <RevisionsPage {...props} />,
    })
  })

  app.get(`${PATH}/revisions/:number`, async (request, reply) => {
    const here = await stand(request)
    const row = await written(here)
    const { number } = readForm(restoreForm, request.params)
    const revision = await readRevision(db, here.actor, here.meeting, row, number)
    const mayRestore = mayWrite(here.actor, here.meeting, row) === 'yes'
    const props = {
      ...frame(here),
      revision,
      html: htmlOf(revision.document, row.locale),
      locale: row.locale,
      stands: row.number,
      timezone: here.meeting.timezone,
      mayRestore,
    }
    return sendPage(ground, request, reply, here.actor, {
      ...page(here, (title) => `${m.minutes_revision({ number })} · ${title}`),
      body: () => <RevisionPage {...props} />,
    })
  })

  app.get(`${PATH}/compare`, async (request, reply) => {
    const here = await stand(request)
    const row = await written(here)
    // Without a `from` it is compared with what stands.
    const query = readForm(compareQuery, { from: row.number, ...(request.query as object) })
    const from = await readRevision(db, here.actor, here.meeting, row, query.from)
    const to = await readRevision(db, here.actor, here.meeting, row, query.to)
    const writes = mayWrite(here.actor, here.meeting, row) === 'yes'
    const lines = compareLines(linesOf(from.document, row.locale), linesOf(to.document, row.locale))
    const aside =
      to.reason === 'conflict' && from.number === row.number
        ? {
            standing: htmlOf(row.document, row.locale),
            parts: partsOf(to.document, row.document, (node) => htmlOf({ type: 'doc', content: [node] }, row.locale)),
          }
        : null
    const props = {
      ...frame(here),
      from,
      to,
      lines,
      locale: row.locale,
      timezone: here.meeting.timezone,
      aside,
      mayWrite: writes,
      restorable: writes && from.number !== row.number ? from.number : null,
    }
    return sendPage(ground, request, reply, here.actor, {
      ...page(here, (title) => `${m.minutes_compare_title({ from: from.number, to: to.number })} · ${title}`),
      body: () => <ComparePage {...props} />,
    })
  })

  app.post(`${PATH}/restore`, async (request, reply) => {
    const here = await stand(request)
    const { number } = readForm(restoreForm, request.body)
    await restore(db, here.actor, here, number)
    return goOn(reply, here.base, { tone: 'success', text: inLocale(here.locale, () => m.minutes_restored({ number })) })
  })

  app.post(`${PATH}/take`, async (request, reply) => {
    const here = await stand(request)
    const take = readForm(takeForm, request.body)
    const back = `${here.base}/compare?to=${take.number}`
    try {
      await takePart(db, here.actor, here, take)
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return goOn(reply, back, { tone: 'warning', text: inLocale(here.locale, () => m.minutes_changed_since()) })
    }
    return goOn(reply, back, { tone: 'success', text: inLocale(here.locale, () => m.minutes_taken()) })
  })
}

/** The parts of a text, each with whether the one that stands lacks it. */
function partsOf(other: MinutesDocument, standing: MinutesDocument, html: (node: MinutesNode) => string): AsidePart[] {
  const has = (node: MinutesNode) => (standing.content ?? []).some((own) => sameText(own, node))
  return (other.content ?? []).map((node) => ({
    html: html(node),
    missing: (isBlockKind(node.type) || textOfNode(node).trim() !== '') && !has(node),
  }))
}
