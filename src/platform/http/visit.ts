/** What is known about a request before a route begins: who, in which language, with what to be told. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#actor.ts'
import { isLocale, type Locale } from '../words/text.ts'
import { inLocale } from '../words/words.ts'
import { NOTICE_COOKIE, visitorLocale } from './pagecache.ts'

/** What just happened, told on the next page, with the way back where there is one. */
export interface Notice {
  readonly tone: 'success' | 'info' | 'warning' | 'danger'
  readonly text: string
  readonly undo?: { readonly action: string; readonly label: string; readonly fields: Record<string, string> }
}

/** `?lang=`, then the person's profile, then an earlier choice, then the browser. */
export function localeOf(request: FastifyRequest, profile: Locale | null): Locale {
  const asked = (request.query as Record<string, unknown> | undefined)?.['lang']
  if (isLocale(asked)) return asked
  return profile ?? visitorLocale(request.raw)
}

/** Words in the language of whoever asks, outside rendering. */
export const wordsFor = <T>(request: FastifyRequest, actor: Pick<Actor, 'person'>, say: () => T): T =>
  inLocale(localeOf(request, actor.person?.locale ?? null), say)

/** After a POST: on to a page (303) that tells what happened. */
export function goOn(reply: FastifyReply, to: string, notice?: Notice): FastifyReply {
  if (notice)
    reply.setCookie(
      NOTICE_COOKIE,
      Buffer.from(JSON.stringify({ ...notice, text: shortened(notice.text) })).toString('base64url'),
      {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        signed: true,
        maxAge: 60,
      },
    )
  return reply.redirect(to, 303)
}

/** Titles have no longest length, cookies have: browsers drop larger ones, and proxies whole answers. */
const LONGEST_NOTICE = 300
const shortened = (text: string) => (text.length > LONGEST_NOTICE ? `${text.slice(0, LONGEST_NOTICE).toWellFormed()}…` : text)

/** The notice left by `goOn`, once. */
export function takeNotice(request: FastifyRequest, reply: FastifyReply): Notice | null {
  const raw = request.cookies[NOTICE_COOKIE]
  if (!raw) return null
  reply.clearCookie(NOTICE_COOKIE, { path: '/' })
  const opened = request.unsignCookie(raw)
  if (!opened.valid || !opened.value) return null
  return JSON.parse(Buffer.from(opened.value, 'base64url').toString()) as Notice
}
