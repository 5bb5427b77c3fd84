/** Who is or was in a room, for the chairs. */
import { asc, desc, eq, sql } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { isHere } from '../entry/reads.ts'
import { participant } from '../tables.ts'

export interface InRoomView {
  readonly id: string
  readonly name: string
  readonly organisation: string | null
  readonly guest: boolean
  readonly here: boolean
  readonly muted: boolean
}

/** More than anybody reads through; the count says how many there are. */
const MOST = 1000

/** Those who are here first. */
export async function participantsOf(db: Db, meetingId: string): Promise<InRoomView[]> {
  const here = sql<boolean>`${isHere()}`
  const rows = await db
    .select({ row: participant, here })
    .from(participant)
    .where(eq(participant.meetingId, meetingId))
    .orderBy(desc(here), asc(participant.name), asc(participant.id))
    .limit(MOST)
  return rows.map(({ row, here }) => ({
    id: row.id,
    name: row.name,
    organisation: row.organisation,
    guest: row.personId === null,
    here,
    muted: row.mutedAt !== null,
  }))
}
