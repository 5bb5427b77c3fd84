/** A draft goes out for input, members and others say what they think of it, and each of them is answered. */
import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Actor } from '#actor.ts'
import { type NetworkRow, networkById } from '#network/reads.ts'
import { isMember } from '#network/rules.ts'
import { person } from '#people/tables.ts'
import type { Db, Tx } from '#platform/db/db.ts'
import { Conflict, Invalid, NotFound, Refused } from '#platform/errors.ts'
import type { Ground } from '#platform/ground.ts'
import type { Written } from '#platform/mail/letter.tsx'
import { queueMail } from '#platform/mail/writes.ts'
import { instantOf } from '#platform/words/instant.ts'
import type { Locale } from '#platform/words/text.ts'
import { ownOrganisation } from '../reads.ts'
import type { PlanRow } from '../rules.ts'
import { consultation, goal, measure, plan, planInput } from '../tables.ts'
import { type Done, editPlan, inPlan } from '../writes.ts'
import type { Sender } from './forms.ts'
import { inputIn } from './reads.ts'
import { type ConsultationRow, isOpen, isOwn, mayChangeInput, maySendInput, type PlanInputRow } from './rules.ts'

export interface Terms {
  /** An instant. */
  readonly deadline: string
  readonly text: string | null
  readonly openToAll: boolean
}

/**
 * Sends a draft out for input. It is shown to those it is for, where it was not yet.
 * @throws Refused while another consultation is open; Invalid({ deadline }) for one that has passed
 */
export async function openConsultation(db: Db, actor: Actor, planId: string, terms: Terms): Promise<ConsultationRow> {
  return editPlan(db, actor, planId, async (tx, row) => {
    const last = await latest(tx, planId)
    if (last && isOpen(last, Temporal.Now.instant())) throw new Refused('planio_already_open')
    mustBeAhead(terms.deadline)
    const { deadline, openToAll } = terms
    const [made] = await tx
      .insert(consultation)
      .values({ networkId: row.networkId, planId, deadline, openToAll, text: wordsIn(row, terms.text) })
      .returning()
    const shown = row.publishedAt === null && {
      publishedAt: Temporal.Now.instant().toString(),
      publishedBy: actor.person?.id ?? null,
    }
    await putPlan(tx, row, { state: 'consultation', ...shown })
    return { done: act('plan.consultation_opened', planId, { deadline, openToAll }), result: made! }
  })
}

/** Moves the deadline or writes its text anew, also after it has passed: then it is open again. @throws Conflict, Invalid({ deadline }) */
export async function changeConsultation(db: Db, actor: Actor, planId: string, version: number, terms: Terms): Promise<void> {
  await editPlan(db, actor, planId, async (tx, row) => {
    const last = await latest(tx, planId)
    if (!last) throw new NotFound()
    if (last.version !== version) throw new Conflict(last.version, version)
    mustBeAhead(terms.deadline)
    const { deadline, openToAll } = terms
    await tx
      .update(consultation)
      .set({ deadline, openToAll, text: wordsIn(row, terms.text), closedAt: null, version: version + 1 })
      .where(eq(consultation.id, last.id))
    await putPlan(tx, row, { state: 'consultation' })
    return { done: act('plan.consultation_changed', planId, { deadline, openToAll }), result: undefined }
  })
}

/** Ends it before its deadline. */
export async function closeConsultation(db: Db, actor: Actor, planId: string): Promise<void> {
  await editPlan(db, actor, planId, async (tx) => {
    const last = await latest(tx, planId)
    if (!last) throw new NotFound()
    await tx.update(consultation).set({ closedAt: sql`now()` }).where(eq(consultation.id, last.id))
    return { done: act('plan.consultation_closed', planId), result: undefined }
  })
}

export interface SentInput {
  readonly text: string
  /** The id of a goal or a measure. */
  readonly about: string | null
  readonly locale: Locale
}

/**
 * Keeps what somebody says of the draft that is out. The deadline counts where it is written down: what comes a moment after is late.
 * @param sender for somebody who is not signed in
 * @throws Refused when it is too late, or not for them
 */
export async function sendInput(db: Db, actor: Actor, planId: string, sent: SentInput, sender: Sender | null): Promise<string> {
  return inPlan(db, actor, planId, async (tx, row) => {
    const last = await latest(tx, planId)
    if (!last) throw new NotFound()
    const verdict = maySendInput(actor, row, last, Temporal.Now.instant())
    if (verdict === 'plans_not_yours') throw new NotFound()
    if (verdict !== 'yes') throw new Refused(verdict)
    const { networkId } = row
    const [made] = await tx
      .insert(planInput)
      .values({
        ...{ networkId, consultationId: last.id, locale: sent.locale, text: sent.text },
        ...(await placed(tx, planId, sent.about)),
        personId: actor.person?.id ?? null,
        organisationId: isMember(actor) ? await ownOrganisation(tx, actor, networkId) : null,
        name: actor.person?.name ?? sender?.name ?? null,
        email: actor.person ? null : (sender?.email ?? null),
      })
      .returning({ id: planInput.id })
    return { done: act('plan.input_sent', planId), result: made!.id }
  })
}

/** Mends one's own words. @throws Refused after the deadline, NotFound for another's */
export async function changeInput(db: Db, actor: Actor, planId: string, id: string, text: string): Promise<void> {
  await ownInput(db, actor, planId, id, 'plan.input_changed', { text })
}

