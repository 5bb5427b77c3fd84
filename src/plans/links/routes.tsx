/** Tying measures to what was said, decided and done elsewhere. For organisers. */
import { z } from 'zod'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { m } from '#platform/words/words.ts'
import { type At, enterToEdit, measureOf } from '../entry/reads.ts'
import { removed, sendForm, tellOn } from '../entry/routes.tsx'
import { LinksPage } from './pages/links.tsx'
import { findLinkable, listTied, tiedKinds } from './reads.ts'
import { addLink, removeLink } from './writes.ts'

type AtMeasure = At<{ measure: string }>
const BASE = '/:network/plans/:plan/measures/:measure/links'
const query = z.object({ q: z.string().max(200).catch('') })
const tieForm = z.object({ kind: z.enum(tiedKinds), subject: z.uuid() })
const linkForm = tieForm.extend({ q: z.string().max(200).catch('') })

export function linkRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get(BASE, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const { actor, network, view } = entered
    const measure = measureOf(entered, request.params.measure)
    const { q } = readForm(query, request.query)
    const links = await listTied(db, actor, network, view.plan.id, measure.id)
    const found = await findLinkable(db, actor, network, q)
    return sendForm(ground, request, reply, entered, {
      title: m.plans_tie_title,
      body: () => <LinksPage {...{ view, measure, links, q, found }} />,
    })
  })

  app.post(BASE, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const measure = measureOf(entered, request.params.measure)
    const { kind, subject, q } = readForm(linkForm, request.body)
    await addLink(db, entered.actor, entered.view.plan.id, measure.id, { kind, subjectId: subject })
    const again = q ? `?${new URLSearchParams({ q })}` : ''
    return tellOn(request, reply, entered, `${measure.path}/links${again}`)
  })

  app.post(`${BASE}/remove`, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const measure = measureOf(entered, request.params.measure)
    const { kind, subject } = readForm(tieForm, request.body)
    await removeLink(db, entered.actor, entered.view.plan.id, measure.id, { kind, subjectId: subject })
    return tellOn(request, reply, entered, measure.path, () =>
      removed(m.plans_a_link(), `${measure.path}/links`, { kind, subject }),
    )
  })
}
