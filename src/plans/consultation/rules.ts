/** Who may say something of a draft, until when, and who sees what was said. Pure. */
import type { Actor } from '#actor.ts'
import { isMember, mayOrganise } from '#network/rules.ts'
import { instantOf } from '#platform/words/instant.ts'
import { mayReadPlan, type PlanRow } from '../rules.ts'
import type { consultation, planInput } from '../tables.ts'

export type ConsultationRow = typeof consultation.$inferSelect
export type PlanInputRow = typeof planInput.$inferSelect

/** It ends at its deadline, whether anybody is there to end it or not. */
export const isOpen = (row: Pick<ConsultationRow, 'closedAt' | 'deadline'>, now: Temporal.Instant): boolean =>
  row.closedAt === null && Temporal.Instant.compare(instantOf(row.deadline), now) > 0

export type SendVerdict = 'yes' | 'plans_not_yours' | 'planio_members_only' | 'planio_too_late'

/** Whether something may be said now: by members, and by whoever sees the plan where it is open to all. */
export function maySendInput(
  actor: Actor,
  plan: PlanRow,
  row: Pick<ConsultationRow, 'closedAt' | 'deadline' | 'openToAll'>,
  now: Temporal.Instant,
): SendVerdict {
  if (mayReadPlan(actor, plan) !== 'yes') return 'plans_not_yours'
  if (!isMember(actor) && !row.openToAll) return 'planio_members_only'
  return isOpen(row, now) ? 'yes' : 'planio_too_late'
}

export const isOwn = (actor: Actor, row: Pick<PlanInputRow, 'personId'>): boolean =>
  row.personId !== null && row.personId === actor.person?.id

/** One's own words may be mended and taken back until the deadline. */
export function mayChangeInput(
  actor: Actor,
  row: Pick<PlanInputRow, 'personId' | 'answer'>,
  of: Pick<ConsultationRow, 'closedAt' | 'deadline'>,
  now: Temporal.Instant,
): 'yes' | 'plans_not_yours' | 'planio_too_late' {
  if (!isOwn(actor, row)) return 'plans_not_yours'
  return isOpen(of, now) ? 'yes' : 'planio_too_late'
}

/** Everybody who reads the plan sees what was answered; the rest, whoever said it and those who organise. */
export const maySeeInput = (actor: Actor, row: Pick<PlanInputRow, 'personId' | 'answer'>): boolean =>
  mayOrganise(actor) === 'yes' || isOwn(actor, row) || row.answer !== null
