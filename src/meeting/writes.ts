/** What is done to a meeting as such. Its programme is written by `#programme/writes.ts`. */
import { and, eq, like, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { lockNetwork } from '#network/writes.ts'
import { bury, inTransaction, record, unbury } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject, meetingsOf, type Subject, seriesSubject } from '#platform/live/subjects.ts'
import { slugOf } from '#platform/words/slug.ts'
import { type Locale, pick, type Words } from '#platform/words/text.ts'
import { type DayRow, lockMeeting, type MeetingRow } from './reads.ts'
import { isMeetingSlug, mayEdit, mayPublish, mayUnpublish, type Verdict } from './rules.ts'
import { refreshClock, refreshSpan } from './schedule/writes.ts'
import { type AttendanceMode, type Audience, day, meeting } from './tables.ts'

export { grantMeetingRole, invite, uninvite, withdrawMeetingRole } from './roles/writes.ts'
export { addScheduleChange, refreshClock, withdrawScheduleChange } from './schedule/writes.ts'
export { addText, changeText, orderTexts, removeText } from './texts/writes.ts'

export interface NewMeeting {
  readonly title: Words
  readonly locale: Locale
  /** Made from the title when absent. */
  readonly slug?: string
  readonly summary?: Words | null
  readonly seriesId?: string | null
  readonly timezone?: string
  readonly attendance?: AttendanceMode
  readonly place?: string | null
  readonly joinUrl?: string | null
  readonly audience?: Audience
  /** The text it was read from. */
  readonly source?: string | null
  /** A pattern for new meetings, never published. */
  readonly template?: boolean
  /** The meeting or template it is made after. */
  readonly madeFrom?: string | null
  /** At least one; a programme needs a day to stand on, dated or not. */
  readonly days: readonly { readonly date: string | null; readonly label?: Words | null }[]
}

/** What `changeDetails` can change; absent means unchanged. */
export type Details = Partial<
  Pick<MeetingRow, 'title' | 'summary' | 'place' | 'joinUrl' | 'attendance' | 'seriesId' | 'timezone' | 'locale' | 'inputUntil'>
>

/**
 * Makes a draft with its days.
 * @throws Refused for those who do not organise in the network; Invalid({ title }) or ({ slug })
 */
export async function createMeeting(
  db: Db,
  actor: Actor,
  networkId: string,
  input: NewMeeting,
): Promise<{ meeting: MeetingRow; days: DayRow[] }> {
  enforce(mayEdit(actor, { networkId }))
  const title = pick(input.title, input.locale)?.text
  if (!title) throw new Invalid({ title: 'meeting_needs_title' })
  if (input.slug !== undefined && !isMeetingSlug(input.slug)) throw new Invalid({ slug: 'meeting_bad_slug' })
  return inTransaction(db, async (tx) => {
    // The lock keeps two of the same title from taking the same address.
    await lockNetwork(tx, networkId)
    const slug = await freeSlug(tx, networkId, input.slug ?? slugOf(title))
    if (input.slug !== undefined && slug !== input.slug) throw new Invalid({ slug: 'meeting_slug_taken' })
    const { days, ...details } = input
    const [made] = await tx
      .insert(meeting)
      .values({ ...details, id: newId(), networkId, slug })
      .returning()
    const dated = days.length > 0 ? days : [{ date: null }]
    const madeDays = await tx
      .insert(day)
      .values(
        dated.map((one, position) => ({
          networkId,
          meetingId: made!.id,
          position,
          date: one.date,
          label: ('label' in one && one.label) || null,
        })),
      )
      .returning()
    await refreshSpan(tx, made!.id)
    await record(tx, actor, act(made!, 'meeting.created', { after: { slug, title: input.title } }))
    return { meeting: await reread(tx, made!.id), days: madeDays.sort((a, b) => a.position - b.position) }
  })
}

/** @throws Refused when the rule says no: not an organiser, already published */
export async function publish(db: Db, actor: Actor, meetingId: string): Promise<MeetingRow> {
  return inTransaction(db, async (tx) => {
    const before = await lockMeeting(tx, actor, meetingId)
    enforce(mayPublish(actor, before))
    await update(tx, before, { publishedAt: Temporal.Now.instant().toString(), publishedBy: actor.person?.id ?? null })
    await record(tx, actor, act(before, 'meeting.published'))
    return reread(tx, meetingId)
  })
}

/** Back to draft: only those who work on it see it. To calendars it is gone, so when it comes back its `sequence` is higher. */
export async function unpublish(db: Db, actor: Actor, meetingId: string): Promise<MeetingRow> {
  return inTransaction(db, async (tx) => {
    const before = await lockMeeting(tx, actor, meetingId)
    enforce(mayUnpublish(actor, before))
    await update(tx, before, { publishedAt: null, publishedBy: null, sequence: before.sequence + 1 })
    await record(tx, actor, act(before, 'meeting.unpublished', { before: { publishedAt: before.publishedAt } }))
    return reread(tx, meetingId)
  })
}

/** Who may read it. Parts keep their own audience and are never seen by more than the whole. */
export async function setAudience(
  db: Db,
  actor: Actor,
  meetingId: string,
  version: number,
  audience: Audience,
): Promise<MeetingRow> {
  return inTransaction(db, async (tx) => {
    const before = await lockMeeting(tx, actor, meetingId)
    enforce(mayEdit(actor, before))
    if (before.version !== version)
      throw new Conflict({ audience: before.audience, version: before.version }, { audience, version })
    await update(tx, before, { audience })
    await record(tx, actor, act(before, 'meeting.audience', { before: { audience: before.audience }, after: { audience } }))
    return reread(tx, meetingId)
  })
}

