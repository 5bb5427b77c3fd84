/** better-auth's tables, in a schema of their own. Their shape is the library's: see its documentation on "Core Schema". */
import { boolean, pgSchema, text, timestamp } from 'drizzle-orm/pg-core'

export const auth = pgSchema('auth')

const at = () => timestamp({ withTimezone: true }).notNull().defaultNow()

/** `id` is the id of our own `person`. */
export const user = auth.table('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  createdAt: at(),
  updatedAt: at(),
})

export const session = auth.table('session', {
  id: text().primaryKey(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
  token: text().notNull().unique(),
  createdAt: at(),
  updatedAt: at(),
  ipAddress: text(),
  userAgent: text(),
  userId: text()
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
})

export const account = auth.table('account', {
  id: text().primaryKey(),
  accountId: text().notNull(),
  providerId: text().notNull(),
  userId: text()
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  accessToken: text(),
  refreshToken: text(),
  idToken: text(),
  accessTokenExpiresAt: timestamp({ withTimezone: true }),
  refreshTokenExpiresAt: timestamp({ withTimezone: true }),
  scope: text(),
  password: text(),
  createdAt: at(),
  updatedAt: at(),
})

export const verification = auth.table('verification', {
  id: text().primaryKey(),
  identifier: text().notNull(),
  value: text().notNull(),
  expiresAt: timestamp({ withTimezone: true }).notNull(),
  createdAt: at(),
  updatedAt: at(),
})
