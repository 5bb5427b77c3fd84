/** Starts Samling: settings, database, schema, application, jobs; stops gently when told to. */
import { type App, buildApp } from './app.ts'
import { BadSetting, type Config, readConfig } from './config.ts'
import { makeAuth } from './people/signin/writes.ts'
import { openDatabase } from './platform/db/db.ts'
import { type EmbeddedServer, startEmbedded } from './platform/db/embedded/keeper.ts'
import { migrate } from './platform/db/migrate.ts'
import { sharedSecret } from './platform/db/secret.ts'
import { openFileStore } from './platform/files/disk.ts'
import type { Ground } from './platform/ground.ts'
import { loadAssets } from './platform/http/assets.ts'
import { makePageCache } from './platform/http/pagecache.ts'
import { makeJobs } from './platform/jobs/jobs.ts'
import { followRevisions } from './platform/live/revisions.ts'
import { makeLog } from './platform/log.ts'

const STOP_WITHIN_MS = 10_000

async function start(config: Config) {
  const log = makeLog(config.LOG_LEVEL)
  const say = (line: string) => process.stdout.write(`${line}\n`)
  let embedded: EmbeddedServer | null = null
  if (!config.DATABASE_URL)
    embedded = await startEmbedded({ dataDir: config.dataDir, log: (line) => log.info({ postgres: line }) })
  const url = config.DATABASE_URL ?? embedded!.url
  await migrate(url)
  const database = openDatabase(url, {
    connections: config.DATABASE_POOL,
    onIdleError: (error) => log.warn({ err: error }, 'database connection lost'),
  })
  const secret = await sharedSecret(database.db, 'signing')
  const revisions = await followRevisions(database, (message, error) => log.warn({ err: error }, message))
  const jobs = makeJobs(database, log)
  const ground: Ground = {
    config,
    log,
    database,
    db: database.db,
    secret,
    revisions,
    pages: makePageCache(revisions, { enabled: config.PAGE_CACHE }),
    files: openFileStore(config.filesDir),
    jobs,
    assets: loadAssets(),
  }
  const auth = makeAuth(database.db, secret, config)
  const app: App = await buildApp(ground, auth)
  await jobs.start({ work: config.WORKER })
  await app.listen({ host: config.HOST, port: config.PORT })

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info({ signal }, 'stopping: requests, then jobs, then the database')
    // Whatever hangs, the process is gone in time; the database's own recovery does the rest.
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
    await app.close()
    await jobs.stop(3000)
    await revisions.stop()
    await database.end()
    await embedded?.stop(4000)
    process.exit(0)
  }
  // Without its database the program can only mislead; whoever keeps it running starts both again.
  void embedded?.lost.then((why) => {
    log.fatal({ why }, 'the database ended by itself')
    process.exit(1)
  })
  process.on('SIGTERM', () => void stop('SIGTERM'))
  process.on('SIGINT', () => void stop('SIGINT'))
  say(`\nSamling is running at ${config.baseUrl}`)
}

try {
  await start(readConfig(process.env))
} catch (error) {
  if (error instanceof BadSetting)
    console.error(`Samling cannot start with these settings:\n${error.message}\n"npx samling config" lists them all.`)
  else
    console.error(
      error instanceof Error
        ? process.env['LOG_LEVEL'] === 'debug'
          ? error.stack
          : `Samling could not start: ${error.message}`
        : error,
    )
  process.exit(1)
}
