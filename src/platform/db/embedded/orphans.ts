import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { EmbeddedFailure } from './failure.ts'

/**
 * PostgreSQL processes that work in this cluster. On Linux known by their working directory, which is the
 * cluster however it was named at the start; a process number alone could by now be anyone's.
 */
export function processesIn(clusterDir: string): number[] {
  if (process.platform !== 'linux') return processesByCommand(clusterDir)
  const cluster = statSync(clusterDir)
  const found: number[] = []
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid)) continue
    try {
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') continue
      const place = statSync(`/proc/${pid}/cwd`)
      if (place.ino === cluster.ino && place.dev === cluster.dev) found.push(pid)
    } catch {
      // It ended while we looked, or it is another user's and so not ours.
    }
  }
  return found
}

function processesByCommand(clusterDir: string): number[] {
  return execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('postgres') && line.includes(clusterDir))
    .map((line) => Number.parseInt(line, 10))
}

/**
 * Ends what a killed program left behind. Only with the data folder's lock held: then nobody else can own them.
 * Stopped rather than adopted, because then settings, socket folder and parent are always those of this start.
 */
export async function endOrphans(clusterDir: string, log: (line: string) => void): Promise<void> {
  const pidFile = join(clusterDir, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const postmaster = Number.parseInt(readFileSync(pidFile, 'utf8'), 10)

  const orphans = processesIn(clusterDir)
  if (orphans.length > 0) {
    log(`ending the database that an earlier program left running (${orphans.join(', ')})`)
    // SIGINT to the postmaster is "fast shutdown" (server-shutdown in the manual). Without a postmaster its children
    // end by themselves, except one in the middle of a long query.
    if (orphans.includes(postmaster)) send([postmaster], 'SIGINT')
    if (!(await gone(clusterDir, 10_000))) send(processesIn(clusterDir), 'SIGQUIT')
    if (!(await gone(clusterDir, 3_000))) send(processesIn(clusterDir), 'SIGKILL')
    if (!(await gone(clusterDir, 3_000)))
      throw new EmbeddedFailure(
        `An earlier database (process ${processesIn(clusterDir).join(', ')}) cannot be ended. Restart the machine, or look for a disk that hangs.`,
      )
  }
  // In a container the numbers start over, and the old one may be ours or a neighbour's by now. PostgreSQL would then
  // refuse to start; we know better, since no process works in the cluster. A free number it judges for itself,
  // together with the shared memory that the file names.
  if (existsSync(pidFile) && alive(postmaster)) rmSync(pidFile)
}

export function send(pids: number[], signal: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
}

export async function gone(clusterDir: string, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs
  while (processesIn(clusterDir).length > 0) {
    if (performance.now() > end) return false
    await setTimeout(20)
  }
  return true
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
