/** What a follower does not know yet, as far as it is for them at this moment. */
import { and, asc, countDistinct, eq, gt, inArray, isNotNull, isNull, max, min, sql } from 'drizzle-orm'
import {
  type ItemView,
  itemsOf,
  type MaterialView,
  type MeetingRow,
  type MeetingView,
  type MinutesHead,
  meetingById,
  readMeeting,
  type ScheduleChangeRow,
} from '#meeting/reads.ts'
import { mayRead } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import { network } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import { revisionsOf } from '#platform/activity/reads.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { mail } from '#platform/mail/tables.ts'
import type { Locale } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { concerns, type FollowerRow, readerOf } from '../following/reads.ts'
import { isToldOfPlan } from '../news/rules.ts'
import { follow, follower, news } from '../tables.ts'

export interface Waiting extends Pick<typeof news.$inferSelect, 'id' | 'meetingId' | 'kind' | 'aboutId' | 'at' | 'byPerson'> {
  readonly byEmail: string | null
  /** The same was told before to those who could read it then: it is for more readers now. */
  readonly again: boolean
}

/** What there is to tell of one meeting. */
export interface MeetingTidings {
  readonly view: MeetingView
  readonly newsIds: readonly string[]
  /** The meeting itself is new. */
  readonly announced: boolean
  /** The last change of plan. */
  readonly plan: ScheduleChangeRow | null
  readonly items: readonly {
    readonly item: ItemView
    readonly materials: readonly MaterialView[]
    readonly minutes: MinutesHead | null
  }[]
  /** Papers of the meeting as a whole. */
  readonly papers: readonly MaterialView[]
}

export interface Receiver {
  readonly follower: FollowerRow
  readonly network: NetworkRow
  readonly email: string
  readonly locale: Locale
}

/** Where and how a follower is reached; null for one who cannot be, or who has not confirmed. One query. */
export async function receiverOf(db: Db, row: FollowerRow): Promise<Receiver | null> {
  if (row.confirmedAt === null) return null
  const [found] = await db
    .select({ network, email: person.email, locale: person.locale })
    .from(network)
    .leftJoin(person, and(sql`${person.id} = ${row.personId}::uuid`, isNull(person.deletedAt)))
    .where(eq(network.id, row.networkId))
  const email = row.personId === null ? row.email : found?.email
  if (!found || !email) return null
  const locale = row.personId === null ? row.locale : (found.locale ?? found.network.locale)
  return { follower: row, network: found.network, email, locale }
}

/** What is told of a meeting that was taken back to draft waits until it is out again. */
const isOut = isNotNull(meeting.publishedAt)

/**
 * News about what somebody follows, oldest first; nobody's access is decided yet.
 * @param which what was not told so far, or these
 */
export async function waitingFor(db: Db, who: FollowerRow, which: 'untold' | readonly string[]): Promise<Waiting[]> {
  return db
    .selectDistinct({
      id: news.id,
      meetingId: news.meetingId,
      kind: news.kind,
      aboutId: news.aboutId,
      at: news.at,
      byPerson: news.byPerson,
      byEmail: person.email,
      again: sql<boolean>`exists (select 1 from ${news} as earlier where earlier.about_id = ${news.aboutId}
        and earlier.withdrawn_at is null and earlier.at < ${news.at} and earlier.at <= ${who.toldUntil}::timestamptz)`,
    })
    .from(news)
    .innerJoin(meeting, eq(meeting.id, news.meetingId))
    .leftJoin(item, eq(item.id, news.itemId))
    .innerJoin(follow, and(eq(follow.followerId, who.id), concerns, gt(news.at, follow.at)))
    .leftJoin(person, eq(person.id, news.byPerson))
    .where(
      and(
        isNull(news.withdrawnAt),
        isOut,
        which === 'untold'
          ? and(eq(news.networkId, who.networkId), sql`${news.at} > ${who.toldUntil}::timestamptz`)
          : inArray(news.id, [...which]),
      ),
    )
    .orderBy(asc(news.at))
}

export interface Pending {
  readonly follower: FollowerRow
  readonly timezone: string
  readonly quietMinutes: number
  /** When the first and the last of what they have not been told happened. */
  readonly first: string
  readonly last: string
}

/** Everybody who follows something that they have not been told, whether it is due or not. @param meetingId of this meeting alone */
export async function followersWithNews(db: Db, meetingId?: string): Promise<Pending[]> {
  const { timezone, quietMinutes } = network
  const rows = await db
    .select({ follower, timezone, quietMinutes, first: min(news.at), last: max(news.at) })
    .from(follower)
    .innerJoin(network, eq(network.id, follower.networkId))
    .innerJoin(follow, eq(follow.followerId, follower.id))
    .innerJoin(news, and(eq(news.networkId, follower.networkId), gt(news.at, follower.toldUntil), gt(news.at, follow.at)))
    .innerJoin(meeting, eq(meeting.id, news.meetingId))
    .leftJoin(item, eq(item.id, news.itemId))
    .where(
      and(
        concerns,
        isNull(news.withdrawnAt),
        isOut,
        isNotNull(follower.confirmedAt),
        meetingId ? eq(meeting.id, meetingId) : undefined,
      ),
    )
    .groupBy(follower.id, network.id)
    .orderBy(asc(follower.id))
  return rows.map((row) => ({ ...row, first: row.first!, last: row.last! }))
}

