import { sql } from 'drizzle-orm'
import { boolean, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
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

export type ProfileField = 'photo' | 'email' | 'phone' | 'about'

/** What a person tells the other members of a network about themselves. Nothing of it is shown without their consent. */
export const profile = pgTable(
  'profile',
  {
    networkId: uuid().notNull(),
    personId: uuid().notNull(),
    /** What they work with. */
    about: words(),
    phone: text(),
    photoSha256: text(),
    photoType: text(),
    /** The fields that other members may see, each with when that was consented to. */
    shown: jsonb().$type<Readonly<Partial<Record<ProfileField, string>>>>().notNull().default({}),
    version: integer().notNull().default(1),
    updatedAt: moment().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.personId, t.networkId] })],
)

/** That somebody was erased, and how much of them there was: numbers by table, nothing that tells who. */
export const erasure = pgTable('erasure', {
  id: id(),
  at: createdAt(),
  byPerson: uuid(),
  counts: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
})
