/**
 * What was published last in a network, a series or a meeting, for feeds: what somebody who is not signed in may read now, and
 * nothing else. Five queries, however much there is; access stands in the queries themselves.
 */
import { and, asc, desc, eq, inArray, isNotNull, isNull, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { visitor } from '#actor.ts'
import { materialHref } from '#materials/rules.ts'
import { type MaterialKind, material, materialVersion, preview } from '#materials/tables.ts'
import { outcomesOf } from '#meeting/outcomes/rules.ts'
import { readableBy } from '#meeting/reads.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { meeting, type ScheduleStatus, scheduleChange } from '#meeting/tables.ts'
import { type MinutesState, minutes, minutesRevision } from '#minutes/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { item, speaker } from '#programme/tables.ts'
import { later } from './rules.ts'

/** Of what: a whole network, one of its series, or one meeting. */
export interface FeedScope {
  readonly networkId: string
  readonly seriesId?: string
  readonly meetingId?: string
}

export interface FeedEntry {
  /** A uuid that stays with it for good. */
  readonly id: string
  readonly publishedAt: Temporal.Instant
  /** The last time it came to say something else. */
  readonly updatedAt: Temporal.Instant
  readonly meeting: MeetingRow
  /** Null for what concerns the meeting as a whole. */
  readonly item: { readonly publicId: number; readonly title: Words } | null
  readonly about: AboutMaterial | AboutMinutes | AboutPlan | { readonly kind: 'meeting' }
}

interface AboutMaterial {
  readonly kind: 'material'
  readonly material: {
    readonly kind: MaterialKind
    readonly title: Words
    readonly description: Words | null
    readonly locale: Locale | null
    readonly href: string
  }
  readonly file: { readonly mediaType: string; readonly size: number; readonly pages: number | null } | null
  /** Who speaks on the item. */
  readonly by: readonly string[]
}

interface AboutMinutes {
  readonly kind: 'minutes'
  readonly state: MinutesState
  readonly locale: Locale
  readonly by: string | null
  readonly decisions: readonly string[]
}

interface AboutPlan {
  readonly kind: 'plan'
  readonly status: ScheduleStatus
  readonly reason: Words | null
  /** Nothing has changed the plan since: the meeting's dates are what this change made them. */
  readonly last: boolean
}

/** So many are in a feed, newest first. */
export const MOST = 50

/** What is in a feed, newest first. */
export async function readEntries(db: Db, scope: FeedScope): Promise<FeedEntry[]> {
  const all = await Promise.all([materialsIn(db, scope), minutesIn(db, scope), changesIn(db, scope), announcedIn(db, scope)])
  const newest = all
    .flat()
    .sort((a, b) => Temporal.Instant.compare(b.updatedAt, a.updatedAt))
    .slice(0, MOST)
  return withSpeakers(db, newest)
}

const meetingsIn = ({ networkId, seriesId, meetingId }: FeedScope): SQL =>
  and(
    readableBy(visitor({ networkId }), networkId),
    seriesId ? eq(meeting.seriesId, seriesId) : undefined,
    meetingId ? eq(meeting.id, meetingId) : undefined,
  )!

// A sub-item is as narrow as what it lies under, and shelved with it.
const parent = alias(item, 'parent')
const shown = and(
  isNull(item.deletedAt),
  isNotNull(item.dayId),
  eq(item.audience, 'public'),
  or(isNull(item.parentId), and(isNull(parent.deletedAt), isNotNull(parent.dayId), eq(parent.audience, 'public'))),
)

type Found = FeedEntry & { readonly itemId: string | null }

async function materialsIn(db: Db, scope: FeedScope): Promise<Found[]> {
  const moment = sql<string>`greatest(${material.publishedAt}, ${material.updatedAt})`
  const rows = await db
    .select({ material, file: materialVersion, meeting, item, updatedAt: moment })
    .from(material)
    .innerJoin(meeting, eq(meeting.id, material.meetingId))
    .leftJoin(item, eq(item.id, material.itemId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
    .leftJoin(preview, and(eq(preview.networkId, material.networkId), eq(preview.sha256, materialVersion.sha256)))
    .where(
      and(
        meetingsIn(scope),
        or(isNull(material.itemId), shown),
        isNull(material.deletedAt),
        isNotNull(material.publishedAt),
        eq(material.audience, 'public'),
        or(isNotNull(material.currentVersionId), isNotNull(material.url)),
        // What the scanner has not passed is handed to nobody.
        or(isNull(preview.scan), notInArray(preview.scan, ['waiting', 'infected'])),
      ),
    )
    .orderBy(desc(moment))
    .limit(MOST)
  return rows.map((row) => ({
    id: row.material.id,
    publishedAt: instantOf(row.material.publishedAt!),
    updatedAt: instantOf(row.updatedAt),
    meeting: row.meeting,
    itemId: row.material.itemId,
    item: row.item,
    about: {
      kind: 'material',
      material: { ...row.material, href: materialHref(row.material, row.file) ?? '' },
      file: row.file,
      by: [],
    },
  }))
}

async function minutesIn(db: Db, scope: FeedScope): Promise<Found[]> {
  const rows = await db
    .select({ minutes, meeting, item, html: minutesRevision.html, by: minutesRevision.byName })
    .from(minutes)
    .innerJoin(meeting, eq(meeting.id, minutes.meetingId))
    .innerJoin(item, eq(item.id, minutes.itemId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .innerJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .where(and(meetingsIn(scope), shown, isNotNull(minutes.publishedAt)))
    .orderBy(desc(sql`greatest(${minutes.publishedAt}, ${minutes.approvedAt})`))
    .limit(MOST)
  return rows.map((row) => {
    // An approval is of the text that stands; the published one may be older.
    const state = row.minutes.number === row.minutes.publishedNumber ? row.minutes.state : 'draft'
    const publishedAt = instantOf(row.minutes.publishedAt!)
    const approvedAt = state === 'approved' && row.minutes.approvedAt ? instantOf(row.minutes.approvedAt) : null
    return {
      id: row.minutes.id,
      publishedAt,
      updatedAt: later(publishedAt, approvedAt),
      meeting: row.meeting,
      itemId: row.item.id,
      item: row.item,
      about: {
        kind: 'minutes',
        state,
        locale: row.minutes.locale,
        by: row.by,
        decisions: outcomesOf(row.html).flatMap((one) => (one.kind === 'decision' ? [one.text] : [])),
      },
    }
  })
}

async function changesIn(db: Db, scope: FeedScope): Promise<Found[]> {
  const rows = await db
    .select({
      change: scheduleChange,
      meeting,
      last: sql<boolean>`not exists (select 1 from ${scheduleChange} as newer
        where newer.meeting_id = ${scheduleChange.meetingId} and newer.at > ${scheduleChange.at})`,
    })
    .from(scheduleChange)
    .innerJoin(meeting, eq(meeting.id, scheduleChange.meetingId))
    // Before it was published nobody had another plan in mind.
    .where(and(meetingsIn(scope), sql`${scheduleChange.at} > ${meeting.publishedAt}`))
    .orderBy(desc(scheduleChange.at))
    .limit(MOST)
  return rows.map(({ change, meeting, last }) => ({
    id: change.id,
    publishedAt: instantOf(change.at),
    updatedAt: instantOf(change.at),
    meeting,
    itemId: null,
    item: null,
    about: { kind: 'plan', status: change.status, reason: change.reason, last },
  }))
}

async function announcedIn(db: Db, scope: FeedScope): Promise<Found[]> {
  const moment = sql<string>`greatest(${meeting.publishedAt}, ${meeting.updatedAt})`
  const rows = await db
    .select({ meeting, updatedAt: moment })
    .from(meeting)
    .where(meetingsIn(scope))
    .orderBy(desc(moment))
    .limit(MOST)
  return rows.map((row) => ({
    // Its id names its own feed.
    id: row.meeting.uid,
    publishedAt: instantOf(row.meeting.publishedAt!),
    updatedAt: instantOf(row.updatedAt),
    meeting: row.meeting,
    itemId: null,
    item: null,
    about: { kind: 'meeting' },
  }))
}

/** Presentations are by those who speak on the item. */
async function withSpeakers(db: Db, entries: readonly Found[]): Promise<FeedEntry[]> {
  const items = entries.flatMap(({ itemId, about }) => (itemId && about.kind === 'material' ? [itemId] : []))
  const rows =
    items.length === 0
      ? []
      : await db
          .select({ itemId: speaker.itemId, name: speaker.name })
          .from(speaker)
          .where(inArray(speaker.itemId, items))
          .orderBy(asc(speaker.position), asc(speaker.id))
  const names = Map.groupBy(rows, (row) => row.itemId)
  return entries.map(({ itemId, ...entry }) => {
    if (entry.about.kind !== 'material' || entry.about.material.kind !== 'presentation') return entry
    return { ...entry, about: { ...entry.about, by: (names.get(itemId ?? '') ?? []).map((one) => one.name) } }
  })
}
