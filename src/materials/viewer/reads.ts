/** What can be read of one file in the page, and the pictures and the PDF that were made of it. */
import { and, eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { mayEdit } from '#meeting/rules.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { file } from '#platform/files/tables.ts'
import { pageOf, previewOf } from '../previews/reads.ts'
import { mayHand, type PageRow, type PreviewRow } from '../previews/rules.ts'
import { type Download, findDownload, type Place, placeIn } from '../reads.ts'
import { type MaterialRow, maySee, type VersionRow } from '../rules.ts'
import { material, materialVersion, preview } from '../tables.ts'
import { pictureNamed, type Standing, standingOf } from './rules.ts'

/** A material as it is read in the page. */
export interface View {
  readonly place: Place
  readonly material: MaterialRow
  /** Null for what lies elsewhere. */
  readonly current: VersionRow | null
  readonly preview: PreviewRow | null
  readonly standing: Standing | null
}

/**
 * A material of a meeting that this actor may see.
 * @throws NotFound alike when there is none, when it is hidden or for others, and when a virus was found in it
 */
export async function openView(db: Db, actor: Actor, meeting: MeetingRow, id: string): Promise<View> {
  if (!isId(id)) throw new NotFound()
  const [row] = await db
    .select({ material, current: materialVersion, preview })
    .from(material)
    .leftJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
    .leftJoin(preview, and(eq(preview.networkId, materialVersion.networkId), eq(preview.sha256, materialVersion.sha256)))
    .where(and(eq(material.id, id), eq(material.meetingId, meeting.id)))
  const place = row && (await placeIn(db, meeting.id, row.material.itemId))
  if (!row || !place || maySee(actor, meeting, place.item, row.material) !== 'yes') throw new NotFound()
  const standing = standingOf(row.preview)
  if (standing?.is === 'stopped' && mayEdit(actor, meeting) !== 'yes') throw new NotFound()
  return { ...row, place, standing }
}

/** A stored file that was made of another. */
export interface Made {
  readonly of: Download
  readonly sha256: string
}

/** The picture behind an address, or null. Nothing about access is decided yet, but that the file is clean. */
export async function findPicture(
  db: Db,
  address: { readonly networkId: string; readonly versionId: string; readonly page: string; readonly picture: string },
  scanning: boolean,
): Promise<(Made & { readonly forRow: boolean }) | null> {
  const of = await findMade(db, address, scanning)
  const page: PageRow | null =
    of && /^[1-9]\d{0,3}$/.test(address.page)
      ? await pageOf(db, of.version.networkId, of.version.sha256, Number(address.page))
      : null
  const named = page && pictureNamed(address.picture, page)
  return of && named ? { of, ...named } : null
}

/** The PDF that was made of a file, or null. The same holds. */
export async function findPdf(
  db: Db,
  address: { readonly networkId: string; readonly versionId: string },
  scanning: boolean,
): Promise<(Made & { readonly size: number }) | null> {
  const of = await findMade(db, address, scanning)
  if (!of?.preview.pdfSha256) return null
  const [row] = await db
    .select({ size: file.size })
    .from(file)
    .where(and(eq(file.networkId, of.version.networkId), eq(file.sha256, of.preview.pdfSha256)))
  return row ? { of, sha256: of.preview.pdfSha256, size: row.size } : null
}

async function findMade(
  db: Db,
  { networkId, versionId }: { readonly networkId: string; readonly versionId: string },
  scanning: boolean,
): Promise<(Download & { readonly preview: PreviewRow }) | null> {
  const found = await findDownload(db, networkId, versionId)
  const made = found && (await previewOf(db, networkId, found.version.sha256))
  return made && mayHand(made.scan, scanning) === 'yes' ? { ...found, preview: made } : null
}
