import { spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, giveAll, giveOne, namedAccount } from './account.ts'
import { user } from './address.ts'
import type { Binaries } from './binaries.ts'
import { EmbeddedFailure, spawnFailure, startFailure } from './failure.ts'
import { accessFile, settingsFile } from './settings.ts'

/**
 * How a PostgreSQL program shall name the cluster. As another user than ours it could be unable to walk there
 * (DATA_DIR under /root or a `mktemp -d`, both 0700). It is started inside the folder instead, and
 * /proc/self/cwd leads to where a process stands without asking the folders above (proc(5), "magic links").
 * Root outside Linux has to use a place that everyone may enter.
 */
export function clusterName(clusterDir: string, account: Account | undefined): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : clusterDir
}

/** What the programs get to see of our environment: nothing like PGDATA or LC_ALL that changes what they do. */
export const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** A cluster of the right version with our settings; made first when there is none. */
export async function prepareCluster(options: {
  clusterDir: string
  binaries: Binaries
  account: Account | undefined
  log: (line: string) => void
}): Promise<void> {
  const { clusterDir, binaries, account, log } = options
  const half = `${clusterDir}.half`
  rmSync(half, { recursive: true, force: true })
  if (!existsSync(clusterDir)) {
    log('making a new database')
    await initialise(half, binaries, account)
    if (account) giveAll(half, account)
    renameSync(half, clusterDir)
    syncFolder(dirname(clusterDir))
  }
  const version = existsSync(join(clusterDir, 'PG_VERSION'))
    ? readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
    : undefined
  if (version === undefined)
    throw new EmbeddedFailure(
      `${clusterDir} holds no database (PG_VERSION is missing). Restore a backup into an empty DATA_DIR, or move the folder away to start anew.`,
    )
  if (version !== binaries.major)
    throw new EmbeddedFailure(
      `${clusterDir} was written by PostgreSQL ${version}, and this program brings ${binaries.major}. Make a backup with the version of the program that wrote it (samling backup FILE), and restore it here into an empty DATA_DIR (samling restore FILE).`,
    )
  // A folder copied or unpacked by root belongs to root all through.
  if (account && lstatSync(clusterDir).uid !== account.uid) giveAll(clusterDir, account)
  giveOne(clusterDir, 0o700, account)
}

export function writeSettings(clusterDir: string, account: Account | undefined, socketDir: string, port: number): void {
  for (const [name, text] of [
    ['postgresql.conf', settingsFile(socketDir, port)],
    ['pg_hba.conf', accessFile],
  ] as const) {
    const path = join(clusterDir, name)
    writeFileSync(path, text)
    giveOne(path, 0o600, account)
  }
}

/**
 * The order of text is by code point (`builtin` C.UTF-8): the same on every machine and for ever, so no update of the
 * system can silently spoil an index. Where people read a list, the query names a collation (COLLATE "nb-x-icu").
 */
async function initialise(dir: string, binaries: Binaries, account: Account | undefined): Promise<void> {
  mkdirSync(dir, { mode: 0o700 })
  const lent = account && namedAccount()
  if (lent) giveOne(dir, 0o700, lent)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const child = spawn(
    binaries.initdb,
    ['-D', clusterName(dir, account), `--username=${user}`, '--auth=trust', '--data-checksums', '--no-instructions', ...locale],
    { cwd: dir, env: environment, stdio: ['ignore', 'pipe', 'pipe'], ...lent },
  )
  let output = ''
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  child.stderr.on('data', (text: Buffer) => (output += text.toString()))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => reject(spawnFailure(binaries.initdb, error)))
    child.once('close', resolve)
  })
  if (code !== 0) throw startFailure('The database could not be made.', output, { clusterDir: dir, logPath: 'its output' })
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  fsyncSync(folder)
  closeSync(folder)
}
