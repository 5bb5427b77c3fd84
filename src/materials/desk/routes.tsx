/** `/{network}/{meeting}/desk`: how far everything has come, and what to do next. For organisers. */
import type { FastifyReply } from 'fastify'
import { readCarrying } from '#matters/carrying/reads.ts'
import { type Entered, enterToEdit } from '#meeting/reads.ts'
import { type At, tellOn } from '#meeting/settings/routes.tsx'
import { mayManage } from '#network/rules.ts'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { canDo } from '#platform/mail/rules.ts'
import { m } from '#platform/words/words.ts'
import { countWaiting } from '#questions/reads.ts'
import { countOpen } from '../proposals/reads.ts'
import { planForm } from '../reminders/forms.ts'
import { personalLetter } from '../reminders/mails.tsx'
import { sentOf } from '../reminders/reads.ts'
import { remindersRoutes } from '../reminders/routes.tsx'
import { savePlan } from '../reminders/writes.ts'
import { speakerLink } from '../speakerlink/rules.ts'
import { DeskPage } from './pages/desk.tsx'
import { readDesk } from './reads.ts'

export function deskRoutes(app: App, ground: Ground): void {
  const { db, config, secret } = ground

  app.get('/:network/:meeting/desk', async (request: At, reply) =>
    sendDesk(request, reply, await enterToEdit(ground, request), null),
  )

  app.post('/:network/:meeting/desk/plan', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { actor, meeting, base } = entered
    try {
      const { days } = readForm(planForm, request.body)
      const before = await savePlan(db, actor, meeting.id, days)
      return tellOn(request, reply, entered, `${base}/desk`, () => ({
        tone: 'success',
        text: days.length > 0 ? m.desk_plan_saved() : m.desk_plan_stopped(),
        undo: { action: `${base}/desk/plan`, label: m.shared_undo(), fields: { days: before.join(', ') } },
      }))
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const typed = (request.body as { days?: unknown } | undefined)?.days
      return sendDesk(request, reply, entered, { days: typeof typed === 'string' ? typed : '', fields: error.fields })
    }
  })

  remindersRoutes(app, ground)

  async function sendDesk(
    request: At,
    reply: FastifyReply,
    { actor, network, meeting }: Entered,
    wrong: { days: string; fields: Readonly<Record<string, string>> } | null,
  ): Promise<FastifyReply> {
    const desk = await readDesk(db, actor, meeting)
    const sent = (await sentOf(db, meeting.id)).map((one) => ({ ...one, can: canDo(one, config.SMTP_URL !== null) }))
    const carried = (await readCarrying(db, actor, network, meeting)).open.length
    const undecided = { proposals: await countOpen(db, meeting.id), inputs: await countWaiting(db, meeting.id), carried }
    const [first] = desk.receivers
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.desk_title()),
      network,
      robots: 'noindex',
      styles: ['forms', 'meeting', 'materials/desk'],
      islands: true,
      status: wrong ? 422 : 200,
      body: () => (
        <DeskPage
          desk={desk}
          undecided={undecided}
          subject={first ? personalLetter(ground)(meeting, first, '').subject : null}
          linkOf={(duty) => config.baseUrl + speakerLink(secret, { id: duty.speakerId, linkVersion: duty.linkVersion })}
          sent={sent}
          outbox={mayManage(actor) === 'yes' ? `/${network.slug}/outbox` : null}
          hasServer={config.SMTP_URL !== null}
          wrong={wrong && { days: wrong.days, text: fieldTexts(wrong.fields)['days'] ?? '' }}
        />
      ),
    })
  }
}
