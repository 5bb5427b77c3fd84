/** `/{network}/{meeting}/notices`: for organisers. */
import { z } from 'zod'
import { enterToEdit } from '#meeting/reads.ts'
import { type At, tellOn } from '#meeting/settings/routes.tsx'
import { mayManage } from '#network/rules.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { withoutSecretLinks } from '#platform/mail/rules.ts'
import { m } from '#platform/words/words.ts'
import { listNotices } from '../composer/reads.ts'
import { digestLetter } from '../digest/mails.tsx'
import { dueAt } from '../gathering/rules.ts'
import { holdBack } from '../news/writes.ts'
import { WaitingPage } from './pages/waiting.tsx'
import { readWaiting } from './reads.ts'
import { sendNow } from './writes.ts'

const idForm = z.object({ id: z.uuid() })

export function waitingRoutes(app: App, ground: Ground): void {
  const { db, config, secret } = ground

  app.get('/:network/:meeting/notices', async (request: At, reply) => {
    const { actor, network, meeting } = await enterToEdit(ground, request)
    const waiting = await readWaiting(db, actor, meeting)
    const { sample, news } = waiting
    const letters = await listNotices(db, actor, { network, meeting })
    const [first, last] = [news[0], news.at(-1)]
    const letter = sample && digestLetter(sample.to, sample.tidings, { baseUrl: config.baseUrl, secret })
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.letters_title()),
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms', 'meeting', 'notices'],
      body: () => (
        <WaitingPage
          {...waiting}
          letters={letters}
          letter={letter && { subject: letter.subject, text: withoutSecretLinks(letter.text) }}
          quietMinutes={network.quietMinutes}
          goesAt={first && last ? dueAt({ first: first.at, last: last.at }, network.quietMinutes).toString() : null}
          outbox={mayManage(actor) === 'yes' ? `/${network.slug}/outbox` : null}
        />
      ),
    })
  })

  app.post('/:network/:meeting/notices/send', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { receivers } = await readWaiting(db, entered.actor, entered.meeting)
    await sendNow(
      ground,
      entered.actor,
      entered.meeting,
      receivers.map((one) => one.follower.id),
    )
    return tellOn(request, reply, entered, `${entered.base}/notices`, () => ({
      tone: 'success',
      text: m.notices_sending({ count: receivers.length }),
    }))
  })

  app.post('/:network/:meeting/notices/hold', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    const { id } = readForm(idForm, request.body)
    await holdBack(db, entered.actor, entered.meeting, id, true)
    return tellOn(request, reply, entered, `${entered.base}/notices`, () => ({
      tone: 'success',
      text: m.notices_held(),
      undo: { action: `${entered.base}/notices/let-out`, label: m.shared_undo(), fields: { id } },
    }))
  })

  app.post('/:network/:meeting/notices/let-out', async (request: At, reply) => {
    const entered = await enterToEdit(ground, request)
    await holdBack(db, entered.actor, entered.meeting, readForm(idForm, request.body).id, false)
    return tellOn(request, reply, entered, `${entered.base}/notices`, () => ({ tone: 'info', text: m.notices_let_out() }))
  })
}
