/**
 * Runs another program on what strangers send: with a limit on time, memory and what it writes, behind everybody else's work
 * unless somebody waits for it, without our environment, and gone when we are gone. Where the machine allows it, it has no
 * network and does not see the program's own data either.
 */
import { type ChildProcess, spawn } from 'node:child_process'

export interface Limits {
  /** Milliseconds, by the clock. */
  readonly time: number
  /** Seconds of the processor's own time; a little more than `time` where it is not said. */
  readonly processor?: number
  /** Megabytes of memory that each of its processes may ask for, and of what a file may grow to. */
  readonly memory: number
  readonly output: number
}

export interface Surroundings {
  /** Its own folder: home, and where it stands. */
  readonly folder: string
  /** A folder that it shall not see. Given only for a program that shall have no network either. */
  readonly hide?: string
  /** Whether it speaks with us in messages (a Node program). */
  readonly speaks?: boolean
  /** Somebody waits for the answer: it takes its turn with everybody else's work. Its processor's time is to be short. */
  readonly awaited?: boolean
}

export interface Confined {
  readonly child: ChildProcess
  /** Its exit code, or why it was ended; what it had started has got its death by then. */
  readonly ended: Promise<{ readonly code: number | null; readonly stopped: 'time' | null }>
  /** Ends it and all that it has started. */
  end(): void
}

const PATH = '/usr/local/bin:/usr/bin:/bin'
/** One descriptor stays open as long as we live: when it closes, whatever closed it, the whole group goes. */
const watch = (descriptor: number) => `( cat <&${descriptor}; kill -KILL 0 ) >/dev/null 2>&1 &`
/** A limit that a system does not know is one less, not an end. Units as POSIX has them: kilobytes, and blocks of 512 bytes. */
const limited = ({ time, processor = Math.ceil(time / 1000) + 5, memory, output }: Limits) =>
  [
    'ulimit -c 0',
    `ulimit -d ${memory * 1000}`,
    `ulimit -f ${output * 2000}`,
    // Of the processor's time; the clock is ours.
    `ulimit -t ${processor}`,
  ]
    .map((limit) => `${limit} 2>/dev/null`)
    .join('; ')
/** Linux gives each session an equal share, and nice(1) counts only within one: ours has to step back as a whole (sched(7)). */
const BEHIND = '(echo 19 > /proc/self/autogroup) 2>/dev/null'
const HIDE = 'mount -t tmpfs -o size=1m none "$1" || exit 126; shift; exec "$@"'

/** Starts a program. @param command its path and arguments */
export async function runConfined(command: readonly string[], limits: Limits, around: Surroundings): Promise<Confined> {
  const { folder, hide, speaks = false, awaited = false } = around
  const apart = hide !== undefined && (await canBeApart()) ? [...APART, 'sh', '-c', HIDE, 'sh', hide] : []
  const script = `${watch(speaks ? 4 : 3)} ${limited(limits)}; ${awaited ? 'exec' : `${BEHIND}; exec nice -n 10`} "$@"`
  const child = spawn('/bin/sh', ['-c', script, 'sh', ...apart, ...command], {
    cwd: folder,
    env: { PATH, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'ignore', 'ignore', ...(speaks ? (['ipc'] as const) : []), 'pipe'],
    serialization: 'advanced',
    detached: true,
  })
  const end = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
  let stopped: 'time' | null = null
  const timer = setTimeout(() => {
    stopped = 'time'
    end()
  }, limits.time)
  const ended = new Promise<{ code: number | null; stopped: 'time' | null }>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => {
      end()
      resolve({ code, stopped })
    })
  }).finally(() => clearTimeout(timer))
  return { child, ended, end }
}

/** Namespaces of its own (unshare(1)): no network but a loopback, no other processes, mounts that only it sees. */
const APART = ['unshare', '--user', '--map-root-user', '--net', '--mount', '--pid', '--ipc', '--fork', '--kill-child', '--']
let apart: Promise<boolean> | undefined

/** Whether this machine lets an ordinary program have namespaces of its own; many containers do not. */
export function canBeApart(): Promise<boolean> {
  apart ??= new Promise((resolve) => {
    const trial = spawn(APART[0]!, [...APART.slice(1), 'sh', '-c', 'mount -t tmpfs none /tmp'], {
      stdio: 'ignore',
      env: { PATH },
    })
    trial.once('error', () => resolve(false))
    trial.once('exit', (code) => resolve(code === 0))
  })
  return apart
}
