import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Client, escapeIdentifier } from 'pg'
import { type Account, chooseAccount } from './account.ts'
import { address, database, port, user } from './address.ts'
import { findBinaries } from './binaries.ts'
import { clusterName, environment, prepareCluster, writeSettings } from './cluster.ts'
import { diskFailure, spawnFailure, startFailure } from './failure.ts'
import { type Lock, lockDataDir } from './lock.ts'
import { boundLog, logSize, openLog, readLog } from './logfile.ts'
import { endOrphans, processesIn, send } from './orphans.ts'
import { assertSettings } from './settings.ts'
import { makeSocketDir, removeSocketDir } from './sockets.ts'

export { DataDirInUse } from './failure.ts'

export interface EmbeddedServer {
  /** The folder of the unix socket; `pg` takes it as host. */
  host: string
  port: number
  user: string
  database: string
  /** For `pg` and what builds on it. */
  url: string
  /** Of the postmaster. */
  pid: number
  /** Such as "18.4". */
  pgVersion: string
  /** Settles, with words and the end of the log, when the database ends without having been asked to. */
  lost: Promise<Error>
  /** Lets sessions go, writes everything down and ends; after `graceMs` (10 s) at once, to be recovered at the next start. */
  stop(graceMs?: number): Promise<void>
}

/**
 * Starts PostgreSQL on `${dataDir}/postgres`, which it makes when missing. It listens on nothing but a unix socket in
 * a private folder. Throws DataDirInUse or EmbeddedFailure, both in words for a person.
 */
export async function startEmbedded(options: { dataDir: string; log?: (line: string) => void }): Promise<EmbeddedServer> {
  const log = options.log ?? (() => {})
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw diskFailure(options.dataDir, error)
  }
  const dataDir = realpathSync(options.dataDir)
  const clusterDir = join(dataDir, 'postgres')
  const lock = await lockDataDir(dataDir)
  let socketDir: string | undefined
  try {
    const account = chooseAccount(clusterDir)
    const binaries = findBinaries(dataDir, account, log)
    await endOrphans(clusterDir, log)
    removeSocketDir(lock.previous?.socketDir)
    await prepareCluster({ clusterDir, binaries, account, log })
    socketDir = makeSocketDir(account)
    lock.write({ socketDir })
    writeSettings(clusterDir, account, socketDir, port)
    return await run({
      postgres: binaries.postgres,
      clusterDir,
      account,
      socketDir,
      logPath: join(dataDir, 'postgres.log'),
      lock,
      log,
    })
  } catch (error) {
    removeSocketDir(socketDir)
    lock.release()
    throw diskFailure(dataDir, error)
  }
}

interface Start {
  postgres: string
  clusterDir: string
  account: Account | undefined
  socketDir: string
  logPath: string
  lock: Lock
  log: (line: string) => void
}

async function run(start: Start): Promise<EmbeddedServer> {
  const { postgres, clusterDir, account, socketDir, logPath, lock, log } = start
  const output = openLog(logPath)
  const logStart = logSize(logPath)
  // Detached: a session of its own, so that Ctrl-C in the terminal reaches us alone and we can finish our work first.
  const child = spawn(postgres, ['-D', clusterName(clusterDir, account)], {
    cwd: clusterDir,
    env: environment,
    detached: true,
    stdio: ['ignore', output, output],
    ...account,
  })
  closeSync(output)
  let asked = false
  let started = false
  const ended = new Promise<Error>((resolve) => {
    child.once('error', (error) => resolve(spawnFailure(postgres, error)))
    child.once('exit', (code, signal) => {
      const what = `The database ${started ? 'ended by itself' : 'did not start'} (${signal ?? code}).`
      resolve(startFailure(what, readLog(logPath, logStart), { clusterDir, logPath }))
    })
  })
  // A program that ends without stop() (process.exit, an uncaught error) must not leave the database behind.
  const lastResort = () => child.pid !== undefined && send([child.pid], 'SIGINT')
  process.once('exit', lastResort)
  const bounding = setInterval(() => boundLog(logPath), 60_000).unref()

  let stopping: Promise<void> | undefined
  async function stop(graceMs = 10_000): Promise<void> {
    asked = true
    stopping ??= end(child, clusterDir, ended, graceMs).finally(() => {
      clearInterval(bounding)
      process.off('exit', lastResort)
      removeSocketDir(socketDir)
      lock.release()
    })
    return stopping
  }

  try {
    await Promise.race([ready(clusterDir, child, log), ended.then((error) => Promise.reject(error))])
    started = true
    const pgVersion = await openDatabase(socketDir, clusterDir)
    // Whether the program lives on is for its own work to decide, not for this child.
    child.unref()
    return {
      host: socketDir,
      port,
      user,
      database,
      url: address(socketDir, database),
      pid: child.pid!,
      pgVersion,
      lost: new Promise((resolve) => void ended.then((error) => !asked && resolve(error))),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The eighth line of postmaster.pid says `ready` (pg_ctl looks there too). Recovery after a crash takes the time it takes. */
async function ready(clusterDir: string, child: ChildProcess, log: (line: string) => void): Promise<void> {
  const begun = performance.now()
  for (let spoken = 0; child.exitCode === null && child.signalCode === null; ) {
    const lines = readPidFile(clusterDir)
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return
    const seconds = (performance.now() - begun) / 1000
    if (seconds > (spoken + 1) * 10) log(`the database is still recovering (${++spoken * 10} s)`)
    await setTimeout(5)
  }
}

function readPidFile(clusterDir: string): string[] {
  try {
    return readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return [] // not written yet
  }
}

/** Makes the program's own database at the first start, and looks at the settings. Returns the server's version. */
async function openDatabase(socketDir: string, clusterDir: string): Promise<string> {
  const client = await connect(address(socketDir, database)).catch(async (error: { code?: string }) => {
    if (error.code !== '3D000') throw error // 3D000: no such database
    const first = await connect(address(socketDir, 'postgres'))
    await first.query(`CREATE DATABASE ${escapeIdentifier(database)}`)
    await first.end()
    return connect(address(socketDir, database))
  })
  try {
    await assertSettings(client, clusterDir)
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version')
    return rows[0]!.server_version
  } finally {
    await client.end()
  }
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString })
  await client.connect()
  return client
}

/** Fast, then immediate, then by force: nothing is left running. A cluster ended by force recovers at its next start. */
async function end(child: ChildProcess, clusterDir: string, ended: Promise<Error>, graceMs: number): Promise<void> {
  child.ref()
  for (const [signal, waitMs] of [
    ['SIGINT', graceMs],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) break
    send([child.pid], signal)
    const timer = new AbortController()
    await Promise.race([ended, setTimeout(waitMs, undefined, { signal: timer.signal }).catch(() => {})])
    timer.abort()
  }
  send(processesIn(clusterDir), 'SIGKILL')
}
