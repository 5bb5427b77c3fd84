/** What hangs on the items of a meeting: presentations and papers with their current file, minutes as they are published. */
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { decisionAddress } from '#decisions/rules.ts'
import { materialHref } from '#materials/rules.ts'
import { type MaterialKind, material, materialRead, materialVersion, preview, previewPage } from '#materials/tables.ts'
import { isOnItsWay, pictureHref, type Standing, standingOf, thumbHref } from '#materials/viewer/rules.ts'
import type { MinutesDocument } from '#minutes/document.ts'
import { htmlOf, numbered } from '#minutes/html/rules.ts'
import { numberWords } from '#minutes/objects/rules.ts'
import { amendment, type MinutesState, minutes, minutesObject, minutesRevision } from '#minutes/tables.ts'
import { writtenBy } from '#minutes/writers/reads.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { countOutcomes } from '../outcomes/rules.ts'
import type { MeetingRow } from '../rules.ts'
import type { Audience } from '../tables.ts'

export interface MaterialView {
  readonly id: string
  readonly kind: MaterialKind
  readonly title: Words
  readonly description: Words | null
  readonly url: string | null
  readonly locale: Locale | null
  readonly audience: Audience
  readonly published: boolean
  readonly publishedAt: string | null
  readonly current: FileView | null
  /** Where it is had: the file or the link. */
  readonly href: string
  /** How far its file has come to be read in the page; null for links, and for files nobody has looked at. */
  readonly standing: Standing | null
  /** Whether it has a page of its own, where it is read, seen or heard, or soon will be. */
  readonly inPage: boolean
  /** Addresses of pictures of its first page: as small as in a row, and larger. */
  readonly first: { readonly row: string; readonly small: string } | null
  /** Meant to be read before the meeting. */
  readonly readBefore: boolean
  /** Whether whoever asks has ticked that they have read it; null where nobody is signed in. */
  readonly read: boolean | null
  readonly version: number
}

export interface FileView {
  readonly id: string
  readonly number: number
  readonly fileName: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  readonly pages: number | null
  readonly uploadedAt: string
}

export interface MinutesHead {
  readonly id: string
  readonly state: MinutesState
  readonly published: boolean
  readonly publishedAt: string | null
  readonly approvedAt: string | null
  readonly approvedBy: string | null
  /** All who wrote it, in the order in which they began: "Ole Vold, Lise Vik". */
  readonly writtenBy: string | null
  /** The published revision; empty when none is. */
  readonly html: string
  readonly locale: Locale
  /** While it is laid out for reading through: the last day for corrections, if there is one. */
  readonly correctionsUntil: string | null
  /** What was added after it was approved, in order. */
  readonly amendments: readonly {
    readonly number: number
    readonly text: string
    readonly at: string
    readonly byName: string | null
  }[]
  /** There is a later revision than the published one: said only to those who write. */
  readonly draftNewer: boolean
  /** Where its decisions have pages of their own: the last part of the address, by the block's id. */
  readonly addresses: Readonly<Record<string, string>>
  readonly blocks: { readonly decisions: number; readonly actions: number; readonly answers: number }
}

/**
 * All materials of a meeting, published or not, whoever they are for: the caller chooses.
 * @param readerId the person whose own ticks are told
 */
