/** Those who can be divided into groups now, with where they come from; and what an item asks to be discussed. */
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { MeetingRow } from '#meeting/rules.ts'
import { organisation, organisationNumber } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { pick, type Words } from '#platform/words/text.ts'
import { item } from '#programme/tables.ts'
import { participant } from '../../tables.ts'
import { type Placeable, questionsIn, regionOf } from './rules.ts'

/** Whoever was not seen for so long has left the room for good. */
const GONE_AFTER_MINUTES = 60

export interface Person extends Placeable {
  readonly name: string
  readonly organisation: string | null
}

/** Those in the room, by name. For chairs: the caller has checked. */
export async function readPlaceable(db: Db, meeting: Pick<MeetingRow, 'id'>): Promise<Person[]> {
  const rows = await db
    .select({ row: participant, place: organisation.place })
    .from(participant)
    .leftJoin(organisation, eq(organisation.id, participant.organisationId))
    .where(
      and(
        eq(participant.meetingId, meeting.id),
        gt(participant.seenAt, sql`now() - make_interval(mins => ${GONE_AFTER_MINUTES})`),
      ),
    )
    .orderBy(asc(participant.name), asc(participant.id))
  const organisations = [...new Set(rows.flatMap(({ row }) => row.organisationId ?? []))]
  const numbers =
    organisations.length > 0
      ? await db
          .select()
          .from(organisationNumber)
          .where(and(inArray(organisationNumber.organisationId, organisations), isNull(organisationNumber.validTo)))
      : []
  return rows.map(({ row: { id, name, organisation, organisationId }, place }) => ({
    ...{ id, name, organisation, organisationId },
    region: regionOf(
      numbers.filter((one) => one.organisationId === organisationId),
      place,
    ),
  }))
}

export interface ItemChoice {
  readonly id: string
  readonly title: Words
  /** What its texts ask, as lines. */
  readonly questions: string
}

/** The items that groups may be about, in the order of the programme. */
export async function readItems(db: Db, meeting: Pick<MeetingRow, 'id' | 'locale'>): Promise<ItemChoice[]> {
  const rows = await db
    .select()
    .from(item)
    .where(and(eq(item.meetingId, meeting.id), isNull(item.deletedAt)))
    .orderBy(asc(item.start), asc(item.position))
  const textOf = (words: Words | null) => pick(words, meeting.locale)?.text ?? ''
  return rows
    .filter((row) => row.dayId !== null && row.parentId === null && row.kind !== 'break' && row.kind !== 'lunch')
    .map((row) => {
      const parts = rows.filter((one) => one.parentId === row.id).map((one) => textOf(one.title))
      return {
        id: row.id,
        title: row.title,
        questions: questionsIn([textOf(row.description), textOf(row.note), ...parts].join('\n')).join('\n'),
      }
    })
}
