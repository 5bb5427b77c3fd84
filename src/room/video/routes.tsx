/**
 * `/{network}/{meeting}/room/join` leads to the video meeting, wherever it is held, and notes who went in. `/room/video` holds
 * a Jitsi meeting; `/chair/video` says how it is held.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { enterToEdit } from '#meeting/reads.ts'
import { mayChair } from '#meeting/rules.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { type Page, securityHeaders, sendPage } from '#platform/http/page.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { message } from '#platform/words/message.ts'
import { pick } from '#platform/words/text.ts'
import { m } from '#platform/words/words.ts'
import { enterAsChair, enterRoom, type InRoom, roomOf } from '../entry/reads.ts'
import { acted } from '../entry/routes.tsx'
import { takePart } from '../entry/writes.ts'
import { NoVideo, recordingsOf } from './bigbluebutton/reads.ts'
import { endRoom, wayIn } from './bigbluebutton/writes.ts'
import { videoForm } from './forms.ts'
import { DoorPage, type DoorProps, EmbeddedPage } from './pages/door.tsx'
import { RecordingsPage, VideoSettingsPage, type VideoValues } from './pages/settings.tsx'
import { standingText } from './parts/video.tsx'
import { isRegistered, readVideo, type VideoPart } from './reads.ts'
import { embeddingPolicy, jitsiIn, mayJoin, mayJoinAt, standingAt } from './rules.ts'
import { noteOnline, setVideo } from './writes.ts'

type At = FastifyRequest<{ Params: { network: string; meeting: string }; Querystring: { by?: string } }>
type Told = Pick<DoorProps, 'text'> & Partial<Pick<DoorProps, 'why' | 'byLink' | 'again' | 'signIn'>>

export function videoRoutes(app: App, ground: Ground): void {
  const { db, config } = ground

  // A GET, though it notes who went in: it is a link in letters too, and a form may not lead to another site (form-action).
  app.get('/:network/:meeting/room/join', async (request: At, reply) => {
    // Browsers and letter readers look ahead; nobody went in then.
    if (/prefetch|preview/.test(String(request.headers['sec-purpose'] ?? request.headers['purpose'] ?? '')))
      return reply.status(204).send()
    const entered = await enterRoom(ground, request)
    const video = await readVideo(db, entered.meeting, entered.channel)
    const no = await whyNot(request, entered, video)
    if (no) return sendDoor(request, reply, entered, no)
    try {
      const to = await addressFor(request, entered, video)
      await noteOnline(db, entered.actor, entered.meeting)
      return reply.headers({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' }).redirect(to, 303)
    } catch (error) {
      if (!(error instanceof NoVideo)) throw error
      request.log.warn({ trouble: error.trouble, why: error.message }, 'the video server could not be used')
      return sendDoor(request, reply, entered, troubleFor(request, entered, error))
    }
  })

  app.get('/:network/:meeting/room/video', async (request: At, reply) => {
    const entered = await enterRoom(ground, request)
    const { actor, meeting, network, base, participant } = entered
    const video = await readVideo(db, meeting, entered.channel)
    const jitsi = video.kind === 'jitsi' && meeting.joinUrl ? jitsiIn(meeting.joinUrl) : null
    if (!jitsi || !meeting.joinUrl) throw new NotFound()
    const no = await whyNot(request, entered, video)
    if (no) return sendDoor(request, reply, entered, no)
    const { joinUrl } = meeting
    const name = participant?.name ?? actor.person?.name ?? ''
    reply.headers(embeddingPolicy(securityHeaders(config.baseUrl.startsWith('https:')), jitsi.host))
    return sendPage(ground, request, reply, actor, {
      ...pageOf(request, entered),
      network,
      islands: true,
      body: () => <EmbeddedPage meeting={meeting} base={base} joinUrl={joinUrl} jitsi={{ ...jitsi, name }} />,
    })
  })

  app.get('/:network/:meeting/chair/video', async (request: At, reply) => {
    const { meeting } = await enterToEdit(ground, request)
    const room = await roomOf(db, meeting)
    const was = { kind: room.video, joinUrl: meeting.joinUrl ?? '', opens: String(room.videoOpens) }
    return sendSettings(request, reply, { values: was, was })
  })

  app.post('/:network/:meeting/chair/video', async (request: At, reply) => {
    const { actor, meeting, base } = await enterToEdit(ground, request)
    const typed = typedIn(request.body)
    try {
      const wish = readForm(videoForm, request.body)
      if (wish.kind === 'bigbluebutton' && !config.bbb) throw new Invalid({ kind: 'video_kind_bbb_none' })
      await setVideo(db, actor, meeting, wish)
    } catch (error) {
      if (error instanceof Invalid)
        return sendSettings(request, reply, { values: typed, was: wasIn(request.body), wrong: error.fields })
      if (!(error instanceof Conflict)) throw error
      return sendSettings(request, reply, { values: typed, was: error.theirs as VideoValues, conflict: true })
    }
    return goOn(reply, `${base}/chair/video`, { tone: 'success', text: wordsFor(request, actor, () => m.video_saved()) })
  })

  app.post('/:network/:meeting/chair/video/end', async (request: At, reply) => {
    const entered = await enterAsChair(ground, request)
    if (!config.bbb) throw new NotFound()
    try {
      await endRoom(config.bbb, entered.meeting.uid)
    } catch (error) {
      if (!(error instanceof NoVideo)) throw error
      return acted(ground, request, reply, entered, 'chair#video', () => ({ tone: 'warning', text: troubleText(error) }))
    }
    return acted(ground, request, reply, entered, 'chair#video', () => ({ text: m.video_ended() }))
  })

  app.get('/:network/:meeting/chair/video/recordings', async (request: At, reply) => {
    const { actor, network, meeting, base } = await enterToEdit(ground, request)
    if (!config.bbb) throw new NotFound()
    const found = await recordingsOf(config.bbb, meeting.uid).catch((error: unknown) => {
      if (error instanceof NoVideo) return error
      throw error
    })
    const trouble = found instanceof NoVideo ? wordsFor(request, actor, () => troubleText(found)) : null
    return sendPage(ground, request, reply, actor, {
      ...pageOf(request, { actor, meeting }),
      network,
      status: trouble ? 503 : 200,
      body: () => (
        <RecordingsPage meeting={meeting} base={base} recordings={found instanceof NoVideo ? [] : found} trouble={trouble} />
      ),
    })
  })

  /** Why somebody cannot go in just now, in words; null where they can. */
  async function whyNot(request: At, entered: InRoom, video: VideoPart): Promise<Told | null> {
    const { actor, meeting, participant } = entered
    const registered = await isRegistered(db, meeting.id, actor.person?.id)
    const say = (text: () => string): Told => ({ text: wordsFor(request, actor, text) })
    const may = mayJoin(actor, meeting, { participant, registered })
    if (may !== 'yes')
      return {
        ...say(() => message(may)),
        ...(!actor.person && { signIn: `/sign-in?to=${encodeURIComponent(`${entered.base}/room/join`)}` }),
      }
    const now = Temporal.Now.instant().epochMilliseconds
    const standing = standingAt(video, now)
    return mayJoinAt(actor, meeting, standing) ? null : say(() => standingText(standing, now))
  }

  /** Where somebody who may go in is sent. @throws NoVideo */
  async function addressFor(request: At, entered: InRoom, video: VideoPart): Promise<string> {
    const { actor, meeting, base } = entered
    const me = await takePart(db, entered)
    if (video.kind === 'jitsi' && meeting.joinUrl) return `${base}/room/video`
    if (video.kind !== 'bigbluebutton' || (request.query.by === 'link' && meeting.joinUrl)) return meeting.joinUrl!
    if (!config.bbb) throw new NoVideo('away', 'BBB_URL is not set')
    return wayIn(
      config.bbb,
      { id: meeting.uid, title: pick(meeting.title, meeting.locale)?.text ?? '', backTo: `${config.baseUrl}${base}/room` },
      { name: me.name, userId: me.id, moderator: mayChair(actor, meeting) === 'yes' },
    )
  }

  function troubleFor(request: At, { actor, meeting }: InRoom, error: NoVideo): Told {
    return {
      ...wordsFor(request, actor, () => ({
        text: m.video_trouble(),
        ...(mayChair(actor, meeting) === 'yes' && { why: troubleText(error) }),
      })),
      byLink: meeting.joinUrl !== null,
      again: true,
    }
  }

  function sendDoor(request: At, reply: FastifyReply, entered: InRoom, told: Told): FastifyReply {
    const { actor, network, meeting, base } = entered
    return sendPage(ground, request, reply, actor, {
      ...pageOf(request, entered),
      network,
      status: told.again ? 503 : 200,
      body: () => <DoorPage meeting={meeting} base={base} {...told} />,
    })
  }

  interface Shown {
    readonly values: VideoValues
    readonly was: VideoValues | string
    /** `was` is what somebody else chose meanwhile; sent again, what was typed stands in its place. */
    readonly conflict?: boolean
    readonly wrong?: Readonly<Record<string, string>>
  }

  async function sendSettings(
    request: At,
    reply: FastifyReply,
    { values, was, conflict, wrong = {} }: Shown,
  ): Promise<FastifyReply> {
    const { actor, network, meeting, base } = await enterToEdit(ground, request)
    return sendPage(ground, request, reply, actor, {
      ...pageOf(request, { actor, meeting }),
      network,
      status: conflict ? 409 : Object.keys(wrong).length > 0 ? 422 : 200,
      body: () => (
        <VideoSettingsPage
          meeting={meeting}
          base={base}
          values={values}
          theirs={conflict ? (was as VideoValues) : null}
          was={typeof was === 'string' ? was : JSON.stringify(was)}
          wrong={fieldTexts(wrong)}
          makesRooms={config.bbb !== null}
        />
      ),
    })
  }
}

const pageOf = (
  request: At,
  { actor, meeting }: Pick<InRoom, 'actor' | 'meeting'>,
): Pick<Page, 'title' | 'robots' | 'styles'> => ({
  title: wordsFor(
    request,
    actor,
    () => `${m.video_title()} · ${pick(meeting.title, actor.person?.locale ?? meeting.locale)?.text ?? ''}`,
  ),
  robots: 'noindex',
  styles: ['forms', 'meeting', 'room/video'],
})

/** What went wrong between us and the video server, for those who can do something about it. */
function troubleText({ trouble, message: detail }: NoVideo): string {
  if (trouble === 'checksum') return m.video_trouble_checksum()
  if (trouble === 'away') return m.video_trouble_away()
  return m.video_trouble_refused({ detail })
}

const wasIn = (body: unknown): string => String((body as Record<string, unknown> | null)?.['was'] ?? '')

/** What was typed, to be shown again. */
function typedIn(body: unknown): VideoValues {
  const { kind, joinUrl, opens } = (body ?? {}) as Record<string, unknown>
  return { kind: String(kind ?? ''), joinUrl: String(joinUrl ?? ''), opens: String(opens ?? '') }
}
