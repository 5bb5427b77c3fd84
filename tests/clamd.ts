/** A real ClamAV daemon with one signature of our own: it knows a file that bears `MARK`, and nothing else. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { scannerVersion } from '#platform/scan/clamd.ts'

/** Nothing that a real scanner would know. */
export const MARK = 'Samlings-eget-virus-til-prøve-4711'
/** Debian's package clamav-daemon. */
const PROGRAM = '/usr/sbin/clamd'
export const hasClamd = existsSync(PROGRAM)

export interface Clamd {
  /** As CLAMD_URL has it. */
  readonly url: string
  end(): Promise<void>
}

/** @param largest bytes that it takes of one file */
export async function startClamd({ largest = 50_000_000 } = {}): Promise<Clamd> {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'))
  const socket = join(folder, 's')
  writeFileSync(join(folder, 'own.ndb'), `Samling.Prove:0:*:${Buffer.from(MARK).toString('hex')}\n`)
  const lines = [
    `LocalSocket ${socket}`,
    `DatabaseDirectory ${folder}`,
    `TemporaryDirectory ${folder}`,
    `StreamMaxLength ${largest}`,
    'Foreground yes',
    'ConcurrentDatabaseReload no',
  ]
  writeFileSync(join(folder, 'clamd.conf'), `${lines.join('\n')}\n`)
  const child = spawn(PROGRAM, ['--config-file', join(folder, 'clamd.conf')], { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece))
  let over = false
  const ended = new Promise<void>((resolve) =>
    child.once('close', () => {
      over = true
      resolve()
    }),
  )
  const url = `unix:${socket}`
  for (let waited = 0; ; waited += 50) {
    if (over || waited > 60_000) throw new Error(`clamd did not start:\n${said}`)
    if (await scannerVersion(url).catch(() => null)) break
    await setTimeout(50)
  }
  return {
    url,
    end: async () => {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
