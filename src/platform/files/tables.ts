import { bigint, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from '../db/columns.ts'

/** A stored file, named by its content: one copy of equal files within a network. The bytes lie at `<network>/<sha256>`. */
export const file = pgTable(
  'file',
  {
    networkId: uuid().notNull(),
    sha256: text().notNull(),
    size: bigint({ mode: 'number' }).notNull(),
    mediaType: text().notNull(),
    storedAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.networkId, t.sha256] })],
)
