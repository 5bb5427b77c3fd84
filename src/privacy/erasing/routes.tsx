/** Erasing oneself, confirmed by typing and by mail; and erasing somebody who asked an owner or the operator for it. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf, personActor } from '#actor.ts'
import { type NetworkRow, networkBySlug } from '#network/reads.ts'
import { mayMakeNetworks, mayManage } from '#network/rules.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { SESSION_COOKIE } from '#platform/http/pagecache.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { queueMail } from '#platform/mail/writes.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { hereById } from '#registration/entry/reads.ts'
import { teller } from '#registration/mails.tsx'
import { seek } from '../seeking/reads.ts'
import type { Somebody } from '../seeking/rules.ts'
import { addressForm, typedForm } from './forms.ts'
import { erasedBy, eraseLink } from './link/rules.ts'
import { eraseLetter } from './mails.tsx'
import { AskedErasePage, ConfirmErasePage, OthersErasePage, OwnErasePage, type Shown } from './pages/erase.tsx'
import { countBefore } from './reads.ts'
import { mayErase } from './rules.ts'
import { erase } from './writes.ts'

const STYLES = ['forms', 'people']
const seldom = { rateLimit: { max: 20, timeWindow: '10 minutes' } }

/** An owner in their network; the operator in all of them (then without one). */
interface Office {
  readonly actor: Actor
  readonly network: NetworkRow | null
  readonly base: string
}

