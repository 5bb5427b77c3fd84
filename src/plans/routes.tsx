/** `/{network}/plans` and what is read below it; making and changing stand in the folders of what is changed. */
import type { FastifyRequest } from 'fastify'
import { mayOrganise } from '#network/rules.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { wall } from '#platform/words/dates.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { editRoutes } from './edit/routes.tsx'
import { type At, enterNetwork, ownMeasures } from './entry/reads.ts'
import { sendPlan, sendPlans } from './entry/routes.tsx'
import { goalRoutes } from './goals/routes.tsx'
import { indicatorRoutes } from './indicators/routes.tsx'
import { listFollowed } from './links/reads.ts'
import { linkRoutes } from './links/routes.tsx'
import { measureRoutes } from './measures/routes.tsx'
import { PlanPage, ShowPage, UpdatesPage } from './pages/plan.tsx'
import { PlansPage } from './pages/plans.tsx'
import { listPlans } from './reads.ts'
import { lastMeeting, listHappened } from './telling/reads.ts'
import { wheelRoutes } from './wheel/routes.tsx'

export function plansRoutes(app: App, ground: Ground): void {
  const { db } = ground
  editRoutes(app, ground)
  goalRoutes(app, ground)
  measureRoutes(app, ground)
  indicatorRoutes(app, ground)
  linkRoutes(app, ground)
  wheelRoutes(app, ground)

  app.get('/:network/plans', async (request: FastifyRequest<{ Params: { network: string } }>, reply) => {
    const { actor, network } = await enterNetwork(ground, request)
    return sendPlans(ground, request, reply, { actor, network }, async (locale) => {
      const plans = await listPlans(db, actor, network)
      return {
        title: inLocale(locale, () => m.plans_title()),
        path: `/${network.slug}/plans`,
        body: () => <PlansPage network={network} plans={plans} mayEdit={mayOrganise(actor) === 'yes'} />,
      }
    })
  })

  app.get('/:network/plans/:plan', async (request: At, reply) => {
    const show = (request.query as { show?: unknown }).show === 'chart' ? 'chart' : 'table'
    return sendPlan(ground, request, reply, async (entered, locale) => {
      const { actor, network, view, mayEdit } = entered
      const since = await lastMeeting(db, actor, view.plan)
      const happened = await listHappened(db, actor, network, view, since ? wall(since.startsAt, since.timezone).date : undefined)
      const actions = await listFollowed(db, actor, network, view)
      return {
        title: pick(view.plan.title, locale)?.text ?? '',
        path: view.path,
        body: () => <PlanPage {...{ network, view, show, actions, since, happened, mayEdit }} mine={ownMeasures(entered)} />,
      }
    })
  })

  app.get('/:network/plans/:plan/updates', async (request: At, reply) => {
    return sendPlan(ground, request, reply, async ({ actor, network, view }, locale) => {
      const happened = await listHappened(db, actor, network, view)
      return {
        title: inLocale(locale, () => `${m.plans_all_updates()} · ${pick(view.plan.title, locale)?.text ?? ''}`),
        path: `${view.path}/updates`,
        body: () => <UpdatesPage view={view} happened={happened} />,
      }
    })
  })

  app.get('/:network/plans/:plan/show', async (request: At, reply) => {
    return sendPlan(ground, request, reply, async ({ view }, locale) => ({
      title: pick(view.plan.title, locale)?.text ?? '',
      bare: true,
      robots: 'noindex',
      body: () => <ShowPage view={view} />,
    }))
  })
}
