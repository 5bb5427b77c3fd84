import { sql } from 'drizzle-orm'
import { boolean, date, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale, Words } from '#platform/words/text.ts'

/** What stands at the head of a network's pages and papers: a stored file of ours, PNG or JPEG. */
export interface Logo {
  readonly sha256: string
  readonly mediaType: 'image/png' | 'image/jpeg'
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** What it says to those who do not see it; null for the network's name. */
  readonly alt: Words | null
  /** Since when it stands like this, ISO 8601: tells two states of it apart. */
  readonly at: string
}

/** The tenant: a professional network. */
export const network = pgTable('network', {
  id: id(),
  slug: text().notNull().unique(),
  name: words().notNull(),
  description: words(),
  locale: text().$type<Locale>().notNull().default('nb'),
  timezone: text().notNull().default('Europe/Oslo'),
  accessibilityUrl: text(),
  contact: text(),
  privacyUrl: text(),
  logo: jsonb().$type<Logo>(),
  /** The one before, so that a change of it can be undone; null too where there was none. */
  logoBefore: jsonb().$type<Logo>(),
  /** How many minutes it must have been quiet before those who follow are told what is new. */
  quietMinutes: integer().notNull().default(30),
  /** How decisions are numbered: "1/20" through the year in each series, or "1" within each meeting. */
  decisionNumbers: text().$type<'year' | 'meeting'>().notNull().default('year'),
  /** For how many days personal data of each purpose is kept beyond what it was given for; the program's own terms where absent. */
  retention: jsonb().$type<Readonly<Record<string, number>>>().notNull().default({}),
  /** For how many years documents of each kind are kept (null: always) and why; the program's own rules where absent. */
  keeping: jsonb()
    .$type<Readonly<Record<string, { readonly years: number | null; readonly reason: Words | null }>>>()
    .notNull()
    .default({}),
  /** Under which licence what the network publishes may be used again; null where nothing is said. */
  licence: text().$type<'cc0' | 'cc-by' | 'cc-by-sa' | 'nlod'>(),
  sample: boolean().notNull().default(false),
  createdAt: createdAt(),
})

/** What was deleted when its time was out: how much, of which purpose, never whose. */
export const purge = pgTable(
  'purge',
  { id: id(), networkId: uuid().notNull(), purpose: text().notNull(), deleted: integer().notNull(), at: createdAt() },
  (t) => [index().on(t.networkId, t.at)],
)

export type OrganisationType = 'public' | 'county' | 'academic' | 'school' | 'special' | 'municipality' | 'other'

export const organisation = pgTable(
  'organisation',
  {
    id: id(),
    networkId: uuid().notNull(),
    name: words().notNull(),
    type: text().$type<OrganisationType>().notNull(),
    parentId: uuid(),
    place: text(),
    /** Of two that were the same, the one that stayed. */
    mergedInto: uuid(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [index().on(t.networkId)],
)

export type NumberKind = 'municipality' | 'library' | 'county'

/** Municipality numbers changed in 2020 and 2024, library numbers contain them: numbers are dated attributes, never keys. */
export const organisationNumber = pgTable(
  'organisation_number',
  {
    id: id(),
    networkId: uuid().notNull(),
    organisationId: uuid().notNull(),
    kind: text().$type<NumberKind>().notNull(),
    number: text().notNull(),
    validFrom: date(),
    validTo: date(),
  },
  (t) => [index().on(t.organisationId)],
)

export type NetworkRole = 'owner' | 'organiser' | 'member'

/** A person in a network: role, office, on behalf of which organisation; several may follow each other in time. */
export const membership = pgTable(
  'membership',
  {
    id: id(),
    networkId: uuid().notNull(),
    personId: uuid().notNull(),
    organisationId: uuid(),
    role: text().$type<NetworkRole>().notNull(),
    office: text(),
    /** The member (a person) they stand in for when that one cannot come. */
    substituteOf: uuid(),
    /** May read what is kept apart: diet and lodging. */
    readsSpecial: boolean().notNull().default(false),
    from: moment().notNull().defaultNow(),
    to: moment(),
  },
  (t) => [index().on(t.networkId), uniqueIndex('membership_now').on(t.personId, t.networkId).where(sql`${t.to} is null`)],
)

/** Two that look as if they were one and are not, members or organisations by their ids, the smaller first: they are not suggested again. */
export const apart = pgTable(
  'apart',
  { id: id(), networkId: uuid().notNull(), one: uuid().notNull(), other: uuid().notNull(), createdAt: createdAt() },
  (t) => [unique().on(t.networkId, t.one, t.other)],
)

/**
 * "The third Tuesday of every second month" or "twice a year, in April and October". Weekdays count from 1, Monday, to 7;
 * `week` from 1, and -1 is the last of the month.
 */
export type Rhythm =
  | { readonly kind: 'weekday'; readonly weekday: number; readonly week: 1 | 2 | 3 | 4 | -1; readonly months: readonly number[] }
  | { readonly kind: 'months'; readonly months: readonly number[] }

export const series = pgTable(
  'series',
  {
    id: id(),
    networkId: uuid().notNull(),
    slug: text().notNull(),
    name: words().notNull(),
    description: words(),
    /** How often it meets; null where it meets when it suits. */
    rhythm: jsonb().$type<Rhythm>(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    deletedAt: moment(),
  },
  (t) => [unique().on(t.networkId, t.slug)],
)
