import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '#platform/db/columns.ts'

/** What can be found at an address made of words, and called something else later. */
export type AddressKind = 'series' | 'plan' | 'item'

/** An address that something of a network had before: it leads to where that is now, and is never another's. */
export const address = pgTable(
  'address',
  {
    networkId: uuid().notNull(),
    kind: text().$type<AddressKind>().notNull(),
    slug: text().notNull(),
    /** What it leads to. */
    subjectId: uuid().notNull(),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.kind, t.slug] }), index().on(t.subjectId)],
)
