/** What hangs on items, counted: it goes where they go. */
import { and, count, inArray, isNull } from 'drizzle-orm'
import { material } from '#materials/tables.ts'
import { minutes } from '#minutes/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { input } from '#questions/tables.ts'

export interface Hanging {
  readonly items: number
  readonly materials: number
  readonly minutes: number
  readonly inputs: number
}

export async function hangingOn(db: Db, itemIds: readonly string[]): Promise<Hanging> {
  if (itemIds.length === 0) return { items: 0, materials: 0, minutes: 0, inputs: 0 }
  const ids = [...itemIds]
  const [materials] = await db
    .select({ n: count() })
    .from(material)
    .where(and(inArray(material.itemId, ids), isNull(material.deletedAt)))
  const [written] = await db.select({ n: count() }).from(minutes).where(inArray(minutes.itemId, ids))
  const [inputs] = await db
    .select({ n: count() })
    .from(input)
    .where(and(inArray(input.itemId, ids), isNull(input.deletedAt)))
  return { items: ids.length, materials: materials!.n, minutes: written!.n, inputs: inputs!.n }
}
