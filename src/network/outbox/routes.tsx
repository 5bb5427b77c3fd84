/** `/{network}/outbox` for a network's owners, `/outbox` for the operator. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { countMails, listMails, readMail } from '#platform/mail/reads.ts'
import { canDo, mailStates } from '#platform/mail/rules.ts'
import { sendAgain, sendFailedAgain, stopMail } from '#platform/mail/writes.ts'
import { m } from '#platform/words/words.ts'
import { type NetworkRow, networkBySlug } from '../reads.ts'
import { MailPage, OutboxPage } from './pages/outbox.tsx'
import { mayReadOutbox, textFor } from './rules.ts'

const PER_PAGE = 50

interface Here {
  readonly actor: Actor
  readonly network: NetworkRow | null
  readonly base: string
}

export function outboxRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const hasServer = ground.config.SMTP_URL !== null

  for (const base of ['/outbox', '/:network/outbox']) {
    app.get(base, async (request, reply) => list(request, reply, await enter(request)))
    app.get(`${base}/:mail`, async (request, reply) => one(request, reply, await enter(request)))
    app.post(`${base}/:mail/send`, async (request, reply) => {
      const here = await enter(request)
      await sendAgain(ground, here.actor, here.network?.id ?? null, idOf(request))
      return goOn(reply, `${here.base}/${idOf(request)}`, {
        tone: 'success',
        text: wordsFor(request, here.actor, () => m.network_outbox_queued()),
      })
    })
    app.post(`${base}/:mail/stop`, async (request, reply) => {
      const here = await enter(request)
      const at = `${here.base}/${idOf(request)}`
      await stopMail(db, here.actor, here.network?.id ?? null, idOf(request))
      return goOn(
        reply,
        at,
        wordsFor(request, here.actor, () => ({
          tone: 'success' as const,
          text: m.network_outbox_stopped(),
          undo: { action: `${at}/send`, label: m.shared_undo(), fields: {} },
        })),
      )
    })
  }

  // Of a network alone: the installation's own mails hold sign-in links, and those that failed have run out.
  app.post('/:network/outbox/send-failed', async (request, reply) => {
    const { actor, network, base } = await enter(request)
    const count = await sendFailedAgain(ground, actor, network!.id)
    return goOn(reply, base, {
      tone: 'success',
      text: wordsFor(request, actor, () => m.network_outbox_queued_all({ count })),
    })
  })

  async function enter(request: FastifyRequest): Promise<Here> {
    const { network: slug } = request.params as { network?: string }
    const network = slug ? await networkBySlug(db, slug) : null
    if (slug && !network) throw new NotFound()
    const actor = await actorOf(db, request, network ? { networkId: network.id } : {})
    if (mayReadOutbox(actor, network?.id ?? null) !== 'yes') throw new NotFound()
    return { actor, network, base: network ? `/${network.slug}/outbox` : '/outbox' }
  }

  async function list(request: FastifyRequest, reply: FastifyReply, { actor, network, base }: Here) {
    const { before, state } = request.query as { before?: unknown; state?: unknown }
    const only = mailStates.find((one) => one === state) ?? null
    const rows = await listMails(db, network?.id ?? null, {
      limit: PER_PAGE + 1,
      before: typeof before === 'string' ? before : undefined,
      state: only ?? undefined,
    })
    const mails = rows.slice(0, PER_PAGE)
    const older = `${base}?${new URLSearchParams({ ...(only && { state: only }), before: mails.at(-1)?.id ?? '' })}`
    const counted = await countMails(db, network?.id ?? null)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.network_outbox_title()),
      network,
      section: 'outbox',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => (
        <OutboxPage
          base={base}
          ofNetwork={network !== null}
          hasServer={hasServer}
          mails={mails}
          counts={mailStates.flatMap((one) => (counted[one] ? [{ state: one, count: counted[one] }] : []))}
          only={only}
          again={network !== null && hasServer && (counted.failed ?? 0) > 0}
          older={rows.length > PER_PAGE ? older : null}
        />
      ),
    })
  }

  async function one(request: FastifyRequest, reply: FastifyReply, { actor, network, base }: Here) {
    const mail = await readMail(db, network?.id ?? null, idOf(request))
    if (!mail) throw new NotFound()
    const text = textFor(actor, mail, hasServer)
    return sendPage(ground, request, reply, actor, {
      title: mail.subject,
      network,
      section: 'outbox',
      robots: 'noindex',
      styles: ['forms', 'network'],
      body: () => <MailPage base={base} mail={mail} text={text} can={canDo(mail, hasServer)} />,
    })
  }
}

const idOf = (request: FastifyRequest): string => (request.params as { mail: string }).mail
