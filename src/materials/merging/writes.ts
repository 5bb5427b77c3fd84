import { and, eq, sql } from 'drizzle-orm'
import type { Merge } from '#people/merging/rules.ts'
import type { Tx } from '#platform/db/db.ts'
import { material, materialRead, materialVersion, proposal, upload } from '../tables.ts'

/** What somebody handed in, read, published and decided. */
export async function mergeInMaterials(tx: Tx, { networkId, from, to }: Merge): Promise<void> {
  const read = and(eq(materialRead.networkId, networkId), eq(materialRead.personId, from))
  await tx
    .delete(materialRead)
    .where(
      and(
        read,
        sql`exists (select 1 from ${materialRead} as other where other.person_id = ${to} and other.material_id = ${materialRead.materialId})`,
      ),
    )
  await tx.update(materialRead).set({ personId: to }).where(read)
  await tx
    .update(material)
    .set({ publishedBy: to })
    .where(and(eq(material.networkId, networkId), eq(material.publishedBy, from)))
  await tx
    .update(materialVersion)
    .set({ uploadedBy: to })
    .where(and(eq(materialVersion.networkId, networkId), eq(materialVersion.uploadedBy, from)))
  await tx
    .update(upload)
    .set({ personId: to })
    .where(and(eq(upload.networkId, networkId), eq(upload.personId, from)))
  await tx
    .update(proposal)
    .set({ decidedBy: to })
    .where(and(eq(proposal.networkId, networkId), eq(proposal.decidedBy, from)))
}
