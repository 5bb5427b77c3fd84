/**
 * The live room with thousands who listen: how soon "next item" is seen, what a delivery costs beside a bare loop with the same
 * bytes, what a listener costs in memory, how soon all are back after a restart, and whether two processes tell the same.
 */
import { setTimeout } from 'node:timers/promises'
import { type Actor, personActor } from '../src/actor.ts'
import { meetingById } from '../src/meeting/reads.ts'
import { openDatabase } from '../src/platform/db/db.ts'
import { newId } from '../src/platform/db/id.ts'
import { followRevisions } from '../src/platform/live/revisions.ts'
import { takeStep } from '../src/room/show/writes.ts'
import { listenTo } from '../tests/listening.ts'
import { type Program, startProgram } from '../tests/program.ts'
import { type Crowd, cpuSeconds, makeCrowd, residentKb, startBare } from './crowd.ts'
import { calibrate, median, say, tell } from './figures.ts'
import { clock, type Report } from './listeners.ts'
import { voteFigures } from './votes.ts'
import { addMeeting, benchWorld, signIn } from './world.ts'

const LISTENERS = 5000
const PATH = '/bench/konferansen/room/live'
const ROUNDS = 20
/** How many of them are told with no bound on how often. */
const STEPS = [1, 100, 1000, LISTENERS]
/** How often each crowd is told: a few are told more often, for the clock of a processor ticks a hundred times a second. */
const tellings = (count: number) => (count > 100 ? 25 : 300)

calibrate('live')
const world = await benchWorld({ WORKER: 'no' })
const meetingId = await addMeeting(world, 'konferansen', 24)
const items = (await world.sql.query<{ id: string }>('select id from item where meeting_id = $1 order by position', [meetingId]))
  .rows
const cookie = await signIn(world)
const database = openDatabase(world.databaseUrl, { connections: 2 })
const news = await followRevisions(database, say)
const chair: Actor = await personActor(database.db, world.organiserId, { networkId: world.networkId, meetingId })
const meeting = (await meetingById(database.db, meetingId))!
let turn = 0

await inOneRoom()
await besideBare()
await twoProcesses()
await votes()
await news.stop()
await database.end()
await world.end()

/** Another process on the same database: the one that is measured, so that it alone may be stopped. */
async function another(env: Record<string, string> = {}, port?: number): Promise<Program> {
  const own = {
    DATABASE_URL: world.databaseUrl,
    DATA_DIR: `${world.folder}/files`,
    WORKER: 'no',
    SAMPLE: 'no',
    LOG_LEVEL: 'error',
  }
  return startProgram({ ...own, ...env }, port)
}

/** The chair's key, as the page sends it. */
async function press(program: Program): Promise<void> {
  const answer = await fetch(`${program.address}/bench/konferansen/chair/show/start`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, origin: program.address, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ key: newId(), item: items[++turn % items.length]!.id }),
  })
  if (answer.status !== 303) throw new Error(`"next item" was answered ${answer.status}: ${(await answer.text()).slice(0, 200)}`)
}

/**
 * A step that is told in as many bytes each time: other minutes for one item. A day has some dozens of steps, and hundreds are
 * taken here: earlier ones are put away, so that the state is that of a day throughout.
 */
async function step(): Promise<void> {
  if (++turn % 20 === 0) await world.sql.query(`delete from room_step where meeting_id = $1 and kind = 'extended'`, [meetingId])
  await takeStep(database.db, chair, meeting, newId(), 'extended', { itemId: items[0]!.id, minutes: 40 + (turn % 2) })
}

function portOf(program: Program): number {
  return Number(new URL(program.address).port)
}

/** Asks until all were reached. */
async function allReached(
  crowd: Crowd,
  order: 'reached' | 'whole',
  count: number,
  since: number,
  withinMs: number,
): Promise<Report> {
  for (;;) {
    const report = await crowd.order({ do: order, since })
    if (report.at.length >= count) return report
    if (clock() - since > withinMs) throw new Error(`${report.at.length} of ${count} were reached within ${withinMs} ms`)
    await setTimeout(50)
  }
}

function share(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(values.length * part) - 1)]!
}

/** Memory, "next item", and a restart, with all of them in one room. */
async function inOneRoom(): Promise<void> {
  let program = await another()
  const crowd = makeCrowd()
  // What any first answer needs is there before anybody is counted.
  const warm = await crowd.order({ do: 'open', count: 20, port: portOf(program), path: PATH })
  if (warm.open !== 20) throw new Error(`${warm.open} of 20 listen`)
  await press(program)
  await crowd.order({ do: 'close' })
  await setTimeout(2000)
  const before = residentKb(program.pid)
  const began = clock()
  const { open } = await crowd.order({ do: 'open', count: LISTENERS, port: portOf(program), path: PATH, comesBack: true })
  if (open !== LISTENERS) throw new Error(`${open} of ${LISTENERS} listen`)
  tell({ bench: 'live', figure: 'all-in', value: (clock() - began) / 1000, unit: 's' })
  await setTimeout(3000)
  tell({ bench: 'live', figure: 'memory-per-listener', value: (residentKb(program.pid) - before) / LISTENERS, unit: 'KB' })

  const seen: number[] = []
  for (let round = -3; round < ROUNDS; round++) {
    const since = clock()
    await press(program)
    const { at } = await allReached(crowd, 'reached', LISTENERS, since, 10_000)
    if (round >= 0) seen.push(...at.map((one) => one - since))
    await setTimeout(1000)
  }
  tell({ bench: 'live', figure: 'next-item-seen-p50', value: median(seen), unit: 'ms' })
  tell({ bench: 'live', figure: 'next-item-seen-p95', value: share(seen, 0.95), unit: 'ms' })
  tell({ bench: 'live', figure: 'next-item-seen-p99', value: share(seen, 0.99), unit: 'ms' })

  const stopped = clock()
  await program.stop()
  say(`  it has ended after ${Math.round(clock() - stopped)} ms`)
  program = await another({}, portOf(program))
  say(`  the process is back after ${Math.round(clock() - stopped)} ms`)
  const { at } = await allReached(crowd, 'whole', LISTENERS, stopped, 120_000)
  tell({ bench: 'live', figure: 'restart-all-back', value: (Math.max(...at) - stopped) / 1000, unit: 's' })
  const since = clock()
  await press(program)
  await allReached(crowd, 'reached', LISTENERS, since, 10_000)
  crowd.end()
  await program.stop()
}

