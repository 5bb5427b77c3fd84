/** Who comes with a personal link, and to what. */
import { and, asc, eq, isNull, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, speakerActor } from '#actor.ts'
import { mayEdit } from '#meeting/rules.ts'
import { day } from '#meeting/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import { item, speaker } from '#programme/tables.ts'
import { signedAddress } from '../download/signed/rules.ts'
import { listMaterials, type MaterialOfItem, type Place, placeOf } from '../reads.ts'
import { isForAll, materialHref } from '../rules.ts'
import { speakerLink, speakerOf } from './rules.ts'

/** One appearance of whoever holds the link, with the actor who may act on it and on nothing else. */
export interface Appearance {
  readonly place: Place
  readonly actor: Actor
  /** "2020-04-29", or null while no date is known. */
  readonly date: string | null
  /** "09:00"; a part's are those of the item it belongs to. Null while none is set. */
  readonly start: string | null
  readonly end: string | null
  readonly materials: readonly MaterialOfItem[]
  /** Addresses of the holder's own files that not everybody may open yet, by the material's id. */
  readonly signed: ReadonlyMap<string, string>
}

export interface Guest {
  readonly name: string
  /** In the order of the programme; never empty. */
  readonly appearances: readonly Appearance[]
}

/**
 * What a personal link opens: this speaker's own items in this meeting, and those of the same person there.
 * @throws NotFound when the link is not ours, was renewed since, or leads to what is gone
 */
export async function openSpeakerLink(db: Db, secret: string, token: string): Promise<Guest> {
  const claimed = speakerOf(secret, token)
  if (!claimed) throw new NotFound()
  const [holder] = await db
    .select()
    .from(speaker)
    .where(and(eq(speaker.id, claimed.id), eq(speaker.linkVersion, claimed.linkVersion)))
  if (!holder) throw new NotFound()
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
    const isOwn = (one: MaterialOfItem) => one.current?.uploadedByName === own.name
    const shown = materials.filter((one) => one.publishedAt !== null || isOwn(one))
    const closed = shown.filter((one) => isOwn(one) && !isForAll(place.meeting, place.item, one))
    const now = Temporal.Now.instant()
    const signed = new Map(closed.map((one) => [one.id, signedAddress(secret, materialHref(one, one.current)!, now)]))
    const { start, end } = row.own.start === null && row.whole ? row.whole : row.own
    appearances.push({ place, actor, date, start, end, materials: shown, signed })
  }
  if (appearances.length === 0) throw new NotFound()
  return { name: holder.name, appearances }
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
