/** Sign in by a mailed link, sign out. GET changes nothing: the mailed link opens a page whose button acts. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { speakerLink } from '#materials/speakerlink/rules.ts'
import { listNetworks } from '#network/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import { Invalid, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { SESSION_COOKIE } from '#platform/http/pagecache.ts'
import { goOn, localeOf, type Notice } from '#platform/http/visit.ts'
import { queueMail } from '#platform/mail/writes.ts'
import { signature } from '#platform/signed.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { personByEmail } from '../reads.ts'
import { askForm, onwardForm, sampleForm } from './forms.ts'
import { signInLetter } from './mails.tsx'
import { DeadLinkPage, LinkPage, SentPage, SignInPage } from './pages/door.tsx'
import { linkOf, samplePeople, sampleSpeaker } from './reads.ts'
import { localPath, maySignInAsSample } from './rules.ts'
import { type Auth, linkPath } from './writes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null for visitors. */
    session: { id: string; token: string; personId: string } | null
  }
}

/** The address last asked for in this browser, so that nobody types it twice. Signed, a day. */
const ASKED_COOKIE = 'samling_asked'
/** Asking takes at least this long, known address or not: how long it takes must not tell. */
const ASKING_MS = 300

/** Wide enough for a hall of people behind one network address; what one mail address may get is counted on its own. */
const perVisitor = { rateLimit: { max: 300, timeWindow: '10 minutes' } }
const spending = { rateLimit: { max: 300, timeWindow: '10 minutes' } }

