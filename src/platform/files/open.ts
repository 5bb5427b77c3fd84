/** The store that the settings say: a bucket where one is named, else a folder on this machine. */
import { accessSync, constants, mkdirSync } from 'node:fs'
import type { Config } from '#config.ts'
import { openFileStore } from './disk.ts'
import type { FileStore } from './store.ts'

/**
 * Opens the store for use.
 * @throws the system's error when the folder cannot be made or written to: better no start than an upload that fails on the
 * first busy day. With a bucket too, since what is being received waits there.
 */
export async function openStore(config: Pick<Config, 'filesDir' | 's3'>): Promise<FileStore> {
  mkdirSync(config.filesDir, { recursive: true, mode: 0o700 })
  accessSync(config.filesDir, constants.W_OK)
  return storeOf(config)
}

/** The same without making or trying anything. */
export async function storeOf({ filesDir, s3 }: Pick<Config, 'filesDir' | 's3'>): Promise<FileStore> {
  if (!s3) return openFileStore(filesDir)
  // Loaded only where it is used: it is large.
  const { openS3Store } = await import('./s3.ts')
  return openS3Store(s3, filesDir)
}
