import type { Tx } from '#platform/db/db.ts'
import type { FileKey } from '#platform/files/reads.ts'
import { forgetFile } from '#platform/files/writes.ts'
import { isSpokenOf } from './reads.ts'

/**
 * Forgets those of some files that nothing speaks of any more.
 * @returns them: `sweepFile` takes the bytes once the transaction stands, or the night does
 */
export async function letGo(tx: Tx, files: readonly FileKey[]): Promise<FileKey[]> {
  const free: FileKey[] = []
  for (const key of new Map(files.map((one) => [`${one.networkId}/${one.sha256}`, one])).values()) {
    if (await isSpokenOf(tx, key)) continue
    await forgetFile(tx, key.networkId, key.sha256)
    free.push(key)
  }
  return free
}
