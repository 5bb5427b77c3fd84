/**
 * Asking speakers for what they owe. The meeting is held meanwhile, and who was asked is noted in the transaction that puts
 * the mail in the outbox: after a crash both are so or neither, and of two who remind at once the second finds nobody left.
 */
import { and, eq, inArray, notInArray } from 'drizzle-orm'
import { type Actor, jobActor } from '#actor.ts'
import { lockMeeting, type MeetingRow } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import { markAsked } from '#programme/appearances/writes.ts'
import { reminder } from '../tables.ts'
import { dutiesOf, REMINDED, remindersOf, statusNow } from './reads.ts'
import { isAskedToday, isChosen, mayRemind, type Receiver, receiversOf, standingOf } from './rules.ts'

/** What the outbox calls these mails. */
export const REMINDER = 'reminder'

type Outside = Pick<Ground, 'db' | 'config' | 'jobs'>
/** Makes the mail to one of them. @param note the organiser's own words; empty for none */
export type Write = (meeting: MeetingRow, to: Receiver, note: string) => Written & { readonly headers: Record<string, string> }

/**
 * Reminds those chosen of what they owe at this moment; whoever has delivered meanwhile, or was asked today, is left out.
 * @param chosen appearances; those at the same address get one mail
 * @returns how many mails were put in the outbox
 * @throws Refused when nobody may be reminded as things stand
 */
export function remind(
  ground: Outside,
  actor: Actor,
  meetingId: string,
  { chosen, note }: { readonly chosen: readonly string[]; readonly note: string },
  write: Write,
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<number> {
  return inTransaction(ground.db, async (tx) => {
    const row = await lockMeeting(tx, actor, meetingId)
    const may = mayRemind(actor, row, await statusNow(tx, row), now)
    if (may !== 'yes') throw new Refused(may)
    const receivers = (await askable(tx, row, now)).filter((one) => isChosen(one, chosen))
    return send(ground, tx, actor, row, receivers, { note, write, now })
  })
}

/**
 * Sends what the plan of a meeting has due. Several that fell due while the program stood still are one mail.
 * @returns how many mails were put in the outbox; null when nothing was due
 */
export function remindByPlan(
  ground: Outside,
  of: { readonly id: string; readonly networkId: string },
  write: Write,
  now: Temporal.Instant = Temporal.Now.instant(),
): Promise<number | null> {
  const actor = jobActor(of.networkId)
  return inTransaction(ground.db, async (tx) => {
    const row = await lockMeeting(tx, actor, of.id)
    const due = (await remindersOf(tx, row.id)).filter((one) => standingOf(one, row, now) === 'due')
    if (due.length === 0 || mayRemind(actor, row, await statusNow(tx, row), now) !== 'yes') return null
    const sentTo = await send(ground, tx, actor, row, await askable(tx, row, now), { note: '', write, now })
    const ids = due.map((one) => one.id)
    await tx.update(reminder).set({ sentAt: now.toString(), sentTo }).where(inArray(reminder.id, ids))
    return sentTo
  })
}

const askable = async (tx: Tx, row: MeetingRow, now: Temporal.Instant): Promise<Receiver[]> =>
  receiversOf(await dutiesOf(tx, row)).filter((one) => !isAskedToday(one, row, now))

async function send(
  ground: Outside,
  tx: Tx,
  actor: Actor,
  row: MeetingRow,
  receivers: readonly Receiver[],
  { note, write, now }: { note: string; write: Write; now: Temporal.Instant },
): Promise<number> {
  const { networkId } = row
  for (const to of receivers) {
    const mailId = await queueMail(ground, tx, { networkId, to: to.email, kind: REMINDER, ...write(row, to, note) })
    await record(tx, actor, {
      networkId,
      meetingId: row.id,
      action: REMINDED,
      about: { kind: 'mail', id: mailId },
      after: { speakers: to.duties.map((one) => one.speakerId), note },
      // Only organisers see who was asked, and never on a kept page.
      raises: [],
    })
  }
  const asked = receivers.flatMap((to) => to.duties.map(({ speakerId }) => ({ id: speakerId, networkId, meetingId: row.id })))
  await markAsked(tx, asked, now.toString())
  return receivers.length
}

/**
 * Accepts or changes the plan of reminders; those that stay keep what they know of having been sent.
 * @param days before the meeting; none ends the plan
 * @returns the days it had before, for whoever wants that back
 */
export function savePlan(db: Db, actor: Actor, meetingId: string, days: readonly number[]): Promise<number[]> {
  return inTransaction(db, async (tx) => {
    const row = await lockMeeting(tx, actor, meetingId)
    const may = mayEdit(actor, row)
    if (may !== 'yes') throw new Refused(may)
    const before = (await remindersOf(tx, row.id)).map((one) => one.daysBefore)
    const other = days.length > 0 ? notInArray(reminder.daysBefore, [...days]) : undefined
    await tx.delete(reminder).where(and(eq(reminder.meetingId, row.id), other))
    if (days.length > 0)
      await tx
        .insert(reminder)
        .values(days.map((daysBefore) => ({ networkId: row.networkId, meetingId: row.id, daysBefore })))
        .onConflictDoNothing()
    await record(tx, actor, {
      networkId: row.networkId,
      meetingId: row.id,
      action: 'reminders.planned',
      about: { kind: 'meeting', id: row.id },
      before,
      after: days,
      raises: [],
    })
    return before
  })
}
