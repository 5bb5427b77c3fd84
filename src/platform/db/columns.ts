/** Column shapes that many tables share. */
import { customType, jsonb, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { Words } from '#platform/words/text.ts'
import { newId } from './id.ts'

/** The primary key: a uuid v7 made in the program, since PostgreSQL 15 has no `uuidv7()`. */
export const id = () => uuid().primaryKey().$defaultFn(newId)

/** A moment in time, as an ISO string in UTC; Temporal.Instant reads it. */
export const moment = () => timestamp({ withTimezone: true, mode: 'string' })

export const createdAt = () => moment().notNull().defaultNow()

/** A text that people wrote, in one or more languages: `{nb, nn, se, en}`. */
export const words = () => jsonb().$type<Words>()

/** Bytes as they are: what no query looks into. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' })
