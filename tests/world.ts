/**
 * The one small world that tests stand in: a network with people in every role, a meeting, and the application over a real
 * database and a real disk. Nothing of our own is replaced.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import pg from 'pg'
import { inject } from 'vitest'
import { type Actor, personActor, visitor } from '#actor.ts'
import { buildApp } from '#app.ts'
import { type Config, readConfig } from '#config.ts'
import { membership, network, series } from '#network/tables.ts'
import { type Auth, makeAuth } from '#people/signin/writes.ts'
import { person } from '#people/tables.ts'
import { type Database, openDatabase } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { sharedSecret } from '#platform/db/secret.ts'
import { storeOf } from '#platform/files/open.ts'
import type { Ground } from '#platform/ground.ts'
import type { App } from '#platform/http/app.ts'
import { loadAssets } from '#platform/http/assets.ts'
import { makePageCache } from '#platform/http/pagecache.ts'
import { type Jobs, makeJobs } from '#platform/jobs/jobs.ts'
import { followRevisions } from '#platform/live/revisions.ts'
import { makeLog } from '#platform/log.ts'
import { databaseUrl, TEMPLATE } from './database.ts'

/** A fresh database, copied from the migrated template. */
export async function freshDatabase(): Promise<Database & { drop(): Promise<void> }> {
  const server = inject('server')
  const name = `t_${newId().replaceAll('-', '').slice(-20)}`
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await admin(`create database ${name} template ${TEMPLATE}`)
  const database = openDatabase(databaseUrl(server, name), { connections: 8 })
  return {
    ...database,
    drop: async () => {
      await database.end()
      await admin(`drop database if exists ${name} with (force)`)
    },
  }
}

export type Who = 'owner' | 'organiser' | 'member' | 'outsider' | 'operator'
export const everyone: readonly Who[] = ['owner', 'organiser', 'member', 'outsider', 'operator']

export interface World {
  readonly ground: Ground
  readonly database: Database
  readonly app: App
  readonly auth: Auth
  readonly networkId: string
  readonly networkSlug: string
  readonly seriesId: string
  readonly people: Readonly<Record<Who, { id: string; email: string }>>
  /** An Actor of a person here; a visitor for null. */
  actor(who: Who | null, meetingId?: string): Promise<Actor>
  /** A request as a named person (or a visitor), from the site's own pages. Forms are given as an object. */
  as(who: Who | null, request: InjectOptions & { form?: Record<string, string | string[]> }): Promise<LightMyRequestResponse>
  /** The cookies of a person's session: the one they have, or a new one. */
  cookies(who: Who, anew?: boolean): Promise<string>
  end(): Promise<void>
}

export interface WorldOptions {
  readonly env?: Record<string, string>
  /** Also runs the job queue (mail, clock); slower, so only where a test is about jobs. */
  readonly jobs?: boolean
  /** Take this database instead of a fresh one: for two processes on one database. */
  readonly on?: World
}

const BASE_URL = 'http://localhost:3000'

export async function makeWorld(options: WorldOptions = {}): Promise<World> {
  const fresh = options.on ? null : await freshDatabase()
  const database = options.on ? openDatabase(options.on.database.url, { connections: 8 }) : fresh!
  const folder = options.on?.ground.config.dataDir ?? mkdtempSync(join(tmpdir(), 'samling-world-'))
  const config: Config = readConfig({ DATA_DIR: folder, BASE_URL, LOG_LEVEL: 'error', ...options.env })
  const log = makeLog(config.LOG_LEVEL)
  const { db } = database
  const secret = await sharedSecret(db, 'signing')
  const revisions = await followRevisions(database, () => {})
  const jobs: Jobs = makeJobs(database, log)
  const ground: Ground = {
    config,
    log,
    database,
    db,
    secret,
    revisions,
    pages: makePageCache(revisions),
    files: await storeOf(config),
    jobs,
    assets: loadAssets(),
  }
  const auth = makeAuth(db, secret, config)
  const app = await buildApp(ground, auth)
  await app.ready()
  // Writes put jobs in queues, which must exist even where nobody works on them.
  await jobs.start({ work: options.jobs ?? false })

  const home = options.on ?? (await furnish(db))
  const sessions = new Map<Who, string>()

  const world: World = {
    ground,
    database,
    app,
    auth,
    networkId: home.networkId,
    networkSlug: home.networkSlug,
    seriesId: home.seriesId,
    people: home.people,
    actor: (who, meetingId) => {
      const where = { networkId: world.networkId, ...(meetingId && { meetingId }) }
      return who ? personActor(db, world.people[who].id, where) : Promise.resolve(visitor(where))
    },
    async cookies(who, anew = false) {
      const known = sessions.get(who)
      if (known && !anew) return known
      const token = await auth.makeLinkToken(world.people[who].email)
      const set = await auth.spendLinkToken(token, new Headers())
      const cookie = (set ?? []).map((line) => line.split(';')[0]).join('; ')
      sessions.set(who, cookie)
      return cookie
    },
    async as(who, { form, headers, ...request }) {
      const cookie = who ? await world.cookies(who) : undefined
      const origin = new URL(config.baseUrl)
      return app.inject({
        ...request,
        ...(form && { method: request.method ?? 'POST', payload: encodeForm(form) }),
        headers: {
          host: origin.host,
          origin: origin.origin,
          'sec-fetch-site': 'same-origin',
          ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
          ...(cookie && { cookie }),
          ...headers,
        },
      })
    },
    async end() {
      await app.close()
      await jobs.stop(1000)
      await revisions.stop()
      if (fresh) {
        await fresh.drop()
        rmSync(folder, { recursive: true, force: true })
      } else await database.end()
    },
  }
  return world
}

function encodeForm(form: Record<string, string | string[]>): string {
  const out = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) out.append(name, one)
  return out.toString()
}

async function furnish(db: Database['db']) {
  const networkId = newId()
  const seriesId = newId()
  const networkSlug = 'nord'
  await db.insert(network).values({
    id: networkId,
    slug: networkSlug,
    name: { nb: 'Bibliotek i nord', nn: 'Bibliotek i nord', en: 'Libraries in the north' },
  })
  await db
    .insert(series)
    .values({ id: seriesId, networkId, slug: 'ledermote', name: { nb: 'Ledermøte', nn: 'Leiarmøte', en: 'Leaders’ meeting' } })
  const people = Object.fromEntries(
    everyone.map((who) => [who, { id: newId(), email: `${who}@nord.example` }]),
  ) as World['people']
  await db.insert(person).values(
    everyone.map((who) => ({
      id: people[who].id,
      name: `Test ${who}`,
      email: people[who].email,
      operator: who === 'operator',
    })),
  )
  await db
    .insert(membership)
    .values((['owner', 'organiser', 'member'] as const).map((role) => ({ networkId, personId: people[role].id, role })))
  return { networkId, networkSlug, seriesId, people }
}
