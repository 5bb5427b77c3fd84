/**
 * `/{network}/{meeting}/stage`, the big screen: for those who lead the meeting, and for a machine that was given the key.
 * `/chair/stage` is where the key is had, and where a chair says what is shown.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { actorOf } from '#actor.ts'
import { findMeeting, type MeetingRow, type NetworkRow } from '#meeting/reads.ts'
import { mayChair } from '#meeting/rules.ts'
import { networkBySlug } from '#network/reads.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { isUnchanged } from '#platform/http/pagecache.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { dateTime } from '#platform/words/dates.ts'
import { pick, spokenTo } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair } from '../entry/reads.ts'
import { acted } from '../entry/routes.tsx'
import type { StageView } from './document.ts'
import { stageForm } from './forms.ts'
import { lockOf } from './key/reads.ts'
import { keyHolds, stageCookie, stageKey } from './key/rules.ts'
import { renewStageKey } from './key/writes.ts'
import { stageLive } from './live.ts'
import { StageKeyPage, StagePage } from './pages/stage.tsx'
import { pictureOf, readScreen } from './reads.ts'
import { showOnStage } from './writes.ts'

type At<More = object> = FastifyRequest<{
  Params: { network: string; meeting: string } & More
  /** The last event that was seen, from those who cannot set a header. */
  Querystring: { after?: string }
}>

interface AtStage {
  readonly actor: Actor
  readonly network: NetworkRow
  readonly meeting: MeetingRow
  /** `/{network}/{meeting}` */
  readonly base: string
}

