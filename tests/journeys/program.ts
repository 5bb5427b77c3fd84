/** The program as people run it: built, in a process of its own, on the embedded database with the sample network. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { type Program, startProgram } from '../program.ts'

/**
 * A program for the journeys of one file, on a sample that nobody has changed: what one journey does to it is in the way of no
 * other, whatever their order. It ends after the file's last test.
 */
export async function startSample(env: Record<string, string> = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'samling-journey-'))
  let program: Program | undefined
  afterAll(async () => {
    await program?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  cpSync(inject('sample'), folder, { recursive: true })
  program = await startProgram({ DATA_DIR: folder, ...env })
  return program
}
