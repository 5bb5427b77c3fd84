/** Carries out what was decided about a plan: in one transaction, with everything that hangs on it, and with the letters that tell it. */
import { eq, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { plannedOf } from '#meeting/parting/rules.ts'
import { countOnce, dropPart, markChangesTold, restorePlan } from '#meeting/parting/writes.ts'
import { changesOf, daysOf, lockMeeting } from '#meeting/reads.ts'
import { mayEdit } from '#meeting/rules.ts'
import { statusOf } from '#meeting/schedule/rules.ts'
import { addScheduleChange } from '#meeting/schedule/writes.ts'
import { markPlanTold } from '#meeting/told/writes.ts'
import { tellByLetter } from '#notices/parting/writes.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject } from '#platform/live/subjects.ts'
import type { Words } from '#platform/words/text.ts'
import { programmeOf } from '#programme/operation/reads.ts'
import { askNoMore, askToConfirm } from '#programme/parting/writes.ts'
import { registrationsById } from '#registration/parting/reads.ts'
import { stoodBefore } from '#registration/parting/rules.ts'
import { holdRegistrations, restoreRegistrations, settlePeople } from '#registration/parting/writes.ts'
import { comingApart, type Doing, datesIn, mergeBack, nothingParted, over, splitOff } from './parting/writes.ts'
import { asWritten, decisionById, type PlanChangeRow, untoldOf } from './reads.ts'
import {
  askedNow,
  type Before,
  type Decision,
  type ForMeeting,
  faultsIn,
  mayTakeBack,
  stepsOf,
  withFollowingDates,
} from './rules.ts'
import { speakersAt } from './speakers/reads.ts'
import { readStory, type Story } from './story/reads.ts'
import { planChange } from './tables.ts'

/** Tells everybody whom a story concerns, in the transaction that marks it told; `mails.tsx` makes it. */
export type TellStory = (tx: Tx, actor: Actor, story: Story) => Promise<{ noticeId: string | null; sent: number }>

/**
 * Carries out a decision.
 * @param seen the version of the meeting that it was made on
 * @param tell null to change now and tell later
 * @throws Invalid by field of the form; Conflict when the meeting was changed meanwhile; Refused to all but organisers
 */
export async function decide(
  db: Db,
  actor: Actor,
  meetingId: string,
  { decision, version: seen }: { readonly decision: Decision; readonly version: number },
  tell: TellStory | null,
): Promise<PlanChangeRow> {
  return inTransaction(db, async (tx) => {
    const change = await carryOut(tx, actor, meetingId, decision, seen)
    return tell ? tellOf(tx, actor, change, tell) : change
  })
}

/** Thrown out of a transaction that was only to show what would be. */
class Rehearsed<T> extends Error {
  readonly result: T
  constructor(result: T) {
    super('rehearsed')
    this.result = result
  }
}

/**
 * Carries a decision out, looks at what came of it, and takes everything back: what is shown beforehand is what will be.
 * Nothing is left of it, and nobody else sees anything of it meanwhile.
 */
export async function rehearse<T>(
  db: Db,
  actor: Actor,
  meetingId: string,
  { decision, version: seen }: { readonly decision: Decision; readonly version: number },
  look: (tx: Tx, story: Story) => Promise<T>,
): Promise<T> {
  try {
    await inTransaction(db, async (tx) => {
      const change = await carryOut(tx, actor, meetingId, decision, seen)
      throw new Rehearsed(await look(tx, await readStory(tx, actor, change)))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.result as T
    throw error
  }
  throw new Error('a rehearsal ends by what it found')
}

async function carryOut(tx: Tx, actor: Actor, meetingId: string, said: Decision, seen: number): Promise<PlanChangeRow> {
  const row = await lockMeeting(tx, actor, meetingId)
  const may = mayEdit(actor, row)
  if (may !== 'yes') throw new Refused(may)
  if (row.template) throw new NotFound()
  if (row.version !== seen) throw new Conflict<unknown>(row.version, seen)
  const programme = await programmeOf(tx, meetingId)
  const days = await daysOf(tx, meetingId)
  const whole = statusOf(row.attendance, await changesOf(tx, meetingId))
  const decision = withFollowingDates(said, days, programme.items)
  const faults = faultsIn(decision, {
    whole,
    days: days.map((day) => day.id),
    items: new Map(programme.items.filter((one) => one.parentId === null).map((one) => [one.id, one.dayId])),
  })
  if (Object.keys(faults).length > 0) throw new Invalid(faults)
  const reason: Words | null = decision.reason ? { [row.locale]: decision.reason } : null
  const people = await holdRegistrations(tx, meetingId)
  const doing: Doing = { tx, actor, reason, changes: [], before: [], speakers: [] }

  const { split, merge } = decision
  doing.before.push(plannedOf(row, days))
  const parting = split ? await splitOff(doing, row, split) : merge ? await mergeBack(doing, row, merge) : nothingParted
  await steps(doing, row.id, decision.whole)
  if (split && parting.partId) await steps(doing, parting.partId, datesIn(split.part, parting.days))
  if (decision.speakers) doing.speakers.push(...(await ask(tx, [row.id, ...(parting.partId ? [parting.partId] : [])])))
  await countOnce(tx, row.id, row.sequence)
  if (parting.part) await countOnce(tx, parting.part.id, parting.part.sequence)

  const everybody = [...people, ...parting.people]
  const now = await registrationsById(
    tx,
    everybody.map((one) => one.id),
  )
  const before: Before = {
    meetings: doing.before,
    registrations: stoodBefore(everybody, now),
    copies: parting.copies,
    formOf: parting.formOf,
    speakers: doing.speakers,
    moved: parting.moved,
    made: split ? parting.partId : null,
  }
  const [made] = await tx
    .insert(planChange)
    .values({
      networkId: row.networkId,
      meetingId,
      byPerson: actor.person?.id ?? null,
      byName: actor.person?.name ?? null,
      decision,
      reason,
      changes: doing.changes,
      partId: parting.partId,
      before,
    })
    .returning()
  // Followers get a letter like everybody else, now or when the organiser sends it; what is not told yet is no news either.
  await tellByLetter(tx, row.networkId, doing.changes)
  await record(tx, actor, {
    networkId: row.networkId,
    action: 'plan.decided',
    about: { kind: 'plan_change', id: made!.id },
    meetingId,
    after: { changes: doing.changes, part: parting.partId },
    raises: [meetingSubject(meetingId)],
  })
  return asWritten(made!)
}

/** Adds the dated changes that a decision about one meeting comes to, and settles those who come. */
async function steps({ tx, actor, reason, changes }: Doing, meetingId: string, what: ForMeeting): Promise<void> {
  const row = await lockMeeting(tx, actor, meetingId)
  for (const step of stepsOf(what, { mode: row.attendance }))
    changes.push((await addScheduleChange(tx, actor, meetingId, { ...step, reason })).id)
  const mode = what.fate === 'cancel' || what.where === 'keep' || what.where === row.attendance ? null : what.where
  await settlePeople(tx, meetingId, { people: askedNow(what), mode })
}

async function ask(tx: Tx, meetingIds: readonly string[]): Promise<string[]> {
  const speakers = await speakersAt(tx, meetingIds)
  await askToConfirm(tx, speakers, Temporal.Now.instant().toString())
  return speakers.map((one) => one.id)
}

/**
 * Tells everybody of a change that was made before.
 * @throws NotFound, Refused when it was told or taken back meanwhile
 */
export async function tellNow(db: Db, actor: Actor, meetingId: string, id: string, tell: TellStory): Promise<PlanChangeRow> {
  return inTransaction(db, async (tx) => {
    await organise(tx, actor, meetingId)
    const change = await decisionById(tx, meetingId, id)
    if (!change) throw new NotFound()
    const may = mayTakeBack(change)
    if (may !== 'yes') throw new Refused(may)
    return tellOf(tx, actor, change, tell)
  })
}

async function tellOf(tx: Tx, actor: Actor, change: PlanChangeRow, tell: TellStory): Promise<PlanChangeRow> {
  const { noticeId, sent } = await tell(tx, actor, await readStory(tx, actor, change))
  await markChangesTold(tx, change.changes)
  const { partId, meetingId, before } = change
  const apart = partId ? (await programmeOf(tx, partId)).items.map((one) => one.id) : []
  const came = before?.moved?.to === meetingId ? before.moved.items : []
  await markPlanTold(tx, actor, meetingId, { went: new Set(apart), came: new Set(came) })
  const [told] = await tx
    .update(planChange)
    // How things stood is no longer of use: what has been told is changed by another decision.
    .set({ toldAt: sql`now()`, toldTo: sent, noticeId, before: null })
    .where(eq(planChange.id, change.id))
    .returning()
  await record(tx, actor, {
    networkId: change.networkId,
    action: 'plan.told',
    about: { kind: 'plan_change', id: change.id },
    meetingId: change.meetingId,
    after: { sent },
    raises: [meetingSubject(change.meetingId)],
  })
  return asWritten(told!)
}

/**
 * Takes a decision back as if it had not been made, while nobody has been told. Whoever has withdrawn meanwhile stays so.
 * @throws Refused when it was told, and while a newer one stands
 */
export async function takeBack(db: Db, actor: Actor, meetingId: string, id: string): Promise<void> {
  await inTransaction(db, async (tx) => {
    await organise(tx, actor, meetingId)
    const change = await decisionById(tx, meetingId, id)
    if (!change?.before) throw change ? new Refused('changes_told') : new NotFound()
    const may = mayTakeBack(change)
    if (may !== 'yes') throw new Refused(may)
    if ((await untoldOf(tx, meetingId))[0]?.id !== id) throw new Refused('changes_newer_first')
    const { moved, made, meetings, registrations, copies, formOf, speakers } = change.before
    // Registrations first: they name days where these stood.
    await restoreRegistrations(tx, registrations, { copies, formOf })
    if (moved) {
      const parting = { days: moved.whole.map((day) => moved.days[day] ?? day), items: made ? moved.items : [] }
      // What was taken in on a day that was there already goes as single items.
      const back = made ? parting : await comingApart(tx, moved)
      await over({ tx, actor }, { from: moved.to, to: moved.from }, back, made ? 'programme.merged_back' : 'programme.split_off')
    }
    for (const planned of meetings) await restorePlan(tx, actor, planned, change.changes)
    if (made) await dropPart(tx, actor, made)
    await askNoMore(tx, speakers)
    await tx.update(planChange).set({ withdrawnAt: sql`now()`, before: null }).where(eq(planChange.id, id))
    await record(tx, actor, {
      networkId: change.networkId,
      action: 'plan.taken_back',
      about: { kind: 'plan_change', id },
      meetingId: change.meetingId,
      raises: [meetingSubject(change.meetingId)],
    })
  })
}

async function organise(tx: Tx, actor: Actor, meetingId: string): Promise<void> {
  const row = await lockMeeting(tx, actor, meetingId)
  const may = mayEdit(actor, row)
  if (may !== 'yes') throw new Refused(may)
}
