/** What was deleted by a rule, as those see it who could see the document. */
import { and, asc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { type MeetingRow, mayEdit, mayReadPart, narrowest } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { network } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import type { Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { dueDocument } from '../tables.ts'

/** What is left to say of a document. */
export interface Gone {
  readonly id: string
  /** Null for what was of the meeting as a whole. */
  readonly itemId: string | null
  readonly kind: (typeof dueDocument.$inferSelect)['kind']
  readonly title: Words
  readonly years: number
  readonly deletedAt: string
}

/** Of some items of a meeting, of the meeting as a whole, or of all of it: what was deleted there, in the order in which it went. */
export const goneFrom = (
  db: Db,
  actor: Actor,
  of: MeetingRow,
  at: { readonly itemIds: readonly string[] } | 'whole' | 'all',
): Promise<Gone[]> =>
  find(
    db,
    actor,
    of,
    at === 'all' ? sql`true` : at === 'whole' ? isNull(dueDocument.itemId) : inArray(dueDocument.itemId, [...at.itemIds]),
  )

/** Of which meetings something was deleted: of few, and of most networks none. */
export async function meetingsMissing(db: Db, networkId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectDistinct({ id: dueDocument.meetingId })
    .from(dueDocument)
    .where(and(eq(dueDocument.networkId, networkId), eq(dueDocument.state, 'deleted')))
  return new Set(rows.flatMap((row) => row.id ?? []))
}

/** What stood at an address of a meeting: the material or the minutes of this id. Null: nothing that was deleted, or not for this actor. */
export async function goneAt(db: Db, actor: Actor, of: MeetingRow, aboutId: string): Promise<Gone | null> {
  if (!isId(aboutId)) return null
  const [gone] = await find(db, actor, of, eq(dueDocument.aboutId, aboutId))
  return gone ?? null
}

/** Where the file behind an address was, if it was deleted. Nothing about access is decided yet. */
export async function goneFile(
  db: Db,
  networkId: string,
  versionId: string,
): Promise<{
  readonly aboutId: string
  readonly network: typeof network.$inferSelect
  readonly meeting: MeetingRow
} | null> {
  if (!isId(networkId) || !isId(versionId)) return null
  const [row] = await db
    .select({ aboutId: dueDocument.aboutId, network, meeting })
    .from(dueDocument)
    .innerJoin(meeting, eq(meeting.id, dueDocument.meetingId))
    .innerJoin(network, eq(network.id, dueDocument.networkId))
    .where(
      and(
        eq(dueDocument.networkId, networkId),
        eq(dueDocument.state, 'deleted'),
        sql`${versionId}::uuid = any(${dueDocument.files})`,
        isNull(meeting.deletedAt),
      ),
    )
  return row ?? null
}

/** What never came before readers is left for organisers alone; what was for fewer stays for those. */
async function find(db: Db, actor: Actor, of: MeetingRow, where: SQL): Promise<Gone[]> {
  const parent = alias(item, 'parent')
  const rows = await db
    .select({ gone: dueDocument, item: { audience: item.audience, dayId: item.dayId }, parentAudience: parent.audience })
    .from(dueDocument)
    .leftJoin(item, and(eq(item.id, dueDocument.itemId), isNull(item.deletedAt)))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(and(eq(dueDocument.meetingId, of.id), eq(dueDocument.state, 'deleted'), isNotNull(dueDocument.deletedAt), where))
    .orderBy(asc(dueDocument.deletedAt), asc(dueDocument.id))
  const edits = mayEdit(actor, of) === 'yes'
  return rows.flatMap(({ gone, item: on, parentAudience }) => {
    const shown = edits || (gone.shownAt !== null && (gone.itemId === null || (on !== null && on.dayId !== null)))
    const audience = narrowest(gone.audience, on?.audience ?? 'public', parentAudience ?? 'public')
    if (!shown || gone.kind === 'draft' || mayReadPart(actor, of, audience) !== 'yes') return []
    const { id, itemId, kind, title, years, deletedAt } = gone
    return [{ id, itemId, kind, title, years, deletedAt: deletedAt! }]
  })
}