/** What speakers may do by themselves, and until when their personal links hold. */
export async function setSpeakerTerms(
  db: Db,
  actor: Actor,
  meetingId: string,
  version: number,
  terms: Pick<MeetingRow, 'corrections' | 'linksUntil'>,
): Promise<MeetingRow> {
  return inTransaction(db, async (tx) => {
    const before = await lockMeeting(tx, actor, meetingId)
    enforce(mayEdit(actor, before))
    const { corrections, linksUntil } = before
    if (before.version !== version) throw new Conflict<object>({ corrections, linksUntil }, terms)
    await update(tx, before, terms)
    await record(tx, actor, act(before, 'meeting.speaker_terms', { before: { corrections, linksUntil }, after: terms }))
    return reread(tx, meetingId)
  })
}

/**
 * Changes what the meeting is called, where and how it is held. A published meeting whose place, mode or zone changes
 * counts up its `sequence`; a new title or summary does not.
 * @param version the version the changes were made on
 * @throws Conflict when somebody else has changed it since; Invalid({ title })
 */
export async function changeDetails(
  db: Db,
  actor: Actor,
  meetingId: string,
  version: number,
  change: Details,
): Promise<MeetingRow> {
  return inTransaction(db, async (tx) => {
    const before = await lockMeeting(tx, actor, meetingId)
    enforce(mayEdit(actor, before))
    if (before.version !== version) throw new Conflict<object>(before, change)
    if (change.title && !Object.values(change.title).some(Boolean)) throw new Invalid({ title: 'meeting_needs_title' })
    const elsewhere = (['place', 'attendance', 'timezone'] as const).some(
      (field) => change[field] !== undefined && change[field] !== before[field],
    )
    await update(tx, before, { ...change, ...(elsewhere && before.publishedAt !== null && { sequence: before.sequence + 1 }) })
    if (change.timezone !== undefined && change.timezone !== before.timezone)
      await refreshSpan(tx, meetingId, { sequence: 'kept' })
    if (change.inputUntil !== undefined) await refreshClock(tx, meetingId)
    const was = Object.fromEntries(Object.keys(change).map((field) => [field, before[field as keyof Details]]))
    const raised = act(before, 'meeting.changed', { before: was, after: change })
    await record(tx, actor, {
      ...raised,
      raises: [...raised.raises, ...(change.seriesId ? [seriesSubject(change.seriesId)] : [])],
    })
    return reread(tx, meetingId)
  })
}

/** Takes a meeting away; it can be brought back. */
export async function removeMeeting(db: Db, actor: Actor, meetingId: string): Promise<MeetingRow> {
  return inTransaction(db, async (tx) => {
    const before = await lockMeeting(tx, actor, meetingId)
    enforce(mayEdit(actor, before))
    await update(tx, before, { deletedAt: Temporal.Now.instant().toString() })
    await bury(tx, { id: meetingId, networkId: before.networkId, kind: 'meeting', meetingId })
    await record(tx, actor, act(before, 'meeting.removed'))
    return before
  })
}

/** Undoes `removeMeeting`. */
export async function restoreMeeting(db: Db, actor: Actor, meetingId: string): Promise<MeetingRow> {
  return inTransaction(db, async (tx) => {
    const [before] = await tx.select().from(meeting).where(eq(meeting.id, meetingId)).for('update')
    if (!before || mayEdit(actor, before) !== 'yes') throw new NotFound()
    await update(tx, before, { deletedAt: null })
    await unbury(tx, meetingId)
    await record(tx, actor, act(before, 'meeting.restored'))
    return reread(tx, meetingId)
  })
}

const enforce = (verdict: Verdict) => {
  if (verdict !== 'yes') throw new Refused(verdict)
}

const act = (row: MeetingRow, action: string, what: { before?: unknown; after?: unknown } = {}) => ({
  networkId: row.networkId,
  action,
  about: { kind: 'meeting', id: row.id },
  meetingId: row.id,
  ...what,
  raises: [
    meetingSubject(row.id),
    meetingsOf(row.networkId),
    ...(row.seriesId ? [seriesSubject(row.seriesId)] : []),
  ] as Subject[],
})

async function update(tx: Tx, before: MeetingRow, change: Partial<MeetingRow>): Promise<void> {
  await tx
    .update(meeting)
    .set({ ...change, version: before.version + 1, updatedAt: sql`now()` })
    .where(eq(meeting.id, before.id))
}

async function reread(tx: Tx, id: string): Promise<MeetingRow> {
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, id))
  return row!
}

/** The wished address, or with the first free number behind it. Removed meetings keep theirs: they may come back. */
export async function freeSlug(tx: Tx, networkId: string, wished: string): Promise<string> {
  const base = isMeetingSlug(wished) ? wished : wished === '' ? 'mote' : `${wished}-mote`
  const rows = await tx
    .select({ slug: meeting.slug })
    .from(meeting)
    .where(and(eq(meeting.networkId, networkId), like(meeting.slug, `${base}%`)))
  const taken = new Set(rows.map((row) => row.slug))
  if (!taken.has(base)) return base
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`
}
