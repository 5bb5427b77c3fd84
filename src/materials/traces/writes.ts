import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Counts, type Sought, sumOf } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Tx } from '#platform/db/db.ts'
import { materialRead, materialVersion, proposal, upload } from '../tables.ts'

/**
 * What they handed in is the meeting's and stays, without who handed it in. Corrections they proposed and uploads under way go.
 * @returns also the uploads that were under way, whose bytes go after the commit
 */
export async function forgetInMaterials(
  tx: Tx,
  { personId, speakerIds, names }: Sought,
): Promise<{ counts: Counts; growing: string[] }> {
  const speakers = [...speakerIds]
  const called = names.map((name) => name.toLowerCase())
  const versions = await tx
    .update(materialVersion)
    .set({ uploadedBy: null, uploadedByName: null })
    .where(
      either(
        personId !== null && eq(materialVersion.uploadedBy, personId),
        called.length > 0 &&
          and(isNull(materialVersion.uploadedBy), inArray(sql`lower(${materialVersion.uploadedByName})`, called)),
      ),
    )
    .returning({ id: materialVersion.id })
  const proposals = await tx
    .delete(proposal)
    .where(either(speakers.length > 0 && inArray(proposal.speakerId, speakers)))
    .returning({ id: proposal.id })
  const read = await tx
    .delete(materialRead)
    .where(either(personId !== null && eq(materialRead.personId, personId)))
    .returning({ id: materialRead.materialId })
  const uploads = await tx
    .delete(upload)
    .where(either(personId !== null && eq(upload.personId, personId), speakers.length > 0 && inArray(upload.speakerId, speakers)))
    .returning({ id: upload.id })
  const counts = sumOf([
    { material_version: versions.length, proposal: proposals.length, material_read: read.length, upload: uploads.length },
  ])
  return { counts, growing: uploads.map((row) => row.id) }
}
