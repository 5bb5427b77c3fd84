/**
 * A letter to two thousand: how long the press of the button takes (all their letters are made and lie in the outbox), and
 * how fast they are handed over, beside a bare Nodemailer loop, one letter after the other on an open line, and beside bare
 * Nodemailer with as many lines to the same mail server.
 */
import { createTransport } from 'nodemailer'
import { newId } from '../src/platform/db/id.ts'
import { median, say, tell } from './figures.ts'
import { openSink, type Sink } from './sink.ts'
import { addMeeting, type BenchWorld, benchWorld, signIn } from './world.ts'

const RECEIVERS = 2000
const LINES = 5
const ROUNDS = 3

export async function noticeFigures(): Promise<void> {
  const sink = await openSink()
  const world = await benchWorld({ SMTP_URL: sink.url })
  const meetingId = await addMeeting(world, 'konferansen', 24)
  await world.sql.query(`update meeting set starts_at = now() + interval '60 days', ends_at = now() + interval '61 days'`)
  await world.sql.query(
    `insert into registration (id, network_id, meeting_id, number, state, name, email, locale)
     select gen_random_uuid(), $1, $2, n, 'registered', 'Deltaker ' || n, 'deltaker' || n || '@bench.example', case n % 4 when 0 then 'nn' else 'nb' end
     from generate_series(1, $3::int) n`,
    [world.networkId, meetingId, RECEIVERS],
  )
  const cookie = await signIn(world)
  const queued: number[] = []
  const ours: number[] = []
  const loop: number[] = []
  const lines: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const arrived = sink.arrive(RECEIVERS)
    const ms = await press(world, meetingId, cookie)
    const { perSecond, different } = await arrived
    if (different !== RECEIVERS) throw new Error(`${different} of ${RECEIVERS} letters arrived`)
    const letters = await lettersOf(world)
    const [alone, together] = [await bare(letters, sink, 1), await bare(letters, sink, LINES)]
    // The first round warms all of them up.
    if (round === 0) continue
    queued.push(ms)
    ours.push(perSecond)
    loop.push(alone)
    lines.push(together)
    const rates = [perSecond, alone, together].map(Math.round)
    say(
      `  queued in ${Math.round(ms)} ms; ${rates[0]} letters a second, a bare loop ${rates[1]}, ${LINES} bare lines ${rates[2]}`,
    )
  }
  tell({ bench: 'people', figure: 'notice-queued', value: median(queued), unit: 'ms' })
  tell({ bench: 'people', figure: 'notice-sent', value: median(ours), unit: 'letters/s' })
  const beside = (figure: string, others: readonly number[], of: string) =>
    tell({ bench: 'people', figure, value: median(ours.map((value, i) => value / others[i]!)), unit: 'x', of })
  beside('notice-sent-beside-loop', loop, 'a bare Nodemailer loop')
  beside('notice-sent-beside-lines', lines, `bare Nodemailer on ${LINES} lines`)
  await world.end()
  await sink.end()
}

/** A draft to all who are registered, with the programme in it, sent. @returns how long the answer took, in ms */
async function press(world: BenchWorld, meetingId: string, cookie: string): Promise<number> {
  const id = newId()
  await world.sql.query(
    `insert into notice (id, network_id, meeting_id, subject, body, inlined, audience) values ($1, $2, $3, $4, $5, 'programme', $6)`,
    [
      id,
      world.networkId,
      meetingId,
      { nb: 'Praktisk før konferansen', nn: 'Praktisk før konferansen' },
      { nb: 'Hei {navn}.\n\nHer er det du trenger å vite.', nn: 'Hei {namn}.\n\nHer er det du treng å vite.' },
      { to: ['registered'] },
    ],
  )
  const began = performance.now()
  const answer = await fetch(`${world.program.address}/bench/konferansen/notices/${id}/send`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie,
      origin: world.program.address,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ version: '1', count: String(RECEIVERS), when: 'now', seen: 'on' }),
  })
  await answer.arrayBuffer()
  if (answer.status !== 303) throw new Error(`sending answered ${answer.status}`)
  return performance.now() - began
}

interface Bare {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** The letters of the last round, in memory. */
async function lettersOf(world: BenchWorld): Promise<Bare[]> {
  const { rows } = await world.sql.query<Bare>(
    `select m.id, m."to", m.subject, p.text, p.html from mail m join mail_pattern p on p.id = m.pattern_id
     where m.kind = 'notice' order by m.created_at desc limit $1`,
    [RECEIVERS],
  )
  return rows
}

/** Nodemailer and nothing else: nothing is read, and nothing is kept of it. @returns letters in a second */
async function bare(letters: readonly Bare[], sink: Sink, count: number): Promise<number> {
  const transport = createTransport({ url: sink.url, pool: true, maxConnections: count, maxMessages: Number.POSITIVE_INFINITY })
  const arrived = sink.arrive(RECEIVERS)
  const waiting = letters.values()
  const line = async () => {
    for (const { id, ...letter } of waiting)
      await transport.sendMail({ from: 'Samling <samling@bench.example>', ...letter, messageId: `<${id}@bench.example>` })
  }
  await Promise.all(Array.from({ length: count }, line))
  transport.close()
  return (await arrived).perSecond
}