/** Takes one's own words back, or brings them again: the undo. */
export async function removeInput(db: Db, actor: Actor, planId: string, id: string, removed: boolean): Promise<void> {
  const deletedAt = removed ? Temporal.Now.instant().toString() : null
  await ownInput(db, actor, planId, id, removed ? 'plan.input_removed' : 'plan.input_restored', { deletedAt })
}

async function ownInput(
  db: Db,
  actor: Actor,
  planId: string,
  id: string,
  action: string,
  set: { text?: string; deletedAt?: string | null },
): Promise<void> {
  await inPlan(db, actor, planId, async (tx) => {
    const { row, of } = await inputIn(tx, planId, id)
    const verdict = mayChangeInput(actor, row, of, Temporal.Now.instant())
    if (verdict === 'plans_not_yours') throw new NotFound()
    if (verdict !== 'yes') throw new Refused(verdict)
    await tx
      .update(planInput)
      .set({ ...set, version: row.version + 1 })
      .where(eq(planInput.id, id))
    return { done: act(action, planId), result: undefined }
  })
}

/** What is needed to tell somebody: the ground, and the letter that says it (`./mails.tsx`). */
export interface Teller {
  readonly ground: Pick<Ground, 'db' | 'config' | 'jobs'>
  readonly letter: (
    locale: Locale,
    said: PlanInputRow,
    at: { readonly network: NetworkRow; readonly plan: PlanRow; readonly base: string },
    answer: { readonly text: string; readonly locale: Locale },
  ) => Written
}

/**
 * Answers what somebody said, for all to read with it. May be written anew: whoever said it is told the first time, and
 * whenever the words are others. For those who organise.
 * @throws Conflict where somebody else has answered, or whoever said it has mended it, since the form was made
 */
export async function answerInput(
  teller: Teller,
  actor: Actor,
  planId: string,
  id: string,
  given: { readonly answer: string; readonly locale: Locale; readonly version?: number | undefined },
): Promise<void> {
  await editPlan(teller.ground.db, actor, planId, async (tx, of) => {
    const { row } = await inputIn(tx, planId, id)
    if (row.deletedAt !== null) throw new NotFound()
    const same = row.answer?.[given.locale] === given.answer
    const isOld = given.version !== undefined && given.version !== row.version
    if (isOld && !same) throw new Conflict(row.version, given.version)
    const [after] = await tx
      .update(planInput)
      .set({
        answer: { [given.locale]: given.answer },
        answeredBy: actor.person?.id ?? null,
        answeredByName: actor.person?.name ?? null,
        answeredAt: sql`now()`,
        version: row.version + 1,
      })
      .where(eq(planInput.id, id))
      .returning()
    if (!same && !isOwn(actor, row)) await tellSender(teller, tx, of, after!, { text: given.answer, locale: given.locale })
    return { done: act('plan.input_answered', planId), result: undefined }
  })
}

/** One mail to whoever said it, where there is an address. */
async function tellSender(
  { ground, letter }: Teller,
  tx: Tx,
  of: PlanRow,
  said: PlanInputRow,
  answer: { readonly text: string; readonly locale: Locale },
): Promise<void> {
  const [known] = said.personId
    ? await tx
        .select({ email: person.email, locale: person.locale })
        .from(person)
        .where(and(eq(person.id, said.personId), isNull(person.deletedAt)))
    : []
  const to = known?.email ?? said.email
  if (!to) return
  const network = (await networkById(tx, of.networkId))!
  const at = { network, plan: of, base: ground.config.baseUrl }
  const written = letter(known?.locale ?? said.locale, said, at, answer)
  await queueMail(ground, tx, { networkId: of.networkId, to, kind: 'input', ...written })
}

const act = (action: string, planId: string, after?: unknown): Done => ({
  action,
  about: { kind: 'plan', id: planId },
  ...(after !== undefined && { after }),
})

async function latest(tx: Tx, planId: string): Promise<ConsultationRow | null> {
  const [row] = await tx
    .select()
    .from(consultation)
    .where(eq(consultation.planId, planId))
    .orderBy(desc(consultation.opens), desc(consultation.id))
    .limit(1)
    .for('update')
  return row ?? null
}

/** @throws NotFound for what does not stand in the plan */
async function placed(tx: Tx, planId: string, about: string | null): Promise<{ goalId?: string; measureId?: string }> {
  if (about === null) return {}
  const inPlanOf = (table: typeof goal | typeof measure) =>
    and(eq(table.id, about), eq(table.planId, planId), isNull(table.deletedAt))
  const [found] = await tx.select({ id: measure.id }).from(measure).where(inPlanOf(measure))
  if (found) return { measureId: about }
  const [whole] = await tx.select({ id: goal.id }).from(goal).where(inPlanOf(goal))
  if (!whole) throw new NotFound()
  return { goalId: about }
}

function mustBeAhead(deadline: string): void {
  if (Temporal.Instant.compare(instantOf(deadline), Temporal.Now.instant()) <= 0)
    throw new Invalid({ deadline: 'planio_deadline_past' })
}

const wordsIn = (row: Pick<PlanRow, 'locale'>, text: string | null) => (text ? { [row.locale]: text } : null)

const putPlan = (tx: Tx, row: PlanRow, set: Partial<PlanRow>) =>
  tx
    .update(plan)
    .set({ ...set, version: row.version + 1, updatedAt: sql`now()` })
    .where(eq(plan.id, row.id))