/**
 * Meetings as they were read for one receiver, for the next: by meeting and revision, pages by kind of reader too. So many
 * receivers cost no more than a few queries each. What is on it is never wrong, only in the way when there is much of it.
 */
export interface Shelf {
  readonly meetings: Map<string, MeetingRow | null>
  readonly views: Map<string, MeetingView>
}
const MOST_VIEWS = 50
export const emptyShelf = (): Shelf => ({ meetings: new Map(), views: new Map() })

async function meetingFrom(shelf: Shelf, db: Db, meetingId: string): Promise<{ row: MeetingRow | null; key: string }> {
  const subject = meetingSubject(meetingId)
  const revision = (await revisionsOf(db, [subject])).get(subject)
  const key = `${meetingId} ${revision}`
  if (shelf.views.size > MOST_VIEWS) for (const kept of [shelf.meetings, shelf.views]) kept.clear()
  let row = shelf.meetings.get(key)
  if (row === undefined) {
    row = await meetingById(db, meetingId)
    shelf.meetings.set(key, row)
  }
  return { row, key }
}

/**
 * What of some news this receiver may be told now: nothing of their own doing, nothing that is withdrawn, hidden, shelved or
 * not for them, and of a cancelled meeting only that. In the order of the meetings' news.
 */
export async function readTidings(
  db: Db,
  { follower: who, email }: Receiver,
  waiting: readonly Waiting[],
  shelf: Shelf = emptyShelf(),
): Promise<MeetingTidings[]> {
  const theirs = (one: Waiting) => (one.byPerson !== null && one.byPerson === who.personId) || one.byEmail === email
  const found: MeetingTidings[] = []
  for (const [meetingId, all] of Map.groupBy(
    waiting.filter((one) => !theirs(one)),
    (one) => one.meetingId,
  )) {
    const { row, key } = await meetingFrom(shelf, db, meetingId)
    if (!row || row.template || row.publishedAt === null) continue
    const actor = await readerOf(db, who, { networkId: row.networkId, meetingId })
    if (mayRead(actor, row) !== 'yes') continue
    const reader = [key, actor.network?.role, actor.meeting?.invited, ...(actor.meeting?.roles ?? [])].join(' ')
    const view = shelf.views.get(reader) ?? (await readMeeting(db, actor, row))
    shelf.views.set(reader, view)
    // Members could read it before it was opened to all, and were told then.
    const known = (one: Waiting) =>
      one.again && actor.network?.role != null && (one.kind === 'material' || one.kind === 'meeting')
    const one = tidingsOf(
      view,
      all.filter((each) => !known(each)),
    )
    if (one) found.push(one)
  }
  return found
}

function tidingsOf(view: MeetingView, all: readonly Waiting[]): MeetingTidings | null {
  const about = new Set(all.map((one) => one.aboutId))
  const { cancelled } = view.meeting.statusNow
  const plan = view.changes.findLast((change) => about.has(change.id) && isToldOfPlan(change.status)) ?? null
  const told = (one: MaterialView) => about.has(one.id) && one.published && one.href !== '' && one.standing?.is !== 'stopped'
  const items = cancelled
    ? []
    : [...itemsOf(view.days)]
        .map((one) => ({
          item: one,
          materials: one.materials.filter(told),
          minutes: one.minutes?.published && about.has(one.minutes.id) ? one.minutes : null,
        }))
        .filter((one) => one.materials.length > 0 || one.minutes !== null)
  const papers = cancelled ? [] : view.papers.filter(told)
  const announced = !cancelled && about.has(view.meeting.id)
  if (!plan && !announced && items.length === 0 && papers.length === 0) return null
  return { view, newsIds: all.map((one) => one.id), announced, plan, items, papers }
}

/** Which news a mail in the outbox was made of, and whose it is; null when it is no digest. */
export async function madeOf(db: Db, mailId: string): Promise<{ followerId: string; newsIds: string[] } | null> {
  const rows = await db
    .select({ after: activity.after })
    .from(activity)
    .where(and(eq(activity.aboutId, mailId), eq(activity.action, 'followers.told')))
  const acts = rows.map((row) => row.after as { follower: string; news: string[] })
  return acts[0] ? { followerId: acts[0].follower, newsIds: acts.flatMap((act) => act.news) } : null
}

export interface Sending {
  /** When the last of them was made. */
  readonly at: string
  readonly state: typeof mail.$inferSelect.state
  readonly count: number
}

/** The mails that told of a meeting, by what became of them. */
export async function sendingsOf(db: Db, meetingId: string): Promise<Sending[]> {
  const rows = await db
    .select({ state: mail.state, count: countDistinct(mail.id), at: max(mail.createdAt) })
    .from(activity)
    .innerJoin(mail, eq(mail.id, activity.aboutId))
    .where(and(eq(activity.meetingId, meetingId), eq(activity.action, 'followers.told')))
    .groupBy(mail.state)
  return rows.map((row) => ({ ...row, at: row.at! })).sort((a, b) => (a.at < b.at ? 1 : -1))
}
