import type { Actor } from '#actor.ts'
import { mayEdit } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { voidLinks } from '#programme/speakers/writes.ts'
import type { Place } from '../reads.ts'

/**
 * Makes a speaker's earlier links void and thereby a new one.
 * @throws NotFound when nobody of this id speaks on the item; Refused to all but organisers
 */
export function revokeSpeakerLink(db: Db, actor: Actor, place: Place, speakerId: string): Promise<void> {
  return inTransaction(db, async (tx) => {
    const may = mayEdit(actor, place.item)
    if (may !== 'yes') throw new Refused(may)
    if (!isId(speakerId) || !(await voidLinks(tx, place.item, speakerId))) throw new NotFound()
    await record(tx, actor, {
      networkId: place.network.id,
      action: 'speaker.link_renewed',
      about: { kind: 'speaker', id: speakerId },
      meetingId: place.meeting.id,
      // Nobody but the organisers sees links, and never on a kept page.
      raises: [],
    })
  })
}
