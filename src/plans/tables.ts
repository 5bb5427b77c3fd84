import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { type Audience, publicIdColumn } from '#meeting/tables.ts'
import { createdAt, id, moment, words } from '#platform/db/columns.ts'
import type { Locale } from '#platform/words/text.ts'
import type { PlanDocument } from './document.ts'

/** Being written · out for input · adopted · its time is over. */
export type PlanState = 'draft' | 'consultation' | 'adopted' | 'ended'

/** What a network wants to do over some years: goals, and measures under them. */
export const plan = pgTable(
  'plan',
  {
    id: id(),
    networkId: uuid().notNull(),
    slug: text().notNull(),
    /** The language it is written in. */
    locale: text().$type<Locale>().notNull().default('nb'),
    title: words().notNull(),
    description: words(),
    /** The first and the last day it is for. */
    starts: date().notNull(),
    ends: date().notNull(),
    seriesId: uuid(),
    state: text().$type<PlanState>().notNull().default('draft'),
    adoptedAt: date(),
    audience: text().$type<Audience>().notNull().default('public'),
    /** Until then only organisers see it. */
    publishedAt: moment(),
    publishedBy: uuid(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [unique('plan_slug').on(t.networkId, t.slug)],
)

export const goal = pgTable(
  'goal',
  {
    id: id(),
    networkId: uuid().notNull(),
    planId: uuid().notNull(),
    /** Its place among those of the plan, and from that its number. */
    position: integer().notNull(),
    title: words().notNull(),
    description: words(),
    /** Against the other goals; null where nobody said: then it counts as the mean of the others. */
    weight: doublePrecision(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [index().on(t.planId)],
)

export type MeasureStatus = 'not_started' | 'under_way' | 'blocked' | 'done' | 'dropped'

export const measure = pgTable(
  'measure',
  {
    id: id(),
    networkId: uuid().notNull(),
    planId: uuid().notNull(),
    goalId: uuid().notNull(),
    publicId: publicIdColumn(),
    position: integer().notNull(),
    title: words().notNull(),
    description: words(),
    weight: doublePrecision(),
    status: text().$type<MeasureStatus>().notNull().default('not_started'),
    /** Why it is blocked or was dropped. */
    reason: text(),
    /** Per cent, where somebody said how far it has come; null: what its status says. */
    progress: integer(),
    starts: date(),
    ends: date(),
    doneAt: moment(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [index().on(t.goalId), index().on(t.planId)],
)

/** Who a measure rests with, and who takes part: an organisation or a person. */
export const measureOwner = pgTable(
  'measure_owner',
  {
    id: id(),
    networkId: uuid().notNull(),
    measureId: uuid().notNull(),
    organisationId: uuid(),
    personId: uuid(),
    role: text().$type<'owner' | 'takes_part'>().notNull().default('owner'),
  },
  (t) => [
    unique('measure_owner_once').on(t.measureId, t.organisationId, t.personId).nullsNotDistinct(),
    index().on(t.organisationId),
    index().on(t.personId),
  ],
)

/** A period that was moved: what it was and became, why, and who said so. */
export const measurePeriodChange = pgTable(
  'measure_period_change',
  {
    id: id(),
    networkId: uuid().notNull(),
    measureId: uuid().notNull(),
    beforeStarts: date(),
    beforeEnds: date(),
    starts: date(),
    ends: date(),
    reason: text(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
  },
  (t) => [index().on(t.measureId)],
)

/** What somebody says of how a measure is going: dated, and what its status became by it. */
export const measureUpdate = pgTable(
  'measure_update',
  {
    id: id(),
    networkId: uuid().notNull(),
    measureId: uuid().notNull(),
    locale: text().$type<Locale>().notNull(),
    text: text().notNull(),
    status: text().$type<MeasureStatus>(),
    progress: integer(),
    by: uuid(),
    byName: text(),
    /** On whose behalf it was said. */
    organisationId: uuid(),
    at: createdAt(),
    removedAt: moment(),
  },
  (t) => [index().on(t.measureId, t.at)],
)

export type IndicatorKind = 'count' | 'yes_no' | 'share'

/** By what one sees whether a measure, or a whole goal, succeeds: one of the two is set. */
export const indicator = pgTable(
  'indicator',
  {
    id: id(),
    networkId: uuid().notNull(),
    planId: uuid().notNull(),
    goalId: uuid(),
    measureId: uuid(),
    position: integer().notNull().default(1),
    name: words().notNull(),
    kind: text().$type<IndicatorKind>().notNull(),
    /** What is counted: "bibliotek", "kommuner". */
    unit: words(),
    /** A count, 1 for yes and 0 for no, or per cent of a share. */
    target: doublePrecision(),
    baseline: doublePrecision(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
    updatedAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (t) => [index().on(t.planId), index().on(t.measureId), index().on(t.goalId)],
)

/** What an indicator said on a day. One that was wrong is taken back, and the right one stands beside it. */
export const reading = pgTable(
  'reading',
  {
    id: id(),
    networkId: uuid().notNull(),
    indicatorId: uuid().notNull(),
    on: date().notNull(),
    /** As the indicator's target: a count, 1 or 0, or per cent. */
    value: doublePrecision().notNull(),
    /** Of a share: so many of so many. */
    numerator: doublePrecision(),
    denominator: doublePrecision(),
    note: text(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
    removedAt: moment(),
  },
  (t) => [index().on(t.indicatorId, t.on)],
)

export type PlanLinkKind = 'item' | 'decision' | 'material' | 'meeting'

/** What a measure hangs together with elsewhere in the network. Which measure an action is a step of, the action itself says. */
export const planLink = pgTable(
  'plan_link',
  {
    id: id(),
    networkId: uuid().notNull(),
    planId: uuid().notNull(),
    /** Null where it is about the plan as a whole. */
    measureId: uuid(),
    kind: text().$type<PlanLinkKind>().notNull(),
    subjectId: uuid().notNull(),
    by: uuid(),
    at: createdAt(),
  },
  (t) => [
    unique('plan_link_once').on(t.planId, t.measureId, t.kind, t.subjectId).nullsNotDistinct(),
    index().on(t.kind, t.subjectId),
    index().on(t.measureId),
  ],
)

/** A plan as it stood when it was adopted, numbered from 1. */
export const planVersion = pgTable(
  'plan_version',
  {
    networkId: uuid().notNull(),
    planId: uuid().notNull(),
    number: integer().notNull(),
    adoptedOn: date().notNull(),
    document: jsonb().$type<PlanDocument>().notNull(),
    note: text(),
    by: uuid(),
    byName: text(),
    at: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.planId, t.number] })],
)

/** A draft that is out for input until a deadline. */
export const consultation = pgTable(
  'consultation',
  {
    id: id(),
    networkId: uuid().notNull(),
    planId: uuid().notNull(),
    opens: moment().notNull().defaultNow(),
    deadline: moment().notNull(),
    text: words(),
    /** Who may send in: members, or whoever sees the plan. */
    openToAll: boolean().notNull().default(false),
    closedAt: moment(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (t) => [index().on(t.planId)],
)

/** What somebody says of a draft, or of one measure in it, and what the network answered. */
export const planInput = pgTable(
  'plan_input',
  {
    id: id(),
    networkId: uuid().notNull(),
    consultationId: uuid().notNull(),
    goalId: uuid(),
    measureId: uuid(),
    locale: text().$type<Locale>().notNull(),
    text: text().notNull(),
    personId: uuid(),
    organisationId: uuid(),
    name: text(),
    email: text(),
    answer: words(),
    answeredBy: uuid(),
    answeredByName: text(),
    answeredAt: moment(),
    version: integer().notNull().default(1),
    at: createdAt(),
    deletedAt: moment(),
  },
  (t) => [index().on(t.consultationId), index().on(t.personId)],
)