export function erasingRoutes(app: App, ground: Ground): void {
  const { db } = ground
  const hasServer = ground.config.SMTP_URL !== null

  app.get('/me/erase', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) return reply.redirect('/sign-in?to=/me/erase', 303)
    return ownPage(request, reply, actor)
  })

  app.post('/me/erase', { config: seldom }, async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) throw new NotFound()
    const whom = await known(actor.person.id)
    try {
      asTyped(request, whom)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return ownPage(request, reply, actor, error)
    }
    const may = mayErase(actor, whom)
    if (may !== 'yes') throw new Refused(may)
    // Without a mail server nobody gets a mail: whoever is signed in and has typed their address has said it twice.
    if (!hasServer) return gone(reply, await eraseNow(actor, whom, request))
    const locale = localeOf(request, actor.person.locale)
    const href = ground.config.baseUrl + eraseLink(ground.secret, actor.person.id, Temporal.Now.instant())
    const letter = eraseLetter(locale, actor.person.name, href)
    await inTransaction(db, (tx) => queueMail(ground, tx, { networkId: null, to: whom.email!, kind: 'erase', ...letter }))
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.people_sent_title()),
      robots: 'noindex',
      styles: STYLES,
      body: () => <AskedErasePage email={whom.email!} />,
    })
  })

  app.get<{ Params: { token: string } }>('/me/erase/:token', async (request, reply) => {
    const actor = await actorOf(db, request)
    const id = erasedBy(ground.secret, request.params.token, Temporal.Now.instant())
    const whom = id && (await seek(db, { personId: id }))
    const shown = whom ? await shownOf(request, await personActor(db, id), whom) : null
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.privacy_erase_title()),
      status: shown ? 200 : 410,
      robots: 'noindex',
      styles: STYLES,
      body: () => <ConfirmErasePage action={`/me/erase/${request.params.token}`} shown={shown} />,
    })
  })

  app.post<{ Params: { token: string } }>('/me/erase/:token', { config: seldom }, async (request, reply) => {
    const id = erasedBy(ground.secret, request.params.token, Temporal.Now.instant())
    const whom = id && (await seek(db, { personId: id }))
    if (!whom) throw new NotFound()
    return gone(reply, await eraseNow(await personActor(db, id), whom, request))
  })

  for (const path of ['/privacy/erase', '/:network/privacy/erase']) {
    app.get(path, async (request, reply) => othersPage(request, reply, await office(request)))

    app.post(path, { config: seldom }, async (request, reply) => {
      const at = await office(request)
      const { email } = readForm(addressForm, request.body)
      const whom = await visible(at, email)
      if (!whom) throw new NotFound()
      try {
        asTyped(request, whom)
      } catch (error) {
        if (!(error instanceof Invalid)) throw error
        return othersPage(request, reply, at, error)
      }
      await eraseNow(at.actor, whom, request)
      return goOn(reply, at.base, { tone: 'success', text: wordsFor(request, at.actor, () => m.privacy_erased_other()) })
    })
  }

  /** @throws NotFound for everybody but owners and the operator */
  async function office(request: FastifyRequest): Promise<Office> {
    const slug = (request.params as { network?: string }).network
    if (!slug) {
      const actor = await actorOf(db, request)
      if (mayMakeNetworks(actor) !== 'yes') throw new NotFound()
      return { actor, network: null, base: '/privacy/erase' }
    }
    const network = await networkBySlug(db, slug)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    if (mayManage(actor) !== 'yes') throw new NotFound()
    return { actor, network, base: `/${network.slug}/privacy/erase` }
  }

  /** Whom an office may know of: an owner nobody who is in other networks only. */
  async function visible({ actor, network }: Office, email: string): Promise<Somebody | null> {
    const whom = await seek(db, { email })
    if (!whom || network === null || actor.operator) return whom
    return whom.networks.some((one) => one.id === network.id) ? whom : null
  }

  async function known(personId: string): Promise<Somebody> {
    const whom = await seek(db, { personId })
    if (!whom) throw new NotFound()
    return whom
  }

  async function ownPage(request: FastifyRequest, reply: FastifyReply, actor: Actor, invalid?: Invalid) {
    const shown = await shownOf(request, actor, await known(actor.person!.id))
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.privacy_erase_title()),
      status: invalid ? 422 : 200,
      robots: 'noindex',
      styles: STYLES,
      body: () => (
        <OwnErasePage
          action="/me/erase"
          shown={shown}
          mailed={hasServer}
          typed={typedIn(request)}
          error={invalid && fieldTexts(invalid.fields).typed}
        />
      ),
    })
  }

  async function othersPage(request: FastifyRequest, reply: FastifyReply, at: Office, invalid?: Invalid) {
    const asked = { ...(request.query as object), ...(request.body as object) } as { email?: string }
    const address = String(asked.email ?? '')
    const parsed = address ? addressForm.safeParse(asked) : null
    const whom = parsed?.success ? await visible(at, parsed.data.email) : null
    const key =
      invalid?.fields['typed'] ??
      (parsed && !parsed.success ? 'people_email_wrong' : parsed && !whom ? 'privacy_erase_nobody' : null)
    const shown = whom && (await shownOf(request, at.actor, whom))
    return sendPage(ground, request, reply, at.actor, {
      title: wordsFor(request, at.actor, () => m.privacy_erase_others_title()),
      status: key ? 422 : 200,
      network: at.network,
      ...(at.network && { section: 'settings' as const }),
      robots: 'noindex',
      styles: STYLES,
      body: () => (
        <OthersErasePage
          action={at.base}
          network={at.network?.slug ?? null}
          address={address}
          shown={shown}
          typed={typedIn(request)}
          error={key ? fieldTexts({ typed: key }).typed : undefined}
        />
      ),
    })
  }

  async function shownOf(request: FastifyRequest, actor: Actor, whom: Somebody): Promise<Shown> {
    const may = mayErase(actor, whom)
    return {
      name: whom.name,
      email: whom.email ?? '',
      sharedNames: whom.sharedNames,
      before: await countBefore(db, whom),
      why: may === 'yes' ? null : wordsFor(request, actor, () => m[may]()),
    }
  }

  async function eraseNow(actor: Actor, whom: Somebody, request: FastifyRequest): Promise<string> {
    await erase(ground, actor, whom, async (tx: Tx, meetingId) => teller(ground, await hereById(tx, actor, meetingId)))
    return inLocale(localeOf(request, actor.person?.locale ?? null), () => m.privacy_erased_self())
  }

  /** Out, with nothing left behind in this browser either. */
  function gone(reply: FastifyReply, text: string) {
    reply.header('clear-site-data', '"storage"')
    reply.clearCookie(`${SESSION_COOKIE}_token`, { path: '/' })
    reply.clearCookie('samling_asked', { path: '/sign-in' })
    return goOn(reply, '/', { tone: 'success', text })
  }
}

/** @throws Invalid unless their address was typed */
function asTyped(request: FastifyRequest, whom: Somebody): void {
  const { typed } = readForm(typedForm, request.body)
  if (!whom.email || typed !== whom.email) throw new Invalid({ typed: 'privacy_erase_typed_wrong' })
}

const typedIn = (request: FastifyRequest): string => String((request.body as { typed?: unknown } | undefined)?.typed ?? '')
