/**
 * Sign-in by a mailed link, kept by better-auth (sessions, tokens, cookies). Its own endpoints are not mounted: its verify
 * link spends the token on GET, which mail scanners do, and it refuses form posts. Our routes take the form and call it.
 */
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { magicLink } from 'better-auth/plugins/magic-link'
import { sql } from 'drizzle-orm'
import type { Config } from '#config.ts'
import type { Db } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { SESSION_COOKIE } from '#platform/http/pagecache.ts'
import { person } from '../tables.ts'
import * as tables from './tables.ts'

/** How long a mailed link can be used. */
export const LINK_MINUTES = 60
const SESSION_DAYS = 60

export type Auth = ReturnType<typeof makeAuth>

export function makeAuth(db: Db, secret: string, config: Pick<Config, 'baseUrl'>) {
  // The link's token leaves better-auth through this door; whoever asked for it decides whether it is mailed or printed.
  const outlets = new Map<string, (token: string) => void>()
  const auth = betterAuth({
    baseURL: config.baseUrl,
    secret,
    database: drizzleAdapter(db as never, { provider: 'pg', schema: tables }),
    session: { expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400 },
    advanced: {
      cookiePrefix: SESSION_COOKIE.split('.')[0]!,
      useSecureCookies: config.baseUrl.startsWith('https:'),
      database: { generateId: () => newId() },
    },
    // Fastify limits the rate at our own routes.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    databaseHooks: {
      user: {
        create: {
          // One id for the person everywhere; who is not known to us cannot get in.
          before: async (candidate) => {
            const [known] = await db
              .select({ id: person.id, name: person.name })
              .from(person)
              .where(sql`lower(${person.email}) = lower(${candidate.email}) and ${person.deletedAt} is null`)
            return known ? { data: { ...candidate, id: known.id, name: known.name } } : false
          },
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token }) => outlets.get(email)?.(token),
      }),
    ],
  })

  return {
    /** A fresh token for a person's address; usable once. */
    async makeLinkToken(email: string): Promise<string> {
      let made = ''
      outlets.set(email, (token) => {
        made = token
      })
      try {
        await auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
      } finally {
        outlets.delete(email)
      }
      return made
    },
    /**
     * Spends a token.
     * @returns the cookies to set, or null when the token is unknown, spent or too old
     */
    async spendLinkToken(token: string, headers: Headers): Promise<string[] | null> {
      const answer = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true })
      return answer.status === 200 ? answer.headers.getSetCookie() : null
    },
    /** Who the cookies of a request belong to. */
    async sessionOf(headers: Headers): Promise<{ id: string; token: string; personId: string } | null> {
      const found = await auth.api.getSession({ headers })
      return found ? { id: found.session.id, token: found.session.token, personId: found.user.id } : null
    },
    /** Ends the session of these cookies. Returns the cookies that take the old ones away. */
    async end(headers: Headers): Promise<string[]> {
      const answer = await auth.api.signOut({ headers, asResponse: true })
      return answer.headers.getSetCookie()
    },
    async endOther(token: string, headers: Headers): Promise<void> {
      await auth.api.revokeSession({ body: { token }, headers })
    },
    async endAll(headers: Headers): Promise<void> {
      await auth.api.revokeSessions({ headers })
    },
    sessions: (headers: Headers) => auth.api.listSessions({ headers }),
  }
}
