/**
 * The public meeting page beside a bare node:http server that sends the same bytes from memory; how soon a change made by
 * another process is seen; what a cold page costs; what a page costs someone signed in.
 */
import { spawn, spawnSync } from 'node:child_process'
import { jobActor } from '../src/actor.ts'
import { changeDetails, unpublish } from '../src/meeting/writes.ts'
import { makeAuth } from '../src/people/signin/writes.ts'
import { openDatabase } from '../src/platform/db/db.ts'
import { sharedSecret } from '../src/platform/db/secret.ts'
import { followRevisions } from '../src/platform/live/revisions.ts'
import { freePort, startProgram } from '../tests/program.ts'
import { calibrate, median, say, tell } from './figures.ts'
import { addMeeting, benchWorld, manyTimes, timed } from './world.ts'

const RUNS = 5
const SECONDS = 3
const headers = { 'accept-encoding': 'br', 'accept-language': 'nb' }

if (spawnSync('wrk', ['-v']).error) {
  console.error('This bench drives the servers with wrk. Package: wrk')
  process.exit(1)
}

calibrate('page')
const world = await benchWorld()
const meetings = {
  24: await addMeeting(world, 'mote-24', 24),
  400: await addMeeting(world, 'mote-400', 400),
  10: await addMeeting(world, 'mote-10', 10),
}
await world.sql.query(
  "insert into revision (subject, rev) values ('meetings-of:' || $1, 1) on conflict (subject) do update set rev = revision.rev + 1, raised_at = now()",
  [world.networkId],
)

for (const items of [24, 400]) {
  const url = `${world.program.address}/bench/mote-${items}`
  const answer = await fetch(url, { headers })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  const bare = await startBare(url)
  const ratios: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const ours = requestsPerSecond(url)
    const theirs = requestsPerSecond(`${bare.address}/`)
    say(`  ${items} items, run ${run + 1}: ${Math.round(ours)} and ${Math.round(theirs)} requests a second`)
    ratios.push(ours / theirs)
  }
  bare.stop()
  tell({ bench: 'page', figure: `public-${items}-items`, value: median(ratios), unit: 'ratio', of: 'bare node:http' })
}

await seenElsewhere()
await cold()
await signedIn()
await world.end()

function requestsPerSecond(url: string): number {
  const run = spawnSync('wrk', ['-t1', '-c32', `-d${SECONDS}s`, '-H', 'Accept-Encoding: br', '-H', 'Accept-Language: nb', url], {
    encoding: 'utf8',
  })
  if (/Non-2xx/.test(run.stdout)) throw new Error(`wrk met errors at ${url}:\n${run.stdout}`)
  return Number(/Requests\/sec:\s+([\d.]+)/.exec(run.stdout)?.[1])
}

/** The same bytes and headers from memory, in a process of its own. */
async function startBare(url: string) {
  const port = await freePort()
  const script = `
    const http = require('node:http')
    http.get(${JSON.stringify(url)}, { headers: ${JSON.stringify(headers)} }, (from) => {
      const chunks = []
      from.on('data', (c) => chunks.push(c)).on('end', () => {
        const body = Buffer.concat(chunks)
        const flat = []
        for (let i = 0; i < from.rawHeaders.length; i += 2)
          if (!/^(date|connection|keep-alive|transfer-encoding)$/i.test(from.rawHeaders[i])) flat.push(from.rawHeaders[i], from.rawHeaders[i + 1])
        http.createServer((q, s) => { s.writeHead(200, flat); s.end(body) }).listen(${port}, '127.0.0.1', () => console.log('up'))
      })
    })`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => child.stdout.once('data', resolve))
  return { address: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}

/** This process writes; the program must show it. */
async function seenElsewhere() {
  const database = openDatabase(world.databaseUrl, { connections: 2 })
  const news = await followRevisions(database, say)
  const actor = jobActor(world.networkId)
  const url = `${world.program.address}/bench/mote-24`
  const waits: number[] = []
  for (let i = 0; i < 10; i++) {
    await timed(url)
    const title = `Ny tittel ${i}`
    const [row] = (await world.sql.query('select version from meeting where id = $1', [meetings[24]])).rows
    await changeDetails(database.db, actor, meetings[24], row.version, { title: { nb: title } })
    const began = performance.now()
    while (!(await (await fetch(url, { headers })).text()).includes(title))
      if (performance.now() - began > 5000) throw new Error('the change was never seen')
    waits.push(performance.now() - began)
  }
  tell({ bench: 'page', figure: 'change-seen-elsewhere-max', value: Math.max(...waits), unit: 'ms' })
  await unpublish(database.db, actor, meetings[24])
  const began = performance.now()
  while ((await fetch(url, { headers })).status !== 404)
    if (performance.now() - began > 5000) throw new Error('the page was never withdrawn')
  tell({ bench: 'page', figure: 'unpublished-elsewhere', value: performance.now() - began, unit: 'ms' })
  await news.stop()
  await database.end()
}

async function cold() {
  const program = await startProgram({
    DATABASE_URL: world.databaseUrl,
    DATA_DIR: `${world.folder}/second`,
    PAGE_CACHE: 'no',
    SERVER_TIMING: 'yes',
    WORKER: 'no',
    SAMPLE: 'no',
  })
  for (const items of [10, 400]) {
    const runs = await manyTimes(`${program.address}/bench/mote-${items}`, 40)
    tell({ bench: 'page', figure: `cold-${items}-items`, value: median(runs.map((run) => run.ms)), unit: 'ms' })
    tell({
      bench: 'page',
      figure: `cold-${items}-items-queries`,
      value: median(runs.map((run) => run.queries)),
      unit: 'queries',
    })
  }
  await program.stop()
}

async function signedIn() {
  const program = await startProgram({
    DATABASE_URL: world.databaseUrl,
    DATA_DIR: `${world.folder}/third`,
    SERVER_TIMING: 'yes',
    WORKER: 'no',
    SAMPLE: 'no',
  })
  const database = openDatabase(world.databaseUrl, { connections: 2 })
  const auth = makeAuth(database.db, await sharedSecret(database.db, 'signing'), { baseUrl: program.address })
  const set = await auth.spendLinkToken(await auth.makeLinkToken('ola@bench.example'), new Headers())
  const cookie = (set ?? []).map((line) => line.split(';')[0]).join('; ')
  const runs = await manyTimes(`${program.address}/bench/mote-10`, 60, { cookie })
  tell({ bench: 'page', figure: 'signed-in-p50', value: median(runs.map((run) => run.ms)), unit: 'ms' })
  tell({ bench: 'page', figure: 'signed-in-queries', value: median(runs.map((run) => run.queries)), unit: 'queries' })
  await database.end()
  await program.stop()
}
