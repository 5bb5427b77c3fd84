/** Uploads from their first byte until they are handed in. They are nobody else's affair until then, so nothing is raised. */
import { eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Verdict } from '#meeting/rules.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { fileNameOf } from '#platform/files/receive.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Place } from '../reads.ts'
import { itemIdAt, type MaterialRow, mayAdd } from '../rules.ts'
import { material, materialVersion, upload } from '../tables.ts'
import { countOpen, knownUploads, oldUploads } from './reads.ts'
import { isOwn, mayBegin, type UploadRow } from './rules.ts'

interface Stores {
  readonly db: Db
  readonly files: FileStore
}

/**
 * Begins an upload for a place. It is what the sender says of the file that is written down; what it is, its bytes will tell.
 * @param limit bytes
 * @throws Refused to those who may not add there, or who have begun too many; Invalid({file}) for a size that is not taken
 */
export async function beginUpload(
  { db, files }: Stores,
  actor: Actor,
  place: Place,
  said: { readonly id: string; readonly fileName: string; readonly size: number },
  limit: number,
): Promise<UploadRow> {
  demand(mayAdd(actor, place.item))
  if (said.size === 0) throw new Invalid({ file: 'shared_file_empty' })
  if (said.size > limit) throw new Invalid({ file: 'shared_file_too_large' })
  const by = { personId: actor.person?.id ?? null, speakerId: actor.speaker?.id ?? null }
  demand(mayBegin(await countOpen(db, by)))
  // First the bytes' place, then the row: what has no row is cleared away, what has no place would be in the way.
  await files.growing.begin(said.id)
  const where = { networkId: place.network.id, meetingId: place.meeting.id, itemId: itemIdAt(place) }
  const [row] = await db
    .insert(upload)
    .values({ ...where, ...by, id: said.id, fileName: fileNameOf(said.fileName), size: said.size })
    .returning()
  return row!
}

/**
 * Ends an upload that its sender does not want any more.
 * @throws NotFound when it is somebody else's
 */
export async function dropUpload({ db, files }: Stores, actor: Actor, row: UploadRow): Promise<void> {
  if (!isOwn(actor, row)) throw new NotFound()
  await db.delete(upload).where(eq(upload.id, row.id))
  await files.growing.drop(row.id)
}

/**
 * Takes an upload up in a write that makes a version of it. The version bears the upload's id: whoever hands it in once more,
 * not having got the answer, is given what it became.
 * @returns the material that it has become already, or null
 * @throws NotFound when it is somebody else's, or gone
 */
export async function takeUp(tx: Tx, actor: Actor, id: string): Promise<MaterialRow | null> {
  const [row] = await tx.select().from(upload).where(eq(upload.id, id)).for('update')
  if (!row || !isOwn(actor, row)) throw new NotFound()
  if (row.finishedAt === null) {
    await tx.update(upload).set({ finishedAt: sql`now()` }).where(eq(upload.id, id))
    return null
  }
  const [found] = await tx
    .select({ material })
    .from(material)
    .innerJoin(materialVersion, eq(materialVersion.materialId, material.id))
    .where(eq(materialVersion.id, id))
  if (!found) throw new NotFound()
  return found.material
}

/**
 * Clears uploads that nobody has carried on for so long, the rows of those that were handed in before that, and bytes without
 * a row.
 * @returns how many half-done ones were cleared
 */
export async function clearUploads({ db, files }: Stores, olderThanMs: number): Promise<number> {
  const stoodStill = async (id: string) => {
    const found = await files.growing.look(id)
    return found === null || Date.now() - found.at.getTime() >= olderThanMs
  }
  const old: UploadRow[] = []
  for (const row of await oldUploads(db, olderThanMs)) if (await stoodStill(row.id)) old.push(row)
  const ids = old.map((row) => row.id)
  const halfDone = old.filter((row) => row.finishedAt === null).length
  if (ids.length > 0) await db.delete(upload).where(inArray(upload.id, ids))
  const there = await files.growing.all()
  const known = await knownUploads(db, there)
  for (const id of there) if (!known.has(id) && (await stoodStill(id))) await files.growing.drop(id)
  return halfDone
}

function demand(verdict: Verdict): void {
  if (verdict !== 'yes') throw new Refused(verdict)
}
