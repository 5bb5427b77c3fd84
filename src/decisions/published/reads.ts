/** Decisions as they were published, joined to their item and meeting: what the register and the single pages are made of. */
import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import { itemPath } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import { blockOf, type MinutesNode } from '#minutes/document.ts'
import { numberWords } from '#minutes/objects/rules.ts'
import { amendment, minutes, minutesObject, minutesRevision } from '#minutes/tables.ts'
import { series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { itsDay, on, parent } from '#programme/items/reads.ts'
import { item } from '#programme/tables.ts'
import type { DecisionView } from '../rules.ts'

/** The block as readers have it, and all that is written in it as one text. */
const writtenIn = (db: Db) =>
  db
    .select({
      block: sql<MinutesNode>`b.value`.as('block'),
      text: sql<string>`(select string_agg(t.value #>> '{}', '') from jsonb_path_query(b.value, 'strict $.**.text') as t(value))`.as(
        'said_text',
      ),
    })
    .from(sql`jsonb_array_elements(${minutesRevision.document} -> 'content') as b(value)`)
    .where(sql`b.value ->> 'type' = 'decision' and b.value -> 'attrs' ->> 'id' = ${minutesObject.blockId}::text`)
    .limit(1)
    .as('written')

/** Decisions as they were published, to be narrowed and counted. @param where what keeps those out who may not read them */
export function decisionsWhere(db: Db, where: SQL) {
  const written = writtenIn(db)
  return db
    .select({
      id: minutesObject.id,
      publicId: minutesObject.publicId,
      number: minutesObject.number,
      numberYear: minutesObject.numberYear,
      block: written.block,
      text: written.text,
      locale: minutes.locale,
      on: on.as('on_day'),
      position: minutesObject.position,
      itemId: sql<string>`${item.id}`.as('item_id'),
      itemNumber: sql<number>`${item.publicId}::float8`.as('item_number'),
      itemTitle: sql<Words>`${item.title}`.as('item_title'),
      matterId: item.matterId,
      meetingId: sql<string>`${meeting.id}`.as('meeting_id'),
      slug: meeting.slug,
      meetingTitle: sql<Words>`${meeting.title}`.as('meeting_title'),
      meetingLocale: sql<Locale>`${meeting.locale}`.as('meeting_locale'),
      seriesId: sql<string | null>`${series.id}`.as('series_id'),
      seriesSlug: sql<string | null>`${series.slug}`.as('series_slug'),
      seriesName: series.name,
      // An approval is of the text that stands; the published one may be older.
      approved: sql<boolean>`(${minutes.state} = 'approved' and ${minutes.publishedNumber} = ${minutes.number})`.as('approved'),
      amendments: sql<number>`(select count(*)::int from ${amendment} as a where a.minutes_id = ${minutes.id})`.as('amendments'),
    })
    .from(minutesObject)
    .innerJoin(minutes, eq(minutes.id, minutesObject.minutesId))
    .innerJoin(
      minutesRevision,
      and(eq(minutesRevision.minutesId, minutes.id), eq(minutesRevision.number, minutes.publishedNumber)),
    )
    .innerJoin(meeting, eq(meeting.id, minutesObject.meetingId))
    .innerJoin(item, eq(item.id, minutesObject.itemId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, itsDay)
    .leftJoin(series, and(eq(series.id, meeting.seriesId), isNull(series.deletedAt)))
    .innerJoinLateral(written, sql`true`)
    .where(
      and(
        eq(minutesObject.kind, 'decision'),
        isNotNull(minutesObject.number),
        isNotNull(minutes.publishedAt),
        isNotNull(meeting.publishedAt),
        isNull(item.deletedAt),
        where,
      ),
    )
    .as('d')
}

export type Decisions = ReturnType<typeof decisionsWhere>

export const rowsOf = (db: Db, d: Decisions, asked: SQL | undefined) => db.select().from(d).where(asked).$dynamic()

export function viewOf(row: Awaited<ReturnType<typeof rowsOf>>[number], base: string): DecisionView {
  const meetingPath = `${base}/${row.slug}`
  const number = row.number!
  return {
    id: row.id,
    publicId: row.publicId,
    number,
    numberYear: row.numberYear,
    words: numberWords(row)!,
    block: blockOf(row.block)!,
    locale: row.locale,
    on: row.on,
    item: {
      id: row.itemId,
      title: row.itemTitle,
      path: itemPath(meetingPath, { publicId: row.itemNumber, title: row.itemTitle }, row.meetingLocale),
      matterId: row.matterId,
    },
    meeting: { id: row.meetingId, title: row.meetingTitle, path: meetingPath },
    series: row.seriesName,
    approved: row.approved,
    amendments: row.amendments,
  }
}
