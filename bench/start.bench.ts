/** A second start of "npm start" with nothing changed, to its first page; and what the program and its database hold in memory at rest. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { freePort } from '../tests/program.ts'
import { calibrate, median, tell } from './figures.ts'

calibrate('start')
const folder = mkdtempSync(join(tmpdir(), 'samling-bench-'))
const port = await freePort()
await once()
const times: number[] = []
for (let i = 0; i < 4; i++) times.push(await once())
tell({ bench: 'start', figure: 'second-start-to-first-page', value: median(times), unit: 'ms' })
await once((pids) => {
  tell({ bench: 'start', figure: 'memory-program', value: proportional(pids.filter((pid) => !isDatabase(pid))), unit: 'MB' })
  tell({ bench: 'start', figure: 'memory-database', value: proportional(pids.filter(isDatabase)), unit: 'MB' })
})
rmSync(folder, { recursive: true, force: true })

/** Starts, waits for the front page, looks (after 10 s of rest), stops. Returns the milliseconds to the first page. */
async function once(look?: (pids: number[]) => void): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'bin', 'start.mjs')], {
    env: { ...process.env, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error' },
    stdio: 'ignore',
  })
  while (!(await fetch(`http://localhost:${port}/`).catch(() => null))?.ok) {
    if (performance.now() - began > 60_000) throw new Error('it did not start')
    await setTimeout(10)
  }
  const took = performance.now() - began
  if (look) {
    await setTimeout(10_000)
    look(descendants(child.pid!))
  }
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
  return took
}

function stat(pid: number): { parent: number; name: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, name = '', rest = ''] = /\((.*)\) (.*)/s.exec(text) ?? []
    return { name, parent: Number(rest.split(' ')[1]) }
  } catch {
    return null
  }
}

/** The process and everything below it; the database runs in a session of its own but is still a child. */
function descendants(of: number): number[] {
  const all = readdirSync('/proc').map(Number).filter(Boolean)
  const found = new Set([of])
  for (let grew = true; grew; ) {
    grew = false
    for (const pid of all) {
      const parent = stat(pid)?.parent
      if (parent !== undefined && found.has(parent) && !found.has(pid)) grew = Boolean(found.add(pid))
    }
  }
  return [...found]
}

function isDatabase(pid: number): boolean {
  return stat(pid)?.name.startsWith('postgres') ?? false
}

/** Megabytes, with memory that processes share counted once (PSS). */
function proportional(pids: number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      return sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024
    } catch {
      return sum
    }
  }, 0)
}
