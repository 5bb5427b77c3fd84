import { sql } from 'drizzle-orm'
import { bigint, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Audience } from '#meeting/tables.ts'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'

export type MaterialKind = 'presentation' | 'paper' | 'link' | 'recording'

/** Something that hangs on an item: a presentation, a paper, a link, a recording. Files have versions, links an address. */
export const material = pgTable(
  'material',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    kind: text().$type<MaterialKind>().notNull(),
    title: words().notNull(),
    /** What is in it, for those who cannot see it. */
    description: words(),
    locale: text().$type<Locale>(),
    url: text(),
    currentVersionId: uuid(),
    position: integer().notNull(),
    audience: text().$type<Audience>().notNull().default('public'),
    publishedAt: moment(),
    publishedBy: uuid(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [index('material_of_meeting').on(t.meetingId).where(sql`${t.deletedAt} is null`), index().on(t.itemId)],
)

/** One uploaded file of a material; older ones stay reachable for organisers. */
export const materialVersion = pgTable(
  'material_version',
  {
    id: id(),
    networkId: uuid().notNull(),
    materialId: uuid().notNull(),
    number: integer().notNull(),
    sha256: text().notNull(),
    fileName: text().notNull(),
    mediaType: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    pages: integer(),
    uploadedAt: createdAt(),
    uploadedBy: uuid(),
    uploadedByName: text(),
  },
  (t) => [unique().on(t.materialId, t.number), index().on(t.networkId, t.sha256)],
)
