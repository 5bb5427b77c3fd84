import { and, asc, eq, isNotNull } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { turn } from '../tables.ts'

/** A turn that somebody had. */
export interface SpokenTurn {
  readonly name: string
  readonly organisation: string | null
  readonly startedAt: string
}

/** Who had the floor on an item, in order. Access is the caller's to check. */
export async function spokenOn(db: Db, itemId: string): Promise<SpokenTurn[]> {
  const rows = await db
    .select({ name: turn.name, organisation: turn.organisation, startedAt: turn.startedAt })
    .from(turn)
    .where(and(eq(turn.itemId, itemId), isNotNull(turn.startedAt)))
    .orderBy(asc(turn.startedAt), asc(turn.id))
  return rows.map((row) => ({ ...row, startedAt: row.startedAt! }))
}
