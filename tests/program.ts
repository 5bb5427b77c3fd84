/** The program as people run it: built, in a process of its own. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { settings } from '../src/config.ts'
import type { World } from './world.ts'

export interface Program {
  readonly address: string
  readonly pid: number
  readonly output: () => string
  /** Its exit code, when it has ended; null when a signal ended it. */
  readonly ended: Promise<number | null>
  stop(signal?: NodeJS.Signals): Promise<void>
}

/** This environment without any setting of the program's: neither somebody's DATABASE_URL nor the BASE_URL that Vitest sets. */
export const bareEnvironment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in settings)))

/** From where, and as whom. */
export interface How {
  readonly checkout?: string
  readonly uid?: number
  readonly gid?: number
}

/** Starts the built program, whatever becomes of it. */
export function launch(env: Record<string, string>, how: How = {}): Omit<Program, 'address'> {
  const { checkout = join(import.meta.dirname, '..'), ...account } = how
  const main = join(checkout, 'dist', 'server', 'main.js')
  if (!existsSync(main)) throw new Error(`${main} is missing: "npm test" builds first, and so does "node bin/build.mjs"`)
  const child = spawn(process.execPath, ['--enable-source-maps', '--expose-gc', main], {
    env: { NODE_COMPILE_CACHE: join(checkout, 'node_modules/.cache/compiled'), ...bareEnvironment, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...account,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return {
    pid: child.pid!,
    output: () => output,
    ended,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      await ended
    },
  }
}

/** Starts the built program and waits until it answers. */
export async function startProgram(env: Record<string, string>, port?: number, how?: How): Promise<Program> {
  port ??= await freePort()
  const program = launch({ PORT: String(port), ...env }, how)
  const address = `http://localhost:${port}`
  let ended = false
  void program.ended.then(() => {
    ended = true
  })
  for (let waited = 0; ; waited += 50) {
    if (ended || waited > 60_000) throw new Error(`the program did not start:\n${program.output()}`)
    const ready = await fetch(`${address}/readyz`).catch(() => null)
    if (ready?.ok) break
    await setTimeout(50)
  }
  return { ...program, address }
}

/** The built program on a world's database and address, as the process that works on its queues. */
export const startOn = ({ database, ground }: World, env: Record<string, string> = {}): Promise<Program> =>
  startProgram({ DATABASE_URL: database.url, DATA_DIR: ground.config.dataDir, BASE_URL: ground.config.baseUrl, ...env })

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
