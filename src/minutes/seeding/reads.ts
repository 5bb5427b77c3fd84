import { and, asc, eq, isNull } from 'drizzle-orm'
import type { ItemView } from '#meeting/reads.ts'
import type { Db } from '#platform/db/db.ts'
import type { Locale } from '#platform/words/text.ts'
import { input } from '#questions/tables.ts'
import type { MinutesNode } from '../document.ts'
import { seedOf } from './rules.ts'

/** What the minutes of an item can begin with, in their language; null where there is nothing. Access is the caller's to check. */
export async function seedFor(db: Db, item: ItemView, locale: Locale): Promise<readonly MinutesNode[] | null> {
  const raised = await db
    .select({ text: input.text, outcome: input.outcome, locale: input.locale })
    .from(input)
    .where(and(eq(input.madeItemId, item.id), eq(input.kind, 'matter'), isNull(input.deletedAt)))
    .orderBy(asc(input.createdAt), asc(input.id))
  return seedOf(item, raised, locale)
}
