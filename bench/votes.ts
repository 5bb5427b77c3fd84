/**
 * Two thousand guests vote within ten seconds, some of them twice because a line broke, while others watch the room. None is
 * lost, none counts double.
 */
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { openDatabase } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/db/id.ts'
import { sharedSecret } from '../src/platform/db/secret.ts'
import { guestCookie, guestToken } from '../src/room/entry/rules.ts'
import type { Program } from '../tests/program.ts'
import { median, say, tell } from './figures.ts'
import type { BenchWorld } from './world.ts'

const VOTERS = 2000
const WITHIN_MS = 10_000
/** Every so many sends the same vote twice at once. */
const TWICE_EVERY = 20

interface Voter {
  readonly id: string
  readonly cookie: string
}

/** @param chair the cookie of whoever leads the meeting */
export async function voteFigures(world: BenchWorld, program: Program, meetingId: string, chair: string): Promise<void> {
  const voters = await letIn(world, meetingId)
  const at = '/bench/konferansen'
  const form = { question: 'Går vi for det?', kind: 'yes_no', electorate: 'link', secrecy: 'hidden', open: 'now', key: newId() }
  const opened = await send(program, `${at}/chair/polls`, chair, form)
  const { rows } = await world.sql.query<{ id: string; electors: number }>('select id, electors from poll')
  if (rows[0]?.electors !== VOTERS) throw new Error(`${opened}: ${rows[0]?.electors} of ${VOTERS} may vote`)
  const vote = async ({ cookie }: Voter, n: number) => {
    await setTimeout((((n * 7919) % VOTERS) / VOTERS) * WITHIN_MS)
    const began = performance.now()
    const once = () =>
      send(program, `${at}/room/polls/${rows[0]!.id}/vote`, cookie, { choice: n % 3 ? 'yes' : 'no', key: newId() })
    const answers = await Promise.all(n % TWICE_EVERY ? [once()] : [once(), once()])
    if (answers.some((status) => status !== 200)) throw new Error(`a vote was answered ${answers}`)
    return performance.now() - began
  }
  const times = await Promise.all(voters.map(vote))
  const counted = await world.sql.query<{ voters: number; ballots: number }>(
    'select count(distinct voter)::int as voters, count(*)::int as ballots from ballot',
  )
  const { voters: different, ballots } = counted.rows[0]!
  if (different !== VOTERS || ballots !== VOTERS)
    throw new Error(`${ballots} ballots of ${different} voters, and ${VOTERS} voted`)
  say(`  ${VOTERS} voted, ${VOTERS / TWICE_EVERY} of them twice at once: ${ballots} ballots`)
  tell({ bench: 'live', figure: 'vote-p50', value: median(times), unit: 'ms' })
  tell({ bench: 'live', figure: 'vote-p95', value: times.sort((a, b) => a - b)[Math.floor(VOTERS * 0.95)]!, unit: 'ms' })
}

/** Guests who came in by the code. */
async function letIn(world: BenchWorld, meetingId: string): Promise<Voter[]> {
  const { sql, networkId } = world
  await sql.query(
    `insert into room (meeting_id, network_id, guests_may) values ($1, $2, '{"ask":true,"vote":true,"queue":false}')
     on conflict (meeting_id) do update set guests_may = excluded.guests_may`,
    [meetingId, networkId],
  )
  const found = await sql.query<{ public_id: number }>('select public_id from meeting where id = $1', [meetingId])
  const made = await sql.query<{ id: string }>(
    `insert into participant (id, network_id, meeting_id, name)
     select gen_random_uuid(), $1, $2, 'Gjest ' || n from generate_series(1, $3::int) n returning id`,
    [networkId, meetingId, VOTERS],
  )
  const database = openDatabase(world.databaseUrl, { connections: 1 })
  const secret = await sharedSecret(database.db, 'signing')
  await database.end()
  const name = guestCookie({ publicId: found.rows[0]!.public_id })
  return made.rows.map(({ id }) => ({ id, cookie: `${name}=${guestToken(secret, { id, linkVersion: 1 })}` }))
}

const agent = new Agent({ keepAlive: true, maxSockets: 500 })

/** A form as the live page sends it. @returns the status it was answered with */
function send(program: Program, path: string, cookie: string, fields: Record<string, string>): Promise<number> {
  const body = new URLSearchParams(fields).toString()
  const headers = {
    ...{ cookie, accept: 'application/json', origin: program.address, 'sec-fetch-site': 'same-origin' },
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': body.length,
  }
  return new Promise((resolve, reject) => {
    request(program.address + path, { method: 'POST', agent, headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode!))
    })
      .on('error', reject)
      .end(body)
  })
}
