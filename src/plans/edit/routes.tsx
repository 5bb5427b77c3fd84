/** Making a plan, changing it as a whole, taking it away and bringing it back. For organisers; every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { idForm } from '#meeting/settings/forms.ts'
import { type Answer, asIs, statusOfAnswer, together, wrongs } from '#meeting/settings/routes.tsx'
import { listSeries } from '#network/reads.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { type Locale, pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { languageName } from '#programme/parts/fields.tsx'
import { type At, type AtPlan, enterAsOrganiser, enterToEdit, type InNetwork } from '../entry/reads.ts'
import { removed, sendForm, tellOn } from '../entry/routes.tsx'
import { emptyPlan, planFlat, planOf, readPlanForm } from '../forms.ts'
import { planStateName } from '../parts/words.ts'
import { todayIn } from '../reads.ts'
import type { PlanState } from '../tables.ts'
import { addPlan, changePlan, removePlan, restorePlan, setPublished } from '../writes.ts'
import { EditPlanPage, NewPlanPage } from './pages/plan.tsx'

type InAddress = FastifyRequest<{ Params: { network: string } }>
const publishForm = z.object({ published: z.enum(['yes', 'no']).transform((text) => text === 'yes') })

export function editRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/plans/new', async (request: InAddress, reply) => {
    const entered = await enterAsOrganiser(ground, request)
    return sendNew(request, reply, entered, asIs(emptyPlan(Number(todayIn(entered.network.timezone).slice(0, 4)))))
  })

  app.post('/:network/plans/new', async (request: InAddress, reply) => {
    const entered = await enterAsOrganiser(ground, request)
    const { form, wrong } = readPlanForm(request.body, true)
    if (Object.keys(wrong).length > 0)
      return sendNew(request, reply, entered, { fields: form.mine, was: form.was, asked: [], wrong })
    const { slug: _slug, ...edit } = planOf(form.mine)
    const made = await addPlan(db, entered.actor, entered.network.id, edit)
    return tellOn(request, reply, entered, `/${entered.network.slug}/plans/${made.slug}/edit`, () => ({
      tone: 'success',
      text: m.plans_made(),
    }))
  })

  app.post('/:network/plans/restore', async (request: InAddress, reply) => {
    const entered = await enterAsOrganiser(ground, request)
    const back = await restorePlan(db, entered.actor, readForm(idForm, request.body).id)
    return tellOn(request, reply, entered, `/${entered.network.slug}/plans/${back.slug}`)
  })

  app.get('/:network/plans/:plan/edit', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    return sendEdit(ground, request, reply, entered, asIs(planFlat(entered.view.plan)))
  })

  app.post('/:network/plans/:plan/edit', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { plan } = entered.view
    const { form, wrong } = readPlanForm(request.body)
    let slug = plan.slug
    const answer = await together(form, wrong, planFlat(plan), async (merged) => {
      slug = (await changePlan(db, entered.actor, plan.id, plan.version, planOf(merged))).slug
    })
    if (answer) return sendEdit(ground, request, reply, entered, answer)
    return tellOn(request, reply, entered, `/${entered.network.slug}/plans/${slug}`)
  })

  app.post('/:network/plans/:plan/publish', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { published } = readForm(publishForm, request.body)
    await setPublished(db, entered.actor, entered.view.plan.id, published)
    return tellOn(request, reply, entered, entered.view.path, () => ({
      tone: 'success',
      text: published ? m.plans_now_published() : m.plans_now_withdrawn(),
    }))
  })

  app.post('/:network/plans/:plan/remove', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { plan } = entered.view
    await removePlan(db, entered.actor, plan.id)
    const home = `/${entered.network.slug}/plans`
    return tellOn(request, reply, entered, home, () =>
      removed(pick(plan.title, localeNow())?.text ?? '', `${home}/restore`, { id: plan.id }),
    )
  })

  async function sendNew(request: FastifyRequest, reply: FastifyReply, entered: InNetwork, answer: Answer) {
    const { network } = entered
    const series = await listSeries(db, network.id)
    return sendForm(ground, request, reply, entered, {
      title: m.plans_new,
      status: statusOfAnswer(answer),
      body: () => <NewPlanPage network={network} series={series} {...formProps(answer, network.locale)} />,
    })
  }
}

/**
 * The page on which a plan is changed.
 * @param adding a line that could not be added, where it was typed and why
 */
export async function sendEdit(
  ground: Ground,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: AtPlan,
  answer: Answer,
  adding?: { readonly field: string; readonly text: string; readonly wrong: string },
): Promise<FastifyReply> {
  const { network, view } = entered
  const series = await listSeries(ground.db, network.id)
  const nameOf = (id: string) => pick(series.find((one) => one.id === id)?.name, localeNow())?.text ?? ''
  const shown = adding ? { ...answer, wrong: { [adding.field]: adding.wrong } } : answer
  return sendForm(ground, request, reply, entered, {
    title: () => `${m.plans_edit_plan()} · ${pick(view.plan.title, localeNow())?.text ?? ''}`,
    status: statusOfAnswer(shown),
    body: () => (
      <EditPlanPage {...{ network, view, series }} {...formProps(shown, network.locale, nameOf)} adding={adding ?? null} />
    ),
  })
}

/** What a form shows of an answer. Called where the page is drawn, for its words. */
export const formProps = (answer: Answer, locale: Locale, nameOf: (id: string) => string = (id) => id) => ({
  fields: answer.fields,
  was: JSON.stringify(answer.was),
  conflicts: answer.asked.map((field) => ({
    field,
    label: labelOf(field),
    mine: textOf(field, answer.fields[field] ?? '', nameOf),
    theirs: textOf(field, answer.was[field] ?? '', nameOf),
  })),
  ...wrongs(answer.wrong, { title: `title/${locale}`, name: `name/${locale}` }),
})

function labelOf(field: string): string {
  const [name = '', locale] = field.split('/')
  const own: Record<string, () => string> = {
    title: m.plans_plan_title,
    description: m.plans_description,
    slug: m.plans_slug,
    starts: m.plans_starts,
    ends: m.plans_ends,
    series: m.plans_series,
    goal: m.plans_goal,
    audience: m.plans_audience,
    state: m.plans_plan_state,
    weight: m.plans_weight,
    name: m.plans_indicator_name,
    unit: m.plans_unit,
    kind: m.plans_kind,
    target: m.plans_target,
    baseline: m.plans_baseline,
  }
  const label = own[name]?.() ?? name
  return locale ? `${label} (${languageName(locale as Locale)})` : label
}

function textOf(field: string, text: string, nameOf: (id: string) => string): string {
  if (field === 'state') return planStateName(text as PlanState)
  if (field === 'audience') return text === 'public' ? m.plans_audience_public() : m.plans_audience_members()
  return field === 'series' || field === 'goal' ? nameOf(text) : text
}
