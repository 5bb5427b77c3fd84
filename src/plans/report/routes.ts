/** `/{network}/plans/{slug}/report/{year}.pdf` and `.docx`: what became of a plan in a year. */
import type { FastifyReply } from 'fastify'
import * as actions from '#actions/parts/words.ts'
import { dispositionOf, policyOf } from '#materials/download/rules.ts'
import { nameOf } from '#meeting/exports/rules.ts'
import { readLogoFile } from '#network/logo/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPublic } from '#platform/http/page.ts'
import { anywhereIn, meetingsOf, networkSubject, plansOf } from '#platform/live/subjects.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { type At as Asked, enterPlan, findPlan } from '../entry/reads.ts'
import * as said from '../parts/words.ts'
import { planDocx } from './formats/docx.ts'
import { planPdf } from './formats/pdf.ts'
import { type PlanWords, planSheet } from './formats/sheet.ts'
import { readReport } from './reads.ts'

type At = Asked<{ year: string }>

const forms = {
  pdf: { write: planPdf, mediaType: 'application/pdf' },
  docx: { write: planDocx, mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
}

const words: PlanWords = {
  ...said,
  linkName: (kind) =>
    ({
      item: m.plans_link_item,
      decision: m.plans_link_decision,
      action: m.plans_link_action,
      material: m.plans_link_material,
      meeting: m.plans_link_meeting,
    })[kind](),
  action: (one) => ({
    who: actions.ownersOf(one).join(', '),
    due: actions.dueOf(one) ?? '',
    status: actions.statusWords[one.status](),
  }),
}

export function planReportRoutes(app: App, ground: Ground): void {
  for (const ending of ['pdf', 'docx'] as const)
    app.get(`/:network/plans/:plan/report/:year.${ending}`, async (request: At, reply) => send(request, reply, ending))

  async function send(request: At, reply: FastifyReply, ending: keyof typeof forms): Promise<FastifyReply> {
    const { actor, network } = await findPlan(ground, request)
    const { year } = request.params
    if (!/^\d{4}$/.test(year)) throw new NotFound()
    const { write, mediaType } = forms[ending]
    return sendPublic(ground, request, reply, actor, {
      subjects: [networkSubject(network.id), plansOf(network.id), meetingsOf(network.id), anywhereIn(network.id)],
      render: async (locale) => {
        const { view } = await enterPlan(ground, request)
        const report = await readReport(ground.db, actor, network, view, Number(year))
        const sheet = inLocale(locale, () => planSheet(report, words, ground.config.baseUrl))
        return {
          body: await write(sheet, await readLogoFile(ground.files, network)),
          contentType: mediaType,
          headers: {
            'content-disposition': dispositionOf(mediaType, nameOf(sheet.name, view.plan.slug, ending)),
            link: `<${ground.config.baseUrl}${view.path}>; rel="canonical"`,
            'x-robots-tag': 'noindex',
            ...(ending === 'pdf' && { 'content-security-policy': policyOf(mediaType) }),
          },
        }
      },
    })
  }
}
