/**
 * Erasing a person with a thousand traces: acts, mails, registrations, revisions, operations, visits, and texts that name them,
 * beside what fifty others have left. From the press of the button until the page answers that it is done.
 */
import { makeAuth } from '../src/people/signin/writes.ts'
import { openDatabase } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/db/id.ts'
import { sharedSecret } from '../src/platform/db/secret.ts'
import { median, say, tell } from './figures.ts'
import { addMeeting, type BenchWorld, benchWorld } from './world.ts'

const OTHERS = 50
const ROUNDS = 5
/** How many of each table one person has left. */
const TRACES = {
  activity: 500,
  mail: 150,
  operation: 100,
  registration: 20,
  minutes: 80,
  input: 50,
  visit: 20,
  receiver: 50,
  text: 30,
}
const SUM = Object.values(TRACES).reduce((sum, n) => sum + n, 0)

export async function erasureFigures(): Promise<void> {
  const world = await benchWorld()
  const meetings: string[] = []
  for (let n = 0; n < TRACES.registration; n++) meetings.push(await addMeeting(world, `mote-${n}`, 12))
  for (let n = 0; n < OTHERS; n++) await leaveTraces(world, meetings, n + 1)
  await world.sql.query('analyze')
  const times: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const { name, email } = await leaveTraces(world, meetings, 1000 + round)
    const cookie = await signInAs(world, email)
    const before = await mentions(world, name, email)
    if (before < SUM) throw new Error(`only ${before} of ${SUM} traces were laid`)
    const began = performance.now()
    const answer = await fetch(`${world.program.address}/me/erase`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        cookie,
        origin: world.program.address,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ typed: email }),
    })
    const ms = performance.now() - began
    if (answer.status !== 303) throw new Error(`erasing answered ${answer.status}`)
    const left = await mentions(world, name, email)
    if (left > 0) throw new Error(`${left} traces are left`)
    // The first round warms up.
    if (round > 0) times.push(ms)
    say(`  ${before} traces gone in ${Math.round(ms)} ms`)
  }
  tell({ bench: 'people', figure: 'erase-1000-traces', value: median(times), unit: 'ms' })
  tell({ bench: 'people', figure: 'erase-1000-traces-slowest', value: Math.max(...times), unit: 'ms' })
  await world.end()
}

/** A member with so many rows of each kind. */
async function leaveTraces(world: BenchWorld, meetings: readonly string[], n: number) {
  const [id, name, email] = [newId(), `Sporene Etterlatt${n}`, `spor${n}@bench.example`]
  const { networkId } = world
  const sql = (text: string, ...values: unknown[]) => world.sql.query(text, values)
  const text = `Avklart med ${name} (${email}), som tar det videre. `.repeat(3)
  await sql('insert into person (id, name, email) values ($1, $2, $3)', id, name, email)
  await sql(`insert into membership (id, network_id, person_id, role) values ($1, $2, $3, 'member')`, newId(), networkId, id)
  await sql(
    `insert into activity (id, network_id, by_kind, by_person, by_name, action, about_kind, about_id, meeting_id, after)
     select gen_random_uuid(), $1, 'person', $2, $3, 'item.changed', 'item', gen_random_uuid(), ($4::uuid[])[1 + i % 20], $5::jsonb from generate_series(1, $6::int) i`,
    ...[networkId, id, name, meetings, JSON.stringify({ note: text }), TRACES.activity],
  )
  await sql(
    `insert into mail (id, network_id, "to", subject, text, html, kind, state)
     select gen_random_uuid(), $1, $2, 'Hei ' || $3, $4, '<p>' || $4 || '</p>', 'plan', 'sent' from generate_series(1, $5::int)`,
    ...[networkId, email, name, text, TRACES.mail],
  )
  await sql(
    `insert into operation (id, network_id, meeting_id, number, by_person, by_name, action, changes)
     select gen_random_uuid(), $1, ($2::uuid[])[1 + i % 20], $3::int * 1000 + i, $4, $5, 'item.changed', $6::jsonb from generate_series(1, $7::int) i`,
    ...[
      networkId,
      meetings,
      n,
      id,
      name,
      JSON.stringify([{ of: 'item', id: newId(), before: { note: null }, after: { note: { nb: text } } }]),
      TRACES.operation,
    ],
  )
  await sql(
    `insert into registration (id, network_id, meeting_id, number, state, person_id, name, email)
     select gen_random_uuid(), $1, m, $2, 'registered', $3, $4, $5 from unnest($6::uuid[]) m`,
    ...[networkId, n, id, name, email, meetings],
  )
  await sql(
    `insert into minutes_revision (id, network_id, minutes_id, number, document, html, text, by, by_name)
     select gen_random_uuid(), $1, minutes.id, $2::int * 1000 + i, $3::jsonb, $4, $4, $5, $6
     from generate_series(1, $7::int) i, (select id from minutes limit 1) minutes`,
    ...[
      networkId,
      n,
      JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] }),
      text,
      id,
      name,
      TRACES.minutes,
    ],
  )
  await sql(
    `insert into input (id, network_id, meeting_id, kind, state, text, locale, person_id, name)
     select gen_random_uuid(), $1, ($2::uuid[])[1 + i % 20], 'question', 'answered', $3, 'nb', $4, $5 from generate_series(1, $6::int) i`,
    ...[networkId, meetings, text, id, name, TRACES.input],
  )
  await sql(
    `insert into visit (network_id, person_id, meeting_id, at) select $1, $2, m, now() from unnest($3::uuid[]) m`,
    networkId,
    id,
    meetings,
  )
  await sql(
    `insert into notice_receiver (notice_id, network_id, email, person_id) select gen_random_uuid(), $1, $2, $3 from generate_series(1, $4::int)`,
    ...[networkId, email, id, TRACES.receiver],
  )
  await sql(
    `insert into meeting_text (id, network_id, meeting_id, kind, position, body)
     select gen_random_uuid(), $1, ($2::uuid[])[1 + i % 20], 'practical', 9, $3::jsonb from generate_series(1, $4::int) i`,
    ...[networkId, meetings, JSON.stringify({ nb: text }), TRACES.text],
  )
  return { name, email }
}

/** How many rows name them. */
async function mentions({ sql }: BenchWorld, name: string, email: string): Promise<number> {
  const tables = [
    'person',
    'activity',
    'mail',
    'operation',
    'registration',
    'minutes_revision',
    'input',
    'notice_receiver',
    'meeting_text',
  ]
  let sum = TRACES.visit
  for (const table of tables) {
    const { rows } = await sql.query<{ n: number }>(
      `select count(*)::int as n from ${table} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0`,
      [name, email],
    )
    sum += rows[0]!.n
  }
  const { rows } = await sql.query<{ n: number }>('select count(*)::int as n from person where email = $1', [email])
  return rows[0]!.n === 0 ? sum - TRACES.visit : sum
}

async function signInAs(world: BenchWorld, email: string): Promise<string> {
  const database = openDatabase(world.databaseUrl, { connections: 2 })
  const auth = makeAuth(database.db, await sharedSecret(database.db, 'signing'), { baseUrl: world.program.address })
  const set = await auth.spendLinkToken(await auth.makeLinkToken(email), new Headers())
  await database.end()
  return (set ?? []).map((line) => line.split(';')[0]).join('; ')
}
