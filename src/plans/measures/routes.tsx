/** A measure: reading it, telling how it goes, and changing it. Every step without script. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { listActions } from '#actions/reads.ts'
import { idForm } from '#meeting/settings/forms.ts'
import { type Answer, asIs, statusOfAnswer, together, wrongs } from '#meeting/settings/routes.tsx'
import { listOrganisations } from '#network/organisations/reads.ts'
import { listMembers } from '#network/people/reads.ts'
import { Conflict, Invalid, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { localeOf } from '#platform/http/visit.ts'
import { pick, spokenTo } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { formProps, sendEdit } from '../edit/routes.tsx'
import { type At, type AtPlan, enterPlan, enterToEdit, measureOf as measureAt, tells } from '../entry/reads.ts'
import { removed, sendForm, sendPlan, tellOn } from '../entry/routes.tsx'
import { planFlat } from '../forms.ts'
import { readGoalForm, toForm } from '../goals/forms.ts'
import { listLinks } from '../links/reads.ts'
import { listUpdates } from '../telling/reads.ts'
import { takeBack, tell } from '../telling/writes.ts'
import { addMeasureForm, measureFields, measureFlat, measureOf, ownerForm, periodForm, updateForm } from './forms.ts'
import { EditMeasurePage, type EditMeasureProps } from './pages/edit.tsx'
import { MeasurePage } from './pages/measure.tsx'
import {
  addMeasure,
  addOwner,
  changeMeasure,
  moveMeasure,
  movePeriod,
  removeMeasure,
  removeOwner,
  restoreMeasure,
} from './writes.ts'

type AtMeasure = At<{ measure: string }>
type Wrong = Readonly<Record<string, string>>
const BASE = '/:network/plans/:plan/measures'

export function measureRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.post(BASE, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { plan, path } = entered.view
    try {
      const { title, goal } = readForm(addMeasureForm, request.body)
      await addMeasure(db, entered.actor, plan.id, goal, { [plan.locale]: title })
      return tellOn(request, reply, entered, `${path}/edit#add-${goal}`)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const field = `add-${typed(request, 'goal')}`
      const adding = { field, text: typed(request, 'title'), wrong: error.fields.title ?? 'plans_title_missing' }
      return sendEdit(ground, request, reply, entered, asIs(planFlat(plan)), adding)
    }
  })

  app.post(`${BASE}/restore`, async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await restoreMeasure(db, entered.actor, entered.view.plan.id, readForm(idForm, request.body).id)
    return tellOn(request, reply, entered, `${entered.view.path}/edit`)
  })

  app.get(`${BASE}/:measure`, async (request: AtMeasure, reply) =>
    sendPlan(ground, request, reply, async (entered, locale) => {
      const measure = measureAt(entered, request.params.measure)
      const progress = measure.progress === null ? '' : String(measure.progress)
      const { title, body } = await measurePage(entered, measure, { text: '', status: measure.status, progress }, {})
      return { title: title(locale), path: measure.path, body }
    }),
  )

  app.post(`${BASE}/:measure/updates`, async (request: AtMeasure, reply) => {
    const entered = await enterPlan(ground, request)
    const measure = toTell(entered, request)
    const locale = spokenTo(localeOf(request, entered.actor.person?.locale ?? null))
    try {
      await tell(db, entered.actor, entered.view.plan.id, measure.id, readForm(updateForm, request.body), locale)
    } catch (error) {
      if (error instanceof Invalid) return sendAgain(request, reply, entered, error.fields)
      if (error instanceof Conflict) return sendAgain(request, reply, entered, { status: 'plans_status_changed' }, 409)
      throw error
    }
    return tellOn(request, reply, entered, `${measure.path}#told`)
  })

  for (const [word, back] of [
    ['remove', true],
    ['restore', false],
  ] as const)
    app.post(`${BASE}/:measure/updates/${word}`, async (request: AtMeasure, reply) => {
      const entered = await enterPlan(ground, request)
      const measure = toTell(entered, request)
      const { id } = readForm(idForm, request.body)
      await takeBack(db, entered.actor, entered.view.plan.id, measure.id, id, back)
      return tellOn(
        request,
        reply,
        entered,
        `${measure.path}#told`,
        back ? () => removed(m.plans_update(), `${measure.path}/updates/restore`, { id }) : undefined,
      )
    })

  app.get(`${BASE}/:measure/edit`, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    return sendEditing(request, reply, entered, asIs(measureFlat(measureAt(entered, request.params.measure))))
  })

  app.post(`${BASE}/:measure/edit`, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const measure = measureAt(entered, request.params.measure)
    const { form, wrong } = readGoalForm(request.body, measureFields)
    const answer = await together(form, wrong, measureFlat(measure), (merged) =>
      changeMeasure(db, entered.actor, entered.view.plan.id, measure.id, measure.version, measureOf(merged)),
    )
    if (answer) return sendEditing(request, reply, entered, answer)
    return tellOn(request, reply, entered, measure.path)
  })

  app.post(`${BASE}/:measure/period`, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const measure = measureAt(entered, request.params.measure)
    try {
      await movePeriod(db, entered.actor, entered.view.plan.id, measure.id, readForm(periodForm, request.body))
    } catch (error) {
      const wrong =
        error instanceof Invalid ? error.fields : error instanceof Conflict ? { starts: 'plans_period_changed' } : null
      if (!wrong) throw error
      const period = { starts: typed(request, 'starts'), ends: typed(request, 'ends'), reason: typed(request, 'reason') }
      return sendEditing(request, reply, entered, { ...asIs(measureFlat(measure)), wrong }, period)
    }
    return tellOn(request, reply, entered, measure.path)
  })

  app.post(`${BASE}/:measure/owners`, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const measure = measureAt(entered, request.params.measure)
    try {
      const { owner, role } = readForm(ownerForm, request.body)
      await addOwner(db, entered.actor, entered.view.plan.id, measure.id, { ...owner, role })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendEditing(request, reply, entered, { ...asIs(measureFlat(measure)), wrong: error.fields })
    }
    return tellOn(request, reply, entered, `${measure.path}/edit#owners`)
  })

  app.post(`${BASE}/:measure/owners/remove`, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const measure = measureAt(entered, request.params.measure)
    const { id } = readForm(idForm, request.body)
    const gone = await removeOwner(db, entered.actor, entered.view.plan.id, measure.id, id)
    const owner = gone.organisationId ? `organisation:${gone.organisationId}` : `person:${gone.personId}`
    return tellOn(request, reply, entered, `${measure.path}/edit#owners`, () =>
      removed(m.plans_an_owner(), `${measure.path}/owners`, { owner, role: gone.role }),
    )
  })

  app.post(`${BASE}/:measure/move`, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const { id } = measureAt(entered, request.params.measure)
    await moveMeasure(db, entered.actor, entered.view.plan.id, id, readForm(toForm, request.body).to)
    return tellOn(request, reply, entered, `${entered.view.path}/edit#at-${id}`)
  })

  app.post(`${BASE}/:measure/remove`, async (request: AtMeasure, reply) => {
    const entered = await enterToEdit(ground, request)
    const { path, plan } = entered.view
    const { id, title } = measureAt(entered, request.params.measure)
    await removeMeasure(db, entered.actor, plan.id, id)
    return tellOn(request, reply, entered, `${path}/edit`, () =>
      removed(pick(title, localeNow())?.text ?? '', `${path}/measures/restore`, { id }),
    )
  })

  /** An update that could not be taken comes back as it was sent. */
  async function sendAgain(request: AtMeasure, reply: FastifyReply, entered: AtPlan, wrong: Wrong, status = 422) {
    const measure = measureAt(entered, request.params.measure)
    const typing = { text: typed(request, 'text'), status: typed(request, 'status'), progress: typed(request, 'progress') }
    return sendForm(ground, request, reply, entered, { ...(await measurePage(entered, measure, typing, wrong)), status })
  }

  async function measurePage(
    entered: AtPlan,
    measure: ReturnType<typeof measureAt>,
    typing: Readonly<Record<'text' | 'status' | 'progress', string>>,
    wrong: Wrong,
  ) {
    const { actor, network, view, mayEdit } = entered
    const updates = await listUpdates(db, actor, [measure.id])
    const links = await listLinks(db, actor, network, view.plan.id, measure.id)
    const actions = await listActions(db, actor, network, { measureId: measure.id })
    return {
      title: (locale = localeNow()) => `${measure.number} ${pick(measure.title, locale)?.text ?? ''}`,
      body: () => (
        <MeasurePage
          {...{ network, view, measure, updates, links, actions, mayEdit }}
          mayTell={tells(entered, measure)}
          telling={{ ...typing, ...wrongs(wrong) }}
        />
      ),
    }
  }

  async function sendEditing(
    request: AtMeasure,
    reply: FastifyReply,
    entered: AtPlan,
    answer: Answer,
    period?: EditMeasureProps['period'],
  ) {
    const { actor, network, view } = entered
    const measure = measureAt(entered, request.params.measure)
    const organisations = await listOrganisations(db, actor, network.id)
    const members = await listMembers(db, actor, network.id)
    const people = members.map((one) => ({ id: one.personId, name: one.name }))
    const goalName = (id: string) => {
      const found = view.goals.find((one) => one.id === id)
      return found ? `${found.number} ${pick(found.title, localeNow())?.text ?? ''}` : ''
    }
    return sendForm(ground, request, reply, entered, {
      title: () => m.plans_edit_measure({ number: measure.number }),
      status: statusOfAnswer(answer),
      body: () => (
        <EditMeasurePage
          view={view}
          measure={measure}
          possible={{ organisations, people }}
          period={period ?? { starts: measure.starts ?? '', ends: measure.ends ?? '', reason: '' }}
          {...formProps(answer, view.plan.locale, goalName)}
        />
      ),
    })
  }
}

/** A measure for those who may tell of it. @throws Refused */
function toTell(entered: AtPlan, request: AtMeasure) {
  const measure = measureAt(entered, request.params.measure)
  if (!tells(entered, measure)) throw new Refused('plans_only_owners')
  return measure
}

const typed = (request: FastifyRequest, name: string): string => {
  const value = (request.body as Record<string, unknown> | null)?.[name]
  return typeof value === 'string' ? value : ''
}
