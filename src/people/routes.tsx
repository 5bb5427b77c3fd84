/** One's own page and sessions. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { fieldTexts } from '#platform/http/errorpages.tsx'
import { readForm } from '#platform/http/forms.ts'
import { sendPage } from '#platform/http/page.ts'
import { goOn, localeOf, wordsFor } from '#platform/http/visit.ts'
import { inLocale, m } from '#platform/words/words.ts'
import { profileForm } from './forms.ts'
import { MePage, SessionsPage } from './pages/me.tsx'
import { ownProfile } from './reads.ts'
import { sessionForm } from './signin/forms.ts'
import { ownSessions } from './signin/reads.ts'
import { endSessions } from './signin/writes.ts'
import { changeProfile } from './writes.ts'

export function peopleRoutes(app: App, ground: Ground): void {
  const { db } = ground

  app.get('/me', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) return reply.redirect('/sign-in?to=/me', 303)
    return mePage(request, reply, actor)
  })

  app.post('/me', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) throw new NotFound()
    try {
      const input = readForm(profileForm, request.body)
      await changeProfile(db, actor, input)
      const text = inLocale(localeOf(request, input.locale), () => m.people_me_saved())
      return goOn(reply, '/me', { tone: 'success', text })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return mePage(request, reply, actor, error)
    }
  })

  async function mePage(request: FastifyRequest, reply: FastifyReply, actor: Actor, invalid?: Invalid) {
    const profile = await ownProfile(db, actor)
    const typed = invalid
      ? { name: '', locale: '', ...(request.body as Record<string, string>) }
      : { name: profile.person.name, locale: profile.person.locale ?? '' }
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.people_me_title()),
      status: invalid ? 422 : 200,
      robots: 'noindex',
      styles: ['forms', 'people'],
      body: () => <MePage profile={profile} typed={typed} errors={fieldTexts(invalid?.fields ?? {})} />,
    })
  }

  app.get('/me/sessions', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) return reply.redirect('/sign-in?to=/me/sessions', 303)
    const sessions = await ownSessions(db, actor, request.session?.id ?? null)
    return sendPage(ground, request, reply, actor, {
      title: wordsFor(request, actor, () => m.people_me_sessions()),
      robots: 'noindex',
      styles: ['forms', 'people'],
      body: () => <SessionsPage sessions={sessions} />,
    })
  })

  app.post('/me/sessions/end', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!actor.person) throw new NotFound()
    const { session } = readForm(sessionForm, request.body)
    await endSessions(db, actor, { one: session })
    const own = session === request.session?.id
    const text = wordsFor(request, actor, () => (own ? m.people_signed_out() : m.people_session_ended()))
    return goOn(reply, own ? '/' : '/me/sessions', { tone: 'success', text })
  })

  app.post('/me/sessions/end-others', async (request, reply) => {
    const actor = await actorOf(db, request)
    if (!request.session) throw new NotFound()
    await endSessions(db, actor, { allBut: request.session.id })
    return goOn(reply, '/me/sessions', {
      tone: 'success',
      text: wordsFor(request, actor, () => m.people_sessions_ended_others()),
    })
  })

  app.post('/me/sessions/end-all', async (request, reply) => {
    const actor = await actorOf(db, request)
    await endSessions(db, actor, 'all')
    return goOn(reply, '/', { tone: 'success', text: wordsFor(request, actor, () => m.people_sessions_ended_all()) })
  })
}
