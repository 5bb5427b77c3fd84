/** What of earlier meetings could come back at one, for its organisers, and what they chose. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, notInArray, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type ActionView, listActions } from '#actions/reads.ts'
import { type Actor, visitor } from '#actor.ts'
import { itemPath, type MeetingRow } from '#meeting/reads.ts'
import { mayEdit, narrowest } from '#meeting/rules.ts'
import { type Audience, day, meeting } from '#meeting/tables.ts'
import { noMinutes } from '#minutes/outcome/rules.ts'
import { itemOutcome, minutes } from '#minutes/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { itsDay, on, parent } from '#programme/items/reads.ts'
import { itemRows } from '#programme/reads.ts'
import type { ItemRow } from '#programme/rules.ts'
import { item } from '#programme/tables.ts'
import { input } from '#questions/tables.ts'
import { carryOver, matter } from '../tables.ts'
import { type Before, type ChoiceRow, type Proposed, type Suggestion, suggest } from './rules.ts'

/** So many meetings of the series are looked back on. */
const LOOKED_BACK = 3

export interface Carrying {
  /** Neither taken nor left. */
  readonly open: readonly Suggestion[]
  readonly left: readonly Suggestion[]
  readonly taken: readonly {
    readonly choice: ChoiceRow
    readonly title: Words
    readonly path: string
    readonly treated: boolean
  }[]
}

/** @throws NotFound for those who do not organise */
export async function readCarrying(db: Db, actor: Actor, network: NetworkRow, row: MeetingRow): Promise<Carrying> {
  if (mayEdit(actor, row) !== 'yes') throw new NotFound()
  const base = `/${network.slug}`
  const suggestions = row.seriesId === null || row.template ? [] : await suggestionsFor(db, actor, network, row, row.seriesId)
  const choices = await db
    .select({ choice: carryOver, item: { publicId: item.publicId, title: item.title, dayId: item.dayId }, treated: isTreated })
    .from(carryOver)
    .leftJoin(item, and(eq(item.id, carryOver.madeItemId), isNull(item.deletedAt)))
    .where(eq(carryOver.meetingId, row.id))
    .orderBy(desc(carryOver.at))
  const left = new Set(choices.filter(({ choice }) => choice.choice === 'left').map(({ choice }) => choice.sourceId))
  return {
    open: suggestions.filter((one) => !left.has(one.id)),
    left: suggestions.filter((one) => left.has(one.id)),
    taken: choices.flatMap(({ choice, item: made, treated }) =>
      choice.choice === 'taken' && made
        ? [{ choice, title: made.title, path: pathOf(`${base}/${row.slug}`, made, row), treated }]
        : [],
    ),
  }
}

/** What lies on the shelf has no page that anybody reads: it is shown where it is written. */
const pathOf = (meetingPath: string, made: Pick<ItemRow, 'publicId' | 'title' | 'dayId'>, { locale }: MeetingRow): string =>
  itemPath(meetingPath, made, locale) + (made.dayId === null ? '/edit' : '')

/** In SQL, over `item`: its minutes are begun, or it is said what came of it. */
export const isTreated = sql<boolean>`(exists (select 1 from ${minutes} where ${minutes.itemId} = ${item.id})
  or exists (select 1 from ${itemOutcome} where ${itemOutcome.itemId} = ${item.id}))`

