/** What goes into a package for the archive, and how far the making of one has come. */
import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { previewOf } from '#materials/previews/reads.ts'
import { mayHand } from '#materials/previews/rules.ts'
import { materialVersion } from '#materials/tables.ts'
import { itemsOf, type MaterialView, type MeetingRow, type MeetingView } from '#meeting/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { archivePackage } from '../tables.ts'
import { mayPackage, type PackageRow } from './rules.ts'

/** @throws NotFound for those who may not have one made */
export async function readPackage(
  db: Db,
  actor: Actor,
  meeting: Pick<MeetingRow, 'id' | 'networkId'>,
): Promise<PackageRow | null> {
  if (mayPackage(actor, meeting) !== 'yes') throw new NotFound()
  const [row] = await db.select().from(archivePackage).where(eq(archivePackage.meetingId, meeting.id))
  return row ?? null
}

/** A published file of the meeting. */
export interface Attachment {
  readonly material: MaterialView
  /** Null for what hangs on the meeting as a whole. */
  readonly itemId: string | null
  readonly sha256: string
  readonly fileName: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Whether it may be handed out: a scanner has found nothing, or there is none. */
  readonly clean: boolean
}

/** @param scanning whether there is a scanner */
export async function attachmentsOf(db: Db, view: MeetingView, scanning: boolean): Promise<Attachment[]> {
  const all = [
    ...view.papers.map((material) => ({ material, itemId: null as string | null })),
    ...[...itemsOf(view.days)].flatMap((item) => item.materials.map((material) => ({ material, itemId: item.id }))),
  ].filter(({ material }) => material.published && material.current !== null)
  const found: Attachment[] = []
  for (const { material, itemId } of all) {
    const [version] = await db.select().from(materialVersion).where(eq(materialVersion.id, material.current!.id))
    if (!version) continue
    const { sha256, fileName, mediaType, size } = version
    const preview = await previewOf(db, view.meeting.networkId, sha256)
    const clean = mayHand(preview?.scan ?? null, scanning) === 'yes'
    found.push({ material, itemId, sha256, fileName, mediaType, size, clean })
  }
  return found
}
