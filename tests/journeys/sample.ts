/** The sample network as a first start leaves it, with the pages of its files made: once, for all journeys to copy. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { findRunning } from '../../src/platform/db/embedded/running.ts'
import { startProgram } from '../program.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The DATA_DIR of a program that has stopped. */
    sample: string
  }
}

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'samling-sample-'))
  const program = await startProgram({ DATA_DIR: folder })
  await pagesMade((await findRunning(folder))!).finally(() => program.stop())
  project.provide('sample', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}

/**
 * Waits until nothing is left to draw, for LibreOffice would take its seconds from every journey. After ten minutes they begin
 * all the same: those that look at pages wait for them themselves.
 */
async function pagesMade(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const left = `select 1 from preview where state in ('waiting', 'working') limit 1`
    for (const began = Date.now(); Date.now() - began < 600_000; await setTimeout(250))
      if ((await client.query(left)).rows.length === 0) return
  } finally {
    await client.end()
  }
}
