import { and, eq, inArray, sql } from 'drizzle-orm'
import { endedBefore } from '#meeting/ending/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { material, materialRead, proposal } from '../tables.ts'

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
