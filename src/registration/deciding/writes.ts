/** An organiser's yes or no to those who asked. */
import type { Actor } from '#actor.ts'
import { inTransaction } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import { placeFor } from '../line/rules.ts'
import { countPlaces, holdForm, moveLine, type Tell } from '../line/writes.ts'
import { type At, change, held, note, showPlaces } from '../rows/writes.ts'
import { mayArrange, type RegistrationRow } from '../rules.ts'

/** Says yes: a place where there is one, else a place in the line. @throws Refused to all but organisers, and where nobody asked */
export async function approve(db: Db, actor: Actor, meeting: At, id: string, tell: Tell): Promise<RegistrationRow> {
  return inTransaction(db, async (tx) => {
    enforce(actor, meeting)
    const form = await holdForm(tx, meeting.id)
    const before = await held(tx, meeting, id)
    if (before.state !== 'requested' && before.state !== 'declined') throw new Refused('registration_not_requested')
    const { taken } = await countPlaces(tx, meeting.id)
    const row = await change(tx, before, { state: placeFor(form, before.attendance, taken, true) })
    await note(tx, actor, row, 'registration.approved', { state: row.state })
    await tell(tx, row, row.state === 'waiting' ? 'waiting' : 'approved')
    await showPlaces(tx, form, taken)
    return row
  })
}

/** Says no. Who had a place frees it for the next in line. */
export async function decline(db: Db, actor: Actor, meeting: At, id: string, tell: Tell): Promise<RegistrationRow> {
  return inTransaction(db, async (tx) => {
    enforce(actor, meeting)
    const form = await holdForm(tx, meeting.id)
    const before = await held(tx, meeting, id)
    if (before.state !== 'requested' && before.state !== 'waiting') throw new Refused('registration_not_requested')
    const { taken } = await countPlaces(tx, meeting.id)
    const row = await change(tx, before, { state: 'declined', sequence: before.sequence + 1 })
    await note(tx, actor, row, 'registration.declined', { state: before.state })
    await tell(tx, row, 'declined')
    await moveLine(tx, form, tell)
    await showPlaces(tx, form, taken)
    return row
  })
}

function enforce(actor: Actor, meeting: At): void {
  const may = mayArrange(actor, meeting)
  if (may !== 'yes') throw new Refused(may)
}
