/**
 * Sign-in by a mailed link, kept by better-auth (sessions, tokens, cookies). Its own endpoints are not mounted: its verify
 * link spends the token on GET, which mail scanners do, and it refuses form posts. Our routes take the form and call it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { magicLink } from 'better-auth/plugins/magic-link'
import { and, eq, inArray, lt, ne, sql } from 'drizzle-orm'
import { type Actor, jobActor } from '#actor.ts'
import type { Config } from '#config.ts'
import { listNetworks } from '#network/reads.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { SESSION_COOKIE } from '#platform/http/pagecache.ts'
import { personByEmail } from '../reads.ts'
import { makeOperator } from '../writes.ts'
import { operatorNow } from './reads.ts'
import { LINK_MINUTES } from './rules.ts'
import * as tables from './tables.ts'

const SESSION_DAYS = 60

export type Auth = ReturnType<typeof makeAuth>

export function makeAuth(db: Db, secret: string, config: Pick<Config, 'baseUrl'>) {
  // The link's token leaves better-auth through this door; whoever asked for it decides whether it is mailed or printed.
  const asking = new AsyncLocalStorage<(token: string) => void>()
  const auth = betterAuth({
    baseURL: config.baseUrl,
    secret,
    database: drizzleAdapter(db as never, { provider: 'pg', schema: tables }),
    session: { expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400 },
    advanced: {
      cookiePrefix: SESSION_COOKIE.split('.')[0]!,
      useSecureCookies: config.baseUrl.startsWith('https:'),
      // Where people sit is nobody's business, and the header the library reads it from can say anything.
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
    },
    // Links that ran out are swept by `sweepSignIn`, a day late: meanwhile their page can say for whom they were.
    verification: { disableCleanup: true },
    // Fastify limits the rate at our own routes.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    databaseHooks: {
      user: {
        create: {
          // One id for the person everywhere; who is not known to us cannot get in.
          before: async (candidate) => {
            const known = await personByEmail(db, candidate.email)
            return known ? { data: { ...candidate, id: known.id, name: known.name } } : false
          },
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: LINK_MINUTES * 60,
        storeToken: 'hashed',
        sendMagicLink: async ({ token }) => asking.getStore()?.(token),
      }),
    ],
  })

  return {
    /** A fresh token for a person's address; usable once. */
    async makeLinkToken(email: string): Promise<string> {
      let made = ''
      const take = (token: string) => {
        made = token
      }
      await asking.run(take, () => auth.api.signInMagicLink({ body: { email }, headers: new Headers() }))
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
  }
}

/** Ends one of one's own sessions, all but one, or all. Whoever holds such a session is out at the next request. */
export async function endSessions(db: Db, actor: Actor, which: { one: string } | { allBut: string } | 'all'): Promise<void> {
  const personId = actor.person?.id
  if (!personId) throw new NotFound()
  const { session } = tables
  const chosen = which === 'all' ? undefined : 'one' in which ? eq(session.id, which.one) : ne(session.id, which.allBut)
  await inTransaction(db, async (tx) => {
    const ended = await tx
      .delete(session)
      .where(and(eq(session.userId, personId), chosen))
      .returning({ id: session.id })
    if (which !== 'all' && 'one' in which && ended.length === 0) throw new NotFound()
    await record(tx, actor, {
      networkId: null,
      action: 'person.sessions_ended',
      about: { kind: 'person', id: personId },
      after: { ended: ended.length },
      raises: [],
    })
  })
}

/** Takes away how people signed in, with the people themselves (sessions follow by the foreign key). @returns how many sessions ended */
export async function forgetSignIns(tx: Tx, personIds: readonly string[]): Promise<number> {
  if (personIds.length === 0) return 0
  const ended = await tx
    .delete(tables.session)
    .where(inArray(tables.session.userId, [...personIds]))
    .returning({ id: tables.session.id })
  await tx.delete(tables.user).where(inArray(tables.user.id, [...personIds]))
  return ended.length
}

/** Takes away the links that were mailed to an address. @returns how many there were */
export async function forgetSignInLinks(tx: Tx, email: string): Promise<number> {
  const gone = await tx
    .delete(tables.verification)
    .where(sql`lower(${tables.verification.value}::jsonb ->> 'email') = ${email}`)
    .returning({ id: tables.verification.id })
  return gone.length
}

/** Removes links and sessions that ran out: links a day later, so that their page can still say whom they were for. */
export async function sweepSignIn(db: Db): Promise<void> {
  const now = Date.now()
  await db.delete(tables.verification).where(lt(tables.verification.expiresAt, new Date(now - 86_400_000)))
  await db.delete(tables.session).where(lt(tables.session.expiresAt, new Date(now)))
}

/** Where a one-time link leads; the page there has the button that spends it. */
export const linkPath = (token: string, to = '/'): string =>
  `/sign-in/link/${token}${to === '/' ? '' : `?to=${encodeURIComponent(to)}`}`

/** The address of a first owner whom nobody has told us: never reached by mail (RFC 6761 §6.3). */
const STAND_IN = 'eier@samling.localhost'

/**
 * A one-time sign-in link for the operator of the installation, made if there is none: for whoever starts the program to
 * come in without a mail server. OWNER_EMAIL names the operator until one has signed in. While the sample on one's own
 * machine is all there is, there is a link every time.
 * @returns an address, or null when an operator has signed in before
 */
export async function firstOwnerLink(
  ground: Pick<Ground, 'config' | 'db'>,
  auth: Pick<Auth, 'makeLinkToken'>,
): Promise<string | null> {
  const { config, db } = ground
  const operator = await operatorNow(db)
  if (operator?.hasSignedIn) {
    const networks = await listNetworks(db)
    const onlySample = config.loopback && networks.length === 1 && networks[0]!.sample
    return onlySample ? config.baseUrl + linkPath(await auth.makeLinkToken(operator.email!)) : null
  }
  const email = config.OWNER_EMAIL ?? operator?.email ?? STAND_IN
  const owner = await makeOperator(db, jobActor(), email, email === STAND_IN ? 'Eier' : email.split('@')[0]!)
  return config.baseUrl + linkPath(await auth.makeLinkToken(owner.email!))
}

/** Until somebody runs the place, whoever can read its terminal may. */
export async function printFirstOwnerLink(
  ground: Pick<Ground, 'config' | 'db'>,
  auth: Pick<Auth, 'makeLinkToken'>,
): Promise<void> {
  const link = await firstOwnerLink(ground, auth)
  if (link) process.stdout.write(`Sign in as the first owner (once): ${link}\n`)
}
