/** How far minutes have come: approved by whom and when, published as which revision. */
import { eq } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { mayWriteMinutes } from '#meeting/rules.ts'
import { refreshClock } from '#meeting/schedule/writes.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db } from '#platform/db/db.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import type { Place } from '../reads.ts'
import { type MinutesRow, mayApprove, mayPublish, mayReopen, mayUnpublish } from '../rules.ts'
import { minutes } from '../tables.ts'
import { act, enforce, locked } from '../writes.ts'

type Change = Partial<Pick<MinutesRow, 'state' | 'approvedAt' | 'approvedBy' | 'publishedAt' | 'publishedBy' | 'publishedNumber'>>

/**
 * Approves the text that stands and locks it.
 * @param number the revision the person saw
 * @throws Conflict when another stands by now: nobody approves what they have not read
 */
export const approve = (db: Db, actor: Actor, place: Place, number: number): Promise<MinutesRow> =>
  change(db, actor, place, 'minutes.approved', (row) => {
    enforce(mayApprove(actor, place.meeting, row))
    asSeen(row, number)
    withoutIdentityNumbers(row)
    return { state: 'approved', approvedAt: now(), approvedBy: actor.person?.id ?? null }
  })

/** Takes the approval back, so that the text can be changed. That it was approved, by whom and when stays in the record. */
export const reopen = (db: Db, actor: Actor, place: Place): Promise<MinutesRow> =>
  change(db, actor, place, 'minutes.reopened', (row) => {
    enforce(mayReopen(actor, place.meeting, row))
    return { state: 'draft', approvedAt: null, approvedBy: null }
  })

/**
 * Puts the text that stands before readers; what is written later is not seen until it is published too.
 * @param number the revision the person saw
 * @throws Conflict when another stands by now
 */
export const publish = (db: Db, actor: Actor, place: Place, number: number): Promise<MinutesRow> =>
  change(db, actor, place, 'minutes.published', (row) => {
    enforce(mayPublish(actor, place.meeting, row))
    asSeen(row, number)
    withoutIdentityNumbers(row)
    return { publishedAt: now(), publishedBy: actor.person?.id ?? null, publishedNumber: row.number }
  })

/** Takes the minutes away from readers at once. */
export const unpublish = (db: Db, actor: Actor, place: Place): Promise<MinutesRow> =>
  change(db, actor, place, 'minutes.unpublished', (row) => {
    enforce(mayUnpublish(actor, place.meeting, row))
    return { publishedAt: null, publishedBy: null, publishedNumber: null }
  })

/** Refused here and not while one writes: not a letter that was typed may be lost. */
function withoutIdentityNumbers({ text }: MinutesRow): void {
  if (holdsIdentityNumber(text)) throw new Refused('minutes_identity_number')
}

async function change(
  db: Db,
  actor: Actor,
  place: Place,
  action: string,
  decide: (row: MinutesRow) => Change,
): Promise<MinutesRow> {
  return inTransaction(db, async (tx) => {
    if (mayWriteMinutes(actor, place.meeting) !== 'yes') throw new NotFound()
    const row = await locked(tx, place.meeting, place.item.id)
    const set = decide(row)
    const [changed] = await tx.update(minutes).set(set).where(eq(minutes.id, row.id)).returning()
    const before = Object.fromEntries(Object.keys(set).map((name) => [name, row[name as keyof Change]]))
    await record(tx, actor, {
      ...act(place.meeting, row, action, { ...set, number: row.number }),
      before,
      raises: [meetingSubject(place.meeting.id)],
    })
    // What is published is new for a while: the clock says when that is over.
    await refreshClock(tx, place.meeting.id)
    return changed!
  })
}

function asSeen(row: MinutesRow, number: number): void {
  if (row.number !== number) throw new Conflict<unknown>(row, { number })
}

const now = () => Temporal.Now.instant().toString()
