/** Everything about who comes, for organisers. */
import { and, asc, eq, isNull } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '#actor.ts'
import { organisation } from '#network/tables.ts'
import { person } from '#people/tables.ts'
import type { Db } from '#platform/db/db.ts'
import { NotFound } from '#platform/errors.ts'
import type { Words } from '#platform/words/text.ts'
import type { Answers } from '../answers/rules.ts'
import { readsSpecial } from '../reads.ts'
import { type FormRow, mayArrange, type RegistrationRow } from '../rules.ts'
import { registration, specialAnswer } from '../tables.ts'
import { type Coming, type Counts, comingFrom, countsOf } from './rules.ts'

export interface Listed extends RegistrationRow {
  readonly organisation: Words | null
  /** The name of whom they come instead of. */
  readonly substituteForName: string | null
  /** Empty for those who may not read such. */
  readonly special: Answers
}

export interface Overview {
  /** In the order of the line. */
  readonly rows: readonly Listed[]
  readonly counts: Counts
  readonly coming: Coming
  /** Whether whoever reads may see what is kept apart. */
  readonly special: boolean
}

/** @throws NotFound to all but organisers */
export async function readOverview(
  db: Db,
  actor: Actor,
  meeting: { readonly id: string; readonly networkId: string },
  form: Pick<FormRow, 'capacity'> | null,
): Promise<Overview> {
  if (mayArrange(actor, meeting) !== 'yes') throw new NotFound()
  const substituted = alias(person, 'substituted')
  const special = await readsSpecial(db, actor)
  const [found, all, apart] = await Promise.all([
    db
      .select({ row: registration, organisation: organisation.name, substituteForName: substituted.name })
      .from(registration)
      .leftJoin(organisation, eq(organisation.id, registration.organisationId))
      .leftJoin(substituted, eq(substituted.id, registration.substituteFor))
      .where(eq(registration.meetingId, meeting.id))
      .orderBy(asc(registration.number)),
    db
      .select({ id: organisation.id, name: organisation.name, parentId: organisation.parentId })
      .from(organisation)
      .where(and(eq(organisation.networkId, meeting.networkId), isNull(organisation.deletedAt))),
    special ? db.select().from(specialAnswer).where(eq(specialAnswer.meetingId, meeting.id)) : [],
  ])
  const answers = Map.groupBy(apart, (one) => one.registrationId)
  const rows = found.map(({ row, ...names }) => ({
    ...row,
    ...names,
    special: Object.fromEntries((answers.get(row.id) ?? []).map((one) => [one.questionId, one.answer])),
  }))
  const alphabet = new Intl.Collator('nb')
  const nameOf = (name: Words) => name.nb ?? Object.values(name)[0] ?? ''
  const sorted = all.sort((a, b) => alphabet.compare(nameOf(a.name), nameOf(b.name)))
  return { rows, counts: countsOf(rows, form?.capacity ?? null), coming: comingFrom(rows, sorted), special }
}