/** What a delivery costs the process that makes it, with no bound on how often; beside the bare loop, and the more listen. */
async function besideBare(): Promise<void> {
  const program = await another({ LIVE_UPDATES: '0' })
  const event = await oneEvent(program)
  say(`  an update is ${event.length} bytes`)
  const bare = await startBare(event)
  const [ours, theirs] = [makeCrowd(), makeCrowd()]
  const micros = new Map<number, number>()
  let all = { ours: 0, bare: 0 }
  for (const [i, count] of STEPS.entries()) {
    const more = count - (STEPS[i - 1] ?? 0)
    await ours.order({ do: 'open', count: more, port: portOf(program), path: PATH })
    await theirs.order({ do: 'open', count: more, port: bare.port, path: '/' })
    // In turns, so that a slow moment of the machine falls on both.
    const spent = { ours: 0, bare: 0 }
    // What is told for the first time is compiled meanwhile: that is no listener's cost.
    if (i === 0) await spentOn(program.pid, ours, count, step)
    for (let round = 0; round < 2; round++) {
      spent.ours += await spentOn(program.pid, ours, count, step)
      spent.bare += await spentOn(bare.pid, theirs, count, bare.tell)
    }
    micros.set(count, (spent.ours * 1e6) / (2 * tellings(count)))
    const told = 2 * tellings(count) * count
    all = { ours: told / spent.ours, bare: told / spent.bare }
    say(`  ${count}: ${Math.round(all.ours)} deliveries a second of processor time, the bare loop ${Math.round(all.bare)}`)
  }
  const last = (await oneEvent(program)).length
  if (Math.abs(last - event.length) > event.length / 50)
    throw new Error(`an update was ${event.length} bytes, and is ${last} now`)
  tell({ bench: 'live', figure: 'deliveries-per-cpu-second', value: all.ours, unit: 'deliveries' })
  tell({
    bench: 'live',
    figure: 'deliveries-beside-bare',
    value: all.ours / all.bare,
    unit: 'ratio',
    of: 'a bare node:http loop',
  })
  // What one more listener costs at each update, beside the update itself.
  const alone = micros.get(1)!
  const each = (count: number) => (micros.get(count)! - alone) / (count - 1)
  tell({ bench: 'live', figure: 'update-for-one', value: alone / 1000, unit: 'ms' })
  for (const count of STEPS.slice(1)) tell({ bench: 'live', figure: `listener-of-${count}`, value: each(count), unit: 'µs' })
  ours.end()
  theirs.end()
  bare.stop()
  await program.stop()
}

/** Processor seconds of a process while it tells a crowd something a number of times. */
async function spentOn(pid: number, crowd: Crowd, count: number, act: () => Promise<unknown>): Promise<number> {
  const { events } = await crowd.order({ do: 'reached', since: clock() })
  const before = cpuSeconds(pid)
  for (let i = 0; i < tellings(count); i++) {
    await act()
    // All have it before the next: no two are told in one go.
    for (let told = 0; told < events + (i + 1) * count; ) {
      await setTimeout(5)
      told = (await crowd.order({ do: 'reached', since: clock() })).events
    }
  }
  return cpuSeconds(pid) - before
}

/** An update as it goes over the line. */
async function oneEvent(program: Program): Promise<string> {
  const one = await listenTo(program.address + PATH)
  await one.heard(({ name }) => name === 'message')
  await step()
  const { id, data } = await one.heard((event) => event.data.after !== undefined)
  one.close()
  return `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`
}

/** A step in one process, and when those of the other hold the same as its own. */
async function twoProcesses(): Promise<void> {
  const other = await another()
  const crowds = [makeCrowd(true), makeCrowd(true)] as const
  await crowds[0].order({ do: 'open', count: 50, port: portOf(world.program), path: PATH })
  await crowds[1].order({ do: 'open', count: 50, port: portOf(other), path: PATH })
  const waits: number[] = []
  // The first ones of each process are not measured: it compiles what it has never done.
  for (let round = -4; round < ROUNDS; round++) {
    const since = clock()
    await press(round % 2 ? other : world.program)
    const both = await Promise.all(crowds.map((crowd) => allReached(crowd, 'reached', 50, since, 5000)))
    const states = new Set(both.flatMap((report) => report.states))
    if (states.size !== 1) throw new Error(`${states.size} different states after one step`)
    if (round >= 0) waits.push(...both.flatMap(({ at }) => at.map((one) => one - since)))
    await setTimeout(700)
  }
  tell({ bench: 'live', figure: 'two-processes-same-max', value: Math.max(...waits), unit: 'ms' })
  for (const crowd of crowds) crowd.end()
  await other.stop()
}

/** With some hundreds looking on. */
async function votes(): Promise<void> {
  const program = await another()
  const crowd = makeCrowd()
  await crowd.order({ do: 'open', count: 500, port: portOf(program), path: PATH })
  await voteFigures(world, program, meetingId, cookie)
  crowd.end()
  await program.stop()
}
