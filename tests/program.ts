/** The program as people run it: built, in a process of its own, on the embedded database with the sample network. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    address: string
  }
}

export interface Program {
  readonly address: string
  readonly pid: number
  readonly output: () => string
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** Starts the built program and waits until it answers. */
export async function startProgram(env: Record<string, string>, port?: number): Promise<Program> {
  port ??= await freePort()
  const main = join(import.meta.dirname, '..', 'dist', 'server', 'main.js')
  const child = spawn(process.execPath, ['--enable-source-maps', main], {
    env: { ...process.env, PORT: String(port), LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const address = `http://localhost:${port}`
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (let waited = 0; ; waited += 100) {
    if (child.exitCode !== null || waited > 60_000) throw new Error(`the program did not start:\n${output}`)
    const ready = await fetch(`${address}/readyz`).catch(() => null)
    if (ready?.ok) break
    await setTimeout(100)
  }
  return {
    address,
    pid: child.pid!,
    output: () => output,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      await ended
    },
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

export default async function setup(project: TestProject) {
  const folder = mkdtempSync(join(tmpdir(), 'samling-journeys-'))
  const program = await startProgram({ DATA_DIR: folder })
  project.provide('address', program.address)
  return async () => {
    await program.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
