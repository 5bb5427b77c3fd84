/** A part of a meeting as a meeting of its own; and a change of plan taken back while nobody has been told. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { lockNetwork } from '#network/writes.ts'
import { bury } from '#platform/activity/writes.ts'
import type { Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { slugOf } from '#platform/words/slug.ts'
import { pick, type Words } from '#platform/words/text.ts'
import type { MeetingRow } from '../rules.ts'
import { recordSchedule, refreshSpan } from '../schedule/writes.ts'
import { day, invitation, meeting, meetingRole, scheduleChange } from '../tables.ts'
import { freeSlug } from '../writes.ts'
import type { Planned } from './rules.ts'

/**
 * Makes a meeting for a part of another: with the same readers, people, place and language, as published as that is. It is
 * no news of its own: who is told of the change of plan is told of it.
 * @returns the part, with one empty day
 */
export async function makePart(tx: Tx, actor: Actor, whole: MeetingRow, title: Words): Promise<MeetingRow> {
  await lockNetwork(tx, whole.networkId)
  const slug = await freeSlug(tx, whole.networkId, slugOf(pick(title, whole.locale)?.text ?? ''))
  const id = newId()
  const { networkId, seriesId, locale, timezone, attendance, place, joinUrl, audience, corrections } = whole
  await tx.insert(meeting).values({
    id,
    networkId,
    seriesId,
    slug,
    locale,
    title,
    timezone,
    attendance,
    place,
    joinUrl,
    audience,
    corrections,
    publishedAt: whole.publishedAt === null ? null : Temporal.Now.instant().toString(),
    publishedBy: whole.publishedAt === null ? null : (actor.person?.id ?? null),
    madeFrom: whole.id,
  })
  await tx.insert(day).values({ networkId, meetingId: id, position: 0 })
  await tx.execute(sql`insert into ${meetingRole} (id, network_id, meeting_id, person_id, role, granted_by)
    select gen_random_uuid(), network_id, ${id}::uuid, person_id, role, granted_by from ${meetingRole} where meeting_id = ${whole.id}`)
  await tx.execute(sql`insert into ${invitation} (id, network_id, meeting_id, person_id, declined)
    select gen_random_uuid(), network_id, ${id}::uuid, person_id, declined from ${invitation} where meeting_id = ${whole.id}`)
  const [made] = await tx.select().from(meeting).where(eq(meeting.id, id))
  await recordSchedule(tx, actor, made!, 'meeting.parted', { after: { slug, title, of: whole.id } })
  return made!
}

/** Lets a meeting stand as it was planned, without the dated changes that a decision made. Its `sequence` counts on. */
export async function restorePlan(tx: Tx, actor: Actor, before: Planned, changeIds: readonly string[]): Promise<void> {
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, before.id)).for('update')
  if (!row) return
  if (changeIds.length > 0)
    await tx
      .delete(scheduleChange)
      .where(and(eq(scheduleChange.meetingId, before.id), inArray(scheduleChange.id, [...changeIds])))
  for (const [id, date] of Object.entries(before.dates))
    await tx
      .update(day)
      .set({ date })
      .where(and(eq(day.id, id), eq(day.meetingId, before.id)))
  const { attendance, place, joinUrl } = before
  await tx
    .update(meeting)
    .set({
      attendance,
      place,
      joinUrl,
      version: row.version + 1,
      updatedAt: sql`now()`,
      ...(row.publishedAt !== null && { sequence: row.sequence + 1 }),
    })
    .where(eq(meeting.id, before.id))
  await refreshSpan(tx, before.id, { sequence: 'kept' })
  for (const id of changeIds) await recordSchedule(tx, actor, row, 'meeting.change_withdrawn', { before: { id } })
}

/** A part that nobody was told of is gone, with its address. */
export async function dropPart(tx: Tx, actor: Actor, id: string): Promise<void> {
  const [row] = await tx.select().from(meeting).where(eq(meeting.id, id)).for('update')
  if (!row) return
  await tx
    .update(meeting)
    .set({ deletedAt: sql`now()`, version: row.version + 1 })
    .where(eq(meeting.id, id))
  await bury(tx, { id, networkId: row.networkId, kind: 'meeting', meetingId: id })
  await recordSchedule(tx, actor, row, 'meeting.removed', {})
}

/** However much one decision changes, a calendar is told of one step. */
export async function countOnce(tx: Tx, id: string, before: number): Promise<void> {
  await tx
    .update(meeting)
    .set({ sequence: sql`least(${meeting.sequence}, ${before + 1})` })
    .where(eq(meeting.id, id))
}

/** Those affected have been told of these changes. */
export async function markChangesTold(tx: Tx, changeIds: readonly string[]): Promise<void> {
  if (changeIds.length === 0) return
  await tx
    .update(scheduleChange)
    .set({ toldAt: sql`now()` })
    .where(inArray(scheduleChange.id, [...changeIds]))
}
