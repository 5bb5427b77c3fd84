import { bigint, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from '#platform/db/columns.ts'

/**
 * A picture that was put into minutes: the text names it by its id. It stays when it is taken out of the text, since earlier
 * revisions show it, and it follows its item.
 */
export const minutesPicture = pgTable(
  'minutes_picture',
  {
    id: id(),
    networkId: uuid().notNull(),
    meetingId: uuid().notNull(),
    itemId: uuid().notNull(),
    sha256: text().notNull(),
    mediaType: text().$type<'image/png' | 'image/jpeg'>().notNull(),
    /** Bytes. */
    size: bigint({ mode: 'number' }).notNull(),
    /** Pixels. */
    width: integer().notNull(),
    height: integer().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.meetingId), index().on(t.itemId)],
)
