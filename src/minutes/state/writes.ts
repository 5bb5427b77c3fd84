/** How far minutes have come: approved by whom and when, published as which revision. */
import { eq } from 'drizzle-orm'
import { keepActions, noteActions } from '#actions/keeping/writes.ts'
import type { Actor } from '#actor.ts'
import { lockMeeting } from '#meeting/reads.ts'
import { mayWriteMinutes } from '#meeting/rules.ts'
import { refreshClock } from '#meeting/schedule/writes.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject, minutesSubject } from '#platform/live/subjects.ts'
import { markAnswered } from '#questions/minuted/writes.ts'
import { countOpen } from '../approval/reads.ts'
import { mayPropose, mayRecall } from '../approval/rules.ts'
import { isLatest } from '../closing/reads.ts'
import { giveNumbers, keepObjects, questionsIn } from '../objects/keeping/writes.ts'
import type { Place } from '../reads.ts'
import { textOf } from '../revision/rules.ts'
import { type MinutesRow, mayApprove, mayPublish, mayReopen, mayUnpublish } from '../rules.ts'
import { act } from '../standing/writes.ts'
import { minutes } from '../tables.ts'
import { dropTranscriptOf } from '../transcript/retention/writes.ts'
import { enforce, locked } from '../writes.ts'

type Change = Partial<
  Pick<
    MinutesRow,
    'state' | 'proposedAt' | 'correctionsUntil' | 'approvedAt' | 'approvedBy' | 'publishedAt' | 'publishedBy' | 'publishedNumber'
  >
>

/**
 * Lays the text that stands out for reading through: those it is for see it, and may propose corrections.
 * @param number the revision the person saw
 * @param until the last day for corrections, "2020-05-15"; null without a last day
 * @throws Conflict when another stands by now
 */
export const propose = (db: Db, actor: Actor, place: Place, number: number, until: string | null): Promise<MinutesRow> =>
  change(db, actor, place, 'minutes.proposed', (row) => {
    enforce(mayPropose(actor, place.meeting, row))
    asSeen(row, number)
    withoutIdentityNumbers(row)
    return { state: 'proposed', proposedAt: now(), correctionsUntil: until, ...published(row, actor) }
  })

/** Makes them a draft again. What readers see stays where it is. */
export const recall = (db: Db, actor: Actor, place: Place): Promise<MinutesRow> =>
  change(db, actor, place, 'minutes.recalled', (row) => {
    enforce(mayRecall(actor, place.meeting, row))
    return { state: 'draft', proposedAt: null, correctionsUntil: null }
  })

/**
 * Approves the text that stands and locks it.
 * @param number the revision the person saw
 * @param tell tells those who are to follow something up
 * @throws Conflict when another stands by now: nobody approves what they have not read
 */
export const approve = (db: Db, actor: Actor, place: Place, number: number, tell?: Tell): Promise<MinutesRow> =>
  change(
    db,
    actor,
    place,
    'minutes.approved',
    async (row, tx) => {
      enforce(mayApprove(actor, place.meeting, row))
      asSeen(row, number)
      if ((await countOpen(tx, [row.id])).size > 0) throw new Refused('approval_corrections_open')
      withoutIdentityNumbers(row)
      await dropTranscriptOf(tx, place.item.id)
      return { state: 'approved', approvedAt: now(), approvedBy: actor.person?.id ?? null }
    },
    tell,
  )

/** Tells of minutes in the transaction that made it so. */
export type Tell = (tx: Tx, row: MinutesRow) => Promise<void>

/**
 * Takes the approval back, so that the text can be changed. That it was approved, by whom and when stays in the record.
 * @throws Refused when a later meeting of the series has begun: it stands on what was approved
 */
export const reopen = (db: Db, actor: Actor, place: Place): Promise<MinutesRow> =>
  change(db, actor, place, 'minutes.reopened', async (row, tx) => {
    enforce(mayReopen(actor, place.meeting, row))
    if (!(await isLatest(tx, place.meeting))) throw new Refused('closing_not_latest')
    return { state: 'draft', approvedAt: null, approvedBy: null, proposedAt: null, correctionsUntil: null }
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
    return published(row, actor)
  })

const published = (row: MinutesRow, actor: Actor): Change => ({
  publishedAt: now(),
  publishedBy: actor.person?.id ?? null,
  publishedNumber: row.number,
})

/** Takes the minutes away from readers at once. */
export const unpublish = (db: Db, actor: Actor, place: Place): Promise<MinutesRow> =>
  change(db, actor, place, 'minutes.unpublished', (row) => {
    enforce(mayUnpublish(actor, place.meeting, row))
    return { publishedAt: null, publishedBy: null, publishedNumber: null }
  })

/** Refused here and not while one writes: not a letter that was typed may be lost. */
function withoutIdentityNumbers({ document, locale }: MinutesRow): void {
  if (holdsIdentityNumber(textOf(document, locale))) throw new Refused('minutes_identity_number')
}

async function change(
  db: Db,
  actor: Actor,
  place: Place,
  action: string,
  decide: (row: MinutesRow, tx: Tx) => Change | Promise<Change>,
  tell?: Tell,
): Promise<MinutesRow> {
  return inTransaction(db, async (tx) => {
    if (mayWriteMinutes(actor, place.meeting) !== 'yes') throw new NotFound()
    // Before the minutes, as whoever takes several items further or moves them: else two would wait for each other in a ring.
    await lockMeeting(tx, actor, place.meeting.id)
    const row = await locked(tx, place.meeting, place.item.id)
    const set = await decide(row, tx)
    const [changed] = await tx.update(minutes).set(set).where(eq(minutes.id, row.id)).returning()
    const before = Object.fromEntries(Object.keys(set).map((name) => [name, row[name as keyof Change]]))
    await record(tx, actor, {
      ...act(place.meeting, row, action, { ...set, number: row.number }),
      before,
      raises: [meetingSubject(place.meeting.id), minutesSubject(row.id)],
    })
    if (changed!.state !== 'draft' || changed!.publishedAt) {
      // Minutes from before their blocks had rows get them here.
      await keepObjects(tx, row, row.document)
      await giveNumbers(tx, row)
    }
    await keepActions(tx, changed!)
    await noteActions(tx, actor, changed!)
    if (changed!.publishedAt) await markAnswered(tx, actor, place.meeting.id, await questionsIn(tx, row))
    await tell?.(tx, changed!)
    // What is published is new for a while: the clock says when that is over.
    await refreshClock(tx, place.meeting.id)
    return changed!
  })
}

function asSeen(row: MinutesRow, number: number): void {
  if (row.number !== number) throw new Conflict<unknown>(row, { number })
}

const now = () => Temporal.Now.instant().toString()
