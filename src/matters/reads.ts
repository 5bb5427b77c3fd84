/** Matters of a network, as one reader may know of them: there is one for whoever reads one of its treatments, and for organisers. */
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { itemPath } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { day, meeting } from '#meeting/tables.ts'
import type { NetworkRow } from '#network/reads.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import { itsDay, on, parent } from '#programme/items/reads.ts'
import { item } from '#programme/tables.ts'
import { type FactRow, type MatterRow, numberIn } from './rules.ts'
import { type Of, shownItems } from './story/reads.ts'
import { matter, matterFact } from './tables.ts'

/** @returns null where there is none, or where it was put together with one that is gone; one that was put together gives the other */
export async function matterByNumber(db: Db, networkId: string, publicId: number): Promise<MatterRow | null> {
  if (!Number.isSafeInteger(publicId) || publicId < 1) return null
  const [row] = await db
    .select()
    .from(matter)
    .where(and(eq(matter.publicId, publicId), eq(matter.networkId, networkId)))
  if (!row) return null
  return row.mergedInto === null ? (row.deletedAt === null ? row : null) : matterById(db, networkId, row.mergedInto)
}

export async function matterById(db: Db, networkId: string, id: string): Promise<MatterRow | null> {
  const [row] = await db
    .select()
    .from(matter)
    .where(and(eq(matter.id, id), eq(matter.networkId, networkId), isNull(matter.deletedAt)))
  return row ?? null
}

/** In SQL, over `item`: that it is a treatment of a matter. */
const treats = (matterId: string): SQL => eq(item.matterId, matterId)

/** What a matter's story is of. */
export const about = (matterId: string): Of => ({ items: treats(matterId), matters: sql`(${matterId}::uuid)` })

/** @throws NotFound unless the actor organises or reads one of its treatments */
export async function mayKnow(db: Db, actor: Actor, networkId: string, matterId: string): Promise<void> {
  if (mayEdit(actor, { networkId }) === 'yes') return
  const [one] = await db
    .select({ id: item.id })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .where(shownItems(actor, networkId, treats(matterId)))
    .limit(1)
  if (!one) throw new NotFound()
}

/** What goes along with a matter, oldest first. The actor must have been shown the matter. */
export const factsOf = (db: Db, matterId: string): Promise<FactRow[]> =>
  db
    .select()
    .from(matterFact)
    .where(and(eq(matterFact.matterId, matterId), isNull(matterFact.removedAt)))
    .orderBy(asc(matterFact.at), asc(matterFact.id))

/** So many are offered in a list to choose from: the newest. */
const MOST_OFFERED = 300

/** For organisers: matters to choose from. */
export const matterOptions = (db: Db, networkId: string) =>
  db
    .select({ id: matter.id, publicId: matter.publicId, title: matter.title })
    .from(matter)
    .where(and(eq(matter.networkId, networkId), isNull(matter.deletedAt), isNull(matter.mergedInto)))
    .orderBy(desc(matter.createdAt))
    .limit(MOST_OFFERED)

/** The matter that was chosen from the list or typed: by its number, else by its whole title where only one is called so. */
export async function matterChosen(db: Db, networkId: string, typed: string): Promise<MatterRow | null> {
  const number = numberIn(typed)
  const found = number === null ? null : await matterByNumber(db, networkId, number)
  if (found) return found
  const rows = await db
    .select()
    .from(matter)
    .where(
      and(
        eq(matter.networkId, networkId),
        isNull(matter.deletedAt),
        isNull(matter.mergedInto),
        sql`exists (select 1 from jsonb_each_text(${matter.title}) as t where lower(t.value) = lower(${typed}))`,
      ),
    )
    .limit(2)
  return rows.length === 1 ? rows[0]! : null
}

/** Another time that an item's matter was on. */
export interface Beside {
  readonly title: Words
  readonly path: string
  readonly meeting: Words
  readonly on: string | null
  /** It comes after the item that was asked about. */
  readonly later: boolean
}

type Treating = { readonly id: string; readonly matterId: string | null }
type At = Pick<NetworkRow, 'id' | 'slug'>

/** The other times that the matter of an item was on, oldest first. One query. */
export async function timesBeside(db: Db, actor: Actor, network: At, of: Treating): Promise<Beside[]> {
  if (of.matterId === null) return []
  const rows = await db
    .select({
      id: item.id,
      title: item.title,
      publicId: item.publicId,
      on,
      slug: meeting.slug,
      meeting: meeting.title,
      locale: meeting.locale,
    })
    .from(item)
    .innerJoin(meeting, eq(meeting.id, item.meetingId))
    .leftJoin(parent, eq(parent.id, item.parentId))
    .leftJoin(day, itsDay)
    .where(shownItems(actor, network.id, treats(of.matterId)))
    .orderBy(sql`${on} asc nulls last`, asc(item.publicId))
    .limit(200)
  const at = rows.findIndex((row) => row.id === of.id)
  return rows.flatMap((row, i) =>
    row.id === of.id
      ? []
      : [
          {
            title: row.title,
            path: itemPath(`/${network.slug}/${row.slug}`, row, row.locale),
            meeting: row.meeting,
            on: row.on,
            later: at !== -1 && i > at,
          },
        ],
  )
}

/** The matter of an item with the other times it was on; null for an item that is of none. */
export async function readMatterOf(
  db: Db,
  actor: Actor,
  network: At,
  of: Treating,
): Promise<{ readonly matter: MatterRow; readonly beside: readonly Beside[] } | null> {
  const own = of.matterId === null ? null : await matterById(db, network.id, of.matterId)
  return own && { matter: own, beside: await timesBeside(db, actor, network, of) }
}