export function stageRoutes(app: App, ground: Ground): void {
  const { db, config, secret } = ground
  const live = stageLive(ground)
  app.addHook('preClose', async () => live.stop())

  app.get('/:network/:meeting/stage', async (request: At, reply) => {
    const { actor, network, meeting, base } = await enterStage(request)
    const state = await readScreen(db, meeting, config.baseUrl)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.stage_title()),
      network,
      robots: 'noindex',
      bare: true,
      styles: ['room', 'room/polls', 'room/stage'],
      islands: true,
      body: () => <StagePage base={base} state={state} made={Temporal.Now.instant().epochMilliseconds} />,
    })
  })

  app.get('/:network/:meeting/stage/live', { exposeHeadRoute: false }, async (request: At, reply) => {
    const { actor, meeting } = await enterStage(request)
    if (!request.headers.accept?.includes('text/event-stream')) return reply.status(406).send()
    const last = request.headers['last-event-id'] ?? request.query.after
    const headers = Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
    const how = { lastId: typeof last === 'string' ? last : null, headers }
    const holds = async () => mayChair(actor, meeting) === 'yes' || holdsKey(request, meeting)
    if (!(await live.listen(meeting, reply.raw, how, holds))) throw new NotFound()
    return reply.hijack()
  })

  app.get('/:network/:meeting/stage/state', async (request: At, reply) => {
    const { meeting } = await enterStage(request)
    const state = await live.stateOf(meeting.id)
    if (!state) throw new NotFound()
    reply.headers({ etag: state.etag, 'cache-control': 'private, no-cache', vary: 'Cookie' })
    if (isUnchanged(request.headers, state)) return reply.status(304).send()
    return reply.type('application/json; charset=utf-8').send(state.body)
  })

  app.get('/:network/:meeting/stage/slides/:id/:page', async (request: At<{ id: string; page: string }>, reply) => {
    const { meeting } = await enterStage(request)
    const { id, page } = request.params
    if (!isId(id) || !/^[1-9]\d{0,3}$/.test(page)) throw new NotFound()
    const picture = await pictureOf(db, meeting, id, Number(page), config.CLAMD_URL !== null)
    if (!picture) throw new NotFound()
    return reply
      .headers({ 'content-type': 'image/webp', 'cache-control': 'private, no-cache', etag: `"${picture.sha256.slice(0, 16)}"` })
      .send(await ground.files.read(meeting.networkId, picture.sha256))
  })

  // The key is kept as a cookie, so that it stands in no address that is seen on the wall.
  app.get('/:network/:meeting/stage/key/:key', async (request: At<{ key: string }>, reply) => {
    const { meeting, base } = await placeOf(request)
    const now = Temporal.Now.instant().epochMilliseconds
    const until = keyHolds(secret, request.params.key, await lockOf(db, meeting.id), now)
    if (until === null) throw new NotFound()
    return reply
      .setCookie(stageCookie(meeting), request.params.key, {
        path: `${base}/stage`,
        httpOnly: true,
        sameSite: 'lax',
        secure: config.baseUrl.startsWith('https:'),
        maxAge: Math.ceil((until - now) / 1000),
      })
      .redirect(`${base}/stage?lang=${spokenTo(meeting.locale)}`, 303)
  })

  app.get('/:network/:meeting/chair/stage', async (request: At, reply) => {
    const { actor, network, meeting, base } = await enterAsChair(ground, request)
    const now = Temporal.Now.instant().epochMilliseconds
    const lock = await lockOf(db, meeting.id)
    const key = stageKey(secret, lock, meeting.endsAt, now)
    const until = Temporal.Instant.fromEpochMilliseconds(keyHolds(secret, key, lock, now)!).toString()
    const title = pick(meeting.title, actor.person?.locale ?? meeting.locale)?.text ?? ''
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.stage_title()),
      network,
      robots: 'noindex',
      styles: ['forms'],
      islands: true,
      body: () => (
        <StageKeyPage
          base={base}
          title={title}
          address={`${config.baseUrl}${base}/stage/key/${key}`}
          until={dateTime(until, meeting.timezone)}
        />
      ),
    })
  })

  app.post('/:network/:meeting/chair/stage', async (request: At, reply: FastifyReply) => {
    const entered = await enterAsChair(ground, request)
    const before = await showOnStage(db, entered.actor, entered.meeting, readForm(stageForm, request.body))
    return acted(ground, request, reply, entered, 'chair#stage', () => ({
      text: m.stage_shown(),
      undo: { action: `${entered.base}/chair/stage`, label: m.shared_undo(), fields: fieldsOf(before) },
    }))
  })

  app.post('/:network/:meeting/chair/stage/key', async (request: At, reply: FastifyReply) => {
    const { actor, meeting, base } = await enterAsChair(ground, request)
    await renewStageKey(db, actor, meeting)
    return goOn(reply, `${base}/chair/stage`, {
      tone: 'success',
      text: wordsFor(request, actor, () => m.stage_key_renewed()),
    })
  })

  /** The meeting at an address, whoever asks. */
  async function placeOf(request: At): Promise<Omit<AtStage, 'actor'>> {
    const network = await networkBySlug(db, request.params.network)
    const meeting = network && (await findMeeting(db, network.id, request.params.meeting))
    if (!network || !meeting) throw new NotFound()
    return { network, meeting, base: `/${network.slug}/${meeting.slug}` }
  }

  /** @throws NotFound for all but those who lead the meeting, and machines with its key */
  async function enterStage(request: At): Promise<AtStage> {
    const place = await placeOf(request)
    const { meeting } = place
    const actor = await actorOf(db, request, { networkId: meeting.networkId, meetingId: meeting.id })
    if (mayChair(actor, meeting) !== 'yes' && !(await holdsKey(request, meeting))) throw new NotFound()
    return { ...place, actor }
  }

  async function holdsKey(request: At, meeting: MeetingRow): Promise<boolean> {
    const key = request.cookies[stageCookie(meeting)]
    if (!key) return false
    return keyHolds(secret, key, await lockOf(db, meeting.id), Temporal.Now.instant().epochMilliseconds) !== null
  }
}

const fieldsOf = (view: StageView): Record<string, string> =>
  Object.fromEntries(Object.entries(view).map(([name, value]) => [name, String(value)]))
