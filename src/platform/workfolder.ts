/** Where other programs work on files: a folder of this process among the machine's temporary ones, gone when it ends. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'samling-work-'
let folder: string | undefined

export function workFolder(): string {
  if (folder) return folder
  sweepDead()
  folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const mine = folder
  process.once('exit', () => rmSync(mine, { recursive: true, force: true }))
  return folder
}

/** What processes left that were killed. */
function sweepDead(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1])
    if (pid && !isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
