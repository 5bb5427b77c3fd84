/** What a bench measures on: the built program on an embedded database, filled by SQL, and this process beside it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { makeAuth } from '../src/people/signin/writes.ts'
import { openDatabase } from '../src/platform/db/db.ts'
import { findRunning } from '../src/platform/db/embedded/running.ts'
import { newId } from '../src/platform/db/id.ts'
import { sharedSecret } from '../src/platform/db/secret.ts'
import { type Program, startProgram } from '../tests/program.ts'

export interface BenchWorld {
  readonly folder: string
  readonly program: Program
  readonly databaseUrl: string
  readonly sql: pg.Pool
  readonly networkId: string
  readonly seriesId: string
  readonly organiserId: string
  end(): Promise<void>
}

/** An installation with one network ('bench'), one series and one organiser, no meetings. */
export async function benchWorld(env: Record<string, string> = {}): Promise<BenchWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'samling-bench-'))
  const program = await startProgram({ DATA_DIR: folder, SAMPLE: 'no', LOG_LEVEL: 'error', ...env })
  const databaseUrl = await findRunning(folder)
  if (!databaseUrl) throw new Error('the program runs, but its database is not found')
  const sql = new pg.Pool({ connectionString: databaseUrl, max: 4 })
  const [networkId, seriesId, organiserId] = [newId(), newId(), newId()]
  await sql.query(`insert into network (id, slug, name) values ($1, 'bench', '{"nb":"Målenettverket"}')`, [networkId])
  await sql.query(`insert into series (id, network_id, slug, name) values ($1, $2, 'rekke', '{"nb":"Møterekka"}')`, [
    seriesId,
    networkId,
  ])
  await sql.query(`insert into person (id, name, email) values ($1, 'Ola Måler', 'ola@bench.example')`, [organiserId])
  await sql.query(`insert into membership (id, network_id, person_id, role) values ($1, $2, $3, 'organiser')`, [
    newId(),
    networkId,
    organiserId,
  ])
  return {
    folder,
    program,
    databaseUrl,
    sql,
    networkId,
    seriesId,
    organiserId,
    end: async () => {
      await sql.end()
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The cookies of the organiser's session. */
export async function signIn(to: BenchWorld): Promise<string> {
  const database = openDatabase(to.databaseUrl, { connections: 2 })
  const auth = makeAuth(database.db, await sharedSecret(database.db, 'signing'), { baseUrl: to.program.address })
  const set = await auth.spendLinkToken(await auth.makeLinkToken('ola@bench.example'), new Headers())
  await database.end()
  return (set ?? []).map((line) => line.split(';')[0]).join('; ')
}

/** A published meeting of one day with as many items as asked for; every third has a speaker and published minutes. */
export async function addMeeting(world: BenchWorld, slug: string, items: number): Promise<string> {
  const [meetingId, dayId] = [newId(), newId()]
  await world.sql.query(
    `insert into meeting (id, network_id, series_id, slug, title, starts_at, ends_at, published_at)
     values ($1, $2, $3, $4, $5, '2026-05-04T07:00Z', '2026-05-04T14:00Z', now() - interval '60 days')`,
    [meetingId, world.networkId, world.seriesId, slug, { nb: `Møte med ${items} saker` }],
  )
  await world.sql.query(`insert into day (id, network_id, meeting_id, position, date) values ($1, $2, $3, 0, '2026-05-04')`, [
    dayId,
    world.networkId,
    meetingId,
  ])
  for (let i = 0; i < items; i++) {
    const itemId = newId()
    const clock = (minute: number) =>
      `${String(8 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    const length = Math.max(1, Math.floor(900 / items))
    await world.sql.query(
      `insert into item (id, network_id, meeting_id, day_id, position, start, "end", kind, title, note)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        itemId,
        world.networkId,
        meetingId,
        dayId,
        i,
        clock(i * length),
        clock((i + 1) * length),
        i % 6 === 5 ? 'break' : 'talk',
        { nb: i % 6 === 5 ? 'Pause' : `Sak ${i + 1}: Om samarbeid mellom bibliotekene` },
        { nb: 'Se referat' },
      ],
    )
    if (i % 3 !== 0) continue
    await world.sql.query(
      `insert into speaker (id, network_id, meeting_id, item_id, position, name, office) values ($1, $2, $3, $4, 0, 'Kari Nordmann', 'biblioteksjef')`,
      [newId(), world.networkId, meetingId, itemId],
    )
    const minutesId = newId()
    const text = 'Fylkesbiblioteket la fram saken. Bibliotekene ga innspill, og utkastet sendes ut til gjennomlesing.'
    const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }
    await world.sql.query(
      `insert into minutes (id, network_id, meeting_id, item_id, document, html, text, number, state, published_at, published_number)
       values ($1, $2, $3, $4, $5, $6, $7, 1, 'approved', now() - interval '50 days', 1)`,
      [minutesId, world.networkId, meetingId, itemId, document, `<p>${text}</p>`, text],
    )
    await world.sql.query(
      `insert into minutes_revision (id, network_id, minutes_id, number, document, html, text) values ($1, $2, $3, 1, $4, $5, $6)`,
      [newId(), world.networkId, minutesId, document, `<p>${text}</p>`, text],
    )
  }
  return meetingId
}

