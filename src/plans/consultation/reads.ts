/** The consultations on a plan, and what was said in them, as one reader may see it. */
import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { isMember } from '#network/rules.ts'
import { organisation } from '#network/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { isId } from '#platform/db/id.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import type { PlanView } from '../reads.ts'
import { consultation, planInput } from '../tables.ts'
import { type ConsultationRow, isOwn, maySeeInput, type PlanInputRow } from './rules.ts'

export interface InputView
  extends Pick<PlanInputRow, 'id' | 'goalId' | 'measureId' | 'locale' | 'text' | 'answer' | 'at' | 'answeredAt' | 'version'> {
  /** "1.2 Lage oversikt", or null for the plan as a whole; what is gone from the plan is said of the whole. */
  readonly about: { readonly number: string; readonly title: Words } | null
  /** For members; null for all others, and where there is none. */
  readonly name: string | null
  readonly organisation: Words | null
  readonly answeredByName: string | null
  readonly own: boolean
}

export interface ConsultationView {
  readonly row: ConsultationRow
  /** In the order of the plan, and in it the oldest first. */
  readonly inputs: readonly InputView[]
}

/** The consultations on a plan that the actor reads, newest first. Two queries. */
export async function listConsultations(db: Db, actor: Actor, view: PlanView): Promise<ConsultationView[]> {
  const rows = await db
    .select()
    .from(consultation)
    .where(eq(consultation.planId, view.plan.id))
    .orderBy(desc(consultation.opens), desc(consultation.id))
  const said = await db
    .select({ row: planInput, organisation: organisation.name })
    .from(planInput)
    .innerJoin(consultation, eq(consultation.id, planInput.consultationId))
    .leftJoin(organisation, eq(organisation.id, planInput.organisationId))
    .where(and(eq(consultation.planId, view.plan.id), isNull(planInput.deletedAt)))
    .orderBy(asc(planInput.at), asc(planInput.id))
  const places = placesIn(view)
  const member = isMember(actor)
  const place = (one: InputView) => [...places.keys()].indexOf(one.measureId ?? one.goalId ?? '')
  return rows.map((row) => ({
    row,
    inputs: said
      .filter((one) => one.row.consultationId === row.id && maySeeInput(actor, one.row))
      .map(({ row: one, organisation: from }): InputView => {
        const own = isOwn(actor, one)
        const { id, goalId, measureId, locale, text, answer, at, answeredAt, version } = one
        return {
          ...{ id, goalId, measureId, locale, text, answer, at, answeredAt, version },
          about: places.get(measureId ?? goalId ?? '') ?? null,
          name: member || own ? one.name : null,
          organisation: from,
          answeredByName: member ? one.answeredByName : null,
          own,
        }
      })
      .sort((a, b) => place(a) - place(b)),
  }))
}

/** The last consultation on a plan. Who reads the plan is the caller's to know. */
export async function lastConsultation(db: Db, planId: string): Promise<ConsultationRow | null> {
  const [row] = await db
    .select()
    .from(consultation)
    .where(eq(consultation.planId, planId))
    .orderBy(desc(consultation.opens), desc(consultation.id))
    .limit(1)
  return row ?? null
}

/** What can be said something of, by id: "1", "1.2". */
export function placesIn({ goals }: PlanView): Map<string, { number: string; title: Words }> {
  return new Map(
    goals.flatMap((goal) => [
      [goal.id, { number: goal.number, title: goal.title }] as const,
      ...goal.measures.map((one) => [one.id, { number: one.number, title: one.title }] as const),
    ]),
  )
}

/** For a write: one row with its consultation, in a plan. @throws NotFound */
export async function inputIn(db: Db, planId: string, id: string): Promise<{ row: PlanInputRow; of: ConsultationRow }> {
  const [found] = isId(id)
    ? await db
        .select({ row: planInput, of: consultation })
        .from(planInput)
        .innerJoin(consultation, eq(consultation.id, planInput.consultationId))
        .where(and(eq(planInput.id, id), eq(consultation.planId, planId)))
    : []
  if (!found) throw new NotFound()
  return found
}
