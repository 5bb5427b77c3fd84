/** What is being handed in part by part. */
import { and, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import type { FileStore, StoredFile } from '#platform/files/store.ts'
import { materialVersion, upload } from '../tables.ts'
import type { UploadRow } from './rules.ts'

/** The upload of this id, handed in or not, or null. Nothing about access is decided yet. */
export async function findUpload(db: Db, id: string): Promise<UploadRow | null> {
  if (!isId(id)) return null
  const [row] = await db.select().from(upload).where(eq(upload.id, id))
  return row ?? null
}

/**
 * The file that an upload has become in the store. May be asked for again, also after it was handed in.
 * @returns null when it is not whole yet, or gone
 */
export async function arrivedFile(db: Db, files: FileStore, row: UploadRow): Promise<StoredFile | null> {
  if (row.finishedAt !== null) return handedIn(db, row.id)
  const found = await files.growing.look(row.id)
  if (found?.size !== row.size) return null
  try {
    return await files.settle(row.networkId, row.id)
  } catch (error) {
    // Handed in at this very moment by the same sender, who pressed twice: then its bytes have moved on.
    const stored = await handedIn(db, row.id)
    if (stored) return stored
    throw error
  }
}

async function handedIn(db: Db, uploadId: string): Promise<StoredFile | null> {
  const { sha256, size, mediaType } = materialVersion
  const [version] = await db.select({ sha256, size, mediaType }).from(materialVersion).where(eq(materialVersion.id, uploadId))
  return version ?? null
}

/** How many uploads somebody has begun and not handed in. */
export async function countOpen(db: Db, by: Pick<UploadRow, 'personId' | 'speakerId'>): Promise<number> {
  const owner: SQL[] = []
  if (by.personId) owner.push(eq(upload.personId, by.personId))
  if (by.speakerId) owner.push(eq(upload.speakerId, by.speakerId))
  return owner.length === 0 ? 0 : db.$count(upload, and(or(...owner), isNull(upload.finishedAt)))
}

/** Uploads begun longer ago than the given age, handed in or not. */
export function oldUploads(db: Db, olderThanMs: number): Promise<UploadRow[]> {
  return db
    .select()
    .from(upload)
    .where(lt(upload.createdAt, sql`now() - make_interval(secs => ${olderThanMs / 1000})`))
}

/** Those of some ids that have a row. */
export async function knownUploads(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .select({ id: upload.id })
    .from(upload)
    .where(inArray(upload.id, [...ids]))
  return new Set(rows.map((row) => row.id))
}
