/** Who comes with a personal link, and to what. */
import { and, asc, eq, inArray, isNull, max, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, speakerActor } from '#actor.ts'
import { changesOf, type MeetingRow, type SpeakerRow, type StatusNow } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { statusOf } from '#meeting/schedule/rules.ts'
import { day, meeting } from '#meeting/tables.ts'
import { activity } from '#platform/activity/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { Words } from '#platform/words/text.ts'
import { appearancesOf } from '#programme/appearances/reads.ts'
import { item, speaker } from '#programme/tables.ts'
import { signedAddress } from '../download/signed/rules.ts'
import { proposalsOf } from '../proposals/reads.ts'
import { listMaterials, type MaterialOfItem, type Place, placeOf } from '../reads.ts'
import { isForAll, materialHref } from '../rules.ts'
import { materialVersion } from '../tables.ts'
import { linkHoldsUntil, speakerLink, speakerOf } from './rules.ts'

/** One appearance of whoever holds the link, with the actor who may act on it and on nothing else. */
export interface Appearance {
  readonly place: Place
  readonly actor: Actor
  readonly speaker: SpeakerRow
  /** "2020-04-29", or null while no date is known. */
  readonly date: string | null
  /** "09:00"; a part's are those of the item it belongs to. Null while none is set. */
  readonly start: string | null
  readonly end: string | null
  readonly materials: readonly MaterialOfItem[]
  /** Addresses of the holder's own files that not everybody may open yet, by the material's id. */
  readonly signed: ReadonlyMap<string, string>
  /** Newer files of the holder's own that wait for approval, by the material's id. */
  readonly nextVersions: ReadonlyMap<string, number>
  readonly bio: Words | null
  /** When they said that there will be no slides. */
  readonly noMaterialAt: string | null
  /** Since when they are asked, after a change of plan, whether they can still come; null where they are not. */
  readonly confirmAskedAt: string | null
  readonly proposals: Awaited<ReturnType<typeof proposalsOf>>
}

export interface Guest {
  readonly name: string
  /** Until when the link holds; null while no end is in sight. */
  readonly holdsUntil: string | null
  /** Whether the meeting is held as planned. */
  readonly status: StatusNow
  /** In the order of the programme; never empty. */
  readonly appearances: readonly Appearance[]
}

/**
 * What a personal link opens: this speaker's own items in this meeting, and those of the same person there.
 * @throws NotFound when the link is not ours, was renewed since, or leads to what is gone
 */
export async function openSpeakerLink(db: Db, secret: string, token: string): Promise<Guest> {
  const found = await holderOf(db, secret, token)
  if (!found || isOver(found.meeting)) throw new NotFound()
  const { holder, meeting: held } = found
  const whole = alias(item, 'whole')
  const rows = await db
    .select({
      speaker,
      date: day.date,
      own: { start: item.start, end: item.end },
      whole: { start: whole.start, end: whole.end },
    })
    .from(speaker)
    .innerJoin(item, and(eq(item.id, speaker.itemId), isNull(item.deletedAt)))
    // On the shelf it has no day, and is theirs all the same.
    .leftJoin(day, eq(day.id, item.dayId))
    .leftJoin(whole, eq(whole.id, item.parentId))
    .where(
      and(
        eq(speaker.meetingId, holder.meetingId),
        or(eq(speaker.id, holder.id), holder.personId ? eq(speaker.personId, holder.personId) : undefined),
      ),
    )
    .orderBy(asc(day.position), asc(item.position))
  const all = await appearancesOf(
    db,
    rows.map((row) => row.speaker.id),
  )
  const appearances: Appearance[] = []
  for (const { speaker: own, date, ...row } of rows) {
    const place = await placeOf(db, own.itemId)
    if (!place) continue
    const actor = speakerActor({
      networkId: own.networkId,
      meetingId: own.meetingId,
      itemId: own.itemId,
      speakerId: own.id,
      name: own.name,
    })
    const materials = await listMaterials(db, actor, place)
    // What the organisers keep hidden is theirs; one's own one finds again, hidden or not.
    const mine = await handedInBy(db, rows, materials)
    const shown = materials.filter((one) => one.publishedAt !== null || mine.has(one.id))
    const closed = shown.filter((one) => one.current && mine.has(one.id) && !isForAll(place.meeting, place.item, one))
    const now = Temporal.Now.instant()
    const signed = new Map(closed.map((one) => [one.id, signedAddress(secret, materialHref(one, one.current)!, now)]))
    const { start, end } = row.own.start === null && row.whole ? row.whole : row.own
    const known = all.get(own.id)
    appearances.push({
      ...{ place, actor, speaker: own, date, start, end, materials: shown, signed },
      ...{ bio: known?.bio ?? null, noMaterialAt: known?.noMaterialAt ?? null, confirmAskedAt: known?.confirmAskedAt ?? null },
      proposals: await proposalsOf(db, own.id),
      nextVersions: await waitingVersions(db, mine, shown),
    })
  }
  if (appearances.length === 0) throw new NotFound()
  const status = statusOf(held.attendance, await changesOf(db, held.id))
  return { name: holder.name, holdsUntil: linkHoldsUntil(held)?.toString() ?? null, status, appearances }
}

