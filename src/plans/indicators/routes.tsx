/** Indicators and what they say on a day. Indicators are the organisers' to set; readings, those' who do the work. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { idForm } from '#meeting/settings/forms.ts'
import { type Answer, asIs, statusOfAnswer, together, wrongs } from '#meeting/settings/routes.tsx'
import type { Flat } from '#meeting/settings/rules.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { formProps } from '../edit/routes.tsx'
import { type At, type AtPlan, enterPlan, enterToEdit, indicatorOf as indicatorAt, tells } from '../entry/reads.ts'
import { removed, sendForm, tellOn } from '../entry/routes.tsx'
import type { GoalView, IndicatorView, MeasureView } from '../reads.ts'
import { emptyIndicator, indicatorFlat, indicatorOf, readIndicatorForm, readReading } from './forms.ts'
import { IndicatorPage, ReadingPage } from './pages/indicator.tsx'
import {
  addIndicator,
  addReading,
  changeIndicator,
  type Of,
  removeIndicator,
  restoreIndicator,
  takeReadingBack,
} from './writes.ts'

type AtIndicator = At<{ indicator: string }>
const BASE = '/:network/plans/:plan/indicators'
const ofForm = z.object({ measure: z.uuid().optional().catch(undefined), goal: z.uuid().optional().catch(undefined) })

export function indicatorRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get(`${BASE}/new`, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    return sendIndicator(request, reply, entered, ofWhat(entered, request.query), null, asIs(emptyIndicator))
  })

  app.post(BASE, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const of = ofWhat(entered, request.body)
    const { form, wrong } = readIndicatorForm(request.body)
    if (Object.keys(wrong).length > 0)
      return sendIndicator(request, reply, entered, of, null, { fields: form.mine, was: form.was, asked: [], wrong })
    const id: Of = of.measure ? { measureId: of.measure.id, goalId: null } : { goalId: of.goal.id, measureId: null }
    await addIndicator(db, entered.actor, entered.view.plan.id, id, indicatorOf(form.mine))
    return tellOn(request, reply, entered, `${hrefOf(entered, of)}#indicators`)
  })

  app.post(`${BASE}/restore`, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await restoreIndicator(db, entered.actor, entered.view.plan.id, readForm(idForm, request.body).id)
    return tellOn(request, reply, entered, entered.view.path)
  })

  app.get(`${BASE}/:indicator/edit`, async (request: AtIndicator, reply) => {
    const entered = await enterToEdit(ground, request)
    const { indicator, ...of } = indicatorAt(entered, request.params.indicator)
    return sendIndicator(request, reply, entered, of, indicator, asIs(indicatorFlat(indicator)))
  })

  app.post(`${BASE}/:indicator/edit`, async (request: AtIndicator, reply) => {
    const entered = await enterToEdit(ground, request)
    const { indicator, ...of } = indicatorAt(entered, request.params.indicator)
    const { form, wrong } = readIndicatorForm(request.body)
    const answer = await together(form, wrong, indicatorFlat(indicator), (merged) =>
      changeIndicator(db, entered.actor, entered.view.plan.id, indicator.id, indicator.version, indicatorOf(merged)),
    )
    if (answer) return sendIndicator(request, reply, entered, of, indicator, answer)
    return tellOn(request, reply, entered, `${hrefOf(entered, of)}#indicators`)
  })

  app.post(`${BASE}/:indicator/remove`, async (request: AtIndicator, reply) => {
    const entered = await enterToEdit(ground, request)
    const { indicator, ...of } = indicatorAt(entered, request.params.indicator)
    await removeIndicator(db, entered.actor, entered.view.plan.id, indicator.id)
    return tellOn(request, reply, entered, hrefOf(entered, of), () =>
      removed(pick(indicator.name, localeNow())?.text ?? '', `${entered.view.path}/indicators/restore`, { id: indicator.id }),
    )
  })

  app.get(`${BASE}/:indicator/readings/new`, async (request: AtIndicator, reply) => {
    const entered = await enterToRead(request)
    return sendReading(
      request,
      reply,
      entered,
      { on: entered.view.today, value: '', of: lastWhole(entered.at.indicator), note: '' },
      {},
    )
  })

  app.post(`${BASE}/:indicator/readings`, async (request: AtIndicator, reply) => {
    const entered = await enterToRead(request)
    const { indicator, ...of } = entered.at
    const { typed, wrong, edit } = readReading(indicator.kind, request.body, entered.view.today)
    if (!edit) return sendReading(request, reply, entered, typed, wrong)
    await addReading(db, entered.actor, entered.view.plan.id, indicator.id, edit)
    return tellOn(request, reply, entered, `${hrefOf(entered, of)}#indicators`)
  })

  for (const [word, back] of [
    ['remove', true],
    ['restore', false],
  ] as const)
    app.post(`${BASE}/:indicator/readings/${word}`, async (request: AtIndicator, reply) => {
      const entered = await enterToRead(request)
      const { indicator, ...of } = entered.at
      const { id } = readForm(idForm, request.body)
      await takeReadingBack(db, entered.actor, entered.view.plan.id, indicator.id, id, back)
      const again = `${entered.view.path}/indicators/${indicator.id}/readings/restore`
      return tellOn(
        request,
        reply,
        entered,
        `${hrefOf(entered, of)}#indicators`,
        back ? () => removed(m.plans_a_reading(), again, { id }) : undefined,
      )
    })

  /** For those who may note what it says; to all others the pages are not there. */
  async function enterToRead(request: AtIndicator): Promise<AtPlan & { at: ReturnType<typeof indicatorAt> }> {
    const entered = await enterPlan(ground, request)
    const at = indicatorAt(entered, request.params.indicator)
    if (!(at.measure ? tells(entered, at.measure) : entered.mayEdit)) throw new NotFound()
    return { ...entered, at }
  }

  const sendIndicator = (
    request: FastifyRequest,
    reply: FastifyReply,
    entered: AtPlan,
    of: What,
    indicator: IndicatorView | null,
    answer: Answer,
  ) =>
    sendForm(ground, request, reply, entered, {
      title: () => (indicator ? m.plans_change_indicator() : m.plans_add_indicator()),
      status: statusOfAnswer(answer),
      body: () => (
        <IndicatorPage
          view={entered.view}
          of={named(entered, of)}
          indicator={indicator}
          action={indicator ? `${entered.view.path}/indicators/${indicator.id}/edit` : `${entered.view.path}/indicators`}
          hidden={indicator ? {} : of.measure ? { measure: of.measure.id } : { goal: of.goal.id }}
          {...formProps(answer, entered.view.plan.locale)}
        />
      ),
    })

  const sendReading = (
    request: FastifyRequest,
    reply: FastifyReply,
    entered: AtPlan & { at: ReturnType<typeof indicatorAt> },
    fields: Flat,
    wrong: Readonly<Record<string, string>>,
  ) =>
    sendForm(ground, request, reply, entered, {
      title: m.plans_note_reading,
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      body: () => (
        <ReadingPage
          view={entered.view}
          of={named(entered, entered.at)}
          indicator={entered.at.indicator}
          fields={fields}
          {...wrongs(wrong)}
        />
      ),
    })
}

interface What {
  readonly goal: GoalView
  readonly measure: MeasureView | null
}

/** @throws NotFound */
function ofWhat({ view }: AtPlan, given: unknown): What {
  const of = readForm(ofForm, given)
  for (const goal of view.goals) {
    const measure = goal.measures.find((one) => one.id === of.measure)
    if (measure) return { goal, measure }
    if (goal.id === of.goal) return { goal, measure: null }
  }
  throw new NotFound()
}

const hrefOf = ({ view, mayEdit }: AtPlan, { goal, measure }: What): string =>
  measure ? measure.path : mayEdit ? `${view.path}/goals/${goal.id}/edit` : view.path

const named = (entered: AtPlan, of: What) => ({
  name: of.measure ? m.plans_measure_n({ number: of.measure.number }) : m.plans_goal_n({ number: of.goal.number }),
  title: (of.measure ?? of.goal).title,
  href: hrefOf(entered, of),
})

/** Of how many a share was taken last: most often it is of as many again. */
const lastWhole = ({ latest }: IndicatorView): string => (latest?.denominator ? String(latest.denominator) : '')
