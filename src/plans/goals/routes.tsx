/** Adding, changing, moving and taking away goals. For organisers. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { idForm } from '#meeting/settings/forms.ts'
import { type Answer, asIs, statusOfAnswer, together } from '#meeting/settings/routes.tsx'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { formProps, sendEdit } from '../edit/routes.tsx'
import { type At, type AtPlan, enterToEdit, goalOf as goalAt } from '../entry/reads.ts'
import { removed, sendForm, tellOn } from '../entry/routes.tsx'
import { planFlat } from '../forms.ts'
import type { GoalView } from '../reads.ts'
import { addForm, goalFlat, goalOf, readGoalForm, toForm } from './forms.ts'
import { EditGoalPage } from './pages/goal.tsx'
import { addGoal, changeGoal, moveGoal, removeGoal, restoreGoal } from './writes.ts'

type AtGoal = At<{ goal: string }>

export function goalRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.post('/:network/plans/:plan/goals', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { plan, path } = entered.view
    try {
      const { title } = readForm(addForm, request.body)
      const { id } = await addGoal(db, entered.actor, plan.id, { [plan.locale]: title })
      // On to its first measure: whoever writes by keyboard goes on where they were.
      return tellOn(request, reply, entered, `${path}/edit#add-${id}`)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const text = String((request.body as { title?: unknown }).title ?? '')
      const adding = { field: 'add-goal', text, wrong: error.fields.title ?? 'plans_title_missing' }
      return sendEdit(ground, request, reply, entered, asIs(planFlat(plan)), adding)
    }
  })

  app.post('/:network/plans/:plan/goals/restore', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await restoreGoal(db, entered.actor, entered.view.plan.id, readForm(idForm, request.body).id)
    return tellOn(request, reply, entered, `${entered.view.path}/edit`)
  })

  app.get('/:network/plans/:plan/goals/:goal/edit', async (request: AtGoal, reply) => {
    const entered = await enterToEdit(ground, request)
    const goal = goalAt(entered, request.params.goal)
    return sendGoal(request, reply, entered, goal, asIs(goalFlat(goal)))
  })

  app.post('/:network/plans/:plan/goals/:goal/edit', async (request: AtGoal, reply) => {
    const entered = await enterToEdit(ground, request)
    const { view, actor } = entered
    const goal = goalAt(entered, request.params.goal)
    const { form, wrong } = readGoalForm(request.body)
    const answer = await together(form, wrong, goalFlat(goal), (merged) =>
      changeGoal(db, actor, view.plan.id, goal.id, goal.version, goalOf(merged)),
    )
    if (answer) return sendGoal(request, reply, entered, goal, answer)
    return tellOn(request, reply, entered, `${view.path}/edit`)
  })

  app.post('/:network/plans/:plan/goals/:goal/move', async (request: AtGoal, reply) => {
    const entered = await enterToEdit(ground, request)
    const { id } = goalAt(entered, request.params.goal)
    await moveGoal(db, entered.actor, entered.view.plan.id, id, readForm(toForm, request.body).to)
    return tellOn(request, reply, entered, `${entered.view.path}/edit#at-${id}`)
  })

  app.post('/:network/plans/:plan/goals/:goal/remove', async (request: AtGoal, reply) => {
    const entered = await enterToEdit(ground, request)
    const { path, plan } = entered.view
    const { id, title } = goalAt(entered, request.params.goal)
    await removeGoal(db, entered.actor, plan.id, id)
    return tellOn(request, reply, entered, `${path}/edit`, () =>
      removed(pick(title, localeNow())?.text ?? '', `${path}/goals/restore`, { id }),
    )
  })

  const sendGoal = (request: FastifyRequest, reply: FastifyReply, entered: AtPlan, goal: GoalView, answer: Answer) =>
    sendForm(ground, request, reply, entered, {
      title: () => m.plans_edit_goal({ number: goal.number }),
      status: statusOfAnswer(answer),
      body: () => <EditGoalPage view={entered.view} goal={goal} {...formProps(answer, entered.view.plan.locale)} />,
    })
}