/**
 * Whether a link is one of ours that would open something if its time were not over. To whoever holds it that may be said;
 * of every other link nothing is.
 */
export async function isExpiredLink(db: Db, secret: string, token: string): Promise<boolean> {
  const found = await holderOf(db, secret, token)
  return found !== null && isOver(found.meeting)
}

const isOver = (held: MeetingRow): boolean => {
  const until = linkHoldsUntil(held)
  return until !== null && Temporal.Instant.compare(until, Temporal.Now.instant()) <= 0
}

async function holderOf(db: Db, secret: string, token: string): Promise<{ holder: SpeakerRow; meeting: MeetingRow } | null> {
  const claimed = speakerOf(secret, token)
  if (!claimed) return null
  const [found] = await db
    .select({ holder: speaker, meeting })
    .from(speaker)
    .innerJoin(meeting, and(eq(meeting.id, speaker.meetingId), isNull(meeting.deletedAt)))
    .where(and(eq(speaker.id, claimed.id), eq(speaker.linkVersion, claimed.linkVersion)))
  return found ?? null
}

/** Which of some materials the holder of a link handed in, with the link or signed in: their records tell. */
async function handedInBy(
  db: Db,
  rows: readonly { readonly speaker: SpeakerRow }[],
  materials: readonly MaterialOfItem[],
): Promise<ReadonlySet<string>> {
  if (materials.length === 0) return new Set()
  const speakers = rows.map((row) => row.speaker.id)
  const person = rows[0]?.speaker.personId
  const acts = await db
    .select({ id: activity.aboutId })
    .from(activity)
    .where(
      and(
        inArray(
          activity.aboutId,
          materials.map((one) => one.id),
        ),
        inArray(activity.action, ['material.added', 'material.replaced']),
        or(inArray(sql`${activity.after} ->> 'speaker'`, speakers), person ? eq(activity.byPerson, person) : undefined),
      ),
    )
  return new Set(acts.map((one) => one.id))
}

/** The number of the newest file of one's own that readers do not have yet, while they have an older one; by the material's id. */
async function waitingVersions(
  db: Db,
  mine: ReadonlySet<string>,
  shown: readonly MaterialOfItem[],
): Promise<ReadonlyMap<string, number>> {
  const own = shown.filter((one) => mine.has(one.id) && one.current !== null)
  if (own.length === 0) return new Map()
  const newest = await db
    .select({ id: materialVersion.materialId, number: max(materialVersion.number) })
    .from(materialVersion)
    .where(
      inArray(
        materialVersion.materialId,
        own.map((one) => one.id),
      ),
    )
    .groupBy(materialVersion.materialId)
  return new Map(
    newest.flatMap(({ id, number }) =>
      number !== null && number > (own.find((one) => one.id === id)!.current?.number ?? number) ? [[id, number]] : [],
    ),
  )
}

/** The links of an item's speakers, for organisers to pass on; none for others. */
export function linksOfItem(
  { config, secret }: Pick<Ground, 'config' | 'secret'>,
  actor: Actor,
  { item: { speakers, networkId } }: Place,
): { speakerId: string; name: string; href: string }[] {
  if (mayEdit(actor, { networkId }) !== 'yes') return []
  return speakers.map((one) => ({ speakerId: one.id, name: one.name, href: config.baseUrl + speakerLink(secret, one) }))
}