async function suggestionsFor(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  row: MeetingRow,
  seriesId: string,
): Promise<Suggestion[]> {
  const now = Temporal.Now.instant().toString()
  const previous = await db
    .select()
    .from(meeting)
    .where(
      and(
        eq(meeting.seriesId, seriesId),
        eq(meeting.networkId, network.id),
        isNull(meeting.deletedAt),
        eq(meeting.template, false),
        isNotNull(meeting.publishedAt),
        lt(meeting.startsAt, row.startsAt ?? now),
        lt(meeting.startsAt, now),
        sql`${meeting.id} <> ${row.id}`,
      ),
    )
    .orderBy(desc(meeting.startsAt))
    .limit(LOOKED_BACK)
  const ids = previous.map((one) => one.id)
  const actions = (await listActions(db, actor, network, { seriesId, open: true })).filter((one) => one.meeting?.id !== row.id)
  const before = await itemsBefore(db, network, row, ids, actions)
  const proposed = await db
    .select()
    .from(input)
    .where(
      and(
        inArray(input.meetingId, ids),
        eq(input.kind, 'matter'),
        inArray(input.state, ['waiting', 'shown']),
        isNull(input.deletedAt),
        // Whatever it is called there, it has its place.
        sql`not exists (select 1 from ${carryOver} join ${item} on ${item.id} = ${carryOver.madeItemId} and ${item.deletedAt} is null
          where ${carryOver.sourceKind} = 'input' and ${carryOver.sourceId} = ${input.id} and ${carryOver.choice} = 'taken')`,
      ),
    )
    .orderBy(asc(input.createdAt))
  const named = await db
    .select({ id: matter.id, title: matter.title })
    .from(matter)
    .where(
      inArray(
        matter.id,
        actions.flatMap((one) => (one.itemId === null && one.matterId !== null ? one.matterId : [])),
      ),
    )
  return suggest({
    meetingId: row.id,
    timezone: network.timezone,
    previous: ids,
    here: await itemRows(db, row.id),
    before,
    actions,
    matters: new Map(named.map((one) => [one.id, one.title])),
    proposed: proposed.map((one): Proposed => {
      const at = previous.find((other) => other.id === one.meetingId)!
      const path = `/${network.slug}/${at.slug}/questions`
      const by = one.nameless ? { id: null, name: null } : { id: one.personId, name: one.name }
      const { id, text, why, outcome, locale } = one
      return { id, text, why, outcome, locale, meeting: at.title, audience: at.audience, path, by }
    }),
  })
}

/** The meeting that something was postponed to. */
const later = alias(meeting, 'later')

/** The items of the meetings before, those that were postponed to this one, and those of which something is still to be done. */
async function itemsBefore(
  db: Db,
  network: NetworkRow,
  row: MeetingRow,
  meetings: readonly string[],
  actions: readonly ActionView[],
): Promise<Before[]> {
  const rows = await db
    .select({
      item,
      meeting: { slug: meeting.slug, title: meeting.title, locale: meeting.locale },
      whole: meeting.audience,
      around: parent.audience,
      on,
      outcome: itemOutcome,
      later: later.id,
      minuted: minutes.publishedAt,
    })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, itsDay)
    .leftJoin(itemOutcome, eq(itemOutcome.itemId, item.id))
    .leftJoin(later, and(eq(later.id, itemOutcome.toMeetingId), isNull(later.deletedAt)))
    .leftJoin(minutes, eq(minutes.itemId, item.id))
    .where(
      and(
        eq(item.networkId, network.id),
        isNull(item.deletedAt),
        isNotNull(item.dayId),
        isNull(meeting.deletedAt),
        sql`${item.meetingId} <> ${row.id}`,
        notInArray(item.kind, [...noMinutes]),
        or(
          and(inArray(item.meetingId, [...meetings]), isNull(item.parentId)),
          eq(itemOutcome.toMeetingId, row.id),
          inArray(
            item.id,
            actions.flatMap((one) => one.itemId ?? []),
          ),
        ),
      ),
    )
  return rows.map((one) => ({
    id: one.item.id,
    title: one.item.title,
    kind: one.item.kind,
    audience: narrowest(one.item.audience, one.around ?? 'public', one.whole),
    matterId: one.item.matterId,
    meetingId: one.item.meetingId,
    meeting: one.meeting.title,
    path: itemPath(`/${network.slug}/${one.meeting.slug}`, one.item, one.meeting.locale),
    on: one.on,
    outcome: one.outcome?.kind ?? null,
    postponedTo: one.outcome?.toMeetingId ?? null,
    postponedToNone: one.later === null,
    minuted: one.minuted !== null,
  }))
}

/** Of some actions those that the readers of a part with an audience may know of, as they know them. */
export async function toldTo(
  db: Db,
  actor: Actor,
  network: NetworkRow,
  audience: Audience,
  ids: readonly string[],
): Promise<readonly ActionView[]> {
  if (ids.length === 0) return []
  if (audience === 'public') return listActions(db, visitor({ networkId: network.id }), network, { ids })
  return (await listActions(db, actor, network, { ids })).filter((one) => one.audience !== 'invited')
}
