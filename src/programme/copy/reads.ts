/** What new meetings can be made after: earlier ones and templates. For organisers. */
import { and, asc, count, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type DayRow, daysOf, type MeetingRow, meetingById, readableBy, type TextView } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { textsAround } from '#meeting/settings/reads.ts'
import { invitation, meeting } from '#meeting/tables.ts'
import { series } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { pollsToCopy } from '#room/polls/copy/reads.ts'
import type { PollRow } from '#room/polls/rules.ts'
import type { Programme } from '../document.ts'
import { programmeOf } from '../operation/reads.ts'

/** A meeting or a template with all that can come along. */
export interface CopySource {
  readonly meeting: MeetingRow
  readonly days: readonly DayRow[]
  readonly programme: Programme
  readonly texts: readonly TextView[]
  /** How many are invited to it. */
  readonly invited: number
  readonly polls: readonly PollRow[]
}

/**
 * The meeting or template that a new meeting is to be made after.
 * @throws NotFound alike when there is none in this network and when the actor does not organise here
 */
export async function sourceOf(db: Db, actor: Actor, networkId: string, id: string): Promise<CopySource> {
  const row = await meetingById(db, id)
  if (!row || row.networkId !== networkId || mayEdit(actor, row) !== 'yes') throw new NotFound()
  const [invited] = await db.select({ n: count() }).from(invitation).where(eq(invitation.meetingId, row.id))
  return {
    meeting: row,
    days: await daysOf(db, row.id),
    programme: await programmeOf(db, row.id),
    texts: await textsAround(db, row.id),
    invited: invited?.n ?? 0,
    polls: await pollsToCopy(db, row.id),
  }
}

export interface SourceLine
  extends Pick<MeetingRow, 'id' | 'slug' | 'title' | 'startsAt' | 'timezone' | 'publishedAt' | 'template'> {
  /** Set where it is the last of its series. */
  readonly lastOf: Words | null
}

const MOST = 30

/** What a new meeting can be made after: the last of each series, templates by name, and the newest other meetings. */
export async function sourcesIn(
  db: Db,
  actor: Actor,
  networkId: string,
): Promise<{ lasts: SourceLine[]; templates: SourceLine[]; others: SourceLine[] }> {
  const columns = {
    id: meeting.id,
    slug: meeting.slug,
    title: meeting.title,
    startsAt: meeting.startsAt,
    timezone: meeting.timezone,
    publishedAt: meeting.publishedAt,
    template: meeting.template,
  }
  const newest = sql`${meeting.startsAt} desc nulls last`
  const last = db
    .select(columns)
    .from(meeting)
    .where(and(readableBy(actor, networkId), eq(meeting.seriesId, series.id)))
    .orderBy(newest)
    .limit(1)
    .as('last')
  const lasts = await db
    .select({
      name: series.name,
      last: {
        id: last.id,
        slug: last.slug,
        title: last.title,
        startsAt: last.startsAt,
        timezone: last.timezone,
        publishedAt: last.publishedAt,
        template: last.template,
      },
    })
    .from(series)
    .innerJoinLateral(last, sql`true`)
    .where(and(eq(series.networkId, networkId), isNull(series.deletedAt)))
    .orderBy(asc(series.createdAt), asc(series.id))
    .limit(MOST)
  const known = new Set(lasts.map((one) => one.last.id))
  const recent = await db.select(columns).from(meeting).where(readableBy(actor, networkId)).orderBy(newest).limit(MOST)
  return {
    lasts: lasts.map((one) => ({ ...one.last, lastOf: one.name })),
    templates: await templatesIn(db, networkId),
    others: recent.filter((one) => !known.has(one.id)).map((one) => ({ ...one, lastOf: null })),
  }
}

/** The templates of a network, oldest first. For organisers: the caller has checked. */
export async function templatesIn(db: Db, networkId: string): Promise<SourceLine[]> {
  const rows = await db
    .select()
    .from(meeting)
    .where(and(eq(meeting.networkId, networkId), eq(meeting.template, true), isNull(meeting.deletedAt)))
    .orderBy(asc(meeting.createdAt), asc(meeting.id))
  return rows.map((row) => ({ ...row, lastOf: null }))
}
