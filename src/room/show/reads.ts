/** The run of show as the room sees it: a day's programme, what was done, and what hangs on the item that is on. */
import { and, asc, eq } from 'drizzle-orm'
import { readMaterials, readMinutes } from '#meeting/papers/reads.ts'
import { changesOf, daysOf, itemPath, type MeetingRow } from '#meeting/reads.ts'
import { dateAt, nightOf, timesOf } from '#meeting/schedule/rules.ts'
import { type Audience, meetingText } from '#meeting/tables.ts'
import { type NetworkRow, networkById } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { wall } from '#platform/words/dates.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale, Words } from '#platform/words/text.ts'
import { itemRows } from '#programme/reads.ts'
import { type item, speaker } from '#programme/tables.ts'
import { type Channel, seesIn } from '../entry/rules.ts'
import { step } from '../tables.ts'
import { foldSteps, type Planned, pausesOf, type Run, type Show, type Step } from './rules.ts'

export type StepRow = typeof step.$inferSelect

/** One of the day's programme, with what the room tells of it. */
export interface ShowRow extends Planned {
  readonly number: number
  /** Null where this channel may not know what it is. */
  readonly title: Words | null
  readonly speakers: readonly string[]
  /** `/{network}/{meeting}/{number}-{title}` */
  readonly path: string | null
}

/** A slide set or paper of an item that is on. */
export interface OnTable {
  readonly id: string
  readonly title: Words
  readonly href: string
  readonly picture: string | null
}

export interface ShowPart {
  readonly locale: Locale
  readonly timezone: string
  readonly title: Words
  readonly day: {
    readonly id: string
    readonly date: string | null
    readonly label: Words | null
    readonly number: number
    readonly of: number
  }
  readonly rows: readonly ShowRow[]
  readonly show: Show
  /** What hangs on the items that are on, by item. */
  readonly materials: Readonly<Record<string, readonly OnTable[]>>
  /** The published minutes of the items that are on, by item; as safe HTML. */
  readonly minutes: Readonly<Record<string, string>>
  /** Ground rules, as the organisers wrote them. */
  readonly rules: readonly Words[]
  /** The last step that holds, for the chairs: who did it, and when. */
  readonly last: {
    readonly id: string
    readonly number: number
    readonly kind: StepRow['kind']
    readonly itemId: string | null
    readonly by: string | null
    readonly at: string
  } | null
}

/** The steps of a meeting in their order. */
export const stepsOf = (db: Db, meetingId: string): Promise<StepRow[]> =>
  db.select().from(step).where(eq(step.meetingId, meetingId)).orderBy(asc(step.number))

export const asStep = (row: StepRow): Step => ({
  id: row.id,
  number: row.number,
  at: instantOf(row.at).epochMilliseconds,
  kind: row.kind,
  detail: row.detail,
  undone: row.undoneBy !== null || row.undoneAt !== null,
})

type ItemRow = typeof item.$inferSelect

/** What hangs on the meeting itself, whoever it is for: it stands as it is until the meeting's revision is raised. */
export interface Programme {
  readonly meeting: MeetingRow
  readonly network: NetworkRow | null
  readonly days: Awaited<ReturnType<typeof daysOf>>
  /** With parts, and with what lies on the shelf. */
  readonly items: readonly ItemRow[]
  readonly speakers: readonly { readonly itemId: string; readonly name: string }[]
  readonly materials: Awaited<ReturnType<typeof readMaterials>>
  readonly minutes: Awaited<ReturnType<typeof readMinutes>>
  readonly groundRules: readonly { readonly body: Words; readonly audience: Audience }[]
  readonly changes: Awaited<ReturnType<typeof changesOf>>
}

/** In eight queries. */
export async function readProgramme(db: Db, meeting: MeetingRow): Promise<Programme> {
  return {
    meeting,
    network: await networkById(db, meeting.networkId),
    days: await daysOf(db, meeting.id),
    items: await itemRows(db, meeting.id),
    speakers: await db
      .select({ itemId: speaker.itemId, name: speaker.name })
      .from(speaker)
      .where(eq(speaker.meetingId, meeting.id))
      .orderBy(asc(speaker.position), asc(speaker.id)),
    materials: await readMaterials(db, meeting),
    minutes: await readMinutes(db, meeting),
    groundRules: await db
      .select({ body: meetingText.body, audience: meetingText.audience })
      .from(meetingText)
      .where(and(eq(meetingText.meetingId, meeting.id), eq(meetingText.kind, 'ground_rules')))
      .orderBy(asc(meetingText.position)),
    changes: await changesOf(db, meeting.id),
  }
}

/** How a meeting stands, with its items: without parts and without the shelf, in their order. */
export async function readStanding(db: Db, meeting: Pick<MeetingRow, 'id'>, known?: readonly ItemRow[]) {
  const steps = await stepsOf(db, meeting.id)
  const items = (known ?? (await itemRows(db, meeting.id))).filter((one) => one.parentId === null && one.dayId !== null)
  const tracks = new Map(items.map((one) => [one.id, one.track]))
  const show = foldSteps(steps.map(asStep), (id) => tracks.get(id) ?? null)
  return { steps, items, show }
}

/** When each item really was on, in the order they began: for minutes, transcripts and statistics. */
export const runsOf = async (db: Db, meeting: Pick<MeetingRow, 'id'>): Promise<readonly Run[]> =>
  (await readStanding(db, meeting)).show.runs

