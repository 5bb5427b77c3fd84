/** Minutes as they are published, paragraph by paragraph, and the decisions in them. What somebody still writes is nobody's to find. */
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { blockOf, type MinutesNode, textOfNode, withoutAttendance } from '#minutes/document.ts'
import { amendment, minutes, minutesObject, minutesRevision } from '#minutes/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Passage } from '../../document.ts'
import { at, type ItemSource, inAny, numbered, pieces, type Source } from '../rules.ts'

export async function gatherMinutes(db: Db, source: Source, items: ReadonlyMap<string, ItemSource>): Promise<Passage[]> {
  const rows = await db
    .select({ id: minutes.id, itemId: minutes.itemId, locale: minutes.locale, document: minutesRevision.document })
    .from(minutes)
    .innerJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .where(and(eq(minutes.meetingId, source.id), isNotNull(minutes.publishedAt)))
  const decided = await db
    .select({ id: minutesObject.id, minutesId: minutesObject.minutesId, blockId: minutesObject.blockId })
    .from(minutesObject)
    .where(
      and(
        eq(minutesObject.meetingId, source.id),
        eq(minutesObject.kind, 'decision'),
        isNotNull(minutesObject.number),
        isNull(minutesObject.removedAt),
      ),
    )
  const added = Map.groupBy(
    await db.select().from(amendment).where(eq(amendment.meetingId, source.id)).orderBy(asc(amendment.number)),
    (one) => one.minutesId,
  )
  const objects = new Map(decided.map((one) => [`${one.minutesId} ${one.blockId}`, one.id]))
  return rows.flatMap((row) => {
    const item = items.get(row.itemId)
    if (!item) return []
    const own = { ...at(item, row.itemId), locale: row.locale, title: inAny(item.title, row.locale) }
    const decisions: Passage[] = []
    const texts: Passage[] = []
    const say = (text: string, anchor?: string) => {
      for (const piece of pieces(text))
        texts.push({ ...own, kind: 'minutes', sourceId: row.id, text: piece, place: anchor ? { anchor } : {} })
    }
    for (const node of paragraphsOf(withoutAttendance(row.document))) {
      const block = blockOf(node)
      const id = block && objects.get(`${row.id} ${block.id}`)
      if (id) decisions.push({ ...own, kind: 'decision', sourceId: id, text: block.text, place: { anchor: block.id } })
      // What is to be done is found as the action that it is.
      else if (block?.kind !== 'action')
        say([block?.question, block?.text ?? textOfNode(node)].filter(Boolean).join('\n'), block?.id)
    }
    for (const one of added.get(row.id) ?? []) say(one.text)
    return [...decisions, ...numbered(texts)]
  })
}

/** A table is read row by row: each can be found by itself. */
const paragraphsOf = (document: MinutesNode): readonly MinutesNode[] =>
  (document.content ?? []).flatMap((node) => (node.type === 'table' ? (node.content ?? []) : [node]))