export async function readMaterials(
  db: Db,
  row: MeetingRow,
  readerId: string | null = null,
): Promise<(MaterialView & { itemId: string | null })[]> {
  const rows = await db
    .select({
      m: material,
      file: materialVersion,
      made: {
        state: preview.state,
        scan: preview.scan,
        done: preview.done,
        pages: preview.pages,
        reason: preview.reason,
      },
      first: previewPage.small,
      readAt: materialRead.at,
    })
    .from(material)
    .leftJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
    .leftJoin(preview, and(eq(preview.networkId, materialVersion.networkId), eq(preview.sha256, materialVersion.sha256)))
    .leftJoin(
      previewPage,
      and(eq(previewPage.networkId, preview.networkId), eq(previewPage.sha256, preview.sha256), eq(previewPage.page, 1)),
    )
    .leftJoin(
      materialRead,
      and(eq(materialRead.materialId, material.id), readerId ? eq(materialRead.personId, readerId) : sql`false`),
    )
    .where(and(eq(material.meetingId, row.id), isNull(material.deletedAt)))
    .orderBy(asc(material.position), asc(material.id))
  return rows.map(({ m, file, made, first, readAt }) => ({
    id: m.id,
    itemId: m.itemId,
    kind: m.kind,
    title: m.title,
    description: m.description,
    url: m.url,
    locale: m.locale,
    audience: m.audience,
    published: m.publishedAt !== null,
    publishedAt: m.publishedAt,
    current: file && {
      id: file.id,
      number: file.number,
      fileName: file.fileName,
      mediaType: file.mediaType,
      size: file.size,
      pages: made?.pages ?? file.pages,
      uploadedAt: file.uploadedAt,
    },
    href: materialHref(m, file) ?? '',
    standing: standingOf(made),
    inPage: isOnItsWay(standingOf(made)) || (m.kind === 'recording' && (file !== null || m.captionsSha256 !== null)),
    first: file && first ? { row: thumbHref(file, first), small: pictureHref(file, 1, first) } : null,
    readBefore: m.readBefore,
    read: readerId === null ? null : readAt !== null,
    version: m.version,
  }))
}

/** What a document with a change of attendance in it holds. */
const ATTENDED = JSON.stringify({ content: [{ type: 'attendance' }] })

/**
 * The minutes of all items of a meeting; their text only as far as it is published.
 * @param told whether the reader is told who was there: then who came and went stands in the text
 */
export async function readMinutes(db: Db, row: MeetingRow, told = false): Promise<(MinutesHead & { itemId: string })[]> {
  const approver = alias(person, 'approver')
  const rows = await db
    .select({
      id: minutes.id,
      itemId: minutes.itemId,
      state: minutes.state,
      publishedAt: minutes.publishedAt,
      approvedAt: minutes.approvedAt,
      approvedBy: approver.name,
      writtenBy,
      html: minutesRevision.html,
      attended: told
        ? sql<MinutesDocument | null>`case when ${minutesRevision.document} @> ${ATTENDED}::jsonb then ${minutesRevision.document} end`
        : sql<null>`null`,
      locale: minutes.locale,
      number: minutes.number,
      publishedNumber: minutes.publishedNumber,
      correctionsUntil: minutes.correctionsUntil,
      amendments: sql<MinutesHead['amendments'] | null>`(
        select json_agg(json_build_object('number', a.number, 'text', a.text, 'at', a.at, 'byName', a.by_name) order by a.number)
        from ${amendment} as a where a.minutes_id = ${minutes.id})`,
      numbers: sql<{ blockId: string; publicId: number; number: number; numberYear: number | null }[] | null>`(
        select json_agg(json_build_object('blockId', o.block_id, 'publicId', o.public_id, 'number', o.number, 'numberYear', o.number_year))
        from ${minutesObject} as o where o.minutes_id = ${minutes.id} and o.number is not null)`,
    })
    .from(minutes)
    .leftJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .leftJoin(approver, eq(approver.id, minutes.approvedBy))
    // Opened to write and nothing written yet is not begun.
    .where(and(eq(minutes.meetingId, row.id), gt(minutes.number, 0)))
  return rows.map(({ number, publishedNumber, numbers, amendments, attended, ...row }) => {
    const html = attended ? htmlOf(attended, row.locale) : row.html
    const { html: _, ...head } = row
    return {
      ...head,
      amendments: (head.publishedAt && amendments) || [],
      published: head.publishedAt !== null,
      html: head.publishedAt
        ? numbered(html ?? '', Object.fromEntries((numbers ?? []).map((one) => [one.blockId, numberWords(one) ?? ''])))
        : '',
      addresses: Object.fromEntries(head.publishedAt ? (numbers ?? []).map((one) => [one.blockId, decisionAddress(one)]) : []),
      draftNewer: number > (publishedNumber ?? 0),
      blocks: countOutcomes(head.publishedAt ? (html ?? '') : ''),
    }
  })
}
