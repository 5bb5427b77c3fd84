/** The minutes of a whole meeting, for one reader: what is published of those items they may see, or for writers all that stands. */
import { buffer } from 'node:stream/consumers'
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { itemsOf, type MeetingRow, type MeetingView, readMeeting } from '#meeting/reads.ts'
import { isInAudience, mayWriteMinutes } from '#meeting/rules.ts'
import { readLogoFile } from '#network/logo/reads.ts'
import { LOGO } from '#network/logo/rules.ts'
import { organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { FileStore } from '#platform/files/store.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { attendance, type Presence } from '#registration/tables.ts'
import { type MinutesDocument, withoutAttendance } from '../document.ts'
import { numberWords } from '../objects/rules.ts'
import { type PictureRow, picturesOf } from '../pictures/reads.ts'
import { amendment, type MinutesState, minutes, minutesObject, minutesRevision } from '../tables.ts'
import { writtenBy } from '../writers/reads.ts'

export interface WholeMinutes {
  readonly view: MeetingView
  /** By item. */
  readonly texts: ReadonlyMap<string, ItemMinutes>
  /** Said of the meeting as a whole, by name; null for readers who are not told who was there. */
  readonly present: readonly Attendant[] | null
  /** Of the items at which it is kept who was there; none for readers who are not told. */
  readonly presentAt: ReadonlyMap<string, readonly Attendant[]>
  /** What the texts show, by the id that stands in them. */
  readonly pictures: ReadonlyMap<string, PictureRow>
}

export interface ItemMinutes {
  readonly id: string
  readonly document: MinutesDocument
  readonly locale: Locale
  /** How far this very text has come: an approval is of the text that stands, and what readers see may be an older one. */
  readonly state: MinutesState
  readonly approvedAt: string | null
  readonly approvedBy: string | null
  /** All who wrote it, in the order in which they began: "Ole Vold, Lise Vik". */
  readonly writtenBy: string | null
  /** Whether this text is the one before readers. */
  readonly published: boolean
  /** Of the revision. */
  readonly number: number
  readonly at: string
  /** What is kept of its blocks, by their ids. */
  readonly objects: ReadonlyMap<string, KeptObject>
  /** What was added after it was approved, in order. */
  readonly amendments: readonly Amended[]
}

export interface KeptObject {
  /** "1/20"; null before a decision has one, and for what is none. */
  readonly number: string | null
  /** Whose an action is. */
  readonly personId: string | null
  readonly organisationId: string | null
}

export type Amended = Pick<typeof amendment.$inferSelect, 'number' | 'text' | 'byName' | 'at'>

export interface Attendant {
  readonly name: string
  readonly from: Words | null
  readonly presence: Presence
  readonly mode: 'onsite' | 'online'
}

/**
 * @param row a meeting the actor may read
 * @param drafts what stands instead of what is published, for those who write
 * @throws NotFound when drafts are asked for by others
 */
export async function readWhole(
  db: Db,
  actor: Actor,
  row: MeetingRow,
  { drafts }: { readonly drafts: boolean },
): Promise<WholeMinutes> {
  if (drafts && mayWriteMinutes(actor, row) !== 'yes') throw new NotFound()
  const view = await readMeeting(db, actor, row)
  const seen = new Set([...itemsOf(view.days)].map((item) => item.id))
  // Who was there is told among those who could have been.
  const told = isInAudience(actor, row, 'members')
  const texts = (await textsOf(db, row.id, drafts))
    .filter((text) => seen.has(text.itemId))
    .map((text) => (told ? text : { ...text, document: withoutAttendance(text.document) }))
  const present = Map.groupBy(told ? await attendants(db, row.id) : [], (one) => one.itemId ?? row.id)
  return {
    view,
    texts: new Map(texts.map(({ itemId, ...text }) => [itemId, text])),
    present: told ? (present.get(row.id) ?? []) : null,
    presentAt: present,
    pictures: await picturesOf(
      db,
      row.id,
      texts.map((text) => text.document),
    ),
  }
}

/** Bytes of pictures by the ids that stand in the texts, and of the network's logo, for forms that hold them themselves. */
export type Drawn = ReadonlyMap<string, Buffer>

/** More than this is not laid into one file: what comes after is told of, with its address. Bytes. */
const MOST_DRAWN = 100_000_000

/** Pictures that are gone from the store are left out. */
export async function readDrawn(
  files: Pick<FileStore, 'read'>,
  { pictures, view }: Pick<WholeMinutes, 'pictures' | 'view'>,
): Promise<Drawn> {
  const drawn = new Map<string, Buffer>()
  const logo = await readLogoFile(files, view.network)
  if (logo) drawn.set(LOGO, logo)
  let bytes = 0
  for (const { id, networkId, sha256, size } of pictures.values()) {
    bytes += size
    if (bytes > MOST_DRAWN) break
    const content = await files.read(networkId, sha256).then(buffer, () => null)
    if (content) drawn.set(id, content)
  }
  return drawn
}

async function textsOf(db: Db, meetingId: string, drafts: boolean): Promise<(ItemMinutes & { itemId: string })[]> {
  const approver = alias(person, 'approver')
  const number = drafts ? minutes.number : minutes.publishedNumber
  const rows = await db
    .select({
      id: minutes.id,
      itemId: minutes.itemId,
      locale: minutes.locale,
      state: minutes.state,
      approvedAt: minutes.approvedAt,
      approvedBy: approver.name,
      writtenBy,
      document: minutesRevision.document,
      number: minutesRevision.number,
      at: minutesRevision.at,
      stands: minutes.number,
      publishedAt: minutes.publishedAt,
      publishedNumber: minutes.publishedNumber,
    })
    .from(minutes)
    .innerJoin(minutesRevision, and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, number)))
    .leftJoin(approver, eq(approver.id, minutes.approvedBy))
    .where(and(eq(minutes.meetingId, meetingId), drafts ? sql`true` : isNotNull(minutes.publishedAt)))
  const objects = Map.groupBy(
    await db.select().from(minutesObject).where(eq(minutesObject.meetingId, meetingId)),
    (one) => one.minutesId,
  )
  const amendments = await db.select().from(amendment).where(eq(amendment.meetingId, meetingId)).orderBy(asc(amendment.number))
  return rows.map(({ stands, publishedAt, publishedNumber, ...text }) => ({
    ...text,
    objects: new Map((objects.get(text.id) ?? []).map((row) => [row.blockId, { ...row, number: numberWords(row) }])),
    amendments: amendments.filter((one) => one.minutesId === text.id),
    published: publishedAt !== null && publishedNumber === text.number,
    ...(text.state === 'approved' && stands !== text.number && { state: 'draft', approvedAt: null, approvedBy: null }),
  }))
}

const attendants = (db: Db, meetingId: string): Promise<(Attendant & { itemId: string | null })[]> =>
  db
    .select({
      itemId: attendance.itemId,
      name: attendance.name,
      from: organisation.name,
      presence: attendance.presence,
      mode: attendance.mode,
    })
    .from(attendance)
    .leftJoin(organisation, eq(organisation.id, attendance.organisationId))
    .where(eq(attendance.meetingId, meetingId))
    .orderBy(asc(attendance.name), asc(attendance.id))
