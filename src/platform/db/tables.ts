/** Tables that carry no meeting words: secrets made once for all processes on one database. */
import { pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt } from './columns.ts'

export const secret = pgTable('secret', { name: text().primaryKey(), value: text().notNull(), madeAt: createdAt() })
