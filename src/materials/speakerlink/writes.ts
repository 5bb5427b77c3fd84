import type { Actor } from '#actor.ts'
import { mayAddMaterial, mayEdit } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import { writeAppearance } from '#programme/appearances/writes.ts'
import { voidLinks } from '#programme/speakers/writes.ts'
import type { Place } from '../reads.ts'

/**
 * Notes that a speaker will have no slides, or that there will be some after all.
 * @throws NotFound for everybody but the holder of a personal link
 */
export function sayNoMaterial(db: Db, actor: Actor, { meeting, item }: Place, none: boolean): Promise<void> {
  return inTransaction(db, async (tx) => {
    if (!actor.speaker || mayAddMaterial(actor, item) !== 'yes') throw new NotFound()
    const of = { id: actor.speaker.id, networkId: meeting.networkId, meetingId: meeting.id }
    await writeAppearance(tx, of, { noMaterialAt: none ? Temporal.Now.instant().toString() : null })
    await record(tx, actor, {
      networkId: meeting.networkId,
      action: none ? 'appearance.no_material' : 'appearance.material_after_all',
      about: { kind: 'speaker', id: actor.speaker.id },
      meetingId: meeting.id,
      // Readers are no longer told that slides are coming.
      raises: [meetingSubject(meeting.id)],
    })
  })
}

/** After a change of plan, one who was asked can still come. Said twice, it is said once. */
export function sayStillComes(db: Db, actor: Actor, { meeting }: Place): Promise<void> {
  return inTransaction(db, async (tx) => {
    if (!actor.speaker) throw new NotFound()
    const of = { id: actor.speaker.id, networkId: meeting.networkId, meetingId: meeting.id }
    await writeAppearance(tx, of, { confirmAskedAt: null, confirmedAt: Temporal.Now.instant().toString() })
    await record(tx, actor, {
      networkId: meeting.networkId,
      action: 'appearance.confirmed',
      about: { kind: 'speaker', id: actor.speaker.id },
      meetingId: meeting.id,
      raises: [],
    })
  })
}

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
