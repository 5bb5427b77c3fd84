/**
 * What was written while the database took nothing: on this machine's disk, one file for each document and process, where it
 * outlives the program and everybody who wrote. Whoever finds the file of a process that is no more adds it to the log.
 * To add a change twice is to add it once, so no file need be known to be new.
 */
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { NotFound } from '#platform/errors.ts'
import type { Written } from '../writes.ts'

export interface Aside {
  /** All that waits, in place of what was put aside before; on the disk when this resolves. */
  put(written: readonly Written[]): Promise<void>
  /** It is kept. */
  drop(): Promise<void>
}

/** @param failed is told what the disk refused: what waits is in memory still */
export function asideFor(
  folder: string,
  { minutesId, process }: { readonly minutesId: string; readonly process: string },
  failed: (error: unknown) => void,
): Aside {
  const path = join(folder, `${minutesId}.${process}`)
  let last = Promise.resolve()
  const inTurn = (act: () => Promise<void>) => {
    last = last.then(act).catch(failed)
    return last
  }
  return {
    put: (written) =>
      inTurn(async () => {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const half = `${path}.half`
        const file = await open(half, 'w', 0o600)
        try {
          await file.writeFile(JSON.stringify(written.map(({ bytes, author }) => ({ author, bytes: base64(bytes) }))))
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(half, path)
      }),
    drop: () => inTurn(() => rm(path, { force: true })),
  }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const NAME = /^([0-9a-f-]{36})\.([0-9a-f-]{36})$/

/**
 * Adds what other processes left here. What cannot be added stays.
 * @param mine the process that asks: what it put aside itself it still has
 * @param add into the log; NotFound when there are no such minutes any more
 */
export async function takeIn(
  folder: string,
  mine: string,
  add: (minutesId: string, written: readonly Written[]) => Promise<unknown>,
  failed: (error: unknown) => void,
): Promise<void> {
  for (const name of await namesIn(folder)) {
    const [, minutesId, process] = NAME.exec(name) ?? []
    if (!minutesId || process === mine) continue
    const path = join(folder, name)
    try {
      const found = await stat(path)
      const written = writtenIn(await readFile(path, 'utf8'))
      await add(minutesId, written).catch((error: unknown) => {
        if (!(error instanceof NotFound)) throw error
      })
      // A process that lives may have put more there in the meantime.
      const now = await stat(path)
      if (now.ino === found.ino && now.mtimeMs === found.mtimeMs) await rm(path)
    } catch (error) {
      // Somebody else may have taken it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') failed(error)
    }
  }
}

const writtenIn = (file: string): Written[] =>
  (JSON.parse(file) as { author: string | null; bytes: string }[]).map(({ author, bytes }) => ({
    author,
    bytes: Buffer.from(bytes, 'base64'),
  }))

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
