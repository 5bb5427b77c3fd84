/** Proposing corrections, accepting or answering them, and adding to what was approved. */
import { and, eq, max, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { mayWriteMinutes } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import { holdsIdentityNumber } from '#people/identity/rules.ts'
import { inTransaction, record } from '#platform/activity/writes.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { Invalid, NotFound, Refused } from '#platform/errors.ts'
import { meetingSubject, minutesSubject } from '#platform/live/subjects.ts'
import type { MinutesDocument } from '../document.ts'
import type { Place } from '../reads.ts'
import type { MinutesRow } from '../rules.ts'
import { act } from '../standing/writes.ts'
import { amendment, correction, minutes, minutesRevision } from '../tables.ts'
import { enforce, locked, makeStand } from '../writes.ts'
import { corrected } from './reader.ts'
import { type AmendmentRow, type CorrectionRow, mayAmend, mayCorrect, mayReadCorrections, maySettle } from './rules.ts'

type Here = Place & { readonly item: { readonly audience: Audience } }

/** What a reader proposes to one part of the text before them. */
export interface Suggestion {
  /** The revision that was read, and which of its parts. */
  readonly number: number
  readonly part: number
  /** The part as plain text, as it was read and as it should be; null for a remark alone. */
  readonly before: string
  readonly after: string | null
  readonly remark: string | null
}

/**
 * Proposes a correction of one part of the text that is read through.
 * @throws NotFound for those who do not take part in the meeting
 * @throws Invalid({after}) when nothing is changed and nothing said, and for an identity number
 * @throws Refused when the minutes are not laid out, when the time is over, and when another text is before readers by now
 */
export async function correct(db: Db, actor: Actor, here: Here, given: Suggestion): Promise<CorrectionRow> {
  return inTransaction(db, async (tx) => {
    const { meeting, item } = here
    const row = await locked(tx, meeting, item.id)
    if (mayReadCorrections(actor, meeting, item.audience, row) !== 'yes') throw new NotFound()
    enforce(mayCorrect(actor, meeting, item.audience, row, Temporal.Now.plainDateISO(meeting.timezone).toString()))
    if (given.number !== row.publishedNumber) throw new Refused('approval_other_text')
    if (given.after === null && given.remark === null) throw new Invalid({ after: 'approval_nothing_said' })
    if (holdsIdentityNumber(`${given.after ?? ''} ${given.remark ?? ''}`)) throw new Invalid({ after: 'minutes_identity_number' })
    const [made] = await tx
      .insert(correction)
      .values({
        ...{ networkId: row.networkId, meetingId: row.meetingId, itemId: row.itemId, minutesId: row.id },
        ...given,
        personId: actor.person!.id,
        name: actor.person!.name,
      })
      .returning()
    await note(tx, actor, row, 'minutes.correction_proposed', made!)
    return made!
  })
}

/** Takes one's own correction back, while nobody has settled it. */
export async function withdrawCorrection(db: Db, actor: Actor, here: Place, id: string): Promise<void> {
  await settling(db, actor, here, id, 'minutes.correction_withdrawn', async (tx, _, one) => {
    if (one.personId !== actor.person?.id) throw new NotFound()
    if (one.state !== 'open') throw new Refused('approval_settled')
    await tx.update(correction).set({ state: 'withdrawn' }).where(eq(correction.id, one.id))
  })
}

/**
 * Makes the text say what a correction proposes, as a revision. Where readers saw the text that stood, they see the corrected one.
 * @throws Refused('approval_passage_changed') when the text has been changed just there since
 */
export async function accept(db: Db, actor: Actor, here: Place, id: string, answer: string | null): Promise<void> {
  await settling(db, actor, here, id, 'minutes.correction_accepted', async (tx, row, one) => {
    if (mayWriteMinutes(actor, here.meeting) !== 'yes') throw new NotFound()
    enforce(maySettle(actor, here.meeting, row, one))
    if (one.after !== null) {
      const document = corrected(row.document, await documentOf(tx, row, one.number), one.part, one.after)
      if (!document) throw new Refused('approval_passage_changed')
      const { number } = await makeStand(tx, actor, row, document, { reason: 'correction' })
      if (row.publishedNumber === row.number)
        await tx.update(minutes).set({ publishedNumber: number }).where(eq(minutes.id, row.id))
    }
    await settle(tx, actor, one, 'accepted', answer)
  })
}

/** Answers a correction; the text stays as it is. */
export async function answer(db: Db, actor: Actor, here: Place, id: string, words: string): Promise<void> {
  await settling(db, actor, here, id, 'minutes.correction_answered', async (tx, row, one) => {
    if (mayWriteMinutes(actor, here.meeting) !== 'yes') throw new NotFound()
    enforce(maySettle(actor, here.meeting, row, one))
    await settle(tx, actor, one, 'answered', words)
  })
}

/** Adds to approved minutes: numbered after those before it. What was approved stays as it is. */
export async function amend(db: Db, actor: Actor, here: Place, text: string): Promise<AmendmentRow> {
  return inTransaction(db, async (tx) => {
    if (mayWriteMinutes(actor, here.meeting) !== 'yes') throw new NotFound()
    const row = await locked(tx, here.meeting, here.item.id)
    enforce(mayAmend(actor, here.meeting, row))
    if (holdsIdentityNumber(text)) throw new Invalid({ text: 'minutes_identity_number' })
    const [highest] = await tx
      .select({ number: max(amendment.number) })
      .from(amendment)
      .where(eq(amendment.minutesId, row.id))
    const [made] = await tx
      .insert(amendment)
      .values({
        ...{ networkId: row.networkId, meetingId: row.meetingId, itemId: row.itemId, minutesId: row.id },
        ...{ number: (highest?.number ?? 0) + 1, text },
        by: actor.person?.id ?? null,
        byName: actor.person?.name ?? null,
      })
      .returning()
    await record(tx, actor, {
      ...act(here.meeting, row, 'minutes.amended', { number: made!.number }),
      raises: [meetingSubject(here.meeting.id), minutesSubject(row.id)],
    })
    return made!
  })
}

async function documentOf(tx: Tx, row: MinutesRow, number: number): Promise<MinutesDocument> {
  const [revision] = await tx
    .select({ document: minutesRevision.document })
    .from(minutesRevision)
    .where(and(eq(minutesRevision.minutesId, row.id), eq(minutesRevision.number, number)))
  if (!revision) throw new NotFound()
  return revision.document
}

/** Holds the minutes and one of their corrections for what becomes of it, and records that. */
async function settling(
  db: Db,
  actor: Actor,
  { meeting, item }: Place,
  id: string,
  action: string,
  decide: (tx: Tx, row: MinutesRow, one: CorrectionRow) => Promise<void>,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const row = await locked(tx, meeting, item.id)
    const [one] = isId(id)
      ? await tx
          .select()
          .from(correction)
          .where(and(eq(correction.id, id), eq(correction.minutesId, row.id)))
          .for('update')
      : []
    if (!one) throw new NotFound()
    await decide(tx, row, one)
    await note(tx, actor, row, action, one)
  })
}

async function settle(
  tx: Tx,
  actor: Actor,
  one: CorrectionRow,
  state: 'accepted' | 'answered',
  words: string | null,
): Promise<void> {
  await tx
    .update(correction)
    .set({
      ...{ state, answer: words, answeredAt: sql`now()` },
      answeredBy: actor.person?.id ?? null,
      answeredByName: actor.person?.name ?? null,
    })
    .where(eq(correction.id, one.id))
}

const note = (tx: Tx, actor: Actor, row: MinutesRow, action: string, one: CorrectionRow) =>
  record(tx, actor, {
    ...act({ id: row.meetingId, networkId: row.networkId }, row, action, { correction: one.id }),
    raises: [meetingSubject(row.meetingId), minutesSubject(row.id)],
  })
