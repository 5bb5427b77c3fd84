/** `/{network}/{meeting}/desk/remind`: choosing, looking, sending. For organisers; every step without script. */
import type { FastifyReply } from 'fastify'
import { type Entered, enterToEdit } from '#meeting/reads.ts'
import { idForm } from '#meeting/settings/forms.ts'
import { type At, tellOn } from '#meeting/settings/routes.tsx'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { withoutSecretLinks } from '#platform/mail/rules.ts'
import { sendAgain, stopMail } from '#platform/mail/writes.ts'
import { m } from '#platform/words/words.ts'
import { choiceForm, remindForm } from './forms.ts'
import { personalLetter } from './mails.tsx'
import { RemindPage } from './pages/remind.tsx'
import { madeOf, readReminding } from './reads.ts'
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

  app.post('/:network/:meeting/desk/mail/stop', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const id = await ownMail(request, entered)
    await stopMail(db, entered.actor, entered.network.id, id)
    return tellOn(request, reply, entered, `${entered.base}/desk`, () => ({
      tone: 'success',
      text: m.network_outbox_stopped(),
      undo: { action: `${entered.base}/desk/mail/send`, label: m.shared_undo(), fields: { id } },
    }))
  })

  app.post('/:network/:meeting/desk/mail/send', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await sendAgain(ground, entered.actor, entered.network.id, await ownMail(request, entered))
    return tellOn(request, reply, entered, `${entered.base}/desk`, () => ({ tone: 'success', text: m.network_outbox_queued() }))
  })

  stoppingRoutes(app, ground)

  /** The outbox is the owners'; of it an organiser has the reminders of the meeting. @throws NotFound for any other mail */
  async function ownMail(request: At, { meeting }: Entered): Promise<string> {
    const { id } = readForm(idForm, request.body)
    if ((await madeOf(db, id))?.meetingId !== meeting.id) throw new NotFound()
    return id
  }

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
