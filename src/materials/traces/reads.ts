import { eq, inArray } from 'drizzle-orm'
import { meeting } from '#meeting/tables.ts'
import type { Sought, Trace } from '#people/traces/rules.ts'
import { either } from '#platform/db/conditions.ts'
import type { Db } from '#platform/db/db.ts'
import { item } from '#programme/tables.ts'
import { material, materialRead, materialVersion, proposal } from '../tables.ts'

export async function materialTraces(db: Db, who: Sought): Promise<Trace[]> {
  const { personId } = who
  const speakerIds = [...who.speakerIds]
  const files = personId
    ? await db
        .select({
          meeting: meeting.title,
          title: material.title,
          file: materialVersion.fileName,
          size: materialVersion.size,
          at: materialVersion.uploadedAt,
        })
        .from(materialVersion)
        .innerJoin(material, eq(material.id, materialVersion.materialId))
        .innerJoin(meeting, eq(meeting.id, material.meetingId))
        .where(eq(materialVersion.uploadedBy, personId))
    : []
  const proposals =
    speakerIds.length > 0
      ? await db
          .select({ meeting: meeting.title, item: item.title, text: proposal.proposed, was: proposal.was, at: proposal.at })
          .from(proposal)
          .innerJoin(meeting, eq(meeting.id, proposal.meetingId))
          .innerJoin(item, eq(item.id, proposal.itemId))
          .where(inArray(proposal.speakerId, speakerIds))
      : []
  const reading = await db
    .select({ title: material.title, at: materialRead.at })
    .from(materialRead)
    .innerJoin(material, eq(material.id, materialRead.materialId))
    .where(either(personId !== null && eq(materialRead.personId, personId)))
  return [
    { kind: 'material', rows: files },
    { kind: 'proposal', rows: proposals },
    { kind: 'reading', rows: reading },
  ]
}
