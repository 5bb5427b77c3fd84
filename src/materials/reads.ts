/** What hangs on an item or on a meeting, for one reader; and the one file behind an address. */
import { and, asc, desc, eq, inArray, isNull, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { type ItemRow, itemPath, type MeetingRow, type NetworkRow, type SpeakerRow } from '#meeting/reads.ts'
import { narrowest } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { network } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import { item, speaker } from '#programme/tables.ts'
import { firstPagesOf, previewsOf } from './previews/reads.ts'
import type { PreviewRow } from './previews/rules.ts'
import { isForAll, itemIdAt, type MaterialRow, mayAdd, mayChange, maySee, type VersionRow, wholeOf } from './rules.ts'
import { material, materialVersion } from './tables.ts'

/** Where materials hang: an item, or the meeting as a whole, with all it lies in. Nothing about access is decided yet. */
export interface Place {
  readonly network: NetworkRow
  readonly meeting: MeetingRow
  /** With an audience as narrow as its parent's, and with its speakers. For the whole: what stands in for one (`wholeOf`). */
  readonly item: ItemRow & { readonly speakers: readonly SpeakerRow[] }
  /** `/{network}/{meeting}` */
  readonly meetingPath: string
  /** `/{network}/{meeting}/{publicId}-{slug}`; for the whole as `meetingPath` */
  readonly path: string
}

export interface MaterialOfItem extends MaterialRow {
  readonly current: VersionRow | null
  /** Newest first; only the current one for those who may not see the others. */
  readonly versions: readonly VersionRow[]
  /** What was made of the current one for reading in the page; null where nobody has looked at it. */
  readonly preview: PreviewRow | null
  /** The file of its small first picture; null before there is one. */
  readonly firstPage: string | null
}

/** The item at an address, or null; nothing hangs on a template's. `itemName` is its number with or without words behind. */
export function placeAt(db: Db, networkSlug: string, meetingSlug: string, itemName: string): Promise<Place | null> {
  const number = /^(\d{1,15})(?:-|$)/.exec(itemName)?.[1]
  if (!number) return Promise.resolve(null)
  return findPlace(db, and(eq(network.slug, networkSlug), eq(meeting.slug, meetingSlug), eq(item.publicId, Number(number)))!)
}

/** The item of this id, or null. */
export const placeOf = (db: Db, itemId: string): Promise<Place | null> => findPlace(db, eq(item.id, itemId))

/** The whole of the meeting at an address, or null; nothing hangs on a template. */
export const wholeAt = (db: Db, networkSlug: string, meetingSlug: string): Promise<Place | null> =>
  findWhole(db, and(eq(network.slug, networkSlug), eq(meeting.slug, meetingSlug))!)

/** Where something hangs that is known to hang in this meeting. */
export const placeIn = (db: Db, meetingId: string, itemId: string | null): Promise<Place | null> =>
  itemId === null ? findWhole(db, eq(meeting.id, meetingId)) : placeOf(db, itemId)

async function findWhole(db: Db, where: SQL): Promise<Place | null> {
  const [row] = await db
    .select({ network, meeting })
    .from(meeting)
    .innerJoin(network, eq(network.id, meeting.networkId))
    .where(and(where, isNull(meeting.deletedAt), eq(meeting.template, false)))
  if (!row) return null
  const meetingPath = `/${row.network.slug}/${row.meeting.slug}`
  return { ...row, item: wholeOf(row.meeting), meetingPath, path: meetingPath }
}

/** In SQL: what hangs just there. */
export function hangsOn(place: Pick<Place, 'meeting' | 'item'>): SQL {
  const itemId = itemIdAt(place)
  return and(eq(material.meetingId, place.meeting.id), itemId === null ? isNull(material.itemId) : eq(material.itemId, itemId))!
}

async function findPlace(db: Db, where: SQL): Promise<Place | null> {
  const parent = alias(item, 'parent')
  const [row] = await db
    .select({ network, meeting, item, parentAudience: parent.audience })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .innerJoin(network, eq(network.id, item.networkId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(and(where, isNull(item.deletedAt), isNull(meeting.deletedAt), eq(meeting.template, false)))
  if (!row) return null
  const speakers = await db
    .select()
    .from(speaker)
    .where(eq(speaker.itemId, row.item.id))
    .orderBy(asc(speaker.position), asc(speaker.id))
  const meetingPath = `/${row.network.slug}/${row.meeting.slug}`
  return {
    network: row.network,
    meeting: row.meeting,
    item: { ...row.item, audience: narrowest(row.item.audience, row.parentAudience ?? 'public'), speakers },
    meetingPath,
    path: itemPath(meetingPath, row.item, row.meeting.locale),
  }
}

/**
 * All materials of an item, in order, hidden ones too: for those who may add to it.
 * @throws NotFound for anybody else
 */
export async function listMaterials(db: Db, actor: Actor, place: Place): Promise<MaterialOfItem[]> {
  if (mayAdd(actor, place.item) !== 'yes' || place.meeting.deletedAt) throw new NotFound()
  const rows = await db
    .select()
    .from(material)
    .where(and(hangsOn(place), isNull(material.deletedAt)))
    .orderBy(asc(material.position), asc(material.id))
  return withVersions(db, actor, place, rows)
}

/**
 * One material of an item, for those who may add to it.
 * @throws NotFound
 */
export async function openMaterial(db: Db, actor: Actor, place: Place, id: string): Promise<MaterialOfItem> {
  const found = isId(id) ? (await listMaterials(db, actor, place)).find((one) => one.id === id) : undefined
  if (!found) throw new NotFound()
  return found
}

async function withVersions(db: Db, actor: Actor, place: Place, rows: readonly MaterialRow[]): Promise<MaterialOfItem[]> {
  if (rows.length === 0) return []
  const versions = await db
    .select()
    .from(materialVersion)
    .where(
      inArray(
        materialVersion.materialId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(desc(materialVersion.number))
  const all = mayChange(actor, place.item) === 'yes'
  const inForce = versions.filter((version) => rows.some((row) => row.currentVersionId === version.id))
  const files = inForce.map((version) => version.sha256)
  const [previews, firstPages] = [await previewsOf(db, place.network.id, files), await firstPagesOf(db, place.network.id, files)]
  return rows.map((row) => {
    const own = versions.filter((version) => version.materialId === row.id)
    const current = own.find((version) => version.id === row.currentVersionId) ?? null
    const preview = (current && previews.get(current.sha256)) ?? null
    const firstPage = (current && firstPages.get(current.sha256)) ?? null
    return { ...row, current, preview, firstPage, versions: all ? own : current ? [current] : [] }
  })
}

/** A material of a meeting and where it hangs, or null when there is none or it was removed. Nothing about access is decided yet. */
export async function findMaterial(
  db: Db,
  meetingId: string,
  id: string,
): Promise<{ readonly material: MaterialRow; readonly place: Place } | null> {
  if (!isId(id)) return null
  const [row] = await db
    .select()
    .from(material)
    .where(and(eq(material.id, id), eq(material.meetingId, meetingId), isNull(material.deletedAt)))
  const place = row && (await placeIn(db, meetingId, row.itemId))
  return place ? { material: row, place } : null
}

export interface Download {
  readonly version: VersionRow
  readonly material: MaterialRow
  readonly place: Place
}

/** The file behind an address and all it lies in, or null. Nothing about access is decided yet. */
export async function findDownload(db: Db, networkId: string, versionId: string): Promise<Download | null> {
  if (!isId(networkId) || !isId(versionId)) return null
  const [row] = await db
    .select({ version: materialVersion, material })
    .from(materialVersion)
    .innerJoin(material, eq(material.id, materialVersion.materialId))
    .where(and(eq(materialVersion.id, versionId), eq(materialVersion.networkId, networkId)))
  const place = row && (await placeIn(db, row.material.meetingId, row.material.itemId))
  return place ? { ...row, place } : null
}

/**
 * Whether this actor may have this file, and whether anybody may.
 * @throws NotFound when it is hidden, removed, replaced, or for others
 */
export function openDownload(actor: Actor, { version, material, place }: Download): { forAll: boolean } {
  const isCurrent = material.currentVersionId === version.id
  if (maySee(actor, place.meeting, place.item, material) !== 'yes') throw new NotFound()
  if (!isCurrent && mayChange(actor, place.item) !== 'yes') throw new NotFound()
  return { forAll: isCurrent && isForAll(place.meeting, place.item, material) }
}

/**
 * What a signed address opens: hidden or not, for whomever it was made.
 * @throws NotFound when it was removed since
 */
export function openSigned({ material, place }: Download): { forAll: false } {
  if (material.deletedAt !== null || place.meeting.deletedAt !== null) throw new NotFound()
  return { forAll: false }
}
