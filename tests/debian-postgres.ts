import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { giveOne, namedAccount } from '../src/platform/db/embedded/account.ts'

/** A PostgreSQL of the distribution's own, started for a test: what DATABASE_URL leads to in earnest. */
export interface DebianPostgres {
  /** Such as "15.14 (Debian 15.14-0+deb12u1)". */
  version: string
  /** The maintenance database, as the superuser: for tests that copy a template. */
  url: string
  /** A new, empty database that belongs to an ordinary user, without any right of a superuser. */
  newDatabase(): Promise<string>
  stop(): Promise<void>
}

const installed = '/usr/lib/postgresql'

/** The oldest of the installed versions that the program supports; the newest is what it brings itself. */
const major = existsSync(installed)
  ? readdirSync(installed)
      .filter((name) => Number(name) >= 15 && existsSync(join(installed, name, 'bin/initdb')))
      .sort((a, b) => Number(a) - Number(b))[0]
  : undefined

/**
 * For `test.skipIf(skipDebianPostgres)`, with the words "[needs package: postgresql]" in the test's name. False under
 * REQUIRE_ALL=1, so that the test runs and fails.
 */
export const skipDebianPostgres = major === undefined && process.env.REQUIRE_ALL !== '1'

export async function startDebianPostgres(): Promise<DebianPostgres> {
  if (!major) throw new Error('PostgreSQL 15 or newer is missing on this machine. Package: postgresql')
  const bin = join(installed, major, 'bin')
  const root = mkdtempSync('/tmp/debian-postgres-')
  const account = process.geteuid?.() === 0 ? namedAccount() : undefined
  giveOne(root, 0o700, account)
  const data = join(root, 'data')
  const options = { cwd: root, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' }, ...account }
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8'],
    options,
  )
  writeFileSync(join(data, 'postgresql.auto.conf'), `listen_addresses = ''\nunix_socket_directories = '${root}'\nfsync = off\n`)
  // In the foreground and never reloaded, so that its number is that of the process we started.
  const server = spawn(join(bin, 'postgres'), ['-D', data], { ...options, stdio: 'ignore' })
  const exited = new Promise((resolve) => server.once('exit', resolve))

  async function ask(database: string, text: string): Promise<Record<string, string>[]> {
    const client = new pg.Client({ host: root, user: 'postgres', database })
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }
  for (let tries = 0; ; tries++) {
    try {
      await ask('postgres', `CREATE ROLE ordinary LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`)
      break
    } catch (error) {
      if (tries === 200 || server.exitCode !== null) throw error
      await setTimeout(25)
    }
  }
  let made = 0
  return {
    version: (await ask('postgres', 'SHOW server_version'))[0]!.server_version!,
    url: `postgresql://postgres@/postgres?host=${encodeURIComponent(root)}&port=5432&sslmode=disable`,
    async newDatabase() {
      const name = `made${++made}`
      await ask('postgres', `CREATE DATABASE ${name} OWNER ordinary TEMPLATE template0 ENCODING 'UTF8'`)
      return `postgresql://ordinary@/${name}?host=${encodeURIComponent(root)}&port=5432&sslmode=disable`
    },
    async stop() {
      server.kill('SIGINT')
      await exited
      rmSync(root, { recursive: true, force: true })
    },
  }
}