export function signInRoutes(app: App, ground: Ground, auth: Auth): void {
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request) => {
    if (request.headers.cookie?.includes(SESSION_COOKIE)) request.session = await auth.sessionOf(headersOf(request))
  })
  const perAddress = app.createRateLimit({
    max: 5,
    timeWindow: '15 minutes',
    // A sum of it: nobody's address stays in memory for having been asked for.
    keyGenerator: (request) => `to ${signature(ground.secret, 'sign-in limit', emailIn(request.body)).toString('base64url')}`,
  })

  app.get('/sign-in', async (request, reply) => {
    const { to, email } = readForm(onwardForm, request.query)
    return askPage(request, reply, { to, email: email || askedIn(request) })
  })

  app.post('/sign-in', { config: perVisitor }, async (request, reply) => {
    try {
      const { email, to } = readForm(askForm, request.body)
      const limit = await perAddress(request)
      if (!limit.isAllowed && limit.isExceeded) throw new Invalid({ email: 'people_too_often_address' })
      await atLeast(ASKING_MS, mailLink(request, email, to))
      reply.setCookie(ASKED_COOKIE, email, { path: '/sign-in', httpOnly: true, sameSite: 'lax', signed: true, maxAge: 86_400 })
      return reply.redirect(`/sign-in/sent?to=${encodeURIComponent(to)}`, 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const typed = request.body as { email?: string; to?: string } | undefined
      return askPage(request, reply, { to: localPath(typed?.to), email: String(typed?.email ?? ''), invalid: error })
    }
  })

  app.get('/sign-in/sent', async (request, reply) => {
    const { to } = readForm(onwardForm, request.query)
    const actor = await actorOf(ground.db, request)
    const email = askedIn(request) || null
    const title = inLocale(localeOf(request, null), () => m.people_sent_title())
    const hasServer = ground.config.SMTP_URL !== null
    return sendPage(ground, request, reply, actor, {
      title,
      robots: 'noindex',
      styles: ['forms', 'people'],
      body: () => <SentPage email={email} to={to} hasServer={hasServer} />,
    })
  })

  app.get<{ Params: { token: string } }>('/sign-in/link/:token', async (request, reply) => {
    const { token } = request.params
    const { to } = readForm(onwardForm, request.query)
    const link = await linkOf(ground.db, token)
    if (!link || link.expired) return deadLink(request, reply, { to, email: link?.email ?? askedIn(request) })
    const actor = await actorOf(ground.db, request)
    return sendPage(ground, request, reply, actor, {
      title: inLocale(localeOf(request, null), () => m.people_link_title()),
      robots: 'noindex',
      styles: ['forms', 'people'],
      body: () => <LinkPage token={token} to={to} email={link.email} />,
    })
  })

  app.post<{ Params: { token: string } }>('/sign-in/link/:token', { config: spending }, async (request, reply) => {
    const { to } = readForm(onwardForm, request.body)
    const link = await linkOf(ground.db, request.params.token)
    const welcome = await enter(request, reply, request.params.token)
    return welcome ? goOn(reply, to, welcome) : deadLink(request, reply, { to, email: link?.email ?? askedIn(request) })
  })

  app.post('/sign-in/sample', { config: spending }, async (request, reply) => {
    const { people } = await openSample(request)
    if (people.length === 0) throw new Refused('people_sample_closed')
    const { person, to } = readForm(sampleForm, request.body)
    const chosen = people.find((one) => one.id === person)
    if (!chosen?.email) throw new Refused('people_sample_closed')
    const welcome = await enter(request, reply, await auth.makeLinkToken(chosen.email))
    if (!welcome) throw new Refused('people_sample_closed')
    return goOn(reply, to, welcome)
  })

  app.post('/sign-out', async (request, reply) => {
    const actor = await actorOf(ground.db, request)
    reply.header('set-cookie', await auth.end(headersOf(request)))
    // The next person at this machine must not find what was written here.
    reply.header('clear-site-data', '"storage"')
    const text = inLocale(localeOf(request, actor.person?.locale ?? null), () => m.people_signed_out())
    return goOn(reply, '/', { tone: 'success', text })
  })

  async function askPage(request: FastifyRequest, reply: FastifyReply, form: { to: string; email: string; invalid?: Invalid }) {
    const actor = await actorOf(ground.db, request)
    const sample = await openSample(request)
    return sendPage(ground, request, reply, actor, {
      title: inLocale(localeOf(request, actor.person?.locale ?? null), () => m.people_sign_in_title()),
      status: form.invalid ? 422 : 200,
      robots: 'noindex',
      styles: ['forms', 'people'],
      body: () => (
        <SignInPage
          {...form}
          error={form.invalid && fieldTexts(form.invalid.fields).email}
          signedInAs={actor.person?.name ?? null}
          sample={sample}
        />
      ),
    })
  }

  async function deadLink(request: FastifyRequest, reply: FastifyReply, form: { to: string; email: string }) {
    const actor = await actorOf(ground.db, request)
    return sendPage(ground, request, reply, actor, {
      title: inLocale(localeOf(request, null), () => m.people_link_dead_title()),
      // Gone, in words for people: the address was right once.
      status: 410,
      robots: 'noindex',
      styles: ['forms', 'people'],
      body: () => <DeadLinkPage {...form} />,
    })
  }

  /** Mails a link if the address belongs to somebody; if not, nothing at all is written. */
  async function mailLink(request: FastifyRequest, email: string, to: string): Promise<void> {
    const person = await personByEmail(ground.db, email)
    if (!person) return
    const href = ground.config.baseUrl + linkPath(await auth.makeLinkToken(email), to)
    const letter = signInLetter(person.locale ?? localeOf(request, null), email, href)
    await inTransaction(ground.db, (tx) => queueMail(ground, tx, { networkId: null, to: email, kind: 'sign-in', ...letter }))
  }

  /** Spends a token and sets the cookies of a session. @returns what to say to whoever came in; null when the token is worth nothing */
  async function enter(request: FastifyRequest, reply: FastifyReply, token: string): Promise<Notice | null> {
    const cookies = await auth.spendLinkToken(token, headersOf(request))
    if (!cookies) return null
    const cookie = cookies.map((line) => line.split(';')[0]).join('; ')
    const session = await auth.sessionOf(new Headers({ cookie }))
    const actor = await actorOf(ground.db, { session })
    if (!actor.person) return null
    const { id, name } = actor.person
    await inTransaction(ground.db, (tx) =>
      record(tx, actor, { networkId: null, action: 'person.signed_in', about: { kind: 'person', id }, raises: [] }),
    )
    reply.header('set-cookie', cookies)
    return { tone: 'success', text: inLocale(localeOf(request, actor.person.locale), () => m.people_signed_in({ name })) }
  }

  async function openSample(request: FastifyRequest) {
    const { loopback, baseUrl, TRUST_PROXY } = ground.config
    const networks = await listNetworks(ground.db)
    const answer = maySignInAsSample({
      loopback,
      baseUrl,
      trustProxy: TRUST_PROXY,
      remoteAddress: request.socket.remoteAddress ?? '',
      headers: request.headers,
      networks,
    })
    if (answer !== 'yes') return { people: [], speaker: null }
    const [people, speaker] = await Promise.all([samplePeople(ground.db), sampleSpeaker(ground.db)])
    return { people, speaker: speaker && { name: speaker.name, href: speakerLink(ground.secret, speaker) } }
  }
}

const emailIn = (body: unknown) =>
  String((body as { email?: unknown } | undefined)?.email ?? '')
    .trim()
    .toLowerCase()

function askedIn(request: FastifyRequest): string {
  const raw = request.cookies[ASKED_COOKIE]
  return (raw && request.unsignCookie(raw).value) || ''
}

async function atLeast<T>(ms: number, work: Promise<T>): Promise<T> {
  const [done] = await Promise.all([work, new Promise((resolve) => setTimeout(resolve, ms))])
  return done
}

export const headersOf = (request: { headers: Record<string, string | string[] | undefined> }): Headers =>
  new Headers(Object.entries(request.headers).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)] as [string, string]])))
