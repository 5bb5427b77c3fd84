/** One meeting and everything on its page, for one reader, in a fixed number of queries however long the programme. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { itemOutcome, type MinutesState, type OutcomeKind } from '#minutes/tables.ts'
import { type NetworkRow, networkById } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { instantOf } from '#platform/words/instant.ts'
import { slugOf } from '#platform/words/slug.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { appearance, item, speaker } from '#programme/tables.ts'
import { type Neighbour, type RelatedMeeting, readAround, readableBy, readChanges, type SeriesRow } from './around/reads.ts'
import { type MaterialView, type MinutesHead, readMaterials, readMinutes } from './papers/reads.ts'
import { isInAudience, type MeetingRow, mayAddMaterial, mayEdit, mayReadPart, mayWriteMinutes, narrowest } from './rules.ts'
import { isNew, type MeetingState, type ScheduleChangeRow, type StatusNow, stateOf, statusOf } from './schedule/rules.ts'
import { type Audience, day, meeting, meetingText, scheduleChange } from './tables.ts'

export { readableBy } from './around/reads.ts'
export {
  type Entered,
  enterMeeting,
  enterToEdit,
  findMeeting,
  lockMeeting,
  meetingAt,
  meetingById,
  numberNow,
  openMeeting,
} from './entry/reads.ts'
export type {
  MaterialView,
  MeetingRow,
  MeetingState,
  MinutesHead,
  Neighbour,
  NetworkRow,
  RelatedMeeting,
  ScheduleChangeRow,
  SeriesRow,
  StatusNow,
}
export type ItemRow = typeof item.$inferSelect
export type SpeakerRow = typeof speaker.$inferSelect
/** A speaker with what is known of the appearance beside the programme's words. */
export type SpeakerView = SpeakerRow & { readonly bio: Words | null; readonly noMaterialAt: string | null }
export type DayRow = typeof day.$inferSelect
export type TextView = typeof meetingText.$inferSelect

export interface MeetingView {
  readonly meeting: MeetingRow & { readonly statusNow: StatusNow; readonly state: MeetingState }
  readonly network: NetworkRow
  readonly series: SeriesRow | null
  readonly previous: Neighbour | null
  readonly next: Neighbour | null
  readonly days: readonly DayView[]
  /** What hangs on the meeting as a whole. */
  readonly papers: readonly MaterialView[]
  readonly texts: readonly TextView[]
  /** Oldest first. */
  readonly changes: readonly ScheduleChangeRow[]
  /** The other halves of what was split off or merged back, as far as this reader may know of them. */
  readonly related: readonly RelatedMeeting[]
  /** What was published on this page, newest first. */
  readonly news: readonly News[]
  /** `/{network}/{meeting}` */
  readonly path: string
}

export interface News {
  readonly at: string
  readonly kind: 'material' | 'minutes'
  /** Null where it hangs on the meeting as a whole. */
  readonly itemPublicId: number | null
  readonly itemTitle: Words
  /** The material's title; null for minutes. */
  readonly title: Words | null
  /** For minutes: how far they have come. */
  readonly state: MinutesState | null
  readonly isNew: boolean
}

export interface DayView {
  readonly id: string
  readonly date: string | null
  readonly label: Words | null
  readonly items: readonly ItemView[]
}

export interface ItemView extends ItemRow {
  readonly speakers: readonly SpeakerView[]
  /** A presentation is expected, and not all who speak have said that they have none. */
  readonly awaitsMaterial: boolean
  readonly materials: readonly MaterialView[]
  readonly minutes: MinutesHead | null
  /** What came of it: told when its minutes are published or the meeting is closed, to those who write as soon as it is said. */
  readonly outcome: OutcomeView | null
  readonly subitems: readonly ItemView[]
  readonly isNew: boolean
  /** `/{network}/{meeting}/{publicId}-{slug}` */
  readonly path: string
}

export interface OutcomeView {
  readonly kind: OutcomeKind
  /** Where it was postponed to, as far as this reader may know of that meeting. */
  readonly to: { readonly slug: string; readonly title: Words } | null
  readonly referredTo: string | null
}

