/** `/s/{token}/stop`: the way out of reminders, for people and for their mail programs. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { visitor } from '#actor.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { StopPage, type StopProps, StoppedPage } from './pages/stop.tsx'
import { holderOf } from './reads.ts'
import { wantReminders } from './writes.ts'

type WithToken = FastifyRequest<{ Params: { token: string } }>

/** As many as mail programs behind one address may need. */
const mailed = { secretAddress: true, rateLimit: { max: 300, timeWindow: '10 minutes' } }

export function stoppingRoutes(app: App, ground: Ground): void {
  const { db, secret } = ground

  app.get('/s/:token/stop', async (request: WithToken, reply) => {
    const { title } = await holderOf(db, secret, request.params.token)
    return show(request, reply, m.desk_stop_title, StopPage, title)
  })

  /** RFC 8058: a mail program posts here by itself, with no cookie and no page before. */
  app.post('/s/:token/stop', { config: mailed }, async (request: WithToken, reply) => {
    const holder = await holderOf(db, secret, request.params.token)
    await wantReminders(db, holder, false)
    return show(request, reply, m.desk_stopped_title, StoppedPage, holder.title)
  })

  app.post('/s/:token/resume', async (request: WithToken, reply) => {
    const { token } = request.params
    await wantReminders(db, await holderOf(db, secret, token), true)
    return goOn(reply, `/s/${token}`, {
      tone: 'success',
      text: inLocale(localeOf(request, null), () => m.desk_resumed()),
    })
  })

  function show(
    request: WithToken,
    reply: FastifyReply,
    name: () => string,
    Body: (props: StopProps) => preact.JSX.Element,
    title: StopProps['title'],
  ) {
    // The address is the key: it goes to nobody else with the links on the page.
    return sendPage(ground, request, reply.header('referrer-policy', 'same-origin'), visitor(), {
      title: inLocale(localeOf(request, null), name),
      robots: 'noindex',
      body: () => <Body base={`/s/${request.params.token}`} title={title} />,
    })
  }
}