/**
 * The day a room is about: the one of what runs or ran last, else today's, else the next to come.
 * Times of a programme are clock times: a day that is rehearsed on another date is planned for that date.
 */
export function planOf(
  { items, days, show }: Pick<Awaited<ReturnType<typeof readStanding>>, 'items' | 'show'> & Pick<Programme, 'days'>,
  timezone: string,
  now: number,
): { day: (typeof days)[number] | null; plan: (Planned & { row: ItemRow })[] } {
  const today = dateIn(now, timezone)
  const last = show.runs.at(-1)
  const runDay = last && days.find((day) => day.id === items.find((one) => one.id === last.itemId)?.dayId)
  // A day that is over gives way when another's date has come.
  const over = runDay && show.endedAt !== null && dateIn(show.endedAt, timezone) < today
  const day = (!over && runDay) || days.find((one) => one.date !== null && one.date >= today) || runDay || days.at(-1) || null
  if (!day) return { day: null, plan: [] }
  const own = items.filter((one) => one.dayId === day.id)
  const firstRun = show.runs.find((run) => own.some((one) => one.id === run.itemId))
  return { day, plan: plannedOn(own, firstRun ? dateIn(firstRun.from, timezone) : day.date, timezone) }
}

/** The items of a day as they are planned for a date. */
function plannedOn(own: readonly ItemRow[], date: string | null, timezone: string): (Planned & { row: ItemRow })[] {
  const night = nightOf(own)
  const planned = own.map((row): Planned & { row: ItemRow } => {
    const base = { id: row.id, kind: row.kind, track: row.track, pinned: row.pinned, row }
    if (date === null || row.start === null) return { ...base, start: null, end: null }
    const [start, end] = timesOf(dateAt(date, night, row), row.start, row.end, timezone)
    return { ...base, start: Date.parse(start), end: Date.parse(end) }
  })
  return planned.map((one, i) => ({ ...one, end: endOf(one, planned.slice(i + 1)) }))
}

/** A meeting as it was planned on each of its own dates, and what was on when: for minutes and transcripts. */
export async function readCourse(db: Db, meeting: Pick<MeetingRow, 'id' | 'timezone'>) {
  const [days, { items, show, steps }] = await Promise.all([daysOf(db, meeting.id), readStanding(db, meeting)])
  const plan = days.flatMap((day) =>
    plannedOn(
      items.filter((one) => one.dayId === day.id),
      day.date,
      meeting.timezone,
    ),
  )
  return { plan, runs: show.runs, pauses: pausesOf(steps.map(asStep)) }
}

/** Where no end is stated, the next beginning in the same track. */
const endOf = (one: Planned, following: readonly Planned[]): number | null =>
  one.end !== one.start ? one.end : (following.find((next) => next.start !== null && next.start > one.start!)?.start ?? one.end)

const dateIn = (ms: number, timezone: string): string => wall(new Date(ms).toISOString(), timezone).date

/** The show as a channel sees it: one query beside the programme. */
export async function readShow(db: Db, meeting: MeetingRow, channel: Channel, known?: Programme): Promise<ShowPart> {
  const programme = known ?? (await readProgramme(db, meeting))
  const { network, speakers, days } = programme
  const standing = await readStanding(db, meeting, programme.items)
  const { show, steps } = standing
  const { day, plan } = planOf({ ...standing, days }, meeting.timezone, Temporal.Now.instant().epochMilliseconds)
  const path = `/${network?.slug}/${meeting.slug}`
  const on = plan.filter(
    ({ row }) => seesIn(channel, row.audience) && show.runs.some((run) => run.itemId === row.id && run.to === null),
  )
  const onIds = new Set(on.map(({ id }) => id))
  const materials = programme.materials.filter((one) => one.itemId !== null && onIds.has(one.itemId))
  const heads = programme.minutes.filter((one) => onIds.has(one.itemId) && one.published)
  const last = steps.findLast((one) => one.undoneAt === null)
  const ofItem = <T, U>(all: readonly T[], idOf: (one: T) => string, shape: (one: T) => U) =>
    Object.fromEntries([...onIds].map((id) => [id, all.filter((one) => idOf(one) === id).map(shape)]))
  return {
    locale: meeting.locale,
    timezone: meeting.timezone,
    title: meeting.title,
    day: {
      id: day?.id ?? '',
      date: day?.date ?? null,
      label: day?.label ?? null,
      number: day ? days.indexOf(day) + 1 : 0,
      of: days.length,
    },
    rows: plan.map(({ row, ...planned }): ShowRow => {
      const seen = seesIn(channel, row.audience)
      return {
        ...planned,
        number: row.publicId,
        title: seen ? row.title : null,
        speakers: seen ? speakers.filter((one) => one.itemId === row.id).map((one) => one.name) : [],
        path: seen ? itemPath(path, row, meeting.locale) : null,
      }
    }),
    show,
    materials: ofItem(
      materials.filter(
        (one) => seesIn(channel, one.audience) && one.published && one.href !== '' && one.standing?.is !== 'stopped',
      ),
      (one) => one.itemId!,
      (one): OnTable => ({ id: one.id, title: one.title, href: one.href, picture: one.first?.small ?? null }),
    ),
    minutes: Object.fromEntries(heads.map((head) => [head.itemId, head.html])),
    rules: programme.groundRules.filter((one) => seesIn(channel, one.audience)).map((one) => one.body),
    last:
      channel === 'chair' && last
        ? { id: last.id, number: last.number, kind: last.kind, itemId: last.detail.itemId ?? null, by: last.byName, at: last.at }
        : null,
  }
}