/** The changes of plan of a meeting, oldest first. */
export async function changesOf(db: Db, meetingId: string): Promise<ScheduleChangeRow[]> {
  return db
    .select()
    .from(scheduleChange)
    .where(eq(scheduleChange.meetingId, meetingId))
    .orderBy(asc(scheduleChange.at), asc(scheduleChange.id))
}

/** The days of a meeting, in order. */
export async function daysOf(db: Db, meetingId: string): Promise<DayRow[]> {
  return db.select().from(day).where(eq(day.meetingId, meetingId)).orderBy(asc(day.position), asc(day.id))
}

/** Address of an item's page. The number is the key; the words are for people and follow the title. */
export function itemPath(meetingPath: string, row: Pick<ItemRow, 'publicId' | 'title'>, locale: Locale): string {
  const words = slugOf(pick(row.title, locale)?.text ?? '')
  return `${meetingPath}/${row.publicId}${words && `-${words}`}`
}

/**
 * The item with a number in a meeting, without what hangs on it.
 * @throws NotFound alike when there is none and when it, or the item it is part of, is not for this actor
 */
export async function openItem(db: Db, actor: Actor, row: MeetingRow, number: number): Promise<ItemRow> {
  const parent = alias(item, 'parent')
  const [found] = await db
    .select({ item, around: parent.audience })
    .from(item)
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(and(eq(item.meetingId, row.id), eq(item.publicId, number), isNull(item.deletedAt)))
  const shelved = found?.item.dayId === null && mayEdit(actor, row) !== 'yes'
  if (!found || shelved || mayReadPart(actor, row, narrowest(found.item.audience, found.around ?? 'public')) !== 'yes')
    throw new NotFound()
  return found.item
}

/**
 * Everything on a meeting's page as this actor may see it, in nine queries.
 * @param row a meeting the actor may read (`openMeeting`)
 * @param now decides what is new and whether the meeting is running
 * @param known its network, where that was read already
 */
export async function readMeeting(
  db: Db,
  actor: Actor,
  row: MeetingRow,
  now: Temporal.Instant = Temporal.Now.instant(),
  known: NetworkRow | null = null,
): Promise<MeetingView> {
  const network = known ?? (await networkById(db, row.networkId))
  if (!network) throw new NotFound()
  const path = `/${network.slug}/${row.slug}`
  const days = await daysOf(db, row.id)
  const rows = await db
    .select({ item, outcome: itemOutcome, to: { slug: meeting.slug, title: meeting.title } })
    .from(item)
    .leftJoin(itemOutcome, eq(itemOutcome.itemId, item.id))
    .leftJoin(meeting, and(eq(meeting.id, itemOutcome.toMeetingId), readableBy(actor, row.networkId)))
    .where(and(eq(item.meetingId, row.id), isNull(item.deletedAt)))
    .orderBy(asc(item.position), asc(item.id))
  const items = rows.map((one) => one.item)
  const outcomes = new Map(
    rows.flatMap(({ outcome, to }): [string, OutcomeView][] =>
      outcome ? [[outcome.itemId, { kind: outcome.kind, to, referredTo: outcome.referredTo }]] : [],
    ),
  )
  const speakers = groupBy(await speakersAt(db, row.id), (one) => one.itemId)
  const materials = groupBy(await readMaterials(db, row, actor.person?.id), (one) => one.itemId ?? row.id)
  const heads = new Map((await readMinutes(db, row, isInAudience(actor, row, 'members'))).map((head) => [head.itemId, head]))
  const texts = await db
    .select()
    .from(meetingText)
    .where(eq(meetingText.meetingId, row.id))
    .orderBy(asc(meetingText.position), asc(meetingText.id))
  const { changes, related } = await readChanges(db, actor, row)
  const around = await readAround(db, actor, row)

  const writes = mayWriteMinutes(actor, row) === 'yes'
  const subitems = groupBy(items, (one) => one.parentId ?? '')
  const isShown = (handsIn: boolean) => (m: MaterialView) =>
    isInAudience(actor, row, m.audience) && (handsIn || (m.published && m.href !== '' && m.standing?.is !== 'stopped'))
  const view = (one: ItemRow): ItemView => {
    const own = speakers.get(one.id) ?? []
    const handsIn = writes || mayAddMaterial(actor, { ...one, speakers: own }) === 'yes'
    const shown = (materials.get(one.id) ?? []).filter(isShown(handsIn))
    const head = heads.get(one.id)
    const told = head ? (writes ? head : head.published ? asPublished(head) : null) : null
    return {
      ...one,
      speakers: own,
      awaitsMaterial: one.expectsMaterial && (own.length === 0 || own.some((who) => who.noMaterialAt === null)),
      materials: shown,
      minutes: told,
      outcome: (writes || told?.published || row.closedAt !== null ? outcomes.get(one.id) : null) ?? null,
      subitems: (subitems.get(one.id) ?? []).filter(inAudience).map(view),
      isNew: shown.some((m) => isNew(m.publishedAt, now)) || isNew(told?.publishedAt ?? null, now),
      path: itemPath(path, one, row.locale),
    }
  }
  const inAudience = (part: { audience: Audience }) => isInAudience(actor, row, part.audience)
  const top = groupBy(items.filter((one) => one.parentId === null && inAudience(one)).map(view), (one) => one.dayId ?? '')
  const shownDays = days.map(({ id, date, label }) => ({ id, date, label, items: top.get(id) ?? [] }))
  const papers = (materials.get(row.id) ?? []).filter(isShown(writes))
  const statusNow = statusOf(row.attendance, changes)
  return {
    meeting: { ...row, statusNow, state: stateOf(row, statusNow, now) },
    network,
    ...around,
    days: shownDays,
    papers,
    texts: texts.filter(inAudience),
    changes,
    related,
    news: newsOf(shownDays, papers, now),
    path,
  }
}

