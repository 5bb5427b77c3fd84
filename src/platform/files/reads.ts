import { and, asc, inArray, sql } from 'drizzle-orm'
import type { Db } from '../db/db.ts'
import { file } from './tables.ts'

export interface FileKey {
  readonly networkId: string
  readonly sha256: string
}

/** Those of some stored files that have no row. */
export async function withoutRow<K extends FileKey>(db: Db, files: readonly K[]): Promise<K[]> {
  if (files.length === 0) return []
  const rows = await db
    .select({ networkId: file.networkId, sha256: file.sha256 })
    .from(file)
    .where(
      and(
        inArray(file.networkId, [...new Set(files.map((f) => f.networkId))]),
        inArray(
          file.sha256,
          files.map((f) => f.sha256),
        ),
      ),
    )
  const known = new Set(rows.map((row) => `${row.networkId}/${row.sha256}`))
  return files.filter((f) => !known.has(`${f.networkId}/${f.sha256}`))
}

/** All rows, some at a time, in the order of their keys. */
export async function* fileRows(db: Db, batch = 500): AsyncGenerator<FileKey & { readonly size: number }> {
  let last: FileKey | null = null
  for (;;) {
    const rows: (FileKey & { size: number })[] = await db
      .select({ networkId: file.networkId, sha256: file.sha256, size: file.size })
      .from(file)
      .where(last ? sql`(${file.networkId}, ${file.sha256}) > (${last.networkId}, ${last.sha256})` : undefined)
      .orderBy(asc(file.networkId), asc(file.sha256))
      .limit(batch)
    yield* rows
    if (rows.length < batch) return
    last = rows.at(-1)!
  }
}