/** Many small published meetings at once, spread over twenty years, however many there are. */
export async function addMeetings(world: BenchWorld, count: number, prefix: string): Promise<void> {
  await world.sql.query(
    `with made as (
       insert into meeting (id, network_id, series_id, slug, title, starts_at, ends_at, published_at)
       select gen_random_uuid(), $1, $2, $3 || n, jsonb_build_object('nb', 'Møte nummer ' || n),
              now() + (n * 777 % 7000 - 5000) * interval '1 day', now() + (n * 777 % 7000 - 5000) * interval '1 day' + interval '6 hours', now() - interval '60 days'
       from generate_series(1, $4::int) n returning id
     ), days as (
       insert into day (id, network_id, meeting_id, position, date) select gen_random_uuid(), $1, id, 0, '2026-05-04' from made returning id, meeting_id
     )
     insert into item (id, network_id, meeting_id, day_id, position, start, "end", kind, title)
     select gen_random_uuid(), $1, meeting_id, id, n, (8 + n) || ':00', (9 + n) || ':00', 'talk', jsonb_build_object('nb', 'Sak ' || n)
     from days, generate_series(0, 2) n`,
    [world.networkId, world.seriesId, prefix, count],
  )
  // What the database would do in its own time, so that it does not do it while we measure.
  await world.sql.query('vacuum analyze')
  await world.sql.query('checkpoint')
}

export interface Timed {
  readonly ms: number
  readonly queries: number
}

/** One GET, whole, with what the program says it cost (SERVER_TIMING=yes). */
export async function timed(url: string, headers: Record<string, string> = {}): Promise<Timed> {
  const began = performance.now()
  const answer = await fetch(url, { headers: { 'accept-encoding': 'br', 'accept-language': 'nb', ...headers } })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return {
    ms: performance.now() - began,
    queries: Number(/desc="(\d+) queries"/.exec(answer.headers.get('server-timing') ?? '')?.[1] ?? Number.NaN),
  }
}

/**
 * Two GETs in turns, request by request, after a warm-up: a slow second of the machine then falls on both alike.
 * @returns the times of the first and of the second, in ms
 */
export async function inTurns(one: string, other: string, times: number): Promise<{ one: number[]; other: number[] }> {
  const out = { one: [] as number[], other: [] as number[] }
  for (let i = -15; i < times; i++) {
    const [a, b] = [await timed(one), await timed(other)]
    if (i < 0) continue
    out.one.push(a.ms)
    out.other.push(b.ms)
  }
  return out
}

/** The same GET many times, one after another, after a warm-up. */
export async function manyTimes(url: string, times: number, headers: Record<string, string> = {}): Promise<Timed[]> {
  for (let i = 0; i < 15; i++) await timed(url, headers)
  const out: Timed[] = []
  for (let i = 0; i < times; i++) out.push(await timed(url, headers))
  return out
}