async function speakersAt(db: Db, meetingId: string): Promise<SpeakerView[]> {
  const rows = await db
    .select({ speaker, bio: appearance.bio, noMaterialAt: appearance.noMaterialAt })
    .from(speaker)
    .leftJoin(appearance, eq(appearance.speakerId, speaker.id))
    .where(eq(speaker.meetingId, meetingId))
    .orderBy(asc(speaker.position), asc(speaker.id))
  return rows.map(({ speaker: own, ...known }) => ({ ...own, ...known }))
}

/** All items of a view, parents before their parts, in the order of the programme. */
export function* itemsOf(days: readonly Pick<DayView, 'items'>[]): Generator<ItemView> {
  const walk = function* (items: readonly ItemView[]): Generator<ItemView> {
    for (const one of items) {
      yield one
      yield* walk(one.subitems)
    }
  }
  for (const one of days) yield* walk(one.items)
}

/** For readers: an approval is of the text that stands, and what they see may be an older one. */
const asPublished = (head: MinutesHead): MinutesHead => ({
  ...head,
  draftNewer: false,
  ...(head.draftNewer && head.state === 'approved' && { state: 'draft', approvedAt: null, approvedBy: null }),
})

function newsOf(days: readonly DayView[], papers: readonly MaterialView[], now: Temporal.Instant): News[] {
  const found: News[] = []
  const tell = (at: string | null, what: Omit<News, 'at' | 'isNew'>) => {
    if (at !== null) found.push({ ...what, at, isNew: isNew(at, now) })
  }
  for (const one of itemsOf(days)) {
    const about = { itemPublicId: one.publicId, itemTitle: one.title }
    for (const m of one.materials) tell(m.publishedAt, { ...about, kind: 'material', title: m.title, state: null })
    if (one.minutes) tell(one.minutes.publishedAt, { ...about, kind: 'minutes', title: null, state: one.minutes.state })
  }
  const whole = { itemPublicId: null, itemTitle: {}, kind: 'material', state: null } as const
  for (const m of papers) tell(m.publishedAt, { ...whole, title: m.title })
  return found.sort((a, b) => Temporal.Instant.compare(instantOf(b.at), instantOf(a.at)))
}

function groupBy<T>(all: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const group = groups.get(key(one))
    if (group) group.push(one)
    else groups.set(key(one), [one])
  }
  return groups
}
