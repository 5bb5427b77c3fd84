import { sql } from 'drizzle-orm'
import { boolean, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { createdAt, id, moment } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'

/** A person, known to the installation; what they are in a network is a membership. */
export const person = pgTable(
  'person',
  {
    id: id(),
    name: text().notNull(),
    email: text(),
    locale: text().$type<Locale>(),
    /** May make networks: the first owner of the installation. */
    operator: boolean().notNull().default(false),
    /** Made by the sample and removed with it. */
    sample: boolean().notNull().default(false),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [uniqueIndex('person_email').on(sql`lower(${t.email})`)],
)
