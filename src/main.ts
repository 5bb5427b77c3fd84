/** Starts Samling: settings, database, schema, application, jobs; stops gently when told to. */
import { setTimeout } from 'node:timers/promises'
import { takeUpActions } from './actions/keeping/writes.ts'
import { buildApp } from './app.ts'
import { BadSetting, type Config, readConfig } from './config.ts'
import { takeUpEarlier } from './minutes/objects/takeup/writes.ts'
import { makeAuth, printFirstOwnerLink } from './people/signin/writes.ts'
import { openDatabase } from './platform/db/db.ts'
import { startEmbedded } from './platform/db/embedded/keeper.ts'
import { migrate } from './platform/db/migrate.ts'
import { sharedSecret } from './platform/db/secret.ts'
import { openStore } from './platform/files/open.ts'
import type { Ground } from './platform/ground.ts'
import type { App } from './platform/http/app.ts'
import { loadAssets } from './platform/http/assets.ts'
import { makePageCache } from './platform/http/pagecache.ts'
import { makeJobs } from './platform/jobs/jobs.ts'
import { followRevisions } from './platform/live/revisions.ts'
import { type Log, makeLog } from './platform/log.ts'
import { troubleInWords } from './platform/trouble.ts'
import { loadSample } from './sample/load.ts'
import { keepIndexed } from './search/indexing/live.ts'

// Requests, jobs and the database get their time one after the other; together it is less than the whole.
const STOP_WITHIN_MS = 10_000
const REQUESTS_WITHIN_MS = 3_000
const JOBS_WITHIN_MS = 3_000
const QUERIES_WITHIN_MS = 1_000
const DATABASE_WITHIN_MS = 2_500
// The queries that a database leaves unanswered fail a moment before its own end is heard of.
const LOSS_HEARD_WITHIN_MS = 500

/** How what was started is ended again, in the order of the start. */
const ends: (() => Promise<unknown>)[] = []

async function start(config: Config, log: Log): Promise<void> {
  const url = config.DATABASE_URL ?? (await startOwnDatabase(config, log))
  await migrate(url)
  const database = openDatabase(url, {
    connections: config.DATABASE_POOL,
    onIdleError: (error) => log.warn({ err: error }, 'database connection lost'),
  })
  // A query that waits for somebody's lock would hold us for ever; the database rolls it back.
  ends.push(() => Promise.race([database.end(), setTimeout(QUERIES_WITHIN_MS)]))
  const secret = await sharedSecret(database.db, 'signing')
  const revisions = await followRevisions(database, (message, error) => log.warn({ err: error }, message))
  ends.push(revisions.stop)
  const jobs = makeJobs(database, log)
  const ground: Ground = {
    config,
    log,
    database,
    db: database.db,
    secret,
    revisions,
    pages: makePageCache(revisions, { enabled: config.PAGE_CACHE }),
    files: await openStore(config),
    jobs,
    assets: loadAssets(),
  }
  const auth = makeAuth(database.db, secret, config)
  const app = await buildApp(ground, auth)
  ends.push(() => jobs.stop(JOBS_WITHIN_MS))
  await jobs.start({ work: config.WORKER })
  await loadSample(ground)
  await takeUpEarlier(ground)
  await takeUpActions(ground)
  if (config.WORKER) ends.push(await keepIndexed(ground))
  ends.push(() => closeApp(app))
  await app.listen({ host: config.HOST, port: config.PORT })
  process.stdout.write(`\nSamling is running at ${config.baseUrl}\n`)
  await printFirstOwnerLink(ground, auth)
}

/** The embedded database, on DATA_DIR. Returns its address. */
async function startOwnDatabase(config: Config, log: Log): Promise<string> {
  const server = await startEmbedded({ dataDir: config.dataDir, log: (line) => log.info({ postgres: line }) })
  ends.push(() => server.stop(DATABASE_WITHIN_MS))
  // Without its database the program can only mislead; whoever keeps it running starts both again.
  void server.lost.then((error) => {
    log.fatal({ err: error }, 'the database ended by itself')
    process.exit(1)
  })
  return server.url
}

/** Answers what was asked, then hangs up: a slow reader must not hold the stop. */
async function closeApp(app: App): Promise<void> {
  void setTimeout(REQUESTS_WITHIN_MS).then(() => app.server.closeAllConnections())
  await app.close()
}

/** Whatever hangs, the process is gone in time; the database's own recovery does the rest. */
const goneInTime = () => void setTimeout(STOP_WITHIN_MS, null, { ref: false }).then(() => process.exit(1))

async function end(): Promise<void> {
  for (const one of ends.splice(0).reverse()) await one()
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = makeLog(config.LOG_LEVEL)
  const started = start(config, log)
  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping: requests, then jobs, then the database')
    goneInTime()
    // In the middle of the start: what has begun is finished first.
    await started.catch(() => {})
    await end()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(signal))
  try {
    await started
  } catch (error) {
    if (stopping) return
    goneInTime()
    // Where it is the database that ended, that is the reason to tell, and the process ends by it.
    if (!config.DATABASE_URL) await setTimeout(LOSS_HEARD_WITHIN_MS)
    console.error(`Samling could not start: ${troubleInWords(error, config)}`)
    log.debug({ err: error }, 'could not start')
    await end()
    process.exit(1)
  }
}

// A terminal that was closed, a pipe whose reader is gone: the work goes on, and so does a gentle stop.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  await main()
} catch (error) {
  if (!(error instanceof BadSetting)) throw error
  console.error(`Samling cannot start with these settings:\n${error.message}\n"npx samling config" lists them all.`)
  process.exit(1)
}
