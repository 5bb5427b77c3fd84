/** `/a/{token}`: what an owner without an account can do. Opening it changes nothing: mail scanners open links too. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { visitor } from '#actor.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { sendFile, takeForm } from '../files/routes.ts'
import { updateForm } from '../forms.ts'
import type { Back } from '../parts/updateform.tsx'
import { listUpdates } from '../reads.ts'
import { tellOf } from '../writes.ts'
import { GonePage, LinkPage } from './pages/action.tsx'
import { type Holder, openActionLink } from './reads.ts'

type WithToken = FastifyRequest<{ Params: { actionLink: string } }>

export function actionLinkRoutes(app: App, ground: Ground): void {
  const { db, secret } = ground

  app.get('/a/:actionLink', async (request: WithToken, reply) => show(request, reply))

  app.post('/a/:actionLink', async (request: WithToken, reply) => {
    const token = request.params.actionLink
    const holder = await open(token)
    if (!holder) return closed(request, reply)
    const { actor, network, one } = holder
    const { typed, file, wrong } = await takeForm(ground, request, network.id)
    const back = (errors: Record<string, string>): Back => ({ form: 'update', typed, errors })
    try {
      if (Object.keys(wrong).length > 0) throw new Invalid(wrong)
      await tellOf(ground, actor, network, one.id, readForm(updateForm, typed), 'link', file)
    } catch (error) {
      const texts = (fields: Readonly<Record<string, string>>) => inLocale(localeOf(request, null), () => fieldTexts(fields))
      if (error instanceof Invalid) return show(request, reply, { back: back(texts(error.fields)), status: 422 })
      if (error instanceof Conflict) return show(request, reply, { back: back({}), status: 409 })
      throw error
    }
    return goOn(reply, `/a/${token}`, {
      tone: 'success',
      text: inLocale(localeOf(request, null), () => m.actions_updated()),
    })
  })

  app.get(
    '/a/:actionLink/files/:told',
    async (request: FastifyRequest<{ Params: { actionLink: string; told: string } }>, reply) => {
      const { one } = await openActionLink(db, secret, request.params.actionLink)
      const updates = await listUpdates(db, [one.id])
      return sendFile(
        ground,
        request,
        reply,
        updates.find((update) => update.id === request.params.told),
      )
    },
  )

  /** Null when a link holds no more. */
  const open = (token: string): Promise<Holder | null> =>
    openActionLink(db, secret, token).catch((error) => {
      if (error instanceof NotFound) return null
      throw error
    })

  async function show(
    request: WithToken,
    reply: FastifyReply,
    again: { readonly back: Back; readonly status: number } | null = null,
  ) {
    const holder = await open(request.params.actionLink)
    if (!holder) return closed(request, reply)
    const { actor, network, one } = holder
    const updates = await listUpdates(db, [one.id])
    // Framed as for a visitor: the link lets them in to this page, and signs nobody in.
    return sendPage(ground, request, privately(reply), visitor({ networkId: network.id }), {
      title: inLocale(localeOf(request, null), () => m.actions_link_title()),
      network,
      styles: ['forms', 'actions'],
      robots: 'noindex',
      status: again?.status ?? 200,
      body: () => (
        <LinkPage
          base={`/a/${request.params.actionLink}`}
          name={actor.person?.name ?? ''}
          network={network}
          one={one}
          updates={updates}
          back={again?.back ?? null}
          conflict={again?.status === 409}
        />
      ),
    })
  }

  const closed = (request: WithToken, reply: FastifyReply) =>
    sendPage(ground, request, privately(reply), visitor(), {
      title: inLocale(localeOf(request, null), () => m.actions_link_gone()),
      robots: 'noindex',
      status: 404,
      body: () => <GonePage />,
    })
}

/** The address is the key: it goes to nobody else with the links on the page. */
const privately = (reply: FastifyReply): FastifyReply => reply.header('referrer-policy', 'same-origin')
