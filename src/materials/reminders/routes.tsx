/** `/{network}/{meeting}/desk/remind`: choosing, looking, sending. For organisers; every step without script. */
import type { FastifyReply } from 'fastify'
import { type Entered, enterToEdit } from '#meeting/reads.ts'
import { type At, tellOn } from '#meeting/settings/routes.tsx'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { withoutSecretLinks } from '#platform/mail/rules.ts'
import { m } from '#platform/words/words.ts'
import { choiceForm, remindForm } from './forms.ts'
import { personalLetter } from './mails.tsx'
import { RemindPage } from './pages/remind.tsx'
import { readReminding } from './reads.ts'
import type { Receiver } from './rules.ts'
import { stoppingRoutes } from './stopping/routes.tsx'
import { remind } from './writes.ts'

export function remindersRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/:network/:meeting/desk/remind', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    return sendRemind(request, reply, entered, readForm(choiceForm, request.query), {})
  })

  app.post('/:network/:meeting/desk/remind', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { actor, meeting, base } = entered
    try {
      const { to, note } = readForm(remindForm, request.body)
      const count = await remind(ground, actor, meeting.id, { chosen: to, note }, personalLetter(ground))
      return tellOn(request, reply, entered, `${base}/desk`, () =>
        count > 0 ? { tone: 'success', text: m.desk_sent({ count }) } : { tone: 'info', text: m.desk_sent_none() },
      )
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return sendRemind(request, reply, entered, readForm(choiceForm, request.body), error.fields)
    }
  })

  stoppingRoutes(app, ground)

  /** @param choice what was chosen so far; `wrong` says what stands in the way of sending it */
  async function sendRemind(
    request: At,
    reply: FastifyReply,
    { actor, network, meeting, base }: Entered,
    choice: { to: readonly string[] | null; item: number | null; note: string },
    wrong: Readonly<Record<string, string>>,
  ): Promise<FastifyReply> {
    const reminding = await readReminding(db, actor, meeting)
    const onItem = reminding.duties.filter((one) => choice.item === null || one.item.publicId === choice.item)
    const letterTo = (to: Receiver) => {
      const { subject, text } = personalLetter(ground)(meeting, to, choice.note)
      return { subject, text: withoutSecretLinks(text) }
    }
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.desk_remind_title()),
      network,
      robots: 'noindex',
      styles: ['forms', 'meeting', 'materials/desk'],
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      body: () => (
        <RemindPage
          meeting={meeting}
          base={base}
          reminding={reminding}
          chosen={choice.to ?? onItem.map((one) => one.speakerId)}
          note={choice.note}
          letterTo={letterTo}
          errors={fieldTexts(wrong)}
        />
      ),
    })
  }
}
