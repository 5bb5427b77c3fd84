import { and, eq, inArray, sql } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import { bury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { letGo } from '../kept/writes.ts'
import { material, materialRead, materialVersion, preview, previewPage, proposal } from '../tables.ts'

/** Corrections that speakers proposed: what was accepted stands in the programme. */
export async function purgeProposals(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ id: proposal.id })
    .from(proposal)
    .where(and(eq(proposal.networkId, networkId), endedBefore(proposal.meetingId, before)))
    .limit(limit)
  const gone = await db.delete(proposal).where(inArray(proposal.id, old)).returning({ id: proposal.id })
  return gone.length
}

/** Readers' own ticks, when the papers' meeting is long over. */
export async function purgeTicks(db: Db, networkId: string, before: Temporal.Instant, limit: number): Promise<number> {
  const old = db
    .select({ materialId: materialRead.materialId, personId: materialRead.personId })
    .from(materialRead)
    .innerJoin(material, eq(material.id, materialRead.materialId))
    .where(and(eq(materialRead.networkId, networkId), endedBefore(material.meetingId, before)))
    .limit(limit)
  const gone = await db
    .delete(materialRead)
    .where(sql`(${materialRead.materialId}, ${materialRead.personId}) in ${old}`)
    .returning({ id: materialRead.materialId })
  return gone.length
}

/**
 * Takes a material away whole: its versions, what was made of them, its captions, who has read it. In the transaction of
 * whoever decided it, who records the act.
 * @returns the ids of its versions, whose addresses lead nowhere now; null when there was none
 */
export async function deleteMaterial(tx: Tx, id: string): Promise<readonly string[] | null> {
  const [row] = await tx.delete(material).where(eq(material.id, id)).returning()
  if (!row) return null
  const { networkId } = row
  await tx.delete(materialRead).where(eq(materialRead.materialId, id))
  const versions = await tx.delete(materialVersion).where(eq(materialVersion.materialId, id)).returning()
  const files = [row.captionsSha256, ...versions.map(({ sha256 }) => sha256)].filter((one) => one !== null)
  const made: string[] = []
  for (const sha256 of new Set(versions.map((version) => version.sha256))) {
    const [another] = await tx
      .select({ id: materialVersion.id })
      .from(materialVersion)
      .where(and(eq(materialVersion.networkId, networkId), eq(materialVersion.sha256, sha256)))
      .limit(1)
    if (another) continue
    const of = (table: typeof preview | typeof previewPage) => and(eq(table.networkId, networkId), eq(table.sha256, sha256))
    const pages = await tx.delete(previewPage).where(of(previewPage)).returning()
    const pdfs = await tx.delete(preview).where(of(preview)).returning()
    made.push(...pages.flatMap(({ small, large }) => [small, large]), ...pdfs.flatMap(({ pdfSha256 }) => pdfSha256 ?? []))
  }
  await letGo(
    tx,
    [...files, ...made].map((sha256) => ({ networkId, sha256 })),
  )
  await bury(tx, { id, networkId, kind: 'material', meetingId: row.meetingId })
  return versions.map((version) => version.id)
}
