import { readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { DataDirInUse, diskFailure, diskFull, EmbeddedFailure } from './failure.ts'

/** Who holds the folder. For people and for clearing up; the lock itself does not depend on it. */
export interface Holder {
  pid: number
  host: string
  started: string
  socketDir?: string
}

export interface Lock {
  /** Who held the folder last, if that one did not give it back: it was killed, or the machine stopped. */
  previous: Holder | undefined
  write(more: { socketDir: string }): void
  release(): void
}

// The lock dies with its connection, and a connection nobody points at is collected as garbage.
const held = new Set<DatabaseSync>()

/**
 * One program per data folder. Node offers no flock; its SQLite takes a file lock of the kernel's, which
 * ends with the process however it ends. So there is no stale lock, no process number to be mistaken for
 * another's, and two containers with one volume see each other, which numbers in a file cannot give.
 * Trap (fcntl): nobody in this process may open and close the lock file by other means; that would drop the lock.
 *
 * Waits a second for the one before us to finish, since a restart overlaps easily.
 */
export async function lockDataDir(dataDir: string): Promise<Lock> {
  const path = join(dataDir, 'in-use.lock')
  const note = join(dataDir, 'in-use.json')
  let database: DatabaseSync | undefined
  for (let tries = 0; !database; tries++) {
    const candidate = open(path)
    try {
      // Without a journal, which would be one more file beside it.
      candidate.exec('PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
      database = candidate
    } catch (error) {
      candidate.close()
      const { errcode } = error as { errcode?: number }
      if (errcode === 13) throw diskFull(dataDir) // SQLITE_FULL
      if (errcode !== 5)
        // SQLITE_BUSY
        throw new EmbeddedFailure(
          `${path} cannot be locked (${(error as Error).message}). DATA_DIR must lie on a file system with file locks.`,
        )
      if (tries === 20) throw new DataDirInUse(inUse(dataDir, read(note)))
      await setTimeout(50)
    }
  }
  const lock = database
  held.add(lock)

  const previous = read(note)
  const holder: Holder = { pid: process.pid, host: hostname(), started: new Date().toISOString() }
  try {
    writeFileSync(note, `${JSON.stringify(holder)}\n`)
  } catch (error) {
    held.delete(lock)
    lock.close()
    throw diskFailure(dataDir, error)
  }
  return {
    previous,
    write: (more) => writeFileSync(note, `${JSON.stringify({ ...holder, ...more })}\n`),
    release() {
      if (!held.delete(lock)) return
      writeFileSync(note, '')
      lock.close()
    },
  }
}

function open(path: string): DatabaseSync {
  try {
    return new DatabaseSync(path)
  } catch (error) {
    throw new EmbeddedFailure(
      `${path} cannot be written (${(error as Error).message}). The data folder must belong to the user that runs the program, and the disk must have room.`,
    )
  }
}

/** The note about who holds, or last held, the folder. */
export function readHolder(dataDir: string): Holder | undefined {
  return read(join(dataDir, 'in-use.json'))
}

function read(note: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as Holder
  } catch {
    return undefined // never written, given back, or cut off by a power cut: nobody to name
  }
}

function inUse(dataDir: string, holder: Holder | undefined): string {
  const who = holder
    ? `process ${holder.pid}${holder.host === hostname() ? '' : ` on ${holder.host}`}, since ${holder.started}`
    : 'another process'
  const stop = holder?.host === hostname() ? ` (kill ${holder.pid})` : ''
  return `The data folder ${dataDir} is in use by ${who}. Stop that one first${stop}, or give this one a folder of its own in DATA_DIR.`
}
