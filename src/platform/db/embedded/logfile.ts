import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs'

const limit = 5_000_000

/**
 * PostgreSQL writes to the file itself, not through us, so that it can go on speaking when we are killed.
 * Opened for appending: only so can the file be emptied under a writer without leaving a hole.
 */
export function openLog(path: string): number {
  boundLog(path)
  return openSync(path, 'a', 0o600)
}

/** At most 5 MB, and as much again in `.1`. What is written between the two calls is lost; it is a log. */
export function boundLog(path: string): void {
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) <= limit) return
  copyFileSync(path, `${path}.1`)
  truncateSync(path)
}

export function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** What was written since `from` (bytes), at most the last 16 kB. */
export function readLog(path: string, from: number): string {
  const size = logSize(path)
  const start = Math.max(from <= size ? from : 0, size - 16_384)
  const buffer = Buffer.alloc(size - start)
  const file = openSync(path, 'r')
  try {
    return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, start))
  } finally {
    closeSync(file)
  }
}
