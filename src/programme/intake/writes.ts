/** From an outline to a draft meeting, all of it or nothing. */
import type { Actor } from '#actor.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { addScheduleChange, refreshSpan } from '#meeting/schedule/writes.ts'
import { fillTexts } from '#meeting/texts/writes.ts'
import { createMeeting } from '#meeting/writes.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Invalid } from '#platform/errors.ts'
import type { Locale } from '#platform/words/text.ts'
import { fillProgramme, type NewItem } from '../writes.ts'
import { outlineOf } from './reader/outline.ts'
import { type Choices, noChoices, type Outline, type OutlineItem, storable, tooManyItems } from './rules.ts'

export interface Making {
  /** The text it came from, kept with the meeting. */
  readonly source: string | null
  readonly seriesId?: string | null
}

/**
 * Makes a draft meeting of an outline: days, items, parts, speakers, texts, and a change of plan if there is one. In one
 * transaction and a fixed number of queries however long the programme.
 * @throws Refused for those who do not organise in the network; Invalid({ title }) without one
 */
export async function createFromOutline(
  db: Db,
  actor: Actor,
  networkId: string,
  outline: Outline,
  making: Making,
): Promise<MeetingRow> {
  if (tooManyItems(outline)) throw new Invalid({ text: 'programme_too_many' })
  const { change } = outline
  return inTransaction(db, async (tx) => {
    const { meeting, days } = await createMeeting(tx, actor, networkId, {
      title: outline.title,
      locale: outline.locale,
      ...outline.details,
      // What was moved online was planned on site: the change itself sets the mode.
      attendance: change?.status === 'moved_online' ? 'onsite' : outline.attendance,
      seriesId: making.seriesId ?? null,
      source: making.source && storable(making.source),
      days: outline.days.map(({ date, label }) => ({ date, label })),
    })
    await fillProgramme(
      tx,
      meeting,
      days.map((day, d) => ({ id: day.id, items: (outline.days[d]?.items ?? []).map(newItem) })),
    )
    await fillTexts(
      tx,
      meeting,
      outline.texts.map(({ kind, heading, body, audience }) => ({ kind, heading, body, audience: audience ?? 'public' })),
    )
    await refreshSpan(tx, meeting.id)
    if (change) await addScheduleChange(tx, actor, meeting.id, change)
    return meeting
  })
}

/**
 * Reads a text and makes a draft meeting of it, as a person would who only presses the button, but for `choices`.
 * @param networkLocale for texts in a language that meetings cannot be written in
 */
export async function createMeetingFromText(
  db: Db,
  actor: Actor,
  networkId: string,
  text: string,
  options: { readonly choices?: Choices; readonly seriesId?: string | null; readonly networkLocale?: Locale } = {},
): Promise<MeetingRow> {
  const { outline } = outlineOf(storable(text), options.choices ?? noChoices, options.networkLocale ?? 'nb')
  return createFromOutline(db, actor, networkId, outline, { source: text, seriesId: options.seriesId ?? null })
}

const newItem = (one: OutlineItem): NewItem => ({
  title: one.title,
  description: one.description,
  note: one.note,
  start: one.start,
  end: one.end,
  endInferred: one.endInferred,
  kind: one.kind,
  track: one.track,
  room: one.room ?? null,
  pinned: one.pinned ?? false,
  expectsMaterial: one.expectsMaterial,
  expectsMinutes: one.expectsMinutes,
  audience: one.audience ?? 'public',
  speakers: one.speakers.map(({ name, office, role }) => ({ name, office, email: null, role: role ?? 'speaker' })),
  subitems: one.subitems.map(newItem),
})
