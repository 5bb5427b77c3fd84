/** Following with a click or by a confirmed address; what one follows, for a person and by the link in a mail. GET changes nothing. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ComponentChildren } from 'preact'
import { type Actor, actorOf } from '#actor.ts'
import { type NetworkRow, networkById, networkBySlug } from '#network/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { queueMail } from '#platform/mail/writes.ts'
import { pick } from '#platform/words/text.ts'
import { localeNow, m } from '#platform/words/words.ts'
import { confirmLink, followerOf, type Wanted, wantedOf } from '../link/rules.ts'
import { askForm, hourForm, ownForm, wantedForm } from './forms.ts'
import { confirmLetter } from './mails.tsx'
import { ConfirmPage, FollowPage } from './pages/follow.tsx'
import { DeadLinkPage, FollowingPage, StopPage, StoppedPage } from './pages/following.tsx'
import { type Followed, type FollowerRow, findFollowed, followerById, followingOf, readerOf, readFollowing } from './reads.ts'
import { addressFollower, chooseHour, confirm, followIt, stopAll, stopOne, unfollowIt } from './writes.ts'

type InNetwork = FastifyRequest<{ Params: { network: string } }>
type WithLink = FastifyRequest<{ Params: { link: string } }>
type WithWish = FastifyRequest<{ Params: { wish: string } }>

const perVisitor = { rateLimit: { max: 60, timeWindow: '10 minutes' } }
const mailed = { secretAddress: true, rateLimit: { max: 300, timeWindow: '10 minutes' } }

export function followingRoutes(app: App, ground: Ground): void {
  const { db, secret, config } = ground
  const perAddress = app.createRateLimit({
    max: 5,
    timeWindow: '15 minutes',
    keyGenerator: (request) =>
      `follow ${String((request.body as { email?: unknown } | undefined)?.email)
        .trim()
        .toLowerCase()}`,
  })

  app.get('/:network/follow', async (request: InNetwork, reply) => {
    const entered = await enter(request, request.query)
    return followPage(request, reply, entered, '')
  })

  app.post('/:network/follow', { config: perVisitor }, async (request: InNetwork, reply) => {
    const entered = await enter(request, request.body)
    const { actor, network, subject } = entered
    if (actor.person) {
      await followIt(db, actor, network, subject)
      return goOn(reply, subject.path, {
        tone: 'success',
        ...wordsFor(request, actor, () => ({
          text: m.notices_followed({ title: titleOf(subject) }),
          undo: { action: `/${network.slug}/unfollow`, label: m.shared_undo(), fields: fieldsOf(subject) },
        })),
      })
    }
    // The button on a shared page is the same for all; who is not signed in says where the mail shall go.
    const given = request.body as { email?: unknown } | undefined
    if (given?.email === undefined)
      return reply.redirect(`/${network.slug}/follow?${new URLSearchParams(fieldsOf(subject)).toString()}`, 303)
    try {
      const { email } = readForm(askForm, request.body)
      const limit = await perAddress(request)
      if (!limit.isAllowed && limit.isExceeded) throw new Invalid({ email: 'people_too_often_address' })
      await ask(request, entered, email)
      // The same words whether the address is known or not.
      return goOn(reply, subject.path, { tone: 'info', text: wordsFor(request, actor, () => m.notices_asked({ email })) })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return followPage(request, reply, entered, String(given.email), error)
    }
  })

  app.post('/:network/unfollow', async (request: InNetwork, reply) => {
    const network = await networkBySlug(db, request.params.network)
    if (!network) throw new NotFound()
    const actor = await actorOf(db, request, { networkId: network.id })
    const wanted = readForm(wantedForm, request.body)
    await unfollowIt(db, actor, network.id, wanted)
    const subject = await findFollowed(db, network, wanted, (meetingId) =>
      actorOf(db, request, { networkId: network.id, meetingId }),
    )
    return goOn(reply, subject?.path ?? `/${network.slug}`, {
      tone: 'info',
      ...wordsFor(request, actor, () => ({
        text: m.notices_unfollowed(),
        ...(subject && {
          undo: { action: `/${network.slug}/follow`, label: m.shared_undo(), fields: fieldsOf(subject) },
        }),
      })),
    })
  })

  app.get('/following/confirm/:wish', async (request: WithWish, reply) => {
    const wish = await wishOf(request)
    if (!wish) return dead(request, reply)
    return show(
      request,
      reply,
      () => m.notices_follow(),
      () => <ConfirmPage action={pathOf(request)} subject={wish.subject} />,
    )
  })

  app.post('/following/confirm/:wish', { config: mailed }, async (request: WithWish, reply) => {
    const wish = await wishOf(request)
    if (!wish) return dead(request, reply)
    const actor = await actorOf(db, request)
    await confirm(db, actor, wish.follower, wish.wanted)
    const text = wordsFor(request, actor, () => m.notices_followed({ title: titleOf(wish.subject) }))
    return goOn(reply, wish.subject.path, { tone: 'success', text })
  })

  app.get('/me/following', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) return reply.redirect('/sign-in?to=/me/following', 303)
    const all = await followingOf(db, actor.person.id)
    return show(
      request,
      reply,
      () => m.notices_following_title(),
      () => <FollowingPage all={all} base="/me/following" />,
    )
  })

  app.get('/following/:link', async (request: WithLink, reply) => {
    const follower = await bearer(request)
    const following = follower && (await readFollowing(db, follower))
    if (!following) return dead(request, reply)
    return show(
      request,
      reply,
      () => m.notices_following_title(),
      () => <FollowingPage all={[following]} base={`/following/${request.params.link}`} />,
    )
  })

  app.get('/following/:link/stop', async (request: WithLink, reply) => {
    const follower = await bearer(request)
    const network = follower && (await networkById(db, follower.networkId))
    if (!network) return dead(request, reply)
    return show(
      request,
      reply,
      () => m.notices_stop_title(),
      () => <StopPage action={pathOf(request)} network={pick(network.name, localeNow())?.text ?? ''} />,
    )
  })

  /** RFC 8058: a mail program posts here by itself, with no cookie and no page before. */
  app.post('/following/:link/stop', { config: mailed }, async (request: WithLink, reply) => {
    const follower = await bearer(request)
    const network = follower && (await networkById(db, follower.networkId))
    if (!network) return dead(request, reply)
    await stopAll(db, await actorOf(db, request), follower)
    return show(
      request,
      reply,
      () => m.notices_stopped_title(),
      () => <StoppedPage network={{ slug: network.slug, name: pick(network.name, localeNow())?.text ?? '' }} />,
    )
  })

  // The same acts on one's own page and on the page that a mailed link opens; only who may is found differently.
  for (const base of ['/me/following', '/following/:link'] as const) {
    app.post(`${base}/stop-one`, async (request, reply) => {
      const { actor, follower, home } = await holder(request)
      await stopOne(db, actor, follower, readForm(wantedForm, request.body))
      return goOn(reply, home, { tone: 'info', text: wordsFor(request, actor, () => m.notices_unfollowed()) })
    })
    app.post(`${base}/hour`, async (request, reply) => {
      const { actor, follower, home } = await holder(request)
      await chooseHour(db, actor, follower, readForm(hourForm, request.body).hour)
      return goOn(reply, home, { tone: 'success', text: wordsFor(request, actor, () => m.notices_hour_saved()) })
    })
  }
  app.post('/me/following/stop', async (request, reply) => {
    const { actor, follower, home } = await holder(request)
    await stopAll(db, actor, follower)
    return goOn(reply, home, { tone: 'info', text: wordsFor(request, actor, () => m.notices_stopped_title()) })
  })

  interface Entered {
    readonly actor: Actor
    readonly network: NetworkRow
    readonly subject: Followed
  }

  /** @throws NotFound alike when there is no such thing to follow and when it is not for them */
  async function enter(request: InNetwork, given: unknown): Promise<Entered> {
    const network = await networkBySlug(db, request.params.network)
    const wanted = wantedForm.safeParse(given)
    if (!network || !wanted.success) throw new NotFound()
    const subject = await findFollowed(db, network, wanted.data, (meetingId) =>
      actorOf(db, request, { networkId: network.id, meetingId }),
    )
    if (!subject) throw new NotFound()
    return { actor: await actorOf(db, request, { networkId: network.id }), network, subject }
  }

  async function ask(request: FastifyRequest, { actor, network, subject }: Entered, email: string): Promise<void> {
    await inTransaction(db, async (tx) => {
      const follower = await addressFollower(tx, network, email, localeOf(request, null))
      const href = config.baseUrl + confirmLink(secret, follower, subject)
      const letter = confirmLetter(localeOf(request, null), subject, href)
      await queueMail(ground, tx, { networkId: network.id, to: email, kind: 'follow', ...letter })
      const about = { kind: 'follower', id: follower.id }
      await record(tx, actor, { networkId: network.id, action: 'follow.asked', about, raises: [] })
    })
  }

  /** Whose link it is, while it holds. */
  async function bearer(request: WithLink): Promise<FollowerRow | null> {
    const signed = followerOf(secret, request.params.link)
    const row = signed && (await followerById(db, signed.id))
    return row?.linkVersion === signed?.linkVersion ? row : null
  }

  /** What a link confirms: as long as that is for whoever follows. */
  async function wishOf(request: WithWish): Promise<{ follower: FollowerRow; wanted: Wanted; subject: Followed } | null> {
    const signed = wantedOf(secret, request.params.wish)
    const follower = signed && (await followerById(db, signed.id))
    if (!follower || follower.linkVersion !== signed.linkVersion) return null
    const network = await networkById(db, follower.networkId)
    const as = (meetingId: string) => readerOf(db, follower, { networkId: follower.networkId, meetingId })
    const subject = network && (await findFollowed(db, network, signed.wanted, as))
    return subject ? { follower, wanted: signed.wanted, subject } : null
  }

  async function holder(request: FastifyRequest): Promise<{ actor: Actor; follower: FollowerRow; home: string }> {
    const actor = await actorOf(db, request)
    const { link } = request.params as { link?: string }
    if (link !== undefined) {
      const follower = await bearer(request as WithLink)
      if (!follower) throw new NotFound()
      return { actor, follower, home: `/following/${link}` }
    }
    const form = ownForm.safeParse(request.body)
    const follower = form.success ? await followerById(db, form.data.follower) : null
    if (!actor.person || follower?.personId !== actor.person.id) throw new NotFound()
    return { actor, follower, home: '/me/following' }
  }

  async function followPage(request: FastifyRequest, reply: FastifyReply, entered: Entered, email: string, invalid?: Invalid) {
    const { actor, network, subject } = entered
    const error = fieldTexts(invalid?.fields ?? {}).email
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.notices_follow_title({ title: titleOf(subject) })),
      status: invalid ? 422 : 200,
      network,
      section: 'home',
      robots: 'noindex',
      styles: ['forms'],
      body: () => (
        <FollowPage network={network.slug} subject={subject} signedIn={actor.person !== null} email={email} error={error} />
      ),
    })
  }

  async function show(
    request: FastifyRequest,
    reply: FastifyReply,
    title: () => string,
    body: () => ComponentChildren,
    status = 200,
  ): Promise<FastifyReply> {
    const actor = await actorOf(db, request)
    const words = wordsFor(request, actor, title)
    return sendPage(ground, request, reply, actor, { title: words, status, robots: 'noindex', styles: ['forms'], body })
  }

  /** Gone, in words for people: the address was right once. */
  const dead = (request: FastifyRequest, reply: FastifyReply) =>
    show(
      request,
      reply,
      () => m.notices_dead_title(),
      () => <DeadLinkPage />,
      410,
    )
}

const fieldsOf = ({ kind, subjectId }: Wanted): Record<string, string> => ({ kind, subjectId })
const titleOf = (subject: Followed) => pick(subject.title, localeNow())?.text ?? ''
const pathOf = (request: FastifyRequest) => request.url.split('?')[0] ?? '/'
