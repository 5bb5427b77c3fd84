/**
 * Registering under a rush: 500 people press the button within ten seconds for 200 places. None is lost, none stands twice, no
 * place is given twice, and the line stands in the order in which people came.
 */
import { setTimeout } from 'node:timers/promises'
import { makeAuth } from '../src/people/signin/writes.ts'
import { openDatabase } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/db/id.ts'
import { sharedSecret } from '../src/platform/db/secret.ts'
import { erasureFigures } from './erasure.ts'
import { calibrate, median, say, tell } from './figures.ts'
import { noticeFigures } from './notice.ts'
import { addMeeting, type BenchWorld, benchWorld } from './world.ts'

const PEOPLE = 500
const PLACES = 200
const WITHIN_MS = 10_000

calibrate('people')
const world = await benchWorld()
const meetingId = await addMeeting(world, 'konferansen', 24)
await world.sql.query(`update meeting set starts_at = now() + interval '60 days', ends_at = now() + interval '61 days'`)
await world.sql.query(
  `insert into registration_form (meeting_id, network_id, opens_at, capacity, questions) values ($1, $2, now(), $3, '[]')`,
  [meetingId, world.networkId, PLACES],
)
const members = await signInMany(world, PEOPLE)
const times = await rush(members)
await check()
tell({ bench: 'people', figure: 'rush-register-median', value: median(times), unit: 'ms' })
tell({
  bench: 'people',
  figure: 'rush-register-p95',
  value: times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)]!,
  unit: 'ms',
})
await world.end()
await noticeFigures()
await erasureFigures()

interface Member {
  readonly name: string
  readonly email: string
  readonly cookie: string
}

/** Members with a session each. */
async function signInMany(to: BenchWorld, count: number): Promise<Member[]> {
  const database = openDatabase(to.databaseUrl, { connections: 4 })
  const auth = makeAuth(database.db, await sharedSecret(database.db, 'signing'), { baseUrl: to.program.address })
  const made: Member[] = []
  for (let n = 0; n < count; n++) {
    const [id, name, email] = [newId(), `Deltaker ${n}`, `deltaker${n}@bench.example`]
    await to.sql.query('insert into person (id, name, email) values ($1, $2, $3)', [id, name, email])
    await to.sql.query(`insert into membership (id, network_id, person_id, role) values ($1, $2, $3, 'member')`, [
      newId(),
      to.networkId,
      id,
    ])
    const set = await auth.spendLinkToken(await auth.makeLinkToken(email), new Headers())
    made.push({ name, email, cookie: (set ?? []).map((line) => line.split(';')[0]).join('; ') })
  }
  await database.end()
  say(`  ${count} members are signed in`)
  return made
}

/** Each presses at a moment of their own, spread evenly over the ten seconds in an order that is nobody's. @returns ms each */
async function rush(all: readonly Member[]): Promise<number[]> {
  const address = world.program.address
  return Promise.all(
    all.map(async ({ name, email, cookie }, n) => {
      await setTimeout((((n * 7919) % PEOPLE) / PEOPLE) * WITHIN_MS)
      const began = performance.now()
      const answer = await fetch(`${address}/bench/konferansen/register`, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          cookie,
          origin: address,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ for: 'self', name, email }),
      })
      await answer.arrayBuffer()
      if (answer.status !== 303) throw new Error(`registering answered ${answer.status}`)
      return performance.now() - began
    }),
  )
}

/** @throws Error when anything of what is promised does not hold */
async function check(): Promise<void> {
  const { rows } = await world.sql.query<{ number: number; state: string; email: string }>(
    'select number, state, email from registration where meeting_id = $1 order by number',
    [meetingId],
  )
  const mails = await world.sql.query<{ count: number }>(
    `select count(distinct "to")::int as count from mail where kind = 'registration'`,
  )
  const faults = [
    rows.length === PEOPLE || `${rows.length} of ${PEOPLE} are registered`,
    new Set(rows.map((row) => row.email)).size === PEOPLE || 'somebody stands twice',
    rows.every((row, i) => row.number === i + 1) || 'the numbers have gaps',
    rows.every((row, i) => row.state === (i < PLACES ? 'registered' : 'waiting')) || 'places went past the line',
    mails.rows[0]!.count === PEOPLE || `${mails.rows[0]!.count} receipts`,
  ].filter((fault) => fault !== true)
  if (faults.length > 0) throw new Error(faults.join('; '))
  say(`  ${PEOPLE} registered, ${PLACES} with a place, ${PEOPLE - PLACES} in line, in order`)
}
