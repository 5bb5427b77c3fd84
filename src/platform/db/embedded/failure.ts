import { existsSync } from 'node:fs'

/** The embedded database could not be started; the message is meant for the person who runs the program. */
export class EmbeddedFailure extends Error {
  override name = 'EmbeddedFailure'
}

/** Another program works on the same data folder. */
export class DataDirInUse extends EmbeddedFailure {
  override name = 'DataDirInUse'
}

interface Place {
  clusterDir: string
  logPath: string
}

// PostgreSQL's own words (LC_MESSAGES is C, so they are always English) and what a person can do about them.
// The first that fits wins: a full disk also makes checkpoint records unreadable, so it stands before corruption.
const remedies: [RegExp, (place: Place) => string][] = [
  [
    /No space left on device|Disk quota exceeded/,
    (p) => `The disk that holds ${p.clusterDir} is full. Free some space and start again; nothing is lost.`,
  ],
  [
    /Read-only file system/,
    (p) => `${p.clusterDir} lies on a read-only file system. Mount it writable, or choose another DATA_DIR.`,
  ],
  [
    /GLIBC_|error while loading shared libraries|cannot open shared object/,
    () =>
      'The PostgreSQL that comes with the program does not fit this system. Install PostgreSQL 15 or newer and set DATABASE_URL.',
  ],
  [
    /could not look up effective user ID/,
    () =>
      'PostgreSQL makes a database only for a user with a name, and this number has none in /etc/passwd. Start the program once as a user that has one, or set DATABASE_URL.',
  ],
  [
    /configuration file .* contains errors|unrecognized configuration parameter|invalid value for parameter/,
    (p) => `A setting in ${p.clusterDir}/postgresql.auto.conf is wrong. Remove that line and start again.`,
  ],
  [
    /Permission denied|Operation not permitted|has wrong ownership|has invalid permissions/,
    (p) =>
      `The database may not read or write ${p.clusterDir}. The folder and all in it must belong to the user that runs it (chown -R).`,
  ],
  [
    /PG_CONTROL_VERSION 0,|PANIC|checkpoint record|control file|not a valid data directory|could not read block|invalid page|corrupt|could not open (file|directory) "(base|global|pg_)/,
    (p) =>
      `The files in ${p.clusterDir} are damaged. Keep a copy of the folder as it is, look for disk errors (dmesg), and restore the latest backup into an empty DATA_DIR.`,
  ],
  [
    /database files are incompatible with server/,
    (p) =>
      `${p.clusterDir} was written by another major version of PostgreSQL. Back it up with the program that wrote it, and restore here.`,
  ],
  [
    /could not create shared memory segment|could not map anonymous shared memory|Cannot allocate memory|out of memory/,
    () => 'There is too little memory (about 100 MB is needed). End something else, or raise the limit.',
  ],
  [
    /pre-existing shared memory block|lock file .* already exists/,
    (p) => `An earlier database process still works in ${p.clusterDir}. Wait a minute and start again, or end it.`,
  ],
]

/** Turns the end of PostgreSQL's log into a sentence with a remedy, followed by the lines themselves. */
export function startFailure(what: string, logTail: string, place: Place): EmbeddedFailure {
  // "LOG" lines are ordinary life; only what was said at the level of trouble decides.
  const trouble = logTail
    .split('\n')
    .filter((line) => !/ LOG: {2}/.test(line))
    .join('\n')
  const remedy =
    remedies.find(([pattern]) => pattern.test(trouble))?.[1](place) ?? `The lines below are the end of ${place.logPath}.`
  return new EmbeddedFailure([what, remedy, ...logTail.trim().split('\n').slice(-12)].join('\n'))
}

/** An error of the operating system when a program could not even be run. */
export function spawnFailure(program: string, error: NodeJS.ErrnoException): EmbeddedFailure {
  if (error.code === 'ENOENT' && existsSync(program))
    // The kernel says ENOENT about the missing loader, not about the program: musl instead of glibc (Alpine).
    return new EmbeddedFailure(
      'The PostgreSQL that comes with the program needs glibc, which this system lacks. Install PostgreSQL 15 or newer and set DATABASE_URL.',
    )
  if (error.code === 'EPERM' || error.code === 'EINVAL') return cannotBecomeAnother()
  return new EmbeddedFailure(`${program} could not be run: ${error.message}`)
}

/** Words for an error of the file system while the folder is made ready; anything else as it is. */
export function diskFailure(dataDir: string, error: unknown): unknown {
  const { code, message, syscall } = error as NodeJS.ErrnoException
  // Node throws some errors of starting a program (EPERM, EINVAL) and sends the others as an event.
  if (syscall?.startsWith('spawn')) return spawnFailure('PostgreSQL', error as NodeJS.ErrnoException)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(dataDir)
  // Node says ENOENT when a whole path cannot be made, also where the reason is a file system that nobody may write.
  const what = code === 'ENOENT' && syscall !== 'mkdir' ? undefined : folderTrouble[code ?? '']
  if (what) return new EmbeddedFailure(`${dataDir} ${what[0]} (${message}). ${what[1]}`)
  return error
}

const notYours = ['may not be written by this user', 'It must belong to the user that runs the program (chown -R).'] as const
const notAFolder = ['must be a folder, and something else has that name', 'Choose another DATA_DIR.'] as const
const folderTrouble: Record<string, readonly [what: string, remedy: string]> = {
  EACCES: notYours,
  EPERM: notYours,
  EROFS: ['lies on a read-only file system', 'Mount it writable, or choose another DATA_DIR.'],
  ENOENT: ['cannot be made: the file system takes no new folders', 'Is it mounted read-only? Or choose another DATA_DIR.'],
  EEXIST: notAFolder,
  ENOTDIR: notAFolder,
}

export function diskFull(dataDir: string): EmbeddedFailure {
  return new EmbeddedFailure(`The disk that holds ${dataDir} is full. Free some space and start again; nothing is lost.`)
}

export function cannotBecomeAnother(): EmbeddedFailure {
  return new EmbeddedFailure(
    'PostgreSQL refuses to run as root, and this root may not become another user (a container without CAP_SETUID and CAP_CHOWN?). Run the program as an ordinary user, or set DATABASE_URL.',
  )
}
