/** From an earlier meeting or a template to a draft, and from a meeting to a template: all of it or nothing. */
import type { Actor } from '#actor.ts'
import { copyRoles } from '#meeting/roles/writes.ts'
import type { MeetingRow } from '#meeting/rules.ts'
import { refreshSpan } from '#meeting/schedule/writes.ts'
import { fillTexts } from '#meeting/texts/writes.ts'
import { createMeeting } from '#meeting/writes.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { newId } from '#platform/db/id.ts'
import { Invalid } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { copyPolls } from '#room/polls/copy/writes.ts'
import type { ItemState } from '../document.ts'
import { item, speaker } from '../tables.ts'
import { sourceOf } from './reads.ts'
import { type Along, copiedItems, inOrder } from './rules.ts'

export interface NewCopy {
  readonly title: Words
  readonly seriesId: string | null
  /** One for each day of the source, "YYYY-MM-DD"; null where it is not known yet. */
  readonly dates: readonly (string | null)[]
  readonly along: Along
  /** A template instead of a draft. */
  readonly template?: boolean
}

/**
 * Makes a draft, or a template, with the structure, texts and parts of a meeting or template. In one transaction and a fixed
 * number of queries however long the programme.
 * @throws NotFound for a source that is not there for this actor; Invalid({ title }) or ({ dates })
 */
export async function makeFrom(db: Db, actor: Actor, networkId: string, sourceId: string, input: NewCopy): Promise<MeetingRow> {
  if (!inOrder(input.dates)) throw new Invalid({ dates: 'programme_copy_dates_order' })
  return inTransaction(db, async (tx) => {
    const { meeting: source, days, programme, texts, polls } = await sourceOf(tx, actor, networkId, sourceId)
    const { along } = input
    const made = await createMeeting(tx, actor, networkId, {
      title: input.title,
      locale: source.locale,
      summary: source.summary,
      seriesId: input.seriesId,
      timezone: source.timezone,
      ...(along.place && { attendance: source.attendance, place: source.place }),
      ...(along.join && { joinUrl: source.joinUrl }),
      ...(along.audience && { audience: source.audience }),
      template: input.template ?? false,
      madeFrom: source.id,
      days: days.map(({ label }, i) => ({ date: input.dates[i] ?? null, label })),
    })
    const dayIds = new Map(days.map((day, i) => [day.id, made.days[i]!.id]))
    const items = new Map<string, string>()
    const anew = (id: string) => {
      items.set(id, newId())
      return items.get(id)!
    }
    await insertItems(tx, made.meeting, copiedItems(programme, dayIds, along, anew))
    if (along.polls) await copyPolls(tx, actor, made.meeting, polls, items)
    await fillTexts(
      tx,
      made.meeting,
      texts.map(({ kind, heading, body, audience }) => ({ kind, heading, body, audience })),
    )
    await copyRoles(tx, source, made.meeting, {
      speakers: along.speakers,
      invited: along.invited,
      grantedBy: actor.person?.id ?? null,
    })
    await refreshSpan(tx, made.meeting.id)
    return made.meeting
  })
}

/** The first items of a meeting that was just made: no operation, for there is nothing to go back to. */
async function insertItems(tx: Tx, meeting: MeetingRow, states: readonly ItemState[]): Promise<void> {
  const home = { networkId: meeting.networkId, meetingId: meeting.id }
  const items = states.map(({ speakers: _, ...state }) => ({ ...state, ...home }))
  const speakers = states.flatMap((state) =>
    state.speakers.map((who, position) => ({ ...who, ...home, itemId: state.id, position })),
  )
  // PostgreSQL takes 65,535 parameters in one statement.
  for (let i = 0; i < items.length; i += 2000) await tx.insert(item).values(items.slice(i, i + 2000))
  for (let i = 0; i < speakers.length; i += 4000) await tx.insert(speaker).values(speakers.slice(i, i + 4000))
}
