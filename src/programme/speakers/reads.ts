/**
 * Who has spoken in a network, and where. Access stands in the queries themselves: published meetings that the reader may
 * see, and of those the items that are for everybody who may.
 */
import { and, count, desc, eq, inArray, isNotNull, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { itemPath } from '#meeting/reads.ts'
import { day, meeting } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { parent, readableItems } from '../items/reads.ts'
import { item, speaker } from '../tables.ts'
import { entriesOf, type SpeakerEntry, speakerSlug } from './rules.ts'

/** One time somebody spoke. */
export interface Appearance {
  readonly id: string
  readonly personId: string | null
  readonly name: string
  /** Held on that occasion. */
  readonly office: string | null
  readonly role: 'speaker' | 'moderator'
  readonly item: { readonly title: Words; readonly path: string }
  readonly meeting: { readonly title: Words; readonly path: string }
  /** "2020-04-29"; null where none is set. */
  readonly date: string | null
}

/** Everybody who speaks on something this actor may see, by name. One query. */
export async function speakersIn(db: Db, actor: Actor, network: NetworkRow): Promise<SpeakerEntry[]> {
  return entriesOf(await namesIn(db, actor, network))
}

async function namesIn(db: Db, actor: Actor, network: NetworkRow) {
  return db
    .select({ name: speaker.name, personId: speaker.personId, count: count() })
    .from(speaker)
    .innerJoin(item, eq(item.id, speaker.itemId))
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(seenBy(actor, network))
    .groupBy(speaker.name, speaker.personId)
}

/**
 * The appearances under an address, newest first: of those whose name it is, and of the same persons under other names.
 * @throws NotFound when there is none that this actor may see
 */
export async function appearancesOf(db: Db, actor: Actor, network: NetworkRow, slug: string): Promise<Appearance[]> {
  const own = (await namesIn(db, actor, network)).filter((one) => speakerSlug(one.name) === slug)
  if (own.length === 0) throw new NotFound()
  const persons = own.flatMap((one) => one.personId ?? [])
  const names = own.map((one) => one.name)
  const rows = await db
    .select({ speaker, item, date: day.date, meeting })
    .from(speaker)
    .innerJoin(item, eq(item.id, speaker.itemId))
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .innerJoin(day, eq(day.id, item.dayId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(
      and(
        seenBy(actor, network),
        or(inArray(speaker.name, names), persons.length > 0 ? inArray(speaker.personId, persons) : undefined),
      ),
    )
    .orderBy(sql`${meeting.startsAt} desc nulls first`, desc(day.position), desc(item.start), speaker.id)
    .limit(MOST)
  return rows.map((row) => {
    const path = `/${network.slug}/${row.meeting.slug}`
    const { id, personId, name, office, role } = row.speaker
    return {
      ...{ id, personId, name, office, role },
      item: { title: row.item.title, path: itemPath(path, row.item, row.meeting.locale) },
      meeting: { title: row.meeting.title, path },
      date: row.date,
    }
  })
}

const MOST = 500

const seenBy = (actor: Actor, network: NetworkRow): SQL =>
  and(eq(speaker.networkId, network.id), isNotNull(meeting.publishedAt), readableItems(actor, network.id))!
