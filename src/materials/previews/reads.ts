/** What was made of stored files for reading in the page. Nothing about access is decided here: ask for a file that may be had. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { preview, previewPage } from '../tables.ts'
import type { PageRow, PreviewRow } from './rules.ts'

/** How far it has come with a file, or null where nobody has looked at it yet. */
export async function previewOf(db: Db, networkId: string, sha256: string): Promise<PreviewRow | null> {
  const [row] = await db
    .select()
    .from(preview)
    .where(and(eq(preview.networkId, networkId), eq(preview.sha256, sha256)))
  return row ?? null
}

/** The same for many files of a network in one query, by `sha256`. */
export async function previewsOf(db: Db, networkId: string, files: readonly string[]): Promise<Map<string, PreviewRow>> {
  if (files.length === 0) return new Map()
  const rows = await db
    .select()
    .from(preview)
    .where(and(eq(preview.networkId, networkId), inArray(preview.sha256, [...new Set(files)])))
  return new Map(rows.map((row) => [row.sha256, row]))
}

/** The pages made so far, in order. `small` and `large` are WebP files in the store, under the network. */
export function pagesOf(db: Db, networkId: string, sha256: string): Promise<PageRow[]> {
  return db
    .select()
    .from(previewPage)
    .where(and(eq(previewPage.networkId, networkId), eq(previewPage.sha256, sha256)))
    .orderBy(asc(previewPage.page))
}

/** One page, counted from 1, or null where it is not made. */
export async function pageOf(db: Db, networkId: string, sha256: string, page: number): Promise<PageRow | null> {
  const [row] = await db
    .select()
    .from(previewPage)
    .where(and(eq(previewPage.networkId, networkId), eq(previewPage.sha256, sha256), eq(previewPage.page, page)))
  return row ?? null
}
