/** What was sent in and taken up, with its answer. What waits or was turned down is between two. */
import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { input } from '#questions/tables.ts'
import type { Passage } from '../../document.ts'
import { at, type ItemSource, inAny, type Source } from '../rules.ts'

/** The states in which everybody sees it. */
export const TAKEN = ['shown', 'answered', 'item', 'moved'] as const

export async function gatherQuestions(db: Db, source: Source, items: ReadonlyMap<string, ItemSource>): Promise<Passage[]> {
  const rows = await db
    .select()
    .from(input)
    .where(and(eq(input.meetingId, source.id), inArray(input.state, TAKEN), isNull(input.deletedAt), isNull(input.mergedInto)))
  return rows.flatMap((row) => {
    const place = row.itemId === null ? source : items.get(row.itemId)
    if (!place) return []
    return [
      {
        ...at(place, row.itemId),
        kind: 'question' as const,
        sourceId: row.id,
        organisationId: row.nameless ? null : row.organisationId,
        locale: row.locale,
        title: row.text,
        text: [row.why, row.outcome, inAny(row.answer, row.locale)].filter(Boolean).join('\n'),
        names: row.nameless || !row.name ? [] : [row.name],
      },
    ]
  })
}
