/** What was made of stored files for reading in the page. Nothing about access is decided here: ask for a file that may be had. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import type { Db } from '#platform/db/db.ts'
import { file } from '#platform/files/tables.ts'
import { materialVersion, preview, previewPage } from '../tables.ts'
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

/** The small picture of each file's first page, by `sha256`; files without one are left out. */
export async function firstPagesOf(db: Db, networkId: string, files: readonly string[]): Promise<Map<string, string>> {
  if (files.length === 0) return new Map()
  const rows = await db
    .select({ sha256: previewPage.sha256, small: previewPage.small })
    .from(previewPage)
    .where(and(eq(previewPage.networkId, networkId), eq(previewPage.page, 1), inArray(previewPage.sha256, [...new Set(files)])))
  return new Map(rows.map((row) => [row.sha256, row.small]))
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

/** What a stored file is. */
export async function fileOf(db: Db, networkId: string, sha256: string): Promise<{ size: number; mediaType: string } | null> {
  const [row] = await db
    .select({ size: file.size, mediaType: file.mediaType })
    .from(file)
    .where(and(eq(file.networkId, networkId), eq(file.sha256, sha256)))
  return row ?? null
}

/** Files of materials that nobody has asked pages of. */
export function unasked(db: Db, most: number): Promise<{ networkId: string; sha256: string; mediaType: string }[]> {
  return db
    .selectDistinct({ networkId: file.networkId, sha256: file.sha256, mediaType: file.mediaType })
    .from(materialVersion)
    .innerJoin(file, and(eq(file.networkId, materialVersion.networkId), eq(file.sha256, materialVersion.sha256)))
    .leftJoin(preview, and(eq(preview.networkId, file.networkId), eq(preview.sha256, file.sha256)))
    .where(isNull(preview.sha256))
    .limit(most)
}
