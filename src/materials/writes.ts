/** Everything that changes what hangs on an item: each act stands in one transaction with its record (`change`). */
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import type { Audience } from '#meeting/tables.ts'
import { bury, inTransaction, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { pagesOf } from '#platform/files/pages.ts'
import { keepFile } from '#platform/files/writes.ts'
import type { Ground } from '#platform/ground.ts'
import { writeAppearance } from '#programme/appearances/writes.ts'
import { type Changes, change, demand, note, organise } from './change/writes.ts'
import type { AddressForm, EditForm, FileForm } from './forms.ts'
import { askForPreview } from './previews/writes.ts'
import { showOnArrival } from './publishing/writes.ts'
import { hangsOn, type Place } from './reads.ts'
import {
  addressKinds,
  itemIdAt,
  type MaterialRow,
  mayAdd,
  mayChange,
  mayReplace,
  organisersFileKinds,
  titleFrom,
} from './rules.ts'
import { type MaterialKind, material, materialVersion } from './tables.ts'
import type { Upload } from './upload/rules.ts'
import { takeUp } from './upload/writes.ts'

type Stores = Pick<Ground, 'db' | 'files' | 'jobs' | 'config'>

/** Hangs a file on an item, shown when the item's rule says so. Without a title it is called after its file. */
export function addFile(stores: Stores, actor: Actor, place: Place, form: FileForm, upload: Upload): Promise<MaterialRow> {
  return inTransaction(stores.db, async (tx) => {
    demand(mayAdd(actor, place.item, form.kind))
    const already = upload.cameAs && (await takeUp(tx, actor, upload.cameAs))
    if (already) return already
    const { title, description, locale, kind } = form
    const row = await insert(tx, place, {
      kind,
      locale,
      title: { [locale]: title || titleFrom(upload.fileName) },
      description: description ? { [locale]: description } : null,
      audience: audienceOf(actor, place, form.audience),
      ...(kind !== 'recording' && (await showOnArrival(tx, actor, place))),
      readBefore: saysToRead(actor, place, form),
    })
    const version = await insertVersion(tx, stores, actor, row, upload)
    const [stands] = await tx.update(material).set({ currentVersionId: version.id }).where(eq(material.id, row.id)).returning()
    await note(tx, actor, place, 'material.added', row.id, { after: { kind, title: row.title, file: upload.fileName } })
    if (actor.speaker) await writeAppearance(tx, { ...place.item, id: actor.speaker.id }, { noMaterialAt: null })
    return stands!
  })
}

/** Hangs an address on an item, as `addFile`. A recording stays hidden until somebody publishes it: captions are a duty then. */
export function addAddress(db: Db, actor: Actor, place: Place, form: AddressForm): Promise<MaterialRow> {
  return inTransaction(db, async (tx) => {
    demand(mayAdd(actor, place.item, form.kind))
    const { title, description, locale, kind, url } = form
    const row = await insert(tx, place, {
      kind,
      locale,
      url,
      title: { [locale]: title || new URL(url).hostname.replace(/^www\./, '') },
      description: description ? { [locale]: description } : null,
      audience: audienceOf(actor, place, form.audience),
      ...(kind === 'link' && (await showOnArrival(tx, actor, place))),
      readBefore: saysToRead(actor, place, form),
    })
    await note(tx, actor, place, 'material.added', row.id, { after: { kind, title: row.title, url } })
    return row
  })
}

/**
 * Puts a new file in the place of the one before, which stays as an older version. Where readers already have one that an
 * organiser approved, a speaker's new one waits beside it until it is chosen (`makeCurrent`).
 */
export function replaceFile(stores: Stores, actor: Actor, place: Place, id: string, upload: Upload): Promise<MaterialRow> {
  return change(
    stores.db,
    actor,
    place,
    id,
    (before) => mayReplace(actor, place.item, before),
    async (tx, before) => {
      if (upload.cameAs && (await takeUp(tx, actor, upload.cameAs))) return null
      const version = await insertVersion(tx, stores, actor, before, upload)
      return {
        action: 'material.replaced',
        set: isApproved(actor, place, before) ? {} : { currentVersionId: version.id },
        after: { number: version.number, file: upload.fileName },
      }
    },
  )
}

/** Makes another of a material's versions the one that readers get. */
export function makeCurrent(db: Db, actor: Actor, place: Place, id: string, number: number): Promise<MaterialRow> {
  return organise(db, actor, place, id, async (tx) => {
    const [version] = await tx
      .select({ id: materialVersion.id })
      .from(materialVersion)
      .where(and(eq(materialVersion.materialId, id), eq(materialVersion.number, number)))
    if (!version) throw new NotFound()
    return { action: 'material.version_chosen', set: { currentVersionId: version.id }, after: { number } }
  })
}

/**
 * Changes the words, the kind, the address and the audience.
 * @throws Conflict with both rows when it was changed since the form was opened
 */
export function editMaterial(db: Db, actor: Actor, place: Place, id: string, form: EditForm): Promise<MaterialRow> {
  return organise(db, actor, place, id, async (_tx, before) => {
    if (before.version !== form.version) throw new Conflict<unknown>(before, form)
    const hasFile = before.currentVersionId !== null
    const kinds: readonly MaterialKind[] = hasFile ? organisersFileKinds : addressKinds
    if (!kinds.includes(form.kind)) throw new Invalid({ kind: 'materials_kind_wrong' })
    if (!hasFile && !form.url) throw new Invalid({ url: 'materials_url_missing' })
    const { title, description, locale, kind } = form
    const set = {
      title,
      description,
      locale,
      kind,
      audience: audienceOf(actor, place, form.audience),
      readBefore: form.readBefore !== undefined,
      url: hasFile ? null : form.url!,
      // What turns out to be a recording is one from now on: hidden until somebody takes on its duties.
      ...(kind === 'recording' && before.kind !== 'recording' && { publishedAt: null, publishedBy: null, publishAt: null }),
    }
    return { action: 'material.changed', set, before: worded(before), after: set }
  })
}

export const publishMaterial = (db: Db, actor: Actor, place: Place, id: string) =>
  organise(db, actor, place, id, async () => ({
    action: 'material.published',
    set: { publishedAt: sql`now()`, publishedBy: actor.person?.id ?? null, publishAt: null },
  }))

/** Hides a material from readers: on the page, in the data, at its own address. Neither rule nor clock shows it again. */
export const hideMaterial = (db: Db, actor: Actor, place: Place, id: string) =>
  organise(db, actor, place, id, async () => ({
    action: 'material.hidden',
    set: { publishedAt: null, publishedBy: actor.person?.id ?? null, publishAt: null },
  }))

export const removeMaterial = (db: Db, actor: Actor, place: Place, id: string) =>
  organise(db, actor, place, id, async (tx, before) => {
    await bury(tx, { id, networkId: before.networkId, kind: 'material', meetingId: before.meetingId })
    return { action: 'material.removed', set: { deletedAt: sql`now()` }, before: worded(before) }
  })

/** Undoes a removal. */
export const restoreMaterial = (db: Db, actor: Actor, place: Place, id: string) =>
  organise(
    db,
    actor,
    place,
    id,
    async (tx) => {
      await unbury(tx, id)
      return { action: 'material.restored', set: { deletedAt: null } }
    },
    'even when removed',
  )

/** Whether readers have what an organiser let through, and this is not one. */
const isApproved = (actor: Actor, { item }: Place, { publishedAt }: MaterialRow): boolean =>
  item.publishRule === 'approval' && publishedAt !== null && mayChange(actor, item) !== 'yes'

async function insert(
  tx: Tx,
  place: Place,
  values: (Partial<typeof material.$inferInsert> & Pick<MaterialRow, 'kind' | 'title'>) | Changes,
): Promise<MaterialRow> {
  const [row] = await tx
    .insert(material)
    .values({
      id: newId(),
      networkId: place.network.id,
      meetingId: place.meeting.id,
      itemId: itemIdAt(place),
      position: sql`(select coalesce(max(${material.position}), 0) + 1 from ${material} where ${hangsOn(place)})`,
      ...values,
    } as typeof material.$inferInsert)
    .returning()
  return row!
}

async function insertVersion(
  tx: Tx,
  { files, jobs, config }: Stores,
  actor: Actor,
  row: MaterialRow,
  { fileName, cameAs, ...stored }: Upload,
) {
  await keepFile(tx, files, row.networkId, stored)
  await askForPreview(tx, jobs, { ...stored, networkId: row.networkId }, config.CLAMD_URL !== null)
  const [version] = await tx
    .insert(materialVersion)
    .values({
      id: cameAs ?? newId(),
      networkId: row.networkId,
      materialId: row.id,
      number: sql`(select coalesce(max(${materialVersion.number}), 0) + 1 from ${materialVersion} where ${materialVersion.materialId} = ${row.id})`,
      ...stored,
      fileName,
      // Here, where the file is held: before, the sweep could have it in its hand.
      pages: await pagesOf(files, row.networkId, stored),
      uploadedBy: actor.person?.id ?? null,
      uploadedByName: actor.person?.name ?? actor.speaker?.name ?? null,
    })
    .returning()
  return version!
}

/** Only organisers choose whom a material is for. `public` is "whoever may see the item": a part never reaches further than its whole. */
const audienceOf = (actor: Actor, place: Place, asked: Audience | undefined): Audience =>
  mayChange(actor, place.item) === 'yes' ? (asked ?? 'public') : 'public'

/** Only organisers say that something is to be read before the meeting. */
const saysToRead = (actor: Actor, place: Place, form: FileForm | AddressForm): boolean =>
  mayChange(actor, place.item) === 'yes' && form.readBefore !== undefined

const worded = ({ title, description, locale, kind, audience, url }: MaterialRow) => ({
  title,
  description,
  locale,
  kind,
  audience,
  url,
})
