import { existsSync, lstatSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { type Account, giveOne, reachable } from './account.ts'
import { port } from './address.ts'
import { EmbeddedFailure } from './failure.ts'

// sun_path holds 108 bytes on Linux, 104 on macOS, the end mark included (unix(7)).
const longest = 100

/**
 * A new private folder for the socket: 0700, of the account the database runs as, with a short path. Not in the data
 * folder, whose path may be too long and whose file system may know no sockets (a folder shared into a container).
 */
export function makeSocketDir(account: Account | undefined): string {
  const socket = `/samling-XXXXXX/.s.PGSQL.${port}.lock`
  for (const parent of new Set([process.env.XDG_RUNTIME_DIR, tmpdir(), '/tmp'])) {
    if (!parent || !existsSync(parent) || Buffer.byteLength(parent + socket) > longest) continue
    if (account && !reachable(parent, account)) continue
    try {
      const made = mkdtempSync(join(parent, 'samling-'))
      giveOne(made, 0o700, account)
      return made
    } catch {
      // Not writable for us; the next one may be.
    }
  }
  throw new EmbeddedFailure(
    `No place for the database's socket: neither XDG_RUNTIME_DIR, ${tmpdir()} nor /tmp is writable, with a path under ${longest} bytes.`,
  )
}

/** Removes what we made and nothing else, also when the folder was left by a program that was killed. */
export function removeSocketDir(dir: string | undefined): void {
  if (!dir || !basename(dir).startsWith('samling-') || !lstatSync(dir, { throwIfNoEntry: false })?.isDirectory()) return
  try {
    for (const name of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) rmSync(join(dir, name), { force: true })
    rmdirSync(dir)
  } catch {
    // Another user's by now, or with something else in it: an empty folder in /tmp harms nobody.
  }
}
