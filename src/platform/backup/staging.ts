import { createReadStream } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type FileStore, isPlace } from '../files/store.ts'
import { BackupFailure, damaged, storeFailure } from './failure.ts'

export interface Staging {
  files: string
  secrets: string
  /** Moves everything to where it belongs. */
  place(): Promise<void>
  /** Takes everything back, wherever it is by now. */
  undo(): Promise<void>
}

/**
 * What is restored waits in a folder inside `filesDir` (which may be a mount, so beside it would be another disk) and is
 * moved into place at the very end, or from there into a store. Refuses a `filesDir` or a store that holds something.
 */
export async function stage(filesDir: string, secretFiles: string[], store?: FileStore): Promise<Staging> {
  const waiting = join(filesDir, '.restoring')
  const [files, secrets] = [join(waiting, 'files'), join(waiting, 'secrets')]
  await mkdir(filesDir, { recursive: true, mode: 0o700 })
  // What an earlier restore left when it was killed.
  await rm(waiting, { recursive: true, force: true })
  const there = (await readdir(filesDir)).filter((name) => name !== 'lost+found')
  if (there.length > 0)
    throw new BackupFailure(
      `${filesDir} is not empty. A backup is restored into an empty folder only: move what is there away, or choose another DATA_DIR.`,
    )
  if (store && !(await isEmpty(store)))
    throw new BackupFailure(
      'The store that S3_URL leads to is not empty. A backup is restored into an empty one only: choose another bucket, or a folder in it.',
    )
  for (const dir of [files, secrets]) await mkdir(dir, { recursive: true, mode: 0o700 })

  const undo: (() => Promise<void>)[] = [() => rm(waiting, { recursive: true, force: true })]
  async function placeSecret(name: string): Promise<void> {
    const place = secretFiles.find((path) => basename(path) === name)
    if (!place)
      throw new BackupFailure(
        `The backup holds a secret "${name}" that this version of the program has no place for. Nothing was restored.`,
      )
    const before = `${place}.before-restore`
    const had = await rename(place, before).then(
      () => true,
      () => false, // there was none
    )
    undo.push(() => (had ? rename(before, place) : rm(place, { force: true })))
    await copyFile(join(secrets, name), place) // not rename: it may be another disk
  }
  async function intoStore(store: FileStore, networkId: string): Promise<void> {
    for (const sha256 of await readdir(join(files, networkId)).catch(() => [])) {
      if (!isPlace(networkId, sha256)) throw damaged(`a store has no place for its file ${networkId}/${sha256}`)
      undo.push(async () => void (await store.remove(networkId, sha256)))
      const content = createReadStream(join(files, networkId, sha256))
      const stored = await store.put(networkId, content, Number.POSITIVE_INFINITY).catch((error) => {
        throw storeFailure('The restore', error)
      })
      if (stored.sha256 !== sha256) {
        undo.push(async () => void (await store.remove(networkId, stored.sha256)))
        throw damaged(`the file ${networkId}/${sha256} is not what its name says`)
      }
    }
  }
  return {
    files,
    secrets,
    async place() {
      for (const name of await readdir(secrets)) await placeSecret(name)
      for (const name of await readdir(files)) {
        if (store) {
          await intoStore(store, name)
          continue
        }
        await rename(join(files, name), join(filesDir, name))
        undo.push(() => rm(join(filesDir, name), { recursive: true, force: true }))
      }
      await rm(waiting, { recursive: true })
    },
    async undo() {
      for (const step of undo.reverse()) await step()
    },
  }
}

async function isEmpty(store: FileStore): Promise<boolean> {
  try {
    for await (const _ of store.all()) return false
    return true
  } catch (error) {
    throw storeFailure('The restore', error)
  }
}
