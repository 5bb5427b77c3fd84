/** One's own calendar in each network: all that is for oneself, at a secret address that calendar programs ask without signing in. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { actorOf, personActor } from '#actor.ts'
import { type FeedMeeting, readFeed } from '#meeting/feed/reads.ts'
import { calendarFeed } from '#meeting/formats/calendar.ts'
import { networkById } from '#network/reads.ts'
import { isMember } from '#network/rules.ts'
import { ownProfile } from '#people/reads.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { etagOf, isUnchanged } from '#platform/http/pagecache.ts'
import { goOn, wordsFor } from '#platform/http/visit.ts'
import { m } from '#platform/words/words.ts'
import { aboutFor } from '#registration/mails.tsx'
import { registrationsOf } from '#registration/own/reads.ts'
import { calendarHolder, calendarLink } from '../link/rules.ts'
import { CalendarsPage } from './pages/calendars.tsx'
import { calendarIn, calendarsOf } from './reads.ts'
import { endCalendar, renewCalendar } from './writes.ts'

const networkForm = z.object({ network: z.uuid() })

export function calendarRoutes(app: App, ground: Ground): void {
  const { db, secret, config } = ground

  app.get<{ Params: { token: string } }>('/calendar/:token', async (request, reply) => {
    const holder = calendarHolder(secret, request.params.token.replace(/\.ics$/, ''))
    const own = holder && (await calendarIn(db, holder.personId, holder.networkId))
    if (own?.version !== holder?.version || own?.made !== holder?.made) throw new NotFound()
    const network = own && (await networkById(db, own.networkId))
    if (!network) throw new NotFound()
    const actor = await personActor(db, own.personId, { networkId: network.id })
    // Whoever has left the network, or is no more, has no calendar in it.
    if (!isMember(actor)) throw new NotFound()
    const { meetings: all, partOf } = await readFeed(db, actor, { networkId: network.id, networkSlug: network.slug })
    const meetings = await asTheirs(own.personId, network.id, all)
    const about = { name: network.name, address: config.baseUrl + request.url, partOf }
    const locale = actor.person?.locale ?? network.locale
    const body = calendarFeed(meetings, about, { locale, baseUrl: config.baseUrl })
    const etag = etagOf([body])
    reply.headers({ etag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' })
    if (isUnchanged(request.headers, { etag })) return reply.status(304).send()
    return reply
      .header('content-disposition', `inline; filename="${network.slug}.ics"`)
      .type('text/calendar; charset=utf-8')
      .send(body)
  })

  app.get('/me/calendars', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) return reply.redirect('/sign-in?to=/me/calendars', 303)
    const { memberships } = await ownProfile(db, actor)
    const own = await calendarsOf(db, actor.person.id)
    const networks = memberships.map((one) => {
      const calendar = own.find((other) => other.networkId === one.networkId)
      return {
        id: one.networkId,
        slug: one.networkSlug,
        name: one.networkName,
        address: calendar ? config.baseUrl + calendarLink(secret, calendar) : null,
      }
    })
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.notices_calendars_title()),
      robots: 'noindex',
      styles: ['forms'],
      islands: true,
      body: () => <CalendarsPage networks={networks} />,
    })
  })

  app.post('/me/calendars', async (request, reply) => {
    const { actor, network } = await enter(request)
    await renewCalendar(db, actor, network)
    const text = wordsFor(request, actor, () => m.notices_calendar_made())
    return goOn(reply, '/me/calendars', { tone: 'success', text })
  })

  app.post('/me/calendars/end', async (request, reply) => {
    const { actor, network } = await enter(request)
    await endCalendar(db, actor, network)
    const text = wordsFor(request, actor, () => m.notices_calendar_ended())
    return goOn(reply, '/me/calendars', { tone: 'info', text })
  })

  /** Without those they withdrew from; where they come on some days, with the span of those, as their receipt has it. */
  async function asTheirs(personId: string, networkId: string, meetings: readonly FeedMeeting[]): Promise<FeedMeeting[]> {
    const said = await registrationsOf(db, networkId, personId)
    const theirs: FeedMeeting[] = []
    for (const one of meetings) {
      const row = said.get(one.meeting.id)
      if (row?.state === 'withdrawn') continue
      const { meeting } = row?.state === 'registered' ? await aboutFor(db, one, row) : one
      theirs.push({ ...one, meeting: { ...meeting, sequence: meeting.sequence + (row?.sequence ?? 0) } })
    }
    return theirs
  }

  async function enter(request: FastifyRequest) {
    if (!request.session) throw new NotFound()
    const { network } = readForm(networkForm, request.body)
    return { actor: await actorOf(db, request, { networkId: network }), network }
  }
}
