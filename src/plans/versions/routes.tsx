/** `/{network}/plans/{slug}/versions`: a plan as it was adopted, each version at its own address, and the form that adopts it. */
import type { FastifyReply } from 'fastify'
import { listDecisions } from '#decisions/reads.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type At as Asked, type AtPlan, enterPlan, enterToEdit } from '../entry/reads.ts'
import { adoptForm } from './forms.ts'
import { VersionPage } from './pages/version.tsx'
import { VersionsPage } from './pages/versions.tsx'
import { documentOf, listVersions } from './reads.ts'
import { differencesOf } from './rules.ts'
import { adopt } from './writes.ts'

type At = Asked<{ version: string }>

export const headOf = ({ network, view }: Pick<AtPlan, 'network' | 'view'>) => ({
  network,
  path: view.path,
  title: view.plan.title,
})

const DECISIONS = 30

export function planVersionRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const at = '/:network/plans/:plan/versions'

  app.get(at, async (request: At, reply) => sendVersions(request, reply, await enterPlan(ground, request), null))

  app.post(at, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { actor, network, view } = entered
    try {
      const number = await adopt(db, actor, network, view.plan.id, readForm(adoptForm, request.body))
      return goOn(reply, `${view.path}/versions/${number}`, {
        tone: 'success',
        text: wordsFor(request, actor, () => m.planio_adopted_done({ number })),
      })
    } catch (error) {
      const fields = (request.body ?? {}) as Record<string, string>
      if (error instanceof Invalid) return sendVersions(request, reply, entered, { fields, wrong: error.fields })
      // Whoever changed it meanwhile is heard first: the page shows the plan as it stands, and asks again.
      if (error instanceof Conflict)
        return sendVersions(request, reply, entered, { fields, wrong: { on: 'planio_changed_meanwhile' } })
      throw error
    }
  })

  app.get(`${at}/:version`, async (request: At, reply) => {
    const entered = await enterPlan(ground, request)
    const { actor, network, view } = entered
    const versions = await listVersions(db, actor, view)
    const version = versions.find((one) => `${one.number}` === request.params.version)
    if (!version) throw new NotFound()
    const { against } = request.query as { against?: string }
    const other = against === 'now' ? documentOf(view) : versions.find((one) => `${one.number}` === against)?.document
    const older = against !== 'now' && Number(against) < version.number
    const compared = other
      ? {
          with: against === 'now' ? ('now' as const) : Number(against),
          differences: older ? differencesOf(other, version.document) : differencesOf(version.document, other),
        }
      : null
    const locale = localeOf(request, actor.person?.locale ?? null)
    return sendPage(ground, request, reply, actor, {
      title: `${inLocale(locale, () => m.planio_version({ number: version.number }))} · ${pick(version.document.title, locale)?.text ?? ''}`,
      network,
      section: 'plans',
      styles: ['forms', 'meeting', 'plans/outline'],
      ...(compared && { robots: 'noindex' as const }),
      body: () => (
        <VersionPage head={headOf(entered)} version={version} numbers={versions.map((one) => one.number)} compared={compared} />
      ),
    })
  })

  async function sendVersions(
    request: At,
    reply: FastifyReply,
    entered: AtPlan,
    typed: { fields: Record<string, string>; wrong: Readonly<Record<string, string>> } | null,
  ): Promise<FastifyReply> {
    const { actor, network, view, mayEdit } = entered
    const versions = await listVersions(db, actor, view)
    const last = versions.at(-1)
    const since = last ? differencesOf(last.document, documentOf(view)) : []
    const locale = localeOf(request, actor.person?.locale ?? null)
    const latest = { series: '', topic: '', year: null, q: '', sort: 'newest', page: 1 } as const
    const decisions = mayEdit ? (await listDecisions(db, actor, network, latest, { most: DECISIONS })).decisions : []
    const wrong = fieldTexts(typed?.wrong ?? {})
    const head = headOf(entered)
    return sendPage(ground, request, reply, actor, {
      title: `${inLocale(locale, () => m.planio_versions())} · ${pick(view.plan.title, locale)?.text ?? ''}`,
      network,
      section: 'plans',
      styles: ['forms', 'meeting', 'plans/outline'],
      status: typed ? 422 : 200,
      body: () => (
        <VersionsPage
          head={head}
          versions={versions}
          since={since}
          adopting={
            mayEdit
              ? {
                  version: view.plan.version,
                  decisions: decisions.map((one) => ({ id: one.id, words: shortened(`${one.words}: ${one.block.text}`) })),
                  fields: typed?.fields ?? { on: view.today },
                  wrong,
                }
              : null
          }
        />
      ),
    })
  }
}

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 90).toWellFormed()}…` : text)
