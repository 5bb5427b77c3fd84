/**
 * One real PostgreSQL for a test run, with a migrated template database; each test file copies it. By default the embedded
 * one; TEST_DATABASE=debian takes the PostgreSQL of Debian's package instead.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/platform/db/embedded/keeper.ts'
import { migrate } from '../src/platform/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the server's maintenance database. */
    server: string
  }
}

export const TEMPLATE = 'samling_template'

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'samling-test-'))
  const server =
    process.env['TEST_DATABASE'] === 'debian'
      ? await (await import('./debian-postgres.ts')).startDebianPostgres()
      : await startEmbedded({ dataDir: folder })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(`create database ${TEMPLATE}`)
  await client.end()
  await migrate(databaseUrl(server.url, TEMPLATE))
  project.provide('server', server.url)
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The same server, another database. */
export function databaseUrl(server: string, name: string): string {
  // Not by URL: an address of a unix socket has no host, which URL refuses.
  return server.replace(/(\/\/[^/]*\/)[^?]*/, `$1${name}`)
}
