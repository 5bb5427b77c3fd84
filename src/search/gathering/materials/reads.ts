/** What hangs on items and can be read by those they are for: each page of a file by itself, what is said in recordings. */
import { and, asc, eq, isNotNull, isNull, notInArray, or } from 'drizzle-orm'
import { material, materialVersion, preview, previewPage } from '#materials/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Kind, Passage } from '../../document.ts'
import { at, type ItemSource, inAny, levelOf, pieces, type Source } from '../rules.ts'

export async function gatherMaterials(db: Db, source: Source, items: ReadonlyMap<string, ItemSource>): Promise<Passage[]> {
  const rows = await db
    .select({ row: material, page: previewPage.page, text: previewPage.text })
    .from(material)
    .leftJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
    .leftJoin(preview, and(eq(preview.networkId, materialVersion.networkId), eq(preview.sha256, materialVersion.sha256)))
    .leftJoin(
      previewPage,
      and(
        eq(previewPage.networkId, preview.networkId),
        eq(previewPage.sha256, preview.sha256),
        notInArray(preview.scan, ['waiting', 'infected']),
      ),
    )
    .where(
      and(
        eq(material.meetingId, source.id),
        isNull(material.deletedAt),
        isNotNull(material.publishedAt),
        // A file in which something was found, or that nobody has looked through yet, is not shown by its name either.
        or(isNull(preview.scan), notInArray(preview.scan, ['waiting', 'infected'])),
      ),
    )
    .orderBy(asc(material.position), asc(material.id), asc(previewPage.page))
  return [...Map.groupBy(rows, ({ row }) => row.id).values()].flatMap((all) => {
    const { row } = all[0]!
    const place = row.itemId === null ? source : items.get(row.itemId)
    if (!place) return []
    const locale = row.locale ?? source.locale
    const kind: Kind = row.kind === 'recording' || row.kind === 'paper' ? row.kind : 'presentation'
    const names = row.itemId === null ? [] : (items.get(row.itemId)?.speakers ?? [])
    const own = {
      ...at(place, row.itemId),
      kind,
      sourceId: row.id,
      level: levelOf(place.level, row.audience),
      locale,
      title: inAny(row.title, locale),
      names,
    }
    const pages = all.flatMap(({ page, text }) => (page === null ? [] : [{ ...own, text: text ?? '', place: { page } }]))
    const said = pieces(row.captionsText ?? '').map((text, i) => ({ ...own, text, place: { part: `said${i}` } }))
    return [{ ...own, text: inAny(row.description, locale), place: { part: 'head' } }, ...pages, ...said]
  })
}
