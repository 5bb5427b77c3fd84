/** Coming into a room: by the code and a name, or straight in. And how every act in a room is answered. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { actorOf } from '#actor.ts'
import { meetingById } from '#meeting/reads.ts'
import { networkById } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { Invalid } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, type Notice, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { type Mine, readMine } from '../reads.ts'
import { codeForm, guestForm } from './forms.ts'
import { CodePage, GuestPage } from './pages/enter.tsx'
import { enterRoom, type InRoom, meetingOfCode, type ParticipantRow, roomOf } from './reads.ts'
import { codeTyped, guestCookie, guestToken } from './rules.ts'
import { comeIn, comeInAsGuest } from './writes.ts'

/** Kept while the meeting and what follows right after it last. */
const GUEST_DAYS = 4

/** A town hall sits behind one address, and all of it comes in at once; guessing codes takes far more. */
const perAddress = { rateLimit: { max: 300, timeWindow: '10 minutes' } }

/** An act's own words when it is done; nothing where the page shows it by itself. */
export type Done = Pick<Notice, 'text'> & Partial<Pick<Notice, 'tone' | 'undo'>>

/**
 * Answers an act in a room: to the live page as JSON with what is one's own now, to a plain form with the page again.
 * What goes wrong is answered by the one handler for all errors, in both shapes.
 * @param to the page and place it was done on: `room#questions`, `chair#floor`
 * @param own what of one's own the act can have changed, where it is done by very many at once; else all of it
 */
export async function acted(
  { db }: Pick<Ground, 'db'>,
  request: FastifyRequest,
  reply: FastifyReply,
  entered: Pick<InRoom, 'actor' | 'meeting' | 'base'> & { readonly participant?: InRoom['participant'] },
  to: string,
  done: (() => Done) | null = null,
  own: (db: Db, participant: ParticipantRow) => Promise<Partial<Mine>> = readMine,
): Promise<FastifyReply> {
  const said = done && wordsFor(request, entered.actor, done)
  if (!request.headers.accept?.includes('application/json'))
    return goOn(reply, `${entered.base}/${to}`, said ? { tone: 'success', ...said } : undefined)
  const mine = entered.participant ? await own(db, entered.participant) : null
  return reply.header('cache-control', 'no-store').send({ ok: true, message: said?.text ?? '', undo: said?.undo, mine })
}

type At = FastifyRequest<{ Params: { network: string; meeting: string } }>
type AtCode = FastifyRequest<{ Params: { code: string } }>

export function entryRoutes(app: App, ground: Ground): void {
  const { db, secret, config } = ground

  app.get('/k', async (request, reply) => codePage(request, reply, {}, {}))

  app.post('/k', { config: perAddress }, async (request, reply) => {
    try {
      const code = codeTyped(readForm(codeForm, request.body).code)
      if (!(await meetingOfCode(db, code))) throw new Invalid({ code: 'room_code_unknown' })
      return reply.redirect(`/k/${code}`, 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      const { code } = request.body as { code?: unknown }
      return codePage(request, reply, error.fields, { code: String(code ?? '') })
    }
  })

  app.get('/k/:code', { config: perAddress }, async (request: AtCode, reply) => {
    const at = await placeOf(request.params.code)
    // Not said back: an address says whatever somebody put into it.
    if (!at) return codePage(request, reply, { code: 'room_code_unknown' }, {})
    return guestPage(request, reply, at, {}, {})
  })

  app.post('/k/:code', { config: perAddress }, async (request: AtCode, reply) => {
    const at = await placeOf(request.params.code)
    if (!at) return codePage(request, reply, { code: 'room_code_unknown' }, {})
    try {
      const { name, organisation } = readForm(guestForm, request.body)
      const guest = await comeInAsGuest(db, { networkId: at.network.id, meetingId: at.meeting.id }, { name, organisation })
      return reply
        .setCookie(guestCookie(at.meeting), guestToken(secret, guest), {
          path: '/',
          httpOnly: true,
          sameSite: 'lax',
          secure: config.baseUrl.startsWith('https:'),
          maxAge: GUEST_DAYS * 24 * 60 * 60,
        })
        .redirect(at.base, 303)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return guestPage(request, reply, at, error.fields, request.body as Record<string, string>)
    }
  })

  app.post('/:network/:meeting/room/enter', async (request: At, reply) => {
    const entered = await enterRoom(ground, request)
    if (!entered.participant && entered.actor.person) await comeIn(db, entered.actor, entered.meeting)
    return goOn(reply, `${entered.base}/room`)
  })

  async function placeOf(code: string) {
    const found = await meetingOfCode(db, codeTyped(code))
    const meeting = found && (await meetingById(db, found.meetingId))
    const network = found && (await networkById(db, found.networkId))
    if (!meeting || !network || meeting.publishedAt === null) return null
    return { meeting, network, base: `/${network.slug}/${meeting.slug}/room` }
  }

  type Place = NonNullable<Awaited<ReturnType<typeof placeOf>>>

  async function codePage(
    request: FastifyRequest,
    reply: FastifyReply,
    wrong: Readonly<Record<string, string>>,
    values: Readonly<Record<string, string>>,
  ) {
    const actor = await actorOf(db, request)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.room_code_title()),
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      robots: 'noindex',
      styles: ['forms'],
      body: () => <CodePage wrong={fieldTexts(wrong)} values={values} />,
    })
  }

  async function guestPage(
    request: AtCode,
    reply: FastifyReply,
    at: Place,
    wrong: Readonly<Record<string, string>>,
    values: Readonly<Record<string, string>>,
  ) {
    const actor = await actorOf(db, request)
    const { guestsMay } = await roomOf(db, at.meeting)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.room_guest_title()),
      status: Object.keys(wrong).length > 0 ? 422 : 200,
      robots: 'noindex',
      styles: ['forms'],
      network: at.network,
      body: () => (
        <GuestPage
          meeting={at.meeting}
          room={at.base}
          code={request.params.code}
          guestsMay={guestsMay}
          person={actor.person}
          wrong={fieldTexts(wrong)}
          values={values}
        />
      ),
    })
  }
}
