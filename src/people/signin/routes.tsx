/** Sign in by a mailed link, sign out. GET changes nothing: the mailed link opens a page whose button acts. */
import type { App } from '#app.ts'
import type { Ground } from '#platform/ground.ts'
import { SESSION_COOKIE } from '#platform/http/pagecache.ts'
import type { Auth } from './writes.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in; null for visitors. */
    session: { id: string; token: string; personId: string } | null
  }
}

export function signInRoutes(app: App, _ground: Ground, auth: Auth): void {
  app.decorateRequest('session', null)
  app.addHook('onRequest', async (request) => {
    if (request.headers.cookie?.includes(SESSION_COOKIE)) request.session = await auth.sessionOf(headersOf(request))
  })
}

export const headersOf = (request: { headers: Record<string, string | string[] | undefined> }): Headers =>
  new Headers(Object.entries(request.headers).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)] as [string, string]])))
