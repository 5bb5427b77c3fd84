/** What a follower does not know yet, as far as it is for them at this moment. */
import { and, asc, countDistinct, eq, gt, inArray, isNotNull, isNull, max, sql } from 'drizzle-orm'
import { material, materialVersion, preview } from '#materials/tables.ts'
import { readMaterials } from '#meeting/papers/reads.ts'
import {
  type ItemView,
  itemsOf,
  type MaterialView,
  type MeetingView,
  type MinutesHead,
  meetingById,
  readMeeting,
  type ScheduleChangeRow,
} from '#meeting/reads.ts'
import { isInAudience, mayRead } from '#meeting/rules.ts'
import { meeting } from '#meeting/tables.ts'
import { type NetworkRow, networkById } from '#network/reads.ts'
import { person } from '#people/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
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

/** Where and how a follower is reached; null for one who cannot be, or who has not confirmed. */
export async function receiverOf(db: Db, row: FollowerRow): Promise<Receiver | null> {
  const network = await networkById(db, row.networkId)
  if (!network || row.confirmedAt === null) return null
  if (row.personId === null) return row.email === null ? null : { follower: row, network, email: row.email, locale: row.locale }
  const [one] = await db
    .select({ email: person.email, locale: person.locale })
    .from(person)
    .where(and(eq(person.id, row.personId), isNull(person.deletedAt)))
  return one?.email ? { follower: row, network, email: one.email, locale: one.locale ?? network.locale } : null
}

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
        which === 'untold'
          ? and(eq(news.networkId, who.networkId), sql`${news.at} > ${who.toldUntil}::timestamptz`)
          : inArray(news.id, [...which]),
      ),
    )
    .orderBy(asc(news.at))
}

/** Everybody who follows something that they have not been told, whether it is due or not. @param meetingId of this meeting alone */
export async function followersWithNews(db: Db, meetingId?: string): Promise<FollowerRow[]> {
  const rows = await db
    .selectDistinct({ follower })
    .from(follower)
    .innerJoin(follow, eq(follow.followerId, follower.id))
    .innerJoin(news, and(eq(news.networkId, follower.networkId), gt(news.at, follower.toldUntil), gt(news.at, follow.at)))
    .innerJoin(meeting, eq(meeting.id, news.meetingId))
    .leftJoin(item, eq(item.id, news.itemId))
    .where(
      and(concerns, isNull(news.withdrawnAt), isNotNull(follower.confirmedAt), meetingId ? eq(meeting.id, meetingId) : undefined),
    )
    .orderBy(asc(follower.id))
  return rows.map((row) => row.follower)
}

/**
 * What of some news this receiver may be told now: nothing of their own doing, nothing that is withdrawn, hidden, shelved or
 * not for them, and of a cancelled meeting only that. In the order of the meetings' news.
 * @param views pages read before, by meeting and kind of reader: for many receivers in one go
 */
export async function readTidings(
  db: Db,
  { follower: who, email }: Receiver,
  waiting: readonly Waiting[],
  views = new Map<string, MeetingView>(),
): Promise<MeetingTidings[]> {
  const theirs = (one: Waiting) => (one.byPerson !== null && one.byPerson === who.personId) || one.byEmail === email
  const found: MeetingTidings[] = []
  for (const [meetingId, all] of Map.groupBy(
    waiting.filter((one) => !theirs(one)),
    (one) => one.meetingId,
  )) {
    const row = await meetingById(db, meetingId)
    if (!row || row.template || row.publishedAt === null) continue
    const actor = await readerOf(db, who, { networkId: row.networkId, meetingId })
    if (mayRead(actor, row) !== 'yes') continue
    const reader = [meetingId, actor.network?.role, actor.meeting?.invited, ...(actor.meeting?.roles ?? [])].join(' ')
    const view = views.get(reader) ?? (await readMeeting(db, actor, row))
    views.set(reader, view)
    // Members could read it before it was opened to all, and were told then.
    const known = (one: Waiting) =>
      one.again && actor.network?.role != null && (one.kind === 'material' || one.kind === 'meeting')
    const papers = all.some((one) => one.kind === 'material') ? await readMaterials(db, row) : []
    const shared = papers.filter((one) => one.itemId === null && isInAudience(actor, row, one.audience))
    const infected = await infectedIn(db, meetingId)
    const harmless = (one: Waiting) => !infected.has(one.aboutId)
    const one = tidingsOf(
      view,
      all.filter((each) => !known(each) && harmless(each)),
      shared,
    )
    if (one) found.push(one)
  }
  return found
}

/** The materials of a meeting in whose file the scanner found something. */
async function infectedIn(db: Db, meetingId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .select({ id: material.id })
    .from(material)
    .innerJoin(materialVersion, eq(materialVersion.id, material.currentVersionId))
    .innerJoin(preview, and(eq(preview.networkId, material.networkId), eq(preview.sha256, materialVersion.sha256)))
    .where(and(eq(material.meetingId, meetingId), eq(preview.scan, 'infected')))
  return new Set(rows.map((row) => row.id))
}

function tidingsOf(view: MeetingView, all: readonly Waiting[], shared: readonly MaterialView[]): MeetingTidings | null {
  const about = new Set(all.map((one) => one.aboutId))
  const { cancelled } = view.meeting.statusNow
  const plan = view.changes.findLast((change) => about.has(change.id) && isToldOfPlan(change.status)) ?? null
  const told = (one: MaterialView) => about.has(one.id) && one.published && one.href !== ''
  const items = cancelled
    ? []
    : [...itemsOf(view.days)]
        .map((one) => ({
          item: one,
          materials: one.materials.filter(told),
          minutes: one.minutes?.published && about.has(one.minutes.id) ? one.minutes : null,
        }))
        .filter((one) => one.materials.length > 0 || one.minutes !== null)
  const papers = cancelled ? [] : shared.filter(told)
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
