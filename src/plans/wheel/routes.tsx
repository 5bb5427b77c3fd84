/** `/{network}/plans/{plan}/year/{yyyy}`. */
import { z } from 'zod'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { pick } from '#platform/words/text.ts'
import { inLocale, m } from '#platform/words/words.ts'
import type { At } from '../entry/reads.ts'
import { sendPlan } from '../entry/routes.tsx'
import { YearPage } from './pages/year.tsx'
import { meetingsIn } from './reads.ts'

const yearField = z
  .string()
  .regex(/^\d{4}$/)
  .transform(Number)
  .pipe(z.number().min(1900).max(2200))

export function wheelRoutes(app: App, ground: Ground): void {
  app.get('/:network/plans/:plan/year/:year', async (request: At<{ year: string }>, reply) => {
    const year = yearField.safeParse(request.params.year).data
    if (!year) throw new NotFound()
    return sendPlan(ground, request, reply, async ({ actor, network, view }, locale) => {
      const meetings = await meetingsIn(ground.db, actor, network, year)
      return {
        title: inLocale(locale, () => `${m.plans_year_of({ year })} · ${pick(view.plan.title, locale)?.text ?? ''}`),
        path: `${view.path}/year/${year}`,
        body: () => <YearPage view={view} year={year} meetings={meetings} />,
      }
    })
  })
}
