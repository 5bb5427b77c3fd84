/** Who comes to the pages where something is hung on an item. */
import type { FastifyRequest } from 'fastify'
import { type Actor, actorOf } from '#actor.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import { localeOf } from '#platform/http/visit.ts'
import type { Locale } from '#platform/words/text.ts'
import { type Place, placeAt, wholeAt } from '../reads.ts'
import { mayAdd } from '../rules.ts'

export interface AtItem {
  network: string
  meeting: string
  /** Absent for the meeting as a whole. */
  item?: string
}

export interface At {
  readonly place: Place
  readonly actor: Actor
  readonly locale: Locale
}

/** @throws NotFound alike when there is no such item and when it is not for this actor to add to */
export async function enterToAdd(db: Db, request: FastifyRequest<{ Params: AtItem }>): Promise<At> {
  const { network, meeting, item } = request.params
  const place = await (item === undefined ? wholeAt(db, network, meeting) : placeAt(db, network, meeting, item))
  if (!place) throw new NotFound()
  const actor = await actorOf(db, request, { networkId: place.network.id, meetingId: place.meeting.id })
  if (mayAdd(actor, place.item) !== 'yes') throw new NotFound()
  return { place, actor, locale: localeOf(request, actor.person?.locale ?? null) }
}
