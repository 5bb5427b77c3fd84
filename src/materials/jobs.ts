/** The nightly sweep of the file store, and what is made of files. */
import type { Db } from '#platform/db/db.ts'
import { fileRows, withoutRow } from '#platform/files/reads.ts'
import type { FileStore } from '#platform/files/store.ts'
import { sweepFile } from '#platform/files/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { previewJobs } from './previews/jobs.ts'
import { publishingJobs } from './publishing/jobs.ts'

/** No upload takes longer than this between its last byte and its row. */
const LEAVE_ALONE_MS = 60 * 60 * 1000
const BATCH = 500

export interface Swept {
  /** Uploads that never ended. */
  readonly halves: number
  /** Whole files that nothing points to: the upload ended, what it was for did not. */
  readonly strays: number
  /** Rows whose bytes are gone: that is damage, and for the operator to know. */
  readonly missing: readonly string[]
}

/** Removes what uploads left behind, and finds rows whose file is gone. */
export async function sweepFiles(db: Db, store: FileStore, olderThanMs = LEAVE_ALONE_MS): Promise<Swept> {
  const halves = await store.sweepHalves(olderThanMs)
  let strays = 0
  let batch: { networkId: string; sha256: string }[] = []
  const sweepBatch = async () => {
    for (const { networkId, sha256 } of await withoutRow(db, batch))
      if (await sweepFile(db, store, networkId, sha256, olderThanMs)) strays++
    batch = []
  }
  for await (const stored of store.all()) {
    if (Date.now() - stored.storedAt.getTime() < olderThanMs) continue
    batch.push(stored)
    if (batch.length === BATCH) await sweepBatch()
  }
  await sweepBatch()
  const missing: string[] = []
  for await (const row of fileRows(db))
    if (!(await store.exists(row.networkId, row.sha256))) missing.push(`${row.networkId}/${row.sha256}`)
  return { halves, strays, missing }
}

export function materialsJobs(ground: Ground): void {
  publishingJobs(ground)
  previewJobs(ground)
  ground.jobs.every('files.sweep', '30 3 * * *', async () => {
    const { halves, strays, missing } = await sweepFiles(ground.db, ground.files)
    if (halves + strays > 0) ground.log.info({ halves, strays }, 'swept what uploads left behind')
    if (missing.length > 0)
      ground.log.error(
        { missing: missing.slice(0, 20), count: missing.length },
        'files are gone from the store: restore them from a backup',
      )
  })
}
