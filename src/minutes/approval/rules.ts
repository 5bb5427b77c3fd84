/** From a draft to approved minutes: laid out for reading through, corrected by those who were there, approved, amended. Pure. */
import type { Actor } from '#actor.ts'
import { isInAudience, mayChair, mayReadPart, mayWriteMinutes, type Readable, type Verdict } from '#meeting/rules.ts'
import type { Audience } from '#meeting/tables.ts'
import type { Words } from '#platform/words/text.ts'
import type { MinutesRow } from '../rules.ts'
import type { amendment, correction } from '../tables.ts'

export type CorrectionRow = typeof correction.$inferSelect
export type AmendmentRow = typeof amendment.$inferSelect

type Where = Readable
type Standing = Pick<MinutesRow, 'state' | 'number' | 'publishedAt' | 'correctionsUntil'>

/** Laying minutes out for reading through. */
export function mayPropose(actor: Actor, meeting: Where, row: Pick<MinutesRow, 'state' | 'number'> | null): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  if (!row || row.number === 0) return 'minutes_nothing_written'
  return row.state === 'approved' ? 'minutes_is_approved' : 'yes'
}

/** Taking them back to be a draft. What readers see stays where it is. */
export function mayRecall(actor: Actor, meeting: Where, row: Pick<MinutesRow, 'state'> | null): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  return row?.state === 'proposed' ? 'yes' : 'approval_not_proposed'
}

/** Reading what others proposed to correct, and what became of it: those the meeting was for, once there is something to read. */
export const mayReadCorrections = (
  actor: Actor,
  meeting: Where,
  audience: Audience,
  row: Standing | null,
): Verdict<'meeting_not_yours'> =>
  actor.person !== null &&
  row?.publishedAt != null &&
  mayReadPart(actor, meeting, audience) === 'yes' &&
  isInAudience(actor, meeting, 'members')
    ? 'yes'
    : 'meeting_not_yours'

/**
 * Proposing a correction: until the day is over, by the meeting's clock.
 * @param today "2020-05-15" where the meeting is
 */
export function mayCorrect(actor: Actor, meeting: Where, audience: Audience, row: Standing | null, today: string): Verdict {
  const allowed = mayReadCorrections(actor, meeting, audience, row)
  if (allowed !== 'yes') return allowed
  if (row!.state === 'approved') return 'minutes_is_approved'
  if (row!.state !== 'proposed') return 'approval_not_proposed'
  return row!.correctionsUntil !== null && today > row!.correctionsUntil ? 'approval_too_late' : 'yes'
}

/** Accepting a correction or answering it. */
export function maySettle(
  actor: Actor,
  meeting: Where,
  row: Pick<MinutesRow, 'state'>,
  one: Pick<CorrectionRow, 'state'>,
): Verdict {
  const allowed = mayWriteMinutes(actor, meeting)
  if (allowed !== 'yes') return allowed
  if (row.state === 'approved') return 'minutes_is_approved'
  return one.state === 'open' ? 'yes' : 'approval_settled'
}

/** Adding to what was approved. */
export function mayAmend(actor: Actor, meeting: Where, row: Pick<MinutesRow, 'state'> | null): Verdict {
  const allowed = mayChair(actor, meeting)
  if (allowed !== 'yes') return allowed
  return row?.state === 'approved' ? 'yes' : 'minutes_not_approved'
}

/** A part of a text as it is read through: a paragraph, a list, a decision. */
export interface Part {
  /** Its place among the document's parts. */
  readonly index: number
  readonly html: string
  /** As text in a field; null where a field cannot hold it (a table), and there is only room for a remark. */
  readonly plain: string | null
}

/** Whether an item is where a meeting approves the minutes of the one before: "Godkjenning av referat", "Approval of the minutes". */
export const approvesMinutes = (title: Words): boolean =>
  Object.values(title).some(
    (text) =>
      /\bgodkjen\w*\b.*(referat|protokoll|møtebok)/iu.test(text as string) ||
      /(referat|protokoll|møtebok)\w*.*\bgodkjen/iu.test(text as string) ||
      /\b(approv|adopt)\w*\b.*\bminutes\b/iu.test(text as string),
  )
