/**
 * `/{network}/{meeting}/stage`, the big screen: for those who lead the meeting, and for a machine that was given the key.
 * `/chair/stage` is where the key is had, and where a chair says what is shown.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { actorOf } from '#actor.ts'
import { findMeeting, type MeetingRow, meetingById, type NetworkRow } from '#meeting/reads.ts'
import { mayChair } from '#meeting/rules.ts'
import { networkBySlug } from '#network/reads.ts'
import { revisionsOf } from '#platform/activity/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { isUnchanged } from '#platform/http/pagecache.ts'
import { wordsFor } from '#platform/http/visit.ts'
import { makeHub, type Topic } from '#platform/live/hub.ts'
import { meetingSubject, roomSubject, roomSums } from '#platform/live/subjects.ts'
import { dateTime } from '#platform/words/dates.ts'
import { pick, spokenTo } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair } from '../entry/reads.ts'
import { acted } from '../entry/routes.tsx'
import type { StageView } from './document.ts'
import { stageForm } from './forms.ts'
import { keyHolds, stageCookie, stageKey } from './key/rules.ts'
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
  const { db, config, secret, revisions, log } = ground
  const hub = makeHub(revisions, {
    perSecond: config.LIVE_UPDATES,
    log: (message, error) => log.warn({ err: error }, message),
  })
  app.addHook('preClose', async () => hub.stop())
  const topicOf = (meetingId: string) => screenTopic(db, meetingId, config.baseUrl)

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
    const { meeting } = await enterStage(request)
    if (!request.headers.accept?.includes('text/event-stream')) return reply.status(406).send()
    const last = request.headers['last-event-id'] ?? request.query.after
    const headers = Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
    const how = { lastId: typeof last === 'string' ? last : null, headers }
    if (!(await hub.listen(topicOf(meeting.id), reply.raw, how))) throw new NotFound()
    return reply.hijack()
  })

  app.get('/:network/:meeting/stage/state', async (request: At, reply) => {
    const { meeting } = await enterStage(request)
    const state = await hub.stateOf(topicOf(meeting.id))
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
    const until = keyHolds(secret, request.params.key, meeting.id, now)
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
    const key = stageKey(secret, meeting, now)
    const until = Temporal.Instant.fromEpochMilliseconds(keyHolds(secret, key, meeting.id, now)!).toString()
    const title = pick(meeting.title, actor.person?.locale ?? meeting.locale)?.text ?? ''
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.stage_title()),
      network,
      robots: 'noindex',
      styles: ['forms'],
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
    const key = request.cookies[stageCookie(meeting)] ?? ''
    const holds = keyHolds(secret, key, meeting.id, Temporal.Now.instant().epochMilliseconds) !== null
    if (!holds && mayChair(actor, meeting) !== 'yes') throw new NotFound()
    return { ...place, actor }
  }
}

const fieldsOf = (view: StageView): Record<string, string> =>
  Object.fromEntries(Object.entries(view).map(([name, value]) => [name, String(value)]))

/** What the screens of one meeting listen to: numbered as a room's state is, from one snapshot. */
function screenTopic(db: Db, meetingId: string, baseUrl: string): Topic {
  const acts = [roomSubject(meetingId), meetingSubject(meetingId)]
  const sums = [roomSums(meetingId)]
  return {
    ...{ key: `stage ${meetingId}`, acts, sums },
    read: (known) =>
      db.transaction(
        async (tx) => {
          const snapshot = tx as unknown as Db
          const revs = await revisionsOf(snapshot, [...acts, ...sums])
          const rev = [...revs.values()].reduce((sum, one) => sum + one, 0)
          if (rev === known) return 'same'
          const meeting = await meetingById(snapshot, meetingId)
          return meeting && { rev, parts: { ...(await readScreen(snapshot, meeting, baseUrl)) } }
        },
        { isolationLevel: 'repeatable read', accessMode: 'read only' },
      ),
  }
}
